/* changes: what is another in a new version of a set.
 *
 * Knows how exercises of two versions belong together: by their ids, today's and former ones, as progress does. Knows
 * nothing of where sets are kept. */
#ifndef VIVA_CMD_CHANGES_H
#define VIVA_CMD_CHANGES_H

#include "model/set.h"

/* Ids of exercises; of one that was renamed, its former id stands in was at the same place. */
struct changes {
    struct string former_id; /* of the set, full; empty when it has the same id still */
    struct strings added, changed, gone, renamed, was;
};

/* In arena. */
struct changes changes_between(struct arena *arena, const struct set *before, const struct set *after);

/* The same in words. */
struct string changes_words(struct arena *arena, const struct changes *changes);

#endif
