#include "core/audit_learner.h"

#include <stdlib.h>

#include "base/number.h"
#include "base/random.h"
#include "core/audit_tail.h"

/* Worth as much as two or so exercises: with few sets a signal must not be trusted at once. */
#define RIDGE 1.0

struct learner {
    const struct audit_exercise *exercises;
    size_t exercise_count, fold_count, width; /* width: how many signals */
    uint8_t *best;                            /* of each exercise: the true ones, or redrawn */
    double *total_gradient;                   /* width */
    double *gradients;                        /* of each fold: width */
    double *factors;                          /* of each fold: width x width, Cholesky's of what the others know */
    double *weights;                          /* of each fold: width, learnt from the others */
};

static size_t fold_of(const struct learner *learner, const struct audit_exercise *exercise)
{
    return exercise->set % learner->fold_count;
}

/* Learning. ------------------------------------------------------------------------------------------------ */

/* The information of one exercise about zero: the spread of its options' ranks, which sum to nothing. */
static void add_information(const struct learner *learner, const struct audit_exercise *exercise, double *matrix)
{
    size_t width = learner->width;
    double options = exercise->option_count, share = 1 / (options * (options - 1) * (options - 1));
    for (size_t option = 0; option < exercise->option_count; option++) {
        const int8_t *ranks = exercise->ranks + option * width;
        for (size_t i = 0; i < width; i++)
            for (size_t j = 0; j <= i; j++)
                matrix[i * width + j] += share * ranks[i] * ranks[j];
    }
}

/* The lower triangle becomes that of the factor (Cholesky). The ridge keeps it from being singular. */
static void factorise(double *matrix, size_t width)
{
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = matrix[i * width + j];
            for (size_t k = 0; k < j; k++)
                sum -= matrix[i * width + k] * matrix[j * width + k];
            matrix[i * width + j] = i == j ? number_square_root(sum) : sum / matrix[j * width + j];
        }
}

/* values := the solution for values, forwards and backwards. */
static void solve(const double *factor, double *values, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        for (size_t k = 0; k < i; k++)
            values[i] -= factor[i * width + k] * values[k];
        values[i] /= factor[i * width + i];
    }
    for (size_t i = width; i-- > 0;) {
        for (size_t k = i + 1; k < width; k++)
            values[i] -= factor[k * width + i] * values[k];
        values[i] /= factor[i * width + i];
    }
}

static void prepare(struct learner *learner, struct arena *arena)
{
    size_t size = learner->width * learner->width;
    double *whole = ARENA_NEW_MANY(arena, size, double);
    learner->factors = ARENA_NEW_MANY(arena, learner->fold_count * size, double);
    for (size_t i = 0; i < learner->exercise_count; i++)
        add_information(learner, &learner->exercises[i],
                        learner->factors + fold_of(learner, &learner->exercises[i]) * size);
    for (size_t i = 0; i < learner->fold_count * size; i++)
        whole[i % size] += learner->factors[i];
    for (size_t i = 0; i < learner->fold_count * size; i++)
        learner->factors[i] = whole[i % size] - learner->factors[i] + (i % size % (learner->width + 1) ? 0 : RIDGE);
    for (size_t fold = 0; fold < learner->fold_count; fold++)
        factorise(learner->factors + fold * size, learner->width);
}

static void add_gradients(struct learner *learner)
{
    for (size_t i = 0; i < learner->fold_count * learner->width; i++)
        learner->gradients[i] = 0;
    for (size_t i = 0; i < learner->exercise_count; i++) {
        const struct audit_exercise *exercise = &learner->exercises[i];
        const int8_t *ranks = exercise->ranks + learner->best[i] * learner->width;
        double *gradient = learner->gradients + fold_of(learner, exercise) * learner->width;
        for (size_t j = 0; j < learner->width; j++)
            gradient[j] += (double)ranks[j] / (exercise->option_count - 1);
    }
    for (size_t j = 0; j < learner->width; j++)
        learner->total_gradient[j] = 0;
    for (size_t i = 0; i < learner->fold_count * learner->width; i++)
        learner->total_gradient[i % learner->width] += learner->gradients[i];
}

