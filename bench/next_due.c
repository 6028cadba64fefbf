/* next-due: the next due item out of 1,000,000 memories of one learner, against one indexed look-up in the same table.
 *
 * Ours is what a review does: a reading transaction of the store that asks for what is most urgent, of three urgencies
 * of which two have nothing due. The reference is one prepared SELECT by the whole primary key, of the very row that is
 * due, on a connection of its own. Beside the memories stands a journal of a million entries; before the first round
 * the database is closed and opened again, and the bytes read from opening it to the first due item must be those of an
 * index. The folder comes from $TMPDIR, or is /var/tmp. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/rebuild.h"
#include "base/random.h"
#include "bench/harness.h"
#include "store/store.h"

enum {
    MEMORIES = 1000000,
    ENTRIES = 1000000,
    IN_CHANGE = 20000,
    LOOKS = 20000,     /* of each side in a round */
    TODAY = 20000,     /* local day */
    SPREAD_DAYS = 400, /* rows are due on so many days, a tenth of them before today */
    STARTING_BYTES_MAX = 2 * 1024 * 1024,
};

static const struct moment now = { .at = (int64_t)TODAY * 86400 + 50000, .offset_minutes = 0 };

struct bench {
    char folder[256], path[300];
    struct arena arena, working;
    struct store *store;
    struct uuid learner;
    struct random random;
    int64_t count;         /* of what is being filled in */
    struct memory_row due; /* what both sides look for */
    sqlite3 *database;
    sqlite3_stmt *look_up;
};

static _Noreturn void failed(const struct failure *failure)
{
    errno = 0;
    harness_fail(failure->text);
}

/* Filling. */

static struct string exercise_of(struct bench *bench, int64_t number)
{
    return string_format(&bench->working, "viva/set-%d/exercise-%d", (int)(number % 1000), (int)(number / 1000));
}

static enum status fill_memories(struct transaction *transaction, void *context)
{
    struct bench *bench = context;
    enum status status = STATUS_OK;
    for (int i = 0; i < IN_CHANGE && status == STATUS_OK; i++) {
        int32_t due_day = TODAY - SPREAD_DAYS / 10 + (int32_t)random_below(&bench->random, SPREAD_DAYS);
        struct string exercise = exercise_of(bench, bench->count++);
        struct memory_row memory = {
            .learner = bench->learner,
            .exercise = exercise,
            .skill = MEMORY_RECOGNISING,
            .memory = { .stability = 12, .difficulty = 5 },
            .stage.phase = MEMORY_KEPT,
            .urgency = MEMORY_STEADY,
            .last_grade = MEMORY_GOOD,
            .review_count = 3,
            .last_day = TODAY - SPREAD_DAYS,
            .usual_day = due_day,
            .due_day = due_day,
        };
        struct exercise_row row = { .learner = bench->learner,
                                    .exercise = exercise,
                                    .skill = MEMORY_RECOGNISING,
                                    .is_remembered = true,
                                    .memory = memory };
        status = transaction_exercise_put(transaction, &row, NULL);
    }
    arena_reset(&bench->working);
    return status;
}

static enum status fill_entries(struct transaction *transaction, void *context)
{
    struct bench *bench = context;
    enum status status = STATUS_OK;
    for (int i = 0; i < IN_CHANGE && status == STATUS_OK; i++) {
        struct entry entry = {
            .id = uuid_new(),
            .learner = bench->learner,
            .device = bench->learner,
            .run = uuid_new(),
            .step = 0,
            .kind = ENTRY_CHOICE,
            .format = ENTRY_FORMAT,
            .time = now,
            .subject = exercise_of(bench, bench->count++),
            .payload = STRING("{\"chosen\":[\"full\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":5321}"),
        };
        status = transaction_append(transaction, &entry, NULL);
    }
    arena_reset(&bench->working);
    return status;
}

static enum status name_learner(struct transaction *transaction, void *context)
{
    struct bench *bench = context;
    enum status status =
        transaction_setting_put(transaction, "learner", uuid_string(&bench->arena, bench->learner), NULL);
    return status == STATUS_OK ? transaction_setting_put(transaction, REBUILD_SETTING, STRING(REBUILD_FORM), NULL)
                               : status;
}

static void change(struct bench *bench, store_function function)
{
    struct failure failure = { 0 };
    if (store_change(bench->store, function, bench, &failure) != STATUS_OK) {
        failed(&failure);
    }
}

static void bench_fill(struct bench *bench)
{
    change(bench, name_learner);
    while (bench->count < MEMORIES) {
        change(bench, fill_memories);
    }
    for (bench->count = 0; bench->count < ENTRIES;) {
        change(bench, fill_entries);
    }
}

