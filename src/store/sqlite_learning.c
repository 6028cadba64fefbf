/* What is done with exercises and tunings inside a transaction. The order of columns is that of
 * sql/sqlite/queries.sql. */
#include <string.h>

#include "store/sqlite_store.h"

/* Days that can be reckoned with: those of all times that can be written down (base/time.h), and the longest wait. */
#define DAY_MIN (-1000000)
#define DAY_MAX 3000000

/* Exercises. */

static void bind_key(sqlite3_stmt *statement, const struct uuid *learner, struct string exercise,
                     enum memory_skill skill)
{
    bind_uuid(statement, 1, learner);
    bind_string(statement, 2, exercise);
    sqlite3_bind_int(statement, 3, (int)skill);
}

static void bind_progress(sqlite3_stmt *statement, const struct progress *progress)
{
    sqlite3_bind_int64(statement, 4, progress->response_count);
    sqlite3_bind_int64(statement, 5, progress->right_count);
    sqlite3_bind_int64(statement, 6, progress->dont_know_count);
    sqlite3_bind_int64(statement, 7, progress->score_percent_sum);
    sqlite3_bind_int64(statement, 8, progress->confident_wrong_count);
    sqlite3_bind_int64(statement, 9, progress->took_ms_sum);
    sqlite3_bind_int64(statement, 10, progress->first_at);
    sqlite3_bind_int64(statement, 11, progress->last_at);
    sqlite3_bind_int(statement, 12, progress->last_score_percent);
    sqlite3_bind_int(statement, 13, progress->last_sureness);
    sqlite3_bind_int(statement, 14, progress->is_flagged);
    bind_hash(statement, 15, &progress->last_content);
}

static void bind_memory(sqlite3_stmt *statement, const struct memory_row *memory)
{
    sqlite3_bind_double(statement, 16, memory->memory.stability);
    sqlite3_bind_double(statement, 17, memory->memory.difficulty);
    sqlite3_bind_int(statement, 18, (int)memory->stage.phase);
    sqlite3_bind_int(statement, 19, (int)memory->stage.step);
    sqlite3_bind_int(statement, 20, (int)memory->urgency);
    sqlite3_bind_int(statement, 21, (int)memory->last_grade);
    sqlite3_bind_int(statement, 22, memory->review_count);
    sqlite3_bind_int(statement, 23, memory->lapse_count);
    sqlite3_bind_int64(statement, 24, memory->last_at);
    sqlite3_bind_int(statement, 25, memory->last_day);
    sqlite3_bind_int(statement, 26, memory->usual_day);
    sqlite3_bind_int(statement, 27, memory->due_day);
    sqlite3_bind_int64(statement, 28, memory->due_at);
}

enum status sqlite_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    bool is_anything = row->is_counted || row->is_remembered;
    sqlite3_stmt *statement =
        connection_statement(connection, is_anything ? QUERY_exercise_put : QUERY_exercise_remove);
    sqlite3_clear_bindings(statement); /* what is not bound is NULL */
    bind_key(statement, &row->learner, row->exercise, row->skill);
    if (row->is_counted) {
        bind_progress(statement, &row->progress);
    }
    if (row->is_remembered) {
        bind_memory(statement, &row->memory);
    }
    return statement_run(connection, statement, "write to", failure);
}

static bool column_progress(sqlite3_stmt *statement, struct progress *progress)
{
    int32_t is_flagged;
    bool makes_sense = column_int(statement, 11, -1, 100, &progress->last_score_percent);
    makes_sense &= column_int(statement, 12, 0, 3, &progress->last_sureness);
    makes_sense &= column_int(statement, 13, 0, 1, &is_flagged);
    makes_sense &= column_hash(statement, 14, &progress->last_content);
    progress->response_count = sqlite3_column_int64(statement, 3);
    progress->right_count = sqlite3_column_int64(statement, 4);
    progress->dont_know_count = sqlite3_column_int64(statement, 5);
    progress->score_percent_sum = sqlite3_column_int64(statement, 6);
    progress->confident_wrong_count = sqlite3_column_int64(statement, 7);
    progress->took_ms_sum = sqlite3_column_int64(statement, 8);
    progress->first_at = sqlite3_column_int64(statement, 9);
    progress->last_at = sqlite3_column_int64(statement, 10);
    progress->is_flagged = is_flagged != 0;
    return makes_sense;
}

/* Nothing is reckoned with a number that is none, or out of its bounds. */
static bool column_memory_state(sqlite3_stmt *statement, struct memory *memory)
{
    memory->stability = sqlite3_column_double(statement, 15);
    memory->difficulty = sqlite3_column_double(statement, 16);
    return memory->stability >= 0 && memory->stability <= 36500 && memory->difficulty >= 0 && memory->difficulty <= 10;
}

