#include "app/review.h"

#include "app/derive.h"
#include "app/run.h"
#include "core/pick.h"
#include "words/words.h"

/* More are looked up than are shown: some belong to no set at hand, some wait for tomorrow. */
#define ROWS_MAX (4 * REVIEW_ITEMS_MAX)

/* Looking. */

struct review_looking {
    const struct learner *learner;
    struct arena *arena;
    struct moment now;
    int32_t today;
    struct review_outlook *outlook;
    struct transaction *transaction;
    struct {
        struct memory_row *items;
        size_t count, capacity;
    } rows;
    int64_t held_count; /* due, and asked in the other way today */
    struct memory_row held;
    struct failure *failure;
};

static enum status keep_row(const struct memory_row *row, void *context)
{
    struct review_looking *looking = context;
    struct memory_row *kept = LIST_ADD(looking->arena, &looking->rows);
    *kept = *row;
    kept->exercise = string_copy(looking->arena, row->exercise);
    return STATUS_OK;
}

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

static enum status add_item(struct review_looking *looking, const struct memory_row *row)
{
    struct review_item item = { .row = *row, .skill = row->skill };
    bool is_held;
    item.exercise = library_find_exercise(looking->learner->library, row->exercise, &item.set);
    bool is_askable =
        item.set && (row->skill == MEMORY_RECOGNISING || item.set->exercises[item.exercise].point_count > 0);
    if (!is_askable || looking->outlook->item_count == REVIEW_ITEMS_MAX)
        return STATUS_OK;
    enum status status = look_at_other(looking, row, &is_held);
    if (status != STATUS_OK)
        return status;
    if (is_held) {
        looking->held = *row;
        looking->held_count++;
    } else {
        looking->outlook->items[looking->outlook->item_count++] = item;
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
    outlook->due_count -= looking->held_count;
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
        status = transaction_memory_due(transaction, looking->learner->id, looking->now, ROWS_MAX, keep_row, looking,
                                        looking->failure);
    for (size_t i = 0; status == STATUS_OK && i < looking->rows.count; i++)
        status = add_item(looking, &looking->rows.items[i]);
    return status;
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

/* Beginning. */

enum status review_begin(const struct learner *learner, struct arena *arena, const struct review_item *item,
                         uint64_t seed, struct moment now, struct practice *practice, struct failure *failure)
{
    (void)failure; /* nothing can go wrong yet: as in practice_begin, the first answer finds out */
    *practice = run_deal(learner, arena, item->set, &item->exercise, 1, seed, now);
    practice->is_review = true;
    if (item->skill == MEMORY_PRODUCING)
        practice->run.steps[0].order.count = 0;
    run_submit(learner, practice);
    return STATUS_OK;
}

/* What an answer led to. */

static const enum say right_reasons[SURENESS_COUNT] = {
    [SURE_UNSAID] = SAY_REVIEW_RIGHT,
    [SURE_GUESS] = SAY_REVIEW_RIGHT_GUESSED,
    [SURE_FAIRLY] = SAY_REVIEW_RIGHT_FAIRLY,
    [SURE_YES] = SAY_REVIEW_RIGHT_SURE,
};

static const enum say made_reasons[] = {
    [MEMORY_AGAIN] = SAY_REVIEW_MADE_AGAIN,
    [MEMORY_HARD] = SAY_REVIEW_MADE_HARD,
    [MEMORY_GOOD] = SAY_REVIEW_MADE_GOOD,
    [MEMORY_EASY] = SAY_REVIEW_MADE_EASY,
};

static struct text made_reason(struct arena *arena, const struct practice_step *state)
{
    int made = 0;
    for (size_t i = 0; i < state->judgement.point_count; i++)
        made += state->judgement.points[i] == VERDICT_COVERED;
    return words_counted_text(arena, made_reasons[remember_grade(&state->response, &state->judgement)],
                              (int64_t)state->judgement.point_count,
                              WORDS({ .name = "made", .plain = string_format(arena, "%d", made) }));
}

static struct text reason(struct arena *arena, const struct practice_step *state)
{
    if (state->response.is_dont_know)
        return words_text(arena, SAY_REVIEW_DONT_KNOW, NO_WORDS);
    if (state->response.is_produced)
        return made_reason(arena, state);
    if (state->judgement.is_right)
        return words_text(arena, right_reasons[state->response.sureness], NO_WORDS);
    return words_text(arena, state->response.sureness == SURE_YES ? SAY_REVIEW_WRONG_SURE : SAY_REVIEW_WRONG, NO_WORDS);
}

struct text review_comes_back(struct arena *arena, const struct memory_row *row, struct moment now)
{
    int32_t days = row->due_day - time_local_day(now);
    int64_t minutes = (row->due_at - now.at + 59) / 60;
    if (row->due_at > now.at)
        return words_counted_text(arena, SAY_REVIEW_BACK_MINUTES, minutes, NO_WORDS);
    if (row->due_at > 0 || days <= 0)
        return words_text(arena, SAY_REVIEW_BACK_NOW, NO_WORDS);
    bool is_planned = row->due_day < row->usual_day;
    if (days == 1)
        return words_text(arena, is_planned ? SAY_REVIEW_BACK_TOMORROW_PLANNED : SAY_REVIEW_BACK_TOMORROW, NO_WORDS);
    return words_counted_text(arena, is_planned ? SAY_REVIEW_BACK_PLANNED : SAY_REVIEW_BACK_DAYS, days,
                              WORDS({ .name = "date", .plain = time_day_format(arena, row->due_day) }));
}

struct outcome_look {
    const struct learner *learner;
    struct arena *arena;
    struct strings ids;
    enum memory_skill skill;
    struct memory_row *row;
    struct failure *failure;
};

static enum status find_row(struct transaction *transaction, void *context)
{
    struct outcome_look *look = context;
    enum status status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < look->ids.count && status == STATUS_NOT_FOUND; i++)
        status = transaction_memory_get(transaction, look->learner->id, look->ids.items[i], look->skill, look->arena,
                                        look->row, look->failure);
    return status;
}

enum status review_outcome(const struct learner *learner, struct arena *arena, const struct practice *practice,
                           size_t step, const struct practice_step *state, struct moment now,
                           struct review_outcome *outcome, struct failure *failure)
{
    struct outcome_look look = {
        .learner = learner,
        .arena = arena,
        .ids = run_exercise_ids(arena, learner, practice, step),
        .skill = state->response.is_produced ? MEMORY_PRODUCING : MEMORY_RECOGNISING,
        .row = &outcome->row,
        .failure = failure,
    };
    enum status status = store_read(learner->store, find_row, &look, failure);
    if (status != STATUS_OK)
        return status;
    outcome->reason = reason(arena, state);
    outcome->comes_back = review_comes_back(arena, &outcome->row, now);
    return STATUS_OK;
}
