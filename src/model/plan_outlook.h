/* plan_outlook: what a plan comes to: how much there is to do on each day, and what will be remembered on the day of
 * the interview.
 *
 * Plain data. Refuses to know how it is worked out: app/plan_look and core/forecast do. */
#ifndef VIVA_MODEL_PLAN_OUTLOOK_H
#define VIVA_MODEL_PLAN_OUTLOOK_H

#include "model/memory.h"
#include "model/plan.h"
#include "model/set.h"

/* One day to come. */
struct plan_day {
    int32_t day;
    double review_count, new_count; /* expected */
    double minutes;                 /* expected */
};

/* The share, 0 to 1, of points (or exercises) that are remembered. What was never asked counts as not remembered. */
struct plan_recall {
    double now;        /* today, or tomorrow for what was practised today */
    double without;    /* on the day of the interview, when nothing more is done */
    double on_the_day; /* when the plan is followed; the mean of all simulated courses */
    double low, high;  /* where nine of ten of them end */
};

/* A heading of the guide of a set: each exercise counts by its points under it. */
struct plan_heading {
    size_t heading; /* index into the guide's headings */
    int point_count;
    struct plan_recall skills[MEMORY_SKILL_END]; /* [0] is nobody's */
};

struct plan_set_outlook {
    const struct set *set;
    size_t exercise_count, begun_count;          /* of the set; of these asked at least once */
    int point_count;                             /* of all exercises; 0 when none has any: then exercises count alike */
    struct plan_recall skills[MEMORY_SKILL_END]; /* over all points of the set, or over all exercises */
    struct plan_heading *headings;               /* those that have points, in the guide's order */
    size_t heading_count;
};

struct plan_outlook {
    struct plan plan;      /* has an interview */
    int32_t today;         /* local day */
    int32_t days_left;     /* whole days from today to the interview: 0 on the day itself, negative after it */
    struct plan_day *days; /* from today on, days_left of them, so without the day itself */
    size_t day_count;
    double minutes_a_day;  /* mean over days; 0 without any */
    bool is_time_measured; /* minutes rest on the learner's own times, otherwise on those of exercises */
    struct plan_set_outlook *sets;
    size_t set_count;
    struct strings missing; /* full ids of sets that the plan is about, and that are not at hand */
};

#endif
