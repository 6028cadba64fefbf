#include "core/schedule_parameters.h"

#include <float.h>

#include "base/number.h"

/* fsrs-rs, src/inference.rs, DEFAULT_PARAMETERS. */
const double schedule_parameters_default[SCHEDULE_PARAMETER_COUNT] = {
    0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
};

/* fsrs-rs, src/parameter_clipper.rs; but w19 may be 0 here, which is what it is after FSRS-5. */
const struct schedule_bounds schedule_parameters_bounds[SCHEDULE_PARAMETER_COUNT] = {
    { 0.001, 100 },  { 0.001, 100 }, { 0.001, 100 }, { 0.001, 100 }, { 1, 10 },    { 0.001, 4 },    { 0.001, 4 },
    { 0.001, 0.75 }, { 0, 4.5 },     { 0, 0.8 },     { 0.001, 3.5 }, { 0.001, 5 }, { 0.001, 0.25 }, { 0.001, 0.9 },
    { 0, 4 },        { 0, 1 },       { 1, 6 },       { 0, 2 },       { 0, 2 },     { 0, 0.8 },      { 0.1, 0.8 },
};

static enum schedule_fault fault_of(double value, struct schedule_bounds bounds)
{
    if (!(value >= -DBL_MAX && value <= DBL_MAX))
        return SCHEDULE_NO_NUMBER;
    return value < bounds.low ? SCHEDULE_TOO_LOW : value > bounds.high ? SCHEDULE_TOO_HIGH : SCHEDULE_FINE;
}

enum schedule_fault schedule_parameters_check(const double parameters[static SCHEDULE_PARAMETER_COUNT], size_t *index)
{
    enum schedule_fault fault = SCHEDULE_FINE;
    for (; *index < SCHEDULE_PARAMETER_COUNT; ++*index) {
        fault = fault_of(parameters[*index], schedule_parameters_bounds[*index]);
        if (fault != SCHEDULE_FINE)
            break;
    }
    return fault;
}

/* fsrs-rs, src/model.rs, check_and_fill_parameters. */
bool schedule_parameters_upgrade(const double *parameters, size_t count,
                                 double upgraded[static SCHEDULE_PARAMETER_COUNT])
{
    static const double added[SCHEDULE_PARAMETER_COUNT] = { [20] = 0.5 };
    if (count != 17 && count != 19 && count != SCHEDULE_PARAMETER_COUNT)
        return false;
    for (size_t i = 0; i < SCHEDULE_PARAMETER_COUNT; i++)
        upgraded[i] = i < count ? parameters[i] : added[i];
    if (count == 17) {
        upgraded[4] += 2 * upgraded[5];
        upgraded[5] = number_log(1 + 3 * upgraded[5]) / 3;
        upgraded[6] += 0.5;
    }
    return true;
}

#define SHORT_TERM_MAX 2.0  /* of w17 and w18, whatever the steps */
#define CAP_SQUARE_MIN 0.01 /* fsrs-rs; ts-fsrs takes the root of something smaller */

/* fsrs-rs, src/parameter_clipper.rs. */
void schedule_parameters_cap(double parameters[static SCHEDULE_PARAMETER_COUNT], size_t relearning_steps)
{
    if (relearning_steps < 2)
        return;
    double grown = number_pow(2, parameters[13]) - 1;
    double square = -(number_log(parameters[11]) + number_log(grown) + 0.3 * parameters[14]) / (double)relearning_steps;
    double cap = number_square_root(square < CAP_SQUARE_MIN ? CAP_SQUARE_MIN : square);
    cap = cap > SHORT_TERM_MAX ? SHORT_TERM_MAX : cap;
    for (size_t i = 17; i <= 18; i++)
        parameters[i] = parameters[i] > cap ? cap : parameters[i];
}
