/* What is done with memories and tunings inside a transaction. The order of columns is that of
 * sql/sqlite/queries.sql. */
#include <string.h>

#include "store/sqlite_store.h"

/* Days that can be reckoned with: those of all times that can be written down (base/time.h), and the longest wait. */
#define DAY_MIN (-1000000)
#define DAY_MAX 3000000

/* Memories. */

enum status sqlite_memory_put(struct transaction *transaction, const struct memory_row *row, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_put);
    bind_uuid(statement, 1, &row->learner);
    bind_string(statement, 2, row->exercise);
    sqlite3_bind_int(statement, 3, (int)row->skill);
    sqlite3_bind_double(statement, 4, row->memory.stability);
    sqlite3_bind_double(statement, 5, row->memory.difficulty);
    sqlite3_bind_int(statement, 6, (int)row->stage.phase);
    sqlite3_bind_int(statement, 7, (int)row->stage.step);
    sqlite3_bind_int(statement, 8, (int)row->urgency);
    sqlite3_bind_int(statement, 9, (int)row->last_grade);
    sqlite3_bind_int(statement, 10, row->review_count);
    sqlite3_bind_int(statement, 11, row->lapse_count);
    sqlite3_bind_int64(statement, 12, row->last_at);
    sqlite3_bind_int(statement, 13, row->last_day);
    sqlite3_bind_int(statement, 14, row->usual_day);
    sqlite3_bind_int(statement, 15, row->due_day);
    sqlite3_bind_int64(statement, 16, row->due_at);
    return statement_run(connection, statement, "write to", failure);
}

/* Nothing is reckoned with a number that is none, or out of its bounds. */
static bool column_memory_state(sqlite3_stmt *statement, struct memory *memory)
{
    memory->stability = sqlite3_column_double(statement, 3);
    memory->difficulty = sqlite3_column_double(statement, 4);
    return memory->stability >= 0 && memory->stability <= 36500 && memory->difficulty >= 0 && memory->difficulty <= 10;
}

static bool column_memory(sqlite3_stmt *statement, struct memory_row *row)
{
    int32_t skill, phase, step, urgency, grade;
    bool makes_sense = column_uuid(statement, 0, &row->learner);
    makes_sense &= column_string(statement, 1, &row->exercise);
    makes_sense &= column_int(statement, 2, 1, MEMORY_SKILL_END - 1, &skill);
    makes_sense &= column_memory_state(statement, &row->memory);
    makes_sense &= column_int(statement, 5, 0, MEMORY_RELEARNING, &phase);
    makes_sense &= column_int(statement, 6, 0, 255, &step);
    makes_sense &= column_int(statement, 7, 0, MEMORY_URGENCY_END - 1, &urgency);
    makes_sense &= column_int(statement, 8, 0, MEMORY_EASY, &grade);
    makes_sense &= column_int(statement, 9, 0, INT32_MAX, &row->review_count);
    makes_sense &= column_int(statement, 10, 0, INT32_MAX, &row->lapse_count);
    row->last_at = sqlite3_column_int64(statement, 11);
    makes_sense &= column_int(statement, 12, DAY_MIN, DAY_MAX, &row->last_day);
    makes_sense &= column_int(statement, 13, DAY_MIN, DAY_MAX, &row->usual_day);
    makes_sense &= column_int(statement, 14, DAY_MIN, DAY_MAX, &row->due_day);
    row->due_at = sqlite3_column_int64(statement, 15);
    row->skill = (enum memory_skill)skill;
    row->stage = (struct memory_stage){ .phase = (enum memory_phase)phase, .step = (uint32_t)step };
    row->urgency = (enum memory_urgency)urgency;
    row->last_grade = (enum memory_grade)grade;
    return makes_sense && (row->review_count == 0 || row->memory.stability > 0);
}

static void bind_key(sqlite3_stmt *statement, const struct uuid *learner, struct string exercise,
                     enum memory_skill skill)
{
    bind_uuid(statement, 1, learner);
    bind_string(statement, 2, exercise);
    sqlite3_bind_int(statement, 3, (int)skill);
}

