/* pick: the order in which what is due is asked.
 *
 * Knows that what presses most comes first, and that neighbours should differ: who is asked the same kind of thing
 * twice running answers the second from the first. Refuses to know what an item is. */
#ifndef VIVA_CORE_PICK_H
#define VIVA_CORE_PICK_H

#include <stddef.h>

#include "model/memory.h"

/* Items alike in set, or in set and heading, should not be neighbours. The numbers are the caller's own. */
struct pick_item {
    enum memory_urgency urgency;
    size_t set, heading;
};

/* Fill order with the numbers of the items, count of them, which come by urgency. Within an urgency, items of one set
 * are neighbours only when it cannot be helped, and then rather under different headings; otherwise the order stays. */
void pick_mix(const struct pick_item *items, size_t count, size_t *order);

#endif
