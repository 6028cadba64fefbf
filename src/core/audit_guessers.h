/* audit_guessers: what somebody who understands nothing goes by.
 *
 * Knows what can be counted on options, and a table of guessers: which of these signals each goes by, and whether it
 * takes the most or the least of it. Refuses to know which option is the best, but for writing it down. */
#ifndef VIVA_CORE_AUDIT_GUESSERS_H
#define VIVA_CORE_AUDIT_GUESSERS_H

#include "model/audit.h"
#include "words/lexicon.h"

/* All guessers but the one that learns. */
#define AUDIT_ROW_COUNT AUDIT_LEARNER

/* Signals that differ in more than direction: what the learner learns from. */
#define AUDIT_FEATURES_MAX AUDIT_ROW_COUNT

/* One exercise, as guessers see it. */
struct audit_exercise {
    uint32_t set;
    uint8_t option_count, best;
    uint8_t picks[AUDIT_ROW_COUNT]; /* bit i: option i is among those that the guesser likes best */
    int8_t *ranks;                  /* option_count rows of audit_feature_count(): how many options have less of the
                                     * signal, minus how many have more */
    struct string id;
};

/* Fill what guessers see of the exercise (set is left to the caller). The id is copied; ranks are in arena. */
void audit_look(struct arena *arena, struct arena *scratch, const struct lexicon *lexicon,
                const struct exercise *exercise, struct audit_exercise *seen);

/* How many signals ranks have. The first is the length. */
size_t audit_feature_count(void);

/* The guesser that goes by a signal first, and whether it takes the most of it rather than the least. */
enum audit_guesser audit_feature_guesser(size_t feature, bool *takes_most);

/* Whether a signal is a place, which is there or not: nothing lies between. */
bool audit_feature_is_place(size_t feature);

#endif
