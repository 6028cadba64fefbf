/* record: what practice came to over time: days, minutes, how sure against how right, what is known, and the curve of
 * one exercise.
 *
 * Plain data. Refuses to know how it is counted (core/statistics, app/record) and how it is drawn (view/record). */
#ifndef VIVA_MODEL_RECORD_H
#define VIVA_MODEL_RECORD_H

#include <stdbool.h>

#include "base/time.h"
#include "model/memory.h"
#include "model/prose.h"
#include "model/response.h"

/* No count or sum of a day goes beyond this, which nobody reaches: sums of a lifetime cannot overflow. */
#define PRACTICE_DAY_MAX (INT64_C(1) << 40)

/* Derived from the journal: one local day of one learner, whatever was reset since. */
struct practice_day {
    struct uuid learner;
    int32_t day;                                                              /* base/time.h */
    int64_t chosen_count[SURENESS_COUNT], chosen_right_count[SURENESS_COUNT]; /* by how sure */
    int64_t dont_know_count;          /* where there were options to choose from */
    int64_t produced_count;           /* said aloud and ticked */
    int64_t timed_count, took_ms_sum; /* answers whose time was measured, and that time */
};

/* Where a share may well be: the exact 95 % interval of Clopper and Pearson. */
struct share {
    int64_t right_count, count;
    double low, high; /* 0 and 1 when nothing was counted */
};

/* What is shown of a day. */
struct record_day {
    int32_t day;
    int64_t answer_count, asked_count, right_count; /* asked: to choose; right: of these */
    int64_t took_ms;
};

#define RECORD_WEEKS       52
#define RECORD_BLOCK_WEEKS 13 /* a quarter: weeks are shown in whole ones */

struct practice_record {
    int32_t today;
    struct record_day *days; /* from a Monday to today, with the days without answers */
    size_t day_count;        /* at most 7 * RECORD_WEEKS; from the quarter in which the first of them has an answer */
    size_t practised_count;  /* of these days */
    int64_t answer_count, asked_count, right_count, took_ms;                 /* in these days */
    int64_t all_answer_count, all_asked_count, all_right_count, all_took_ms; /* ever */
    int64_t all_timed_count;
    struct share sureness[SURENESS_COUNT]; /* ever, of choices; "I don't know" is none */
};

/* How many points of something come to mind: expected, and where nine of ten such days would lie. */
struct known_share {
    double expected; /* points */
    int32_t low, high;
};

/* What is known of the points under one heading, or of a whole set, by skill. An exercise without points counts as one.
 */
struct known_part {
    struct text title;
    int32_t point_count, exercise_count;   /* exercises that have such points */
    int32_t begun_count[MEMORY_SKILL_END]; /* of these, asked at least once */
    struct known_share now[MEMORY_SKILL_END];
    struct known_share on_the_day[MEMORY_SKILL_END]; /* of the interview, without another answer until then */
};

struct known_set {
    struct string id; /* full id */
    struct known_part whole;
    struct known_part *headings; /* those that have points, in the guide's order; none when the set has no guide */
    size_t heading_count;
    bool has_interview; /* ahead, and about this set: on_the_day holds */
    int32_t interview_day;
};

/* One answer on the curve of an exercise. */
struct curve_answer {
    struct moment time;
    enum memory_grade grade;
    enum sureness sureness;
    bool is_right, is_dont_know, is_confident_wrong; /* is_right: said aloud, all points */
    int32_t score_percent;
    int32_t day;
    double recall;    /* how likely it was still there just before; negative for the first of all and of the same day */
    double stability; /* days, after it */
};

/* What is remembered of one exercise in one way, over time, as the model of memory has it (core/schedule). */
struct curve_point {
    int32_t day;
    double recall;
};
struct curve {
    enum memory_skill skill;
    struct curve_answer *answers; /* in the order of the journal */
    size_t answer_count, right_count;
    struct curve_point *points;     /* from the day of the first answer on; a jump is two of the same day */
    size_t point_count, past_count; /* past_count: up to today; the others are what comes without another answer */
    int32_t today, due_day;
    bool has_interview; /* ahead, and about this exercise */
    int32_t interview_day;
    double threshold, now, on_the_day; /* recall at which it is asked again; of today; of the interview */
    int32_t threshold_day;             /* from which recall is below the threshold */
};

#endif
