/* Answers made durable while 64 wait, each for its own: the store, against a loop that appends the same bytes to a
 * file.
 *
 * Both have one writer that takes all that wait, and one flush for all of them. The store does for each answer what an
 * application does with one: it looks for a first response, appends the entry, reads and writes the three derived rows
 * (what is remembered is folded by the rules of the core), and keeps its indexes. Beside it stand 100,000 entries from
 * before. The folder comes from $TMPDIR, or is /var/tmp: a file system in memory would flush nothing. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/appender.h"
#include "bench/harness.h"
#include "core/remember.h"
#include "store/store.h"

enum {
    SUBMITTERS = 64,
    ANSWERS = 300,   /* of each submitter in a round */
    STEPS = 20,      /* of each run */
    EXERCISES = 100, /* of each learner */
    ENTRIES_BEFORE = 100000,
    ENTRIES_IN_CHANGE = 1000,
};

struct submitter {
    struct bench *bench;
    struct arena arena;
    struct uuid learner, run;
    int32_t answered;
    pthread_t thread;
};

struct bench {
    char folder[256];
    struct store *store;
    struct appender appender;
    struct submitter submitters[SUBMITTERS];
    pthread_barrier_t start;
};

/* An answer. */

struct answering {
    struct submitter *submitter;
    struct entry entry;
    struct failure failure;
};

static struct entry entry_of(struct submitter *submitter)
{
    struct hash content;
    int32_t number = submitter->answered++;
    memset(content.bytes, 'c', sizeof content.bytes);
    if (number % STEPS == 0) {
        submitter->run = uuid_new();
    }
    return (struct entry){
        .id = uuid_new(),
        .learner = submitter->learner,
        .device = submitter->learner,
        .run = submitter->run,
        .step = number % STEPS,
        .kind = ENTRY_CHOICE,
        .format = ENTRY_FORMAT,
        .time = { .at = 1795000000 + number, .offset_minutes = 60 },
        .subject = string_format(&submitter->arena, "viva/senior-rust/exercise-%d", number % EXERCISES),
        .content = content,
        .payload = STRING(
            "{\"chosen\":[\"explains-the-mechanism\"],\"dont_know\":false,\"sureness\":\"fairly\",\"took_ms\":48210,"
            "\"right\":false,\"score\":0.4,\"points\":[[\"owner\",\"covered\"],[\"borrow\",\"touched\"],[\"cost\","
            "\"absent\"],[\"lifetime\",\"absent\"]]}"),
    };
}

/* What the learner did on this day. */
static enum status derive_day(struct transaction *transaction, struct answering *answer)
{
    struct practice_day day;
    int32_t number = time_local_day(answer->entry.time);
    if (transaction_day_get(transaction, answer->entry.learner, number, &day, NULL) == STATUS_NOT_FOUND) {
        day = (struct practice_day){ .learner = answer->entry.learner, .day = number };
    }
    day.chosen_count[SURE_FAIRLY]++;
    return transaction_day_put(transaction, &day, &answer->failure);
}

static enum status derive_exercise(struct transaction *transaction, struct answering *answer)
{
    struct arena *arena = &answer->submitter->arena;
    const struct entry *entry = &answer->entry;
    struct tuning tuning;
    struct exercise_row row;
    if (transaction_tuning_get(transaction, entry->learner, arena, &tuning, NULL) == STATUS_NOT_FOUND) {
        tuning = remember_untuned();
    }
    struct remembering remembering = remembering_make(&tuning);
    if (transaction_exercise_get(transaction, entry->learner, entry->subject, MEMORY_RECOGNISING, arena, &row, NULL) ==
        STATUS_NOT_FOUND) {
        row = (struct exercise_row){
            .learner = entry->learner,
            .exercise = entry->subject,
            .skill = MEMORY_RECOGNISING,
            .is_counted = true,
            .is_remembered = true,
            .progress = { .learner = entry->learner, .exercise = entry->subject },
            .memory = remember_start(entry->learner, entry->subject, MEMORY_RECOGNISING),
        };
    }
    row.progress.response_count++;
    row.progress.last_at = entry->time.at;
    row.progress.last_content = entry->content;
    remember_answer(&remembering, &row.memory, entry->time, MEMORY_GOOD, false);
    return transaction_exercise_put(transaction, &row, &answer->failure);
}

static enum status derive(struct transaction *transaction, struct answering *answer)
{
    struct run_progress run;
    const struct entry *entry = &answer->entry;
    enum status status = derive_day(transaction, answer);
    status = status == STATUS_OK ? derive_exercise(transaction, answer) : status;
    if (status != STATUS_OK) {
        return status;
    }
    status = transaction_run_get(transaction, entry->run, &answer->submitter->arena, &run, NULL);
    if (status == STATUS_NOT_FOUND) {
        run = (struct run_progress){ .run = entry->run, .learner = entry->learner, .set = STRING("viva/senior-rust") };
    }
    run.response_count++;
    run.last_at = entry->time.at;
    return transaction_run_put(transaction, &run, &answer->failure);
}