/* Weights from the best options as they stand in learner->best. */
static void learn(struct learner *learner)
{
    size_t width = learner->width;
    add_gradients(learner);
    for (size_t i = 0; i < learner->fold_count * width; i++)
        learner->weights[i] = learner->total_gradient[i % width] - learner->gradients[i];
    for (size_t fold = 0; fold < learner->fold_count && learner->fold_count > 1; fold++)
        solve(learner->factors + fold * width * width, learner->weights + fold * width, width);
    if (learner->fold_count == 1) /* there is nothing to learn from: x - x may be a rounding error */
        for (size_t i = 0; i < width; i++)
            learner->weights[i] = 0;
}

/* Guessing. ------------------------------------------------------------------------------------------------ */

static uint8_t picks_of(const struct learner *learner, const struct audit_exercise *exercise)
{
    const double *weights = learner->weights + fold_of(learner, exercise) * learner->width;
    uint8_t picks = 0;
    double top = 0;
    for (size_t option = 0; option < exercise->option_count; option++) {
        const int8_t *ranks = exercise->ranks + option * learner->width;
        double score = 0;
        for (size_t i = 0; i < learner->width; i++)
            score += weights[i] * ranks[i];
        if (option == 0 || score > top)
            picks = 0;
        if (picks == 0 || score == top) {
            picks |= (uint8_t)(1u << option);
            top = score;
        }
    }
    return picks;
}

static double share_earned(const struct learner *learner)
{
    int64_t earned = 0;
    for (size_t i = 0; i < learner->exercise_count; i++) {
        uint8_t picks = picks_of(learner, &learner->exercises[i]);
        if (picks >> learner->best[i] & 1)
            earned += AUDIT_CREDIT / __builtin_popcount(picks);
    }
    return (double)earned / AUDIT_CREDIT / (double)learner->exercise_count;
}

/* Chance. -------------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void redraw(struct learner *learner, uint64_t seed, struct audit_learnt *learnt)
{
    struct random random = random_from(seed);
    for (size_t draw = 0; draw < learnt->redrawn_count; draw++) {
        for (size_t i = 0; i < learner->exercise_count; i++)
            learner->best[i] = (uint8_t)random_below(&random, learner->exercises[i].option_count);
        learn(learner);
        learnt->redrawn[draw] = share_earned(learner);
    }
    qsort(learnt->redrawn, learnt->redrawn_count, sizeof *learnt->redrawn, compare);
}

static size_t redraw_count(size_t exercise_count)
{
    size_t count = AUDIT_REDRAWN_EXERCISES / (exercise_count + 1);
    if (count > AUDIT_REDRAWS_MAX)
        return AUDIT_REDRAWS_MAX;
    return count < AUDIT_REDRAWS_MIN ? AUDIT_REDRAWS_MIN : count;
}

struct audit_learnt audit_learn(struct arena *arena, const struct audit_exercise *exercises, size_t exercise_count,
                                size_t set_count, uint64_t seed)
{
    size_t width = audit_feature_count(), folds = set_count < AUDIT_FOLDS_MAX ? set_count : AUDIT_FOLDS_MAX;
    struct learner learner = {
        .exercises = exercises,
        .exercise_count = exercise_count,
        .fold_count = folds,
        .width = width,
        .best = ARENA_NEW_MANY(arena, exercise_count, uint8_t),
        .total_gradient = ARENA_NEW_MANY(arena, width, double),
        .gradients = ARENA_NEW_MANY(arena, folds * width, double),
        .weights = ARENA_NEW_MANY(arena, folds * width, double),
    };
    struct audit_learnt learnt = { .picks = ARENA_NEW_MANY(arena, exercise_count, uint8_t) };
    prepare(&learner, arena);
    for (size_t i = 0; i < exercise_count; i++)
        learner.best[i] = exercises[i].best;
    learn(&learner);
    for (size_t i = 0; i < exercise_count; i++)
        learnt.picks[i] = picks_of(&learner, &exercises[i]);
    learnt.redrawn_count = folds > 1 ? redraw_count(exercise_count) : 0;
    learnt.redrawn = ARENA_NEW_MANY(arena, learnt.redrawn_count, double);
    redraw(&learner, seed, &learnt);
    return learnt;
}
