/* A rebuild of everything derived from 1,000,000 entries, against reading all columns of their rows.
 *
 * The journal is that of a class: a thousand learners who go through the five exercises of the first bundled set again
 * and again, six entries a time. It is made anew, in $TMPDIR or /var/tmp, whenever this program starts. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/payload.h"
#include "app/progress.h"
#include "base/random.h"
#include "bench/harness.h"
#include "cmd/bundle.h"
#include "read/read.h"

enum { ENTRIES = 1000000, LEARNERS = 1000, RUNS_IN_CHANGE = 200 };

struct journal {
    char folder[256], path[300];
    struct arena arena, working;
    struct store *store;
    struct library library;
    const struct set *set;
    struct hash *contents;
    struct string *exercises; /* full ids */
    struct uuid learners[LEARNERS];
    struct random random;
    int64_t run_count, entry_count;
};

static _Noreturn void failed(const struct failure *failure)
{
    errno = 0;
    harness_fail(failure->text);
}

/* The journal. */

static struct entry entry_of(const struct journal *journal, struct uuid id, struct uuid run, enum entry_kind kind)
{
    return (struct entry){
        .id = id,
        .learner = journal->learners[journal->run_count % LEARNERS],
        .device = journal->learners[0],
        .run = run,
        .step = ENTRY_NO_STEP,
        .kind = kind,
        .format = ENTRY_FORMAT,
        .time = { .at = 1700000000 + journal->entry_count, .offset_minutes = 60 },
    };
}

static struct string run_payload(struct journal *journal)
{
    size_t count = journal->set->exercise_count;
    struct payload_run payload = {
        .seed = random_next(&journal->random),
        .steps = ARENA_NEW_MANY(&journal->working, count, struct payload_step),
        .step_count = count,
    };
    for (size_t i = 0; i < count; i++) {
        const struct exercise *exercise = &journal->set->exercises[i];
        payload.steps[i].exercise = journal->exercises[i];
        payload.steps[i].content = journal->contents[i];
        payload.steps[i].option_count = exercise->option_count;
        for (size_t option = 0; option < exercise->option_count; option++) {
            payload.steps[i].options[option] = exercise->options[option].id;
        }
    }
    return payload_run_write(&journal->working, &payload);
}

static struct string choice_payload(struct journal *journal, const struct exercise *exercise)
{
    struct payload_choice payload = {
        .chosen = { exercise->options[random_below(&journal->random, exercise->option_count)].id },
        .chosen_count = 1,
        .sureness = (enum sureness)random_below(&journal->random, 4),
        .took_ms = (int64_t)random_below(&journal->random, 120000),
    };
    return payload_choice_write(&journal->working, &payload);
}

static enum status run_append(struct journal *journal, struct transaction *transaction, struct failure *failure)
{
    struct uuid run = uuid_new();
    struct entry entry = entry_of(journal, run, run, ENTRY_RUN);
    entry.subject = set_full_id(&journal->working, journal->set);
    entry.payload = run_payload(journal);
    enum status status = transaction_append(transaction, &entry, failure);
    journal->entry_count++;
    for (size_t i = 0; i < journal->set->exercise_count && status == STATUS_OK; i++) {
        entry = entry_of(journal, uuid_new(), run, ENTRY_CHOICE);
        entry.step = (int32_t)i;
        entry.subject = journal->exercises[i];
        entry.content = journal->contents[i];
        entry.payload = choice_payload(journal, &journal->set->exercises[i]);
        status = transaction_append(transaction, &entry, failure);
        journal->entry_count++;
    }
    journal->run_count++;
    arena_reset(&journal->working);
    return status;
}

struct filling {
    struct journal *journal;
    struct failure failure;
};

static enum status fill(struct transaction *transaction, void *context)
{
    struct filling *filling = context;
    enum status status = STATUS_OK;
    for (int i = 0; i < RUNS_IN_CHANGE && status == STATUS_OK && filling->journal->entry_count < ENTRIES; i++) {
        status = run_append(filling->journal, transaction, &filling->failure);
    }
    return status;
}

static enum status fill_contents(struct transaction *transaction, void *context)
{
    struct filling *filling = context;
    struct journal *journal = filling->journal;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < journal->set->exercise_count && status == STATUS_OK; i++) {
        struct string json = content_json(&journal->arena, journal->set, &journal->set->exercises[i]);
        journal->contents[i] = hash_of(json);
        journal->exercises[i] = exercise_full_id(&journal->arena, journal->set, &journal->set->exercises[i]);
        status = transaction_content_put(transaction, journal->contents[i], json, &filling->failure);
    }
    return status;
}

