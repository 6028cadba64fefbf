#include "fit/measures.h"

#include "base/number.h"
#include "core/schedule.h"
#include "model/memory.h"

/* Bins. ---------------------------------------------------------------------------------------------------- */

/* What a review is put in a bin by: a bin begins at each power of the base. */
#define DAYS_BASE    3.62
#define REVIEWS_BASE 1.89
#define LAPSES_BASE  1.73

#define DAY_BINS    9  /* of 1 to 36500 */
#define REVIEW_BINS 32 /* of more reviews than a log can have */
#define LAPSE_BINS  32 /* the first for none */

#define DAYS_IN_TABLE 512 /* beyond that few reviews come, and the bin is looked for */

struct bin {
    double predicted, weight;
    uint32_t count, right_count;
};

struct binning {
    struct bin *bins;
    uint8_t *by_reviews, *by_lapses; /* by their number */
    double day_limits[DAY_BINS];     /* where the next one begins */
    uint8_t by_days[DAYS_IN_TABLE];
};

static uint8_t *bins_of_counts(struct arena *arena, size_t count_max, double base, uint8_t bin)
{
    uint8_t *bins = ARENA_NEW_MANY(arena, count_max + 1, uint8_t);
    double limit = base;
    for (size_t count = 1; count <= count_max; count++) {
        for (; (double)count >= limit; limit *= base)
            bin++;
        bins[count] = bin;
    }
    return bins;
}

static uint8_t bin_of_days(const struct binning *binning, double days)
{
    uint8_t bin = 0;
    while (bin < DAY_BINS - 1 && days >= binning->day_limits[bin])
        bin++;
    return bin;
}

static struct binning binning_make(struct arena *arena, const struct blocks *blocks)
{
    struct binning binning = {
        .bins = ARENA_NEW_MANY(arena, (size_t)DAY_BINS * REVIEW_BINS * LAPSE_BINS, struct bin),
        .by_reviews = bins_of_counts(arena, blocks->step_count_max + 1, REVIEWS_BASE, 0),
        .by_lapses = bins_of_counts(arena, blocks->step_count_max + 1, LAPSES_BASE, 1),
    };
    double limit = DAYS_BASE;
    for (int i = 0; i < DAY_BINS; i++, limit *= DAYS_BASE)
        binning.day_limits[i] = limit;
    for (uint32_t days = 0; days < DAYS_IN_TABLE; days++)
        binning.by_days[days] = bin_of_days(&binning, days);
    return binning;
}

static double rmse_of(const struct binning *binning)
{
    double square = 0, weight = 0;
    for (size_t i = 0; i < (size_t)DAY_BINS * REVIEW_BINS * LAPSE_BINS; i++) {
        const struct bin *bin = &binning->bins[i];
        if (bin->count > 0) {
            double missed = (bin->predicted - bin->right_count) / bin->count;
            square += bin->weight * missed * missed;
            weight += bin->weight;
        }
    }
    return weight > 0 ? number_square_root(square / weight) : 0;
}

/* Ranks. --------------------------------------------------------------------------------------------------- */

/* Chances of a wrong answer, apart by what came. */
struct ranks {
    float *right, *wrong;
    size_t right_count, wrong_count;
};

#define RANK_BITS_MIN 10
#define RANK_BITS_MAX 20

/* Wrong answers sorted into slots of equal width; begins[slot] is where a slot's begin. */
struct slots {
    uint32_t *begins;
    float *values;
    float scale;
};

static struct slots slots_make(struct arena *arena, const struct ranks *ranks)
{
    unsigned bits = RANK_BITS_MIN;
    while (bits < RANK_BITS_MAX && (size_t)1 << bits < 4 * ranks->wrong_count)
        bits++;
    size_t count = (size_t)1 << bits;
    struct slots slots = { .begins = ARENA_NEW_MANY(arena, count + 2, uint32_t),
                           .values = ARENA_NEW_MANY(arena, ranks->wrong_count, float),
                           .scale = (float)(count - 1) };
    for (size_t i = 0; i < ranks->wrong_count; i++)
        slots.begins[(size_t)(ranks->wrong[i] * slots.scale) + 2]++;
    for (size_t slot = 2; slot < count + 2; slot++)
        slots.begins[slot] += slots.begins[slot - 1];
    for (size_t i = 0; i < ranks->wrong_count; i++)
        slots.values[slots.begins[(size_t)(ranks->wrong[i] * slots.scale) + 1]++] = ranks->wrong[i];
    return slots;
}

