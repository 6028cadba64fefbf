/* audit_learner: a guesser that learns which signals betray the best option.
 *
 * Knows a logistic regression of the best option on the ranks of all signals, and on how far from the middle each rank
 * is (who takes care that the best is never the longest nor the shortest has told where it is): given that exactly one
 * of the options is the best (McFadden 1974), trained on all sets but one and tried on that one. Refuses to know what
 * the signals are.
 *
 * The fit is one step of Fisher's scoring from zero, under a small ridge. Zero is where somebody who knows nothing
 * starts; from there one step is as good as the whole way when there is little to learn (Le Cam 1956), and finds the
 * direction when there is much. It needs of each set a gradient and an information matrix alone, so to leave one out is
 * a subtraction.
 *
 * Its scores in two sets hang together, since each was trained on the other: their sum is no sum of independent picks.
 * So chance is not computed but tried: the best options are redrawn at random, and everything is learnt anew. */
#ifndef VIVA_CORE_AUDIT_LEARNER_H
#define VIVA_CORE_AUDIT_LEARNER_H

#include "core/audit_guessers.h"

/* How often the best options are redrawn: enough to see the level that Holm's correction asks for; fewer where there
 * are so many exercises that it would take minutes. */
#define AUDIT_REDRAWS_MAX       999
#define AUDIT_REDRAWS_MIN       499
#define AUDIT_REDRAWN_EXERCISES 10000000

/* Sets beyond these are left out together with an earlier one. */
#define AUDIT_FOLDS_MAX 1000

struct audit_learnt {
    uint8_t *picks;  /* of each exercise: the options it likes best; all of them with one set alone */
    double *redrawn; /* shares earned under redrawn best options, in ascending order */
    size_t redrawn_count;
    struct audit_sign signs[AUDIT_SIGNS_MAX]; /* that weigh most when it learns from all sets, the weightiest first */
    size_t sign_count;
};

/* All exercises of set_count sets, in the order of their sets. Lives in arena. */
struct audit_learnt audit_learn(struct arena *arena, const struct audit_exercise *exercises, size_t exercise_count,
                                size_t set_count, uint64_t seed);

#endif
