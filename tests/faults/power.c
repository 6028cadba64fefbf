/* What a power cut, a full disk or a failing sync may do to the journal: nothing to what was acknowledged, and no
 * damage. */
#include "../store/fixture.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"
#include "base/random.h"
#include "power_vfs.h"

#define ANSWER_COUNT       240
#define ANSWERS_PER_RUN    5
#define CUT_COUNT          200
#define SENDER_COUNT       4      /* at once, so that batches hold several answers */
#define SESSION_COUNT      4      /* the last is never closed */
#define LOG_PAGES          40     /* a log this short begins anew many times in a session */
#define PAUSE_MICROSECONDS 300000 /* longer than the store's idle time: the writer checkpoints when nothing comes */

/* Answers, and the moments of the record at which they were acknowledged. ----------------------------------------- */

struct answers {
    struct store *store;
    size_t acknowledged_at[ANSWER_COUNT]; /* SIZE_MAX: never */
    struct failure failure;               /* of the last that failed */
};

struct answer {
    struct arena arena;
    uint32_t number;
};

static enum status store_answer(struct transaction *transaction, void *context)
{
    struct answer *answer = context;
    struct failure failure = { 0 };
    struct entry entry = choice(&answer->arena, answer->number + 1, answer->number / ANSWERS_PER_RUN + 1,
                                (int32_t)(answer->number % ANSWERS_PER_RUN));
    struct run_progress run = {
        .run = entry.run, .learner = entry.learner, .set = STRING("viva/sample"), .begun_at = 1, .last_at = 2
    };
    enum status status = transaction_append(transaction, &entry, &failure);
    return status == STATUS_OK ? transaction_run_put(transaction, &run, &failure) : status;
}

static enum status send_answer(struct answers *answers, uint32_t number)
{
    struct answer answer = { .number = number };
    struct failure failure = { 0 };
    enum status status = store_change(answers->store, store_answer, &answer, &failure);
    answers->acknowledged_at[number] = status == STATUS_OK ? power_vfs_moment() : SIZE_MAX;
    if (status != STATUS_OK)
        answers->failure = failure;
    arena_clear(&answer.arena);
    return status;
}

static struct store *open_watched(const char *folder)
{
    struct store_sqlite_options options = { .path = string_from(path_in(folder, "viva.db")),
                                            .vfs = POWER_VFS,
                                            .log_pages_max = LOG_PAGES };
    struct store *store = NULL;
    struct failure failure = { 0 };
    assert_status(store_open_sqlite(&options, &store, &failure), STATUS_OK);
    return store;
}

struct sender {
    struct answers *answers;
    uint32_t first, end; /* every SENDER_COUNT-th of these numbers */
    pthread_t thread;
};

static void *send_answers(void *context)
{
    struct sender *sender = context;
    for (uint32_t number = sender->first; number < sender->end; number += SENDER_COUNT)
        CHECK(send_answer(sender->answers, number) == STATUS_OK);
    return NULL;
}

static void send_together(struct answers *answers, uint32_t first, uint32_t end)
{
    struct sender senders[SENDER_COUNT];
    for (uint32_t i = 0; i < SENDER_COUNT; i++) {
        senders[i] = (struct sender){ .answers = answers, .first = first + i, .end = end };
        assert_int_equal(pthread_create(&senders[i].thread, NULL, send_answers, &senders[i]), 0);
    }
    for (size_t i = 0; i < SENDER_COUNT; i++)
        pthread_join(senders[i].thread, NULL);
}

/* A journal is begun, written to by several at once, left alone for a moment, closed and opened again. */
static void record_answers(struct answers *answers, const char *folder)
{
    const uint32_t in_session = ANSWER_COUNT / SESSION_COUNT;
    answers->store = NULL;
    for (uint32_t session = 0; session < SESSION_COUNT; session++) {
        store_close(answers->store);
        answers->store = open_watched(folder);
        send_together(answers, session * in_session, (session + 1) * in_session - 10);
        usleep(PAUSE_MICROSECONDS);
        send_together(answers, (session + 1) * in_session - 10, (session + 1) * in_session);
    }
}

/* Looking at what is left. -------------------------------------------------------------------------------------- */

struct finding {
    size_t count[ANSWER_COUNT];
};

static enum status count_answer(const struct entry *entry, void *context)
{
    struct finding *finding = context;
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++)
        number = number << 8 | entry->id.bytes[i];
    assert_in_range(number, 1, ANSWER_COUNT);
    finding->count[number - 1]++;
    return STATUS_OK;
}

static enum status find_answers(struct transaction *transaction, void *context)
{
    struct entry_filter filter = { .kind = ENTRY_CHOICE };
    return transaction_walk(transaction, &filter, count_answer, context, NULL);
}

