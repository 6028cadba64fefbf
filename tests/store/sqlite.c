/* What the SQLite backend promises beyond the suite: about its file, its versions, and files that come from elsewhere.
 * Long, since each of these promises has its own way to go wrong, and all share the fixtures of one file on a disk. */
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sqlite_schema.h"

struct place {
    char folder[FIXTURE_PATH_MAX];
    struct arena arena;
    struct failure failure;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    folder_make(place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    folder_remove(place->folder);
    arena_clear(&place->arena);
    free(place);
    return 0;
}

static enum status open_at(const char *path, bool is_read_only, struct store **store, struct failure *failure)
{
    struct store_sqlite_options options = { .path = string_from(path), .read_only = is_read_only };
    *store = NULL;
    return store_open_sqlite(&options, store, failure);
}

static void append_some(struct place *place, struct store *store, uint32_t from, uint32_t to)
{
    for (uint32_t id = from; id < to; id++) {
        struct entry entry = choice(&place->arena, id, id, 0);
        assert_status(append_one(store, &entry), STATUS_OK);
    }
}

static size_t entries_at(const char *path)
{
    struct store *store;
    struct failure failure = { 0 };
    if (open_at(path, true, &store, &failure) != STATUS_OK) {
        fail_msg("%s", failure.text);
    }
    size_t count = count_entries(store, &(struct entry_filter){ .kind = 0 });
    store_close(store);
    return count;
}

/* Runs SQL on a database file with nothing of the store in between, as a stranger would. */
static void meddle(const char *path, const char *sql)
{
    sqlite3 *database;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_db_config(database, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s: %s", sql, message);
    }
    sqlite3_close(database);
}

static char *file_bytes(struct place *place, const char *path, size_t *size)
{
    struct stat about = { .st_size = 0 };
    int file = open(path, O_RDONLY);
    assert_true(file >= 0 && fstat(file, &about) == 0);
    *size = (size_t)about.st_size;
    char *bytes = arena_take(&place->arena, *size + 1);
    assert_int_equal(read(file, bytes, *size), *size);
    close(file);
    return bytes;
}

static void file_write(const char *path, const void *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, size), size);
    close(file);
}

/* The file. */

static void what_was_stored_is_there_when_it_is_opened_again(void **state)
{
    struct place *place = *state;
    struct store *store = open_in(place->folder);
    append_some(place, store, 1, 11);
    store_close(store);
    assert_int_equal(entries_at(path_in(place->folder, "viva.db")), 10);
}

static void assert_all_private(const char *folder, size_t expected_count)
{
    DIR *stream = opendir(folder);
    size_t count = 0;
    for (struct dirent *item = readdir(stream); item != NULL; item = readdir(stream)) {
        struct stat about;
        assert_int_equal(stat(path_in(folder, item->d_name), &about), 0);
        if (S_ISREG(about.st_mode)) {
            assert_int_equal(about.st_mode & 0777, 0600);
            count++;
        }
    }
    closedir(stream);
    assert_int_equal(count, expected_count);
}

static void all_files_are_private_and_the_folder_is_left_as_it_is(void **state)
{
    struct place *place = *state;
    struct stat before, after;
    mode_t mask = umask(0);
    chmod(place->folder, 0755);
    stat(place->folder, &before);
    struct store *store = open_in(place->folder);
    append_some(place, store, 1, 3);
    assert_all_private(place->folder, 3); /* the database, its log, the index of the log */
    store_close(store);
    assert_all_private(place->folder, 1);
    chmod(path_in(place->folder, "viva.db"), 0644);
    store = open_in(place->folder);
    assert_status(store_backup(store, string_from(path_in(place->folder, "copy.db")), &place->failure), STATUS_OK);
    assert_all_private(place->folder, 4);
    store_close(store);
    assert_status(store_restore(string_from(path_in(place->folder, "viva.db")),
                                string_from(path_in(place->folder, "copy.db")), &place->failure),
                  STATUS_OK);
    assert_all_private(place->folder, 3);
    umask(mask);
    stat(place->folder, &after);
    assert_int_equal(before.st_mode, after.st_mode);
}

static void the_header_says_whose_it_is_and_which_form_it_has(void **state)
{
    struct place *place = *state;
    size_t size;
    store_close(open_in(place->folder));
    const char *bytes = file_bytes(place, path_in(place->folder, "viva.db"), &size);
    assert_memory_equal(bytes + 68, "viva", 4); /* application_id */
    assert_memory_equal(bytes + 60, ((const char[]){ 0, 0, 0, (char)schema_migrations().count }), 4); /* user_version */
    assert_memory_equal(bytes + 18, "\2\2", 2); /* a write-ahead log */
}

