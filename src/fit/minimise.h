/* minimise: the least of a smooth function of a few parameters within bounds, from its slopes: BFGS, projected.
 *
 * Knows a quadratic model and how to step by it. Refuses to know what the function is. */
#ifndef VIVA_FIT_MINIMISE_H
#define VIVA_FIT_MINIMISE_H

#include <stdbool.h>

#include "core/schedule_parameters.h"

#define MINIMISE_SIZE SCHEDULE_PARAMETER_COUNT

struct minimise_point {
    double x[MINIMISE_SIZE], value, slope[MINIMISE_SIZE];
};

typedef double minimise_matrix[MINIMISE_SIZE][MINIMISE_SIZE];

struct minimise_problem {
    /* Fills in value and slope at x; and where curvature is not NULL, a positive definite estimate of the second
     * derivatives there. */
    void (*look)(void *context, struct minimise_point *point, minimise_matrix *curvature);
    void *context;
    double low[MINIMISE_SIZE], high[MINIMISE_SIZE];
};

/* How it ends. */
enum minimise_end { MINIMISE_FOUND, MINIMISE_STUCK, MINIMISE_TIRED };

/* From point->x, which is within bounds. curvature is the model to begin with, and afterwards what was learnt; where
 * is_estimated, it is asked for anew as long as there is far to go. Ends where the model promises less than near to be
 * gained, or no step gains anything (rounding), or after so many looks. point is the best of all that were looked at.
 */
enum minimise_end minimise(const struct minimise_problem *problem, struct minimise_point *point,
                           minimise_matrix *curvature, bool is_estimated, double near, int looks_max, int *looks);

#endif
