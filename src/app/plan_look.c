/* plan: what it comes to. Gathers what is known of the sets that it is about, and lets core/forecast tell the rest. */
#include "app/memories.h"
#include "app/plan.h"
#include "app/plan_times.h"
#include "app/progress.h"
#include "core/forecast.h"
#include "words/words.h"

#define SEED 0x76697661u /* of all forecasts: the same journal gives the same plan */

struct looking {
    const struct learner *learner;
    struct arena *arena;
    struct moment now;
    struct tuning tuning;
    struct plan_outlook *outlook;
    struct {
        struct set_progress *items;
        size_t count, capacity;
    } sets;                              /* that the plan is about */
    struct forecast_exercise *exercises; /* of all these sets, one set after the other */
    size_t exercise_count, begun_today_count;
    struct failure *failure;
};

/* Sets. --------------------------------------------------------------------------------------------------------- */

static enum status add_set(struct looking *looking, const struct set *set, bool is_named)
{
    struct set_progress progress;
    for (size_t i = 0; i < looking->sets.count; i++) {
        if (looking->sets.items[i].set == set)
            return STATUS_OK;
    }
    enum status status = progress_of_set(looking->learner, looking->arena, set, &progress, looking->failure);
    if (status == STATUS_OK && (is_named || progress.answered_count > 0))
        *LIST_ADD(looking->arena, &looking->sets) = progress;
    return status;
}

/* Those that the plan names; when it names none, all that were practised. */
static enum status gather_sets(struct looking *looking)
{
    const struct library *library = looking->learner->library;
    const struct strings *named = &looking->tuning.plan.sets;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < named->count && status == STATUS_OK; i++) {
        const struct set *set = library_find(library, named->items[i]);
        if (set)
            status = add_set(looking, set, true);
        else
            *LIST_ADD(looking->arena, &looking->outlook->missing) = named->items[i];
    }
    for (size_t i = 0; named->count == 0 && i < library->set_count && status == STATUS_OK; i++)
        status = add_set(looking, library->sets[i], false);
    return status;
}

/* Exercises. ---------------------------------------------------------------------------------------------------- */

/* An exercise says how long its first answer takes; what was read before is read in half the time. */
static struct forecast_minutes minutes_of(const struct exercise *exercise, const struct plan_times *times,
                                          enum memory_skill skill)
{
    double stated = exercise->minutes > 0 ? exercise->minutes : PLAN_MINUTES_UNSAID;
    if (times->is_measured[skill])
        return (struct forecast_minutes){ times->minutes[skill], times->minutes[skill] };
    return (struct forecast_minutes){ stated, stated / 2 };
}

static struct forecast_exercise describe(const struct looking *looking, const struct set *set,
                                         const struct exercise *exercise, const struct plan_times *times)
{
    struct forecast_exercise described = { .id = exercise_full_id(looking->arena, set, exercise),
                                           .can_be_produced = exercise->point_count > 0 };
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++)
        described.minutes[skill] = minutes_of(exercise, times, skill);
    return described;
}

static void describe_all(struct looking *looking, const struct plan_times *times)
{
    size_t count = 0;
    for (size_t i = 0; i < looking->sets.count; i++)
        count += looking->sets.items[i].set->exercise_count;
    looking->exercises = ARENA_NEW_MANY(looking->arena, count, struct forecast_exercise);
    for (size_t i = 0; i < looking->sets.count; i++) {
        const struct set_progress *progress = &looking->sets.items[i];
        for (size_t at = 0; at < progress->set->exercise_count; at++) {
            looking->exercises[looking->exercise_count++] =
                describe(looking, progress->set, &progress->set->exercises[at], times);
            struct moment first = { progress->exercises[at].first_at, looking->now.offset_minutes };
            looking->begun_today_count +=
                progress->exercises[at].response_count > 0 && time_local_day(first) == looking->outlook->today;
        }
    }
}

/* Memories. ----------------------------------------------------------------------------------------------------- */

static void add_memories(struct looking *looking, const struct memories *memories, size_t from)
{
    for (size_t i = 0; i < memories->set->exercise_count; i++)
        for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++)
            looking->exercises[from + i].skills[skill] = memories_row(memories, i, skill);
}

static enum status gather_memories(struct transaction *transaction, void *context)
{
    struct looking *looking = context;
    enum status status = STATUS_OK;
    size_t from = 0;
    for (size_t i = 0; i < looking->sets.count && status == STATUS_OK; i++) {
        const struct set *set = looking->sets.items[i].set;
        struct memories memories;
        status = memories_of_set(transaction, looking->arena, looking->learner, set, &memories, looking->failure);
        if (status == STATUS_OK)
            add_memories(looking, &memories, from);
        from += set->exercise_count;
    }
    return status;
}

/* What it comes to. --------------------------------------------------------------------------------------------- */

static void fill_days(struct looking *looking, const struct forecast *forecast)
{
    struct plan_outlook *outlook = looking->outlook;
    double minutes = 0;
    outlook->day_count = forecast->day_count;
    outlook->days = ARENA_NEW_MANY(looking->arena, forecast->day_count, struct plan_day);
    for (size_t i = 0; i < forecast->day_count; i++) {
        outlook->days[i] = (struct plan_day){ .day = outlook->today + (int32_t)i,
                                              .review_count = forecast->days[i].review_count,
                                              .new_count = forecast->days[i].new_count,
                                              .minutes = forecast->days[i].minutes };
        minutes += forecast->days[i].minutes;
    }
    outlook->minutes_a_day = outlook->day_count > 0 ? minutes / (double)outlook->day_count : 0;
}

