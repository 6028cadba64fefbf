/* minimise: on functions whose least point one knows. */
#include "fit/minimise.h"

#include <math.h>
#include <string.h>

#include "../expect.h"

struct trial {
    double (*value)(const double *x, double *slope);
    int looks;
};

static void look(void *context, struct minimise_point *point, minimise_matrix *curvature)
{
    struct trial *trial = context;
    memset(point->slope, 0, sizeof point->slope);
    point->value = trial->value(point->x, point->slope);
    trial->looks++;
    if (curvature)
        for (int i = 0; i < MINIMISE_SIZE; i++)
            for (int j = 0; j < MINIMISE_SIZE; j++)
                (*curvature)[i][j] = i == j;
}

static struct minimise_problem problem_within(struct trial *trial, double low, double high)
{
    struct minimise_problem problem = { .look = look, .context = trial };
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        problem.low[i] = low;
        problem.high[i] = high;
    }
    return problem;
}

static enum minimise_end run(struct trial *trial, double low, double high, struct minimise_point *point)
{
    struct minimise_problem problem = problem_within(trial, low, high);
    minimise_matrix curvature;
    int looks = 0;
    enum minimise_end end = minimise(&problem, point, &curvature, true, 1e-12, 500, &looks);
    assert_int_equal(looks, trial->looks);
    return end;
}

/* Each coordinate a hundred times as steep as the one before, up to a million. */
static double bowl(const double *x, double *slope)
{
    double value = 0;
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        double steep = pow(100, i % 4), away = x[i] - (i - 10) / 20.0;
        value += steep * away * away / 2;
        slope[i] = steep * away;
    }
    return value;
}

/* Rosenbrock's valley, in the first two; the others in a bowl. */
static double valley(const double *x, double *slope)
{
    double across = x[1] - x[0] * x[0], value = 100 * across * across + (1 - x[0]) * (1 - x[0]);
    slope[0] = -400 * across * x[0] - 2 * (1 - x[0]);
    slope[1] = 200 * across;
    for (int i = 2; i < MINIMISE_SIZE; i++) {
        value += x[i] * x[i];
        slope[i] = 2 * x[i];
    }
    return value;
}

/* A slope without end. */
static double plane(const double *x, double *slope)
{
    double value = 0;
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        value += x[i];
        slope[i] = 1;
    }
    return value;
}

static void the_least_point_of_a_steep_bowl_is_found(void **state)
{
    (void)state;
    struct trial trial = { .value = bowl };
    struct minimise_point point = { .x = { 0.9 } };
    assert_int_equal(run(&trial, -1, 1, &point), MINIMISE_FOUND);
    for (int i = 0; i < MINIMISE_SIZE; i++)
        assert_true(fabs(point.x[i] - (i - 10) / 20.0) < 1e-5);
}

static void the_least_point_of_a_bent_valley_is_found(void **state)
{
    (void)state;
    struct trial trial = { .value = valley };
    struct minimise_point point = { .x = { -1.2, 1 } };
    assert_int_equal(run(&trial, -5, 5, &point), MINIMISE_FOUND);
    assert_true(fabs(point.x[0] - 1) < 1e-5 && fabs(point.x[1] - 1) < 1e-5);
}

static void where_a_bound_is_in_the_way_it_is_the_least_point(void **state)
{
    (void)state;
    struct trial trial = { .value = bowl };
    struct minimise_point point = { .x = { 0 } };
    assert_int_equal(run(&trial, -0.2, 0.3, &point), MINIMISE_FOUND);
    for (int i = 0; i < MINIMISE_SIZE; i++) {
        double least = fmin(fmax((i - 10) / 20.0, -0.2), 0.3);
        assert_true(point.x[i] >= -0.2 && point.x[i] <= 0.3 && fabs(point.x[i] - least) < 1e-5);
    }
}

static void a_plane_ends_in_its_corner(void **state)
{
    (void)state;
    struct trial trial = { .value = plane };
    struct minimise_point point = { .x = { 0 } };
    assert_int_equal(run(&trial, -3, 4, &point), MINIMISE_FOUND);
    for (int i = 0; i < MINIMISE_SIZE; i++)
        assert_true(point.x[i] == -3);
}

static void looks_are_counted_and_end(void **state)
{
    (void)state;
    struct trial trial = { .value = valley };
    struct minimise_problem problem = problem_within(&trial, -5, 5);
    struct minimise_point point = { .x = { -1.2, 1 } };
    minimise_matrix curvature;
    int looks = 0;
    assert_int_equal(minimise(&problem, &point, &curvature, true, 1e-12, 7, &looks), MINIMISE_TIRED);
    assert_int_equal(looks, 7);
    assert_int_equal(trial.looks, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_point_of_a_steep_bowl_is_found),
        cmocka_unit_test(the_least_point_of_a_bent_valley_is_found),
        cmocka_unit_test(where_a_bound_is_in_the_way_it_is_the_least_point),
        cmocka_unit_test(a_plane_ends_in_its_corner),
        cmocka_unit_test(looks_are_counted_and_end),
    };
    return cmocka_run_group_tests_name("minimise", tests, NULL, NULL);
}
