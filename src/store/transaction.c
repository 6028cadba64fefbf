/* What is the same for every backend: who may write, what may be written, and the way to the backend's own function. */
#include "base/check.h"
#include "store/backend.h"

bool entry_is_response(const struct entry *entry)
{
    return (entry->kind == ENTRY_CHOICE || entry->kind == ENTRY_TEXT) && entry->step != ENTRY_NO_STEP &&
           !uuid_is_nil(entry->run);
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

enum status transaction_progress_put(struct transaction *transaction, const struct progress *progress,
                                     struct failure *failure)
{
    CHECK(transaction->is_change);
    return transaction->operations->progress_put(transaction, progress, failure);
}

enum status transaction_progress_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                     struct arena *arena, struct progress *progress, struct failure *failure)
{
    return transaction->operations->progress_get(transaction, learner, exercise, arena, progress, failure);
}

enum status transaction_progress_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                      progress_visitor visitor, void *context, struct failure *failure)
{
    return transaction->operations->progress_walk(transaction, learner, prefix, visitor, context, failure);
}

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