static void fill_skills(const struct forecast *forecast, const double *weights, struct plan_recall *skills)
{
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        struct forecast_share share = forecast_share(forecast, skill, weights);
        skills[skill] = (struct plan_recall){ .now = share.now,
                                              .without = share.without,
                                              .on_the_day = share.on_the_day,
                                              .low = share.low,
                                              .high = share.high };
    }
}

static int points_under(const struct exercise *exercise, size_t heading)
{
    int count = 0;
    for (size_t i = 0; i < exercise->point_count; i++)
        count += exercise->points[i].heading == heading;
    return count;
}

/* weights: of all exercises, zeros; those of this set begin at from. Zeros again afterwards. */
static void fill_heading(struct plan_set_outlook *set, const struct forecast *forecast, size_t heading, double *weights,
                         size_t from)
{
    int point_count = 0;
    for (size_t i = 0; i < set->exercise_count; i++) {
        int points = points_under(&set->set->exercises[i], heading);
        weights[from + i] = points;
        point_count += points;
    }
    if (point_count > 0) {
        struct plan_heading *filled = &set->headings[set->heading_count++];
        *filled = (struct plan_heading){ .heading = heading, .point_count = point_count };
        fill_skills(forecast, weights, filled->skills);
    }
    for (size_t i = 0; i < set->exercise_count; i++)
        weights[from + i] = 0;
}

static void fill_whole(struct plan_set_outlook *set, const struct forecast *forecast, double *weights, size_t from)
{
    for (size_t i = 0; i < set->exercise_count; i++)
        set->point_count += (int)set->set->exercises[i].point_count;
    for (size_t i = 0; i < set->exercise_count; i++)
        weights[from + i] = set->point_count > 0 ? (double)set->set->exercises[i].point_count : 1;
    if (set->exercise_count > 0)
        fill_skills(forecast, weights, set->skills);
    for (size_t i = 0; i < set->exercise_count; i++)
        weights[from + i] = 0;
}

static void fill_sets(struct looking *looking, const struct forecast *forecast)
{
    double *weights = ARENA_NEW_MANY(looking->arena, looking->exercise_count, double);
    size_t from = 0;
    looking->outlook->set_count = looking->sets.count;
    looking->outlook->sets = ARENA_NEW_MANY(looking->arena, looking->sets.count, struct plan_set_outlook);
    for (size_t i = 0; i < looking->sets.count; i++) {
        struct plan_set_outlook *filled = &looking->outlook->sets[i];
        *filled = (struct plan_set_outlook){ .set = looking->sets.items[i].set };
        filled->exercise_count = filled->set->exercise_count;
        for (size_t at = 0; at < filled->exercise_count; at++)
            filled->begun_count += looking->exercises[from + at].skills[MEMORY_RECOGNISING] != NULL;
        fill_whole(filled, forecast, weights, from);
        size_t heading_count = filled->set->guide.heading_count;
        filled->headings = ARENA_NEW_MANY(looking->arena, heading_count, struct plan_heading);
        for (size_t heading = 0; heading < heading_count; heading++)
            fill_heading(filled, forecast, heading, weights, from);
        from += filled->exercise_count;
    }
}

static void fill(struct looking *looking)
{
    struct forecast_question question = {
        .exercises = looking->exercises,
        .exercise_count = looking->exercise_count,
        .begun_today_count = looking->begun_today_count,
        .tuning = &looking->tuning,
        .today = looking->outlook->today,
        .seed = SEED,
    };
    struct forecast forecast = forecast_make(looking->arena, &question);
    fill_days(looking, &forecast);
    fill_sets(looking, &forecast);
}

static enum status gather(struct looking *looking)
{
    struct plan_times times;
    enum status status = gather_sets(looking);
    if (status == STATUS_OK)
        status = plan_times(looking->learner, &times, looking->failure);
    if (status != STATUS_OK)
        return status;
    looking->outlook->is_time_measured = times.is_measured[MEMORY_RECOGNISING];
    describe_all(looking, &times);
    return store_read(looking->learner->store, gather_memories, looking, looking->failure);
}

enum status plan_look(const struct learner *learner, struct arena *arena, struct moment now,
                      struct plan_outlook *outlook, struct failure *failure)
{
    struct looking looking = { .learner = learner, .arena = arena, .now = now, .outlook = outlook, .failure = failure };
    enum status status = plan_get(learner, arena, &looking.tuning, failure);
    if (status != STATUS_OK)
        return status;
    if (!looking.tuning.plan.has_interview)
        return words_failure(failure, STATUS_NOT_FOUND, SAY_PLAN_NOT_SET, NO_WORDS);
    *outlook = (struct plan_outlook){ .plan = looking.tuning.plan, .today = time_local_day(now) };
    outlook->days_left = outlook->plan.interview_day - outlook->today;
    if (outlook->days_left < 0)
        return STATUS_OK;
    status = gather(&looking);
    if (status == STATUS_OK)
        fill(&looking);
    return status;
}
