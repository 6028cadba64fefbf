#include "app/derived_kept.h"

#include <string.h>

static struct derived_kept *kept_of(struct derived *derived)
{
    return (struct derived_kept *)derived; /* derived is its first member */
}

/* Hashes. The last bytes of a uuid of version 7 are random. */

static uint64_t uuid_hash(struct uuid uuid)
{
    uint64_t hash;
    memcpy(&hash, uuid.bytes + sizeof uuid.bytes - sizeof hash, sizeof hash);
    return hash;
}

static uint64_t progress_hash(struct uuid learner, struct string exercise)
{
    return uuid_hash(learner) * 31 + string_hash(exercise);
}

/* Days. */

static uint64_t day_hash(struct uuid learner, int32_t day)
{
    return uuid_hash(learner) * 31 + (uint64_t)(uint32_t)day * UINT64_C(0x9e3779b97f4a7c15);
}

static bool is_day(const struct practice_day *row, struct uuid learner, int32_t day)
{
    return row->day == day && uuid_equal(row->learner, learner);
}

static size_t find_day(const struct derived_kept *kept, struct uuid learner, int32_t day)
{
    size_t cursor, last = kept->last_day;
    uint64_t hash = day_hash(learner, day);
    if (last < kept->days.count && is_day(&kept->days.items[last], learner, day))
        return last;
    for (size_t i = table_first(&kept->day_table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&kept->day_table, hash, &cursor))
        if (is_day(&kept->days.items[i], learner, day))
            return i;
    return TABLE_NONE;
}

static enum status kept_day_get(struct derived *derived, struct uuid learner, int32_t day, struct practice_day *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_day(kept, learner, day);
    if (index == TABLE_NONE)
        return STATUS_NOT_FOUND;
    kept->last_day = index;
    *row = kept->days.items[index];
    return STATUS_OK;
}

static enum status kept_day_put(struct derived *derived, const struct practice_day *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_day(kept, row->learner, row->day);
    if (index == TABLE_NONE) {
        index = table_add(kept->arena, &kept->day_table, day_hash(row->learner, row->day));
        (void)LIST_ADD(kept->arena, &kept->days);
    }
    kept->days.items[index] = *row;
    return STATUS_OK;
}

/* Looking up. */

static bool is_progress(const struct progress *row, struct uuid learner, struct string exercise)
{
    return uuid_equal(row->learner, learner) && string_equal(row->exercise, exercise);
}

static size_t find_progress(const struct derived_kept *kept, struct uuid learner, struct string exercise)
{
    size_t cursor, last = kept->last_progress;
    if (last < kept->progress.count && is_progress(&kept->progress.items[last], learner, exercise))
        return last;
    uint64_t hash = progress_hash(learner, exercise);
    for (size_t i = table_first(&kept->progress_table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&kept->progress_table, hash, &cursor))
        if (is_progress(&kept->progress.items[i], learner, exercise))
            return i;
    return TABLE_NONE;
}

static size_t find_run(const struct derived_kept *kept, struct uuid run)
{
    size_t cursor, last = kept->last_run;
    if (last < kept->runs.count && uuid_equal(kept->runs.items[last].run, run))
        return last;
    for (size_t i = table_first(&kept->run_table, uuid_hash(run), &cursor); i != TABLE_NONE;
         i = table_next(&kept->run_table, uuid_hash(run), &cursor))
        if (uuid_equal(kept->runs.items[i].run, run))
            return i;
    return TABLE_NONE;
}

static struct kept_learner *find_learner(const struct derived_kept *kept, struct uuid id)
{
    size_t cursor;
    for (size_t i = table_first(&kept->learner_table, uuid_hash(id), &cursor); i != TABLE_NONE;
         i = table_next(&kept->learner_table, uuid_hash(id), &cursor))
        if (uuid_equal(kept->learners.items[i].id, id))
            return &kept->learners.items[i];
    return NULL;
}

static struct kept_learner *learner_of(struct derived_kept *kept, struct uuid id)
{
    struct kept_learner *learner = find_learner(kept, id);
    if (learner)
        return learner;
    table_add(kept->arena, &kept->learner_table, uuid_hash(id));
    learner = LIST_ADD(kept->arena, &kept->learners);
    learner->id = id;
    return learner;
}

/* Getting and putting. */

