#include "store/sqlite_schema.h"

#include <stdio.h>
#include <string.h>

extern const char *const sql_migrations[];
extern const int sql_migration_count;

struct migrations schema_migrations(void)
{
    return (struct migrations){ sql_migrations, sql_migration_count };
}

/* Whose it is. */

static enum status schema_is_fresh(struct connection *connection, bool *is_fresh, struct failure *failure)
{
    sqlite3_stmt *statement = connection_statement(connection, QUERY_schema_rows);
    int code = statement == NULL ? SQLITE_ERROR : sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    }
    *is_fresh = code == SQLITE_DONE;
    sqlite3_reset(statement);
    return status;
}

static enum status version_too_new(const struct connection *connection, int64_t version, struct migrations migrations,
                                   struct failure *failure)
{
    return failure_set(failure, STATUS_TOO_NEW,
                       "\"%s\" was written by a newer viva: it has form %lld, and this viva (%s) knows forms up to %d; "
                       "use the newer one",
                       connection->name, (long long)version, VIVA_VERSION, migrations.count);
}

/* The version of a database of ours; 0 when the file is fresh. */
static enum status schema_version(struct connection *connection, struct migrations migrations, int *version,
                                  struct failure *failure)
{
    int64_t application_id = 0, number = 0;
    bool is_fresh = false;
    enum status status = connection_number(connection, QUERY_application_id, &application_id, failure);
    if (status == STATUS_OK) {
        status = connection_number(connection, QUERY_schema_version, &number, failure);
    }
    if (status == STATUS_OK) {
        status = schema_is_fresh(connection, &is_fresh, failure);
    }
    if (status != STATUS_OK) {
        return status;
    }
    bool is_ours = application_id == SCHEMA_APPLICATION_ID && number >= 1;
    if (!is_ours && !(is_fresh && application_id == 0 && number == 0)) {
        return failure_set(failure, STATUS_CORRUPT, "\"%s\" is a database, but not one of viva's", connection->name);
    }
    if (number > migrations.count) {
        return version_too_new(connection, number, migrations, failure);
    }
    *version = (int)number;
    return STATUS_OK;
}

enum status schema_still_known(struct connection *connection, struct migrations migrations, struct failure *failure)
{
    int64_t version = 0;
    enum status status = connection_number(connection, QUERY_schema_version, &version, failure);
    return status == STATUS_OK && version > migrations.count ? version_too_new(connection, version, migrations, failure)
                                                             : status;
}

/* Forward. */

static enum status steps_run(struct connection *connection, struct migrations migrations, int from, int to,
                             struct failure *failure)
{
    enum status status = STATUS_OK;
    for (int i = from; i < to && status == STATUS_OK; i++) {
        status = connection_execute(connection, migrations.items[i], "migrate", failure);
    }
    char numbers[96]; /* a PRAGMA takes no parameters */
    snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d;", SCHEMA_APPLICATION_ID,
             to);
    return status == STATUS_OK ? connection_execute(connection, numbers, "migrate", failure) : status;
}

/* Another program may have migrated it between our look and our lock: look again. */
static enum status migrate_locked(struct connection *connection, struct migrations migrations, struct failure *failure)
{
    int version = 0;
    enum status status = schema_version(connection, migrations, &version, failure);
    if (status == STATUS_OK && version < migrations.count) {
        status = steps_run(connection, migrations, version, migrations.count, failure);
    }
    if (status == STATUS_OK) {
        status = connection_run(connection, QUERY_commit, "migrate", failure);
    }
    if (status != STATUS_OK && !sqlite3_get_autocommit(connection->database)) {
        connection_run(connection, QUERY_rollback, "migrate", NULL);
    }
    return status;
}

/* In one transaction: another program that makes the tables meanwhile is seen before or after, and never halfway. */
static enum status schema_look(struct connection *connection, struct migrations migrations, int *version,
                               struct failure *failure)
{
    enum status status = connection_run(connection, QUERY_begin, "read", failure);
    if (status == STATUS_OK) {
        status = schema_version(connection, migrations, version, failure);
        connection_run(connection, QUERY_commit, "read", NULL);
    }
    return status;
}