/* The share of pairs of a right and a wrong answer of which the wrong one was thought likelier to be wrong. */
static double auc_of(struct arena *arena, const struct ranks *ranks)
{
    if (ranks->right_count == 0 || ranks->wrong_count == 0)
        return 0.5;
    struct slots slots = slots_make(arena, ranks);
    uint64_t halves = 0;
    for (size_t i = 0; i < ranks->right_count; i++) {
        float value = ranks->right[i];
        size_t slot = (size_t)(value * slots.scale);
        uint32_t end = slots.begins[slot + 1];
        halves += 2 * (ranks->wrong_count - end);
        for (uint32_t j = slots.begins[slot]; j < end; j++)
            halves += slots.values[j] > value ? 2 : slots.values[j] == value;
    }
    return (double)halves / 2 / ((double)ranks->right_count * (double)ranks->wrong_count);
}

/* Loss. ---------------------------------------------------------------------------------------------------- */

/* Likelihoods that weigh alike are multiplied, and one logarithm is taken of many: none is below 1e-30. */
#define FACTORS_MAX 8
struct likelihood {
    double product, loss;
    unsigned count;
};

static void likelihood_end(struct likelihood *likelihood)
{
    likelihood->loss -= number_log(likelihood->product);
    likelihood->product = 1;
    likelihood->count = 0;
}

static void likelihood_add(struct likelihood *likelihood, double factor, double weight)
{
    factor = factor > 1e-30 ? factor : 1e-30;
    if (weight != 1) {
        likelihood->loss -= weight * number_log(factor);
        return;
    }
    likelihood->product *= factor;
    if (++likelihood->count == FACTORS_MAX)
        likelihood_end(likelihood);
}

/* All of it. ----------------------------------------------------------------------------------------------- */

struct measuring {
    struct binning binning;
    struct ranks ranks;
    struct likelihood likelihood;
    uint32_t reviews[BLOCK_LANES], lapses[BLOCK_LANES]; /* so far, those of the first day left out */
};

static void measure_review(struct measuring *measuring, uint32_t days, bool is_right, size_t lane, double weight,
                           float wrong)
{
    struct binning *binning = &measuring->binning;
    size_t by_days = days < DAYS_IN_TABLE ? binning->by_days[days] : bin_of_days(binning, days);
    size_t by_reviews = binning->by_reviews[measuring->reviews[lane] + 2];
    size_t by_lapses = binning->by_lapses[measuring->lapses[lane]];
    struct bin *bin = &binning->bins[(by_days * REVIEW_BINS + by_reviews) * LAPSE_BINS + by_lapses];
    bin->predicted += 1 - (double)wrong;
    bin->weight += weight;
    bin->count++;
    bin->right_count += is_right;
    likelihood_add(&measuring->likelihood, is_right ? 1 - (double)wrong : (double)wrong, weight);
    struct ranks *ranks = &measuring->ranks;
    ranks->right[ranks->right_count] = wrong;
    ranks->wrong[ranks->wrong_count] = wrong;
    ranks->right_count += is_right;
    ranks->wrong_count += !is_right;
}

static void measure_block(struct measuring *measuring, const struct block *block, const float *forgotten)
{
    for (size_t lane = 0; lane < BLOCK_LANES; lane++)
        measuring->reviews[lane] = measuring->lapses[lane] = 0;
    for (uint32_t i = 1; i < block->step_count; i++) {
        const struct block_step *step = &block->steps[i];
        for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
            uint32_t days = step->words[lane] & BLOCK_DAYS;
            bool is_right = step->words[lane] >> BLOCK_GRADE_SHIFT > MEMORY_AGAIN;
            if (days == 0)
                continue;
            if (step->weights[lane] > 0)
                measure_review(measuring, days, is_right, lane, (double)step->weights[lane],
                               (1 - block->chances[lane]) * forgotten[i * BLOCK_LANES + lane]);
            measuring->reviews[lane]++;
            measuring->lapses[lane] += !is_right;
        }
    }
}

struct measures measures_of(struct arena *arena, const struct blocks *blocks, const float *forgotten)
{
    struct measuring measuring = {
        .binning = binning_make(arena, blocks),
        .ranks = { .right = ARENA_NEW_MANY(arena, blocks->predicted_count + 1, float),
                   .wrong = ARENA_NEW_MANY(arena, blocks->predicted_count + 1, float) },
        .likelihood = { .product = 1 },
    };
    struct measures measures = { .count = blocks->predicted_count, .auc = 0.5 };
    if (measures.count == 0)
        return measures;
    for (size_t i = 0; i < blocks->count; i++) {
        measure_block(&measuring, &blocks->items[i], forgotten);
        forgotten += (size_t)blocks->items[i].step_count * BLOCK_LANES;
    }
    likelihood_end(&measuring.likelihood);
    for (size_t i = 0; i < (size_t)DAY_BINS * REVIEW_BINS * LAPSE_BINS; i++)
        measures.predicted += measuring.binning.bins[i].predicted;
    measures.predicted /= (double)measures.count;
    measures.recall = (double)measuring.ranks.right_count / (double)measures.count;
    measures.log_loss = measuring.likelihood.loss / blocks->weight;
    measures.rmse_bins = rmse_of(&measuring.binning);
    measures.auc = auc_of(arena, &measuring.ranks);
    return measures;
}
