/* rebuild: what is derived, derived anew; and when that has to be.
 *
 * Knows the form of what is derived, which changes when more is derived of the same journal. */
#ifndef VIVA_APP_REBUILD_H
#define VIVA_APP_REBUILD_H

#include "app/library.h"
#include "app/own_reviews.h"
#include "model/plan.h"
#include "store/store.h"

/* A setting of the store names the form of its derived rows; before there was one, nothing was remembered. */
#define REBUILD_SETTING "derived"
#define REBUILD_FORM    "3"

/* Whether the rows of a store were derived by an earlier viva, and progress_rebuild has to derive them anew. Looks at
 * settings alone. */
enum status rebuild_is_wanted(struct store *store, bool *is_wanted, struct failure *failure);

/* Derive all that is remembered of one learner with this plan and these parameters, inside a change. */
enum status rebuild_memories(struct transaction *transaction, const struct library *library, struct uuid learner,
                             const struct tuning *tuning, struct failure *failure);

/* Every graded answer of one learner, of all when the id is nil, in the order of the journal; changes nothing in the
 * store. */
enum status rebuild_reviews(struct transaction *transaction, const struct library *library, struct uuid learner,
                            struct own_reviews *reviews, struct failure *failure);

#endif
