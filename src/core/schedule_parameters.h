/* schedule_parameters: the 21 numbers of FSRS-6: their defaults, what each may be, and those of older versions.
 *
 * Knows numbers and bounds. Refuses to know how a person is told, and how parameters are fitted. */
#ifndef VIVA_CORE_SCHEDULE_PARAMETERS_H
#define VIVA_CORE_SCHEDULE_PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>

#define SCHEDULE_PARAMETER_COUNT 21

/* The same for all learners; fitted by the authors of FSRS to the reviews of some ten thousand. */
extern const double schedule_parameters_default[SCHEDULE_PARAMETER_COUNT];

struct schedule_bounds {
    double low, high; /* both allowed */
};
extern const struct schedule_bounds schedule_parameters_bounds[SCHEDULE_PARAMETER_COUNT];

/* Each way of falling short; index says whose. */
enum schedule_fault { SCHEDULE_FINE, SCHEDULE_NO_NUMBER, SCHEDULE_TOO_LOW, SCHEDULE_TOO_HIGH };

/* The first from *index on that is no finite number or out of its bounds; SCHEDULE_FINE, and *index the count, when
 * there is none. */
enum schedule_fault schedule_parameters_check(const double parameters[static SCHEDULE_PARAMETER_COUNT], size_t *index);

/* Parameters of FSRS-4.5 (17) and FSRS-5 (19) as those of FSRS-6 that schedule alike; 21 are copied. False for any
 * other count. */
bool schedule_parameters_upgrade(const double *parameters, size_t count,
                                 double upgraded[static SCHEDULE_PARAMETER_COUNT]);

/* With more than one step of relearning, what a lapse leaves could grow over what it took: lowers w17 and w18 so far
 * that it cannot. Nothing happens with one step or none. */
void schedule_parameters_cap(double parameters[static SCHEDULE_PARAMETER_COUNT], size_t relearning_steps);

#endif
