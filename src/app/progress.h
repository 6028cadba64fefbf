/* progress: what a learner has done so far, all runs together, and what can be done with the record: rebuild, reset. */
#ifndef VIVA_APP_PROGRESS_H
#define VIVA_APP_PROGRESS_H

#include "app/learner.h"

/* One set: its exercises as they are today, each with what is known of it. */
struct set_progress {
    const struct set *set;
    struct progress *exercises; /* one for each exercise of the set, in its order; former ids are counted in */
    size_t answered_count;      /* exercises with at least one response */
    bool has_open_run;
    struct run_progress open_run; /* what practice_resume would go on with */
};
enum status progress_of_set(const struct learner *learner, struct arena *arena, const struct set *set,
                            struct set_progress *progress, struct failure *failure);

/* All sets of the library, as many as there are, in arena: first those that were touched, then the others, each in the
 * order of the library. touched_count: a run is open in so many of them, or an exercise was answered or flagged. */
struct sets_progress {
    struct set_progress *items;
    size_t count, touched_count;
};
enum status progress_of_sets(const struct learner *learner, struct arena *arena, struct sets_progress *sets,
                             struct failure *failure);

/* What was practised and is in no set of the library any more. */
struct progress_list {
    struct progress *items;
    size_t count, capacity;
};
enum status progress_elsewhere(const struct learner *learner, struct arena *arena, struct progress_list *list,
                               struct failure *failure);

/* Forget the progress of an exercise or of a whole set from here on, under all its ids; the journal keeps what was. id
 * is a full id, a former one, or the bare slug of a set; what is in no set any more counts too. *exercise_count is how
 * many exercises had progress. STATUS_ALREADY, and nothing stored, when none had; STATUS_NOT_FOUND when nothing is
 * known under this id. */
enum status progress_reset(const struct learner *learner, struct string id, struct moment now, size_t *exercise_count,
                           struct failure *failure);

/* Throw away everything derived and derive it again from the journal and its contents alone, in one change. */
struct rebuild_result {
    int64_t entry_count, progress_count, run_count;
    int64_t
        unreadable_count; /* entries of a kind or format of a later version, or without content: kept, not counted in */
};

/* Told now and then how many entries are done, on the store's writer thread. */
typedef void (*rebuild_watcher)(int64_t entry_count, void *context);

/* watcher may be NULL. */
enum status progress_rebuild(struct store *store, const struct library *library, rebuild_watcher watcher,
                             void *watcher_context, struct rebuild_result *result, struct failure *failure);

#endif
