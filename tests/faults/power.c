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
    struct power_faults lying = POWER_WELL;
    lying.syncs_nothing = true;
    power_vfs_set(lying);
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
    power_vfs_set(POWER_WELL);
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
    struct power_faults faults = POWER_WELL;
    for (faults.writes_until_full = 0; faults.writes_until_full < 24; faults.writes_until_full++)
        survive(faults, "full");
}

static void a_failing_sync_is_told_and_harms_nothing(void **state)
{
    (void)state;
    struct power_faults faults = POWER_WELL;
    for (faults.syncs_until_failure = 0; faults.syncs_until_failure < 12; faults.syncs_until_failure++)
        survive(faults, "disk I/O error");
}

static enum status see_entry(const struct entry *entry, void *context)
{
    buffer_add(context, entry->payload);
    return STATUS_OK;
}

static enum status see_progress(const struct progress *progress, void *context)
{
    buffer_add(context, progress->exercise);
    return STATUS_OK;
}

static enum status see_run(const struct run_progress *run, void *context)
{
    buffer_add(context, run->set);
    return STATUS_OK;
}

/* Everything that can be done with a store, one after the other, while the disk fails somewhere in between. */
static enum status read_everything(struct transaction *transaction, void *context)
{
    struct arena arena = { 0 };
    struct entry entry;
    struct progress progress;
    struct run_progress run;
    struct string text;
    struct failure *failure = context;
    struct entry_filter filter = { .run = uuid_numbered(1) };
    struct buffer buffer = buffer_in(&arena);
    enum status status[] = {
        transaction_walk(transaction, &(struct entry_filter){ .kind = 0 }, see_entry, &buffer, failure),
        transaction_walk(transaction, &filter, see_entry, &buffer, failure),
        transaction_first_response(transaction, uuid_numbered(1), 0, &arena, &entry, failure),
        transaction_progress_get(transaction, uuid_numbered(1), STRING("viva/a/one"), &arena, &progress, failure),
        transaction_progress_walk(transaction, uuid_numbered(1), STRING("viva/"), see_progress, &buffer, failure),
        transaction_run_get(transaction, uuid_numbered(1), &arena, &run, failure),
        transaction_run_newest(transaction, uuid_numbered(1), STRING("viva/sample"), &arena, &run, failure),
        transaction_run_walk(transaction, uuid_numbered(1), see_run, &buffer, failure),
        transaction_content_get(transaction, hash_numbered(7), &arena, &text, failure),
        transaction_setting_get(transaction, "learner", &arena, &text, failure),
    };
    arena_clear(&arena);
    for (size_t i = 0; i < sizeof status / sizeof *status; i++)
        if (status[i] != STATUS_OK && status[i] != STATUS_NOT_FOUND)
            return status[i];
    return STATUS_OK;
}

static enum status write_everything(struct transaction *transaction, void *context)
{
    struct progress progress = { .learner = uuid_numbered(1), .exercise = STRING("viva/a/one") };
    struct failure *failure = context;
    enum status status = put_progress(transaction, &progress, failure);
    if (status == STATUS_OK)
        status = transaction_content_put(transaction, hash_numbered(7), STRING("{}"), failure);
    if (status == STATUS_OK)
        status = transaction_setting_put(transaction, "learner", STRING("one"), failure);
    return status;
}

/* Whatever could not be done is told in words. */
static bool is_fine(enum status status, struct failure *failure)
{
    bool is_done = status == STATUS_OK || status == STATUS_ALREADY;
    if (!is_done && (failure->text[0] == '\0' || failure->status != status))
        fail_msg("%s is told as %s: \"%s\"", status_name(status), status_name(failure->status), failure->text);
    *failure = (struct failure){ 0 };
    return is_done;
}

/* Returns how many of these things could be done. */
static int do_everything(const char *folder)
{
    struct answers answers = { 0 };
    struct failure failure = { 0 };
    struct store_sqlite_options options = { .path = string_from(path_in(folder, "viva.db")), .vfs = POWER_VFS };
    if (!is_fine(store_open_sqlite(&options, &answers.store, &failure), &failure))
        return 0;
    int done = 1;
    for (uint32_t i = 0; i < 3; i++)
        done += is_fine(send_answer(&answers, i), &answers.failure);
    done += is_fine(store_change(answers.store, write_everything, &failure, &failure), &failure);
    done += is_fine(store_read(answers.store, read_everything, &failure, &failure), &failure);
    done += is_fine(store_backup(answers.store, string_from(path_in(folder, "copy.db")), &failure), &failure);
    unlink(path_in(folder, "copy.db"));
    done += is_fine(store_forget(answers.store, &failure), &failure);
    store_close(answers.store);
    return done;
}

enum { THINGS_TO_DO = 8 };

/* Let one kind of fault strike a moment later each time, until it is so late that everything is done before. */
static void fail_at_every_moment(int *until, struct power_faults *faults)
{
    int done = 0, rounds = 0;
    for (*until = 0; done < THINGS_TO_DO; ++*until) {
        char folder[FIXTURE_PATH_MAX];
        folder_make(folder);
        power_vfs_begin();
        power_vfs_set(*faults);
        done = do_everything(folder);
        power_vfs_set(POWER_WELL);
        assert_int_equal(do_everything(folder), THINGS_TO_DO);
        assert_true(is_intact(folder));
        power_vfs_end();
        folder_remove(folder);
        rounds++;
    }
    assert_true(rounds > 10);
}

static void a_fault_at_any_moment_is_told_and_all_can_be_done_afterwards(void **state)
{
    (void)state;
    struct power_faults full = POWER_WELL, failing_sync = POWER_WELL, failing_read = POWER_WELL;
    fail_at_every_moment(&full.writes_until_full, &full);
    fail_at_every_moment(&failing_sync.syncs_until_failure, &failing_sync);
    fail_at_every_moment(&failing_read.reads_until_failure, &failing_read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_power_cuts_lose_no_acknowledged_answer),
        cmocka_unit_test(a_disk_that_lies_about_syncs_loses_answers),
        cmocka_unit_test(a_full_disk_is_told_and_harms_nothing),
        cmocka_unit_test(a_failing_sync_is_told_and_harms_nothing),
        cmocka_unit_test(a_fault_at_any_moment_is_told_and_all_can_be_done_afterwards),
    };
    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
