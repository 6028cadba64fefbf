#include "faulty.h"

#include <stdatomic.h>

#include "store/backend.h"

static const struct backend *real;
static const struct operations *real_operations;
static struct backend faulty;
static const struct operations faulty_operations;
static atomic_int countdown; /* the operation at which it reaches 0 fails */
static atomic_bool has_failed;

static bool fails(struct failure *failure)
{
    if (atomic_load(&countdown) == 0 || atomic_fetch_sub(&countdown, 1) != 1)
        return false;
    atomic_store(&has_failed, true);
    failure_set(failure, STATUS_SYSTEM, FAULTY_TEXT);
    return true;
}

void faulty_fail_at(int n)
{
    atomic_store(&has_failed, false);
    atomic_store(&countdown, n);
}

bool faulty_has_failed(void)
{
    return atomic_load(&has_failed);
}

/* An operation inside a transaction. */
#define OPERATION(name, parameters, arguments)                                                                         \
    static enum status faulty_##name parameters                                                                        \
    {                                                                                                                  \
        return fails(failure) ? STATUS_SYSTEM : real_operations->name arguments;                                       \
    }

OPERATION(append, (struct transaction * t, const struct entry *entry, struct failure *failure), (t, entry, failure))
OPERATION(first_response,
          (struct transaction * t, struct uuid run, int32_t step, struct arena *arena, struct entry *entry,
           struct failure *failure),
          (t, run, step, arena, entry, failure))
OPERATION(responses,
          (struct transaction * t, struct uuid run, struct arena *arena, int32_t **steps, size_t *count,
           struct failure *failure),
          (t, run, arena, steps, count, failure))
OPERATION(walk,
          (struct transaction * t, const struct entry_filter *filter, entry_visitor visitor, void *context,
           struct failure *failure),
          (t, filter, visitor, context, failure))
OPERATION(content_put, (struct transaction * t, struct hash hash, struct string json, struct failure *failure),
          (t, hash, json, failure))
OPERATION(content_has, (struct transaction * t, struct hash hash, struct failure *failure), (t, hash, failure))
OPERATION(content_get,
          (struct transaction * t, struct hash hash, struct arena *arena, struct string *json, struct failure *failure),
          (t, hash, arena, json, failure))
OPERATION(exercise_put, (struct transaction * t, const struct exercise_row *row, struct failure *failure),
          (t, row, failure))
OPERATION(exercise_get,
          (struct transaction * t, struct uuid learner, struct string exercise, enum memory_skill skill,
           struct arena *arena, struct exercise_row *row, struct failure *failure),
          (t, learner, exercise, skill, arena, row, failure))
OPERATION(exercise_walk,
          (struct transaction * t, struct uuid learner, struct string prefix, exercise_visitor visitor, void *context,
           struct failure *failure),
          (t, learner, prefix, visitor, context, failure))
OPERATION(run_put, (struct transaction * t, const struct run_progress *row, struct failure *failure), (t, row, failure))
OPERATION(run_get,
          (struct transaction * t, struct uuid run, struct arena *arena, struct run_progress *row,
           struct failure *failure),
          (t, run, arena, row, failure))
OPERATION(run_newest,
          (struct transaction * t, struct uuid learner, struct string set, struct arena *arena,
           struct run_progress *row, struct failure *failure),
          (t, learner, set, arena, row, failure))
OPERATION(run_walk,
          (struct transaction * t, struct uuid learner, run_visitor visitor, void *context, struct failure *failure),
          (t, learner, visitor, context, failure))
OPERATION(day_put, (struct transaction * t, const struct practice_day *row, struct failure *failure), (t, row, failure))
OPERATION(day_get,
          (struct transaction * t, struct uuid learner, int32_t day, struct practice_day *row, struct failure *failure),
          (t, learner, day, row, failure))
OPERATION(day_walk,
          (struct transaction * t, struct uuid learner, day_visitor visitor, void *context, struct failure *failure),
          (t, learner, visitor, context, failure))
OPERATION(memory_due,
          (struct transaction * t, struct uuid learner, struct moment now, size_t limit, memory_visitor visitor,
           void *context, struct failure *failure),
          (t, learner, now, limit, visitor, context, failure))
OPERATION(memory_coming,
          (struct transaction * t, struct uuid learner, struct moment now, struct arena *arena, struct memory_row *row,
           struct failure *failure),
          (t, learner, now, arena, row, failure))
OPERATION(memory_count,
          (struct transaction * t, struct uuid learner, struct moment now, struct memory_count *count,
           struct failure *failure),
          (t, learner, now, count, failure))
OPERATION(tuning_put,
          (struct transaction * t, struct uuid learner, const struct tuning *tuning, struct failure *failure),
          (t, learner, tuning, failure))
OPERATION(tuning_get,
          (struct transaction * t, struct uuid learner, struct arena *arena, struct tuning *tuning,
           struct failure *failure),
          (t, learner, arena, tuning, failure))
OPERATION(derived_clear, (struct transaction * t, struct failure *failure), (t, failure))
OPERATION(setting_get,
          (struct transaction * t, const char *name, struct arena *arena, struct string *value,
           struct failure *failure),
          (t, name, arena, value, failure))
OPERATION(setting_put, (struct transaction * t, const char *name, struct string value, struct failure *failure),
          (t, name, value, failure))

static const struct operations faulty_operations = {
    .append = faulty_append,
    .first_response = faulty_first_response,
    .responses = faulty_responses,
    .walk = faulty_walk,
    .content_put = faulty_content_put,
    .content_has = faulty_content_has,
    .content_get = faulty_content_get,
    .exercise_put = faulty_exercise_put,
    .exercise_get = faulty_exercise_get,
    .exercise_walk = faulty_exercise_walk,
    .run_put = faulty_run_put,
    .run_get = faulty_run_get,
    .run_newest = faulty_run_newest,
    .run_walk = faulty_run_walk,
    .day_put = faulty_day_put,
    .day_get = faulty_day_get,
    .day_walk = faulty_day_walk,
    .memory_due = faulty_memory_due,
    .memory_coming = faulty_memory_coming,
    .memory_count = faulty_memory_count,
    .tuning_put = faulty_tuning_put,
    .tuning_get = faulty_tuning_get,
    .derived_clear = faulty_derived_clear,
    .setting_get = faulty_setting_get,
    .setting_put = faulty_setting_put,
};

/* Transactions as a whole: what is begun goes on through here too. */

static void pass_through_here(struct transaction *transaction)
{
    if (transaction->operations != &faulty_operations)
        real_operations = transaction->operations;
    transaction->operations = &faulty_operations;
}

static enum status faulty_read_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    enum status status = fails(failure) ? STATUS_SYSTEM : real->read_begin(store, transaction, failure);
    if (status == STATUS_OK)
        pass_through_here(*transaction);
    return status;
}

static enum status faulty_batch_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    enum status status = fails(failure) ? STATUS_SYSTEM : real->batch_begin(store, transaction, failure);
    if (status == STATUS_OK)
        pass_through_here(*transaction);
    return status;
}

static enum status faulty_batch_commit(struct transaction *transaction, struct failure *failure)
{
    if (!fails(failure))
        return real->batch_commit(transaction, failure);
    real->batch_rollback(transaction);
    return STATUS_SYSTEM;
}

void faulty_install(struct store *store)
{
    faulty_fail_at(0);
    real = store->backend;
    faulty = *real;
    faulty.batch_begin = faulty_batch_begin;
    faulty.batch_commit = faulty_batch_commit;
    faulty.read_begin = faulty_read_begin;
    store->backend = &faulty;
}
