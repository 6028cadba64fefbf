#include "store/sqlite_connection.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"
#include "base/time.h"
#include "store/sqlite_log.h"

static const char *const query_texts[QUERY_COUNT] = {
#define QUERY_ROW(name) [QUERY_##name] = sql_query_##name,
    QUERIES(QUERY_ROW)
#undef QUERY_ROW
};

/* Errors. */

struct meaning {
    int code; /* SQLite's primary result code */
    enum status status;
    const char *hint;
};

static const struct meaning meanings[] = {
    { SQLITE_FULL, STATUS_FULL, "; free some space, then try again" },
    { SQLITE_BUSY, STATUS_CONFLICT, "; another program is using it: try again when it is done" },
    { SQLITE_LOCKED, STATUS_CONFLICT, "" },
    { SQLITE_PROTOCOL, STATUS_CONFLICT, "; another program is using it: try again when it is done" },
    { SQLITE_CORRUPT, STATUS_CORRUPT, "; restore a backup" },
    { SQLITE_NOTADB, STATUS_CORRUPT, "" },
    { SQLITE_ERROR, STATUS_CORRUPT, "; restore a backup" }, /* our own statements fit our own tables */
    { SQLITE_CONSTRAINT, STATUS_BAD_INPUT, "" },
    { SQLITE_TOOBIG, STATUS_TOO_LARGE, "" },
    { SQLITE_READONLY, STATUS_SYSTEM,
      "; it can be read, not changed: look at the permissions of the file and its folder" },
};

static struct meaning meaning_of(int code, int error_number)
{
    bool is_file_error = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
    if (is_file_error && (error_number == ENOSPC || error_number == EDQUOT)) {
        code = SQLITE_FULL;
    }
    if (is_file_error && error_number == ENOENT) {
        return (struct meaning){ code, STATUS_NOT_FOUND, "" };
    }
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (meanings[i].code == code) {
            return meanings[i];
        }
    }
    return (struct meaning){ code, STATUS_SYSTEM, "" };
}

enum status connection_fail(struct connection *connection, const char *doing, struct failure *failure)
{
    int code = sqlite3_errcode(connection->database) & 0xff;
    int error_number = sqlite3_system_errno(connection->database);
    struct meaning meaning = meaning_of(code, error_number);
    bool has_reason = error_number != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN);
    failure_set(&connection->failure, meaning.status, "cannot %s \"%s\": %s%s%s%s", doing, connection->name,
                sqlite3_errmsg(connection->database), has_reason ? ": " : "", has_reason ? strerror(error_number) : "",
                meaning.hint);
    if (failure != NULL) {
        *failure = connection->failure;
    }
    return meaning.status;
}

/* Statements. */

