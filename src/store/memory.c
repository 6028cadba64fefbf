/* The backend that keeps everything in memory and loses it when it is closed.
 *
 * Rows stand in sorted tables, in one arena. A change writes rows in place and notes in the undo list what was there
 * before. Readers wait while a batch is written, so that they see what a commit left. */
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "store/backend.h"

/* Tables. */

typedef int (*row_compare)(const void *row, const void *other);

/* Pointers to rows, in the order of compare; equal rows are one row. A row itself is never moved. */
struct table {
    row_compare compare;
    size_t row_bytes;
    void **items;
    size_t count, capacity;
};

/* Where a row with this key stands, or would stand. */
static size_t table_place(const struct table *table, const void *key, bool *is_found)
{
    size_t from = 0, to = table->count;
    if (to > 0 && table->compare(table->items[to - 1], key) < 0) {
        from = to; /* keys are mostly in the order of time */
    }
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (table->compare(table->items[middle], key) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    *is_found = from < table->count && table->compare(table->items[from], key) == 0;
    return from;
}

static void *table_find(const struct table *table, const void *key)
{
    bool is_found;
    size_t place = table_place(table, key, &is_found);
    return is_found ? table->items[place] : NULL;
}

static void table_insert(struct arena *arena, struct table *table, void *row)
{
    bool is_found;
    size_t place = table_place(table, row, &is_found);
    CHECK(!is_found);
    (void)LIST_ADD(arena, table);
    memmove(&table->items[place + 1], &table->items[place], (table->count - 1 - place) * sizeof *table->items);
    table->items[place] = row;
}

static void table_remove(struct table *table, const void *row)
{
    bool is_found;
    size_t place = table_place(table, row, &is_found);
    CHECK(is_found);
    table->count--;
    memmove(&table->items[place], &table->items[place + 1], (table->count - place) * sizeof *table->items);
}

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

static int compare_exercises(const void *row, const void *other)
{
    const struct progress *a = row, *b = other;
    int order = uuid_compare(a->learner, b->learner);
    return order != 0 ? order : string_compare(a->exercise, b->exercise);
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

/* The store. */

enum table_name { JOURNAL, ENTRY_IDS, RESPONSES, CONTENTS, PROGRESS, RUNS, SETTINGS, TABLE_COUNT };

static const struct table empty_tables[TABLE_COUNT] = {
    [JOURNAL] = { .compare = compare_positions, .row_bytes = sizeof(struct journal_row) },
    [ENTRY_IDS] = { .compare = compare_entry_ids, .row_bytes = sizeof(struct journal_row) },
    [RESPONSES] = { .compare = compare_steps, .row_bytes = sizeof(struct journal_row) },
    [CONTENTS] = { .compare = compare_hashes, .row_bytes = sizeof(struct content) },
    [PROGRESS] = { .compare = compare_exercises, .row_bytes = sizeof(struct progress) },
    [RUNS] = { .compare = compare_runs, .row_bytes = sizeof(struct run_progress) },
    [SETTINGS] = { .compare = compare_names, .row_bytes = sizeof(struct setting) },
};

/* How to take back one step: a row put in anew (before is NULL), a row written over, or a table emptied (row is NULL).
 */
struct undo {
    struct table *table;
    void *row;
    void *before; /* a copy of the row, or the rows of the table */
    size_t count; /* of the emptied table */
};

struct undos {
    struct undo *items;
    size_t count, capacity;
};

struct memory {
    struct store store;
    struct transaction reading, changing;
    pthread_mutex_t
        turn; /* held to come to the lock, so that readers who follow each other cannot keep the writer out */
    pthread_rwlock_t lock;    /* over all below */
    struct arena arena;       /* rows and their strings: until everything is forgotten */
    struct arena batch_arena; /* the undo list: until the commit */
    struct undos undos;
    size_t change_start; /* in undos: where the change began that is running */
    struct table tables[TABLE_COUNT];
};

static struct memory *memory_of(struct transaction *transaction)
{
    return (struct memory *)transaction->store;
}

static const struct table *table_of(struct transaction *transaction, enum table_name name)
{
    return &memory_of(transaction)->tables[name];
}

static void undo_add(struct memory *memory, struct undo undo)
{
    *LIST_ADD(&memory->batch_arena, &memory->undos) = undo;
}

static void row_add(struct memory *memory, enum table_name name, void *row)
{
    table_insert(&memory->arena, &memory->tables[name], row);
    undo_add(memory, (struct undo){ .table = &memory->tables[name], .row = row });
}

/* Put a copy of row in the place of old, or in a new one when old is NULL. The strings of row must live in the arena.
 */
static void row_put(struct memory *memory, enum table_name name, void *old, const void *row)
{
    struct table *table = &memory->tables[name];
    if (old == NULL) {
        void *added = arena_take(&memory->arena, table->row_bytes);
        memcpy(added, row, table->row_bytes);
        row_add(memory, name, added);
        return;
    }
    void *before = arena_take(&memory->batch_arena, table->row_bytes);
    memcpy(before, old, table->row_bytes);
    undo_add(memory, (struct undo){ .table = table, .row = old, .before = before });
    memcpy(old, row, table->row_bytes);
}

static void table_empty(struct memory *memory, enum table_name name)
{
    struct table *table = &memory->tables[name];
    undo_add(memory, (struct undo){ .table = table, .before = table->items, .count = table->count });
    *table = empty_tables[name];
}

static void undo_one(const struct undo *undo)
{
    if (undo->row == NULL) {
        undo->table->items = undo->before;
        undo->table->count = undo->table->capacity = undo->count;
    } else if (undo->before == NULL) {
        table_remove(undo->table, undo->row);
    } else {
        memcpy(undo->row, undo->before, undo->table->row_bytes);
    }
}

static void undo_to(struct memory *memory, size_t start)
{
    while (memory->undos.count > start) {
        undo_one(&memory->undos.items[--memory->undos.count]);
    }
}

/* The string as it stands in the old row when it is the same; else a copy that lives as long. */
static struct string string_keep(struct memory *memory, const struct string *old, struct string s)
{
    return old != NULL && string_equal(*old, s) ? *old : string_copy(&memory->arena, s);
}

/* Batches and readers. */

static void lock_writing(struct memory *memory)
{
    pthread_mutex_lock(&memory->turn);
    pthread_rwlock_wrlock(&memory->lock);
    pthread_mutex_unlock(&memory->turn);
}

static void lock_reading(struct memory *memory)
{
    pthread_mutex_lock(&memory->turn);
    pthread_rwlock_rdlock(&memory->lock);
    pthread_mutex_unlock(&memory->turn);
}

static enum status memory_batch_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct memory *memory = (struct memory *)store;
    (void)failure;
    lock_writing(memory);
    *transaction = &memory->changing;
    return STATUS_OK;
}

static enum status memory_change_begin(struct transaction *transaction, struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    (void)failure;
    memory->change_start = memory->undos.count;
    return STATUS_OK;
}

static enum status memory_change_end(struct transaction *transaction, bool is_kept, struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    (void)failure;
    if (!is_kept) {
        undo_to(memory, memory->change_start);
    }
    return STATUS_OK;
}

static enum status memory_batch_commit(struct transaction *transaction, struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    (void)failure;
    memory->undos = (struct undos){ 0 };
    arena_reset(&memory->batch_arena);
    pthread_rwlock_unlock(&memory->lock);
    return STATUS_OK;
}

static void memory_batch_rollback(struct transaction *transaction)
{
    undo_to(memory_of(transaction), 0);
    memory_batch_commit(transaction, NULL);
}

static bool memory_upkeep(struct store *store, bool is_idle)
{
    (void)store, (void)is_idle;
    return false;
}

static void tables_clear(struct memory *memory)
{
    arena_clear(&memory->arena);
    memcpy(memory->tables, empty_tables, sizeof empty_tables);
}

static enum status memory_forget(struct store *store, struct failure *failure)
{
    struct memory *memory = (struct memory *)store;
    (void)failure;
    lock_writing(memory);
    tables_clear(memory);
    pthread_rwlock_unlock(&memory->lock);
    return STATUS_OK;
}

static enum status memory_read_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct memory *memory = (struct memory *)store;
    (void)failure;
    lock_reading(memory);
    *transaction = &memory->reading;
    return STATUS_OK;
}

