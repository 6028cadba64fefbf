/* run: a run as it is kept in the journal, for the files of practice alone.
 *
 * Knows how a run and its contents are stored once, and read back. Knows nothing of answers. */
#ifndef VIVA_APP_RUN_H
#define VIVA_APP_RUN_H

#include "app/payload.h"
#include "app/practice.h"

/* A new run over all exercises of the set, or over those listed, count of them; nothing is stored. */
struct practice run_deal(const struct learner *learner, struct arena *arena, const struct set *set,
                         const size_t *exercises, size_t count, uint64_t seed, struct moment now);

/* Make sure, inside a change, that the run with its contents and derived row is in the store; nothing happens when it
 * is. arena is for working memory. */
enum status run_ensure(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                       const struct practice *practice, struct failure *failure);

/* Send a new run on its way to the store without waiting; the practice may go at once, the library must stay until the
 * store has it or is closed. That it failed is found out by run_ensure. */
void run_submit(const struct learner *learner, const struct practice *practice);

/* Read a run's entry and contents. STATUS_NOT_FOUND when it is not this learner's; STATUS_CORRUPT when a content is
 * missing. */
enum status run_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                     struct uuid id, struct practice *practice, struct failure *failure);

/* The newest run of the set under any of its ids, if it is still open (model/progress.h). */
enum status run_find_open(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                          const struct set *set, struct run_progress *run, struct failure *failure);

/* The head of an entry that a learner makes at a step, with a new id: all but its payload. */
struct entry run_entry_at(const struct learner *learner, const struct practice *practice, size_t step,
                          enum entry_kind kind, struct moment now);

/* A set with this one exercise; all is shared with the set. */
const struct set *run_content(struct arena *arena, const struct set *set, size_t index);

/* STATUS_USAGE for a step that the run does not have. */
enum status run_check_step(const struct practice *practice, size_t step, struct failure *failure);

/* The exercise that a step is asked with. */
const struct exercise *run_exercise(const struct practice *practice, size_t step);

/* All full ids under which the exercise of a step may be known, today's first; the step's own alone when the library
 * no longer has it. */
struct strings run_exercise_ids(struct arena *arena, const struct learner *learner, const struct practice *practice,
                                size_t step);

#endif