sqlite3_stmt *connection_statement(struct connection *connection, enum query query)
{
    sqlite3_stmt **statement = &connection->statements[query];
    if (*statement == NULL) {
        sqlite3_prepare_v3(connection->database, query_texts[query], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    }
    CHECK(*statement == NULL || !sqlite3_stmt_busy(*statement)); /* a visitor must not walk what is walked */
    return *statement;
}

void statement_end(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
}

enum status statement_run(struct connection *connection, sqlite3_stmt *statement, const char *doing,
                          struct failure *failure)
{
    bool is_done = statement != NULL && sqlite3_step(statement) == SQLITE_DONE;
    enum status status = is_done ? STATUS_OK : connection_fail(connection, doing, failure);
    sqlite3_reset(statement);
    return status;
}

enum status connection_run(struct connection *connection, enum query query, const char *doing, struct failure *failure)
{
    return statement_run(connection, connection_statement(connection, query), doing, failure);
}

enum status connection_number(struct connection *connection, enum query query, int64_t *number, struct failure *failure)
{
    sqlite3_stmt *statement = connection_statement(connection, query);
    enum status status = STATUS_OK;
    if (statement == NULL || sqlite3_step(statement) != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else {
        *number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return status;
}

enum status connection_execute(struct connection *connection, const char *sql, const char *doing,
                               struct failure *failure)
{
    int code = sqlite3_exec(connection->database, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : connection_fail(connection, doing, failure);
}

/* Binding and columns. */

void bind_uuid(sqlite3_stmt *statement, int index, const struct uuid *uuid)
{
    sqlite3_bind_blob(statement, index, uuid->bytes, sizeof uuid->bytes, SQLITE_STATIC);
}

void bind_uuid_or_null(sqlite3_stmt *statement, int index, const struct uuid *uuid)
{
    if (uuid_is_nil(*uuid)) {
        sqlite3_bind_null(statement, index);
    } else {
        bind_uuid(statement, index, uuid);
    }
}

void bind_hash(sqlite3_stmt *statement, int index, const struct hash *hash)
{
    if (hash_is_zero(*hash)) {
        sqlite3_bind_null(statement, index);
    } else {
        sqlite3_bind_blob(statement, index, hash->bytes, sizeof hash->bytes, SQLITE_STATIC);
    }
}

void bind_string(sqlite3_stmt *statement, int index, struct string s)
{
    sqlite3_bind_text64(statement, index, s.size > 0 ? s.bytes : "", s.size, SQLITE_STATIC, SQLITE_UTF8);
}

/* A value is asked for once: each sqlite3_column_...() would look for its row anew. It is read on this thread and
 * before the next step, as sqlite3_column_value() wants. Size bytes of a blob, or zeros for NULL. */
static bool column_bytes(sqlite3_stmt *statement, int column, void *bytes, size_t size)
{
    sqlite3_value *value = sqlite3_column_value(statement, column);
    const void *blob = sqlite3_value_blob(value);
    if (blob == NULL) {
        memset(bytes, 0, size);
        return sqlite3_value_type(value) == SQLITE_NULL;
    }
    if ((size_t)sqlite3_value_bytes(value) != size) {
        return false;
    }
    memcpy(bytes, blob, size);
    return true;
}

bool column_uuid(sqlite3_stmt *statement, int column, struct uuid *uuid)
{
    return column_bytes(statement, column, uuid->bytes, sizeof uuid->bytes);
}

bool column_hash(sqlite3_stmt *statement, int column, struct hash *hash)
{
    return column_bytes(statement, column, hash->bytes, sizeof hash->bytes);
}

bool column_string(sqlite3_stmt *statement, int column, struct string *s)
{
    sqlite3_value *value = sqlite3_column_value(statement, column);
    const unsigned char *text = sqlite3_value_text(value);
    *s = (struct string){ (const char *)text, (size_t)sqlite3_value_bytes(value) };
    return text != NULL;
}

bool column_int(sqlite3_stmt *statement, int column, int32_t from, int32_t to, int32_t *number)
{
    sqlite3_int64 value = sqlite3_column_int64(statement, column);
    *number = value < from || value > to ? from : (int32_t)value;
    return value == *number;
}

/* Opening. */

/* A file that is there keeps its bytes and loses what others than its owner may do with it. It is not opened for that:
 * closing it would drop the locks of other connections of this process (fcntl(2)). What SQLite makes beside it takes
 * over its mode. */
static enum status file_make_private(const char *path, struct failure *failure)
{
    struct stat about;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int error_number = errno;
    if (file >= 0) {
        close(file);
    } else if (stat(path, &about) != 0) {
        return failure_set_system(failure, error_number, "cannot make \"%s\"", path);
    } else if (S_ISREG(about.st_mode) && (about.st_mode & 077) != 0) {
        (void)chmod(path, about.st_mode & 0700); /* somebody else's file stays as it is */
    }
    return STATUS_OK;
}

/* "file:PATH?immutable=1" (sqlite.org/uri.html). */
static const char *frozen_location(struct arena *arena, const char *path)
{
    struct buffer location = buffer_in(arena);
    buffer_add_c(&location, "file:");
    for (const char *at = path; *at != '\0'; at++) {
        if (strchr("?#%", *at) != NULL) {
            buffer_add_format(&location, "%%%02X", (unsigned)*at);
        } else {
            buffer_add_byte(&location, *at);
        }
    }
    buffer_add_c(&location, "?immutable=1");
    return string_c(arena, buffer_string(&location));
}

static const char *connection_location(struct arena *arena, const char *path, enum connection_kind kind)
{
    switch (kind) {
    case CONNECTION_CHANGING:
    case CONNECTION_READING:
    case CONNECTION_COPYING:
        return path;
    case CONNECTION_FROZEN:
        return frozen_location(arena, path);
    case CONNECTION_MEMORY:
        return ":memory:";
    }
    CHECK(false);
}

static int connection_flags(enum connection_kind kind)
{
    int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (kind) {
    case CONNECTION_CHANGING:
    case CONNECTION_COPYING:
    case CONNECTION_MEMORY:
        return common | SQLITE_OPEN_READWRITE;
    case CONNECTION_READING:
        return common | SQLITE_OPEN_READONLY;
    case CONNECTION_FROZEN:
        return common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    CHECK(false);
}

/* Nothing that a file brings along is run: no triggers, no views, no functions from its schema. */
static const struct {
    int option, value;
} defences[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
};

/* No value of ours is longer than an entry's payload or a content; a row adds its other columns. */
#define VALUE_BYTES_MAX (72 * 1024 * 1024)

static void connection_defend(sqlite3 *database)
{
    for (size_t i = 0; i < sizeof defences / sizeof *defences; i++) {
        sqlite3_db_config(database, defences[i].option, defences[i].value, NULL);
    }
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM attaches one */
    sqlite3_busy_timeout(database, CONNECTION_BUSY_MS);
}

static int note_log_pages(void *context, sqlite3 *database, const char *name, int pages)
{
    struct connection *connection = context;
    (void)database, (void)name;
    connection->log_pages = pages;
    return SQLITE_OK;
}

/* Of SQLite's temporary files only the journal of a savepoint is ever used: it stays in memory, in one piece, as long
 * as library_configure says. (With temp_store = MEMORY it would be many small pieces, at a fifth of the writer's time.)
 */
#define PRAGMAS_COMMON "PRAGMA cell_size_check = ON; PRAGMA cache_size = -16384; "

static const char *connection_pragmas(const struct connection *connection, enum connection_kind kind)
{
    if (kind == CONNECTION_CHANGING && !connection_is_read_only(connection)) {
        return PRAGMAS_COMMON
            "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;";
    }
    if (kind == CONNECTION_COPYING) {
        return PRAGMAS_COMMON "PRAGMA synchronous = FULL; PRAGMA journal_mode = MEMORY;";
    }
    return PRAGMAS_COMMON;
}

static enum status connection_set_up(struct connection *connection, enum connection_kind kind, struct failure *failure)
{
    connection_defend(connection->database);
    sqlite3_wal_hook(connection->database, note_log_pages, connection); /* in the place of SQLite's own checkpoints */
    uint64_t until_ms = time_monotonic_ms() + CONNECTION_BUSY_MS;
    enum status status;
    /* Of several who give a new file its log, SQLite refuses some at once, whatever its timeout: both would wait for
     * each other (sqlite.org/c3ref/busy_handler.html). */
    while ((status = connection_execute(connection, connection_pragmas(connection, kind), "open", failure)) ==
               STATUS_CONFLICT &&
           time_monotonic_ms() < until_ms) {
        (void)usleep(1000);
    }
    return status;
}

/* The pages that one answer changes, as they were, with room for those that are split: 64 of them. Beyond SQLite's own
 * 64 KB they would go to a file, and so would those of all later answers of the batch, at two thirds of the writer's
 * time. */
#define SAVEPOINT_BYTES (256 * 1024)

/* Counting SQLite's memory takes a lock for each piece of it, and nobody asks for the count. Without effect in a
 * process that uses SQLite already. */
static void library_configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, SAVEPOINT_BYTES);
}

enum status connection_open(struct connection *connection, enum connection_kind kind, const char *path,
                            const char *name, const char *vfs, struct failure *failure)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct arena arena = { 0 };
    pthread_once(&once, library_configure);
    *connection = (struct connection){ .name = name };
    enum status status = kind == CONNECTION_CHANGING ? file_make_private(path, failure) : STATUS_OK;
    if (status != STATUS_OK) {
        return status;
    }
    const char *location = connection_location(&arena, path, kind);
    vfs = kind == CONNECTION_CHANGING ? sqlite_log_vfs(vfs) : vfs;
    if (sqlite3_open_v2(location, &connection->database, connection_flags(kind), vfs) != SQLITE_OK) {
        status = connection_fail(connection, "open", failure);
    } else {
        status = connection_set_up(connection, kind, failure);
    }
    arena_clear(&arena);
    if (status != STATUS_OK) {
        connection_close(connection);
    }
    return status;
}

void connection_close(struct connection *connection)
{
    for (size_t i = 0; i < QUERY_COUNT; i++) {
        sqlite3_finalize(connection->statements[i]);
        connection->statements[i] = NULL;
    }
    CHECK(sqlite3_close(connection->database) == SQLITE_OK);
    connection->database = NULL;
}

bool connection_is_read_only(const struct connection *connection)
{
    return sqlite3_db_readonly(connection->database, "main") != 0;
}

enum status connection_checkpoint(struct connection *connection, int mode, struct failure *failure)
{
    int pages = 0, moved = 0;
    if (sqlite3_wal_checkpoint_v2(connection->database, NULL, mode, &pages, &moved) != SQLITE_OK) {
        return connection_fail(connection, "tidy up", failure);
    }
    connection->log_pages = pages - moved;
    return STATUS_OK;
}
