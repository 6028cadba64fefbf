/* What is done inside a transaction: rows in and out of statements. The order of columns is that of
 * sql/sqlite/queries.sql. */
#include "store/sqlite_store.h"

struct connection *sqlite_connection(struct transaction *transaction)
{
    return ((struct sqlite_transaction *)transaction)->connection;
}

enum status sqlite_make_no_sense(struct connection *connection, const char *what, struct failure *failure)
{
    return failure_set(failure, STATUS_CORRUPT, "\"%s\" is damaged: it holds %s that makes no sense; restore a backup",
                       connection->name, what);
}

enum status sqlite_walk_end(struct connection *connection, sqlite3_stmt *statement, int code, enum status status,
                            struct failure *failure)
{
    if (status == STATUS_OK && code != SQLITE_DONE) {
        status = connection_fail(connection, "read", failure);
    }
    statement_end(statement);
    return status;
}

/* Entries. */

static void bind_entry(sqlite3_stmt *statement, const struct entry *entry)
{
    sqlite3_bind_int(statement, 1, (int)entry->kind);
    sqlite3_bind_int(statement, 2, entry->step);
    sqlite3_bind_int(statement, 3, entry->format);
    sqlite3_bind_int64(statement, 4, entry->time.at);
    sqlite3_bind_int(statement, 5, entry->time.offset_minutes);
    bind_uuid(statement, 6, &entry->id);
    bind_uuid(statement, 7, &entry->learner);
    bind_uuid(statement, 8, &entry->device);
    bind_uuid_or_null(statement, 9, &entry->run);
    bind_hash(statement, 10, &entry->content);
    bind_string(statement, 11, entry->subject);
    bind_string(statement, 12, entry->payload);
}

static bool column_entry(sqlite3_stmt *statement, struct entry *entry)
{
    int32_t kind, offset_minutes;
    bool makes_sense = column_int(statement, 0, 1, ENTRY_KIND_END - 1, &kind);
    makes_sense &= column_int(statement, 1, ENTRY_NO_STEP, INT32_MAX, &entry->step);
    makes_sense &= column_int(statement, 2, 1, INT32_MAX, &entry->format);
    entry->time.at = sqlite3_column_int64(statement, 3);
    makes_sense &= column_int(statement, 4, -1080, 1080, &offset_minutes);
    makes_sense &= column_uuid(statement, 5, &entry->id);
    makes_sense &= column_uuid(statement, 6, &entry->learner);
    makes_sense &= column_uuid(statement, 7, &entry->device);
    makes_sense &= column_uuid(statement, 8, &entry->run);
    makes_sense &= column_hash(statement, 9, &entry->content);
    makes_sense &= column_string(statement, 10, &entry->subject);
    makes_sense &= column_string(statement, 11, &entry->payload);
    entry->kind = (enum entry_kind)kind;
    entry->time.offset_minutes = (int16_t)offset_minutes;
    return makes_sense;
}

static enum status sqlite_append(struct transaction *transaction, const struct entry *entry, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_entry_append);
    bind_entry(statement, entry);
    enum status status = statement_run(connection, statement, "write to", failure);
    return status == STATUS_OK && sqlite3_changes(connection->database) == 0 ? STATUS_ALREADY : status;
}

static enum status sqlite_first_response(struct transaction *transaction, struct uuid run, int32_t step,
                                         struct arena *arena, struct entry *entry, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_entry_first_response);
    bind_uuid(statement, 1, &run);
    sqlite3_bind_int(statement, 2, step);
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "that step has no response");
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_entry(statement, entry)) {
        status = sqlite_make_no_sense(connection, "an entry", failure);
    } else {
        entry->subject = string_copy(arena, entry->subject);
        entry->payload = string_copy(arena, entry->payload);
    }
    statement_end(statement);
    return status;
}

struct step_list {
    int32_t *items;
    size_t count, capacity;
};

static enum status sqlite_responses(struct transaction *transaction, struct uuid run, struct arena *arena,
                                    int32_t **steps, size_t *count, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_entry_responses);
    struct step_list list = { 0 };
    int code;
    bind_uuid(statement, 1, &run);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        *LIST_ADD(arena, &list) = sqlite3_column_int(statement, 0);
    }
    enum status status = code == SQLITE_DONE ? STATUS_OK : connection_fail(connection, "read", failure);
    statement_end(statement);
    *steps = list.items;
    *count = list.count;
    return status;
}

