/* memories: what a learner remembers of the exercises of a set, whatever the set and they were called before.
 *
 * Reads derived rows inside a transaction of the caller's. Refuses to know what follows from them. */
#ifndef VIVA_APP_MEMORIES_H
#define VIVA_APP_MEMORIES_H

#include "app/learner.h"
#include "model/memory.h"

/* One row for each exercise of the set and each skill, in arena. Of two rows of one exercise, under two of its ids, the
 * later holds. */
struct memories {
    const struct set *set;
    struct memory_row *rows;
};
enum status memories_of_set(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                            const struct set *set, struct memories *memories, struct failure *failure);

/* The row of an exercise (index into the set) in a skill; NULL when nothing is remembered of it. */
const struct memory_row *memories_row(const struct memories *memories, size_t exercise, enum memory_skill skill);

#endif
