/* derive: what one journal entry leads to in the rows that are derived from the journal.
 *
 * Knows which rows an entry touches, and folds it into them (core/fold.h). Refuses to know where the rows are: an answer hands it
 * the store's transaction, a rebuild hands it tables in memory, so the two cannot differ. */
#ifndef VIVA_APP_DERIVE_H
#define VIVA_APP_DERIVE_H

#include "app/payload.h"
#include "base/status.h"
#include "model/entry.h"
#include "model/progress.h"
#include "model/verdict.h"
#include "store/store.h"

/* The rows. get gives STATUS_NOT_FOUND and fills nothing when there is no such row; put writes a row whole, by its key. */
struct derived {
    enum status (*day_get)(struct derived *derived, struct uuid learner, int32_t day, struct practice_day *row);
    enum status (*day_put)(struct derived *derived, const struct practice_day *row);
    enum status (*progress_get)(struct derived *derived, struct uuid learner, struct string exercise, struct progress *row);
    enum status (*progress_put)(struct derived *derived, const struct progress *row);
    /* All of a learner's rows below a prefix, and all of a learner's runs, copied into lists that live in the arena of derived. */
    enum status (*progress_below)(struct derived *derived, struct uuid learner, struct string prefix, struct progress **rows,
                                  size_t *count);
    enum status (*run_get)(struct derived *derived, struct uuid run, struct run_progress *row);
    enum status (*run_put)(struct derived *derived, const struct run_progress *row);
    enum status (*runs_of)(struct derived *derived, struct uuid learner, struct run_progress **rows, size_t *count);
    struct arena *arena;         /* for what is got; lives as long as derived */
    struct failure *failure;
};

/* The rows of a store, within a transaction that may change it. */
struct derived_stored {
    struct derived derived;
    struct transaction *transaction;
};
struct derived_stored derived_stored(struct transaction *transaction, struct arena *arena, struct failure *failure);

/* What was done on the day of an answer, whatever kind of answer it is. */
enum status derive_day(struct derived *derived, const struct entry *entry, const struct response *response,
                       const struct judgement *judgement);

/* By kind of entry. Each returns STATUS_OK, or the status of the rows. */
enum status derive_run(struct derived *derived, const struct entry *entry, int32_t step_count);
enum status derive_choice(struct derived *derived, const struct entry *entry, const struct response *response,
                          const struct judgement *judgement);
enum status derive_reset(struct derived *derived, const struct entry *entry, const struct payload_reset *payload);
enum status derive_flag(struct derived *derived, const struct entry *entry, const struct payload_flag *payload);

#endif
