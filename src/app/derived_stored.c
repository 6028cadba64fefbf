/* The derived rows of a store, as derive.h wants them. */
#include "app/derive.h"

static struct derived_stored *stored(struct derived *derived)
{
    return (struct derived_stored *)derived; /* derived is its first member */
}

static enum status stored_day_get(struct derived *derived, struct uuid learner, int32_t day, struct practice_day *row)
{
    return transaction_day_get(stored(derived)->transaction, learner, day, row, derived->failure);
}

static enum status stored_day_put(struct derived *derived, const struct practice_day *row)
{
    return transaction_day_put(stored(derived)->transaction, row, derived->failure);
}

static enum status stored_progress_get(struct derived *derived, struct uuid learner, struct string exercise,
                                       struct progress *row)
{
    return transaction_progress_get(stored(derived)->transaction, learner, exercise, derived->arena, row,
                                    derived->failure);
}

static enum status stored_progress_put(struct derived *derived, const struct progress *row)
{
    return transaction_progress_put(stored(derived)->transaction, row, derived->failure);
}

struct progress_rows {
    struct arena *arena;
    struct progress *items;
    size_t count, capacity;
};

static enum status keep_progress(const struct progress *row, void *context)
{
    struct progress_rows *rows = context;
    struct progress *kept = LIST_ADD(rows->arena, rows);
    *kept = *row;
    kept->exercise = string_copy(rows->arena, row->exercise);
    return STATUS_OK;
}

static enum status stored_progress_below(struct derived *derived, struct uuid learner, struct string prefix,
                                         struct progress **rows, size_t *count)
{
    struct progress_rows kept = { .arena = derived->arena };
    enum status status = transaction_progress_walk(stored(derived)->transaction, learner, prefix, keep_progress, &kept,
                                                   derived->failure);
    *rows = kept.items;
    *count = kept.count;
    return status;
}

static enum status stored_run_get(struct derived *derived, struct uuid run, struct run_progress *row)
{
    return transaction_run_get(stored(derived)->transaction, run, derived->arena, row, derived->failure);
}

static enum status stored_run_put(struct derived *derived, const struct run_progress *row)
{
    return transaction_run_put(stored(derived)->transaction, row, derived->failure);
}

struct run_rows {
    struct arena *arena;
    struct run_progress *items;
    size_t count, capacity;
};

static enum status keep_run(const struct run_progress *row, void *context)
{
    struct run_rows *rows = context;
    struct run_progress *kept = LIST_ADD(rows->arena, rows);
    *kept = *row;
    kept->set = string_copy(rows->arena, row->set);
    return STATUS_OK;
}

static enum status stored_runs_of(struct derived *derived, struct uuid learner, struct run_progress **rows,
                                  size_t *count)
{
    struct run_rows kept = { .arena = derived->arena };
    enum status status = transaction_run_walk(stored(derived)->transaction, learner, keep_run, &kept, derived->failure);
    *rows = kept.items;
    *count = kept.count;
    return status;
}

struct derived_stored derived_stored(struct transaction *transaction, struct arena *arena, struct failure *failure)
{
    return (struct derived_stored){
        .derived = {
            .day_get = stored_day_get,
            .day_put = stored_day_put,
            .progress_get = stored_progress_get,
            .progress_put = stored_progress_put,
            .progress_below = stored_progress_below,
            .run_get = stored_run_get,
            .run_put = stored_run_put,
            .runs_of = stored_runs_of,
            .arena = arena,
            .failure = failure,
        },
        .transaction = transaction,
    };
}
