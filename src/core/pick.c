#include "core/pick.h"

#include <stdbool.h>
#include <stdint.h>

/* How alike an item is to the last one. */
enum likeness { OTHER_SET, OTHER_HEADING, ALIKE };

static enum likeness likeness(const struct pick_item *item, const struct pick_item *last)
{
    if (!last || item->set != last->set)
        return OTHER_SET;
    return item->heading != last->heading ? OTHER_HEADING : ALIKE;
}

/* How many items of a stretch are of this set. */
static size_t count_set(const struct pick_item *items, const size_t *left, size_t count, size_t set)
{
    size_t number = 0;
    for (size_t i = 0; i < count; i++)
        number += items[left[i]].set == set;
    return number;
}

/* The place in left of what comes next. A set that has more than half of all that is left has to come now, or its last
 * ones would stand together in the end. */
static size_t next_place(const struct pick_item *items, const size_t *left, size_t count, const struct pick_item *last)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        const struct pick_item *item = &items[left[i]];
        if (likeness(item, last) == OTHER_SET && 2 * count_set(items, left, count, item->set) > count)
            return i;
        if (likeness(item, last) < likeness(&items[left[best]], last))
            best = i;
    }
    return best;
}

static size_t urgency_end(const struct pick_item *items, size_t from, size_t count)
{
    size_t end = from;
    while (end < count && items[end].urgency == items[from].urgency)
        end++;
    return end;
}

/* order is also the list of what is left: the picked one moves to its front, the others keep their order. */
void pick_mix(const struct pick_item *items, size_t count, size_t *order)
{
    const struct pick_item *last = NULL;
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t from = 0, end = 0; from < count; from++) {
        end = from < end ? end : urgency_end(items, from, count);
        size_t place = from + next_place(items, order + from, end - from, last), picked = order[place];
        for (; place > from; place--)
            order[place] = order[place - 1];
        order[from] = picked;
        last = &items[picked];
    }
}
