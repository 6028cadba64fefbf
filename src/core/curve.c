#include "core/curve.h"

/* Points between two answers, and after the last: so many draw a smooth line on any screen. */
#define POINTS_MAX 400

struct drawing {
    struct arena *arena;
    const struct schedule *schedule;
    struct {
        struct curve_point *items;
        size_t count, capacity;
    } points;
    int32_t step;    /* days between two points */
    int32_t reached; /* so far it is drawn: a clock that was set back draws nothing backwards */
};

static void add_point(struct drawing *drawing, int32_t day, double recall)
{
    *LIST_ADD(drawing->arena, &drawing->points) = (struct curve_point){ day, recall };
    drawing->reached = day;
}

static double recall_on(const struct drawing *drawing, const struct memory_row *row, int32_t day)
{
    int32_t elapsed = day > row->last_day ? day - row->last_day : 0;
    return schedule_recall(drawing->schedule, row->memory, elapsed);
}

/* From what is drawn to the day. */
static void fall(struct drawing *drawing, const struct memory_row *row, int32_t to)
{
    for (int32_t day = drawing->reached + drawing->step; day < to; day += drawing->step)
        add_point(drawing, day, recall_on(drawing, row, day));
    if (to > drawing->reached)
        add_point(drawing, to, recall_on(drawing, row, to));
}

/* The first day on which recall is below the threshold: it only falls. */
static int32_t threshold_day(const struct drawing *drawing, const struct memory_row *row)
{
    int32_t low = 0, high = SCHEDULE_DAYS_MAX;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (schedule_recall(drawing->schedule, row->memory, middle) < REMEMBER_RETENTION)
            high = middle;
        else
            low = middle + 1;
    }
    return row->last_day + low;
}

/* How far the future is drawn. */
static int32_t last_day(const struct curve *curve, int32_t first)
{
    int32_t past = curve->today - first, ahead = past > CURVE_AHEAD_DAYS ? past : CURVE_AHEAD_DAYS;
    if (curve->threshold_day > curve->today && curve->threshold_day - curve->today < ahead)
        ahead = curve->threshold_day - curve->today + CURVE_AHEAD_DAYS / 2;
    if (curve->has_interview && curve->interview_day - curve->today > ahead)
        ahead = curve->interview_day - curve->today;
    return curve->today + ahead;
}

static void draw_answer(struct drawing *drawing, struct memory_row *row, const struct remembering *remembering,
                        struct curve_answer *answer)
{
    int32_t day = time_local_day(answer->time);
    bool is_first = row->review_count == 0;
    answer->day = is_first || day > drawing->reached ? day : drawing->reached;
    answer->recall = is_first || answer->day == drawing->reached ? -1 : recall_on(drawing, row, answer->day);
    if (answer->recall >= 0)
        fall(drawing, row, answer->day);
    remember_answer(remembering, row, answer->time, answer->grade, answer->is_confident_wrong);
    answer->stability = row->memory.stability;
    if (is_first || answer->recall >= 0)
        add_point(drawing, answer->day, 1);
}

struct curve curve_make(struct arena *arena, const struct remembering *remembering, struct string exercise,
                        enum memory_skill skill, struct curve_answer *answers, size_t answer_count, int32_t today)
{
    struct curve curve = { .skill = skill, .answers = answers, .answer_count = answer_count };
    struct memory_row row = remember_start((struct uuid){ 0 }, exercise, skill);
    struct drawing drawing = { .arena = arena, .schedule = &remembering->schedule };
    int32_t first = time_local_day(answers[0].time);
    drawing.step = today > first ? (today - first) / POINTS_MAX + 1 : 1;
    for (size_t i = 0; i < answer_count; i++) {
        draw_answer(&drawing, &row, remembering, &answers[i]);
        curve.right_count += answers[i].is_right;
    }
    const struct plan *plan = remembering->plan;
    curve.today = today > drawing.reached ? today : drawing.reached;
    curve.due_day = row.due_day;
    curve.threshold = REMEMBER_RETENTION;
    curve.threshold_day = threshold_day(&drawing, &row);
    curve.has_interview =
        plan->has_interview && plan->interview_day >= curve.today && remember_is_planned(plan, exercise);
    curve.interview_day = plan->interview_day;
    curve.now = recall_on(&drawing, &row, curve.today);
    curve.on_the_day = recall_on(&drawing, &row, curve.interview_day);
    fall(&drawing, &row, curve.today);
    curve.past_count = drawing.points.count;
    int32_t last = last_day(&curve, first);
    drawing.step = (last - curve.today) / POINTS_MAX + 1;
    fall(&drawing, &row, last);
    curve.points = drawing.points.items;
    curve.point_count = drawing.points.count;
    return curve;
}
