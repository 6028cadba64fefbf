/* The reference that the vector units are held against: one memory at a time, in doubles, the recurrence itself by
 * core/schedule, and its derivatives forwards, which is slow and hard to get wrong. */
#include <string.h>

#include "base/number.h"
#include "core/schedule.h"
#include "fit/pass_constants.h"
#include "fit/pass_each.h"

/* A memory, and how it changes with each parameter. */
struct state {
    struct memory memory;
    double stability_by[PARAMETERS], difficulty_by[PARAMETERS];
};

/* One review as the recurrence sees it. */
struct event {
    int32_t days;
    int grade;
    double forgotten, forgotten_by[PARAMETERS]; /* 1 - R */
};

/* How the stability after a review changes with what it is made of. */
struct partials {
    double by_stability, by_difficulty, by_forgotten, by[PARAMETERS];
};

static bool is_inside(double value, double low, double high)
{
    return value > low && value < high;
}

static void first_state(const struct schedule *schedule, const struct pass_constants *constants,
                        enum memory_grade grade, struct state *state)
{
    memset(state, 0, sizeof *state);
    state->memory = schedule_next(schedule, (struct memory){ 0 }, 0, grade);
    state->stability_by[grade - 1] = 1;
    if (is_inside(state->memory.difficulty, 1, 10)) {
        state->difficulty_by[4] = 1;
        state->difficulty_by[5] = -((int)grade - 1) * constants->grade_growth[grade];
    }
}

static void forget(const struct schedule *schedule, const struct pass_constants *constants, const struct state *state,
                   struct event *event)
{
    double s = state->memory.stability, q = constants->w[20], time = 1 + constants->factor * event->days / s;
    double recall = schedule_recall(schedule, state->memory, event->days), by_time = q * recall / time;
    event->forgotten = 1 - recall;
    for (size_t i = 0; i < PARAMETERS; i++)
        event->forgotten_by[i] = -by_time * (time - 1) / s * state->stability_by[i];
    event->forgotten_by[20] += recall * number_log(time) + by_time * event->days / s * constants->factor_by_decay;
}

static struct partials on_same_day(const double *w, struct memory memory, int grade)
{
    double power = number_pow(memory.stability, -w[19]) * number_exp(w[17] * (grade - 3 + w[18]));
    double after = memory.stability * power;
    if (grade > MEMORY_AGAIN && power < 1)
        return (struct partials){ .by_stability = 1 };
    return (struct partials){
        .by_stability = power * (1 - w[19]),
        .by = { [17] = after * (grade - 3 + w[18]),
                [18] = after * w[17],
                [19] = -after * number_log(memory.stability) },
    };
}

static struct partials after_lapse(const double *w, struct memory memory, double forgotten)
{
    double s = memory.stability, cap = number_exp(-w[17] * w[18]), power = number_pow(s + 1, w[13]);
    double rise = number_pow(memory.difficulty, -w[12]) * number_exp(w[14] * forgotten);
    double after = w[11] * rise * (power - 1);
    if (after >= s * cap)
        return (struct partials){ .by_stability = cap, .by = { [17] = -w[18] * s * cap, [18] = -w[17] * s * cap } };
    return (struct partials){
        .by_stability = w[11] * rise * power * w[13] / (s + 1),
        .by_difficulty = -w[12] * after / memory.difficulty,
        .by_forgotten = w[14] * after,
        .by = { [11] = rise * (power - 1),
                [12] = -after * number_log(memory.difficulty),
                [13] = w[11] * rise * power * number_log(s + 1),
                [14] = after * forgotten },
    };
}

static struct partials after_recall(const double *w, struct memory memory, double forgotten, int grade)
{
    double s = memory.stability, bonus = grade == MEMORY_HARD ? w[15] : grade == MEMORY_EASY ? w[16] : 1;
    double level = number_exp(w[8]) * number_pow(s, -w[9]), rise = number_exp(w[10] * forgotten);
    double room = 11 - memory.difficulty, plain = s * level * room * (rise - 1), grown = plain * bonus;
    struct partials partials = {
        .by_stability = 1 + (1 - w[9]) * grown / s,
        .by_difficulty = -grown / room,
        .by_forgotten = s * level * room * bonus * rise * w[10],
        .by = { [8] = grown,
                [9] = -grown * number_log(s),
                [10] = s * level * room * bonus * rise * forgotten,
                [15] = grade == MEMORY_HARD ? plain : 0,
                [16] = grade == MEMORY_EASY ? plain : 0 },
    };
    return partials;
}

