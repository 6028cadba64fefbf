#include "core/remember.h"

#include "base/random.h"

/* Grades. ------------------------------------------------------------------------------------------------------ */

static const enum memory_grade by_sureness[SURENESS_COUNT] = {
    [SURE_UNSAID] = MEMORY_GOOD,
    [SURE_GUESS] = MEMORY_HARD,
    [SURE_FAIRLY] = MEMORY_GOOD,
    [SURE_YES] = MEMORY_EASY,
};

/* From this share of the points on. */
static const struct {
    int percent;
    enum memory_grade grade;
} by_share[] = { { 100, MEMORY_EASY }, { 70, MEMORY_GOOD }, { 40, MEMORY_HARD }, { 0, MEMORY_AGAIN } };

static enum memory_grade grade_of_share(int percent)
{
    size_t i = 0;
    while (percent < by_share[i].percent)
        i++;
    return by_share[i].grade;
}

enum memory_grade remember_grade(const struct response *response, const struct judgement *judgement)
{
    if (response->is_dont_know)
        return MEMORY_AGAIN;
    if (response->is_produced)
        return grade_of_share(judgement->score_percent);
    return judgement->is_right ? by_sureness[response->sureness] : MEMORY_AGAIN;
}

bool remember_is_confident_wrong(const struct response *response, const struct judgement *judgement)
{
    return !response->is_produced && !response->is_dont_know && !judgement->is_right && response->sureness == SURE_YES;
}

/* Made ready. -------------------------------------------------------------------------------------------------- */

struct remembering remembering_make(const struct tuning *tuning)
{
    return (struct remembering){
        .schedule = schedule_make(tuning->parameters, REMEMBER_RETENTION, SCHEDULE_DAYS_MAX),
        .on_day = schedule_make(tuning->parameters, REMEMBER_RETENTION_ON_DAY, SCHEDULE_DAYS_MAX),
        .plan = &tuning->plan,
    };
}

struct tuning remember_untuned(void)
{
    struct tuning tuning = { 0 };
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++)
        tuning.parameters[i] = schedule_parameters_default[i];
    return tuning;
}

struct memory_row remember_start(struct uuid learner, struct string exercise, enum memory_skill skill)
{
    return (struct memory_row){ .learner = learner, .exercise = exercise, .skill = skill, .urgency = MEMORY_STEADY };
}

void remember_ready(const struct remembering *remembering, struct memory_row *row, struct moment time)
{
    row->last_day = time_local_day(time);
    row->usual_day = row->last_day + 1;
    remember_due(remembering, row);
}

/* An answer. --------------------------------------------------------------------------------------------------- */

/* FNV-1a: the same on every machine, as what it seeds must be. */
static uint64_t id_hash(struct string id)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < id.size; i++)
        hash = (hash ^ (unsigned char)id.bytes[i]) * 0x100000001b3u;
    return hash;
}

enum chance { CHANCE_FUZZ, CHANCE_LAST_LOOK, CHANCE_COUNT };

static uint64_t seed_of(const struct memory_row *row, enum chance chance)
{
    uint64_t part = ((uint64_t)row->review_count * CHANCE_COUNT + chance) * MEMORY_SKILL_END + row->skill;
    return random_derive(id_hash(row->exercise), part);
}

/* Clocks may be set back: then it is the same day. */
static int32_t elapsed_days(const struct memory_row *row, int32_t day)
{
    if (row->review_count == 0 || day <= row->last_day)
        return 0;
    return day - row->last_day < SCHEDULE_DAYS_MAX ? day - row->last_day : SCHEDULE_DAYS_MAX;
}

/* What was believed is doubted only when the right answer was given. */
static enum memory_urgency urgency_after(const struct memory_row *row, enum memory_grade grade, bool is_confident_wrong)
{
    if (is_confident_wrong || (row->urgency == MEMORY_MISTAKEN && grade == MEMORY_AGAIN))
        return MEMORY_MISTAKEN;
    return row->stage.phase == MEMORY_KEPT ? MEMORY_STEADY : MEMORY_FRESH;
}

