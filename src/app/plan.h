/* plan: the day of the interview, what has to be done until then, and what will be remembered on it.
 *
 * Time is an argument. Knows nothing of screens, HTTP, SQL or files. */
#ifndef VIVA_APP_PLAN_H
#define VIVA_APP_PLAN_H

#include "app/practice.h"
#include "base/time.h"
#include "model/plan_outlook.h"

/* STATUS_USAGE, with what was expected, for a day before today and one over PLAN_DAYS_MAX away. */
enum status plan_day_check(int32_t day, struct moment now, struct failure *failure);

/* The day of an interview as it was typed, YYYY-MM-DD. STATUS_USAGE, with what was expected, for any other form, a day
 * that no month has, and one that plan_day_check refuses; *day is then as it was. */
enum status plan_day_read(struct string text, struct moment now, int32_t *day, struct failure *failure);

/* Store a plan; waits for the disk. Every memory's next day is worked out anew. Without an interview the plan is given
 * up. STATUS_USAGE for a day before today or over PLAN_DAYS_MAX away, or a set the library has not. */
enum status plan_set(const struct learner *learner, const struct plan *plan, struct moment now,
                     struct failure *failure);

/* The same without waiting, for a face that serves many: completion is called once, on the store's writer thread. A bad
 * day or set is told at once, and then completion is not called. learner must live until then. */
enum status plan_set_submit(const struct learner *learner, const struct plan *plan, struct moment now,
                            practice_told completion, void *context, struct failure *failure);

/* The plan and parameters that hold now. Zeroed with default parameters when nothing was ever said. The plan names each
 * set once, as it is called today. */
enum status plan_get(const struct learner *learner, struct arena *arena, struct tuning *tuning,
                     struct failure *failure);

/* The same within a transaction. */
enum status plan_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                      struct tuning *tuning, struct failure *failure);

/* Store parameters fitted to the learner (within core/schedule_parameters.h's bounds), or give them up (NULL). All
 * memories are worked out anew from the journal. Waits for the disk. */
enum status plan_fit(const struct learner *learner, const double *parameters, struct moment now,
                     struct failure *failure);

/* What the plan comes to. Simulated from a fixed seed, so that the same journal on the same day gives the same.
 * STATUS_NOT_FOUND without an interview. After the interview only how long ago it was is filled. */
enum status plan_look(const struct learner *learner, struct arena *arena, struct moment now,
                      struct plan_outlook *outlook, struct failure *failure);

#endif
