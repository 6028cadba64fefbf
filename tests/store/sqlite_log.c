/* What the writer's log promises: few writes for a commit, and nothing that anybody could miss meanwhile. */
#include "fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sqlite_log.h"

/* A VFS beneath: the system's own, of which the writes to a log are counted, and fail when told to. */

#define COUNTING_VFS "counting"

static struct {
    int writes, bytes, longest, syncs;
    int write_code, sync_code; /* SQLITE_OK, or what such calls give instead of being done */
} counted;

static sqlite3_io_methods counting_methods;
static const sqlite3_io_methods *system_methods;

static int counting_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    counted.writes++;
    counted.bytes += size;
    counted.longest = size > counted.longest ? size : counted.longest;
    return counted.write_code != SQLITE_OK ? counted.write_code : system_methods->xWrite(file, bytes, size, offset);
}

static int counting_sync(sqlite3_file *file, int flags)
{
    counted.syncs++;
    return counted.sync_code != SQLITE_OK ? counted.sync_code : system_methods->xSync(file, flags);
}

static int counting_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
    sqlite3_vfs *system = vfs->pAppData;
    int code = system->xOpen(system, name, file, flags, flags_out);
    if (code == SQLITE_OK && (flags & SQLITE_OPEN_WAL) != 0) {
        system_methods = file->pMethods;
        counting_methods = *system_methods;
        counting_methods.xWrite = counting_write;
        counting_methods.xSync = counting_sync;
        file->pMethods = &counting_methods;
    }
    return code;
}

struct place {
    char folder[FIXTURE_PATH_MAX];
    struct arena arena;
    struct failure failure;
    struct store *store;
};

static int set_up(void **state)
{
    static sqlite3_vfs counting;
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    folder_make(place->folder);
    store_close(open_in(place->folder)); /* SQLite is set up by the store, before anything else asks for it */
    if (counting.zName == NULL) {
        sqlite3_vfs *system = sqlite3_vfs_find(NULL);
        counting = *system;
        counting.pNext = NULL;
        counting.pAppData = system;
        counting.zName = COUNTING_VFS;
        counting.xOpen = counting_open;
        assert_int_equal(sqlite3_vfs_register(&counting, 0), SQLITE_OK);
    }
    struct store_sqlite_options options = { .path = string_from(path_in(place->folder, "viva.db")),
                                            .vfs = COUNTING_VFS };
    assert_status(store_open_sqlite(&options, &place->store, &place->failure), STATUS_OK);
    memset(&counted, 0, sizeof counted);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    store_close(place->store);
    folder_remove(place->folder);
    arena_clear(&place->arena);
    free(place);
    return 0;
}

struct many {
    struct place *place;
    uint32_t from, to;
};

static enum status append_many(struct transaction *transaction, void *context)
{
    const struct many *many = context;
    enum status status = STATUS_OK;
    for (uint32_t id = many->from; id < many->to && status == STATUS_OK; id++) {
        struct entry entry = choice(&many->place->arena, id, id, 0);
        status = transaction_append(transaction, &entry, NULL);
    }
    return status;
}

static size_t entries_in(struct store *store)
{
    return count_entries(store, &(struct entry_filter){ .kind = 0 });
}

static void a_commit_of_many_pages_is_written_in_few_pieces(void **state)
{
    struct place *place = *state;
    change_fine(place->store, append_many, &(struct many){ place, 1, 2000 });
    int pages = counted.bytes / 4096;
    assert_true(pages > 100);
    assert_in_range(counted.writes, 2, 3 + pages / 14); /* SQLite's own are two for each page */
    assert_in_range(counted.longest, 4096, 65536);      /* no longer than SQLite's own may be */
    assert_in_range(counted.syncs, 1, 2);
    assert_int_equal(entries_in(place->store), 1999);
}

static void what_was_acknowledged_is_seen_by_others_at_once(void **state)
{
    struct place *place = *state;
    struct store *other = NULL;
    struct store_sqlite_options options = { .path = string_from(path_in(place->folder, "viva.db")), .read_only = true };
    assert_status(store_open_sqlite(&options, &other, &place->failure), STATUS_OK);
    for (uint32_t i = 0; i < 40; i++) {
        change_fine(place->store, append_many, &(struct many){ place, 1 + 20 * i, 21 + 20 * i });
        assert_int_equal(entries_in(other), 20 * (i + 1));
    }
    store_close(other);
}

static void fail_once(struct place *place, int *code, int value, enum status expected, const char *said)
{
    struct many many = { place, 100, 400 };
    place->failure = (struct failure){ 0 };
    change_fine(place->store, append_many, &(struct many){ place, 1, 2 });
    *code = value;
    assert_status(store_change(place->store, append_many, &many, &place->failure), expected);
    assert_contains(place->failure.text, said);
    *code = SQLITE_OK;
    assert_int_equal(entries_in(place->store), 1);
    change_fine(place->store, append_many, &many);
    assert_int_equal(entries_in(place->store), 301);
    store_close(place->store);
    place->store = open_in(place->folder);
    assert_int_equal(entries_in(place->store), 301);
}

static void a_full_disk_is_told_and_the_next_commit_works(void **state)
{
    fail_once(*state, &counted.write_code, SQLITE_FULL, STATUS_FULL, "full");
}

static void a_log_that_cannot_be_written_is_told_and_the_next_commit_works(void **state)
{
    fail_once(*state, &counted.write_code, SQLITE_IOERR_WRITE, STATUS_SYSTEM, "disk I/O error");
}