static enum status kept_progress_get(struct derived *derived, struct uuid learner, struct string exercise,
                                     struct progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_progress(kept, learner, exercise);
    if (index == TABLE_NONE)
        return STATUS_NOT_FOUND;
    kept->last_progress = index;
    *row = kept->progress.items[index];
    return STATUS_OK;
}

static size_t add_progress(struct derived_kept *kept, const struct progress *row)
{
    struct arena *arena = kept->arena;
    size_t index = table_add(arena, &kept->progress_table, progress_hash(row->learner, row->exercise));
    LIST_ADD(arena, &kept->progress)->exercise = string_copy(arena, row->exercise);
    *LIST_ADD(arena, &learner_of(kept, row->learner)->progress) = (uint32_t)index;
    return index;
}

static enum status kept_progress_put(struct derived *derived, const struct progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_progress(kept, row->learner, row->exercise);
    if (index == TABLE_NONE)
        index = add_progress(kept, row);
    struct string own = kept->progress.items[index].exercise;
    kept->progress.items[index] = *row;
    kept->progress.items[index].exercise = own; /* that of an entry is gone with the entry */
    return STATUS_OK;
}

static enum status kept_run_get(struct derived *derived, struct uuid run, struct run_progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_run(kept, run);
    if (index == TABLE_NONE)
        return STATUS_NOT_FOUND;
    kept->last_run = index;
    *row = kept->runs.items[index];
    return STATUS_OK;
}

static size_t add_run(struct derived_kept *kept, const struct run_progress *row)
{
    struct arena *arena = kept->arena;
    size_t index = table_add(arena, &kept->run_table, uuid_hash(row->run));
    LIST_ADD(arena, &kept->runs)->set = string_copy(arena, row->set);
    *LIST_ADD(arena, &learner_of(kept, row->learner)->runs) = (uint32_t)index;
    return index;
}

static enum status kept_run_put(struct derived *derived, const struct run_progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_run(kept, row->run);
    if (index == TABLE_NONE)
        index = add_run(kept, row);
    struct string own = kept->runs.items[index].set;
    kept->runs.items[index] = *row;
    kept->runs.items[index].set = own;
    return STATUS_OK;
}

/* Walking. */

static enum status kept_progress_below(struct derived *derived, struct uuid learner, struct string prefix,
                                       struct progress **rows, size_t *count)
{
    struct derived_kept *kept = kept_of(derived);
    const struct kept_learner *owner = find_learner(kept, learner);
    size_t all = owner ? owner->progress.count : 0;
    *rows = ARENA_NEW_MANY(derived->arena, all, struct progress);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct progress *row = &kept->progress.items[owner->progress.items[i]];
        if (string_starts_with(row->exercise, prefix))
            (*rows)[(*count)++] = *row;
    }
    return STATUS_OK;
}

static enum status kept_runs_of(struct derived *derived, struct uuid learner, struct run_progress **rows, size_t *count)
{
    struct derived_kept *kept = kept_of(derived);
    const struct kept_learner *owner = find_learner(kept, learner);
    *count = owner ? owner->runs.count : 0;
    *rows = ARENA_NEW_MANY(derived->arena, *count, struct run_progress);
    for (size_t i = 0; i < *count; i++)
        (*rows)[i] = kept->runs.items[owner->runs.items[i]];
    return STATUS_OK;
}

struct derived_kept derived_kept(struct arena *arena, struct arena *working)
{
    return (struct derived_kept){
        .derived = {
            .day_get = kept_day_get,
            .day_put = kept_day_put,
            .progress_get = kept_progress_get,
            .progress_put = kept_progress_put,
            .progress_below = kept_progress_below,
            .run_get = kept_run_get,
            .run_put = kept_run_put,
            .runs_of = kept_runs_of,
                        .arena = working,
        },
        .arena = arena,
    };
}

enum status derived_kept_store(const struct derived_kept *kept, struct transaction *transaction,
                               struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < kept->days.count && status == STATUS_OK; i++)
        status = transaction_day_put(transaction, &kept->days.items[i], failure);
    for (size_t i = 0; i < kept->progress.count && status == STATUS_OK; i++)
        status = transaction_progress_put(transaction, &kept->progress.items[i], failure);
    for (size_t i = 0; i < kept->runs.count && status == STATUS_OK; i++)
        status = transaction_run_put(transaction, &kept->runs.items[i], failure);
    return status;
}
