/* audit: do guessers who understand nothing find the best option?
 *
 * Knows what a guesser sees (core/audit_guessers), how likely its score is by chance (core/audit_tail), what one that
 * learns would find (core/audit_learner), and when a bank fails. Refuses to know where sets come from, and what its
 * report looks like. */
#ifndef VIVA_CORE_AUDIT_H
#define VIVA_CORE_AUDIT_H

#include "model/audit.h"

/* Sets as a guesser saw them. A zeroed one is empty; lives in the arena that sets are added with, always the same one.
 */
struct audit {
    struct audit_exercise *exercises;
    size_t exercise_count, exercise_capacity;
    struct audit_set *sets;
    size_t set_count, set_capacity;
    struct arena scratch; /* of one set: audit_clear gives it back */
};

/* Look at the exercises of a set. Nothing of the set itself is kept, but its name and the ids of its exercises. Only
 * exercises of the kind choose-one are looked at. */
void audit_add(struct audit *audit, struct arena *arena, const struct set *set);

/* What it all comes to. seed is for the learner's redrawn keys alone (core/audit_learner.h). Lives in arena. */
struct audit_report audit_report(struct audit *audit, struct arena *arena, uint64_t seed);

void audit_clear(struct audit *audit);

#endif
