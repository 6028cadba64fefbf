/* derive: what one journal entry leads to in the rows that are derived from the journal.
 *
 * Knows which rows an entry touches, and folds it into them (core/fold.h). Refuses to know where the rows are: an
 * answer hands it the store's transaction, a rebuild hands it tables in memory, so the two cannot differ. */
#ifndef VIVA_APP_DERIVE_H
#define VIVA_APP_DERIVE_H

#include "app/payload.h"
#include "base/status.h"
#include "core/remember.h"
#include "model/entry.h"
#include "model/progress.h"
#include "model/verdict.h"
#include "store/store.h"

/* The rows. get gives STATUS_NOT_FOUND and fills nothing when there is no such row; put writes a row whole, by its key.
 */
struct derived {
    enum status (*day_get)(struct derived *derived, struct uuid learner, int32_t day, struct practice_day *row);
    enum status (*day_put)(struct derived *derived, const struct practice_day *row);
    enum status (*exercise_get)(struct derived *derived, struct uuid learner, struct string exercise,
                                enum memory_skill skill, struct exercise_row *row);
    enum status (*exercise_put)(struct derived *derived,
                                const struct exercise_row *row); /* nothing in it: taken away */
    /* All of a learner's rows below a prefix, and all of a learner's runs, copied into lists that live in the arena of
     * derived. */
    enum status (*exercises_below)(struct derived *derived, struct uuid learner, struct string prefix,
                                   struct exercise_row **rows, size_t *count);
    enum status (*run_get)(struct derived *derived, struct uuid run, struct run_progress *row);
    enum status (*run_put)(struct derived *derived, const struct run_progress *row);
    enum status (*runs_of)(struct derived *derived, struct uuid learner, struct run_progress **rows, size_t *count);
    /* A learner's plan and parameters, made ready; good until the next entry. */
    enum status (*remembering)(struct derived *derived, struct uuid learner, const struct remembering **remembering);
    struct arena *arena; /* for what is got; lives as long as derived */
    struct failure *failure;
};

/* The rows of a store, within a transaction that may change it. */
struct derived_stored {
    struct derived derived;
    struct transaction *transaction;
    struct uuid learner; /* of whom the rest is; nil: nobody */
    struct tuning tuning;
    struct remembering remembering;
};
struct derived_stored derived_stored(struct transaction *transaction, struct arena *arena, struct failure *failure);

/* The row of an exercise, or a new one for its first entry. */
enum status derive_row(struct derived *derived, struct uuid learner, struct string exercise, enum memory_skill skill,
                       struct exercise_row *row);

/* What was done on the day of an answer, whatever kind of answer it is. */
enum status derive_day(struct derived *derived, const struct entry *entry, const struct response *response,
                       const struct judgement *judgement);

/* The plan and parameters that hold for a learner: those of nobody when nothing was ever said. STATUS_CORRUPT when they
 * are out of bounds. */
enum status derive_tuning(struct transaction *transaction, struct arena *arena, struct uuid learner,
                          struct tuning *tuning, struct failure *failure);

/* By kind of entry. Each returns STATUS_OK, or the status of the rows. */
enum status derive_run(struct derived *derived, const struct entry *entry, int32_t step_count, bool is_review);
enum status derive_choice(struct derived *derived, const struct entry *entry, const struct response *response,
                          const struct judgement *judgement);
enum status derive_marks(struct derived *derived, const struct entry *entry, const struct response *response,
                         const struct judgement *judgement);
enum status derive_reset(struct derived *derived, const struct entry *entry, const struct payload_reset *payload);
enum status derive_flag(struct derived *derived, const struct entry *entry, const struct payload_flag *payload);

/* derive_memory.c: what is remembered. */

/* What is remembered of an exercise under former ids stands under today's from this run on. */
enum status derive_renames(struct derived *derived, const struct entry *entry, const struct payload_step *steps,
                           size_t count);

/* One graded answer, folded into what the row remembers. */
enum status derive_memory(struct derived *derived, const struct entry *entry, const struct response *response,
                          const struct judgement *judgement, struct exercise_row *row);

/* Recognising that has become stable makes producing ready, once. */
enum status derive_ready(struct derived *derived, const struct entry *entry, const struct judgement *judgement,
                         const struct exercise_row *recognising);

/* The plan is another one: when each exercise of the learner is due. */
enum status derive_dues(struct derived *derived, struct uuid learner);

#endif