static void journal_change(struct journal *journal, store_function function)
{
    struct filling filling = { .journal = journal };
    if (store_change(journal->store, function, &filling, &filling.failure) != STATUS_OK) {
        failed(&filling.failure);
    }
}

static void journal_make(struct journal *journal)
{
    struct problems problems = problems_in(&journal->arena);
    journal->set = read_any(&journal->arena, bundle[0].name, bundle[0].bytes, &problems);
    if (journal->set == NULL) {
        errno = 0;
        harness_fail("the bundled set cannot be read");
    }
    journal->library = (struct library){
        .sets = &journal->set, .set_count = 1, .content_write = content_json, .content_read = content_read
    };
    journal->contents = ARENA_NEW_MANY(&journal->arena, journal->set->exercise_count, struct hash);
    journal->exercises = ARENA_NEW_MANY(&journal->arena, journal->set->exercise_count, struct string);
    journal->random = random_from(1);
    for (size_t i = 0; i < LEARNERS; i++) {
        journal->learners[i] = uuid_new();
    }
    journal_change(journal, fill_contents);
    while (journal->entry_count < ENTRIES) {
        journal_change(journal, fill);
    }
}

static void journal_open(struct journal *journal)
{
    const char *parent = getenv("TMPDIR");
    struct failure failure = { 0 };
    snprintf(journal->folder, sizeof journal->folder, "%s/viva-rebuild-XXXXXX", parent != NULL ? parent : "/var/tmp");
    if (mkdtemp(journal->folder) == NULL) {
        harness_fail(journal->folder);
    }
    snprintf(journal->path, sizeof journal->path, "%s/viva.db", journal->folder);
    struct store_sqlite_options options = { .path = string_from(journal->path) };
    if (store_open_sqlite(&options, &journal->store, &failure) != STATUS_OK) {
        failed(&failure);
    }
}

static void journal_close(struct journal *journal)
{
    store_close(journal->store);
    unlink(journal->path);
    rmdir(journal->folder);
    arena_clear(&journal->arena);
    arena_clear(&journal->working);
}

/* The two sides. */

static double rebuild(void *context)
{
    struct journal *journal = context;
    struct rebuild_result result;
    struct failure failure = { 0 };
    double start = harness_seconds();
    if (progress_rebuild(journal->store, &journal->library, NULL, NULL, &result, &failure) != STATUS_OK) {
        failed(&failure);
    }
    double seconds = harness_seconds() - start;
    if (result.entry_count != journal->entry_count || result.run_count != journal->run_count ||
        result.unreadable_count != 0) {
        errno = 0;
        harness_fail("the rebuild left something out");
    }
    return seconds;
}

/* Every column as its own type; what is read is added up, so that nobody can leave the reading out. */
static uint64_t row_sum(sqlite3_stmt *statement, int columns)
{
    uint64_t sum = 0;
    for (int column = 0; column < columns; column++) {
        switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            sum += (uint64_t)sqlite3_column_int64(statement, column);
            break;
        case SQLITE_TEXT:
            sum += sqlite3_column_text(statement, column)[0] + (uint64_t)sqlite3_column_bytes(statement, column);
            break;
        case SQLITE_BLOB:
            sum += *(const unsigned char *)sqlite3_column_blob(statement, column) +
                   (uint64_t)sqlite3_column_bytes(statement, column);
            break;
        }
    }
    return sum;
}

static double read_rows(void *context)
{
    const struct journal *journal = context;
    sqlite3 *database;
    sqlite3_stmt *statement;
    uint64_t sum = 0;
    int64_t rows = 0;
    errno = 0;
    double start = harness_seconds();
    if (sqlite3_open_v2(journal->path, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(database, "SELECT * FROM entry", -1, &statement, NULL) != SQLITE_OK) {
        harness_fail(sqlite3_errmsg(database));
    }
    int columns = sqlite3_column_count(statement);
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++) {
        sum += row_sum(statement, columns);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    double seconds = harness_seconds() - start;
    if (rows != journal->entry_count || sum == 0) {
        harness_fail("the rows are not those that were written");
    }
    return seconds;
}

int main(int argc, char **argv)
{
    static struct journal journal;
    const struct harness harness = { "rebuild-1m", HARNESS_SPEED, rebuild, read_rows, &journal };
    journal_open(&journal);
    journal_make(&journal);
    int code = harness_run(&harness, argc, argv);
    journal_close(&journal);
    return code;
}
