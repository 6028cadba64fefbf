/* What is done with days inside a transaction. The order of columns is that of sql/sqlite/queries.sql. */
#include "store/sqlite_store.h"

/* Days that can be reckoned with: those of all times that can be written down (base/time.h). */
#define DAY_MIN (-1000000)
#define DAY_MAX 3000000

enum column {
    COLUMN_LEARNER,
    COLUMN_DAY,
    COLUMN_CHOSEN,
    COLUMN_RIGHT = COLUMN_CHOSEN + SURENESS_COUNT,
    COLUMN_DONT_KNOW = COLUMN_RIGHT + SURENESS_COUNT,
    COLUMN_PRODUCED,
    COLUMN_TIMED,
    COLUMN_TOOK
};

static bool column_count(sqlite3_stmt *statement, int column, int64_t *count)
{
    *count = sqlite3_column_int64(statement, column);
    return *count >= 0 && *count <= PRACTICE_DAY_MAX;
}

static bool column_day(sqlite3_stmt *statement, struct practice_day *row)
{
    bool makes_sense = column_uuid(statement, COLUMN_LEARNER, &row->learner);
    makes_sense &= column_int(statement, COLUMN_DAY, DAY_MIN, DAY_MAX, &row->day);
    for (int i = 0; i < SURENESS_COUNT; i++) {
        makes_sense &= column_count(statement, COLUMN_CHOSEN + i, &row->chosen_count[i]);
        makes_sense &= column_count(statement, COLUMN_RIGHT + i, &row->chosen_right_count[i]);
        makes_sense &= row->chosen_right_count[i] <= row->chosen_count[i];
    }
    makes_sense &= column_count(statement, COLUMN_DONT_KNOW, &row->dont_know_count);
    makes_sense &= column_count(statement, COLUMN_PRODUCED, &row->produced_count);
    makes_sense &= column_count(statement, COLUMN_TIMED, &row->timed_count);
    makes_sense &= column_count(statement, COLUMN_TOOK, &row->took_ms_sum);
    return makes_sense;
}

enum status sqlite_day_put(struct transaction *transaction, const struct practice_day *row, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_day_put);
    bind_uuid(statement, COLUMN_LEARNER + 1, &row->learner);
    sqlite3_bind_int(statement, COLUMN_DAY + 1, row->day);
    for (int i = 0; i < SURENESS_COUNT; i++) {
        sqlite3_bind_int64(statement, COLUMN_CHOSEN + i + 1, row->chosen_count[i]);
        sqlite3_bind_int64(statement, COLUMN_RIGHT + i + 1, row->chosen_right_count[i]);
    }
    sqlite3_bind_int64(statement, COLUMN_DONT_KNOW + 1, row->dont_know_count);
    sqlite3_bind_int64(statement, COLUMN_PRODUCED + 1, row->produced_count);
    sqlite3_bind_int64(statement, COLUMN_TIMED + 1, row->timed_count);
    sqlite3_bind_int64(statement, COLUMN_TOOK + 1, row->took_ms_sum);
    return statement_run(connection, statement, "write to", failure);
}

enum status sqlite_day_get(struct transaction *transaction, struct uuid learner, int32_t day, struct practice_day *row,
                           struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_day_get);
    enum status status = STATUS_OK;
    bind_uuid(statement, 1, &learner);
    sqlite3_bind_int(statement, 2, day);
    int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "nothing was done on that day");
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_day(statement, row)) {
        status = sqlite_make_no_sense(connection, "a day", failure);
    }
    statement_end(statement);
    return status;
}

enum status sqlite_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor, void *context,
                            struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_day_walk);
    enum status status = STATUS_OK;
    int code;
    bind_uuid(statement, 1, &learner);
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct practice_day row;
        status =
            column_day(statement, &row) ? visitor(&row, context) : sqlite_make_no_sense(connection, "a day", failure);
    }
    return sqlite_walk_end(connection, statement, code, status, failure);
}
