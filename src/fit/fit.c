#include "fit/fit.h"

#include <string.h>

#include "base/number.h"
#include "fit/first.h"
#include "fit/minimise.h"

/* Measuring. ----------------------------------------------------------------------------------------------- */

/* Predictions are made for so many blocks at a time, and looked at while they are still in the cache. */
#define BLOCKS_AT_ONCE 4

void fit_measure(struct measuring *measuring, const struct review_log *log, size_t from,
                 const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    struct arena arena = { 0 };
    struct blocks blocks = blocks_make(&arena, log, from, BLOCKS_EVEN), some = blocks;
    struct pass pass = pass_make(&arena, &some);
    float *forgotten = ARENA_NEW_MANY(&arena, blocks.step_count_max * BLOCK_LANES * BLOCKS_AT_ONCE, float);
    for (size_t i = 0; i < blocks.count; i += BLOCKS_AT_ONCE) {
        some.items = blocks.items + i;
        some.count = blocks.count - i < BLOCKS_AT_ONCE ? blocks.count - i : BLOCKS_AT_ONCE;
        pass_widest()->predict(&pass, parameters, forgotten);
        measures_add(measuring, &some, forgotten);
    }
    arena_clear(&arena);
}

struct measures fit_evaluate(const struct review_log *log, size_t from,
                             const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    struct arena arena = { 0 };
    struct measuring *measuring = measures_begin(&arena, log->count);
    fit_measure(measuring, log, from, parameters);
    struct measures measures = measures_end(measuring);
    arena_clear(&arena);
    return measures;
}

double fit_gradient(const struct review_log *log, enum blocks_weighing weighing,
                    const double parameters[static SCHEDULE_PARAMETER_COUNT],
                    double gradient[static SCHEDULE_PARAMETER_COUNT])
{
    struct arena arena = { 0 };
    struct blocks blocks = blocks_make(&arena, log, 0, weighing);
    struct pass pass = pass_make(&arena, &blocks);
    struct pass_sums sums;
    pass_widest()->sum(&pass, parameters, &sums);
    memcpy(gradient, sums.gradient, sizeof sums.gradient);
    arena_clear(&arena);
    return sums.loss;
}

/* What is minimised. --------------------------------------------------------------------------------------- */

/* First stabilities are searched for by their logarithms: they lie apart by factors. */
#define LOGARITHMS 4

struct objective {
    const struct fit_options *options;
    const struct pass_path *path;
    struct pass pass;
    double information_share; /* outer products weigh by squares of weights: what makes up for it */
};

static void parameters_of(const double x[static PARAMETERS], double parameters[static PARAMETERS])
{
    for (int i = 0; i < PARAMETERS; i++) {
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        double w = i < LOGARITHMS ? number_exp(x[i]) : x[i];
        parameters[i] = w < bounds.low ? bounds.low : w > bounds.high ? bounds.high : w;
    }
}

/* dw/dx */
static double steepness(const double *parameters, int i)
{
    return i < LOGARITHMS ? parameters[i] : 1;
}

/* What a parameter more costs by the prior: slope and curvature by x. */
static void add_prior(const struct prior *prior, const double *parameters, struct minimise_point *point,
                      minimise_matrix *curvature)
{
    point->value += prior_cost(prior, parameters);
    for (int i = 0; i < PARAMETERS; i++) {
        const struct prior_row *row = &prior->rows[i];
        double u = row->is_of_logarithm ? number_log(parameters[i]) : parameters[i];
        double by_x = row->is_of_logarithm ? steepness(parameters, i) / parameters[i] : steepness(parameters, i);
        double precision = 1 / (row->deviation * row->deviation);
        point->slope[i] += (u - row->centre) * precision * by_x;
        if (curvature)
            (*curvature)[i][i] += precision * by_x * by_x;
    }
}

static void look(void *context, struct minimise_point *point, minimise_matrix *curvature)
{
    struct objective *objective = context;
    double parameters[PARAMETERS];
    struct pass_sums sums;
    parameters_of(point->x, parameters);
    objective->pass.wants_information = curvature != NULL;
    objective->path->sum(&objective->pass, parameters, &sums);
    point->value = sums.loss;
    for (int i = 0; i < PARAMETERS; i++) {
        double by_x = steepness(parameters, i);
        point->slope[i] = sums.gradient[i] * by_x;
        for (int j = 0; curvature && j < PARAMETERS; j++)
            (*curvature)[i][j] =
                sums.information[i][j] * by_x * steepness(parameters, j) * objective->information_share;
    }
    add_prior(&objective->options->prior, parameters, point, curvature);
}

