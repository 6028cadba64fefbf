/* pass_constants: all of a pass that depends on the parameters alone, worked out once.
 *
 * Knows the same as schedule_make, in the terms of the derivatives. Grades count from 1; [0] is where there is none. */
#ifndef VIVA_FIT_PASS_CONSTANTS_H
#define VIVA_FIT_PASS_CONSTANTS_H

#include "core/schedule_parameters.h"

struct pass_constants {
    const double *w;
    double factor, factor_by_decay; /* F = 0.9^(-1/q) - 1, dF/dq */
    double grade_growth[5];         /* e^(w5 (g-1)) */
    double first_difficulty[5];     /* not brought within bounds */
    double difficulty_pull;         /* E */
    double difficulty_step;         /* -w6 / 9 */
    double growth;                  /* e^w8 */
    double lapse_cap;               /* e^(-w17 w18) */
};

struct pass_constants pass_constants_make(const double parameters[static SCHEDULE_PARAMETER_COUNT]);

#endif
