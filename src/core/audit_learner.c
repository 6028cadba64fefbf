#include "core/audit_learner.h"

#include <stdlib.h>

#include "base/number.h"
#include "base/random.h"
#include "core/audit_tail.h"

/* Worth as much as two or so exercises: with few sets a signal must not be trusted at once. */
#define RIDGE 1.0

/* Options stand side by side in blocks of so many, so that a block is scored at once. There are as many blocks as the
 * exercise with most options needs: what is learnt from is read hundreds of times, and is to be small. */
#define BLOCK 4

struct learner {
    const struct audit_exercise *exercises;
    size_t exercise_count, fold_count, width;        /* width: of what is learnt from */
    size_t lanes;                                    /* room for options: one block or two */
    float *ranks;                                    /* of each exercise: width x lanes, from -1 to 1 */
    uint16_t *folds;                                 /* of each exercise */
    uint8_t *best;                                   /* of each exercise: the true ones, or redrawn */
    struct audit_sign signs[2 * AUDIT_FEATURES_MAX]; /* what each of width would be, were its weight above zero */
    double *whole;                                   /* width x width: what all sets know */
    double *total_gradient;                          /* width */
    double *gradients;                               /* of each fold: width */
    double *factors; /* of each fold: width x width, Cholesky's of what the others know */
    double *weights; /* of each fold: width, learnt from the others */
};

/* Signals. ------------------------------------------------------------------------------------------------- */

/* Which signals tell options apart anywhere: their numbers among all, and how many. */
static size_t find_signals(const struct learner *learner, size_t signals[static AUDIT_FEATURES_MAX])
{
    size_t all = audit_feature_count(), count = 0;
    bool differs[AUDIT_FEATURES_MAX] = { false };
    for (size_t i = 0; i < learner->exercise_count; i++)
        for (size_t j = 0; j < all * learner->exercises[i].option_count; j++)
            differs[j % all] |= learner->exercises[i].ranks[j] != 0;
    for (size_t i = 0; i < all; i++)
        if (differs[i])
            signals[count++] = i;
    return count;
}

/* Ranks from -1 to 1. They sum to nothing. */
static void write_ranks(const struct audit_exercise *exercise, size_t signal, float *lanes)
{
    size_t all = audit_feature_count(), count = exercise->option_count;
    for (size_t option = 0; option < count; option++)
        lanes[option] = (float)exercise->ranks[option * all + signal] / (float)(count - 1);
}

/* How far from the middle, made to sum to nothing: some writers hide the best among what is neither much nor little. */
static void write_extremes(const float *ranks, size_t count, float *lanes)
{
    float mean = 0;
    for (size_t option = 0; option < count; option++)
        mean += (ranks[option] < 0 ? -ranks[option] : ranks[option]) / (float)count;
    for (size_t option = 0; option < count; option++)
        lanes[option] = (ranks[option] < 0 ? -ranks[option] : ranks[option]) - mean;
}

/* What is learnt of a signal: its rank, and but for places how far that is from the middle. */
static void name_signs(struct learner *learner, size_t signal)
{
    bool takes_most;
    enum audit_guesser guesser = audit_feature_guesser(signal, &takes_most);
    learner->signs[learner->width++] = (struct audit_sign){ guesser, takes_most ? AUDIT_TOWARDS : AUDIT_AWAY };
    if (!audit_feature_is_place(signal))
        learner->signs[learner->width++] = (struct audit_sign){ guesser, AUDIT_ENDS };
}

static void set_out(struct learner *learner, struct arena *arena)
{
    size_t signals[AUDIT_FEATURES_MAX], signal_count = find_signals(learner, signals);
    for (size_t i = 0; i < signal_count; i++)
        name_signs(learner, signals[i]);
    for (size_t i = 0; i < learner->exercise_count; i++)
        while (learner->lanes < learner->exercises[i].option_count)
            learner->lanes += BLOCK;
    learner->folds = ARENA_NEW_MANY(arena, learner->exercise_count, uint16_t);
    learner->best = ARENA_NEW_MANY(arena, learner->exercise_count, uint8_t);
    learner->ranks = ARENA_NEW_MANY(arena, learner->exercise_count * learner->width * learner->lanes, float);
    float *lanes = learner->ranks;
    for (size_t i = 0; i < learner->exercise_count; i++) {
        const struct audit_exercise *exercise = &learner->exercises[i];
        learner->best[i] = exercise->best;
        learner->folds[i] = (uint16_t)(exercise->set % learner->fold_count);
        for (size_t j = 0; j < signal_count; j++, lanes += learner->lanes) {
            write_ranks(exercise, signals[j], lanes);
            if (audit_feature_is_place(signals[j]))
                continue;
            write_extremes(lanes, exercise->option_count, lanes + learner->lanes);
            lanes += learner->lanes;
        }
    }
}

static const float *ranks_of(const struct learner *learner, size_t exercise)
{
    return learner->ranks + exercise * learner->width * learner->lanes;
}

/* Learning. ------------------------------------------------------------------------------------------------ */