static bool is_intact(const char *folder)
{
    sqlite3 *database;
    sqlite3_stmt *statement = NULL;
    bool is_ok = sqlite3_open_v2(path_in(folder, "viva.db"), &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                 sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
                 sqlite3_step(statement) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return is_ok;
}

/* How many answers that were acknowledged before the moment are not there. None is there twice, and nothing is damaged.
 */
static size_t lost_answers(const struct answers *answers, size_t moment, const char *folder)
{
    struct finding finding = { { 0 } };
    size_t lost = 0;
    struct store *store = open_in(folder);
    read_fine(store, find_answers, &finding);
    store_close(store);
    assert_true(is_intact(folder));
    for (size_t i = 0; i < ANSWER_COUNT; i++) {
        assert_true(finding.count[i] <= 1);
        lost += answers->acknowledged_at[i] <= moment && finding.count[i] == 0;
    }
    return lost;
}

static size_t lost_by_cut(const struct answers *answers, size_t moment, uint64_t seed)
{
    char folder[FIXTURE_PATH_MAX];
    folder_make(folder);
    power_vfs_cut(moment, seed, folder);
    size_t lost = lost_answers(answers, moment, folder);
    folder_remove(folder);
    return lost;
}

static void two_hundred_power_cuts_lose_no_acknowledged_answer(void **state)
{
    (void)state;
    char folder[FIXTURE_PATH_MAX];
    static struct answers answers;
    struct random random = random_from(20261122);
    folder_make(folder);
    power_vfs_begin();
    record_answers(&answers, folder);
    size_t end = power_vfs_moment();
    for (int i = 0; i < CUT_COUNT; i++) {
        size_t moment = (size_t)random_below(&random, end + 1);
        size_t lost = lost_by_cut(&answers, moment, random_next(&random));
        if (lost > 0)
            print_error("cut %d, after %zu of %zu operations: %zu lost\n", i, moment, end, lost);
        assert_int_equal(lost, 0);
    }
    store_close(answers.store);
    power_vfs_end();
    folder_remove(folder);
}

/* The control: the same with a disk whose syncs do nothing must lose something, or the test above proves nothing. */
static void a_disk_that_lies_about_syncs_loses_answers(void **state)
{
    (void)state;
    char folder[FIXTURE_PATH_MAX], image[FIXTURE_PATH_MAX];
    static struct answers answers;
    folder_make(folder);
    power_vfs_begin();
    answers.store = open_watched(folder);
    assert_status(send_answer(&answers, 0), STATUS_OK);
    store_close(answers.store); /* the schema is on the disk, and this answer */
    answers.store = open_watched(folder);
    power_vfs_set((struct power_faults){ .syncs_nothing = true, .writes_until_full = -1, .syncs_until_failure = -1 });
    for (uint32_t i = 1; i < 40; i++)
        assert_status(send_answer(&answers, i), STATUS_OK);
    for (uint32_t i = 40; i < ANSWER_COUNT; i++)
        answers.acknowledged_at[i] = SIZE_MAX;
    size_t lost = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        folder_make(image);
        power_vfs_cut(power_vfs_moment(), seed, image);
        /* Such a disk may leave a database that is damaged: that is a loss too, and not ours to open. */
        lost += is_intact(image) ? lost_answers(&answers, power_vfs_moment(), image) : 1;
        folder_remove(image);
    }
    assert_true(lost > 0);
    store_close(answers.store);
    power_vfs_end();
    folder_remove(folder);
}

/* Refusals. ----------------------------------------------------------------------------------------------------- */

/* The fault strikes after so many operations, goes on for a while, then the disk is well again. */
static void survive(struct power_faults faults, const char *expected)
{
    char folder[FIXTURE_PATH_MAX];
    struct answers answers = { 0 };
    const struct power_faults well = { .writes_until_full = -1, .syncs_until_failure = -1 };
    size_t failed_count = 0;
    folder_make(folder);
    power_vfs_begin();
    answers.store = open_watched(folder);
    assert_status(send_answer(&answers, 0), STATUS_OK);
    power_vfs_set(faults);
    for (uint32_t i = 1; i < 30; i++)
        failed_count += send_answer(&answers, i) != STATUS_OK;
    assert_true(failed_count > 0);
    assert_contains(answers.failure.text, expected);
    power_vfs_set(well);
    for (uint32_t i = 30; i < ANSWER_COUNT; i++)
        answers.acknowledged_at[i] = SIZE_MAX;
    assert_status(send_answer(&answers, 30), STATUS_OK); /* the store that failed goes on */
    store_close(answers.store);
    answers.store = open_watched(folder); /* and so does one that comes after it */
    assert_status(send_answer(&answers, 31), STATUS_OK);
    store_close(answers.store);
    assert_int_equal(lost_answers(&answers, power_vfs_moment(), folder), 0);
    power_vfs_end();
    folder_remove(folder);
}

static void a_full_disk_is_told_and_harms_nothing(void **state)
{
    (void)state;
    for (int writes = 0; writes < 24; writes++)
        survive((struct power_faults){ .writes_until_full = writes, .syncs_until_failure = -1 }, "full");
}

static void a_failing_sync_is_told_and_harms_nothing(void **state)
{
    (void)state;
    for (int syncs = 0; syncs < 12; syncs++)
        survive((struct power_faults){ .writes_until_full = -1, .syncs_until_failure = syncs }, "disk I/O error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_power_cuts_lose_no_acknowledged_answer),
        cmocka_unit_test(a_disk_that_lies_about_syncs_loses_answers),
        cmocka_unit_test(a_full_disk_is_told_and_harms_nothing),
        cmocka_unit_test(a_failing_sync_is_told_and_harms_nothing),
    };
    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
