/* What is done inside a transaction of the memory backend. */
#include <stdlib.h>
#include <string.h>

#include "store/memory_store.h"

/* The rows and their orders. */

struct journal_row {
    size_t position;
    struct entry entry;
};

struct content {
    struct hash hash;
    struct string json;
};

struct setting {
    struct string name, value;
};

static int uuid_compare(struct uuid a, struct uuid b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes);
}

static int compare_positions(const void *row, const void *other)
{
    const struct journal_row *a = row, *b = other;
    return (a->position > b->position) - (a->position < b->position);
}

static int compare_entry_ids(const void *row, const void *other)
{
    const struct journal_row *a = row, *b = other;
    return uuid_compare(a->entry.id, b->entry.id);
}

static int compare_steps(const void *row, const void *other)
{
    const struct journal_row *a = row, *b = other;
    int order = uuid_compare(a->entry.run, b->entry.run);
    return order != 0 ? order : (a->entry.step > b->entry.step) - (a->entry.step < b->entry.step);
}

static int compare_hashes(const void *row, const void *other)
{
    const struct content *a = row, *b = other;
    return memcmp(a->hash.bytes, b->hash.bytes, sizeof a->hash.bytes);
}

static int compare_runs(const void *row, const void *other)
{
    const struct run_progress *a = row, *b = other;
    return uuid_compare(a->run, b->run);
}

static int compare_names(const void *row, const void *other)
{
    const struct setting *a = row, *b = other;
    return string_compare(a->name, b->name);
}

static const struct rows no_rows[ROWS_COUNT] = {
    [JOURNAL] = { .compare = compare_positions, .row_bytes = sizeof(struct journal_row) },
    [ENTRY_IDS] = { .compare = compare_entry_ids, .row_bytes = sizeof(struct journal_row) },
    [RESPONSES] = { .compare = compare_steps, .row_bytes = sizeof(struct journal_row) },
    [CONTENTS] = { .compare = compare_hashes, .row_bytes = sizeof(struct content) },
    [RUNS] = { .compare = compare_runs, .row_bytes = sizeof(struct run_progress) },
    [SETTINGS] = { .compare = compare_names, .row_bytes = sizeof(struct setting) },
};

void memory_no_rows(struct rows rows[ROWS_COUNT])
{
    memcpy(rows, no_rows, sizeof no_rows);
    rows[EXERCISES] = memory_no_exercises;
    rows[TUNINGS] = memory_no_tunings;
    rows[DAYS] = memory_no_days;
}

static struct memory_store *memory_of(struct transaction *transaction)
{
    return (struct memory_store *)transaction->store;
}

static const struct rows *rows_of(struct transaction *transaction, enum rows_name name)
{
    return &memory_of(transaction)->rows[name];
}

static void add(struct memory_store *memory, enum rows_name name, void *row)
{
    rows_add(&memory->rows[name], &memory->arena, &memory->undo, row);
}

static void put(struct memory_store *memory, enum rows_name name, void *old, const void *row)
{
    rows_put(&memory->rows[name], &memory->arena, &memory->undo, old, row);
}

/* The string as it stands in the old row when it is the same; else a copy that lives as long. */
static struct string string_keep(struct memory_store *memory, const struct string *old, struct string s)
{
    return old != NULL && string_equal(*old, s) ? *old : string_copy(&memory->arena, s);
}

/* The journal. */

static struct journal_row *journal_row_new(struct memory_store *memory, const struct entry *entry)
{
    struct journal_row *row = ARENA_NEW(&memory->arena, struct journal_row);
    row->position = memory->rows[JOURNAL].count;
    row->entry = *entry;
    row->entry.subject = string_copy(&memory->arena, entry->subject);
    row->entry.payload = string_copy(&memory->arena, entry->payload);
    return row;
}

