/* changes: what is another in a new version of a set, in words.
 *
 * Knows how exercises of two versions belong together: by their ids, today's and former ones, as progress does. Knows nothing of where
 * sets are kept. */
#ifndef VIVA_CMD_CHANGES_H
#define VIVA_CMD_CHANGES_H

#include "model/set.h"

/* Which exercises are new, changed, renamed and gone, and whether the set has another id. before is NULL for a set that was not
 * there. In arena. */
struct string changes_words(struct arena *arena, const struct set *before, const struct set *after);

#endif