static void memory_read_end(struct transaction *transaction)
{
    pthread_rwlock_unlock(&memory_of(transaction)->lock);
}

static enum status memory_backup(struct store *store, struct string path, struct failure *failure)
{
    (void)store, (void)path;
    return failure_set(failure, STATUS_USAGE, "what is kept in memory alone cannot be backed up");
}

static void memory_close(struct store *store)
{
    struct memory *memory = (struct memory *)store;
    arena_clear(&memory->arena);
    arena_clear(&memory->batch_arena);
    pthread_rwlock_destroy(&memory->lock);
    pthread_mutex_destroy(&memory->turn);
}

/* The journal. */

static struct journal_row *journal_row_new(struct memory *memory, const struct entry *entry)
{
    struct journal_row *row = ARENA_NEW(&memory->arena, struct journal_row);
    row->position = memory->tables[JOURNAL].count;
    row->entry = *entry;
    row->entry.subject = string_copy(&memory->arena, entry->subject);
    row->entry.payload = string_copy(&memory->arena, entry->payload);
    return row;
}

static enum status memory_append(struct transaction *transaction, const struct entry *entry, struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    struct journal_row key = { .entry = *entry };
    bool is_response = entry_is_response(entry);
    (void)failure;
    if (table_find(table_of(transaction, ENTRY_IDS), &key) != NULL ||
        (is_response && table_find(table_of(transaction, RESPONSES), &key) != NULL)) {
        return STATUS_ALREADY;
    }
    struct journal_row *row = journal_row_new(memory, entry);
    row_add(memory, JOURNAL, row);
    row_add(memory, ENTRY_IDS, row);
    if (is_response) {
        row_add(memory, RESPONSES, row);
    }
    return STATUS_OK;
}

