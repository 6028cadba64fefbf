/* forecast: how learning may go from today to the day of an interview: how much there is to do on each day, and what
 * will be remembered in the end.
 *
 * Knows how a course of answers is simulated, with the very rules that real answers go by (core/remember). Refuses to
 * know sets, headings, and where memories are kept. Pure: the same seed gives the same bits on every machine.
 * docs/scheduling.md states what is assumed. */
#ifndef VIVA_CORE_FORECAST_H
#define VIVA_CORE_FORECAST_H

#include "base/arena.h"
#include "core/remember.h"

/* Courses that are simulated. One more of the kind ends between the second of 40 and the last but one nine times out of
 * ten: in 37 of 41 cases, all orders being equally likely. */
#define FORECAST_COURSES 40

/* How long one answer takes, with its explanation: the first to an exercise, and any later one. */
struct forecast_minutes {
    double first, again;
};

/* One exercise as it stands today. */
struct forecast_exercise {
    struct string id;                                  /* full id: waits are spread by it */
    const struct memory_row *skills[MEMORY_SKILL_END]; /* NULL where there is no memory; [0] is nobody's */
    bool can_be_produced;                              /* it has points to tick */
    struct forecast_minutes minutes[MEMORY_SKILL_END];
};

/* What is asked. The plan in tuning has an interview, after today and at most PLAN_DAYS_MAX away. */
struct forecast_question {
    const struct forecast_exercise *exercises;
    size_t exercise_count;
    size_t begun_today_count; /* of the exercises, that were asked today for the first time */
    const struct tuning *tuning;
    int32_t today; /* local day */
    uint64_t seed;
};

/* One day, on average over all courses. */
struct forecast_day {
    double review_count; /* asked again, in one way; once a day, however often it came back on that day */
    double new_count;    /* asked for the first time */
    double minutes;      /* of all answers */
};

/* How likely one exercise is remembered in one way, 0 to 1; 0 where there is no memory. */
struct forecast_recall {
    double now;         /* today, or tomorrow for what was practised today */
    double without;     /* on the day of the interview, when nothing more is done */
    double *on_the_day; /* of each course, FORECAST_COURSES, when the plan is followed */
};

struct forecast {
    size_t exercise_count, day_count;
    struct forecast_day *days;                        /* from today to the day before the interview */
    struct forecast_recall *recall[MEMORY_SKILL_END]; /* of each exercise; [0] is nobody's */
};

/* All of it lives in arena. */
struct forecast forecast_make(struct arena *arena, const struct forecast_question *question);

/* How likely a memory is there on a day, of one that was not practised since; 0 for NULL and for one never asked. */
double forecast_recall(const struct schedule *schedule, const struct memory_row *row, int32_t day);

/* What several exercises come to together, each with its weight (0 or more, at least one above 0): means from 0 to 1.
 */
struct forecast_share {
    double now, without, on_the_day;
    double low, high; /* nine of ten courses end within these */
};
struct forecast_share forecast_share(const struct forecast *forecast, enum memory_skill skill, const double *weights);

#endif
