#include "app/review.h"

#include "core/pick.h"

/* Looking. */

struct review_looking {
    const struct learner *learner;
    struct arena *arena;
    struct moment now;
    int32_t today;
    struct review_outlook *outlook;
    struct transaction *transaction;
    int64_t absent_count; /* due, and in no set at hand */
    int64_t held_count;   /* due, and asked in the other way today */
    struct memory_row held;
    struct failure *failure;
};

static bool is_due(const struct review_looking *looking, const struct memory_row *row)
{
    return row->due_day < looking->today || (row->due_day == looking->today && row->due_at <= looking->now.at);
}

/* An exercise is asked in one way a day, or the first would give the second away: producing, when both are due. What
 * is in its short steps is not held up. */
static enum status look_at_other(struct review_looking *looking, const struct memory_row *row, bool *is_held)
{
    struct memory_row other;
    enum memory_skill skill = row->skill == MEMORY_RECOGNISING ? MEMORY_PRODUCING : MEMORY_RECOGNISING;
    *is_held = false;
    if (row->urgency != MEMORY_STEADY)
        return STATUS_OK;
    enum status status = transaction_memory_get(looking->transaction, looking->learner->id, row->exercise, skill,
                                                looking->arena, &other, looking->failure);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    bool was_asked_today = other.review_count > 0 && other.last_day == looking->today;
    bool is_behind = is_due(looking, &other) && (skill == MEMORY_PRODUCING || other.urgency != MEMORY_STEADY);
    *is_held = was_asked_today || is_behind;
    return STATUS_OK;
}

/* Whether a set at hand can ask it. */
static bool find_item(const struct review_looking *looking, const struct memory_row *row, struct review_item *item)
{
    *item = (struct review_item){ .row = *row, .skill = row->skill };
    item->exercise = library_find_exercise(looking->learner->library, row->exercise, &item->set);
    return item->set && (row->skill == MEMORY_RECOGNISING || item->set->exercises[item->exercise].point_count > 0);
}

/* STATUS_ALREADY ends the walk: there are enough. What no set at hand can ask must not take the place of what one can,
 * however much it is. */
static enum status add_item(const struct memory_row *row, void *context)
{
    struct review_looking *looking = context;
    struct review_outlook *outlook = looking->outlook;
    struct review_item item;
    bool is_held;
    if (outlook->item_count == REVIEW_ITEMS_MAX)
        return STATUS_ALREADY;
    if (!find_item(looking, row, &item)) {
        looking->absent_count++;
        return STATUS_OK;
    }
    item.row.exercise = string_copy(looking->arena, row->exercise);
    enum status status = look_at_other(looking, row, &is_held);
    if (status != STATUS_OK)
        return status;
    if (is_held) {
        looking->held = item.row;
        looking->held_count++;
    } else {
        outlook->items[outlook->item_count++] = item;
    }
    return STATUS_OK;
}

static size_t number_of_set(const struct library *library, const struct set *set)
{
    size_t number = 0;
    while (number < library->set_count && library->sets[number] != set)
        number++;
    return number;
}

/* The heading that stands for an exercise: that of its first point. */
static size_t main_heading(const struct exercise *exercise)
{
    return exercise->point_count > 0 ? exercise->points[0].heading : SIZE_MAX;
}

static void mix(struct review_looking *looking)
{
    struct review_outlook *outlook = looking->outlook;
    size_t count = outlook->item_count, *order = ARENA_NEW_MANY(looking->arena, count, size_t);
    struct pick_item *picks = ARENA_NEW_MANY(looking->arena, count, struct pick_item);
    struct review_item *items = ARENA_NEW_MANY(looking->arena, count, struct review_item);
    for (size_t i = 0; i < count; i++)
        picks[i] = (struct pick_item){
            .urgency = outlook->items[i].row.urgency,
            .set = number_of_set(looking->learner->library, outlook->items[i].set),
            .heading = main_heading(&outlook->items[i].set->exercises[outlook->items[i].exercise]),
        };
    pick_mix(picks, count, order);
    for (size_t i = 0; i < count; i++)
        items[i] = outlook->items[order[i]];
    outlook->items = items;
}

/* What was held up comes back tomorrow. */
static void hold(struct review_looking *looking)
{
    struct review_outlook *outlook = looking->outlook;
    outlook->due_count -= looking->held_count + looking->absent_count;
    if (looking->held_count == 0 || (outlook->has_next && outlook->next.row.due_day <= looking->today + 1))
        return;
    outlook->has_next = true;
    outlook->next.row = looking->held;
    outlook->next.row.due_day = looking->today + 1;
}

/* What comes next names its exercise, where a set has it. */
static void name_next(const struct review_looking *looking)
{
    struct review_item *next = &looking->outlook->next;
    next->skill = next->row.skill;
    next->exercise = library_find_exercise(looking->learner->library, next->row.exercise, &next->set);
}

static enum status look_ahead(struct review_looking *looking)
{
    struct memory_count count;
    struct uuid learner = looking->learner->id;
    struct review_outlook *outlook = looking->outlook;
    enum status status =
        transaction_memory_count(looking->transaction, learner, looking->now, &count, looking->failure);
    if (status != STATUS_OK)
        return status;
    outlook->memory_count = count.all;
    outlook->due_count = count.due;
    outlook->today_count = count.today;
    status = transaction_memory_coming(looking->transaction, learner, looking->now, looking->arena, &outlook->next.row,
                                       looking->failure);
    outlook->has_next = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status look(struct transaction *transaction, void *context)
{
    struct review_looking *looking = context;
    looking->transaction = transaction;
    enum status status = look_ahead(looking);
    if (status == STATUS_OK)
        status = transaction_memory_due(transaction, looking->learner->id, looking->now, MEMORY_COUNT_MAX, add_item,
                                        looking, looking->failure);
    return status == STATUS_ALREADY ? STATUS_OK : status;
}

enum status review_look(const struct learner *learner, struct arena *arena, struct moment now,
                        struct review_outlook *outlook, struct failure *failure)
{
    struct review_looking looking = {
        .learner = learner,
        .arena = arena,
        .now = now,
        .today = time_local_day(now),
        .outlook = outlook,
        .failure = failure,
    };
    *outlook = (struct review_outlook){ .items = ARENA_NEW_MANY(arena, REVIEW_ITEMS_MAX, struct review_item) };
    enum status status = store_read(learner->store, look, &looking, failure);
    if (status != STATUS_OK)
        return status;
    hold(&looking);
    if (outlook->has_next)
        name_next(&looking);
    mix(&looking);
    return STATUS_OK;
}

struct due_looking {
    const struct learner *learner;
    struct arena arena;
    struct moment now;
    struct failure *failure;
};

static enum status look_at_first(struct transaction *transaction, void *context)
{
    struct due_looking *looking = context;
    struct memory_row row;
    return transaction_memory_next(transaction, looking->learner->id, looking->now, &looking->arena, &row,
                                   looking->failure);
}

enum status review_is_due(const struct learner *learner, struct moment now, bool *is_due, struct failure *failure)
{
    struct due_looking looking = { .learner = learner, .now = now, .failure = failure };
    enum status status = store_read(learner->store, look_at_first, &looking, failure);
    arena_clear(&looking.arena);
    *is_due = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
