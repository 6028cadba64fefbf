/* receipt: the first response to a step, read back from the journal and judged.
 *
 * Knows the way from an entry to a response. Knows nothing of how responses come in. */
#ifndef VIVA_APP_RECEIPT_H
#define VIVA_APP_RECEIPT_H

#include "app/payload.h"
#include "app/practice.h"

/* What an entry says in terms of the exercise it speaks of; false when it is no response of ENTRY_FORMAT, or names an
 * option or a point that the exercise does not have. */
bool receipt_response(const struct exercise *exercise, const struct entry *entry, struct response *response);

/* The first response of a step and what it came to. STATUS_NOT_FOUND when there is none; is_flagged is filled all the
 * same. */
enum status receipt_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                         const struct practice *practice, size_t step, struct practice_receipt *receipt,
                         struct failure *failure);

/* Whether any of these ids is flagged. */
enum status receipt_flag(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                         const struct strings *exercises, bool *is_flagged, struct failure *failure);

#endif
