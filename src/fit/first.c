#include "fit/first.h"

#include "base/number.h"
#include "core/schedule.h"
#include "model/memory.h"

#define STABILITY_MIN SCHEDULE_STABILITY_MIN
#define STABILITY_MAX 100.0 /* the bound of the parameters */
#define NEARNESS      16.0  /* days away from the usual that cost a nat */

/* The search. ---------------------------------------------------------------------------------------------- */

static double decay_factor(void)
{
    return number_pow(0.9, -1 / schedule_parameters_default[20]) - 1;
}

double first_loss(const struct first_point *points, size_t count, double stability, double usual)
{
    double factor = decay_factor(), loss = (stability > usual ? stability - usual : usual - stability) / NEARNESS;
    for (size_t i = 0; i < count; i++) {
        double recall = number_pow(1 + factor * points[i].days / stability, -schedule_parameters_default[20]);
        loss -=
            points[i].count * (points[i].recall * number_log(recall) + (1 - points[i].recall) * number_log(1 - recall));
    }
    return loss;
}

/* By the logarithm of the stability. */
static double slope_at(const struct first_point *points, size_t count, double mean_recall, double stability,
                       double usual)
{
    double decay = schedule_parameters_default[20], factor = decay_factor();
    double slope = (stability > usual ? stability : -stability) / NEARNESS;
    for (size_t i = 0; i < count; i++) {
        const struct first_point *point = &points[i];
        double smooth = (point->recall * point->count + mean_recall) / (point->count + 1);
        double x = factor * point->days / stability, recall = number_pow(1 + x, -decay);
        slope += point->count * decay * x / (1 + x) * (recall - smooth) / (1 - recall);
    }
    return slope;
}

#define SEARCH_STEPS 60
#define SEARCH_NEAR  1e-7

/* Where the slope is 0: the Illinois method, in logarithms. */
double first_search(const struct first_point *points, size_t count, double mean_recall, double usual)
{
    double low = number_log(STABILITY_MIN), high = number_log(STABILITY_MAX);
    double low_slope = slope_at(points, count, mean_recall, STABILITY_MIN, usual);
    double high_slope = slope_at(points, count, mean_recall, STABILITY_MAX, usual);
    if (low_slope >= 0)
        return STABILITY_MIN;
    if (high_slope <= 0)
        return STABILITY_MAX;
    int side = 0;
    for (int i = 0; i < SEARCH_STEPS && high - low > SEARCH_NEAR; i++) {
        double middle = (low * high_slope - high * low_slope) / (high_slope - low_slope);
        double slope = slope_at(points, count, mean_recall, number_exp(middle), usual);
        if (slope < 0) {
            low = middle;
            low_slope = slope;
            high_slope = side < 0 ? high_slope / 2 : high_slope;
            side = -1;
        } else {
            high = middle;
            high_slope = slope;
            low_slope = side > 0 ? low_slope / 2 : low_slope;
            side = 1;
        }
    }
    return number_exp((low + high) / 2);
}

/* Grades without reviews. ---------------------------------------------------------------------------------- */

/* Between again, hard and good, and between hard, good and easy: where the middle one lies. */
#define LOW_SHARE  0.41
#define HIGH_SHARE 0.54

static void put_in_order(double *stabilities, const double *counts)
{
    static const uint8_t pairs[][2] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 0, 2 }, { 1, 3 }, { 0, 3 } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t less = pairs[i][0], more = pairs[i][1];
        if (counts[less] <= 0 || counts[more] <= 0 || stabilities[less] <= stabilities[more])
            continue;
        if (counts[less] > counts[more])
            stabilities[more] = stabilities[less];
        else
            stabilities[less] = stabilities[more];
    }
}

/* ln hard = .41 ln again + .59 ln good, and ln good = .46 ln hard + .54 ln easy: the two laws that four logarithms
 * keep, each solved for the one that is missing. False when the law has another gap. */
static bool keep_low_law(double *logs, bool *is_known)
{
    if (is_known[0] + is_known[1] + is_known[2] != 2)
        return false;
    if (!is_known[0])
        logs[0] = (logs[1] - (1 - LOW_SHARE) * logs[2]) / LOW_SHARE;
    else if (!is_known[1])
        logs[1] = LOW_SHARE * logs[0] + (1 - LOW_SHARE) * logs[2];
    else
        logs[2] = (logs[1] - LOW_SHARE * logs[0]) / (1 - LOW_SHARE);
    is_known[0] = is_known[1] = is_known[2] = true;
    return true;
}

static bool keep_high_law(double *logs, bool *is_known)
{
    if (is_known[1] + is_known[2] + is_known[3] != 2)
        return false;
    if (!is_known[1])
        logs[1] = (logs[2] - HIGH_SHARE * logs[3]) / (1 - HIGH_SHARE);
    else if (!is_known[2])
        logs[2] = (1 - HIGH_SHARE) * logs[1] + HIGH_SHARE * logs[3];
    else
        logs[3] = (logs[2] - (1 - HIGH_SHARE) * logs[1]) / HIGH_SHARE;
    is_known[1] = is_known[2] = is_known[3] = true;
    return true;
}