static enum status memory_first_response(struct transaction *transaction, struct uuid run, int32_t step,
                                         struct arena *arena, struct entry *entry, struct failure *failure)
{
    struct journal_row key = { .entry = { .run = run, .step = step } };
    const struct journal_row *row = table_find(table_of(transaction, RESPONSES), &key);
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
    const struct table *responses = table_of(transaction, RESPONSES);
    struct journal_row key = { .entry = { .run = run, .step = 0 } };
    struct step_list list = { 0 };
    bool is_found;
    (void)failure;
    for (size_t i = table_place(responses, &key, &is_found); i < responses->count; i++) {
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
    const struct table *journal = table_of(transaction, JOURNAL);
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
    struct memory *memory = memory_of(transaction);
    struct content row = { .hash = hash };
    (void)failure;
    if (table_find(table_of(transaction, CONTENTS), &row) == NULL) {
        row.json = string_copy(&memory->arena, json);
        row_put(memory, CONTENTS, NULL, &row);
    }
    return STATUS_OK;
}

static enum status memory_content_get(struct transaction *transaction, struct hash hash, struct arena *arena,
                                      struct string *json, struct failure *failure)
{
    const struct content *row = table_find(table_of(transaction, CONTENTS), &(struct content){ .hash = hash });
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "no content with this hash is kept");
    }
    *json = string_copy(arena, row->json);
    return STATUS_OK;
}

/* What is derived, and settings. */

static enum status memory_progress_put(struct transaction *transaction, const struct progress *progress,
                                       struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    struct progress *old = table_find(table_of(transaction, PROGRESS), progress);
    struct progress row = *progress;
    (void)failure;
    row.exercise = string_keep(memory, old == NULL ? NULL : &old->exercise, progress->exercise);
    row_put(memory, PROGRESS, old, &row);
    return STATUS_OK;
}

static enum status memory_progress_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                       struct arena *arena, struct progress *progress, struct failure *failure)
{
    struct progress key = { .learner = learner, .exercise = exercise };
    const struct progress *row = table_find(table_of(transaction, PROGRESS), &key);
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing is known of that exercise");
    }
    *progress = *row;
    progress->exercise = string_copy(arena, row->exercise);
    return STATUS_OK;
}

