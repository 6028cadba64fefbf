/* What is done with days inside a transaction of the memory backend. */
#include <string.h>

#include "store/memory_store.h"

static int compare_days(const void *row, const void *other)
{
    const struct practice_day *a = row, *b = other;
    int order = memcmp(a->learner.bytes, b->learner.bytes, sizeof a->learner.bytes);
    return order != 0 ? order : (a->day > b->day) - (a->day < b->day);
}

const struct rows memory_no_days = { .compare = compare_days, .row_bytes = sizeof(struct practice_day) };

static struct memory_store *memory_of(struct transaction *transaction)
{
    return (struct memory_store *)transaction->store;
}

enum status memory_day_put(struct transaction *transaction, const struct practice_day *row, struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    (void)failure;
    rows_put(&memory->rows[DAYS], &memory->arena, &memory->undo, rows_find(&memory->rows[DAYS], row), row);
    return STATUS_OK;
}

enum status memory_day_get(struct transaction *transaction, struct uuid learner, int32_t day, struct practice_day *row,
                           struct failure *failure)
{
    struct practice_day key = { .learner = learner, .day = day };
    const struct practice_day *found = rows_find(&memory_of(transaction)->rows[DAYS], &key);
    if (found == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing was done on that day");
    }
    *row = *found;
    return STATUS_OK;
}

enum status memory_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor, void *context,
                            struct failure *failure)
{
    const struct rows *table = &memory_of(transaction)->rows[DAYS];
    struct practice_day first = { .learner = learner, .day = INT32_MIN };
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = rows_place(table, &first); i < table->count && status == STATUS_OK; i++) {
        const struct practice_day *row = table->items[i];
        if (!uuid_equal(row->learner, learner)) {
            break;
        }
        status = visitor(row, context);
    }
    return status;
}
