#include "core/forecast.h"

#include "base/random.h"

/* What is assumed where nothing is known; docs/scheduling.md says why. How a first answer goes, by grade: choosing the
 * best, and saying an answer oneself. [0] is nobody's. */
static const double first_grades[MEMORY_SKILL_END][5] = {
    [MEMORY_RECOGNISING] = { 0, 0.35, 0.15, 0.35, 0.15 },
    [MEMORY_PRODUCING] = { 0, 0.30, 0.30, 0.30, 0.10 },
};
/* How an answer goes that is remembered. */
static const double kept_grades[5] = { 0, 0, 0.20, 0.65, 0.15 };

#define LEFT_OUT     1 /* courses at each end, see FORECAST_COURSES */
#define SAME_DAY_MAX 8 /* answers to one exercise on one day: nobody goes on for ever */

#define DAY_SECONDS 86400
#define NOON        43200 /* when a simulated day is practised */

/* One exercise in one course. */
struct track {
    struct memory_row rows[MEMORY_SKILL_END];
    bool has[MEMORY_SKILL_END];
    struct random chance; /* its own: exercises do not disturb each other */
};

struct course {
    const struct forecast_question *question;
    const struct remembering *remembering;
    struct track *tracks;
    struct forecast_day *days;
    size_t *fresh; /* exercises without a memory, in the order in which they are begun */
    size_t fresh_count, begun_count;
};

double forecast_recall(const struct schedule *schedule, const struct memory_row *row, int32_t day)
{
    if (row == NULL || row->review_count == 0)
        return 0;
    return schedule_recall(schedule, row->memory, day > row->last_day ? day - row->last_day : 0);
}

/* Answers. ------------------------------------------------------------------------------------------------------- */

static double draw(struct random *chance)
{
    return (double)(random_next(chance) >> 11) * 0x1p-53;
}

/* A grade by its share; shares sum up to 1, and what rounding leaves over falls to the last. */
static enum memory_grade draw_grade(struct random *chance, const double shares[static 5])
{
    double rest = draw(chance);
    for (enum memory_grade grade = MEMORY_AGAIN; grade < MEMORY_EASY; grade++) {
        if (rest < shares[grade])
            return grade;
        rest -= shares[grade];
    }
    return MEMORY_EASY;
}

static enum memory_grade grade_of(const struct course *course, struct track *track, enum memory_skill skill,
                                  int32_t day)
{
    const struct memory_row *row = &track->rows[skill];
    if (row->review_count == 0)
        return draw_grade(&track->chance, first_grades[skill]);
    bool is_kept = draw(&track->chance) < forecast_recall(&course->remembering->schedule, row, day);
    return is_kept ? draw_grade(&track->chance, kept_grades) : MEMORY_AGAIN;
}

static struct moment noon_of(int32_t day)
{
    return (struct moment){ .at = (int64_t)day * DAY_SECONDS + NOON };
}

static void start(struct course *course, size_t index, enum memory_skill skill)
{
    struct track *track = &course->tracks[index];
    track->rows[skill] = remember_start((struct uuid){ { 0 } }, course->question->exercises[index].id, skill);
    track->has[skill] = true;
}

/* One sitting with one exercise: what comes back within the day is answered within the day. */
static void answer(struct course *course, size_t index, enum memory_skill skill, int32_t day)
{
    const struct forecast_exercise *exercise = &course->question->exercises[index];
    struct track *track = &course->tracks[index];
    struct memory_row *row = &track->rows[skill];
    struct moment moment = noon_of(day);
    for (int i = 0; i < SAME_DAY_MAX && row->due_day <= day; i++) {
        if (i > 0 && row->due_at > moment.at)
            moment.at = row->due_at;
        course->days[day - course->question->today].minutes +=
            row->review_count == 0 ? exercise->minutes[skill].first : exercise->minutes[skill].again;
        remember_answer(course->remembering, row, moment, grade_of(course, track, skill, day), false);
    }
    bool is_ready = skill == MEMORY_RECOGNISING && exercise->can_be_produced && !track->has[MEMORY_PRODUCING] &&
                    remember_is_stable(row);
    if (is_ready) {
        start(course, index, MEMORY_PRODUCING);
        remember_ready(course->remembering, &track->rows[MEMORY_PRODUCING], noon_of(day));
    }
}

/* Days. ---------------------------------------------------------------------------------------------------------- */

static bool is_due(const struct track *track, enum memory_skill skill, int32_t day)
{
    return track->has[skill] && track->rows[skill].due_day <= day;
}

/* In one way a day: recognising waits while producing is due. */
static void review(struct course *course, size_t index, int32_t day)
{
    const struct track *track = &course->tracks[index];
    bool is_produced = is_due(track, MEMORY_PRODUCING, day);
    if (!is_produced && !is_due(track, MEMORY_RECOGNISING, day))
        return;
    course->days[day - course->question->today].review_count++;
    answer(course, index, is_produced ? MEMORY_PRODUCING : MEMORY_RECOGNISING, day);
}

static int32_t day_count_of(const struct forecast_question *question)
{
    return question->tuning->plan.interview_day - question->today;
}

/* What is begun on the last days cannot be reviewed any more: two thirds of the days have all that is new, in even
 * parts. What was begun today already is a part of today's. */
static size_t fresh_until(const struct course *course, int32_t day)
{
    size_t span = ((size_t)day_count_of(course->question) * 2 + 2) / 3;
    size_t place = (size_t)(day - course->question->today) + 1;
    size_t done = course->question->begun_today_count;
    size_t until = ((course->fresh_count + done) * (place < span ? place : span) + span - 1) / span;
    return until > done ? until - done : 0;
}

