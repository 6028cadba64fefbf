/* What is the same for every backend: who may write, what may be written, and the way to the backend's own function. */
#include "base/check.h"
#include "store/backend.h"

bool entry_is_response(const struct entry *entry)
{
    bool is_kind = entry->kind == ENTRY_CHOICE || entry->kind == ENTRY_TEXT || entry->kind == ENTRY_SELF_MARKS;
    return is_kind && entry->step != ENTRY_NO_STEP && !uuid_is_nil(entry->run);
}

bool entry_filter_matches(const struct entry_filter *filter, const struct entry *entry)
{
    return (uuid_is_nil(filter->learner) || uuid_equal(filter->learner, entry->learner)) &&
           (uuid_is_nil(filter->run) || uuid_equal(filter->run, entry->run)) &&
           (filter->subject.size == 0 || string_equal(filter->subject, entry->subject)) &&
           (filter->kind == 0 || filter->kind == entry->kind);
}

static enum status entry_allow(const struct entry *entry, struct failure *failure)
{
    CHECK(!uuid_is_nil(entry->id) && entry->kind > 0 && entry->kind < ENTRY_KIND_END && entry->step >= ENTRY_NO_STEP);
    if (entry->payload.size > ENTRY_PAYLOAD_MAX) {
        return failure_set(failure, STATUS_TOO_LARGE, "an entry of %zu bytes: the journal takes up to %d",
                           entry->payload.size, ENTRY_PAYLOAD_MAX);
    }
    return STATUS_OK;
}

enum status transaction_append(struct transaction *transaction, const struct entry *entry, struct failure *failure)
{
    CHECK(transaction->is_change);
    enum status status = entry_allow(entry, failure);
    return status == STATUS_OK ? transaction->operations->append(transaction, entry, failure) : status;
}

enum status transaction_first_response(struct transaction *transaction, struct uuid run, int32_t step,
                                       struct arena *arena, struct entry *entry, struct failure *failure)
{
    return transaction->operations->first_response(transaction, run, step, arena, entry, failure);
}

enum status transaction_responses(struct transaction *transaction, struct uuid run, struct arena *arena,
                                  int32_t **steps, size_t *count, struct failure *failure)
{
    return transaction->operations->responses(transaction, run, arena, steps, count, failure);
}

enum status transaction_walk(struct transaction *transaction, const struct entry_filter *filter, entry_visitor visitor,
                             void *context, struct failure *failure)
{
    return transaction->operations->walk(transaction, filter, visitor, context, failure);
}

enum status transaction_content_put(struct transaction *transaction, struct hash hash, struct string json,
                                    struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->content_put(transaction, hash, json, failure);
}

enum status transaction_content_has(struct transaction *transaction, struct hash hash, struct failure *failure)
{
    return transaction->operations->content_has(transaction, hash, failure);
}

enum status transaction_content_get(struct transaction *transaction, struct hash hash, struct arena *arena,
                                    struct string *json, struct failure *failure)
{
    return transaction->operations->content_get(transaction, hash, arena, json, failure);
}

/* Exercises. */

void exercise_row_name(struct exercise_row *row, struct string exercise)
{
    row->exercise = row->progress.exercise = row->memory.exercise = exercise;
}

enum status transaction_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                     struct failure *failure)
{
    CHECK(transaction->is_change && row->skill > 0 && row->skill < MEMORY_SKILL_END);
    return transaction->operations->exercise_put(transaction, row, failure);
}

enum status transaction_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                     enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                     struct failure *failure)
{
    return transaction->operations->exercise_get(transaction, learner, exercise, skill, arena, row, failure);
}

enum status transaction_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                      exercise_visitor visitor, void *context, struct failure *failure)
{
    return transaction->operations->exercise_walk(transaction, learner, prefix, visitor, context, failure);
}

enum status transaction_progress_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                     struct arena *arena, struct progress *progress, struct failure *failure)
{
    struct exercise_row row;
    enum status status =
        transaction_exercise_get(transaction, learner, exercise, MEMORY_RECOGNISING, arena, &row, failure);
    if (status == STATUS_OK && !row.is_counted) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing is known of that exercise");
    }
    if (status == STATUS_OK) {
        *progress = row.progress;
    }
    return status;
}

enum status transaction_memory_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                   enum memory_skill skill, struct arena *arena, struct memory_row *memory,
                                   struct failure *failure)
{
    struct exercise_row row;
    enum status status = transaction_exercise_get(transaction, learner, exercise, skill, arena, &row, failure);
    if (status == STATUS_OK && !row.is_remembered) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing is remembered of that exercise");
    }
    if (status == STATUS_OK) {
        *memory = row.memory;
    }
    return status;
}

