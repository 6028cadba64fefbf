/* The backend that keeps everything in one SQLite database: opening it, the writer's batches, the readers. */
#include <stdlib.h>

#include "store/sqlite_file.h"
#include "store/sqlite_log.h"
#include "store/sqlite_schema.h"
#include "store/sqlite_store.h"

/* The write-ahead log grows to this length before its pages are moved while others wait: 64 MB. SQLite's own limit of
 * 1,000 pages costs a third of the answers per second and makes the longest waits. */
#define LOG_PAGES_MAX 16000

/* Connections kept for later readers; more are opened when more read at once. */
#define FREE_READERS_MAX 4

static struct sqlite_store *sqlite_of(struct store *store)
{
    return (struct sqlite_store *)store;
}

/* The writer's batches. */

static void sqlite_batch_rollback(struct transaction *transaction)
{
    struct connection *connection = ((struct sqlite_transaction *)transaction)->connection;
    if (!sqlite3_get_autocommit(connection->database)) {
        connection_run(connection, QUERY_rollback, "write to", NULL);
    }
}

static enum status sqlite_batch_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct sqlite_store *sqlite = sqlite_of(store);
    if (connection_is_read_only(&sqlite->writer)) {
        return failure_set(failure, STATUS_SYSTEM, "\"%s\" is open for reading only: nothing can be stored in it",
                           sqlite->path);
    }
    enum status status = connection_run(&sqlite->writer, QUERY_begin_change, "write to", failure);
    if (status != STATUS_OK) {
        return status;
    }
    *transaction = &sqlite->changing.base;
    status = schema_still_known(&sqlite->writer, schema_migrations(), failure);
    if (status != STATUS_OK) {
        sqlite_batch_rollback(*transaction);
    }
    return status;
}

static enum status sqlite_change_begin(struct transaction *transaction, struct failure *failure)
{
    struct connection *connection = ((struct sqlite_transaction *)transaction)->connection;
    return connection_run(connection, QUERY_change_begin, "write to", failure);
}

/* Some errors (a full disk, a failed write) end the whole transaction: then the batch is lost, with the failure that
 * did it. */
static bool batch_is_lost(const struct connection *connection, struct failure *failure)
{
    bool is_lost = sqlite3_get_autocommit(connection->database) != 0;
    if (is_lost) {
        *failure = connection->failure;
    }
    return is_lost;
}

static enum status sqlite_change_end(struct transaction *transaction, bool is_kept, struct failure *failure)
{
    struct connection *connection = ((struct sqlite_transaction *)transaction)->connection;
    enum status status = STATUS_OK;
    if (batch_is_lost(connection, failure)) {
        return failure->status;
    }
    if (!is_kept) {
        status = connection_run(connection, QUERY_change_undo, "write to", failure);
    }
    return status == STATUS_OK ? connection_run(connection, QUERY_change_keep, "write to", failure) : status;
}

static enum status sqlite_batch_commit(struct transaction *transaction, struct failure *failure)
{
    struct connection *connection = ((struct sqlite_transaction *)transaction)->connection;
    if (batch_is_lost(connection, failure)) {
        return failure->status;
    }
    sqlite_log_gather(connection->database, true);
    enum status status = connection_run(connection, QUERY_commit, "write to", failure);
    sqlite_log_gather(connection->database, false);
    if (status != STATUS_OK) {
        sqlite_batch_rollback(transaction);
    }
    return status;
}

/* A passive checkpoint waits for nobody: what a reader still looks at stays in the log for the next time. */
static bool sqlite_upkeep(struct store *store, bool is_idle)
{
    struct connection *writer = &sqlite_of(store)->writer;
    bool is_due = writer->log_pages >= sqlite_of(store)->log_pages_max || (is_idle && writer->log_pages > 0);
    if (is_due && connection_checkpoint(writer, SQLITE_CHECKPOINT_PASSIVE, NULL) != STATUS_OK) {
        return false; /* until the next batch: a disk in trouble is not asked five times a second */
    }
    return writer->log_pages > 0;
}

/* The readers. */

static struct reader *reader_open(struct sqlite_store *sqlite, struct failure *failure)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        failure_set(failure, STATUS_SYSTEM, "cannot read \"%s\": out of memory", sqlite->path);
        return NULL;
    }
    if (connection_open(&reader->connection, sqlite->reading_kind, sqlite->path, sqlite->path, sqlite->vfs, failure) !=
        STATUS_OK) {
        free(reader);
        return NULL;
    }
    reader->transaction.base = (struct transaction){ &sqlite_operations, &sqlite->store, false };
    reader->transaction.connection = &reader->connection;
    return reader;
}

static void reader_close(struct reader *reader)
{
    connection_close(&reader->connection);
    free(reader);
}

static struct reader *reader_take(struct sqlite_store *sqlite, struct failure *failure)
{
    pthread_mutex_lock(&sqlite->readers_mutex);
    struct reader *reader = sqlite->free_readers;
    if (reader != NULL) {
        sqlite->free_readers = reader->next;
        sqlite->free_reader_count--;
    }
    pthread_mutex_unlock(&sqlite->readers_mutex);
    return reader != NULL ? reader : reader_open(sqlite, failure);
}