static void begin(struct course *course, int32_t day)
{
    for (size_t until = fresh_until(course, day); course->begun_count < until; course->begun_count++) {
        size_t index = course->fresh[course->begun_count];
        course->days[day - course->question->today].new_count++;
        start(course, index, MEMORY_RECOGNISING);
        answer(course, index, MEMORY_RECOGNISING, day);
    }
}

static void practise(struct course *course, int32_t day)
{
    for (size_t i = 0; i < course->question->exercise_count; i++)
        review(course, i, day);
    begin(course, day);
}

/* Courses. ------------------------------------------------------------------------------------------------------- */

static void reset(struct course *course, uint64_t seed)
{
    for (size_t i = 0; i < course->question->exercise_count; i++) {
        struct track *track = &course->tracks[i];
        *track = (struct track){ .chance = random_from(random_derive(seed, i)) };
        for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
            const struct memory_row *row = course->question->exercises[i].skills[skill];
            track->has[skill] = row != NULL;
            if (row == NULL)
                continue;
            track->rows[skill] = *row;
            track->rows[skill].exercise = course->question->exercises[i].id; /* it may stand under a former one */
        }
    }
    course->begun_count = 0;
}

static void keep(const struct course *course, struct forecast *forecast, size_t number)
{
    int32_t day = course->question->tuning->plan.interview_day;
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        for (size_t i = 0; i < forecast->exercise_count; i++) {
            const struct track *track = &course->tracks[i];
            forecast->recall[skill][i].on_the_day[number] =
                track->has[skill] ? forecast_recall(&course->remembering->schedule, &track->rows[skill], day) : 0;
        }
    }
}

/* What each exercise comes to without any course. */
static void look(struct arena *arena, const struct course *course, struct forecast *forecast)
{
    const struct forecast_question *question = course->question;
    const struct schedule *schedule = &course->remembering->schedule;
    double *on_the_day =
        ARENA_NEW_MANY(arena, (MEMORY_SKILL_END - 1) * question->exercise_count * FORECAST_COURSES, double);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        forecast->recall[skill] = ARENA_NEW_MANY(arena, question->exercise_count, struct forecast_recall);
        for (size_t i = 0; i < question->exercise_count; i++, on_the_day += FORECAST_COURSES) {
            const struct memory_row *row = question->exercises[i].skills[skill];
            int32_t now = row != NULL && row->last_day >= question->today ? row->last_day + 1 : question->today;
            forecast->recall[skill][i] = (struct forecast_recall){
                .now = forecast_recall(schedule, row, now),
                .without = forecast_recall(schedule, row, question->tuning->plan.interview_day),
                .on_the_day = on_the_day,
            };
        }
    }
}

static void find_fresh(struct arena *arena, struct course *course)
{
    const struct forecast_question *question = course->question;
    course->fresh = ARENA_NEW_MANY(arena, question->exercise_count, size_t);
    for (size_t i = 0; i < question->exercise_count; i++) {
        if (question->exercises[i].skills[MEMORY_RECOGNISING] == NULL)
            course->fresh[course->fresh_count++] = i;
    }
}

static void average(struct forecast *forecast)
{
    for (size_t i = 0; i < forecast->day_count; i++) {
        forecast->days[i].review_count /= FORECAST_COURSES;
        forecast->days[i].new_count /= FORECAST_COURSES;
        forecast->days[i].minutes /= FORECAST_COURSES;
    }
}

struct forecast forecast_make(struct arena *arena, const struct forecast_question *question)
{
    struct remembering remembering = remembering_make(question->tuning);
    struct course course = { .question = question, .remembering = &remembering };
    struct forecast forecast = { .exercise_count = question->exercise_count,
                                 .day_count = (size_t)day_count_of(question) };
    course.days = forecast.days = ARENA_NEW_MANY(arena, forecast.day_count, struct forecast_day);
    course.tracks = ARENA_NEW_MANY(arena, question->exercise_count, struct track);
    find_fresh(arena, &course);
    look(arena, &course, &forecast);
    for (size_t number = 0; number < FORECAST_COURSES; number++) {
        reset(&course, random_derive(question->seed, number));
        for (int32_t day = question->today; day < question->tuning->plan.interview_day; day++)
            practise(&course, day);
        keep(&course, &forecast, number);
    }
    average(&forecast);
    return forecast;
}

/* Shares. -------------------------------------------------------------------------------------------------------- */

static void sort(double values[static FORECAST_COURSES])
{
    for (size_t i = 1; i < FORECAST_COURSES; i++) {
        double value = values[i];
        size_t place = i;
        for (; place > 0 && values[place - 1] > value; place--)
            values[place] = values[place - 1];
        values[place] = value;
    }
}

struct forecast_share forecast_share(const struct forecast *forecast, enum memory_skill skill, const double *weights)
{
    struct forecast_share share = { 0 };
    double sum = 0, ends[FORECAST_COURSES] = { 0 };
    for (size_t i = 0; i < forecast->exercise_count; i++) {
        const struct forecast_recall *recall = &forecast->recall[skill][i];
        sum += weights[i];
        share.now += weights[i] * recall->now;
        share.without += weights[i] * recall->without;
        for (size_t course = 0; weights[i] > 0 && course < FORECAST_COURSES; course++)
            ends[course] += weights[i] * recall->on_the_day[course];
    }
    sort(ends);
    for (size_t course = 0; course < FORECAST_COURSES; course++)
        share.on_the_day += ends[course] / FORECAST_COURSES;
    return (struct forecast_share){
        .now = share.now / sum,
        .without = share.without / sum,
        .on_the_day = share.on_the_day / sum,
        .low = ends[LEFT_OUT] / sum,
        .high = ends[FORECAST_COURSES - 1 - LEFT_OUT] / sum,
    };
}