/* The first row of a statement that was bound. */
static enum status memory_give(struct connection *connection, sqlite3_stmt *statement, struct arena *arena,
                               struct memory_row *row, const char *nothing, struct failure *failure)
{
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "%s", nothing);
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_memory(statement, row)) {
        status = sqlite_make_no_sense(connection, "a memory", failure);
    } else {
        row->exercise = string_copy(arena, row->exercise);
    }
    statement_end(statement);
    return status;
}

enum status sqlite_memory_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                              enum memory_skill skill, struct arena *arena, struct memory_row *row,
                              struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_get);
    bind_key(statement, &learner, exercise, skill);
    return memory_give(connection, statement, arena, row, "nothing is remembered of that exercise", failure);
}

enum status sqlite_memory_remove(struct transaction *transaction, struct uuid learner, struct string exercise,
                                 enum memory_skill skill, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_remove);
    bind_key(statement, &learner, exercise, skill);
    return statement_run(connection, statement, "write to", failure);
}

/* Each row to the visitor, as long as it has the prefix. */
static enum status rows_visit(struct connection *connection, sqlite3_stmt *statement, struct string prefix,
                              memory_visitor visitor, void *context, struct failure *failure)
{
    enum status status = STATUS_OK;
    int code;
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct memory_row row;
        if (!column_memory(statement, &row)) {
            status = sqlite_make_no_sense(connection, "a memory", failure);
        } else if (!string_starts_with(row.exercise, prefix)) {
            code = SQLITE_DONE;
            break; /* those with the prefix stand together, and first */
        } else {
            status = visitor(&row, context);
        }
    }
    return sqlite_walk_end(connection, statement, code, status, failure);
}

enum status sqlite_memory_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                               memory_visitor visitor, void *context, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_walk);
    bind_uuid(statement, 1, &learner);
    bind_string(statement, 2, prefix);
    return rows_visit(connection, statement, prefix, visitor, context, failure);
}

enum status sqlite_memory_forget(struct transaction *transaction, struct uuid learner, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_forget);
    bind_uuid(statement, 1, &learner);
    return statement_run(connection, statement, "write to", failure);
}

/* What is due. */

static void bind_moment(sqlite3_stmt *statement, const struct uuid *learner, enum memory_urgency urgency,
                        struct moment now)
{
    bind_uuid(statement, 1, learner);
    sqlite3_bind_int(statement, 2, (int)urgency);
    sqlite3_bind_int(statement, 3, time_local_day(now));
    sqlite3_bind_int64(statement, 4, now.at);
}

struct limited {
    memory_visitor visitor;
    void *context;
    size_t left;
};

static enum status visit_limited(const struct memory_row *row, void *context)
{
    struct limited *limited = context;
    limited->left--;
    return limited->visitor(row, limited->context);
}

enum status sqlite_memory_due(struct transaction *transaction, struct uuid learner, struct moment now, size_t limit,
                              memory_visitor visitor, void *context, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    struct limited limited = { .visitor = visitor, .context = context, .left = limit };
    enum status status = STATUS_OK;
    for (enum memory_urgency i = 0; i < MEMORY_URGENCY_END && limited.left > 0 && status == STATUS_OK; i++) {
        sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_due);
        bind_moment(statement, &learner, i, now);
        sqlite3_bind_int64(statement, 5, limited.left > INT32_MAX ? INT32_MAX : (int64_t)limited.left);
        status = rows_visit(connection, statement, (struct string){ 0 }, visit_limited, &limited, failure);
    }
    return status;
}

static bool is_before(const struct memory_row *a, const struct memory_row *b)
{
    return a->due_day != b->due_day ? a->due_day < b->due_day : a->due_at < b->due_at;
}

/* Of each urgency the first that is not due yet; of these the first. */
enum status sqlite_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                 struct arena *arena, struct memory_row *row, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    enum status result = STATUS_NOT_FOUND;
    for (enum memory_urgency i = 0; i < MEMORY_URGENCY_END; i++) {
        struct memory_row first = { 0 };
        sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_coming);
        bind_moment(statement, &learner, i, now);
        enum status status = memory_give(connection, statement, arena, &first, "nothing comes back later", failure);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
            return status;
        }
        if (status == STATUS_OK && (result != STATUS_OK || is_before(&first, row))) {
            *row = first;
            result = STATUS_OK;
        }
    }
    return result;
}

