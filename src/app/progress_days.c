/* progress: what was done on each day, counted from the journal. */
#include "app/key.h"
#include "app/progress.h"

struct counting_days {
    const struct learner *learner;
    int32_t first_day;
    size_t day_count;
    struct progress_day *days;
    struct transaction *transaction;
    struct arena arena;
    struct keys keys;
    struct {
        struct uuid *items;
        size_t count, capacity;
    } runs; /* that were gone on with since the first day */
    struct failure *failure;
};

/* The first day starts, at the latest, as far west as clocks go. */
static int64_t earliest(int32_t first_day)
{
    return ((int64_t)first_day - 1) * 86400;
}

static enum status keep_run(const struct run_progress *run, void *context)
{
    struct counting_days *counting = context;
    if (run->last_at >= earliest(counting->first_day) && run->response_count > 0)
        *LIST_ADD(&counting->arena, &counting->runs) = run->run;
    return STATUS_OK;
}

/* A content that cannot be judged any more leaves its responses counted, and not right. */
static enum status judge_choice(struct counting_days *counting, const struct entry *entry, bool *is_right)
{
    struct payload_choice choice;
    struct response response;
    const struct judgement *judgement;
    if (!payload_choice_read(entry->payload, &choice))
        return STATUS_OK;
    enum status status = key_judge(&counting->keys, counting->transaction, entry->content, &choice, &response,
                                   &judgement, counting->failure);
    *is_right = status == STATUS_OK && judgement->is_right;
    return status;
}

static enum status judge_marks(struct counting_days *counting, const struct entry *entry, bool *is_right)
{
    struct payload_marks marks;
    struct response response;
    struct judgement judgement;
    if (!payload_marks_read(entry->payload, &marks))
        return STATUS_OK;
    enum status status = key_judge_marks(&counting->keys, counting->transaction, entry->content, &marks, &response,
                                         &judgement, counting->failure);
    *is_right = status == STATUS_OK && judgement.is_right;
    return status;
}

static enum status (*const judges[ENTRY_KIND_END])(struct counting_days *, const struct entry *, bool *) = {
    [ENTRY_CHOICE] = judge_choice,
    [ENTRY_SELF_MARKS] = judge_marks,
};

static enum status count_entry(const struct entry *entry, void *context)
{
    struct counting_days *counting = context;
    bool is_right = false, is_response = (unsigned)entry->kind < ENTRY_KIND_END && judges[entry->kind];
    int64_t index = (int64_t)time_local_day(entry->time) - counting->first_day;
    if (!is_response || index < 0 || index >= (int64_t)counting->day_count)
        return STATUS_OK;
    enum status status = judges[entry->kind](counting, entry, &is_right);
    counting->days[index].response_count++;
    counting->days[index].right_count += is_right;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status count_days(struct transaction *transaction, void *context)
{
    struct counting_days *counting = context;
    counting->transaction = transaction;
    enum status status =
        transaction_run_walk(transaction, counting->learner->id, keep_run, counting, counting->failure);
    for (size_t i = 0; i < counting->runs.count && status == STATUS_OK; i++) {
        struct entry_filter filter = { .run = counting->runs.items[i] };
        status = transaction_walk(transaction, &filter, count_entry, counting, counting->failure);
    }
    return status;
}

enum status progress_days(const struct learner *learner, int32_t first_day, size_t day_count, struct progress_day *days,
                          struct failure *failure)
{
    struct counting_days counting = {
        .learner = learner, .first_day = first_day, .day_count = day_count, .days = days, .failure = failure
    };
    counting.keys = (struct keys){ .library = learner->library, .arena = &counting.arena };
    for (size_t i = 0; i < day_count; i++)
        days[i] = (struct progress_day){ .day = first_day + (int32_t)i };
    enum status status = store_read(learner->store, count_days, &counting, failure);
    arena_clear(&counting.arena);
    return status;
}
