/* schedule_steps: the short waits of a first day, before waits are counted in days.
 *
 * Knows the steps of learning and of learning again, and moves a memory with each. Refuses to know clocks: it says how
 * long to wait. */
#ifndef VIVA_CORE_SCHEDULE_STEPS_H
#define VIVA_CORE_SCHEDULE_STEPS_H

#include "core/schedule.h"

#define SCHEDULE_STEPS_MAX 8

/* Waits in seconds, each below a day. Without steps waits are counted in days from the first answer on. */
struct schedule_step_list {
    int32_t seconds[SCHEDULE_STEPS_MAX];
    uint32_t count;
};
struct schedule_steps {
    struct schedule_step_list learning, relearning;
};

/* A minute and ten minutes; after a lapse, ten minutes. */
extern const struct schedule_steps schedule_steps_default;

/* What an answer leads to: wait_days is 0 while there are steps to go, and wait_seconds is 0 afterwards. */
struct schedule_answer {
    struct memory memory;
    struct memory_stage stage;
    int32_t wait_days, wait_seconds;
};

/* elapsed_days as in schedule_next. Days are spread by the seed (schedule_fuzz), those of a first graduation too. */
struct schedule_answer schedule_answer(const struct schedule *schedule, const struct schedule_steps *steps,
                                       struct memory memory, struct memory_stage stage, int32_t elapsed_days,
                                       enum memory_grade grade, uint64_t seed);

/* The same without any spreading. */
struct schedule_answer schedule_answer_exact(const struct schedule *schedule, const struct schedule_steps *steps,
                                             struct memory memory, struct memory_stage stage, int32_t elapsed_days,
                                             enum memory_grade grade);

#endif
