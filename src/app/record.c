#include "app/record.h"

#include "app/memories.h"
#include "app/plan.h"
#include "core/remember.h"
#include "core/statistics.h"
#include "words/words.h"

/* Days. ---------------------------------------------------------------------------------------------------------- */

struct gathering_days {
    const struct learner *learner;
    struct arena *arena;
    struct {
        struct practice_day *items;
        size_t count, capacity;
    } days;
    struct failure *failure;
};

static enum status gather_day(const struct practice_day *row, void *context)
{
    struct gathering_days *gathering = context;
    *LIST_ADD(gathering->arena, &gathering->days) = *row;
    return STATUS_OK;
}

static enum status gather_days(struct transaction *transaction, void *context)
{
    struct gathering_days *gathering = context;
    return transaction_day_walk(transaction, gathering->learner->id, gather_day, gathering, gathering->failure);
}

enum status record_look(const struct learner *learner, struct arena *arena, int32_t today,
                        struct practice_record *record, struct failure *failure)
{
    struct gathering_days gathering = { .learner = learner, .arena = arena, .failure = failure };
    enum status status = store_read(learner->store, gather_days, &gathering, failure);
    if (status == STATUS_OK)
        *record = statistics_record(arena, gathering.days.items, gathering.days.count, today);
    return status;
}

/* What is known. -------------------------------------------------------------------------------------------------- */

struct looking {
    const struct learner *learner;
    struct arena *arena;
    const struct set *set;
    struct tuning tuning;
    struct memories memories;
    struct failure *failure;
};

static enum status look_at_rows(struct transaction *transaction, void *context)
{
    struct looking *looking = context;
    enum status status = plan_read(transaction, looking->arena, looking->learner, &looking->tuning, looking->failure);
    if (status != STATUS_OK)
        return status;
    return memories_of_set(transaction, looking->arena, looking->learner, looking->set, &looking->memories,
                           looking->failure);
}

/* The row of an exercise that was asked at least once; NULL of any other. */
static const struct memory_row *begun_row(const struct looking *looking, size_t exercise, enum memory_skill skill)
{
    const struct memory_row *row = memories_row(&looking->memories, exercise, skill);
    return row && row->review_count > 0 ? row : NULL;
}

/* A sum of what is known under one heading, or of everything (heading SIZE_MAX). */
struct summing {
    const struct looking *looking;
    const struct schedule *schedule;
    bool has_points; /* any exercise of the set */
    int32_t today, interview_day;
    struct statistics_chance *chances; /* one for each exercise */
};

static int32_t weight_of(const struct summing *summing, const struct exercise *exercise, size_t heading)
{
    int32_t count = 0;
    if (heading == SIZE_MAX)
        return summing->has_points ? (int32_t)exercise->point_count : 1;
    for (size_t i = 0; i < exercise->point_count; i++)
        count += exercise->points[i].heading == heading;
    return count;
}

/* What was practised today is there today, which says nothing: it counts as it will be tomorrow. */
static double recall_on(const struct summing *summing, const struct memory_row *row, int32_t day)
{
    if (!row)
        return 0;
    return schedule_recall(summing->schedule, row->memory, day > row->last_day ? day - row->last_day : 1);
}

static struct known_share sum_on(const struct summing *summing, enum memory_skill skill, int32_t day)
{
    size_t count = summing->looking->set->exercise_count;
    for (size_t i = 0; i < count; i++)
        summing->chances[i].chance = recall_on(summing, begun_row(summing->looking, i, skill), day);
    return statistics_sum(summing->looking->arena, summing->chances, count);
}

static struct known_part sum_up(const struct summing *summing, size_t heading)
{
    const struct set *set = summing->looking->set;
    struct known_part part = { 0 };
    for (size_t i = 0; i < set->exercise_count; i++) {
        summing->chances[i].weight = weight_of(summing, &set->exercises[i], heading);
        if (summing->chances[i].weight == 0)
            continue;
        part.point_count += summing->chances[i].weight;
        part.exercise_count++;
        for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++)
            part.begun_count[skill] += begun_row(summing->looking, i, skill) != NULL;
    }
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        part.now[skill] = sum_on(summing, skill, summing->today);
        part.on_the_day[skill] = sum_on(summing, skill, summing->interview_day);
    }
    return part;
}

static void fill_headings(const struct summing *summing, struct known_set *known)
{
    const struct set *set = summing->looking->set;
    known->headings = ARENA_NEW_MANY(summing->looking->arena, set->guide.heading_count, struct known_part);
    for (size_t i = 0; i < set->guide.heading_count; i++) {
        struct known_part part = sum_up(summing, i);
        if (part.point_count == 0)
            continue;
        part.title = words_quoted(summing->looking->arena, set->guide.headings[i].title, set->language);
        known->headings[known->heading_count++] = part;
    }
}

/* Whether an interview that is still ahead is about this set. */
static bool is_planned(const struct looking *looking, int32_t today)
{
    const struct plan *plan = &looking->tuning.plan;
    const struct set *set = looking->set;
    if (!plan->has_interview || plan->interview_day < today || set->exercise_count == 0)
        return false;
    return remember_is_planned(plan, exercise_full_id(looking->arena, set, &set->exercises[0]));
}

enum status record_known(const struct learner *learner, struct arena *arena, const struct set *set, int32_t today,
                         struct known_set *known, struct failure *failure)
{
    struct looking looking = { .learner = learner, .arena = arena, .set = set, .failure = failure };
    enum status status = store_read(learner->store, look_at_rows, &looking, failure);
    if (status != STATUS_OK)
        return status;
    struct remembering remembering = remembering_make(&looking.tuning);
    *known = (struct known_set){ .id = set_full_id(arena, set),
                                 .has_interview = is_planned(&looking, today),
                                 .interview_day = looking.tuning.plan.interview_day };
    struct summing summing = { .looking = &looking,
                               .schedule = &remembering.schedule,
                               .today = today,
                               .interview_day = known->has_interview ? known->interview_day : today };
    summing.chances = ARENA_NEW_MANY(arena, set->exercise_count, struct statistics_chance);
    for (size_t i = 0; i < set->exercise_count; i++)
        summing.has_points |= set->exercises[i].point_count > 0;
    known->whole = sum_up(&summing, SIZE_MAX);
    known->whole.title = words_quoted(arena, text_plain(arena, set->title), set->language);
    fill_headings(&summing, known);
    return STATUS_OK;
}