static void reader_give(struct sqlite_store *sqlite, struct reader *reader)
{
    pthread_mutex_lock(&sqlite->readers_mutex);
    bool is_kept = sqlite->free_reader_count < FREE_READERS_MAX;
    if (is_kept) {
        reader->next = sqlite->free_readers;
        sqlite->free_readers = reader;
        sqlite->free_reader_count++;
    }
    pthread_mutex_unlock(&sqlite->readers_mutex);
    if (!is_kept) {
        reader_close(reader);
    }
}

static enum status sqlite_read_begin(struct store *store, struct transaction **transaction, struct failure *failure)
{
    struct failure own = { 0 };
    struct reader *reader = reader_take(sqlite_of(store), &own);
    enum status status = reader == NULL ? own.status : connection_run(&reader->connection, QUERY_begin, "read", &own);
    if (status != STATUS_OK) {
        if (reader != NULL) {
            reader_give(sqlite_of(store), reader);
        }
        return failure_set(failure, status, "%s", own.text);
    }
    *transaction = &reader->transaction.base;
    return STATUS_OK;
}

static void sqlite_read_end(struct transaction *transaction)
{
    struct reader *reader = (struct reader *)transaction;
    if (!sqlite3_get_autocommit(reader->connection.database)) {
        connection_run(&reader->connection, QUERY_commit, "read", NULL);
    }
    reader_give(sqlite_of(transaction->store), reader);
}

/* Opening and closing. */

static void sqlite_close(struct store *store)
{
    struct sqlite_store *sqlite = sqlite_of(store);
    while (sqlite->free_readers != NULL) {
        struct reader *reader = sqlite->free_readers;
        sqlite->free_readers = reader->next;
        reader_close(reader);
    }
    pthread_mutex_destroy(&sqlite->readers_mutex);
    connection_close(&sqlite->writer); /* the last connection moves what is left in the log */
}

static const struct backend sqlite_backend = {
    .batch_begin = sqlite_batch_begin,
    .change_begin = sqlite_change_begin,
    .change_end = sqlite_change_end,
    .batch_commit = sqlite_batch_commit,
    .batch_rollback = sqlite_batch_rollback,
    .upkeep = sqlite_upkeep,
    .forget = sqlite_forget,
    .read_begin = sqlite_read_begin,
    .read_end = sqlite_read_end,
    .backup = sqlite_backup,
    .close = sqlite_close,
};

/* Where the database or what belongs beside it cannot be written, and nobody has it open, it is read as it stands:
 * SQLite's own way of reading needs to write beside it. */
static enum connection_kind opening_kind(const char *path, bool is_read_only)
{
    if (sqlite_file_size(path, "") > 0 && !sqlite_file_is_changeable(path) && sqlite_file_size(path, "-shm") < 0 &&
        sqlite_file_size(path, "-wal") <= 0) {
        return CONNECTION_FROZEN;
    }
    return is_read_only ? CONNECTION_READING : CONNECTION_CHANGING;
}

static enum status database_open(struct sqlite_store *sqlite, enum connection_kind kind, struct failure *failure)
{
    bool is_new = sqlite_file_size(sqlite->path, "") < 0;
    enum status status = connection_open(&sqlite->writer, kind, sqlite->path, sqlite->path, sqlite->vfs, failure);
    if (status != STATUS_OK) {
        return status;
    }
    status = schema_migrate(&sqlite->writer, schema_migrations(), failure);
    if (status == STATUS_OK && is_new) {
        status = sqlite_file_sync_folder(sqlite->path, failure);
    }
    if (status != STATUS_OK) {
        connection_close(&sqlite->writer);
    }
    return status;
}

static enum status database_start(struct sqlite_store *sqlite, struct failure *failure)
{
    enum status status = store_start(&sqlite->store, &sqlite_backend, failure);
    if (status != STATUS_OK) {
        connection_close(&sqlite->writer);
        pthread_mutex_destroy(&sqlite->readers_mutex);
    }
    return status;
}

enum status store_open_sqlite(const struct store_sqlite_options *options, struct store **store, struct failure *failure)
{
    struct arena arena = { 0 };
    struct sqlite_store *sqlite = ARENA_NEW(&arena, struct sqlite_store);
    sqlite->path = string_c(&arena, options->path);
    enum connection_kind kind = opening_kind(sqlite->path, options->read_only);
    sqlite->vfs = options->vfs;
    sqlite->log_pages_max = options->log_pages_max > 0 ? options->log_pages_max : LOG_PAGES_MAX;
    sqlite->reading_kind = kind == CONNECTION_FROZEN ? CONNECTION_FROZEN : CONNECTION_READING;
    sqlite->changing.base = (struct transaction){ &sqlite_operations, &sqlite->store, true };
    sqlite->changing.connection = &sqlite->writer;
    sqlite->store.arena = arena;
    enum status status = database_open(sqlite, kind, failure);
    if (status == STATUS_OK) {
        pthread_mutex_init(&sqlite->readers_mutex, NULL);
        status = database_start(sqlite, failure);
    }
    if (status != STATUS_OK) {
        arena = sqlite->store.arena;
        arena_clear(&arena);
        return status;
    }
    *store = &sqlite->store;
    return STATUS_OK;
}
