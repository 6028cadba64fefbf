/* practice: going through a set's exercises, as one person does it: begin or resume, look, answer, see why, sum up.
 *
 * One function is one thing a person does. Time is an argument. Nothing is acknowledged before it is on disk. Knows
 * nothing of screens, HTTP, SQL or files. */
#ifndef VIVA_APP_PRACTICE_H
#define VIVA_APP_PRACTICE_H

#include "app/learner.h"
#include "model/explanation.h"
#include "model/question.h"
#include "model/response.h"
#include "model/run.h"
#include "model/summary.h"
#include "model/verdict.h"

/* A run with the contents its steps were begun with. Lives in the arena it was begun or loaded into; never changes. */
struct practice {
    struct run run;
    const struct set **contents; /* contents[i]: a set with one exercise, the version that step i is asked in */
    const struct set *set;       /* the set as it is today; NULL when the library no longer has it */
    size_t changed_count;        /* of a loaded run: steps whose exercise reads otherwise today, or is gone */
    bool is_new;                 /* begun here, not loaded: it may still be on its way to the disk */
    bool is_review;              /* one step, begun by review_begin: never resumed as a practice of its set */
};

/* Deal a new run over all exercises of the set, or over those listed (indices into set; NULL for all). The seed decides
 * every order. The run is usable at once: it is on its way to the disk, and there at the latest with its first answer,
 * which fails if it cannot be stored. STATUS_USAGE for a set, or a list, without exercises. */
enum status practice_begin(const struct learner *learner, struct arena *arena, const struct set *set,
                           const size_t *exercises, size_t exercise_count, uint64_t seed, struct moment now,
                           struct practice *practice, struct failure *failure);

/* Told once, after the commit, on the store's writer thread: be quick, and do not wait for the store. failure, good
 * during the call only, says what went wrong when status is not STATUS_OK. */
typedef void (*practice_told)(enum status status, const struct failure *failure, void *context);

/* Be told once a run that was begun is on the disk, or cannot be stored: for a face that says so to others. learner and
 * practice must live until then. */
void practice_stored_submit(const struct learner *learner, const struct practice *practice, practice_told completion,
                            void *context);

/* The newest run of the set, if it still lacks a response and the set was not reset since. STATUS_NOT_FOUND otherwise.
 * Its steps are asked in the versions it was begun with, whatever became of the set. */
enum status practice_resume(const struct learner *learner, struct arena *arena, const struct set *set,
                            struct practice *practice, struct failure *failure);

/* A run by its id, if it is this learner's. */
enum status practice_load(const struct learner *learner, struct arena *arena, struct uuid run,
                          struct practice *practice, struct failure *failure);

/* Where one step stands. */
struct practice_step {
    struct question question; /* what may be shown before the answer */
    bool has_response;
    struct response response; /* the first one */
    struct judgement judgement;
    struct explanation explanation; /* only with a response */
    bool is_flagged;
};
enum status practice_step(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, struct practice_step *state, struct failure *failure);

/* Where a run stands. */
struct practice_standing {
    size_t response_count; /* the n of "n / N completed" */
    bool has_next;         /* some step has no response yet */
    size_t next;           /* the first such from the one asked about on, going round to the start */
};
enum status practice_stand(const struct learner *learner, const struct practice *practice, size_t from,
                           struct practice_standing *standing, struct failure *failure);

/* A step and where its run stands in one look at the store: all that a page about a step needs. standing->next is
 * another step than this one. */
enum status practice_look(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, struct practice_step *state, struct practice_standing *standing,
                          struct failure *failure);

/* The steps without a response, in their order. *steps lives in arena. */
enum status practice_unanswered(const struct learner *learner, struct arena *arena, const struct practice *practice,
                                size_t **steps, size_t *step_count, struct failure *failure);

/* How many steps have a response: the n of "n / N completed". */
enum status practice_count(const struct learner *learner, const struct practice *practice, size_t *response_count,
                           struct failure *failure);

/* What the learner did, by places as shown. */
struct practice_answer {
    size_t place; /* below the question's option_count; ignored for "I don't know" */
    bool is_dont_know;
    enum sureness sureness;
    int64_t took_ms; /* -1 when not measured */
    struct moment now;
};