/* One of them is NULL. */
struct part_visit {
    progress_visitor progress;
    memory_visitor memory;
    void *context;
};

static enum status visit_progress(const struct exercise_row *row, void *context)
{
    const struct part_visit *visit = context;
    return row->is_counted ? visit->progress(&row->progress, visit->context) : STATUS_OK;
}

static enum status visit_memory(const struct exercise_row *row, void *context)
{
    const struct part_visit *visit = context;
    return row->is_remembered ? visit->memory(&row->memory, visit->context) : STATUS_OK;
}

enum status transaction_progress_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                      progress_visitor visitor, void *context, struct failure *failure)
{
    struct part_visit visit = { .progress = visitor, .context = context };
    return transaction_exercise_walk(transaction, learner, prefix, visit_progress, &visit, failure);
}

enum status transaction_memory_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                    memory_visitor visitor, void *context, struct failure *failure)
{
    struct part_visit visit = { .memory = visitor, .context = context };
    return transaction_exercise_walk(transaction, learner, prefix, visit_memory, &visit, failure);
}

/* Runs. */

enum status transaction_run_put(struct transaction *transaction, const struct run_progress *run,
                                struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->run_put(transaction, run, failure);
}

enum status transaction_run_get(struct transaction *transaction, struct uuid run, struct arena *arena,
                                struct run_progress *progress, struct failure *failure)
{
    return transaction->operations->run_get(transaction, run, arena, progress, failure);
}

enum status transaction_run_newest(struct transaction *transaction, struct uuid learner, struct string set,
                                   struct arena *arena, struct run_progress *progress, struct failure *failure)
{
    return transaction->operations->run_newest(transaction, learner, set, arena, progress, failure);
}

enum status transaction_run_walk(struct transaction *transaction, struct uuid learner, run_visitor visitor,
                                 void *context, struct failure *failure)
{
    return transaction->operations->run_walk(transaction, learner, visitor, context, failure);
}

enum status transaction_memory_due(struct transaction *transaction, struct uuid learner, struct moment now,
                                   size_t limit, memory_visitor visitor, void *context, struct failure *failure)
{
    return transaction->operations->memory_due(transaction, learner, now, limit, visitor, context, failure);
}

struct keeping {
    struct arena *arena;
    struct memory_row *row;
    bool is_found;
};

static enum status keep_memory(const struct memory_row *row, void *context)
{
    struct keeping *keeping = context;
    *keeping->row = *row;
    keeping->row->exercise = string_copy(keeping->arena, row->exercise);
    keeping->is_found = true;
    return STATUS_OK;
}

enum status transaction_memory_next(struct transaction *transaction, struct uuid learner, struct moment now,
                                    struct arena *arena, struct memory_row *row, struct failure *failure)
{
    struct keeping keeping = { .arena = arena, .row = row };
    enum status status = transaction_memory_due(transaction, learner, now, 1, keep_memory, &keeping, failure);
    if (status == STATUS_OK && !keeping.is_found) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing is due");
    }
    return status;
}

enum status transaction_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                      struct arena *arena, struct memory_row *row, struct failure *failure)
{
    return transaction->operations->memory_coming(transaction, learner, now, arena, row, failure);
}

enum status transaction_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                     struct memory_count *count, struct failure *failure)
{
    return transaction->operations->memory_count(transaction, learner, now, count, failure);
}

enum status transaction_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                                   struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->tuning_put(transaction, learner, tuning, failure);
}

enum status transaction_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                                   struct tuning *tuning, struct failure *failure)
{
    return transaction->operations->tuning_get(transaction, learner, arena, tuning, failure);
}

enum status transaction_day_put(struct transaction *transaction, const struct practice_day *row,
                                struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->day_put(transaction, row, failure);
}

enum status transaction_day_get(struct transaction *transaction, struct uuid learner, int32_t day,
                                struct practice_day *row, struct failure *failure)
{
    return transaction->operations->day_get(transaction, learner, day, row, failure);
}

enum status transaction_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor,
                                 void *context, struct failure *failure)
{
    return transaction->operations->day_walk(transaction, learner, visitor, context, failure);
}

enum status transaction_derived_clear(struct transaction *transaction, struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->derived_clear(transaction, failure);
}

enum status transaction_setting_get(struct transaction *transaction, const char *name, struct arena *arena,
                                    struct string *value, struct failure *failure)
{
    return transaction->operations->setting_get(transaction, name, arena, value, failure);
}

enum status transaction_setting_put(struct transaction *transaction, const char *name, struct string value,
                                    struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->setting_put(transaction, name, value, failure);
}