static void difficulty_next(const struct pass_constants *constants, const struct event *event, double after,
                            struct state *state)
{
    const double *w = constants->w;
    double centred = event->grade - 3, rest = 10 - state->memory.difficulty;
    double moved = state->memory.difficulty - w[6] * centred * rest / 9;
    bool is_free = is_inside(after, 1, 10);
    for (size_t i = 0; i < PARAMETERS; i++)
        state->difficulty_by[i] *= is_free ? (1 - w[7]) * (1 + w[6] * centred / 9) : 0;
    if (is_free) {
        state->difficulty_by[4] += w[7];
        state->difficulty_by[5] -= 3 * w[7] * constants->grade_growth[MEMORY_EASY];
        state->difficulty_by[6] -= (1 - w[7]) * centred * rest / 9;
        state->difficulty_by[7] += constants->difficulty_pull - moved;
    }
}

static void review(const struct schedule *schedule, const struct pass_constants *constants, const struct event *event,
                   struct state *state)
{
    const double *w = constants->w;
    struct memory memory = state->memory,
                  after = schedule_next(schedule, memory, event->days, (enum memory_grade)event->grade);
    struct partials partials = event->days == 0               ? on_same_day(w, memory, event->grade)
                               : event->grade == MEMORY_AGAIN ? after_lapse(w, memory, event->forgotten)
                                                              : after_recall(w, memory, event->forgotten, event->grade);
    bool is_free = is_inside(after.stability, SCHEDULE_STABILITY_MIN, SCHEDULE_STABILITY_MAX);
    for (size_t i = 0; i < PARAMETERS; i++) {
        double slope = partials.by[i] + partials.by_stability * state->stability_by[i] +
                       partials.by_difficulty * state->difficulty_by[i] +
                       partials.by_forgotten * event->forgotten_by[i];
        state->stability_by[i] = is_free ? slope : 0;
    }
    difficulty_next(constants, event, after.difficulty, state);
    state->memory = after;
}

/* What a prediction adds to the loss. */
static double judge(const struct event *event, double weight, double unguessed, double gradient[static PARAMETERS])
{
    double wrong = unguessed * event->forgotten;
    double chance = event->grade > MEMORY_AGAIN ? 1 - wrong : wrong;
    double slope = (event->grade > MEMORY_AGAIN ? weight : -weight) * unguessed / chance;
    for (size_t i = 0; i < PARAMETERS; i++)
        gradient[i] += slope * event->forgotten_by[i];
    return -weight * number_log(chance);
}

static struct event event_at(const struct review_block *block, uint32_t step, size_t lane)
{
    uint32_t word = block->steps[step].words[lane];
    return (struct event){ .days = (int32_t)(word & BLOCK_DAYS), .grade = (int)(word >> BLOCK_GRADE_SHIFT) };
}

static double sum_memory(const struct review_block *block, size_t lane, const struct schedule *schedule,
                         const struct pass_constants *constants, double gradient[static PARAMETERS])
{
    struct state state = { .memory = { 0 } };
    double loss = 0;
    for (uint32_t i = 0; i < block->step_count && block->steps[i].words[lane] != 0; i++) {
        struct event event = event_at(block, i, lane);
        double weight = (double)block->steps[i].weights[lane];
        if (i == 0) {
            first_state(schedule, constants, (enum memory_grade)event.grade, &state);
            continue;
        }
        forget(schedule, constants, &state, &event);
        if (weight > 0)
            loss += judge(&event, weight, 1 - (double)block->chances[lane], gradient);
        review(schedule, constants, &event, &state);
    }
    return loss;
}

static void plain_sum(const struct pass *pass, const double parameters[static PARAMETERS], struct pass_sums *sums)
{
    struct pass_constants constants = pass_constants_make(parameters);
    struct schedule schedule = schedule_make(parameters, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
    memset(sums, 0, sizeof *sums);
    for (size_t b = 0; b < pass->blocks->count; b++)
        for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
            double gradient[PARAMETERS] = { 0 };
            sums->loss += sum_memory(&pass->blocks->items[b], lane, &schedule, &constants, gradient);
            for (size_t i = 0; i < PARAMETERS; i++) {
                sums->gradient[i] += gradient[i];
                for (size_t j = 0; pass->wants_information && j < PARAMETERS; j++)
                    sums->information[i][j] += gradient[i] * gradient[j];
            }
        }
}

static void plain_predict(const struct pass *pass, const double parameters[static PARAMETERS], float *forgotten)
{
    struct schedule schedule = schedule_make(parameters, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
    for (size_t b = 0; b < pass->blocks->count; b++) {
        const struct review_block *block = &pass->blocks->items[b];
        for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
            struct memory memory = { 0 };
            for (uint32_t i = 0; i < block->step_count && block->steps[i].words[lane] != 0; i++) {
                struct event event = event_at(block, i, lane);
                if (i > 0)
                    forgotten[i * BLOCK_LANES + lane] = (float)(1 - schedule_recall(&schedule, memory, event.days));
                memory = schedule_next(&schedule, memory, event.days, (enum memory_grade)event.grade);
            }
        }
        forgotten += (size_t)block->step_count * BLOCK_LANES;
    }
}

const struct pass_path pass_plain = { .name = "plain", .sum = plain_sum, .predict = plain_predict };