/* Store the first response of a step and wait for the disk. STATUS_ALREADY when there was one: *state then shows that
 * first one. STATUS_USAGE for a step or place that does not exist. */
enum status practice_answer(const struct learner *learner, struct arena *arena, const struct practice *practice,
                            size_t step, const struct practice_answer *answer, struct practice_step *state,
                            struct failure *failure);

/* What the disk acknowledged: the first response of a step, and what it came to. */
struct practice_receipt {
    struct response response;
    struct judgement judgement;
    bool is_flagged;
};

/* Told once, after the commit, on the store's writer thread: be quick, and do not wait for the store. STATUS_OK, or
 * STATUS_ALREADY with the receipt of the first response; else receipt is NULL and failure says what went wrong. Both
 * are good during the call only. */
typedef void (*practice_answered)(enum status status, const struct practice_receipt *receipt,
                                  const struct failure *failure, void *context);

/* The same as practice_answer without waiting, for a face that serves many. STATUS_USAGE at once, and no completion,
 * for a step or place that does not exist; else STATUS_OK, and the completion is called. learner and practice must live
 * until then. */
enum status practice_answer_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                   const struct practice_answer *answer, practice_answered completion, void *context,
                                   struct failure *failure);

/* What practice_step gives for an answered step, from its receipt, and for one without a response: without looking at
 * the store. */
struct practice_step practice_step_of(struct arena *arena, const struct practice *practice, size_t step,
                                      const struct practice_receipt *receipt);
struct practice_step practice_step_unanswered(struct arena *arena, const struct practice *practice, size_t step,
                                              bool is_flagged);

/* Producing: a step whose question has no options is answered aloud; then the points of a complete answer are shown,
 * and those that were made are ticked. */

/* One point to tick. Shown only when the learner says that the answer was said. */
struct practice_point {
    struct text heading; /* of the guide; empty without one */
    struct text statement;
};
struct practice_points {
    struct practice_point *items; /* by heading, in the guide's order; then as authored */
    uint8_t *order;               /* order[i] is the index of items[i] among the exercise's points */
    size_t count;
};
struct practice_points practice_points(struct arena *arena, const struct practice *practice, size_t step);

struct practice_ticks {
    point_mask places; /* bit i: items[i] of practice_points was made */
    bool is_dont_know; /* nothing could be said */
    int64_t took_ms;   /* -1 when not measured */
    struct moment now;
};

/* The first response to a step that is produced; as practice_answer and practice_answer_submit. STATUS_USAGE for a step
 * that is not produced, or a place beyond the points. */
enum status practice_tick(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, const struct practice_ticks *ticks, struct practice_step *state,
                          struct failure *failure);
enum status practice_tick_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                 const struct practice_ticks *ticks, practice_answered completion, void *context,
                                 struct failure *failure);

/* Mark an exercise to look at again, or no longer. Waits for the disk. */
enum status practice_flag(const struct learner *learner, const struct practice *practice, size_t step, bool is_flagged,
                          struct moment now, struct failure *failure);

/* The same as practice_flag without waiting: STATUS_USAGE at once, and no completion, for a step that does not exist.
 */
enum status practice_flag_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                 bool is_flagged, struct moment now, practice_told completion, void *context,
                                 struct failure *failure);

enum status practice_summary(const struct learner *learner, struct arena *arena, const struct practice *practice,
                             struct summary *summary, struct failure *failure);

/* The guide that a summary's shares count in: the set's of today, or that of the run when the set is gone. */
const struct guide *practice_guide(const struct practice *practice);

/* The indices (into practice->set) of the exercises worth another look, each once, for a run over only those. Exercises
 * that the set no longer has are left out. */
size_t practice_again(struct arena *arena, const struct practice *practice, const struct summary *summary,
                      size_t **exercises);

/* A text to send to the author about a bad exercise: version of viva, exercise and content hash, order shown, answer
 * given (if any), the reader's own remark. No name, no learner id. */
struct string practice_report(struct arena *arena, const struct practice *practice, size_t step,
                              const struct practice_step *state, struct string remark);

/* The same, but for a step without a response it names the set and the exercise's title alone: ids, order and hash
 * could give the best answer away to a reader who goes on. */
struct string practice_report_discreet(struct arena *arena, const struct practice *practice, size_t step,
                                       const struct practice_step *state, struct string remark);

#endif
