/* audit_tail: how likely a guesser's score is for somebody who knows nothing.
 *
 * Knows sums of credits. A guesser that holds t of k options equal earns 1/t when the best is among them; for whoever
 * knows nothing that happens with probability t/k, so the sum is Poisson-binomial with weights. Refuses to know which
 * guesser it is.
 *
 * Bounds need a family of guessers who know something: here the one in which each outcome is exp(lambda times its sum)
 * times as likely as by chance, so that the sum says all there is to say about lambda. Without ties and with one number
 * of options it is the binomial, and the bounds are those of Clopper and Pearson (1934). Chances are summed exactly,
 * outcome by outcome, up to AUDIT_TAIL_WORK; beyond by the saddlepoint approximation of Lugannani and Rice (1980) with
 * Daniels' correction for lattices (1987), which is then within a thousandth of the chance itself
 * (tests/core/audit_tail.c). */
#ifndef VIVA_CORE_AUDIT_TAIL_H
#define VIVA_CORE_AUDIT_TAIL_H

#include "core/audit_guessers.h"

/* Additions for one guesser, a few hundredths of a second: 1,000 exercises with ties of up to four, 4,000 without. */
#define AUDIT_TAIL_WORK (1 << 24)

/* A credit that any number of options from 1 to 8 divides. */
#define AUDIT_CREDIT 840

struct audit_credits {
    size_t counts[EXERCISE_OPTIONS_MAX + 1][EXERCISE_OPTIONS_MAX + 1]; /* exercises, by equal picks and by options */
    size_t exercise_count;
    int64_t earned; /* in 840ths */
};

void audit_credits_add(struct audit_credits *credits, uint8_t picks, const struct audit_exercise *exercise);

/* Whether it prefers some options to others anywhere. Else it can earn nothing but chance. */
bool audit_credits_tell(const struct audit_credits *credits);

double audit_credits_right(const struct audit_credits *credits);  /* the share earned; 0 without exercises */
double audit_credits_chance(const struct audit_credits *credits); /* the share that chance earns */

struct audit_tail {
    struct audit_class {
        size_t count, picks, options; /* exercises in which so many of so many options are equal */
    } classes[EXERCISE_OPTIONS_MAX * EXERCISE_OPTIONS_MAX];
    size_t class_count, exercise_count;
    size_t lattice;          /* sums are multiples of one by this */
    size_t sum, least, most; /* in those units: what was earned, and what can be */
    double middle;           /* the lambda under which the sum is what is expected */
    double *weights;         /* how likely each sum is under middle; NULL beyond AUDIT_TAIL_WORK */
    size_t first, last;      /* of the weights that matter */
};

/* Of credits that tell; weights are in arena. */
struct audit_tail audit_tail_of(struct arena *arena, const struct audit_credits *credits);

/* How likely at least this sum is by chance. */
double audit_tail_chance(const struct audit_tail *tail);

/* The expected score (a share) of the guesser for whom at least (at most) this sum has probability level: the lower
 * (upper) end of an interval. level is from 0.0001 to 0.2. */
double audit_tail_low(const struct audit_tail *tail, double level);
double audit_tail_high(const struct audit_tail *tail, double level);

#endif
