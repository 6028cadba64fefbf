/* A database from a stranger: restored if it is let in, and opened in its place as it stands. Whatever its bytes are,
 * either it is refused or all of it can be read. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/check.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Of this process, in memory where there is such a file system: the flushes are many. */
static char folder[64];

static struct string path_in(struct arena *arena, const char *name)
{
    return string_format(arena, "%s/%s", folder, name);
}

static void folder_remove(void)
{
    rmdir(folder);
}

static void folder_ensure(void)
{
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/viva-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        CHECK(mkdtemp(folder) != NULL);
        atexit(folder_remove);
    }
}

static void files_remove(struct arena *arena)
{
    static const char *const names[] = { "viva.db",         "viva.db-wal",       "viva.db-shm",
                                         "viva.db-journal", "viva.db.restoring", "stranger.db" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        unlink(string_c(arena, path_in(arena, names[i])));
    }
}

static void file_write(struct arena *arena, const char *name, const uint8_t *data, size_t size)
{
    FILE *file = fopen(string_c(arena, path_in(arena, name)), "wb");
    CHECK(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static enum status visit_entry(const struct entry *entry, void *context)
{
    size_t *bytes = context;
    *bytes += entry->payload.size + entry->subject.size;
    return STATUS_OK;
}

static enum status visit_progress(const struct progress *progress, void *context)
{
    size_t *bytes = context;
    *bytes += progress->exercise.size;
    return STATUS_OK;
}

static enum status visit_run(const struct run_progress *run, void *context)
{
    size_t *bytes = context;
    *bytes += run->set.size;
    return STATUS_OK;
}

static enum status read_all(struct transaction *transaction, void *context)
{
    const struct uuid learner = { { 1 } };
    struct arena arena = { 0 };
    struct entry entry;
    struct string text;
    enum status status = transaction_walk(transaction, &(struct entry_filter){ .kind = 0 }, visit_entry, context, NULL);
    transaction_walk(transaction, &(struct entry_filter){ .run = learner }, visit_entry, context, NULL);
    transaction_first_response(transaction, learner, 0, &arena, &entry, NULL);
    transaction_progress_walk(transaction, learner, STRING(""), visit_progress, context, NULL);
    transaction_run_walk(transaction, learner, visit_run, context, NULL);
    transaction_setting_get(transaction, "learner", &arena, &text, NULL);
    transaction_content_get(transaction, (struct hash){ { 1 } }, &arena, &text, NULL);
    arena_clear(&arena);
    return status;
}

/* Opens and reads; what was let in by a restore must be readable to the end. */
static void look(struct arena *arena, bool was_let_in)
{
    const struct store_sqlite_options options = { .path = path_in(arena, "viva.db") };
    struct store *store = NULL;
    struct failure failure = { 0 };
    size_t bytes = 0;
    enum status opened = store_open_sqlite(&options, &store, &failure);
    enum status read = opened == STATUS_OK ? store_read(store, read_all, &bytes, &failure) : opened;
    store_close(store);
    CHECK(!was_let_in || read == STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct failure failure = { 0 };
    folder_ensure();
    files_remove(&arena);
    file_write(&arena, "stranger.db", data, size);
    if (store_restore(path_in(&arena, "viva.db"), path_in(&arena, "stranger.db"), &failure) == STATUS_OK) {
        look(&arena, true);
    }
    files_remove(&arena);
    file_write(&arena, "viva.db", data, size);
    look(&arena, false);
    files_remove(&arena);
    arena_clear(&arena);
    return 0;
}