static enum status memory_append(struct transaction *transaction, const struct entry *entry, struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct journal_row key = { .entry = *entry };
    bool is_response = entry_is_response(entry);
    (void)failure;
    if (rows_find(rows_of(transaction, ENTRY_IDS), &key) != NULL ||
        (is_response && rows_find(rows_of(transaction, RESPONSES), &key) != NULL)) {
        return STATUS_ALREADY;
    }
    struct journal_row *row = journal_row_new(memory, entry);
    add(memory, JOURNAL, row);
    add(memory, ENTRY_IDS, row);
    if (is_response) {
        add(memory, RESPONSES, row);
    }
    return STATUS_OK;
}

static enum status memory_first_response(struct transaction *transaction, struct uuid run, int32_t step,
                                         struct arena *arena, struct entry *entry, struct failure *failure)
{
    struct journal_row key = { .entry = { .run = run, .step = step } };
    const struct journal_row *row = rows_find(rows_of(transaction, RESPONSES), &key);
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "that step has no response");
    }
    *entry = row->entry;
    entry->subject = string_copy(arena, entry->subject);
    entry->payload = string_copy(arena, entry->payload);
    return STATUS_OK;
}

struct step_list {
    int32_t *items;
    size_t count, capacity;
};

static enum status memory_responses(struct transaction *transaction, struct uuid run, struct arena *arena,
                                    int32_t **steps, size_t *count, struct failure *failure)
{
    const struct rows *responses = rows_of(transaction, RESPONSES);
    struct journal_row key = { .entry = { .run = run, .step = 0 } };
    struct step_list list = { 0 };
    (void)failure;
    for (size_t i = rows_place(responses, &key); i < responses->count; i++) {
        const struct journal_row *row = responses->items[i];
        if (!uuid_equal(row->entry.run, run)) {
            break;
        }
        *LIST_ADD(arena, &list) = row->entry.step;
    }
    *steps = list.items;
    *count = list.count;
    return STATUS_OK;
}

static enum status memory_walk(struct transaction *transaction, const struct entry_filter *filter,
                               entry_visitor visitor, void *context, struct failure *failure)
{
    const struct rows *journal = rows_of(transaction, JOURNAL);
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = 0; i < journal->count && status == STATUS_OK; i++) {
        const struct journal_row *row = journal->items[i];
        if (entry_filter_matches(filter, &row->entry)) {
            status = visitor(&row->entry, context);
        }
    }
    return status;
}

static enum status memory_content_put(struct transaction *transaction, struct hash hash, struct string json,
                                      struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct content row = { .hash = hash };
    (void)failure;
    if (rows_find(rows_of(transaction, CONTENTS), &row) == NULL) {
        row.json = string_copy(&memory->arena, json);
        put(memory, CONTENTS, NULL, &row);
    }
    return STATUS_OK;
}

static enum status memory_content_has(struct transaction *transaction, struct hash hash, struct failure *failure)
{
    bool has = rows_find(rows_of(transaction, CONTENTS), &(struct content){ .hash = hash }) != NULL;
    return has ? STATUS_OK : failure_set(failure, STATUS_NOT_FOUND, "no content with this hash is kept");
}

static enum status memory_content_get(struct transaction *transaction, struct hash hash, struct arena *arena,
                                      struct string *json, struct failure *failure)
{
    const struct content *row = rows_find(rows_of(transaction, CONTENTS), &(struct content){ .hash = hash });
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "no content with this hash is kept");
    }
    *json = string_copy(arena, row->json);
    return STATUS_OK;
}

/* What is derived, and settings. */

static enum status memory_run_put(struct transaction *transaction, const struct run_progress *run,
                                  struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct run_progress *old = rows_find(rows_of(transaction, RUNS), run);
    struct run_progress row = *run;
    (void)failure;
    row.set = string_keep(memory, old == NULL ? NULL : &old->set, run->set);
    put(memory, RUNS, old, &row);
    return STATUS_OK;
}

static enum status run_give(const struct run_progress *row, struct arena *arena, struct run_progress *run,
                            struct failure *failure)
{
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "there is no such run");
    }
    *run = *row;
    run->set = string_copy(arena, row->set);
    return STATUS_OK;
}

static enum status memory_run_get(struct transaction *transaction, struct uuid run, struct arena *arena,
                                  struct run_progress *progress, struct failure *failure)
{
    struct run_progress key = { .run = run };
    return run_give(rows_find(rows_of(transaction, RUNS), &key), arena, progress, failure);
}