/* The search. ---------------------------------------------------------------------------------------------- */

/* A log is learnt in stages: the shape of the valley from a part of it, which is cheap, and only the end of the way
 * from all. A part is of so many blocks, or of a fifth of all when that is more. */
#define FIRST_BLOCKS 48
#define SECOND_SHARE 5
#define STAGES_MAX   3

#define NEAR      5e-3 /* nats, that nobody could tell apart */
#define NEAR_PART 0.05 /* of a part: its own chance is a thousand times as large */
#define LOOKS_MAX 200

static size_t stage_strides(const struct blocks *blocks, size_t strides[static STAGES_MAX])
{
    size_t count = 0;
    if (blocks->count >= 3 * FIRST_BLOCKS)
        strides[count++] = blocks->count / FIRST_BLOCKS;
    if (blocks->count >= 3 * SECOND_SHARE * FIRST_BLOCKS)
        strides[count++] = SECOND_SHARE;
    strides[count++] = 1;
    return count;
}

static struct minimise_problem problem_of(struct objective *objective)
{
    struct minimise_problem problem = { .look = look, .context = objective };
    for (int i = 0; i < PARAMETERS; i++) {
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        problem.low[i] = i < LOGARITHMS ? number_log(bounds.low) : bounds.low;
        problem.high[i] = i < LOGARITHMS ? number_log(bounds.high) : bounds.high;
    }
    return problem;
}

static void centre_of(const struct prior *prior, double x[static PARAMETERS])
{
    for (int i = 0; i < PARAMETERS; i++) {
        const struct prior_row *row = &prior->rows[i];
        bool is_logarithm = i < LOGARITHMS;
        x[i] = row->is_of_logarithm == is_logarithm ? row->centre
               : is_logarithm                       ? number_log(row->centre)
                                                    : number_exp(row->centre);
    }
}

static void search(struct arena *arena, const struct blocks *blocks, const struct fit_options *options,
                   struct fit_found *found, double x[static PARAMETERS])
{
    size_t strides[STAGES_MAX], stage_count = stage_strides(blocks, strides);
    minimise_matrix curvature;
    struct minimise_point point = { .value = 0 };
    memcpy(point.x, x, sizeof point.x);
    for (size_t stage = 0; stage < stage_count; stage++) {
        bool is_last = stage + 1 == stage_count;
        struct blocks part = is_last ? *blocks : blocks_part(arena, blocks, strides[stage] / 2, strides[stage]);
        struct objective objective = {
            .options = options,
            .path = options->path ? options->path : pass_widest(),
            .pass = pass_make(arena, &part),
            .information_share = part.weight / part.weight_square,
        };
        struct minimise_problem problem = problem_of(&objective);
        int looks = 0;
        minimise(&problem, &point, &curvature, true, is_last ? NEAR : NEAR_PART, LOOKS_MAX, &looks);
        found->looks = looks;
    }
    found->objective = point.value;
    memcpy(x, point.x, sizeof point.x);
}

struct fit_options fit_options_usual(void)
{
    return (struct fit_options){ .prior = prior_around(schedule_parameters_default), .weighing = BLOCKS_RECENT };
}

struct fit_found fit_search(const struct review_log *log, const struct fit_options *options)
{
    struct arena arena = { 0 };
    struct blocks blocks = blocks_make(&arena, log, 0, options->weighing);
    struct fit_found found = { .predicted_count = blocks.predicted_count };
    double x[PARAMETERS], stabilities[FIRST_GRADES];
    centre_of(&options->prior, x);
    if (blocks.predicted_count > 0) {
        first_estimate(&blocks, stabilities);
        for (int i = 0; i < FIRST_GRADES; i++)
            x[i] = number_log(stabilities[i]);
        search(&arena, &blocks, options, &found, x);
    }
    parameters_of(x, found.parameters);
    arena_clear(&arena);
    return found;
}