/* Everything, the entries of one run, or those that some columns pick. */
static sqlite3_stmt *walk_statement(struct connection *connection, const struct entry_filter *filter)
{
    bool has_run = !uuid_is_nil(filter->run);
    if (!has_run && uuid_is_nil(filter->learner) && filter->subject.size == 0 && filter->kind == 0) {
        return connection_statement(connection, QUERY_entry_walk);
    }
    sqlite3_stmt *statement =
        connection_statement(connection, has_run ? QUERY_entry_walk_run : QUERY_entry_walk_filtered);
    bind_uuid_or_null(statement, 1, &filter->learner);
    sqlite3_bind_null(statement, 2);
    sqlite3_bind_null(statement, 3);
    if (filter->subject.size > 0) {
        bind_string(statement, 2, filter->subject);
    }
    if (filter->kind != 0) {
        sqlite3_bind_int(statement, 3, (int)filter->kind);
    }
    if (has_run) {
        bind_uuid(statement, 4, &filter->run);
    }
    return statement;
}

static enum status sqlite_walk(struct transaction *transaction, const struct entry_filter *filter,
                               entry_visitor visitor, void *context, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = walk_statement(connection, filter);
    enum status status = STATUS_OK;
    int code;
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct entry entry;
        status = column_entry(statement, &entry) ? visitor(&entry, context)
                                                 : sqlite_make_no_sense(connection, "an entry", failure);
    }
    return sqlite_walk_end(connection, statement, code, status, failure);
}

/* Contents and settings. */

static enum status sqlite_content_put(struct transaction *transaction, struct hash hash, struct string json,
                                      struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_content_put);
    bind_hash(statement, 1, &hash);
    bind_string(statement, 2, json);
    return statement_run(connection, statement, "write to", failure);
}

/* The text in the first column of the first row. */
static enum status text_get(struct connection *connection, sqlite3_stmt *statement, const char *what,
                            struct arena *arena, struct string *text, struct failure *failure)
{
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "%s is not kept here", what);
    } else if (code != SQLITE_ROW || !column_string(statement, 0, text)) {
        status = connection_fail(connection, "read", failure);
    } else {
        *text = string_copy(arena, *text);
    }
    statement_end(statement);
    return status;
}

static enum status sqlite_content_has(struct transaction *transaction, struct hash hash, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_content_has);
    bind_hash(statement, 1, &hash);
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "no content with this hash is kept");
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    }
    statement_end(statement);
    return status;
}

static enum status sqlite_content_get(struct transaction *transaction, struct hash hash, struct arena *arena,
                                      struct string *json, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_content_get);
    bind_hash(statement, 1, &hash);
    return text_get(connection, statement, "a content with this hash", arena, json, failure);
}

static enum status sqlite_setting_get(struct transaction *transaction, const char *name, struct arena *arena,
                                      struct string *value, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_setting_get);
    bind_string(statement, 1, string_from(name));
    return text_get(connection, statement, name, arena, value, failure);
}

static enum status sqlite_setting_put(struct transaction *transaction, const char *name, struct string value,
                                      struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_setting_put);
    bind_string(statement, 1, string_from(name));
    bind_string(statement, 2, value);
    return statement_run(connection, statement, "write to", failure);
}

/* Runs. */

static enum status run_write(struct connection *connection, enum query query, const struct run_progress *run,
                             struct failure *failure)
{
    sqlite3_stmt *statement = connection_statement(connection, query);
    bind_uuid(statement, 1, &run->run);
    bind_uuid(statement, 2, &run->learner);
    bind_string(statement, 3, run->set);
    sqlite3_bind_int64(statement, 4, run->begun_at);
    sqlite3_bind_int64(statement, 5, run->last_at);
    sqlite3_bind_int(statement, 6, run->step_count);
    sqlite3_bind_int(statement, 7, run->response_count);
    sqlite3_bind_int(statement, 8, run->right_count);
    sqlite3_bind_int(statement, 9, run->is_closed);
    sqlite3_bind_int(statement, 10, run->is_review);
    return statement_run(connection, statement, "write to", failure);
}