/* Again and easy alone: both laws together give the two between. */
static void fill_between(double *logs)
{
    double share = LOW_SHARE + HIGH_SHARE - LOW_SHARE * HIGH_SHARE;
    logs[1] = (LOW_SHARE * logs[0] + (1 - LOW_SHARE) * HIGH_SHARE * logs[3]) / share;
    logs[2] = ((1 - HIGH_SHARE) * LOW_SHARE * logs[0] + HIGH_SHARE * logs[3]) / share;
}

static void fill_from_one(double *stabilities, size_t known, const double *usual)
{
    double ratio = stabilities[known] / usual[known];
    for (size_t i = 0; i < FIRST_GRADES; i++)
        stabilities[i] = usual[i] * ratio;
}

static void fill_from_some(double *stabilities, bool *is_known)
{
    double logs[FIRST_GRADES];
    for (size_t i = 0; i < FIRST_GRADES; i++)
        logs[i] = is_known[i] ? number_log(stabilities[i]) : 0;
    if (is_known[0] && is_known[3] && !is_known[1] && !is_known[2])
        fill_between(logs);
    else
        while (keep_low_law(logs, is_known) || keep_high_law(logs, is_known))
            ;
    for (size_t i = 0; i < FIRST_GRADES; i++)
        stabilities[i] = number_exp(logs[i]);
}

void first_fill(double stabilities[static FIRST_GRADES], const double counts[static FIRST_GRADES],
                const double usual[static FIRST_GRADES])
{
    bool is_known[FIRST_GRADES];
    size_t known_count = 0, known = 0;
    put_in_order(stabilities, counts);
    for (size_t i = 0; i < FIRST_GRADES; i++) {
        is_known[i] = counts[i] > 0;
        known = is_known[i] ? i : known;
        known_count += is_known[i];
    }
    if (known_count == 0)
        for (size_t i = 0; i < FIRST_GRADES; i++)
            stabilities[i] = usual[i];
    else if (known_count == 1)
        fill_from_one(stabilities, known, usual);
    else if (known_count < FIRST_GRADES)
        fill_from_some(stabilities, is_known);
    for (size_t i = 0; i < FIRST_GRADES; i++) {
        double s = stabilities[i];
        stabilities[i] = s < STABILITY_MIN ? STABILITY_MIN : s > STABILITY_MAX ? STABILITY_MAX : s;
    }
}

/* A log. --------------------------------------------------------------------------------------------------- */

#define DAYS_MAX 365 /* a first wait that was longer says little */

struct tally {
    uint32_t count, right_count;
};

static void count_lane(const struct review_block *block, size_t lane, struct tally tallies[FIRST_GRADES][DAYS_MAX + 1])
{
    uint32_t first = block->steps[0].words[lane] >> BLOCK_GRADE_SHIFT;
    for (uint32_t i = 1; i < block->review_counts[lane]; i++) {
        uint32_t word = block->steps[i].words[lane], days = word & BLOCK_DAYS;
        if (days == 0)
            continue;
        if (days <= DAYS_MAX && block->steps[i].weights[lane] > 0) {
            tallies[first - 1][days].count++;
            tallies[first - 1][days].right_count += word >> BLOCK_GRADE_SHIFT > MEMORY_AGAIN;
        }
        return;
    }
}

static size_t points_of(const struct tally *tallies, struct first_point *points, double *reviews)
{
    size_t count = 0;
    for (uint32_t days = 1; days <= DAYS_MAX; days++)
        if (tallies[days].count > 0) {
            points[count++] = (struct first_point){ .days = days,
                                                    .recall = (double)tallies[days].right_count / tallies[days].count,
                                                    .count = tallies[days].count };
            *reviews += tallies[days].count;
        }
    return count;
}

static double recall_of(struct tally tallies[FIRST_GRADES][DAYS_MAX + 1])
{
    double count = 0, right_count = 0;
    for (size_t grade = 0; grade < FIRST_GRADES; grade++)
        for (uint32_t days = 1; days <= DAYS_MAX; days++) {
            count += tallies[grade][days].count;
            right_count += tallies[grade][days].right_count;
        }
    return count > 0 ? right_count / count : 0;
}

void first_estimate(const struct blocks *blocks, double stabilities[static FIRST_GRADES])
{
    struct tally tallies[FIRST_GRADES][DAYS_MAX + 1] = { 0 };
    struct first_point points[DAYS_MAX];
    double counts[FIRST_GRADES] = { 0 };
    for (size_t i = 0; i < blocks->count; i++)
        for (size_t lane = 0; lane < BLOCK_LANES; lane++)
            count_lane(&blocks->items[i], lane, tallies);
    double recall = recall_of(tallies);
    for (size_t grade = 0; grade < FIRST_GRADES; grade++) {
        size_t count = points_of(tallies[grade], points, &counts[grade]);
        if (count > 0)
            stabilities[grade] = first_search(points, count, recall, schedule_parameters_default[grade]);
    }
    first_fill(stabilities, counts, schedule_parameters_default);
}
