#include "core/schedule_steps.h"

const struct schedule_steps schedule_steps_default = {
    .learning = { .seconds = { 60, 600 }, .count = 2 },
    .relearning = { .seconds = { 600 }, .count = 1 },
};

/* The first step, hardly done, is made longer, but not as long as the next. */
static int32_t hard_seconds(const struct schedule_step_list *list, uint32_t step)
{
    if (step > 0)
        return list->seconds[step];
    return list->count > 1 ? (list->seconds[0] + list->seconds[1]) / 2 : list->seconds[0] + list->seconds[0] / 2;
}

static struct schedule_answer in_steps(enum memory_phase phase, uint32_t step, int32_t seconds)
{
    return (struct schedule_answer){ .stage = { .phase = phase, .step = step }, .wait_seconds = seconds };
}

/* Where an answer leads while there are steps; phase MEMORY_KEPT when there are none left. */
static struct schedule_answer step_on(const struct schedule_step_list *list, struct memory_stage stage,
                                      enum memory_grade grade)
{
    bool is_over = stage.step >= list->count; /* steps were taken away since */
    if (list->count > 0 && grade == MEMORY_AGAIN)
        return in_steps(stage.phase, 0, list->seconds[0]);
    if (!is_over && grade == MEMORY_HARD)
        return in_steps(stage.phase, stage.step, hard_seconds(list, stage.step));
    if (!is_over && grade == MEMORY_GOOD && stage.step + 1 < list->count)
        return in_steps(stage.phase, stage.step + 1, list->seconds[stage.step + 1]);
    return in_steps(MEMORY_KEPT, 0, 0);
}

static struct schedule_answer stage_after(const struct schedule_steps *steps, struct memory_stage stage,
                                          enum memory_grade grade)
{
    struct memory_stage lapsed = { .phase = MEMORY_RELEARNING };
    if (stage.phase == MEMORY_LEARNING)
        return step_on(&steps->learning, stage, grade);
    if (stage.phase == MEMORY_RELEARNING)
        return step_on(&steps->relearning, stage, grade);
    return grade == MEMORY_AGAIN ? step_on(&steps->relearning, lapsed, grade) : in_steps(MEMORY_KEPT, 0, 0);
}

struct schedule_answer schedule_answer_exact(const struct schedule *schedule, const struct schedule_steps *steps,
                                             struct memory memory, struct memory_stage stage, int32_t elapsed_days,
                                             enum memory_grade grade)
{
    struct schedule_answer answer = stage_after(steps, stage, grade);
    answer.memory = schedule_next(schedule, memory, elapsed_days, grade);
    if (answer.stage.phase == MEMORY_KEPT)
        answer.wait_days = schedule_wait_days(schedule, answer.memory);
    return answer;
}

struct schedule_answer schedule_answer(const struct schedule *schedule, const struct schedule_steps *steps,
                                       struct memory memory, struct memory_stage stage, int32_t elapsed_days,
                                       enum memory_grade grade, uint64_t seed)
{
    struct schedule_answer answer = schedule_answer_exact(schedule, steps, memory, stage, elapsed_days, grade);
    if (answer.wait_days > 0)
        answer.wait_days = schedule_fuzz(answer.wait_days, elapsed_days, schedule->days_max, seed);
    return answer;
}