static enum status answer_change(struct transaction *transaction, void *context)
{
    struct answering *answer = context;
    struct entry first;
    enum status status = transaction_first_response(transaction, answer->entry.run, answer->entry.step,
                                                    &answer->submitter->arena, &first, &answer->failure);
    if (status == STATUS_NOT_FOUND) {
        status = transaction_append(transaction, &answer->entry, &answer->failure);
    }
    return status == STATUS_OK ? derive(transaction, answer) : status;
}

/* Ours. */

static void *submitter_answer(void *context)
{
    struct submitter *submitter = context;
    pthread_barrier_wait(&submitter->bench->start);
    for (int i = 0; i < ANSWERS; i++) {
        struct answering answer = { .submitter = submitter, .entry = entry_of(submitter) };
        if (store_change(submitter->bench->store, answer_change, &answer, &answer.failure) != STATUS_OK) {
            errno = 0;
            harness_fail(answer.failure.text);
        }
        arena_reset(&submitter->arena);
    }
    return NULL;
}

/* All submitters at once; the seconds from their common start to the last one's end. */
static double submitters_run(struct bench *bench, void *(*run)(void *))
{
    for (size_t i = 0; i < SUBMITTERS; i++) {
        errno = pthread_create(&bench->submitters[i].thread, NULL, run, &bench->submitters[i]);
        if (errno != 0) {
            harness_fail("a thread");
        }
    }
    pthread_barrier_wait(&bench->start);
    double start = harness_seconds();
    for (size_t i = 0; i < SUBMITTERS; i++) {
        pthread_join(bench->submitters[i].thread, NULL);
    }
    return harness_seconds() - start;
}

static double store_side(void *context)
{
    return submitters_run(context, submitter_answer);
}

/* The reference. */

/* The record takes as many bytes as an entry has; what they are makes no difference to a file. */
static void append(struct appender *appender, const struct entry *entry)
{
    char record[APPENDER_RECORD_BYTES] = { 0 };
    memcpy(record, entry, sizeof *entry);
    memcpy(record + sizeof *entry, entry->payload.bytes, sizeof record - sizeof *entry);
    appender_append(appender, record);
}

static void *submitter_append(void *context)
{
    struct submitter *submitter = context;
    pthread_barrier_wait(&submitter->bench->start);
    for (int i = 0; i < ANSWERS; i++) {
        struct entry entry = entry_of(submitter);
        append(&submitter->bench->appender, &entry);
        arena_reset(&submitter->arena);
    }
    return NULL;
}

static double appender_side(void *context)
{
    return submitters_run(context, submitter_append);
}

/* Before and after. */

static enum status fill_change(struct transaction *transaction, void *context)
{
    struct submitter *submitter = context;
    struct answering answer = { .submitter = submitter };
    enum status status = STATUS_OK;
    for (int i = 0; i < ENTRIES_IN_CHANGE && status == STATUS_OK; i++) {
        answer.entry = entry_of(submitter);
        status = answer_change(transaction, &answer);
        arena_reset(&submitter->arena);
    }
    return status;
}

static void store_fill(struct bench *bench)
{
    for (int i = 0; i < ENTRIES_BEFORE / ENTRIES_IN_CHANGE; i++) {
        struct submitter *submitter = &bench->submitters[i % SUBMITTERS];
        if (store_change(bench->store, fill_change, submitter, NULL) != STATUS_OK) {
            errno = 0;
            harness_fail("the entries from before");
        }
    }
}

static void bench_open(struct bench *bench)
{
    const char *parent = getenv("TMPDIR");
    char path[300];
    struct store_sqlite_options options;
    struct failure failure = { 0 };
    snprintf(bench->folder, sizeof bench->folder, "%s/viva-writer-XXXXXX", parent != NULL ? parent : "/var/tmp");
    if (mkdtemp(bench->folder) == NULL) {
        harness_fail(bench->folder);
    }
    snprintf(path, sizeof path, "%s/records", bench->folder);
    appender_open(&bench->appender, path, SUBMITTERS);
    snprintf(path, sizeof path, "%s/viva.db", bench->folder);
    options = (struct store_sqlite_options){ .path = string_from(path) };
    if (store_open_sqlite(&options, &bench->store, &failure) != STATUS_OK) {
        errno = 0;
        harness_fail(failure.text);
    }
}

static void bench_start(struct bench *bench)
{
    pthread_barrier_init(&bench->start, NULL, SUBMITTERS + 1);
    for (size_t i = 0; i < SUBMITTERS; i++) {
        bench->submitters[i].bench = bench;
        bench->submitters[i].learner = uuid_new();
    }
}

static void bench_end(struct bench *bench)
{
    static const char *const names[] = { "records", "viva.db" };
    char path[300];
    appender_close(&bench->appender);
    store_close(bench->store);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", bench->folder, names[i]);
        unlink(path);
    }
    rmdir(bench->folder);
    for (size_t i = 0; i < SUBMITTERS; i++) {
        arena_clear(&bench->submitters[i].arena);
    }
}

int main(int argc, char **argv)
{
    static struct bench bench;
    const struct harness harness = { "writer-64", HARNESS_SPEED, store_side, appender_side, &bench };
    bench_open(&bench);
    bench_start(&bench);
    store_fill(&bench);
    int code = harness_run(&harness, argc, argv);
    bench_end(&bench);
    return code;
}
