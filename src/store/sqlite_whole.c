/* What is done with a database as a whole: a copy while others go on, its erasure, and a copy from somewhere put in its
 * place. */
#include <limits.h>
#include <unistd.h>

#include "base/json.h"
#include "base/utf8.h"
#include "store/sqlite_file.h"
#include "store/sqlite_schema.h"
#include "store/sqlite_store.h"

/* What was in the database's place before something was restored there, and what is to come there. */
#define SUFFIX_BEFORE ".before-restore"
#define SUFFIX_COMING ".restoring"
#define SUFFIX_PART   ".part"

/* Backup. */

/* All pages in one step: it reads one snapshot, and the writer goes on meanwhile. */
static enum status pages_copy(struct connection *from, struct connection *to, struct failure *failure)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->database, "main", from->database, "main");
    if (backup != NULL) {
        sqlite3_backup_step(backup, -1);
    }
    if (backup == NULL || sqlite3_backup_finish(backup) != SQLITE_OK) {
        return connection_fail(to, "write to", failure);
    }
    /* The copied header asks for a write-ahead log: a backup is one file, readable from a read-only disk. */
    return connection_execute(to, "PRAGMA journal_mode = DELETE;", "write to", failure);
}

static enum status backup_fill(struct sqlite_store *sqlite, const char *part, struct failure *failure)
{
    struct connection from, to;
    enum status status = connection_open(&from, sqlite->reading_kind, sqlite->path, sqlite->path, sqlite->vfs, failure);
    if (status != STATUS_OK) {
        return status;
    }
    status = connection_open(&to, CONNECTION_COPYING, part, part, sqlite->vfs, failure);
    if (status == STATUS_OK) {
        status = pages_copy(&from, &to, failure);
        connection_close(&to);
    }
    connection_close(&from);
    return status;
}

/* The name is taken first, and what stands there is a whole backup or an empty file at any time. */
enum status sqlite_backup(struct store *store, struct string path, struct failure *failure)
{
    struct arena arena = { 0 };
    const char *final = string_c(&arena, path);
    const char *part = sqlite_file_beside(&arena, final, SUFFIX_PART);
    enum status status = sqlite_file_reserve(final, failure);
    if (status == STATUS_OK) {
        status = sqlite_file_reserve(part, failure);
        if (status == STATUS_OK) {
            status = backup_fill((struct sqlite_store *)store, part, failure);
            status = status == STATUS_OK ? sqlite_file_rename(part, final, failure) : status;
            sqlite_file_remove(part, "", NULL);
        }
        if (status != STATUS_OK) {
            sqlite_file_remove(final, "", NULL);
        }
    }
    arena_clear(&arena);
    return status;
}

/* Forgetting. */

static enum status rows_clear(struct connection *connection, struct failure *failure)
{
    static const enum query queries[] = { QUERY_entry_clear,   QUERY_content_clear, QUERY_exercise_clear,
                                          QUERY_run_clear,     QUERY_tuning_clear,  QUERY_day_clear,
                                          QUERY_setting_clear, QUERY_commit };
    enum status status = connection_run(connection, QUERY_begin_change, "erase", failure);
    for (size_t i = 0; i < sizeof queries / sizeof *queries && status == STATUS_OK; i++) {
        status = connection_run(connection, queries[i], "erase", failure);
    }
    if (status != STATUS_OK && !sqlite3_get_autocommit(connection->database)) {
        connection_run(connection, QUERY_rollback, "erase", NULL);
    }
    return status;
}

/* Zeros take the place of what was erased (secure_delete) and go to the disk with the first checkpoint; then the file
 * is made anew, small, and with the second the log is emptied. */
static enum status pages_erase(struct connection *connection, struct failure *failure)
{
    enum status status = connection_execute(connection, "PRAGMA secure_delete = ON;", "erase", failure);
    status = status == STATUS_OK ? rows_clear(connection, failure) : status;
    status = status == STATUS_OK ? connection_checkpoint(connection, SQLITE_CHECKPOINT_TRUNCATE, failure) : status;
    status = status == STATUS_OK ? connection_execute(connection, "VACUUM;", "make small", failure) : status;
    status = status == STATUS_OK ? connection_checkpoint(connection, SQLITE_CHECKPOINT_TRUNCATE, failure) : status;
    connection_execute(connection, "PRAGMA secure_delete = OFF;", "erase", NULL);
    return status;
}

