/* The backend that keeps everything in memory and loses it when it is closed: its batches and its readers, who wait
 * while a batch is written and so see what a commit left. */
#include "base/check.h"
#include "store/memory_store.h"

static struct memory_store *memory_of(struct transaction *transaction)
{
    return (struct memory_store *)transaction->store;
}

static void lock_writing(struct memory_store *memory)
{
    pthread_mutex_lock(&memory->turn);
    pthread_rwlock_wrlock(&memory->lock);
    pthread_mutex_unlock(&memory->turn);
}

static void lock_reading(struct memory_store *memory)
{
    pthread_mutex_lock(&memory->turn);
    pthread_rwlock_rdlock(&memory->lock);
    pthread_mutex_unlock(&memory->turn);
}

static enum status memory_batch_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct memory_store *memory = (struct memory_store *)store;
    (void)failure;
    lock_writing(memory);
    *transaction = &memory->changing;
    return STATUS_OK;
}

static enum status memory_change_begin(struct transaction *transaction, struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    (void)failure;
    memory->change_start = memory->undo.count;
    return STATUS_OK;
}

static enum status memory_change_end(struct transaction *transaction, bool is_kept, struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    (void)failure;
    if (!is_kept) {
        undo_to(&memory->undo, memory->change_start);
    }
    return STATUS_OK;
}

static enum status memory_batch_commit(struct transaction *transaction, struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    (void)failure;
    undo_forget(&memory->undo);
    pthread_rwlock_unlock(&memory->lock);
    return STATUS_OK;
}

static void memory_batch_rollback(struct transaction *transaction)
{
    undo_to(&memory_of(transaction)->undo, 0);
    memory_batch_commit(transaction, NULL);
}

static bool memory_upkeep(struct store *store, bool is_idle)
{
    (void)store, (void)is_idle;
    return false;
}

static void rows_clear(struct memory_store *memory)
{
    arena_clear(&memory->arena);
    memory_no_rows(memory->rows);
}

static enum status memory_forget(struct store *store, struct failure *failure)
{
    struct memory_store *memory = (struct memory_store *)store;
    (void)failure;
    lock_writing(memory);
    rows_clear(memory);
    pthread_rwlock_unlock(&memory->lock);
    return STATUS_OK;
}

static enum status memory_read_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct memory_store *memory = (struct memory_store *)store;
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
    struct memory_store *memory = (struct memory_store *)store;
    arena_clear(&memory->arena);
    arena_clear(&memory->undo.arena);
    pthread_rwlock_destroy(&memory->lock);
    pthread_mutex_destroy(&memory->turn);
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
};

struct store *store_open_memory(void)
{
    struct arena arena = { 0 };
    struct memory_store *memory = ARENA_NEW(&arena, struct memory_store);
    memory->store.arena = arena;
    pthread_mutex_init(&memory->turn, NULL);
    pthread_rwlock_init(&memory->lock, NULL);
    memory->reading = (struct transaction){ .operations = &memory_operations, .store = &memory->store };
    memory->changing =
        (struct transaction){ .operations = &memory_operations, .store = &memory->store, .is_change = true };
    rows_clear(memory);
    CHECK(store_start(&memory->store, &memory_backend, NULL) == STATUS_OK);
    return &memory->store;
}