static bool column_memory(sqlite3_stmt *statement, struct memory_row *memory)
{
    int32_t phase, step, urgency, grade;
    bool makes_sense = column_memory_state(statement, &memory->memory);
    makes_sense &= column_int(statement, 17, 0, MEMORY_RELEARNING, &phase);
    makes_sense &= column_int(statement, 18, 0, 255, &step);
    makes_sense &= column_int(statement, 19, 0, MEMORY_URGENCY_END - 1, &urgency);
    makes_sense &= column_int(statement, 20, 0, MEMORY_EASY, &grade);
    makes_sense &= column_int(statement, 21, 0, INT32_MAX, &memory->review_count);
    makes_sense &= column_int(statement, 22, 0, INT32_MAX, &memory->lapse_count);
    memory->last_at = sqlite3_column_int64(statement, 23);
    makes_sense &= column_int(statement, 24, DAY_MIN, DAY_MAX, &memory->last_day);
    makes_sense &= column_int(statement, 25, DAY_MIN, DAY_MAX, &memory->usual_day);
    makes_sense &= column_int(statement, 26, DAY_MIN, DAY_MAX, &memory->due_day);
    memory->due_at = sqlite3_column_int64(statement, 27);
    memory->stage = (struct memory_stage){ .phase = (enum memory_phase)phase, .step = (uint32_t)step };
    memory->urgency = (enum memory_urgency)urgency;
    memory->last_grade = (enum memory_grade)grade;
    return makes_sense && (memory->review_count == 0 || memory->memory.stability > 0);
}

static bool column_exercise(sqlite3_stmt *statement, struct exercise_row *row)
{
    int32_t skill;
    bool makes_sense = column_uuid(statement, 0, &row->learner);
    makes_sense &= column_string(statement, 1, &row->exercise);
    makes_sense &= column_int(statement, 2, 1, MEMORY_SKILL_END - 1, &skill);
    row->skill = (enum memory_skill)skill;
    row->is_counted = sqlite3_column_type(statement, 3) != SQLITE_NULL;
    row->is_remembered = sqlite3_column_type(statement, 15) != SQLITE_NULL;
    row->progress = (struct progress){ .learner = row->learner };
    row->memory = (struct memory_row){ .learner = row->learner, .skill = row->skill };
    makes_sense &= !row->is_counted || column_progress(statement, &row->progress);
    makes_sense &= !row->is_remembered || column_memory(statement, &row->memory);
    exercise_row_name(row, row->exercise);
    return makes_sense;
}

/* The first row of a statement that was bound. */
static enum status exercise_give(struct connection *connection, sqlite3_stmt *statement, struct arena *arena,
                                 struct exercise_row *row, const char *nothing, struct failure *failure)
{
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    if (code == SQLITE_DONE) {
        status = failure_set(failure, STATUS_NOT_FOUND, "%s", nothing);
    } else if (code != SQLITE_ROW) {
        status = connection_fail(connection, "read", failure);
    } else if (!column_exercise(statement, row)) {
        status = sqlite_make_no_sense(connection, "an exercise", failure);
    } else {
        exercise_row_name(row, string_copy(arena, row->exercise));
    }
    statement_end(statement);
    return status;
}

enum status sqlite_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_exercise_get);
    bind_key(statement, &learner, exercise, skill);
    return exercise_give(connection, statement, arena, row, "nothing is known of that exercise", failure);
}

/* Each row to the visitor, as long as it has the prefix. */
static enum status rows_visit(struct connection *connection, sqlite3_stmt *statement, struct string prefix,
                              exercise_visitor visitor, void *context, struct failure *failure)
{
    enum status status = STATUS_OK;
    int code;
    while (status == STATUS_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct exercise_row row;
        if (!column_exercise(statement, &row)) {
            status = sqlite_make_no_sense(connection, "an exercise", failure);
        } else if (!string_starts_with(row.exercise, prefix)) {
            code = SQLITE_DONE;
            break; /* those with the prefix stand together, and first */
        } else {
            status = visitor(&row, context);
        }
    }
    return sqlite_walk_end(connection, statement, code, status, failure);
}

enum status sqlite_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                 exercise_visitor visitor, void *context, struct failure *failure)
{
    struct connection *connection = sqlite_connection(transaction);
    sqlite3_stmt *statement = connection_statement(connection, QUERY_exercise_walk);
    bind_uuid(statement, 1, &learner);
    bind_string(statement, 2, prefix);
    return rows_visit(connection, statement, prefix, visitor, context, failure);
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

static enum status visit_limited(const struct exercise_row *row, void *context)
{
    struct limited *limited = context;
    limited->left--;
    return limited->visitor(&row->memory, limited->context);
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
        struct exercise_row first = { .is_remembered = false };
        sqlite3_stmt *statement = connection_statement(connection, QUERY_memory_coming);
        bind_moment(statement, &learner, i, now);
        enum status status = exercise_give(connection, statement, arena, &first, "nothing comes back later", failure);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
            return status;
        }
        if (status == STATUS_OK && (result != STATUS_OK || is_before(&first.memory, row))) {
            *row = first.memory;
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
