/* plan: the day of the interview, what has to be done until then, and what will be remembered on it.
 *
 * Time is an argument. Knows nothing of screens, HTTP, SQL or files. */
#ifndef VIVA_APP_PLAN_H
#define VIVA_APP_PLAN_H

#include "app/learner.h"
#include "base/time.h"
#include "model/plan.h"

/* Store a plan; waits for the disk. Every memory's next day is worked out anew. Without an interview the plan is given
 * up. STATUS_USAGE for a day before today or over PLAN_DAYS_MAX away, or a set the library has not. */
enum status plan_set(const struct learner *learner, const struct plan *plan, struct moment now,
                     struct failure *failure);

/* The plan and parameters that hold now. Zeroed with default parameters when nothing was ever said. */
enum status plan_get(const struct learner *learner, struct arena *arena, struct tuning *tuning,
                     struct failure *failure);

/* Store parameters fitted to the learner (within core/schedule_parameters.h's bounds), or give them up (NULL). All
 * memories are worked out anew from the journal. Waits for the disk. */
enum status plan_fit(const struct learner *learner, const double *parameters, struct moment now,
                     struct failure *failure);

/* One day to come. */
struct plan_day {
    int32_t day;
    double review_count, new_count; /* expected */
    double minutes;                 /* expected */
};

/* A guide heading of a set: the share of its points that will be remembered, each exercise weighed by its points. */
struct plan_heading {
    size_t heading; /* index into the guide's headings */
    int point_count;
    double now, without,
        on_the_day; /* 0 to 1: today; on the day when nothing more is done; on the day when the plan is followed */
    double on_the_day_low, on_the_day_high; /* where nine of ten simulated courses end */
};

struct plan_set_outlook {
    const struct set *set;
    size_t exercise_count, begun_count; /* of the set; of these practised at least once */
    double now, without, on_the_day;    /* over all points of the set */
    struct plan_heading *headings;      /* those that have points, in the guide's order */
    size_t heading_count;
};

struct plan_outlook {
    struct plan plan;
    int32_t today;
    int32_t days_left;     /* whole days from today to the interview: 0 on the day itself, negative after it */
    struct plan_day *days; /* from today on, days_left of them at most, without the day itself */
    size_t day_count;
    double minutes_a_day;  /* mean over days */
    bool is_time_measured; /* minutes rest on the learner's own times, otherwise on those of exercises */
    struct plan_set_outlook *sets;
    size_t set_count;
};

/* Simulated from a fixed seed, so that the same journal at the same moment gives the same plan. STATUS_NOT_FOUND
 * without an interview. */
enum status plan_look(const struct learner *learner, struct arena *arena, struct moment now,
                      struct plan_outlook *outlook, struct failure *failure);

#endif
