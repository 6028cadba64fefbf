/* The derived rows of a store, as derive.h wants them. */
#include "app/derive.h"
#include "words/words.h"

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

static enum status stored_exercise_get(struct derived *derived, struct uuid learner, struct string exercise,
                                       enum memory_skill skill, struct exercise_row *row)
{
    return transaction_exercise_get(stored(derived)->transaction, learner, exercise, skill, derived->arena, row,
                                    derived->failure);
}

static enum status stored_exercise_put(struct derived *derived, const struct exercise_row *row)
{
    return transaction_exercise_put(stored(derived)->transaction, row, derived->failure);
}

struct exercise_rows {
    struct arena *arena;
    struct exercise_row *items;
    size_t count, capacity;
};

static enum status keep_exercise(const struct exercise_row *row, void *context)
{
    struct exercise_rows *rows = context;
    struct exercise_row *kept = LIST_ADD(rows->arena, rows);
    *kept = *row;
    exercise_row_name(kept, string_copy(rows->arena, row->exercise));
    return STATUS_OK;
}

static enum status stored_exercises_below(struct derived *derived, struct uuid learner, struct string prefix,
                                          struct exercise_row **rows, size_t *count)
{
    struct exercise_rows kept = { .arena = derived->arena };
    enum status status = transaction_exercise_walk(stored(derived)->transaction, learner, prefix, keep_exercise, &kept,
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

enum status derive_tuning(struct transaction *transaction, struct arena *arena, struct uuid learner,
                          struct tuning *tuning, struct failure *failure)
{
    struct tuning row;
    size_t index = 0;
    *tuning = remember_untuned();
    enum status status = transaction_tuning_get(transaction, learner, arena, &row, failure);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    tuning->plan = row.plan;
    if (!row.has_parameters)
        return STATUS_OK;
    if (schedule_parameters_check(row.parameters, &index) != SCHEDULE_FINE)
        return words_failure(failure, STATUS_CORRUPT, SAY_BAD_PARAMETERS, NO_WORDS);
    *tuning = row;
    return STATUS_OK;
}

static enum status stored_remembering(struct derived *derived, struct uuid learner,
                                      const struct remembering **remembering)
{
    struct derived_stored *self = stored(derived);
    *remembering = &self->remembering;
    if (uuid_equal(self->learner, learner))
        return STATUS_OK;
    enum status status = derive_tuning(self->transaction, derived->arena, learner, &self->tuning, derived->failure);
    if (status != STATUS_OK)
        return status;
    self->learner = learner;
    self->remembering = remembering_make(&self->tuning);
    return STATUS_OK;
}

struct derived_stored derived_stored(struct transaction *transaction, struct arena *arena, struct failure *failure)
{
    return (struct derived_stored){
        .derived = {
            .day_get = stored_day_get,
            .day_put = stored_day_put,
            .exercise_get = stored_exercise_get,
            .exercise_put = stored_exercise_put,
            .exercises_below = stored_exercises_below,
            .run_get = stored_run_get,
            .run_put = stored_run_put,
            .runs_of = stored_runs_of,
            .remembering = stored_remembering,
            .arena = arena,
            .failure = failure,
        },
        .transaction = transaction,
    };
}