/* A journal from elsewhere may hold any number as a time. */
static void wait_seconds(struct memory_row *row, struct moment time, int32_t seconds)
{
    if (row->urgency == MEMORY_MISTAKEN && seconds > REMEMBER_MISTAKEN_SECONDS)
        seconds = REMEMBER_MISTAKEN_SECONDS;
    row->due_at = time.at < INT64_MAX - seconds ? time.at + seconds : INT64_MAX;
    row->due_day = time_local_day((struct moment){ row->due_at, time.offset_minutes });
    row->usual_day = row->due_day;
}

static void wait_days(const struct remembering *remembering, struct memory_row *row, int32_t days, int32_t elapsed)
{
    row->usual_day =
        row->last_day + schedule_fuzz(days, elapsed, remembering->schedule.days_max, seed_of(row, CHANCE_FUZZ));
    remember_due(remembering, row);
}

void remember_answer(const struct remembering *remembering, struct memory_row *row, struct moment time,
                     enum memory_grade grade, bool is_confident_wrong)
{
    int32_t day = time_local_day(time), elapsed = elapsed_days(row, day);
    struct schedule_answer answer =
        schedule_answer_exact(&remembering->schedule, &schedule_steps_default, row->memory, row->stage, elapsed, grade);
    row->lapse_count += row->stage.phase == MEMORY_KEPT && grade == MEMORY_AGAIN;
    row->memory = answer.memory;
    row->stage = answer.stage;
    row->urgency = urgency_after(row, grade, is_confident_wrong);
    row->last_grade = grade;
    row->review_count++;
    row->last_at = time.at;
    row->last_day = day;
    if (answer.wait_days > 0)
        wait_days(remembering, row, answer.wait_days, elapsed);
    else
        wait_seconds(row, time, answer.wait_seconds);
}

/* When it is due. ---------------------------------------------------------------------------------------------- */

bool remember_is_planned(const struct plan *plan, struct string exercise)
{
    for (size_t i = 0; i < plan->sets.count; i++) {
        struct string set = plan->sets.items[i];
        if (string_starts_with(exercise, set) && exercise.size > set.size && exercise.bytes[set.size] == '/')
            return true;
    }
    return plan->sets.count == 0;
}

static bool is_remembered_on(const struct remembering *remembering, const struct memory_row *row, int32_t day)
{
    return row->review_count > 0 &&
           schedule_recall(&remembering->on_day, row->memory, day - row->last_day) >= REMEMBER_RETENTION_ON_DAY;
}

/* Whether a good answer on one day is enough for recall on another. */
static bool is_look_enough(const struct remembering *remembering, const struct memory_row *row, int32_t on, int32_t day)
{
    int32_t elapsed = row->review_count == 0 ? 0 : on - row->last_day;
    struct memory after = schedule_next(&remembering->on_day, row->memory, elapsed, MEMORY_GOOD);
    return schedule_interval(&remembering->on_day, after) >= day - on;
}

/* The first day from which a good answer is enough: the later the look, the more it strengthens and the less it has to
 * last, so all days after that are enough, too. The day before the interview when none is. */
static int32_t first_look(const struct remembering *remembering, const struct memory_row *row, int32_t from,
                          int32_t day)
{
    int32_t to = day - 1;
    while (from < to) {
        int32_t middle = from + (to - from) / 2;
        if (is_look_enough(remembering, row, middle, day))
            to = middle;
        else
            from = middle + 1;
    }
    return to;
}

static int32_t last_look(const struct remembering *remembering, const struct memory_row *row, int32_t from, int32_t day)
{
    int32_t first = first_look(remembering, row, from, day);
    struct random random = random_from(seed_of(row, CHANCE_LAST_LOOK));
    return first + (int32_t)random_below(&random, (uint64_t)(day - first));
}

void remember_due(const struct remembering *remembering, struct memory_row *row)
{
    const struct plan *plan = remembering->plan;
    if (row->urgency != MEMORY_STEADY)
        return;
    int32_t day = plan->interview_day, from = row->last_day < plan->made_day ? plan->made_day : row->last_day + 1;
    row->due_at = 0;
    row->due_day = row->usual_day;
    if (plan->has_interview && from < day && row->usual_day >= day && remember_is_planned(plan, row->exercise) &&
        !is_remembered_on(remembering, row, day))
        row->due_day = last_look(remembering, row, from, day);
}

bool remember_is_stable(const struct memory_row *recognising)
{
    return recognising->stage.phase == MEMORY_KEPT && recognising->memory.stability >= REMEMBER_STABLE_DAYS;
}