static void bench_open(struct bench *bench)
{
    struct failure failure = { 0 };
    struct store_sqlite_options options = { .path = string_from(bench->path) };
    if (store_open_sqlite(&options, &bench->store, &failure) != STATUS_OK) {
        failed(&failure);
    }
}

/* The two sides. */

static enum status next(struct transaction *transaction, void *context)
{
    struct bench *bench = context;
    return transaction_memory_next(transaction, bench->learner, now, &bench->working, &bench->due, NULL);
}

static void look(struct bench *bench)
{
    struct failure failure = { 0 };
    if (store_read(bench->store, next, bench, &failure) != STATUS_OK) {
        failed(&failure);
    }
}

static double ours(void *context)
{
    struct bench *bench = context;
    double start = harness_seconds();
    for (int i = 0; i < LOOKS; i++) {
        arena_reset(&bench->working);
        look(bench);
    }
    return harness_seconds() - start;
}

static double reference(void *context)
{
    struct bench *bench = context;
    errno = 0;
    double start = harness_seconds(), sum = 0;
    for (int i = 0; i < LOOKS; i++) {
        sqlite3_bind_blob(bench->look_up, 1, bench->learner.bytes, sizeof bench->learner.bytes, SQLITE_STATIC);
        sqlite3_bind_text(bench->look_up, 2, bench->due.exercise.bytes, (int)bench->due.exercise.size, SQLITE_STATIC);
        sqlite3_bind_int(bench->look_up, 3, (int)bench->due.skill);
        if (sqlite3_step(bench->look_up) != SQLITE_ROW) {
            harness_fail(sqlite3_errmsg(bench->database));
        }
        sum += sqlite3_column_double(bench->look_up, 15);
        sqlite3_reset(bench->look_up);
    }
    double seconds = harness_seconds() - start;
    if (sum <= 0) {
        harness_fail("the row is not the one that was written");
    }
    return seconds;
}

/* Starting. */

/* Bytes that this process has read, of files and otherwise (proc(5)). */
static long long bytes_read(void)
{
    long long bytes = -1;
    FILE *file = fopen("/proc/self/io", "r");
    if (file == NULL || fscanf(file, "rchar: %lld", &bytes) != 1) {
        harness_fail("/proc/self/io");
    }
    fclose(file);
    return bytes;
}

/* Opened anew, and whether a rebuild is wanted looked up, as every command does; then the first due item. */
static void start(struct bench *bench)
{
    struct failure failure = { 0 };
    bool is_wanted = true;
    store_close(bench->store);
    long long before = bytes_read();
    bench_open(bench);
    if (rebuild_is_wanted(bench->store, &is_wanted, &failure) != STATUS_OK) {
        failed(&failure);
    }
    look(bench);
    long long bytes = bytes_read() - before;
    errno = 0;
    if (is_wanted || bench->due.due_day != TODAY - SPREAD_DAYS / 10) {
        harness_fail("what is due first was not found");
    }
    fprintf(stderr, "starting read %lld bytes\n", bytes);
    if (bytes > STARTING_BYTES_MAX) {
        harness_fail("starting reads more than an index");
    }
}

static void prepare_reference(struct bench *bench)
{
    static const char sql[] = "SELECT * FROM exercise WHERE learner = ?1 AND exercise = ?2 AND skill = ?3";
    errno = 0;
    bench->due.exercise = string_copy(&bench->arena, bench->due.exercise);
    if (sqlite3_open_v2(bench->path, &bench->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(bench->database, sql, -1, &bench->look_up, NULL) != SQLITE_OK) {
        harness_fail(sqlite3_errmsg(bench->database));
    }
}

static void bench_close(struct bench *bench)
{
    sqlite3_finalize(bench->look_up);
    sqlite3_close(bench->database);
    store_close(bench->store);
    unlink(bench->path);
    rmdir(bench->folder);
    arena_clear(&bench->arena);
    arena_clear(&bench->working);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    const struct harness harness = { "next-due", HARNESS_TIME, ours, reference, &bench };
    const char *parent = getenv("TMPDIR");
    snprintf(bench.folder, sizeof bench.folder, "%s/viva-next-due-XXXXXX", parent != NULL ? parent : "/var/tmp");
    if (mkdtemp(bench.folder) == NULL) {
        harness_fail(bench.folder);
    }
    snprintf(bench.path, sizeof bench.path, "%s/viva.db", bench.folder);
    bench.learner = uuid_new();
    bench.random = random_from(1);
    bench_open(&bench);
    bench_fill(&bench);
    start(&bench);
    prepare_reference(&bench);
    int code = harness_run(&harness, argc, argv);
    bench_close(&bench);
    return code;
}