static int64_t number_of(const char *path, const char *sql)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

static off_t size_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? about.st_size : -1;
}

/* What stands in the database file itself, without its log. */
static int64_t moved_entries(struct place *place)
{
    const char *uri =
        string_format(&place->arena, "file:%s?immutable=1%c", path_in(place->folder, "viva.db"), '\0').bytes;
    sqlite3 *database;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open_v2(uri, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "SELECT count(*) FROM entry", -1, &statement, NULL), SQLITE_OK);
    int64_t count = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return count;
}

static void the_log_is_moved_when_it_is_long_and_when_nothing_waits(void **state)
{
    struct place *place = *state;
    struct store_sqlite_options options = { .path = string_from(path_in(place->folder, "viva.db")),
                                            .log_pages_max = 20 };
    struct store *store;
    const char *log = path_in(place->folder, "viva.db-wal");
    assert_status(store_open_sqlite(&options, &store, &place->failure), STATUS_OK);
    append_some(place, store, 1, 301);
    assert_in_range(size_of(log), 1, 60 * 4096); /* unmoved it would be more than a thousand pages */
    for (int i = 0; i < 200 && moved_entries(place) < 300; i++) {
        usleep(50000);
    }
    assert_int_equal(moved_entries(place), 300);
    store_close(store);
    assert_int_equal(size_of(log), -1);
}

static void nothing_that_a_run_needs_reads_the_whole_journal(void **state)
{
    struct place *place = *state;
    static const char *const queries[] = {
        sql_query_entry_first_response, sql_query_entry_responses, sql_query_entry_walk_run, sql_query_content_get,
        sql_query_content_has,          sql_query_exercise_get,    sql_query_exercise_walk,  sql_query_run_get,
        sql_query_run_newest,           sql_query_run_walk,        sql_query_day_get,        sql_query_day_walk,
    };
    sqlite3 *database;
    store_close(open_in(place->folder));
    assert_int_equal(sqlite3_open(path_in(place->folder, "viva.db"), &database), SQLITE_OK);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        sqlite3_stmt *statement;
        const char *sql = string_format(&place->arena, "EXPLAIN QUERY PLAN %s%c", queries[i], '\0').bytes;
        assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const char *detail = (const char *)sqlite3_column_text(statement, 3);
            if (strncmp(detail, "SCAN", 4) == 0 || strstr(detail, "TEMP B-TREE") != NULL) {
                fail_msg("%s: %s", queries[i], detail);
            }
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
}

/* Two programs. */

static void two_programs_answer_at_once_and_each_answer_lands_once(void **state)
{
    struct place *place = *state;
    store_close(open_in(place->folder));
    pid_t child = fork();
    if (child == 0) {
        struct store *mine = open_in(place->folder);
        append_some(place, mine, 1, 200);
        store_close(mine);
        _exit(0);
    }
    struct store *store = open_in(place->folder);
    int status;
    append_some(place, store, 1000, 1200);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(count_entries(store, &(struct entry_filter){ .kind = 0 }), 399);
    store_close(store);
}

