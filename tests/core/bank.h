/* bank: sets that nobody wrote, whose best options betray themselves in a known way, or in none.
 *
 * Knows how to write answers of random words that are all drawn alike, and how to slip one sign into the best. The same
 * seed gives the same bank on every machine. */
#ifndef VIVA_TESTS_CORE_BANK_H
#define VIVA_TESTS_CORE_BANK_H

#include "core/audit.h"

/* What the best has. The first are those that audit_guesser names; then signs for which there is no guesser of its own.
 */
enum leak {
    LEAK_FEWEST_HEDGES = AUDIT_GUESSER_COUNT,
    LEAK_MIDDLE_LENGTH, /* neither the longest nor the shortest */
    LEAK_NONE,
};

struct bank {
    unsigned sets, exercises; /* of each set */
    unsigned options;         /* 2 to 8 */
    int leak;                 /* enum audit_guesser or enum leak */
    unsigned percent;         /* of the exercises leak; the others are clean */
    uint64_t seed;
};

/* Set number i of the bank, in arena. */
const struct set *bank_set(struct arena *arena, const struct bank *bank, unsigned i);

/* What the audit says of the whole bank. */
struct audit_report bank_audit(struct arena *arena, const struct bank *bank);

#endif