enum status sqlite_forget(struct store *store, struct failure *failure)
{
    static const char *const suffixes[] = { SUFFIX_BEFORE, SUFFIX_BEFORE "-wal", SUFFIX_BEFORE "-journal",
                                            SUFFIX_COMING };
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    if (connection_is_read_only(&sqlite->writer)) {
        return failure_set(failure, STATUS_SYSTEM, "\"%s\" is open for reading only: nothing in it can be erased",
                           sqlite->path);
    }
    enum status status = pages_erase(&sqlite->writer, failure);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && status == STATUS_OK; i++) {
        status = sqlite_file_remove(sqlite->path, suffixes[i], failure);
    }
    return status;
}

/* Looking at what comes from somewhere. */

struct inspection {
    struct connection *connection;
    struct arena arena; /* for one row */
    struct failure *failure;
};

static bool is_text(struct string s)
{
    return utf8_find_invalid(s) == STRING_NOT_FOUND;
}

static bool is_json(struct arena *arena, struct string s)
{
    struct json_error error;
    arena_reset(arena);
    return is_text(s) && json_parse(arena, s, &error) != NULL;
}

static enum status inspection_fail(struct inspection *inspection, const char *what)
{
    return failure_set(inspection->failure, STATUS_CORRUPT, "\"%s\" holds %s; it is not used",
                       inspection->connection->name, what);
}

static enum status inspect_entry(const struct entry *entry, void *context)
{
    struct inspection *inspection = context;
    bool makes_sense = entry->payload.size <= ENTRY_PAYLOAD_MAX && is_text(entry->subject) &&
                       is_json(&inspection->arena, entry->payload);
    return makes_sense ? STATUS_OK : inspection_fail(inspection, "an entry that is not one of viva's");
}

static enum status inspect_entries(struct inspection *inspection)
{
    struct sqlite_transaction transaction = { .connection = inspection->connection };
    return sqlite_operations.walk(&transaction.base, &(struct entry_filter){ 0 }, inspect_entry, inspection,
                                  inspection->failure);
}

/* Run what over each row of a query; is_good says whether a row makes sense. */
static enum status inspect_rows(struct inspection *inspection, enum query query,
                                bool (*is_good)(struct inspection *, sqlite3_stmt *), const char *what)
{
    sqlite3_stmt *statement = connection_statement(inspection->connection, query);
    enum status status = STATUS_OK;
    int code;
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        status = is_good(inspection, statement) ? STATUS_OK : inspection_fail(inspection, what);
    }
    if (status == STATUS_OK && code != SQLITE_DONE) {
        status = connection_fail(inspection->connection, "read", inspection->failure);
    }
    statement_end(statement);
    return status;
}

static bool is_good_content(struct inspection *inspection, sqlite3_stmt *statement)
{
    struct hash hash;
    struct string json;
    return column_hash(statement, 0, &hash) && column_string(statement, 1, &json) && hash_equal(hash, hash_of(json)) &&
           is_json(&inspection->arena, json);
}

static bool is_good_text(struct inspection *inspection, sqlite3_stmt *statement)
{
    struct string text;
    (void)inspection;
    return column_string(statement, 0, &text) && is_text(text);
}

/* An older database has other tables: each text by the first form and the last that have it. */
static const struct {
    enum query query;
    int first, last;
} texts[] = {
    { QUERY_texts_run, 1, INT_MAX }, { QUERY_texts_setting, 1, INT_MAX }, { QUERY_texts_progress, 1, 3 },
    { QUERY_texts_memory, 2, 3 },    { QUERY_texts_tuning, 2, INT_MAX },  { QUERY_texts_exercise, 4, INT_MAX },
};

static enum status inspect_texts(struct inspection *inspection)
{
    int64_t form = 0;
    enum status status = connection_number(inspection->connection, QUERY_schema_version, &form, inspection->failure);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && status == STATUS_OK; i++) {
        if (form >= texts[i].first && form <= texts[i].last) {
            status = inspect_rows(inspection, texts[i].query, is_good_text, "a text that is not UTF-8");
        }
    }
    return status;
}

