#include "fit/minimise.h"

#include <string.h>

#include "base/number.h"

/* As long as a step promises more than this, the curvature is estimated anew: what steps tell of it so far away is no
 * longer true at the end. */
#define FAR 2.0

#define GAIN_SHARE     1e-4 /* of what the slope promises, that a step must gain (Armijo) */
#define STEEPNESS_MAX  0.9  /* of the slope, that may be left after it where rounding hides the gain */
#define ROUNDING       1e-8 /* of the value */
#define STEPS_BACK_MAX 12

/* Which parameters may move: all but those at a bound that the slope pushes on. */
static int free_ones(const struct minimise_problem *problem, const struct minimise_point *point, int *free)
{
    int count = 0;
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        bool is_held = (point->x[i] <= problem->low[i] && point->slope[i] > 0) ||
                       (point->x[i] >= problem->high[i] && point->slope[i] < 0);
        if (!is_held)
            free[count++] = i;
    }
    return count;
}

/* The Cholesky factor of the rows and columns that are free; false when it is not positive definite. */
static bool factor(minimise_matrix *matrix, const int *free, int count, minimise_matrix *factor)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j <= i; j++) {
            double sum = (*matrix)[free[i]][free[j]];
            for (int k = 0; k < j; k++)
                sum -= (*factor)[i][k] * (*factor)[j][k];
            if (i > j)
                (*factor)[i][j] = sum / (*factor)[j][j];
            else if (sum > 0)
                (*factor)[i][i] = number_square_root(sum);
            else
                return false;
        }
    return true;
}

static void solve(minimise_matrix *factor, int count, double *vector)
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < i; k++)
            vector[i] -= (*factor)[i][k] * vector[k];
        vector[i] /= (*factor)[i][i];
    }
    for (int i = count; i-- > 0;) {
        for (int k = i + 1; k < count; k++)
            vector[i] -= (*factor)[k][i] * vector[k];
        vector[i] /= (*factor)[i][i];
    }
}

/* Downhill by the model. Returns what it promises to gain, which is 0 where nothing is free. */
static double direction_of(const struct minimise_problem *problem, const struct minimise_point *point,
                           minimise_matrix *curvature, double *direction)
{
    int free[MINIMISE_SIZE], count = free_ones(problem, point, free);
    minimise_matrix lower;
    double step[MINIMISE_SIZE], gain = 0;
    while (!factor(curvature, free, count, &lower))
        for (int i = 0; i < MINIMISE_SIZE; i++)
            (*curvature)[i][i] = 2 * (*curvature)[i][i] + 1e-6;
    for (int i = 0; i < count; i++)
        step[i] = -point->slope[free[i]];
    solve(&lower, count, step);
    for (int i = 0; i < MINIMISE_SIZE; i++)
        direction[i] = 0;
    for (int i = 0; i < count; i++) {
        direction[free[i]] = step[i];
        gain -= point->slope[free[i]] * step[i] / 2;
    }
    return gain;
}

static double inner(const double *a, const double *b)
{
    double sum = 0;
    for (int i = 0; i < MINIMISE_SIZE; i++)
        sum += a[i] * b[i];
    return sum;
}

static void step_to(const struct minimise_problem *problem, const struct minimise_point *from, const double *direction,
                    double share, struct minimise_point *to)
{
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        double x = from->x[i] + share * direction[i];
        to->x[i] = x < problem->low[i] ? problem->low[i] : x > problem->high[i] ? problem->high[i] : x;
    }
}

/* Whether the step gained enough; or, where gain is lost in rounding, whether the slopes say so (Hager and Zhang 2005).
 */
static bool is_fine(const struct minimise_point *from, const struct minimise_point *to)
{
    double moved[MINIMISE_SIZE], rounding = ROUNDING * (from->value > 1 ? from->value : 1);
    for (int i = 0; i < MINIMISE_SIZE; i++)
        moved[i] = to->x[i] - from->x[i];
    double before = inner(from->slope, moved), after = inner(to->slope, moved);
    if (to->value <= from->value + GAIN_SHARE * before)
        return true;
    return to->value <= from->value + rounding && before < 0 && after <= -STEEPNESS_MAX * before;
}

/* What the change of slopes says of the curvature (BFGS), damped so that it stays positive definite (Powell 1978). */
static void learn(const struct minimise_point *from, const struct minimise_point *to, minimise_matrix *curvature)
{
    double s[MINIMISE_SIZE], y[MINIMISE_SIZE], bs[MINIMISE_SIZE];
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        s[i] = to->x[i] - from->x[i];
        y[i] = to->slope[i] - from->slope[i];
    }
    for (int i = 0; i < MINIMISE_SIZE; i++)
        bs[i] = inner((*curvature)[i], s);
    double sy = inner(s, y), sbs = inner(s, bs);
    if (!(sbs > 0))
        return;
    if (sy < 0.2 * sbs) {
        double kept = 0.8 * sbs / (sbs - sy);
        for (int i = 0; i < MINIMISE_SIZE; i++)
            y[i] = kept * y[i] + (1 - kept) * bs[i];
        sy = inner(s, y);
    }
    for (int i = 0; i < MINIMISE_SIZE; i++)
        for (int j = 0; j < MINIMISE_SIZE; j++)
            (*curvature)[i][j] += y[i] * y[j] / sy - bs[i] * bs[j] / sbs;
}

/* Along a direction, shorter and shorter, until a step is fine. False when none was; next is the last that was tried.
 */
static bool step_along(const struct minimise_problem *problem, const struct minimise_point *point,
                       const double *direction, int looks_max, int *looks, struct minimise_point *next,
                       minimise_matrix *estimate, bool *is_whole)
{
    double share = 1;
    for (int back = 0; back < STEPS_BACK_MAX && *looks < looks_max; back++) {
        step_to(problem, point, direction, share, next);
        problem->look(problem->context, next, estimate);
        ++*looks;
        *is_whole = back == 0;
        if (is_fine(point, next))
            return true;
        share *= back == 0 ? 0.5 : 0.25;
    }
    return false;
}

enum minimise_end minimise(const struct minimise_problem *problem, struct minimise_point *point,
                           minimise_matrix *curvature, bool is_estimated, double near, int looks_max, int *looks)
{
    bool is_far = is_estimated;
    problem->look(problem->context, point, is_far ? curvature : NULL);
    ++*looks;
    while (*looks < looks_max) {
        double direction[MINIMISE_SIZE], promised = direction_of(problem, point, curvature, direction);
        struct minimise_point next;
        minimise_matrix estimate;
        bool is_whole = false;
        if (promised < near)
            return MINIMISE_FOUND;
        is_far = is_far && promised > FAR;
        if (!step_along(problem, point, direction, looks_max, looks, &next, is_far ? &estimate : NULL, &is_whole))
            return *looks < looks_max ? MINIMISE_STUCK : MINIMISE_TIRED;
        if (is_far && is_whole)
            memcpy(curvature, &estimate, sizeof estimate);
        else
            learn(point, &next, curvature);
        *point = next;
    }
    return MINIMISE_TIRED;
}
