/* plan: what a learner prepares for, and the numbers by which their memory is reckoned.
 *
 * Plain data. Refuses to know what follows from it: core/remember and core/forecast do. */
#ifndef VIVA_MODEL_PLAN_H
#define VIVA_MODEL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

#define PLAN_DAYS_MAX 730 /* an interview is at most two years away */

struct plan {
    bool has_interview;
    int32_t interview_day; /* local day (base/time.h) */
    int32_t made_day;      /* the local day on which the plan was made: it moves nothing to a day before */
    struct strings sets;   /* full ids of the sets it is about; none: all that were practised */
};

/* The plan, and the 21 parameters of FSRS-6 (core/schedule_parameters.h): one row for a learner. Zeroed but for the
 * default parameters when nothing was said. */
#define TUNING_PARAMETER_COUNT 21
struct tuning {
    struct plan plan;
    bool has_parameters; /* fitted to this learner; otherwise those of all */
    double parameters[TUNING_PARAMETER_COUNT];
};

#endif