/* The newest first: by their beginning, then by id. */
static int compare_beginnings(const void *item, const void *other)
{
    const struct run_progress *a = *(const struct run_progress *const *)item,
                              *b = *(const struct run_progress *const *)other;
    return a->begun_at != b->begun_at ? (a->begun_at < b->begun_at) - (a->begun_at > b->begun_at) : compare_runs(b, a);
}

struct run_list {
    const struct run_progress **items;
    size_t count, capacity;
};

static struct run_list runs_newest_first(struct arena *arena, const struct rows *table, struct uuid learner)
{
    struct run_list list = { 0 };
    for (size_t i = 0; i < table->count; i++) {
        const struct run_progress *run = table->items[i];
        if (uuid_equal(run->learner, learner)) {
            *LIST_ADD(arena, &list) = run;
        }
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, compare_beginnings);
    }
    return list;
}

static enum status memory_run_newest(struct transaction *transaction, struct uuid learner, struct string set,
                                     struct arena *arena, struct run_progress *progress, struct failure *failure)
{
    struct run_list list = runs_newest_first(arena, rows_of(transaction, RUNS), learner);
    size_t i = 0;
    while (i < list.count && (list.items[i]->is_review || !string_equal(list.items[i]->set, set))) {
        i++;
    }
    return run_give(i < list.count ? list.items[i] : NULL, arena, progress, failure);
}

static enum status memory_run_walk(struct transaction *transaction, struct uuid learner, run_visitor visitor,
                                   void *context, struct failure *failure)
{
    struct arena arena = { 0 };
    struct run_list list = runs_newest_first(&arena, rows_of(transaction, RUNS), learner);
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
        status = visitor(list.items[i], context);
    }
    arena_clear(&arena);
    return status;
}

static enum status memory_derived_clear(struct transaction *transaction, struct failure *failure)
{
    static const enum rows_name names[] = { EXERCISES, RUNS, TUNINGS, DAYS };
    (void)failure;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rows_empty(&memory_of(transaction)->rows[names[i]], &memory_of(transaction)->undo);
    }
    return STATUS_OK;
}

static enum status memory_setting_get(struct transaction *transaction, const char *name, struct arena *arena,
                                      struct string *value, struct failure *failure)
{
    struct setting key = { .name = string_from(name) };
    const struct setting *row = rows_find(rows_of(transaction, SETTINGS), &key);
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "\"%s\" is not set", name);
    }
    *value = string_copy(arena, row->value);
    return STATUS_OK;
}

static enum status memory_setting_put(struct transaction *transaction, const char *name, struct string value,
                                      struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct setting row = { .name = string_from(name) };
    struct setting *old = rows_find(rows_of(transaction, SETTINGS), &row);
    (void)failure;
    row.name = string_keep(memory, old == NULL ? NULL : &old->name, row.name);
    row.value = string_copy(&memory->arena, value);
    put(memory, SETTINGS, old, &row);
    return STATUS_OK;
}

const struct operations memory_operations = {
    .append = memory_append,
    .first_response = memory_first_response,
    .responses = memory_responses,
    .walk = memory_walk,
    .content_put = memory_content_put,
    .content_has = memory_content_has,
    .content_get = memory_content_get,
    .exercise_put = memory_exercise_put,
    .exercise_get = memory_exercise_get,
    .exercise_walk = memory_exercise_walk,
    .run_put = memory_run_put,
    .run_get = memory_run_get,
    .run_newest = memory_run_newest,
    .run_walk = memory_run_walk,
    .memory_due = memory_memory_due,
    .memory_coming = memory_memory_coming,
    .memory_count = memory_memory_count,
    .tuning_put = memory_tuning_put,
    .tuning_get = memory_tuning_get,
    .day_put = memory_day_put,
    .day_get = memory_day_get,
    .day_walk = memory_day_walk,
    .derived_clear = memory_derived_clear,
    .setting_get = memory_setting_get,
    .setting_put = memory_setting_put,
};
