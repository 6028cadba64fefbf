/* audit: what guessers who understand nothing score on sets, and whether that is more than chance.
 *
 * Plain data, made by core/audit. Scores, chances and bounds are shares of one. */
#ifndef VIVA_MODEL_AUDIT_H
#define VIVA_MODEL_AUDIT_H

#include "model/set.h"

enum audit_guesser {
    AUDIT_LONGEST,
    AUDIT_SHORTEST,
    AUDIT_PUNCTUATION,
    AUDIT_DIGITS,
    AUDIT_PROMPT_WORDS,
    AUDIT_ABSOLUTES,
    AUDIT_HEDGES,
    AUDIT_GUIDE_WORDS,
    AUDIT_LIKE,
    AUDIT_UNLIKE,
    AUDIT_CODE,
    AUDIT_PLACE, /* the first as written; the second, ... follow */
    AUDIT_LEARNER = AUDIT_PLACE + EXERCISE_OPTIONS_MAX,
    AUDIT_GUESSER_COUNT
};
typedef uint32_t guesser_mask; /* bit i is guesser i */

/* "longest", "shortest", ... "place-1", ..., "learner" */
extern const char *const audit_guesser_ids[AUDIT_GUESSER_COUNT];

/* What one guesser comes to. */
struct audit_score {
    bool is_telling;      /* somewhere it prefers some options to others; else the rest says nothing */
    double right, chance; /* a pick among n that are equal to it earns 1/n when the best is among them */
    double low, high;     /* the exact 95 % interval, two-sided */
    double p;             /* how likely at least this score is for whoever knows nothing */
    double bound;         /* the lower end of the one-sided interval, at Holm's level among those that are telling */
    bool is_above_chance; /* bound > chance */
};

/* A set, or all of them. */
struct audit_part {
    struct string id, title; /* empty for the whole */
    size_t exercise_count;
    struct audit_score scores[AUDIT_GUESSER_COUNT];
    double length_rank;  /* of the best among the lengths, mean, as if all had four options: 1 the longest, 4 the
                            shortest */
    bool is_length_fine; /* within AUDIT_LENGTH_RANK_MIN .. MAX */
    bool has_words;      /* every set in it is in a language whose word lists viva has */
};
#define AUDIT_LENGTH_RANK_MIN 2.2
#define AUDIT_LENGTH_RANK_MAX 2.8

/* An exercise whose best is found by most of those guessers that settle on one option. */
struct audit_given_away {
    size_t set;             /* index of its part */
    struct string exercise; /* id */
    guesser_mask finders;   /* that settle on the best */
    size_t settled_count;   /* how many settle on one option at all */
};

/* What the learner takes for a sign, as seen from the guesser that goes by the same signal. */
enum audit_bearing { AUDIT_TOWARDS, AUDIT_AWAY, AUDIT_MIDDLE, AUDIT_ENDS, AUDIT_BEARING_COUNT };
extern const char *const audit_bearing_ids[AUDIT_BEARING_COUNT]; /* "towards", "away", "middle", "ends" */

struct audit_sign {
    enum audit_guesser signal;
    enum audit_bearing bearing;
};
#define AUDIT_SIGNS_MAX 4

struct audit_report {
    struct audit_part whole;
    struct audit_part *sets; /* in the order they were added */
    size_t set_count;
    struct audit_given_away *given_away;
    size_t given_away_count;
    struct audit_sign
        signs[AUDIT_SIGNS_MAX]; /* that weigh most in what is learnt from all sets, the weightiest first */
    size_t sign_count;
    size_t telling_count; /* guessers that Holm's correction is over */
    bool passes;          /* the gate: no guesser above chance, and is_length_fine, both of the whole */
};

#endif