static enum status sqlite_run_put(struct transaction *transaction, const struct run_progress *run,
                                  struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    enum status status = run_write(connection, QUERY_run_put, run, failure);
    bool is_put = status != STATUS_OK || sqlite3_changes(connection->database) > 0;
    return is_put ? status : run_write(connection, QUERY_run_replace, run, failure);
}

static bool column_run(sqlite3_stmt *statement, struct run_progress *run)
{
    int32_t is_closed, is_review;
    bool makes_sense = column_uuid(statement, 0, &run->run);
    makes_sense &= column_uuid(statement, 1, &run->learner);
    makes_sense &= column_string(statement, 2, &run->set);
    run->begun_at = sqlite3_column_int64(statement, 3);
    run->last_at = sqlite3_column_int64(statement, 4);
    makes_sense &= column_int(statement, 5, 0, INT32_MAX, &run->step_count);
    makes_sense &= column_int(statement, 6, 0, INT32_MAX, &run->response_count);
    makes_sense &= column_int(statement, 7, 0, INT32_MAX, &run->right_count);
    makes_sense &= column_int(statement, 8, 0, 1, &is_closed);
    makes_sense &= column_int(statement, 9, 0, 1, &is_review);
    run->is_closed = is_closed != 0;
    run->is_review = is_review != 0;
    return makes_sense;
}

/* The first row of a statement that was bound. */
static enum status run_give(struct connection *connection, sqlite3_stmt *statement, struct arena *arena,
                            struct run_progress *run, struct failure *failure)
{
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "there is no such run");
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_run(statement, run)) {
        status = sqlite_make_no_sense(connection, "a run", failure);
    } else {
        run->set = string_copy(arena, run->set);
    }
    statement_end(statement);
    return status;
}

static enum status sqlite_run_get(struct transaction *transaction, struct uuid run, struct arena *arena,
                                  struct run_progress *progress, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_run_get);
    bind_uuid(statement, 1, &run);
    return run_give(connection, statement, arena, progress, failure);
}

static enum status sqlite_run_newest(struct transaction *transaction, struct uuid learner, struct string set,
                                     struct arena *arena, struct run_progress *progress, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_run_newest);
    bind_uuid(statement, 1, &learner);
    bind_string(statement, 2, set);
    return run_give(connection, statement, arena, progress, failure);
}

static enum status sqlite_run_walk(struct transaction *transaction, struct uuid learner, run_visitor visitor,
                                   void *context, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_run_walk);
    enum status status = STATUS_OK;
    int code;
    bind_uuid(statement, 1, &learner);
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct run_progress run;
        status =
            column_run(statement, &run) ? visitor(&run, context) : sqlite_make_no_sense(connection, "a run", failure);
    }
    return sqlite_walk_end(connection, statement, code, status, failure);
}

static enum status sqlite_derived_clear(struct transaction *transaction, struct failure *failure)
{
    static const enum query queries[] = { QUERY_exercise_clear, QUERY_run_clear, QUERY_tuning_clear, QUERY_day_clear };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && status == STATUS_OK; i++) {
        status = connection_run(sqlite_connection(transaction), queries[i], "write to", failure);
    }
    return status;
}

const struct operations sqlite_operations = {
    .append = sqlite_append,
    .first_response = sqlite_first_response,
    .responses = sqlite_responses,
    .walk = sqlite_walk,
    .content_put = sqlite_content_put,
    .content_has = sqlite_content_has,
    .content_get = sqlite_content_get,
    .exercise_put = sqlite_exercise_put,
    .exercise_get = sqlite_exercise_get,
    .exercise_walk = sqlite_exercise_walk,
    .run_put = sqlite_run_put,
    .run_get = sqlite_run_get,
    .run_newest = sqlite_run_newest,
    .run_walk = sqlite_run_walk,
    .memory_due = sqlite_memory_due,
    .memory_coming = sqlite_memory_coming,
    .memory_count = sqlite_memory_count,
    .tuning_put = sqlite_tuning_put,
    .tuning_get = sqlite_tuning_get,
    .day_put = sqlite_day_put,
    .day_get = sqlite_day_get,
    .day_walk = sqlite_day_walk,
    .derived_clear = sqlite_derived_clear,
    .setting_get = sqlite_setting_get,
    .setting_put = sqlite_setting_put,
};
