/* schedule: FSRS-6, the model of memory: what a review does to a memory, how likely it is still there, and when to ask
 * again.
 *
 * Knows the equations, which docs/scheduling.md has with their sources. Refuses to know what an answer was worth, what
 * day it is, and where memories are kept. Pure: the same bits on every machine. */
#ifndef VIVA_CORE_SCHEDULE_H
#define VIVA_CORE_SCHEDULE_H

#include <stdint.h>

#include "core/schedule_parameters.h"
#include "model/memory.h"

/* Stabilities are kept within these: a minute and a half, and a hundred years. Days. */
#define SCHEDULE_STABILITY_MIN 0.001
#define SCHEDULE_STABILITY_MAX 36500.0
#define SCHEDULE_DAYS_MAX      36500 /* nobody waits longer for a review, and no review comes later */

#define SCHEDULE_RETENTION_DEFAULT 0.9
#define SCHEDULE_RETENTION_MIN     0.1 /* below that the curve is so flat that waits mean nothing */
#define SCHEDULE_RETENTION_MAX     1.0 /* every day */

/* Parameters made ready: all that depends on nothing else is worked out once. Plain data, to be copied at will. */
struct schedule {
    double decay, decay_factor; /* R(t, S) = (1 + decay_factor t / S)^-decay */
    double interval_factor;     /* the days to wait are so many times S */
    double first_stability[5];  /* by grade, here and below; [0] is nobody's */
    double first_difficulty[5];
    double difficulty_step[5], difficulty_kept, difficulty_pull;
    double growth[5], growth_by_stability, growth_by_recall;
    double lapse_log, lapse_by_difficulty, lapse_by_stability, lapse_by_recall, lapse_cap;
    double same_day[5], same_day_by_stability;
    int32_t days_max;
};

/* For parameters that schedule_parameters_check found fine, a desired retention within the bounds above, and 1 to
 * SCHEDULE_DAYS_MAX days at most. */
struct schedule schedule_make(const double parameters[static SCHEDULE_PARAMETER_COUNT], double retention,
                              int32_t days_max);

/* How likely the memory is still there, 0 to 1, so many days (at least 0; parts of a day count) after its last review.
 * It must have had one. */
double schedule_recall(const struct schedule *schedule, struct memory memory, double elapsed_days);

/* The memory after a review that came elapsed_days (0 to SCHEDULE_DAYS_MAX, whole; nothing before the first) after the
 * last. */
struct memory schedule_next(const struct schedule *schedule, struct memory memory, int32_t elapsed_days,
                            enum memory_grade grade);

/* The days after which recall has fallen to the desired retention: a real number, below 1 at times, and not capped. */
double schedule_interval(const struct schedule *schedule, struct memory memory);

/* The same in whole days, halves rounded up, from 1 to the schedule's maximum. */
int32_t schedule_wait_days(const struct schedule *schedule, struct memory memory);

/* What is learnt together need not come back together: the days between which a wait may be chosen. The same day twice
 * when it is too short to be changed. elapsed_days is what went before: a longer wait never becomes one that is no
 * longer. */
struct schedule_range {
    int32_t low, high;
};
struct schedule_range schedule_fuzz_range(int32_t wait_days, int32_t elapsed_days, int32_t days_max);

/* A day of that range, every one equally likely over all seeds. */
int32_t schedule_fuzz(int32_t wait_days, int32_t elapsed_days, int32_t days_max, uint64_t seed);

#endif