static void a_database_that_another_program_holds_is_a_conflict_and_comes_back(void **state)
{
    struct place *place = *state;
    struct store *store = open_in(place->folder);
    struct entry entry = choice(&place->arena, 1, 1, 0);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path_in(place->folder, "viva.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_status(append_one(store, &entry), STATUS_CONFLICT);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_status(append_one(store, &entry), STATUS_OK);
    store_close(store);
}

/* Versions. */

static void a_newer_database_is_refused_with_both_versions(void **state)
{
    struct place *place = *state;
    struct store *store;
    const char *path = path_in(place->folder, "viva.db");
    store_close(open_in(place->folder));
    meddle(path, "PRAGMA user_version = 77");
    assert_status(open_at(path, false, &store, &place->failure), STATUS_TOO_NEW);
    assert_contains(place->failure.text, "form 77");
    assert_contains(place->failure.text, VIVA_VERSION);
    assert_contains(place->failure.text,
                    string_format(&place->arena, "up to %d%c", schema_migrations().count, '\0').bytes);
}

static void a_database_that_becomes_newer_while_it_is_open_takes_no_change(void **state)
{
    struct place *place = *state;
    struct store *store = open_in(place->folder);
    struct entry entry = choice(&place->arena, 1, 1, 0);
    meddle(path_in(place->folder, "viva.db"), "PRAGMA user_version = 77");
    assert_status(append_one(store, &entry), STATUS_TOO_NEW);
    assert_int_equal(count_entries(store, &(struct entry_filter){ .kind = 0 }), 0);
    store_close(store);
}

static void what_is_no_database_of_ours_is_refused_and_left_alone(void **state)
{
    struct place *place = *state;
    static const char text[] = "Dear diary, this is no database at all, however long it may become in the end.\n";
    const char *path = path_in(place->folder, "other.db");
    struct store *store;
    size_t size;
    file_write(path, text, sizeof text);
    assert_status(open_at(path, false, &store, &place->failure), STATUS_CORRUPT);
    assert_contains(place->failure.text, "other.db");
    assert_memory_equal(file_bytes(place, path, &size), text, sizeof text);
    unlink(path);
    meddle(path, "CREATE TABLE contacts (name)");
    assert_status(open_at(path, false, &store, &place->failure), STATUS_CORRUPT);
    assert_contains(place->failure.text, "not one of viva's");
    assert_int_equal(number_of(path, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void an_empty_file_becomes_a_database_and_a_missing_one_only_for_writing(void **state)
{
    struct place *place = *state;
    struct store *store;
    const char *path = path_in(place->folder, "viva.db");
    assert_status(open_at(path, true, &store, &place->failure), STATUS_NOT_FOUND);
    assert_contains(place->failure.text, path);
    file_write(path, "", 0);
    assert_status(open_at(path, false, &store, &place->failure), STATUS_OK);
    append_some(place, store, 1, 2);
    store_close(store);
    assert_status(open_at(path_in(place->folder, "none/viva.db"), false, &store, &place->failure), STATUS_NOT_FOUND);
}

/* Migrations of a database that never was: the mechanism, whatever the list. */
static const char *const steps[] = { "CREATE TABLE a (x); INSERT INTO a VALUES (1);",
                                     "CREATE TABLE b (x); INSERT INTO b SELECT x + 1 FROM a;", "DROP TABLE a;" };
static const char *const broken_steps[] = {
    "CREATE TABLE a (x); INSERT INTO a VALUES (1);",
    "CREATE TABLE b (x); INSERT INTO b VALUES (1); SELECT nonsense FROM nowhere;"
};

static enum status migrate_to(const char *path, struct migrations migrations, struct failure *failure)
{
    struct connection connection;
    enum status status = connection_open(&connection, CONNECTION_CHANGING, path, path, NULL, failure);
    if (status == STATUS_OK) {
        status = schema_migrate(&connection, migrations, failure);
        connection_close(&connection);
    }
    return status;
}

static void every_earlier_version_is_brought_forward(void **state)
{
    struct place *place = *state;
    for (int version = 0; version <= 3; version++) {
        const char *path = path_in(place->folder, "test.db");
        assert_status(migrate_to(path, (struct migrations){ steps, version }, &place->failure), STATUS_OK);
        assert_int_equal(number_of(path, "PRAGMA user_version"), version);
        assert_status(migrate_to(path, (struct migrations){ steps, 3 }, &place->failure), STATUS_OK);
        assert_int_equal(number_of(path, "PRAGMA user_version"), 3);
        assert_int_equal(number_of(path, "SELECT x FROM b"), 2);
        assert_int_equal(number_of(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'a'"), 0);
        unlink(path);
    }
}

static void a_migration_that_fails_leaves_the_database_as_it_was(void **state)
{
    struct place *place = *state;
    const char *path = path_in(place->folder, "test.db");
    assert_status(migrate_to(path, (struct migrations){ broken_steps, 1 }, &place->failure), STATUS_OK);
    assert_status(migrate_to(path, (struct migrations){ broken_steps, 2 }, &place->failure), STATUS_CORRUPT);
    assert_int_equal(number_of(path, "PRAGMA user_version"), 1);
    assert_int_equal(number_of(path, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(number_of(path, "SELECT x FROM a"), 1);
}

/* Reading only. As root everything is permitted: the child becomes nobody first. */

struct read_only_report {
    enum status open, change, forget;
    size_t entries;
    struct failure open_failure, change_failure;
};

static void read_only_look(const char *path, bool is_asked_for, const struct entry *entry,
                           struct read_only_report *report)
{
    struct store *store;
    report->open = open_at(path, is_asked_for, &store, &report->open_failure);
    if (report->open == STATUS_OK) {
        report->entries = count_entries(store, &(struct entry_filter){ .kind = 0 });
        report->forget = store_forget(store, &report->change_failure);
        report->change = append_one(store, entry);
        store_close(store);
    }
}

static struct read_only_report read_only_as_nobody(const char *path, const struct entry *entry)
{
    struct read_only_report report = { 0 };
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        if (getuid() == 0 && setresuid(65534, 65534, 65534) != 0) {
            _exit(1);
        }
        read_only_look(path, false, entry, &report);
        _exit(write(ends[1], &report, sizeof report) == sizeof report ? 0 : 1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &report, sizeof report), sizeof report);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return report;
}

static void assert_read_not_changed(const struct read_only_report *report, size_t entries)
{
    if (report->open != STATUS_OK) {
        fail_msg("%s", report->open_failure.text);
    }
    assert_int_equal(report->entries, entries);
    assert_status(report->change, STATUS_SYSTEM);
    assert_status(report->forget, STATUS_SYSTEM);
    assert_contains(report->change_failure.text, "for reading only");
}

static void what_may_only_be_read_is_read_and_refuses_changes_clearly(void **state)
{
    struct place *place = *state;
    const char *path = path_in(place->folder, "viva.db");
    struct entry entry = choice(&place->arena, 99, 99, 0);
    struct store *store = open_in(place->folder);
    append_some(place, store, 1, 6);
    store_close(store);
    struct read_only_report asked_for = { 0 };
    read_only_look(path, true, &entry, &asked_for);
    assert_read_not_changed(&asked_for, 5);
    store_close(open_in(place->folder)); /* a reader leaves an empty log behind, which takes a writer to remove */

    chmod(path, 0444);
    chmod(place->folder, 0555);
    struct read_only_report folder_and_file = read_only_as_nobody(path, &entry);
    assert_read_not_changed(&folder_and_file, 5);

    chmod(place->folder, 0777);
    struct read_only_report file = read_only_as_nobody(path, &entry);
    assert_read_not_changed(&file, 5);
    chmod(place->folder, 0700);
    assert_int_equal(entries_at(path), 5);
}

static void what_lies_in_the_log_of_a_program_that_was_killed_is_read_without_writing(void **state)
{
    struct place *place = *state;
    pid_t child = fork();
    int status;
    if (child == 0) {
        append_some(place, open_in(place->folder), 1, 8);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(size_of(path_in(place->folder, "viva.db-wal")) > 0);
    assert_int_equal(entries_at(path_in(place->folder, "viva.db")), 7);
}

/* Backups. */

struct writing {
    struct place *place;
    struct store *store;
    atomic_bool is_over;
    atomic_uint written;
};

static enum status append_pair(struct transaction *transaction, void *context)
{
    struct writing *writing = context;
    struct arena arena = { 0 };
    uint32_t number = atomic_load(&writing->written);
    struct entry first = choice(&arena, 2 * number + 1, number + 1, 0),
                 second = choice(&arena, 2 * number + 2, number + 1, 1);
    enum status status = transaction_append(transaction, &first, NULL);
    status = status == STATUS_OK ? transaction_append(transaction, &second, NULL) : status;
    arena_clear(&arena);
    return status;
}

static void *write_pairs(void *context)
{
    struct writing *writing = context;
    while (!atomic_load(&writing->is_over)) {
        change_fine(writing->store, append_pair, writing);
        atomic_fetch_add(&writing->written, 1);
    }
    return NULL;
}

static void a_backup_taken_while_others_write_is_whole_and_one_file(void **state)
{
    struct place *place = *state;
    struct writing writing = { .place = place, .store = open_in(place->folder) };
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, write_pairs, &writing), 0);
    for (int i = 0; i < 5; i++) {
        const char *copy = path_in(place->folder, "copy.db");
        unsigned before = atomic_load(&writing.written);
        while (atomic_load(&writing.written) < before + 5) {
            usleep(1000);
        }
        unsigned least = atomic_load(&writing.written);
        assert_status(store_backup(writing.store, string_from(copy), &place->failure), STATUS_OK);
        assert_int_equal(size_of(path_in(place->folder, "copy.db-wal")), -1);
        assert_int_equal(size_of(path_in(place->folder, "copy.db-journal")), -1);
        assert_int_equal(size_of(path_in(place->folder, "copy.db.part")), -1);
        assert_int_equal(number_of(copy, "SELECT count(*) % 2 FROM entry"), 0);
        assert_true(number_of(copy, "SELECT count(*) FROM entry") >= 2 * (int64_t)least);
        assert_int_equal(number_of(copy, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
        unlink(copy);
    }
    atomic_store(&writing.is_over, true);
    pthread_join(thread, NULL);
    store_close(writing.store);
}

static void a_backup_never_writes_over_a_file_and_leaves_none_when_it_fails(void **state)
{
    struct place *place = *state;
    struct store *store = open_in(place->folder);
    const char *copy = path_in(place->folder, "copy.db");
    size_t size;
    file_write(copy, "mine", 4);
    assert_status(store_backup(store, string_from(copy), &place->failure), STATUS_CONFLICT);
    assert_contains(place->failure.text, "copy.db");
    assert_memory_equal(file_bytes(place, copy, &size), "mine", 4);
    assert_status(store_backup(store, string_from(path_in(place->folder, "none/copy.db")), &place->failure),
                  STATUS_NOT_FOUND);
    store_close(store);
}

/* Forgetting. */

#define CANARY "canary-5f2c9d"

static bool holds(const char *bytes, size_t size, const char *what)
{
    return memmem(bytes, size, what, strlen(what)) != NULL;
}

static bool folder_holds(struct place *place, const char *what)
{
    DIR *stream = opendir(place->folder);
    bool is_found = false;
    for (struct dirent *item = readdir(stream); item != NULL; item = readdir(stream)) {
        if (item->d_name[0] != '.') {
            size_t size;
            const char *bytes = file_bytes(place, path_in(place->folder, item->d_name), &size);
            is_found |= holds(bytes, size, what);
        }
    }
    closedir(stream);
    return is_found;
}

static enum status put_canaries(struct transaction *transaction, void *context)
{
    const struct entry *entry = context;
    struct progress progress = { .learner = uuid_numbered(1), .exercise = STRING(CANARY "/progress") };
    struct run_progress run = { .run = uuid_numbered(5), .learner = uuid_numbered(1), .set = STRING(CANARY "/run") };
    transaction_append(transaction, entry, NULL);
    transaction_content_put(transaction, hash_numbered(3), STRING("{\"" CANARY "\":1}"), NULL);
    put_progress(transaction, &progress, NULL);
    transaction_run_put(transaction, &run, NULL);
    return transaction_setting_put(transaction, "learner", STRING(CANARY), NULL);
}

static void after_forgetting_no_file_holds_a_byte_of_it_and_the_database_is_small(void **state)
{
    struct place *place = *state;
    struct store *store = open_in(place->folder);
    const char *path = path_in(place->folder, "viva.db");
    for (uint32_t id = 1; id <= 300; id++) {
        struct entry entry = choice(&place->arena, id, id, 0);
        entry.payload = STRING("{\"text\":\"" CANARY "\"}");
        change_fine(store, put_canaries, &entry);
    }
    assert_status(store_backup(store, string_from(path_in(place->folder, "viva.db.before-restore")), &place->failure),
                  STATUS_OK);
    assert_true(folder_holds(place, CANARY));
    assert_status(store_forget(store, &place->failure), STATUS_OK);
    assert_false(folder_holds(place, CANARY));
    assert_in_range(size_of(path), 4096, 24 * 4096);
    assert_int_equal(count_entries(store, &(struct entry_filter){ .kind = 0 }), 0);
    append_some(place, store, 1, 2);
    store_close(store);
    assert_int_equal(number_of(path, "PRAGMA user_version"), schema_migrations().count);
    assert_int_equal(entries_at(path), 1);
}

/* Restoring. */

struct restoring {
    const char *path, *copy, *before;
};

/* A database with ten entries, and a backup from when it had five, with a content whose hash is right. */
static struct restoring restoring_set_up(struct place *place)
{
    struct restoring restoring = { string_c(&place->arena, string_from(path_in(place->folder, "viva.db"))),
                                   string_c(&place->arena, string_from(path_in(place->folder, "copy.db"))),
                                   string_c(&place->arena,
                                            string_from(path_in(place->folder, "viva.db.before-restore"))) };
    struct store *store = open_in(place->folder);
    append_some(place, store, 1, 6);
    assert_status(store_backup(store, string_from(restoring.copy), &place->failure), STATUS_OK);
    append_some(place, store, 6, 11);
    store_close(store);
    return restoring;
}

static enum status restore(struct place *place, const struct restoring *restoring)
{
    return store_restore(string_from(restoring->path), string_from(restoring->copy), &place->failure);
}

static void a_backup_takes_the_place_of_the_database_which_is_kept(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    assert_status(restore(place, &restoring), STATUS_OK);
    assert_int_equal(entries_at(restoring.path), 5);
    assert_int_equal(entries_at(restoring.before), 10);
    assert_int_equal(entries_at(restoring.copy), 5);
    assert_status(restore(place, &restoring), STATUS_CONFLICT); /* what is kept is not written over */
    assert_contains(place->failure.text, "before-restore");
    unlink(restoring.before);
    unlink(restoring.path);
    assert_status(restore(place, &restoring), STATUS_OK);
    assert_int_equal(entries_at(restoring.path), 5);
    assert_int_equal(size_of(restoring.before), -1);
}

static void what_a_killed_program_left_in_its_log_is_kept_too(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    int status;
    pid_t child = fork();
    if (child == 0) {
        append_some(place, open_in(place->folder), 20, 30);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(size_of(path_in(place->folder, "viva.db-wal")) > 0);
    assert_status(restore(place, &restoring), STATUS_OK);
    assert_int_equal(entries_at(restoring.before), 20);
    assert_int_equal(entries_at(restoring.path), 5);
}

static void a_damaged_database_does_not_stand_in_the_way_of_its_backup(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    file_write(restoring.path, "broken", 6);
    file_write(path_in(place->folder, "viva.db-wal"), "broken too", 10);
    assert_status(restore(place, &restoring), STATUS_OK);
    assert_int_equal(entries_at(restoring.path), 5);
    assert_int_equal(size_of(restoring.before), 6);
}

static void a_database_that_is_open_is_not_replaced(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    struct store *store = open_in(place->folder);
    append_some(place, store, 50, 51);
    pid_t child = fork(); /* locks are between processes */
    int status;
    if (child == 0) {
        _exit(restore(place, &restoring) == STATUS_CONFLICT ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    append_some(place, store, 51, 52);
    store_close(store);
    assert_int_equal(entries_at(restoring.path), 12);
    assert_int_equal(size_of(restoring.before), -1);
}

/* What a stranger may have done to a backup, and what is said of it. */
static const struct {
    const char *what, *sql, *said;
    enum status status;
} meddlings[] = {
    { "a trigger", "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END", "other tables",
      STATUS_CORRUPT },
    { "a view", "CREATE VIEW v AS SELECT load_extension('x')", "other tables", STATUS_CORRUPT },
    { "another table", "CREATE TABLE more (x)", "other tables", STATUS_CORRUPT },
    { "another index", "CREATE INDEX more ON entry (at)", "other tables", STATUS_CORRUPT },
    { "a missing index", "DROP INDEX entry_response", "other tables", STATUS_CORRUPT },
    { "statistics", "ANALYZE", "other tables", STATUS_CORRUPT },
    { "another column", "ALTER TABLE entry ADD COLUMN more TEXT", "other tables", STATUS_CORRUPT },
    { "a view in the place of a table",
      "ALTER TABLE setting RENAME TO hidden; CREATE VIEW setting AS SELECT name, randomblob(1000000000) AS value FROM "
      "hidden",
      "other tables", STATUS_CORRUPT },
    { "looser rules",
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'entry'",
      "other tables", STATUS_CORRUPT },
    { "no tables", "DROP TABLE entry; DROP TABLE content; DROP TABLE exercise; DROP TABLE run; DROP TABLE setting",
      "other tables", STATUS_CORRUPT },
    { "another owner", "PRAGMA application_id = 1", "not one of viva's", STATUS_CORRUPT },
    { "no version", "PRAGMA user_version = 0", "not one of viva's", STATUS_CORRUPT },
    { "a negative version", "PRAGMA user_version = -1", "not one of viva's", STATUS_CORRUPT },
    { "a later version", "PRAGMA user_version = 9", "form 9", STATUS_TOO_NEW },
    { "a broken rule", "PRAGMA ignore_check_constraints = ON; UPDATE entry SET kind = 999 WHERE position = 3",
      "damaged", STATUS_CORRUPT },
    { "an id of another length", "PRAGMA ignore_check_constraints = ON; UPDATE entry SET id = x'00' WHERE position = 3",
      "damaged", STATUS_CORRUPT },
    { "an unknown kind", "UPDATE entry SET kind = 99 WHERE position = 3", "makes no sense", STATUS_CORRUPT },
    { "a payload that is no JSON", "UPDATE entry SET payload = '{' WHERE position = 3", "not one of viva's",
      STATUS_CORRUPT },
    { "a payload beyond the cap",
      "UPDATE entry SET payload = '\"' || printf('%.*c', 1048576, 'x') || '\"' WHERE position = 3", "not one of viva's",
      STATUS_CORRUPT },
    { "a subject that is not UTF-8", "UPDATE entry SET subject = CAST(x'ff' AS TEXT) WHERE position = 3",
      "not one of viva's", STATUS_CORRUPT },
    { "a content under another's hash", "INSERT INTO content VALUES (zeroblob(32), '{}')", "its hash", STATUS_CORRUPT },
    { "a setting that is not UTF-8", "INSERT INTO setting VALUES ('learner', CAST(x'c328' AS TEXT))", "UTF-8",
      STATUS_CORRUPT },
};

static void a_backup_that_was_meddled_with_is_refused_and_nothing_changes(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    size_t size;
    const char *good = file_bytes(place, restoring.copy, &size);
    for (size_t i = 0; i < sizeof meddlings / sizeof *meddlings; i++) {
        file_write(restoring.copy, good, size);
        meddle(restoring.copy, meddlings[i].sql);
        place->failure = (struct failure){ 0 };
        enum status status = restore(place, &restoring);
        if (status != meddlings[i].status || strstr(place->failure.text, meddlings[i].said) == NULL) {
            fail_msg("%s: %s: %s", meddlings[i].what, status_name(status), place->failure.text);
        }
        assert_contains(place->failure.text, "copy.db");
        assert_int_equal(size_of(restoring.before), -1);
        assert_int_equal(size_of(path_in(place->folder, "viva.db.restoring")), -1);
        assert_int_equal(entries_at(restoring.path), 10);
    }
    file_write(restoring.copy, good, size);
    assert_status(restore(place, &restoring), STATUS_OK); /* so it was the meddling that was refused */
}

static void a_backup_with_any_page_overwritten_or_cut_off_is_refused(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    size_t size;
    meddle(restoring.copy, "VACUUM"); /* what stands in a page that is free is nobody's */
    const char *good = file_bytes(place, restoring.copy, &size);
    char *bad = arena_take(&place->arena, size);
    for (size_t page = 0; page < size / 4096; page++) {
        memcpy(bad, good, size);
        memset(bad + page * 4096, 0x5a, 4096);
        file_write(restoring.copy, bad, size);
        assert_status(restore(place, &restoring), STATUS_CORRUPT);
        file_write(restoring.copy, good, page * 4096);
        assert_status(restore(place, &restoring), STATUS_CORRUPT);
    }
    assert_int_equal(entries_at(restoring.path), 10);
}

static void only_a_file_can_be_restored(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    unlink(restoring.copy);
    assert_status(restore(place, &restoring), STATUS_NOT_FOUND);
    assert_int_equal(mkfifo(restoring.copy, 0600), 0);
    assert_status(restore(place, &restoring), STATUS_BAD_INPUT);
    unlink(restoring.copy);
    file_write(restoring.copy, "", 0);
    assert_status(restore(place, &restoring), STATUS_CORRUPT);
    restoring.copy = place->folder;
    assert_status(restore(place, &restoring), STATUS_BAD_INPUT);
    assert_int_equal(entries_at(restoring.path), 10);
}

static void what_stands_beside_a_backup_is_not_taken_in(void **state)
{
    struct place *place = *state;
    struct restoring restoring = restoring_set_up(place);
    size_t size;
    /* The log of another database, with valid frames, under the name of the backup's own. */
    int status;
    pid_t child = fork();
    if (child == 0) {
        append_some(place, open_in(place->folder), 20, 30);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    const char *log = file_bytes(place, path_in(place->folder, "viva.db-wal"), &size);
    file_write(path_in(place->folder, "copy.db-wal"), log, size);
    assert_status(restore(place, &restoring), STATUS_OK);
    assert_int_equal(entries_at(restoring.path), 5);
    assert_int_equal(size_of(path_in(place->folder, "copy.db-wal")), (off_t)size);
}

/* Their rows are written by hand, one database for each form: when there is a new form it needs one, too, or the fuzzer
 * only meets what is refused. */
static const char *const seeds[] = { "tests/fuzz/corpus/database/rows.db", "tests/fuzz/corpus/database/rows-2.db",
                                     "tests/fuzz/corpus/database/rows-3.db", "tests/fuzz/corpus/database/rows-4.db" };

static void the_fuzzers_seeds_are_databases_that_are_let_in(void **state)
{
    struct place *place = *state;
    assert_int_equal(sizeof seeds / sizeof *seeds, schema_migrations().count);
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        struct restoring restoring = { path_in(place->folder, "viva.db"), seeds[i], NULL };
        if (restore(place, &restoring) != STATUS_OK) {
            fail_msg("%s", place->failure.text);
        }
        assert_int_equal(number_of(restoring.path, "PRAGMA user_version"), (int64_t)i + 1);
        store_close(open_in(place->folder)); /* brings it forward */
        assert_int_equal(entries_at(restoring.path), 3);
        assert_int_equal(unlink(restoring.path), 0);
    }
}

/* What stands in a database of form 1 stays, and what was not known then is empty. */
static void a_database_of_form_1_is_brought_to_the_newest_with_all_its_rows(void **state)
{
    struct place *place = *state;
    struct restoring restoring = { path_in(place->folder, "viva.db"), seeds[0], NULL };
    assert_status(restore(place, &restoring), STATUS_OK);
    int64_t progress = number_of(restoring.path, "SELECT count(*) FROM progress");
    int64_t runs = number_of(restoring.path, "SELECT count(*) FROM run");
    store_close(open_in(place->folder));
    assert_int_equal(number_of(restoring.path, "PRAGMA user_version"), schema_migrations().count);
    assert_true(progress > 0 && runs > 0);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM exercise WHERE response_count IS NOT NULL"),
                     progress);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM run WHERE is_review = 0"), runs);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM exercise WHERE urgency IS NOT NULL"), 0);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM tuning"), 0);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM day"), 0);
}

/* Two rows become one where both are of the same exercise and skill. */
static void what_forms_2_and_3_kept_of_an_exercise_in_two_tables_is_brought_into_one(void **state)
{
    struct place *place = *state;
    struct restoring restoring = { path_in(place->folder, "viva.db"), seeds[2], NULL };
    assert_status(restore(place, &restoring), STATUS_OK);
    meddle(restoring.path,
           "INSERT INTO memory SELECT learner, 'viva/a/one', 1, 3.5, 5.25, 1, 0, 2, 3, 4, 1, 1790000001, 20717, 20720, "
           "20721, 0 FROM progress WHERE exercise = 'viva/a/one'");
    int64_t memories = number_of(restoring.path, "SELECT count(*) FROM memory");
    store_close(open_in(place->folder));
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM exercise WHERE urgency IS NOT NULL"), memories);
    assert_int_equal(number_of(restoring.path,
                               "SELECT count(*) FROM exercise WHERE exercise = 'viva/a/one' AND skill = 1 "
                               "AND response_count = 1 AND last_at = 1790000001 AND stability = 3.5 "
                               "AND reviewed_day = 20717 AND due_day = 20721"),
                     1);
    assert_int_equal(number_of(restoring.path, "SELECT count(*) FROM exercise WHERE exercise = "
                                               "'viva/senior-rust/ownership' AND skill = 2 AND stability = 0 "
                                               "AND response_count IS NULL AND due_day = 20834"),
                     1);
}

#define PROMISE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(what_was_stored_is_there_when_it_is_opened_again),
        PROMISE(all_files_are_private_and_the_folder_is_left_as_it_is),
        PROMISE(the_header_says_whose_it_is_and_which_form_it_has),
        PROMISE(the_log_is_moved_when_it_is_long_and_when_nothing_waits),
        PROMISE(nothing_that_a_run_needs_reads_the_whole_journal),
        PROMISE(two_programs_answer_at_once_and_each_answer_lands_once),
        PROMISE(a_database_that_another_program_holds_is_a_conflict_and_comes_back),
        PROMISE(a_newer_database_is_refused_with_both_versions),
        PROMISE(a_database_that_becomes_newer_while_it_is_open_takes_no_change),
        PROMISE(what_is_no_database_of_ours_is_refused_and_left_alone),
        PROMISE(an_empty_file_becomes_a_database_and_a_missing_one_only_for_writing),
        PROMISE(every_earlier_version_is_brought_forward),
        PROMISE(a_migration_that_fails_leaves_the_database_as_it_was),
        PROMISE(what_may_only_be_read_is_read_and_refuses_changes_clearly),
        PROMISE(what_lies_in_the_log_of_a_program_that_was_killed_is_read_without_writing),
        PROMISE(a_backup_taken_while_others_write_is_whole_and_one_file),
        PROMISE(a_backup_never_writes_over_a_file_and_leaves_none_when_it_fails),
        PROMISE(after_forgetting_no_file_holds_a_byte_of_it_and_the_database_is_small),
        PROMISE(a_backup_takes_the_place_of_the_database_which_is_kept),
        PROMISE(what_a_killed_program_left_in_its_log_is_kept_too),
        PROMISE(a_damaged_database_does_not_stand_in_the_way_of_its_backup),
        PROMISE(a_database_that_is_open_is_not_replaced),
        PROMISE(a_backup_that_was_meddled_with_is_refused_and_nothing_changes),
        PROMISE(a_backup_with_any_page_overwritten_or_cut_off_is_refused),
        PROMISE(only_a_file_can_be_restored),
        PROMISE(what_stands_beside_a_backup_is_not_taken_in),
        PROMISE(the_fuzzers_seeds_are_databases_that_are_let_in),
        PROMISE(a_database_of_form_1_is_brought_to_the_newest_with_all_its_rows),
        PROMISE(what_forms_2_and_3_kept_of_an_exercise_in_two_tables_is_brought_into_one),
    };
    return cmocka_run_group_tests_name("sqlite", tests, NULL, NULL);
}
