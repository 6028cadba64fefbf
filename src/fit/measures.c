#include "fit/measures.h"

#include <string.h>

#include "base/check.h"
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
    struct bin *bins;                /* by reviews, then lapses, then days */
    size_t bins_used;                /* no later one has any */
    uint8_t *by_reviews, *by_lapses; /* by their number, up to the most of any memory so far */
    size_t count_max;
    double day_limits[DAY_BINS]; /* where the next one begins */
    uint8_t by_days[DAYS_IN_TABLE];
};

static uint8_t *bins_of_counts(struct arena *arena, size_t count_max, double base, uint8_t bin)
{
    uint8_t *bins = ARENA_NEW_MANY(arena, count_max + 1, uint8_t);
    double limit = base;
    for (size_t count = 1; count <= count_max; count++) {
        while ((double)count >= limit) {
            limit *= base;
            bin++;
        }
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

static struct binning binning_make(struct arena *arena)
{
    struct binning binning = {
        .bins = ARENA_NEW_MANY(arena, (size_t)DAY_BINS * REVIEW_BINS * LAPSE_BINS, struct bin),
    };
    double limit = DAYS_BASE;
    for (int i = 0; i < DAY_BINS; i++) {
        binning.day_limits[i] = limit;
        limit *= DAYS_BASE;
    }
    for (uint32_t days = 0; days < DAYS_IN_TABLE; days++)
        binning.by_days[days] = bin_of_days(&binning, days);
    return binning;
}

static void binning_expect(struct binning *binning, struct arena *arena, size_t count_max)
{
    if (count_max <= binning->count_max)
        return;
    binning->count_max = count_max;
    binning->by_reviews = bins_of_counts(arena, count_max, REVIEWS_BASE, 0);
    binning->by_lapses = bins_of_counts(arena, count_max, LAPSES_BASE, 1);
    binning->bins_used = (size_t)(binning->by_reviews[count_max] + 1) * LAPSE_BINS * DAY_BINS;
}

static double rmse_of(const struct binning *binning)
{
    double square = 0, weight = 0;
    for (size_t i = 0; i < binning->bins_used; i++) {
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

/* How likely each answer was to be wrong, and behind it, in the last bit, whether it was. The bits of positive floats
 * are in the order of the floats. */
struct ranks {
    uint32_t *keys;
    size_t count;
};

static void ranks_add(struct ranks *ranks, float wrong, bool is_wrong)
{
    uint32_t bits;
    memcpy(&bits, &wrong, sizeof bits);
    ranks->keys[ranks->count++] = bits << 1 | is_wrong;
}

/* A radix sort, the last digit first. */
#define DIGIT_BITS  11
#define DIGIT_COUNT 3

static uint32_t *sort_keys(struct arena *arena, const struct ranks *ranks)
{
    uint32_t begins[DIGIT_COUNT][(1 << DIGIT_BITS) + 1] = { 0 }, mask = (1U << DIGIT_BITS) - 1;
    uint32_t *from = ranks->keys, *to = ARENA_NEW_MANY(arena, ranks->count, uint32_t);
    for (size_t i = 0; i < ranks->count; i++)
        for (size_t digit = 0; digit < DIGIT_COUNT; digit++)
            begins[digit][(from[i] >> digit * DIGIT_BITS & mask) + 1]++;
    for (size_t digit = 0; digit < DIGIT_COUNT; digit++) {
        for (size_t value = 1; value <= mask; value++)
            begins[digit][value] += begins[digit][value - 1];
        for (size_t i = 0; i < ranks->count; i++)
            to[begins[digit][from[i] >> digit * DIGIT_BITS & mask]++] = from[i];
        uint32_t *sorted = to;
        to = from;
        from = sorted;
    }
    return from;
}

/* The share of pairs of a right and a wrong answer of which the wrong one was thought likelier to be wrong. */
static double auc_of(struct arena *arena, const struct ranks *ranks)
{
    const uint32_t *keys = sort_keys(arena, ranks);
    uint64_t halves = 0, right_before = 0, right_count = 0, wrong_count = 0;
    for (size_t i = 0; i < ranks->count; i++) {
        uint64_t is_wrong = keys[i] & 1, is_tie = i > 0 && keys[i] >> 1 == keys[i - 1] >> 1;
        right_before = is_tie ? right_before : right_count;
        halves += (right_before + right_count) & -is_wrong; /* of equals the right ones come first */
        right_count += !is_wrong;
        wrong_count += is_wrong;
    }
    if (right_count == 0 || wrong_count == 0)
        return 0.5;
    return (double)halves / 2 / ((double)right_count * (double)wrong_count);
}

/* Loss. ---------------------------------------------------------------------------------------------------- */

/* Likelihoods that weigh alike are multiplied, and one logarithm is taken of many. It is taken while a product is so
 * far from the least normal double (2e-308) that even the least factor keeps it above. */
#define FACTOR_MIN  1e-30
#define PRODUCT_MIN 1e-270
struct likelihood {
    double product, loss;
};

static void likelihood_end(struct likelihood *likelihood)
{
    likelihood->loss -= number_log(likelihood->product);
    likelihood->product = 1;
}

static void likelihood_add(struct likelihood *likelihood, double factor, double weight)
{
    factor = factor > FACTOR_MIN ? factor : FACTOR_MIN;
    if (weight != 1) {
        likelihood->loss -= weight * number_log(factor);
        return;
    }
    likelihood->product *= factor;
    if (likelihood->product < PRODUCT_MIN)
        likelihood_end(likelihood);
}

/* All of it. ----------------------------------------------------------------------------------------------- */

struct measuring {
    struct arena *arena;
    size_t predicted_max;
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
    struct bin *bin = &binning->bins[(by_reviews * LAPSE_BINS + by_lapses) * DAY_BINS + by_days];
    bin->predicted += 1 - (double)wrong;
    bin->weight += weight;
    bin->count++;
    bin->right_count += is_right;
    likelihood_add(&measuring->likelihood, is_right ? 1 - (double)wrong : (double)wrong, weight);
    ranks_add(&measuring->ranks, wrong, !is_right);
}

/* The lanes whose review of this step is predicted. No branch decides: nothing foretells it. */
static size_t predicted_lanes(const struct review_step *step, uint8_t lanes[static BLOCK_LANES])
{
    size_t count = 0;
    for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
        lanes[count] = (uint8_t)lane;
        count += step->weights[lane] > 0;
    }
    return count;
}

static void count_step(struct measuring *measuring, const struct review_step *step)
{
    for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
        uint32_t word = step->words[lane], is_later = (word & BLOCK_DAYS) > 0;
        measuring->reviews[lane] += is_later;
        measuring->lapses[lane] += is_later & (word >> BLOCK_GRADE_SHIFT == MEMORY_AGAIN);
    }
}

static void measure_block(struct measuring *measuring, const struct review_block *block, const float *forgotten)
{
    uint8_t lanes[BLOCK_LANES];
    for (size_t lane = 0; lane < BLOCK_LANES; lane++)
        measuring->reviews[lane] = measuring->lapses[lane] = 0;
    for (uint32_t i = 1; i < block->step_count; i++) {
        const struct review_step *step = &block->steps[i];
        size_t count = predicted_lanes(step, lanes);
        CHECK(measuring->ranks.count + count <= measuring->predicted_max);
        for (size_t j = 0; j < count; j++) {
            size_t lane = lanes[j];
            uint32_t word = step->words[lane];
            measure_review(measuring, word & BLOCK_DAYS, word >> BLOCK_GRADE_SHIFT > MEMORY_AGAIN, lane,
                           (double)step->weights[lane], (1 - block->chances[lane]) * forgotten[i * BLOCK_LANES + lane]);
        }
        count_step(measuring, step);
    }
}

struct measuring *measures_begin(struct arena *arena, size_t predicted_max)
{
    struct measuring *measuring = ARENA_NEW(arena, struct measuring);
    *measuring = (struct measuring){
        .arena = arena,
        .predicted_max = predicted_max,
        .binning = binning_make(arena),
        .ranks = { .keys = ARENA_NEW_MANY(arena, predicted_max, uint32_t) },
        .likelihood = { .product = 1 },
    };
    return measuring;
}

void measures_add(struct measuring *measuring, const struct blocks *blocks, const float *forgotten)
{
    binning_expect(&measuring->binning, measuring->arena, blocks->step_count_max + 1);
    for (size_t i = 0; i < blocks->count; i++) {
        measure_block(measuring, &blocks->items[i], forgotten);
        forgotten += (size_t)blocks->items[i].step_count * BLOCK_LANES;
    }
}

struct measures measures_end(struct measuring *measuring)
{
    struct measures measures = { .count = measuring->ranks.count, .auc = 0.5 };
    if (measures.count == 0)
        return measures;
    likelihood_end(&measuring->likelihood);
    double weight = 0;
    for (size_t i = 0; i < measuring->binning.bins_used; i++) {
        weight += measuring->binning.bins[i].weight;
        measures.predicted += measuring->binning.bins[i].predicted;
        measures.recall += measuring->binning.bins[i].right_count;
    }
    measures.predicted /= (double)measures.count;
    measures.recall /= (double)measures.count;
    measures.log_loss = measuring->likelihood.loss / weight;
    measures.rmse_bins = rmse_of(&measuring->binning);
    measures.auc = auc_of(measuring->arena, &measuring->ranks);
    return measures;
}