/* The information of one exercise about zero: the spread of its options' ranks, which sum to nothing. */
static void add_information(const struct learner *learner, size_t exercise, double *matrix)
{
    const float *ranks = ranks_of(learner, exercise);
    double options = learner->exercises[exercise].option_count;
    for (size_t i = 0; i < learner->width; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = 0;
            for (size_t option = 0; option < learner->lanes; option++)
                sum += (double)ranks[i * learner->lanes + option] * (double)ranks[j * learner->lanes + option];
            matrix[i * learner->width + j] += sum / options;
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
    double *whole = learner->whole = ARENA_NEW_MANY(arena, size, double);
    learner->factors = ARENA_NEW_MANY(arena, learner->fold_count * size, double);
    for (size_t i = 0; i < learner->exercise_count; i++)
        add_information(learner, i, learner->factors + learner->folds[i] * size);
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
        const float *ranks = ranks_of(learner, i) + learner->best[i];
        double *gradient = learner->gradients + learner->folds[i] * learner->width;
        for (size_t j = 0; j < learner->width; j++)
            gradient[j] += (double)ranks[j * learner->lanes];
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

/* Signs. --------------------------------------------------------------------------------------------------- */

static const enum audit_bearing opposites[AUDIT_BEARING_COUNT] = {
    [AUDIT_TOWARDS] = AUDIT_AWAY,
    [AUDIT_AWAY] = AUDIT_TOWARDS,
    [AUDIT_MIDDLE] = AUDIT_ENDS,
    [AUDIT_ENDS] = AUDIT_MIDDLE,
};

static double size_of(double weight)
{
    return weight < 0 ? -weight : weight;
}

/* The weights that all sets together teach, each as much as it moves a score: ranks differ in spread. */
static double *weights_of_all(const struct learner *learner, struct arena *arena)
{
    size_t width = learner->width;
    double *factor = ARENA_NEW_MANY(arena, width * width, double), *weights = ARENA_NEW_MANY(arena, width, double);
    for (size_t i = 0; i < width * width; i++)
        factor[i] = learner->whole[i] + (i % (width + 1) ? 0 : RIDGE);
    for (size_t i = 0; i < width; i++)
        weights[i] = learner->total_gradient[i];
    factorise(factor, width);
    solve(factor, weights, width);
    for (size_t i = 0; i < width; i++)
        weights[i] *= number_square_root(learner->whole[i * width + i]);
    return weights;
}

static void find_signs(const struct learner *learner, struct arena *arena, struct audit_learnt *learnt)
{
    double *weights = weights_of_all(learner, arena);
    while (learnt->sign_count < AUDIT_SIGNS_MAX && learnt->sign_count < learner->width) {
        size_t top = 0;
        for (size_t i = 1; i < learner->width; i++)
            top = size_of(weights[i]) > size_of(weights[top]) ? i : top;
        if (weights[top] == 0)
            return; /* all that weighs anything was named */
        struct audit_sign sign = learner->signs[top];
        sign.bearing = weights[top] < 0 ? opposites[sign.bearing] : sign.bearing;
        learnt->signs[learnt->sign_count++] = sign;
        weights[top] = 0;
    }
}

/* Guessing. ------------------------------------------------------------------------------------------------ */

/* The scores of a block of options. */
static void score_block(const struct learner *learner, const double *weights, const float *ranks,
                        float scores[static BLOCK])
{
    for (size_t i = 0; i < learner->width; i++) {
        float weight = (float)weights[i];
        for (size_t option = 0; option < BLOCK; option++)
            scores[option] += weight * ranks[i * learner->lanes + option];
    }
}

static uint8_t picks_of(const struct learner *learner, size_t exercise)
{
    const double *weights = learner->weights + learner->folds[exercise] * learner->width;
    const float *ranks = ranks_of(learner, exercise);
    float scores[EXERCISE_OPTIONS_MAX] = { 0 };
    for (size_t block = 0; block < learner->lanes; block += BLOCK)
        score_block(learner, weights, ranks + block, scores + block);
    uint8_t picks = 0;
    float top = scores[0];
    for (size_t option = 1; option < learner->exercises[exercise].option_count; option++)
        top = scores[option] > top ? scores[option] : top;
    for (size_t option = 0; option < learner->exercises[exercise].option_count; option++)
        picks |= (uint8_t)((scores[option] == top) << option);
    return picks;
}

static double share_earned(const struct learner *learner)
{
    int64_t earned = 0;
    for (size_t i = 0; i < learner->exercise_count; i++) {
        uint8_t picks = picks_of(learner, i);
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
    size_t folds = set_count < AUDIT_FOLDS_MAX ? set_count : AUDIT_FOLDS_MAX;
    struct learner learner = { .exercises = exercises, .exercise_count = exercise_count, .fold_count = folds };
    struct audit_learnt learnt = { .picks = ARENA_NEW_MANY(arena, exercise_count, uint8_t) };
    set_out(&learner, arena);
    learner.total_gradient = ARENA_NEW_MANY(arena, learner.width, double);
    learner.gradients = ARENA_NEW_MANY(arena, folds * learner.width, double);
    learner.weights = ARENA_NEW_MANY(arena, folds * learner.width, double);
    prepare(&learner, arena);
    learn(&learner);
    find_signs(&learner, arena, &learnt);
    for (size_t i = 0; i < exercise_count; i++)
        learnt.picks[i] = picks_of(&learner, i);
    learnt.redrawn_count = folds > 1 && exercise_count > 0 ? redraw_count(exercise_count) : 0;
    learnt.redrawn = ARENA_NEW_MANY(arena, learnt.redrawn_count, double);
    redraw(&learner, seed, &learnt);
    return learnt;
}