enum status sqlite_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                struct memory_count *count, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_count);
    enum status status = STATUS_OK;
    bind_uuid(statement, 1, &learner);
    sqlite3_bind_int(statement, 2, time_local_day(now));
    sqlite3_bind_int64(statement, 3, now.at);
    sqlite3_bind_int(statement, 4, MEMORY_COUNT_MAX);
    if (sqlite3_step(statement) != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else {
        count->all = sqlite3_column_int64(statement, 0);
        count->due = sqlite3_column_int64(statement, 1);
        count->today = sqlite3_column_int64(statement, 2);
    }
    statement_end(statement);
    return status;
}

/* Tunings. */

#define PARAMETERS_BYTES (TUNING_PARAMETER_COUNT * 8)

static void parameters_write(const double parameters[TUNING_PARAMETER_COUNT], unsigned char bytes[PARAMETERS_BYTES])
{
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++) {
        uint64_t bits;
        memcpy(&bits, &parameters[i], sizeof bits);
        for (size_t byte = 0; byte < 8; byte++) {
            bytes[8 * i + byte] = (unsigned char)(bits >> 8 * byte);
        }
    }
}

static void parameters_read(const unsigned char bytes[PARAMETERS_BYTES], double parameters[TUNING_PARAMETER_COUNT])
{
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++) {
        uint64_t bits = 0;
        for (size_t byte = 0; byte < 8; byte++) {
            bits |= (uint64_t)bytes[8 * i + byte] << 8 * byte;
        }
        memcpy(&parameters[i], &bits, sizeof bits);
    }
}

static struct string lines_of(struct arena *arena, struct strings strings)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < strings.count; i++) {
        buffer_add(&buffer, strings.items[i]);
        buffer_add_byte(&buffer, '\n');
    }
    return buffer_string(&buffer);
}

enum status sqlite_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                              struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_tuning_put);
    struct arena arena = { 0 };
    unsigned char bytes[PARAMETERS_BYTES];
    parameters_write(tuning->parameters, bytes);
    bind_uuid(statement, 1, &learner);
    sqlite3_bind_null(statement, 2);
    sqlite3_bind_null(statement, 5);
    if (tuning->plan.has_interview) {
        sqlite3_bind_int(statement, 2, tuning->plan.interview_day);
    }
    sqlite3_bind_int(statement, 3, tuning->plan.made_day);
    bind_string(statement, 4, lines_of(&arena, tuning->plan.sets));
    if (tuning->has_parameters) {
        sqlite3_bind_blob(statement, 5, bytes, sizeof bytes, SQLITE_STATIC);
    }
    enum status status = statement_run(connection, statement, "write to", failure);
    arena_clear(&arena);
    return status;
}

static bool column_parameters(sqlite3_stmt *statement, int column, struct tuning *tuning)
{
    tuning->has_parameters = sqlite3_column_type(statement, column) != SQLITE_NULL;
    if (!tuning->has_parameters) {
        return true;
    }
    const void *bytes = sqlite3_column_blob(statement, column);
    if (bytes == NULL || sqlite3_column_bytes(statement, column) != PARAMETERS_BYTES) {
        return false;
    }
    parameters_read(bytes, tuning->parameters);
    return true;
}

static bool column_tuning(sqlite3_stmt *statement, struct arena *arena, struct tuning *tuning)
{
    struct string lines;
    *tuning = (struct tuning){ .plan.has_interview = sqlite3_column_type(statement, 0) != SQLITE_NULL };
    bool makes_sense = column_int(statement, 0, DAY_MIN, DAY_MAX, &tuning->plan.interview_day);
    makes_sense &= column_int(statement, 1, DAY_MIN, DAY_MAX, &tuning->plan.made_day);
    makes_sense &= column_string(statement, 2, &lines);
    makes_sense &= column_parameters(statement, 3, tuning);
    for (lines = string_copy(arena, lines); lines.size > 0;) {
        *LIST_ADD(arena, &tuning->plan.sets) = string_cut(&lines, '\n');
    }
    return makes_sense;
}

enum status sqlite_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                              struct tuning *tuning, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_tuning_get);
    enum status status = STATUS_OK;
    bind_uuid(statement, 1, &learner);
    int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "nothing was planned");
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_tuning(statement, arena, tuning)) {
        status = sqlite_make_no_sense(connection, "a plan", failure);
    }
    statement_end(statement);
    return status;
}
