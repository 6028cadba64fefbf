/* review: what is due today across all sets, one after the other, until the learner stops.
 *
 * One function is one thing a person does. Each review is a run of its own with one step, so that a stop at any moment
 * loses nothing and the next one is always the most urgent. Time is an argument. Knows nothing of screens, HTTP, SQL or
 * files. */
#ifndef VIVA_APP_REVIEW_H
#define VIVA_APP_REVIEW_H

#include "app/practice.h"
#include "model/review.h"

enum status review_look(const struct learner *learner, struct arena *arena, struct moment now,
                        struct review_outlook *outlook, struct failure *failure);

/* Whether anything is due now: one look at an index, for a page that only wants to know that. What is held up today
 * because its exercise is asked in the other way, and what is in no set at hand, may count. */
enum status review_is_due(const struct learner *learner, struct moment now, bool *is_due, struct failure *failure);

/* Begin a run of one step over the item: to choose the best, or (skill producing) to say an answer aloud and tick its
 * points. Begun lately, on the disk, and not answered, it is the same run again, in the order it has: two tabs that
 * start one item answer it once. As practice_begin, a new run is on its way to the disk. */
enum status review_begin(const struct learner *learner, struct arena *arena, const struct review_item *item,
                         uint64_t seed, struct moment now, struct practice *practice, struct failure *failure);

/* Of an answered step, in a review or in practice. STATUS_NOT_FOUND when there is no memory of it (it was reset since).
 */
enum status review_outcome(const struct learner *learner, struct arena *arena, const struct practice *practice,
                           size_t step, const struct practice_step *state, struct review_outcome *outcome,
                           struct failure *failure);

#endif