static enum status memory_progress_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                        progress_visitor visitor, void *context, struct failure *failure)
{
    const struct table *table = table_of(transaction, PROGRESS);
    struct progress first = { .learner = learner, .exercise = prefix };
    bool is_found;
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = table_place(table, &first, &is_found); i < table->count && status == STATUS_OK; i++) {
        const struct progress *row = table->items[i];
        if (!uuid_equal(row->learner, learner) || !string_starts_with(row->exercise, prefix)) {
            break;
        }
        status = visitor(row, context);
    }
    return status;
}

static enum status memory_run_put(struct transaction *transaction, const struct run_progress *run,
                                  struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    struct run_progress *old = table_find(table_of(transaction, RUNS), run);
    struct run_progress row = *run;
    (void)failure;
    row.set = string_keep(memory, old == NULL ? NULL : &old->set, run->set);
    row_put(memory, RUNS, old, &row);
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
    return run_give(table_find(table_of(transaction, RUNS), &key), arena, progress, failure);
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

static struct run_list runs_newest_first(struct arena *arena, const struct table *table, struct uuid learner)
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
    struct run_list list = runs_newest_first(arena, table_of(transaction, RUNS), learner);
    size_t i = 0;
    while (i < list.count && !string_equal(list.items[i]->set, set)) {
        i++;
    }
    return run_give(i < list.count ? list.items[i] : NULL, arena, progress, failure);
}

static enum status memory_run_walk(struct transaction *transaction, struct uuid learner, run_visitor visitor,
                                   void *context, struct failure *failure)
{
    struct arena arena = { 0 };
    struct run_list list = runs_newest_first(&arena, table_of(transaction, RUNS), learner);
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
    (void)failure;
    table_empty(memory_of(transaction), PROGRESS);
    table_empty(memory_of(transaction), RUNS);
    return STATUS_OK;
}

static enum status memory_setting_get(struct transaction *transaction, const char *name, struct arena *arena,
                                      struct string *value, struct failure *failure)
{
    struct setting key = { .name = string_from(name) };
    const struct setting *row = table_find(table_of(transaction, SETTINGS), &key);
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "\"%s\" is not set", name);
    }
    *value = string_copy(arena, row->value);
    return STATUS_OK;
}

static enum status memory_setting_put(struct transaction *transaction, const char *name, struct string value,
                                      struct failure *failure)
{
    struct memory *memory = memory_of(transaction);
    struct setting row = { .name = string_from(name) };
    struct setting *old = table_find(table_of(transaction, SETTINGS), &row);
    (void)failure;
    row.name = string_keep(memory, old == NULL ? NULL : &old->name, row.name);
    row.value = string_copy(&memory->arena, value);
    row_put(memory, SETTINGS, old, &row);
    return STATUS_OK;
}

static const struct backend memory_backend = {
    .batch_begin = memory_batch_begin,
    .change_begin = memory_change_begin,
    .change_end = memory_change_end,
    .batch_commit = memory_batch_commit,
    .batch_rollback = memory_batch_rollback,
    .upkeep = memory_upkeep,
    .forget = memory_forget,
    .read_begin = memory_read_begin,
    .read_end = memory_read_end,
    .backup = memory_backup,
    .close = memory_close,
    .append = memory_append,
    .first_response = memory_first_response,
    .responses = memory_responses,
    .walk = memory_walk,
    .content_put = memory_content_put,
    .content_get = memory_content_get,
    .progress_put = memory_progress_put,
    .progress_get = memory_progress_get,
    .progress_walk = memory_progress_walk,
    .run_put = memory_run_put,
    .run_get = memory_run_get,
    .run_newest = memory_run_newest,
    .run_walk = memory_run_walk,
    .derived_clear = memory_derived_clear,
    .setting_get = memory_setting_get,
    .setting_put = memory_setting_put,
};

struct store *store_open_memory(void)
{
    struct arena arena = { 0 };
    struct memory *memory = ARENA_NEW(&arena, struct memory);
    memory->store.arena = arena;
    pthread_mutex_init(&memory->turn, NULL);
    pthread_rwlock_init(&memory->lock, NULL);
    memory->reading = (struct transaction){ .backend = &memory_backend, .store = &memory->store };
    memory->changing = (struct transaction){ .backend = &memory_backend, .store = &memory->store, .is_change = true };
    tables_clear(memory);
    CHECK(store_start(&memory->store, &memory_backend, NULL) == STATUS_OK);
    return &memory->store;
}
