#include "core/schedule.h"

#include "base/check.h"
#include "base/number.h"
#include "base/random.h"

#define DIFFICULTY_MIN 1.0
#define DIFFICULTY_MAX 10.0

static double within(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

/* Made ready. -------------------------------------------------------------------------------------------------- */

/* Of a first review, before it is brought within bounds. */
static double difficulty_of_first(const double w[static SCHEDULE_PARAMETER_COUNT], int grade)
{
    return w[4] - number_exp(w[5] * (grade - 1)) + 1;
}

static void make_by_grade(struct schedule *schedule, const double w[static SCHEDULE_PARAMETER_COUNT])
{
    const double bonus[] = { [MEMORY_HARD] = w[15], [MEMORY_GOOD] = 1, [MEMORY_EASY] = w[16] };
    for (int grade = MEMORY_AGAIN; grade <= MEMORY_EASY; grade++) {
        schedule->first_stability[grade] = w[grade - 1];
        schedule->first_difficulty[grade] = within(difficulty_of_first(w, grade), DIFFICULTY_MIN, DIFFICULTY_MAX);
        schedule->difficulty_step[grade] = -w[6] * (grade - 3) / 9;
        schedule->same_day[grade] = number_exp(w[17] * (grade - 3 + w[18]));
        schedule->growth[grade] = grade > MEMORY_AGAIN ? number_exp(w[8]) * bonus[grade] : 0;
    }
}

struct schedule schedule_make(const double parameters[static SCHEDULE_PARAMETER_COUNT], double retention,
                              int32_t days_max)
{
    const double *w = parameters;
    size_t index = 0;
    CHECK(schedule_parameters_check(w, &index) == SCHEDULE_FINE);
    CHECK(retention >= SCHEDULE_RETENTION_MIN && retention <= SCHEDULE_RETENTION_MAX);
    CHECK(days_max >= 1 && days_max <= SCHEDULE_DAYS_MAX);
    double decay_factor = number_pow(0.9, -1 / w[20]) - 1;
    struct schedule schedule = {
        .decay = w[20],
        .decay_factor = decay_factor,
        .interval_factor = (number_pow(retention, -1 / w[20]) - 1) / decay_factor,
        .difficulty_kept = 1 - w[7],
        .difficulty_pull =
            w[7] * difficulty_of_first(w, MEMORY_EASY), /* not brought within bounds: so the authors have it */
        .growth_by_stability = -w[9],
        .growth_by_recall = w[10],
        .lapse_log = number_log(w[11]),
        .lapse_by_difficulty = -w[12],
        .lapse_by_stability = w[13],
        .lapse_by_recall = w[14],
        .lapse_cap = number_exp(-w[17] * w[18]),
        .same_day_by_stability = -w[19],
        .days_max = days_max,
    };
    make_by_grade(&schedule, w);
    return schedule;
}

/* One review. -------------------------------------------------------------------------------------------------- */

double schedule_recall(const struct schedule *schedule, struct memory memory, double elapsed_days)
{
    return number_exp(-schedule->decay * number_log(1 + schedule->decay_factor * elapsed_days / memory.stability));
}

static double difficulty_after(const struct schedule *schedule, double difficulty, enum memory_grade grade)
{
    double moved = difficulty + schedule->difficulty_step[grade] * (DIFFICULTY_MAX - difficulty);
    return within(schedule->difficulty_pull + schedule->difficulty_kept * moved, DIFFICULTY_MIN, DIFFICULTY_MAX);
}

static double stability_on_same_day(const struct schedule *schedule, double stability, enum memory_grade grade)
{
    double grown = number_exp(schedule->same_day_by_stability * number_log(stability)) * schedule->same_day[grade];
    return stability * (grade > MEMORY_AGAIN && grown < 1 ? 1 : grown);
}

static double stability_after_lapse(const struct schedule *schedule, struct memory memory, double recall)
{
    double grown = number_exp(schedule->lapse_by_stability * number_log(memory.stability + 1)) - 1;
    double factor = number_exp(schedule->lapse_log + schedule->lapse_by_difficulty * number_log(memory.difficulty) +
                               schedule->lapse_by_recall * (1 - recall));
    double left = factor * grown, cap = memory.stability * schedule->lapse_cap;
    return left < cap ? left : cap;
}

static double stability_after_recall(const struct schedule *schedule, struct memory memory, double recall,
                                     enum memory_grade grade)
{
    double by_stability = number_exp(schedule->growth_by_stability * number_log(memory.stability));
    double by_recall = number_exp(schedule->growth_by_recall * (1 - recall)) - 1;
    return memory.stability * (1 + schedule->growth[grade] * (11 - memory.difficulty) * by_stability * by_recall);
}

static double stability_after(const struct schedule *schedule, struct memory memory, int32_t elapsed_days,
                              enum memory_grade grade)
{
    if (elapsed_days == 0)
        return stability_on_same_day(schedule, memory.stability, grade);
    double recall = schedule_recall(schedule, memory, elapsed_days);
    return grade == MEMORY_AGAIN ? stability_after_lapse(schedule, memory, recall)
                                 : stability_after_recall(schedule, memory, recall, grade);
}

struct memory schedule_next(const struct schedule *schedule, struct memory memory, int32_t elapsed_days,
                            enum memory_grade grade)
{
    CHECK(grade >= MEMORY_AGAIN && grade <= MEMORY_EASY && elapsed_days >= 0);
    if (memory.stability <= 0)
        return (struct memory){ schedule->first_stability[grade], schedule->first_difficulty[grade] };
    double stability = stability_after(schedule, memory, elapsed_days, grade);
    return (struct memory){ .stability = within(stability, SCHEDULE_STABILITY_MIN, SCHEDULE_STABILITY_MAX),
                            .difficulty = difficulty_after(schedule, memory.difficulty, grade) };
}

/* When to ask again. ------------------------------------------------------------------------------------------- */

double schedule_interval(const struct schedule *schedule, struct memory memory)
{
    return memory.stability * schedule->interval_factor;
}

int32_t schedule_wait_days(const struct schedule *schedule, struct memory memory)
{
    double interval = schedule_interval(schedule, memory);
    return interval >= schedule->days_max ? schedule->days_max : interval < 1.5 ? 1 : (int32_t)(interval + 0.5);
}

/* Shorter waits are left alone. Beyond, each stretch of the wait adds a share of its days to half the range, over the
 * one day that every range has. */
#define FUZZED_DAYS_MIN 2.5
static const struct fuzz_stretch {
    double from, to, share;
} fuzz_stretches[] = { { 2.5, 7, 0.15 }, { 7, 20, 0.1 }, { 20, SCHEDULE_DAYS_MAX, 0.05 } };

static double fuzz_reach(double days)
{
    double reach = 1;
    for (size_t i = 0; i < sizeof fuzz_stretches / sizeof *fuzz_stretches; i++)
        if (days > fuzz_stretches[i].from) {
            double end = days < fuzz_stretches[i].to ? days : fuzz_stretches[i].to;
            reach += (end - fuzz_stretches[i].from) * fuzz_stretches[i].share;
        }
    return reach;
}

struct schedule_range schedule_fuzz_range(int32_t wait_days, int32_t elapsed_days, int32_t days_max)
{
    if (wait_days < FUZZED_DAYS_MIN)
        return (struct schedule_range){ wait_days, wait_days };
    double reach = fuzz_reach(wait_days);
    wait_days = wait_days > days_max ? days_max : wait_days;
    double first = wait_days - reach;
    int32_t low = first < 2 ? 2 : (int32_t)(first + 0.5), high = (int32_t)(wait_days + reach + 0.5);
    high = high > days_max ? days_max : high;
    if (wait_days > elapsed_days && low <= elapsed_days)
        low = elapsed_days + 1;
    return (struct schedule_range){ low > high ? high : low, high };
}

int32_t schedule_fuzz(int32_t wait_days, int32_t elapsed_days, int32_t days_max, uint64_t seed)
{
    struct schedule_range range = schedule_fuzz_range(wait_days, elapsed_days, days_max);
    struct random random = random_from(seed);
    return range.low + (int32_t)random_below(&random, (uint64_t)(range.high - range.low) + 1);
}