static void a_log_that_cannot_be_synced_is_told_and_the_next_commit_works(void **state)
{
    fail_once(*state, &counted.sync_code, SQLITE_IOERR_FSYNC, STATUS_SYSTEM, "disk I/O error");
}

/* A database with nothing of the store in between, and a cache so small that pages are spilled. */

static void run(sqlite3 *database, const char *sql)
{
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    }
}

static sqlite3 *open_small(struct place *place, const char *vfs)
{
    sqlite3 *database;
    assert_int_equal(
        sqlite3_open_v2(path_in(place->folder, "small.db"), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs),
        SQLITE_OK);
    run(database, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL; PRAGMA cache_size = 4;"
                  "CREATE TABLE IF NOT EXISTS t (x INTEGER PRIMARY KEY, y)");
    return database;
}

static int64_t number_of(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

static void commit(sqlite3 *database)
{
    sqlite_log_gather(database, true);
    run(database, "COMMIT");
    sqlite_log_gather(database, false);
}

#define FILL(from, to)                                                                                                 \
    "WITH RECURSIVE n(i) AS (SELECT " #from " UNION ALL SELECT i + 1 FROM n WHERE i < " #to ")"                        \
    "INSERT OR REPLACE INTO t SELECT i, randomblob(1500) FROM n"

static void spilled_pages_of_a_change_that_was_undone_harm_nobody(void **state)
{
    struct place *place = *state;
    sqlite3 *ours = open_small(place, sqlite_log_vfs(COUNTING_VFS)), *other = open_small(place, NULL);
    run(ours, "BEGIN IMMEDIATE");
    sqlite_log_gather(ours, true); /* a commit of nothing leaves nothing behind */
    run(ours, "COMMIT");
    sqlite_log_gather(ours, false);
    run(ours, "BEGIN IMMEDIATE; " FILL(1, 200));
    assert_true(counted.writes > 100); /* so they were spilled, at once */
    run(ours, "ROLLBACK");
    run(other, "BEGIN; " FILL(1000, 1099) "; COMMIT");
    run(ours, "BEGIN IMMEDIATE; " FILL(1, 50) "; " FILL(1, 60)); /* spilled pages are written anew */
    commit(ours);
    assert_int_equal(number_of(other, "SELECT count(*) FROM t"), 160);
    run(ours, "VACUUM");
    assert_int_equal(number_of(other, "SELECT count(*) FROM t"), 160);
    assert_int_equal(number_of(other, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    sqlite3_close(other);
    sqlite3_close(ours);
}

/* Asked in the middle, the file answers as if nothing were held back. */
static void whoever_asks_for_the_size_or_the_bytes_of_the_log_finds_what_was_written(void **state)
{
    struct place *place = *state;
    sqlite3 *ours = open_small(place, sqlite_log_vfs(COUNTING_VFS));
    sqlite3_file *file = NULL;
    sqlite3_int64 before = 0, size = 0;
    char header[24] = "written, and found again", found[24] = "";
    run(ours, FILL(1, 5));
    sqlite3_file_control(ours, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    assert_int_equal(file->pMethods->xFileSize(file, &before), SQLITE_OK);
    for (int i = 0; i < 3; i++) {
        int writes = counted.writes;
        sqlite_log_gather(ours, true);
        assert_int_equal(file->pMethods->xWrite(file, header, sizeof header, before), SQLITE_OK);
        assert_int_equal(counted.writes, writes);
        if (i == 0) {
            assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
            assert_int_equal(size, before + (int)sizeof header);
        } else if (i == 1) {
            assert_int_equal(file->pMethods->xRead(file, found, sizeof found, before), SQLITE_OK);
            assert_memory_equal(found, header, sizeof header);
        } else {
            assert_int_equal(file->pMethods->xTruncate(file, before), SQLITE_OK);
        }
        assert_int_equal(counted.writes, writes + 1);
        sqlite_log_gather(ours, false);
    }
    assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
    assert_int_equal(size, before);
    sqlite3_close(ours);
}

static void the_vfs_is_registered_once_for_each_beneath_and_not_as_default(void **state)
{
    (void)state;
    const char *name = sqlite_log_vfs(NULL);
    assert_ptr_equal(sqlite_log_vfs(NULL), name);
    assert_ptr_equal(sqlite_log_vfs(sqlite3_vfs_find(NULL)->zName), name);
    assert_non_null(sqlite3_vfs_find(name));
    assert_string_not_equal(sqlite3_vfs_find(NULL)->zName, name);
    assert_string_not_equal(sqlite_log_vfs(COUNTING_VFS), name);
    assert_string_equal(sqlite_log_vfs("no such VFS"), "no such VFS");
}

#define PROMISE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(a_commit_of_many_pages_is_written_in_few_pieces),
        PROMISE(what_was_acknowledged_is_seen_by_others_at_once),
        PROMISE(a_full_disk_is_told_and_the_next_commit_works),
        PROMISE(a_log_that_cannot_be_written_is_told_and_the_next_commit_works),
        PROMISE(a_log_that_cannot_be_synced_is_told_and_the_next_commit_works),
        PROMISE(spilled_pages_of_a_change_that_was_undone_harm_nobody),
        PROMISE(whoever_asks_for_the_size_or_the_bytes_of_the_log_finds_what_was_written),
        PROMISE(the_vfs_is_registered_once_for_each_beneath_and_not_as_default),
    };
    return cmocka_run_group_tests_name("sqlite log", tests, NULL, NULL);
}