enum status schema_migrate(struct connection *connection, struct migrations migrations, struct failure *failure)
{
    int version = 0;
    enum status status = schema_look(connection, migrations, &version, failure);
    if (status != STATUS_OK || version == migrations.count) {
        return status;
    }
    if (connection_is_read_only(connection)) {
        return failure_set(failure, STATUS_SYSTEM,
                           "\"%s\" has form %d and must be brought to form %d first, but it cannot be changed; open it "
                           "once where it can",
                           connection->name, version, migrations.count);
    }
    status = connection_run(connection, QUERY_begin_change, "migrate", failure);
    return status == STATUS_OK ? migrate_locked(connection, migrations, failure) : status;
}

/* To the letter. */

static bool column_equal(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
    int type = sqlite3_column_type(a, column);
    int size = sqlite3_column_bytes(a, column);
    return type == sqlite3_column_type(b, column) && size == sqlite3_column_bytes(b, column) &&
           (size == 0 || memcmp(sqlite3_column_blob(a, column), sqlite3_column_blob(b, column), (size_t)size) == 0);
}

/* Whether both give the same rows of four columns. */
static bool rows_equal(sqlite3_stmt *a, sqlite3_stmt *b)
{
    int code;
    do {
        code = sqlite3_step(a);
        if (code != sqlite3_step(b)) {
            return false;
        }
        for (int column = 0; code == SQLITE_ROW && column < 4; column++) {
            if (!column_equal(a, b, column)) {
                return false;
            }
        }
    } while (code == SQLITE_ROW);
    return code == SQLITE_DONE;
}

static bool schema_equal(struct connection *connection, struct connection *model)
{
    sqlite3_stmt *found = connection_statement(connection, QUERY_schema_rows);
    sqlite3_stmt *expected = connection_statement(model, QUERY_schema_rows);
    bool is_equal = found != NULL && expected != NULL && rows_equal(found, expected);
    statement_end(found);
    statement_end(expected);
    return is_equal;
}

static enum status schema_compare(struct connection *connection, struct migrations migrations, int version,
                                  struct failure *failure)
{
    struct connection model;
    enum status status = connection_open(&model, CONNECTION_MEMORY, NULL, connection->name, NULL, failure);
    if (status != STATUS_OK) {
        return status;
    }
    status = steps_run(&model, migrations, 0, version, failure);
    if (status == STATUS_OK && !schema_equal(connection, &model)) {
        status = failure_set(failure, STATUS_CORRUPT, "\"%s\" has other tables than viva makes; it is not used",
                             connection->name);
    }
    connection_close(&model);
    return status;
}

static enum status integrity_check(struct connection *connection, struct failure *failure)
{
    sqlite3_stmt *statement = connection_statement(connection, QUERY_integrity);
    struct string finding;
    enum status status = STATUS_OK;
    if (statement == NULL || sqlite3_step(statement) != SQLITE_ROW || !column_string(statement, 0, &finding)) {
        status = connection_fail(connection, "check", failure);
    } else if (!string_is(finding, "ok")) {
        status = failure_set(failure, STATUS_CORRUPT, "\"%s\" is damaged: %.*s", connection->name, STRING_ARG(finding));
    }
    statement_end(statement);
    return status;
}

enum status schema_check(struct connection *connection, struct migrations migrations, struct failure *failure)
{
    int version = 0;
    enum status status = schema_version(connection, migrations, &version, failure);
    if (status == STATUS_OK && version == 0) {
        status = failure_set(failure, STATUS_CORRUPT, "\"%s\" is empty", connection->name);
    }
    if (status == STATUS_OK) {
        status = schema_compare(connection, migrations, version, failure);
    }
    return status == STATUS_OK ? integrity_check(connection, failure) : status;
}