static enum status database_inspect(struct connection *connection, struct failure *failure)
{
    struct inspection inspection = { .connection = connection, .failure = failure };
    enum status status = schema_check(connection, schema_migrations(), failure);
    status = status == STATUS_OK ? inspect_entries(&inspection) : status;
    status = status == STATUS_OK ? inspect_rows(&inspection, QUERY_content_walk, is_good_content,
                                                "a content that is not what its hash says")
                                 : status;
    status = status == STATUS_OK ? inspect_texts(&inspection) : status;
    arena_clear(&inspection.arena);
    return status;
}

/* Restoring. */

/* What SQLite may have left beside a database that was not closed. */
static const char *const companions[] = { "-wal", "-journal" };

/* Look at a copy of our own: it cannot change any more, and what stands beside the original is not taken in with it. */
static enum status coming_make(const char *coming, const char *backup, struct failure *failure)
{
    struct connection connection;
    enum status status = sqlite_file_remove(coming, "", failure); /* of an earlier restore that was interrupted */
    status = status == STATUS_OK ? sqlite_file_copy(backup, coming, failure) : status;
    status =
        status == STATUS_OK ? connection_open(&connection, CONNECTION_FROZEN, coming, backup, NULL, failure) : status;
    if (status == STATUS_OK) {
        status = database_inspect(&connection, failure);
        connection_close(&connection);
    }
    return status;
}

/* Fold what SQLite keeps beside the database into it. Only another program that has it open is a reason to stop: a
 * damaged database may well be why somebody restores another. */
static enum status database_settle(const char *path, struct failure *failure)
{
    struct connection connection;
    struct failure own = { 0 };
    enum status status = connection_open(&connection, CONNECTION_CHANGING, path, path, NULL, &own);
    if (status == STATUS_OK) {
        status = connection_execute(&connection, "PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE;", "replace",
                                    &own);
        connection_close(&connection);
    }
    return status == STATUS_CONFLICT ? failure_set(failure, status, "%s", own.text) : STATUS_OK;
}

/* The database keeps its bytes under another name, and its own until another takes it, where the file system has hard
 * links. */
static enum status database_keep(struct arena *arena, const char *path, struct failure *failure)
{
    const char *before = sqlite_file_beside(arena, path, SUFFIX_BEFORE);
    enum status status = database_settle(path, failure);
    for (size_t i = 0; i < sizeof companions / sizeof *companions && status == STATUS_OK; i++) {
        if (sqlite_file_size(path, companions[i]) >= 0) {
            status = sqlite_file_rename(sqlite_file_beside(arena, path, companions[i]),
                                        sqlite_file_beside(arena, before, companions[i]), failure);
        }
    }
    status = status == STATUS_OK ? sqlite_file_remove(path, "-shm", failure) : status;
    if (status == STATUS_OK && link(path, before) != 0) {
        status = sqlite_file_rename(path, before, failure);
    }
    return status;
}

static enum status database_replace(struct arena *arena, const char *path, const char *coming, struct failure *failure)
{
    enum status status = STATUS_OK;
    if (sqlite_file_size(path, SUFFIX_BEFORE) >= 0) {
        return failure_set(failure, STATUS_CONFLICT, "\"%s%s\" is there from an earlier restore; move it away first",
                           path, SUFFIX_BEFORE);
    }
    if (sqlite_file_size(path, "") >= 0) {
        status = database_keep(arena, path, failure);
    }
    return status == STATUS_OK ? sqlite_file_rename(coming, path, failure) : status;
}

enum status store_restore(struct string path, struct string backup, struct failure *failure)
{
    struct arena arena = { 0 };
    const char *place = string_c(&arena, path);
    const char *coming = sqlite_file_beside(&arena, place, SUFFIX_COMING);
    enum status status = coming_make(coming, string_c(&arena, backup), failure);
    status = status == STATUS_OK ? database_replace(&arena, place, coming, failure) : status;
    if (status != STATUS_OK) {
        sqlite_file_remove(coming, "", NULL);
    }
    arena_clear(&arena);
    return status;
}
