/* learner: somebody who does not exist, and whose memory is exactly FSRS-6 with parameters that one knows: what a fit
 * is tried on.
 *
 * Knows how such a learner practises: new memories every day, repeats on the same day after a lapse, reviews that come
 * late. Everything comes from one seed. Refuses to know who looks at the log. */
#ifndef VIVA_BENCH_LEARNER_H
#define VIVA_BENCH_LEARNER_H

#include "base/arena.h"
#include "base/random.h"
#include "core/schedule_parameters.h"
#include "fit/review_log.h"

/* How a guess is told from knowledge by nobody but the learner. */
enum learner_guess {
    LEARNER_KNOWS,       /* a right guess does to the memory what a right answer does: as the model has it */
    LEARNER_KNOWS_LITTLE /* a right guess leaves the memory as a wrong answer would */
};

struct learner {
    uint64_t seed;
    size_t predicted_count; /* the log ends with so many reviews that are predicted */
    uint32_t new_a_day;
    double parameters[SCHEDULE_PARAMETER_COUNT];
    double chance; /* of a right answer where the memory is gone */
    enum learner_guess guess;
};

/* The learner of the studies: some way from the defaults in every parameter. */
extern const double learner_parameters[SCHEDULE_PARAMETER_COUNT];

/* Everything the learner did, in the order of time. It has no chances, whatever the learner's was. Lives in arena. */
struct review_log learner_practise(struct arena *arena, const struct learner *learner);

/* Evenly over 0 to 1, without the ends; and as a normal variable of mean 0 and deviation 1. */
double learner_uniform(struct random *random);
double learner_normal(struct random *random);

#endif
