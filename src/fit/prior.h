/* prior: what is known of anybody's parameters before the first review: it keeps those sane of whom little is seen.
 *
 * Knows for each parameter where people's lie and how far apart. Refuses to know a log. */
#ifndef VIVA_FIT_PRIOR_H
#define VIVA_FIT_PRIOR_H

#include <stdbool.h>

#include "core/schedule_parameters.h"

/* Costs ((u - centre) / deviation)^2 / 2 nats for each parameter, u being the parameter or its logarithm. */
struct prior {
    struct prior_row {
        double centre; /* of u */
        double deviation;
        bool is_of_logarithm;
    } rows[SCHEDULE_PARAMETER_COUNT];
};

/* viva's own, around these parameters: a little narrower than the deviations of fsrs-rs, and for the first stabilities,
 * which lie apart by factors from one person to the next, of their logarithms. */
struct prior prior_around(const double parameters[static SCHEDULE_PARAMETER_COUNT]);

/* That of fsrs-rs (src/training.rs, its gamma 1), which is half as wide in squares, and linear throughout. */
struct prior prior_of_peers(const double parameters[static SCHEDULE_PARAMETER_COUNT]);

/* In nats. */
double prior_cost(const struct prior *prior, const double parameters[static SCHEDULE_PARAMETER_COUNT]);

#endif
