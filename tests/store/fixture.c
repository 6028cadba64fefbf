#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void folder_make(char folder[FIXTURE_PATH_MAX])
{
    const char *parent = getenv("TMPDIR");
    snprintf(folder, FIXTURE_PATH_MAX, "%s/viva-store-XXXXXX", parent != NULL ? parent : "/tmp");
    assert_non_null(mkdtemp(folder));
}

void folder_remove(const char *folder)
{
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    for (struct dirent *item = readdir(stream); item != NULL; item = readdir(stream)) {
        unlink(path_in(folder, item->d_name));
    }
    closedir(stream);
    assert_int_equal(rmdir(folder), 0);
}

const char *path_in(const char *folder, const char *name)
{
    static char paths[16][2 * FIXTURE_PATH_MAX];
    static size_t next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

struct store *open_in(const char *folder)
{
    struct store_sqlite_options options = { .path = string_from(path_in(folder, "viva.db")) };
    struct store *store = NULL;
    struct failure failure = { 0 };
    if (store_open_sqlite(&options, &store, &failure) != STATUS_OK) {
        fail_msg("%s", failure.text);
    }
    return store;
}

struct uuid uuid_numbered(uint32_t number)
{
    struct uuid uuid = { { 0 } };
    for (size_t i = 0; i < 4; i++) {
        uuid.bytes[i] = (uint8_t)(number >> (24 - 8 * i));
    }
    return uuid;
}

struct hash hash_numbered(uint32_t number)
{
    struct hash hash = { { 0 } };
    memcpy(hash.bytes, uuid_numbered(number).bytes, 16);
    return hash;
}

struct entry choice(struct arena *arena, uint32_t id, uint32_t run, int32_t step)
{
    return (struct entry){
        .id = uuid_numbered(id),
        .learner = uuid_numbered(1),
        .device = uuid_numbered(2),
        .run = uuid_numbered(run),
        .step = step,
        .kind = ENTRY_CHOICE,
        .format = ENTRY_FORMAT,
        .time = { .at = 1790000000 + id, .offset_minutes = 60 },
        .subject = STRING("viva/senior-rust/ownership"),
        .content = hash_numbered(7),
        .payload = string_format(arena, "{\"chosen\":[\"full\"],\"number\":%u}", id),
    };
}

struct appending {
    const struct entry *entry;
    struct failure failure;
};

static enum status append(struct transaction *transaction, void *context)
{
    struct appending *appending = context;
    return transaction_append(transaction, appending->entry, &appending->failure);
}

enum status append_one(struct store *store, const struct entry *entry)
{
    struct appending appending = { .entry = entry };
    return store_change(store, append, &appending, &appending.failure);
}

struct counting {
    const struct entry_filter *filter;
    size_t count;
};

static enum status count_entry(const struct entry *entry, void *context)
{
    struct counting *counting = context;
    (void)entry;
    counting->count++;
    return STATUS_OK;
}

static enum status count_all(struct transaction *transaction, void *context)
{
    struct counting *counting = context;
    return transaction_walk(transaction, counting->filter, count_entry, counting, NULL);
}

size_t count_entries(struct store *store, const struct entry_filter *filter)
{
    struct counting counting = { .filter = filter };
    read_fine(store, count_all, &counting);
    return counting.count;
}

void change_fine(struct store *store, store_function function, void *context)
{
    struct failure failure = { 0 };
    if (store_change(store, function, context, &failure) != STATUS_OK) {
        fail_msg("the change failed: %s", failure.text);
    }
}

void read_fine(struct store *store, store_function function, void *context)
{
    struct failure failure = { 0 };
    if (store_read(store, function, context, &failure) != STATUS_OK) {
        fail_msg("reading failed: %s", failure.text);
    }
}

void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", text, part);
    }
}

/* Halves of rows. */

/* A half that is NULL is left as it stands. */
static enum status row_change(struct transaction *transaction, struct exercise_row row, const struct progress *progress,
                              const struct memory_row *memory, bool is_remembered, struct failure *failure)
{
    struct arena arena = { 0 };
    enum status status =
        transaction_exercise_get(transaction, row.learner, row.exercise, row.skill, &arena, &row, failure);
    if (progress != NULL) {
        row.is_counted = true;
        row.progress = *progress;
    }
    if (memory != NULL) {
        row.is_remembered = is_remembered;
        row.memory = *memory;
    }
    if (status == STATUS_OK || status == STATUS_NOT_FOUND) {
        status = transaction_exercise_put(transaction, &row, failure);
    }
    arena_clear(&arena);
    return status;
}

enum status put_progress(struct transaction *transaction, const struct progress *progress, struct failure *failure)
{
    struct exercise_row key = { .learner = progress->learner,
                                .exercise = progress->exercise,
                                .skill = MEMORY_RECOGNISING };
    return row_change(transaction, key, progress, NULL, false, failure);
}

static struct exercise_row key_of(const struct memory_row *memory)
{
    return (struct exercise_row){ .learner = memory->learner, .exercise = memory->exercise, .skill = memory->skill };
}

enum status put_memory(struct transaction *transaction, const struct memory_row *memory, struct failure *failure)
{
    return row_change(transaction, key_of(memory), NULL, memory, true, failure);
}

enum status remove_memory(struct transaction *transaction, const struct memory_row *memory, struct failure *failure)
{
    return row_change(transaction, key_of(memory), NULL, memory, false, failure);
}
