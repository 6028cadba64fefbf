#include "fit/prior.h"

#include "base/number.h"

/* How far people's parameters lie apart: fsrs-rs, src/training.rs, PARAMS_STDDEV. */
static const double deviations[SCHEDULE_PARAMETER_COUNT] = {
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6,  0.12, 0.39, 0.18, 0.33,
    0.3,  0.09, 0.16,  0.57,  0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
};

#define FIRST_STABILITIES   4
#define DEVIATION_LOGARITHM 0.7 /* of the first stabilities: a factor of 2 either way */
#define DEVIATION_SHARE     0.6 /* of theirs, for the others: docs/scheduling.md has what was tried */

struct prior prior_around(const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    struct prior prior;
    for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        bool is_first = i < FIRST_STABILITIES;
        prior.rows[i] = (struct prior_row){
            .centre = is_first ? number_log(parameters[i]) : parameters[i],
            .deviation = is_first ? DEVIATION_LOGARITHM : DEVIATION_SHARE * deviations[i],
            .is_of_logarithm = is_first,
        };
    }
    return prior;
}

struct prior prior_of_peers(const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    struct prior prior;
    for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++)
        prior.rows[i] = (struct prior_row){ .centre = parameters[i], .deviation = deviations[i] * 0.70710678118654752 };
    return prior;
}

double prior_cost(const struct prior *prior, const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    double cost = 0;
    for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        const struct prior_row *row = &prior->rows[i];
        double u = row->is_of_logarithm ? number_log(parameters[i]) : parameters[i];
        double away = (u - row->centre) / row->deviation;
        cost += away * away / 2;
    }
    return cost;
}
