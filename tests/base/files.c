#include "../expect.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "base/files.h"

/* The next call of this name fails with this error, once the given number has gone well. The functions below stand
 * before the C library's own, so what viva calls comes through here. */
static struct {
    const char *call;
    int error_number, calls_before;
} failing;

static bool fails_now(const char *call)
{
    if (!failing.call || strcmp(failing.call, call) != 0 || failing.calls_before-- > 0)
        return false;
    failing.call = NULL;
    errno = failing.error_number;
    return true;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    if (descriptor > 2 && fails_now("write"))
        return -1;
    if (descriptor > 2 && size > 3)
        size = 3; /* a disk may take less than it is given */
    return syscall(SYS_write, descriptor, bytes, size);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    if (fails_now("read"))
        return -1;
    return syscall(SYS_read, descriptor, bytes, size);
}

int fsync(int descriptor)
{
    return fails_now("fsync") ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to)
{
    return fails_now("rename") ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int close(int descriptor)
{
    int result = (int)syscall(SYS_close, descriptor);
    return fails_now("close") ? -1 : result;
}

/* So many entries of this name a folder seems to have before its own. */
static struct dirent repeated_entry = { .d_name = "x.md" };
static int repeat_count;

struct dirent *readdir(DIR *open_folder)
{
    if (fails_now("readdir"))
        return NULL;
    if (repeat_count > 0) {
        repeat_count--;
        return &repeated_entry;
    }
    struct dirent *(*real)(DIR *);
    *(void **)&real = dlsym(RTLD_NEXT, "readdir64"); /* the same as readdir where a file offset has 64 bits */
    return real(open_folder);
}

static struct arena arena;
static struct string folder;

static int make_folder(void **state)
{
    (void)state;
    char template[] = "/tmp/viva-files-XXXXXX";
    if (!mkdtemp(template))
        return -1;
    folder = string_copy(&arena, string_from(template));
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    struct string command = string_format(&arena, "rm -rf '%.*s'", STRING_ARG(folder));
    int result = system(string_c(&arena, command));
    arena_clear(&arena);
    failing.call = NULL;
    repeat_count = 0;
    return result;
}

static struct string in_folder(const char *name)
{
    return files_join(&arena, folder, string_from(name));
}

static const char *c(const char *name)
{
    return string_c(&arena, in_folder(name));
}

static void put(const char *name, const char *bytes)
{
    struct failure failure;
    assert_int_equal(files_replace(in_folder(name), string_from(bytes), 0600, &failure), STATUS_OK);
}

static void holds(const char *name, const char *expected)
{
    struct failure failure;
    struct string bytes;
    assert_int_equal(files_read(&arena, in_folder(name), 1000, &bytes, &failure), STATUS_OK);
    assert_text(bytes, expected);
}

static unsigned mode_of(const char *name)
{
    struct stat about;
    assert_int_equal(lstat(c(name), &about), 0);
    return about.st_mode & 07777;
}

static size_t entry_count(void)
{
    FILE *lines = popen(string_c(&arena, string_format(&arena, "ls -A '%.*s' | wc -l", STRING_ARG(folder))), "r");
    assert_non_null(lines);
    size_t count = 0;
    assert_int_equal(fscanf(lines, "%zu", &count), 1);
    pclose(lines);
    return count;
}

static void says(const struct failure *failure, enum status status, const char *part)
{
    assert_int_equal(failure->status, status);
    if (string_find(string_from(failure->text), string_from(part)) == STRING_NOT_FOUND)
        print_error("\"%s\" is not in \"%s\"\n", part ? part : "", failure->text);
    assert_int_not_equal(string_find(string_from(failure->text), string_from(part)), STRING_NOT_FOUND);
}

static void a_file_is_read_whole_up_to_the_limit_and_not_one_byte_beyond(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 4095, 4096, 4097, 100000 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct failure failure;
        struct buffer buffer = buffer_in(&arena);
        for (size_t b = 0; b < sizes[i]; b++)
            buffer_add_byte(&buffer, (char)(b % 251));
        struct string bytes;
        assert_int_equal(files_replace(in_folder("x"), buffer_string(&buffer), 0600, &failure), STATUS_OK);
        assert_int_equal(files_read(&arena, in_folder("x"), sizes[i], &bytes, &failure), STATUS_OK);
        assert_true(string_equal(bytes, buffer_string(&buffer)));
        if (sizes[i] == 0)
            continue;
        assert_int_equal(files_read(&arena, in_folder("x"), sizes[i] - 1, &bytes, &failure), STATUS_TOO_LARGE);
        says(&failure, STATUS_TOO_LARGE, "is too large; at most");
    }
}

static void a_file_whose_size_the_system_does_not_tell_is_read_whole(void **state)
{
    (void)state;
    struct failure failure;
    struct string bytes;
    assert_int_equal(files_read(&arena, STRING("/proc/self/status"), 10000000, &bytes, &failure), STATUS_OK);
    assert_true(string_ends_with(bytes, STRING("\n")));
}

static void standard_input_is_read_for_a_hyphen(void **state)
{
    (void)state;
    int ends[2];
    int kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), 0);
    struct buffer buffer = buffer_in(&arena);
    for (int i = 0; i < 10000; i++)
        buffer_add_byte(&buffer, (char)(i % 251));
    assert_int_equal(syscall(SYS_write, ends[1], buffer.bytes, buffer.size), 10000);
    close(ends[1]);
    struct failure failure;
    struct string bytes;
    enum status status = files_read(&arena, STRING("-"), 10000, &bytes, &failure);
    dup2(kept, STDIN_FILENO);
    close(ends[0]);
    close(kept);
    assert_int_equal(status, STATUS_OK);
    assert_true(string_equal(bytes, buffer_string(&buffer)));
}

static void what_is_no_file_is_refused_without_waiting(void **state)
{
    (void)state;
    struct failure failure;
    struct string bytes;
    assert_int_equal(mkfifo(c("pipe"), 0600), 0);
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof address.sun_path, "%s", c("socket"));
    assert_int_equal(bind(server, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(files_read(&arena, folder, 10, &bytes, &failure), STATUS_BAD_INPUT);
    says(&failure, STATUS_BAD_INPUT, "is a folder, not a file");
    assert_int_equal(files_read(&arena, in_folder("pipe"), 10, &bytes, &failure), STATUS_BAD_INPUT);
    says(&failure, STATUS_BAD_INPUT, "is a device, a pipe or a socket, not a file");
    assert_int_not_equal(files_read(&arena, in_folder("socket"), 10, &bytes, &failure), STATUS_OK);
    assert_int_equal(files_read(&arena, STRING("/dev/zero"), 10, &bytes, &failure), STATUS_BAD_INPUT);
    close(server);
}

static void paths_that_lead_nowhere_are_named(void **state)
{
    (void)state;
    struct failure failure;
    struct string bytes;
    assert_int_equal(files_read(&arena, in_folder("absent.md"), 10, &bytes, &failure), STATUS_NOT_FOUND);
    says(&failure, STATUS_NOT_FOUND, "absent.md\": No such file or directory");
    assert_int_equal(files_read(&arena, STRING(""), 10, &bytes, &failure), STATUS_BAD_INPUT);
    assert_int_equal(files_read(&arena, STRING("/dev/null\0.md"), 10, &bytes, &failure), STATUS_BAD_INPUT);
    assert_int_equal(files_replace(STRING("x\0y"), STRING(""), 0600, &failure), STATUS_BAD_INPUT);
    assert_int_equal(files_read(&arena, in_folder("absent.md"), 10, &bytes, NULL), STATUS_NOT_FOUND);
}

static void a_read_that_fails_is_a_failure_and_an_interrupted_one_goes_on(void **state)
{
    (void)state;
    struct failure failure;
    struct string bytes;
    put("x", "bytes");
    failing.call = "read";
    failing.error_number = EIO;
    assert_int_equal(files_read(&arena, in_folder("x"), 10, &bytes, &failure), STATUS_SYSTEM);
    says(&failure, STATUS_SYSTEM, "cannot read");
    failing.call = "read";
    failing.error_number = EINTR;
    holds("x", "bytes");
    assert_null(failing.call);
}

static void a_new_file_gets_its_mode_and_an_old_one_keeps_its_own(void **state)
{
    (void)state;
    struct failure failure;
    mode_t mask = umask(0077);
    assert_int_equal(files_replace(in_folder("public"), STRING("1"), 0644, &failure), STATUS_OK);
    umask(mask);
    assert_int_equal(mode_of("public"), 0644);
    put("private", "1");
    assert_int_equal(mode_of("private"), 0600);
    assert_int_equal(chmod(c("private"), 0640), 0);
    put("private", "2");
    assert_int_equal(mode_of("private"), 0640);
    holds("private", "2");
    assert_int_equal(entry_count(), 2); /* nothing is left beside them */
}

static void a_link_stays_a_link_and_its_file_is_replaced(void **state)
{
    (void)state;
    put("file", "old");
    assert_int_equal(symlink("file", c("link")), 0);
    put("link", "new");
    holds("file", "new");
    char target[10] = "";
    assert_int_equal(readlink(c("link"), target, sizeof target), 4);
}

static void a_link_to_nothing_is_replaced_by_the_file(void **state)
{
    (void)state;
    assert_int_equal(symlink("absent", c("link")), 0);
    put("link", "new");
    holds("link", "new");
    assert_false(files_exists(in_folder("absent")));
}

static void a_path_without_a_folder_is_in_the_one_we_are_in(void **state)
{
    (void)state;
    struct failure failure;
    char *kept = getcwd(NULL, 0);
    assert_int_equal(chdir(string_c(&arena, folder)), 0);
    enum status first = files_replace(STRING("x"), STRING("1"), 0600, &failure);
    enum status second = files_replace(STRING("x"), STRING("2"), 0600, &failure);
    assert_int_equal(chdir(kept), 0);
    free(kept);
    assert_int_equal(first, STATUS_OK);
    assert_int_equal(second, STATUS_OK);
    holds("x", "2");
}

static void whatever_fails_the_old_file_is_untouched_and_nothing_lies_beside_it(void **state)
{
    (void)state;
    static const struct {
        const char *call;
        int error_number, calls_before;
        enum status status;
    } rows[] = {
        { "write", ENOSPC, 0, STATUS_FULL },   { "write", EDQUOT, 2, STATUS_FULL }, { "write", EIO, 1, STATUS_SYSTEM },
        { "fsync", EIO, 0, STATUS_SYSTEM },    { "fsync", ENOSPC, 0, STATUS_FULL }, { "close", EIO, 0, STATUS_SYSTEM },
        { "rename", EROFS, 0, STATUS_SYSTEM },
    };
    put("x", "the old content");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct failure failure;
        failing.call = rows[i].call;
        failing.error_number = rows[i].error_number;
        failing.calls_before = rows[i].calls_before;
        assert_int_equal(files_replace(in_folder("x"), STRING("the new content"), 0600, &failure), rows[i].status);
        assert_null(failing.call);
        says(&failure, rows[i].status, "cannot write");
        says(&failure, rows[i].status, strerror(rows[i].error_number));
        holds("x", "the old content");
        assert_int_equal(entry_count(), 1);
    }
}

static void a_folder_that_cannot_be_synced_is_told_only_when_it_matters(void **state)
{
    (void)state;
    struct failure failure;
    failing.call = "fsync";
    failing.calls_before = 1;
    failing.error_number = EIO;
    assert_int_equal(files_replace(in_folder("x"), STRING("1"), 0600, &failure), STATUS_SYSTEM);
    holds("x", "1");
    failing.call = "fsync";
    failing.calls_before = 1;
    failing.error_number = EINVAL; /* file systems without such a thing say so */
    assert_int_equal(files_replace(in_folder("x"), STRING("2"), 0600, &failure), STATUS_OK);
    assert_int_equal(entry_count(), 1);
}

static void an_interrupted_write_goes_on(void **state)
{
    (void)state;
    failing.call = "write";
    failing.calls_before = 1;
    failing.error_number = EINTR;
    put("x", "0123456789");
    assert_null(failing.call);
    holds("x", "0123456789");
}

static void what_is_no_file_is_not_replaced(void **state)
{
    (void)state;
    struct failure failure;
    assert_int_equal(files_replace(folder, STRING(""), 0600, &failure), STATUS_BAD_INPUT);
    assert_int_equal(files_replace(STRING("/dev/null"), STRING(""), 0600, &failure), STATUS_BAD_INPUT);
    put("x", "1");
    assert_int_equal(files_replace(in_folder("x/y"), STRING(""), 0600, &failure), STATUS_SYSTEM);
    says(&failure, STATUS_SYSTEM, "Not a directory");
    assert_int_equal(files_replace(in_folder("absent/y"), STRING(""), 0600, &failure), STATUS_NOT_FOUND);
}

static void folders_are_made_private_with_their_parents(void **state)
{
    (void)state;
    struct failure failure;
    mode_t mask = umask(0);
    enum status status = files_make_private_folder(in_folder("a/b//c/"), &failure);
    umask(mask);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(mode_of("a"), 0700);
    assert_int_equal(mode_of("a/b/c"), 0700);
    assert_true(files_is_folder(in_folder("a/b/c")));
    assert_int_equal(files_make_private_folder(in_folder("a/b"), &failure), STATUS_OK);
    assert_int_equal(files_make_private_folder(STRING("/"), &failure), STATUS_OK);
}

static void a_file_in_the_way_of_a_folder_is_told(void **state)
{
    (void)state;
    struct failure failure;
    put("a", "");
    assert_int_equal(files_make_private_folder(in_folder("a"), &failure), STATUS_SYSTEM);
    says(&failure, STATUS_SYSTEM, "cannot make the folder");
    assert_int_equal(files_make_private_folder(in_folder("a/b"), &failure), STATUS_SYSTEM);
    assert_int_equal(files_make_private_folder(STRING(""), &failure), STATUS_BAD_INPUT);
    assert_false(files_is_folder(in_folder("a")));
    assert_true(files_exists(in_folder("a")));
    assert_false(files_exists(in_folder("b")));
    assert_false(files_exists(STRING("")));
}

static struct string listed(void)
{
    struct failure failure;
    struct strings paths;
    assert_int_equal(files_list(&arena, folder, STRING(".md"), &paths, &failure), STATUS_OK);
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < paths.count; i++) {
        assert_true(string_starts_with(paths.items[i], files_join(&arena, folder, STRING(""))));
        buffer_add(&buffer, string_slice(paths.items[i], folder.size, SIZE_MAX));
    }
    return buffer_string(&buffer);
}

static void files_are_listed_by_suffix_and_sorted_by_bytes(void **state)
{
    (void)state;
    assert_text(listed(), "");
    put("b.md", "");
    put("a.md", "");
    put("B.md", "");
    put("a.md~", "");
    put("a.txt", "");
    put(".hidden.md", "");
    assert_int_equal(symlink("nobody@nowhere", c(".#lock.md")), 0); /* as an editor leaves it */
    assert_int_equal(mkdir(c("folder.md"), 0700), 0);
    assert_int_equal(mkfifo(c("pipe.md"), 0600), 0);
    assert_text(listed(), "/B.md/a.md/b.md");
}

static void a_link_within_the_folder_is_followed(void **state)
{
    (void)state;
    put("a.txt", "");
    assert_int_equal(mkdir(c("below"), 0700), 0);
    put("below/b.txt", "");
    assert_int_equal(symlink("a.txt", c("a.md")), 0);
    assert_int_equal(symlink("below/b.txt", c("b.md")), 0);
    assert_int_equal(symlink("below", c("c.md")), 0);
    assert_text(listed(), "/a.md/b.md");
}

static void a_link_out_of_the_folder_is_refused(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    assert_int_equal(mkdir(c("set"), 0700), 0);
    assert_int_equal(mkdir(c("set-beside"), 0700), 0); /* its path begins like the folder's */
    put("set-beside/x", "");
    static const char *const targets[] = { "/etc/passwd", "../set-beside/x", "../set-beside", "/", "." };
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        assert_int_equal(symlink(targets[i], c("set/x.md")), 0);
        assert_int_equal(files_list(&arena, in_folder("set"), STRING(".md"), &paths, &failure), STATUS_BAD_INPUT);
        says(&failure, STATUS_BAD_INPUT, "/set/x.md\" leads out of its folder");
        assert_int_equal(unlink(c("set/x.md")), 0);
    }
    assert_int_equal(symlink("absent", c("set/x.md")), 0);
    assert_int_equal(files_list(&arena, in_folder("set"), STRING(".md"), &paths, &failure), STATUS_BAD_INPUT);
    says(&failure, STATUS_BAD_INPUT, "leads nowhere");
}

static void a_folder_may_itself_be_reached_through_a_link(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    assert_int_equal(mkdir(c("real"), 0700), 0);
    put("real/a.txt", "");
    assert_int_equal(symlink("a.txt", c("real/a.md")), 0);
    assert_int_equal(symlink("real", c("link")), 0);
    assert_int_equal(files_list(&arena, in_folder("link"), STRING(".md"), &paths, &failure), STATUS_OK);
    assert_int_equal(paths.count, 1);
    assert_text(paths.items[0], string_c(&arena, in_folder("link/a.md")));
}

static void what_is_no_folder_cannot_be_listed(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    put("x", "");
    assert_int_equal(files_list(&arena, in_folder("absent"), STRING(""), &paths, &failure), STATUS_NOT_FOUND);
    assert_int_equal(files_list(&arena, in_folder("x"), STRING(""), &paths, &failure), STATUS_SYSTEM);
    assert_int_equal(files_list(&arena, STRING(""), STRING(""), &paths, &failure), STATUS_BAD_INPUT);
    assert_int_equal(paths.count, 0);
}

static void a_folder_that_cannot_be_read_to_its_end_is_told(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    put("x.md", "");
    failing.call = "readdir";
    failing.calls_before = 1;
    failing.error_number = EIO;
    assert_int_equal(files_list(&arena, folder, STRING(".md"), &paths, &failure), STATUS_SYSTEM);
    says(&failure, STATUS_SYSTEM, "cannot read the folder");
}

static void a_hundred_thousand_files_are_listed_and_one_more_is_refused(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    put("x.md", "");
    repeat_count = FILES_LIST_MAX - 1;
    assert_int_equal(files_list(&arena, folder, STRING(".md"), &paths, &failure), STATUS_OK);
    assert_int_equal(paths.count, FILES_LIST_MAX);
    repeat_count = FILES_LIST_MAX;
    assert_int_equal(files_list(&arena, folder, STRING(".md"), &paths, &failure), STATUS_TOO_LARGE);
    says(&failure, STATUS_TOO_LARGE, "more than 100000 files in one folder");
}

static void a_file_that_goes_while_its_folder_is_listed_is_passed_over(void **state)
{
    (void)state;
    struct failure failure;
    struct strings paths;
    put("a.md", "");
    repeat_count = 1;
    assert_int_equal(files_list(&arena, folder, STRING(".md"), &paths, &failure), STATUS_OK);
    assert_int_equal(paths.count, 1);
}

static void paths_are_joined_with_one_slash(void **state)
{
    (void)state;
    assert_text(files_join(&arena, STRING("a"), STRING("b")), "a/b");
    assert_text(files_join(&arena, STRING("a/"), STRING("b")), "a/b");
    assert_text(files_join(&arena, STRING("/"), STRING("b")), "/b");
    assert_text(files_join(&arena, STRING(""), STRING("b")), "b");
}

static void folders_are_where_the_environment_says(void **state)
{
    (void)state;
    static const struct {
        const char *viva, *data, *config, *home, *expected_data, *expected_config;
    } rows[] = {
        { NULL, NULL, NULL, "/h", "/h/.local/share/viva", "/h/.config/viva" },
        { "", "", "", "/h/", "/h/.local/share/viva", "/h/.config/viva" },
        { NULL, "/d", "/c", "/h", "/d/viva", "/c/viva" },
        { NULL, "relative", "relative", "/h", "/h/.local/share/viva", "/h/.config/viva" },
        { "here", "/d", "/c", "/h", "here", "/c/viva" },
    };
    static const char *const names[] = { "VIVA_DATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *values[] = { rows[i].viva, rows[i].data, rows[i].config, rows[i].home };
        for (size_t n = 0; n < 4; n++)
            assert_int_equal(values[n] ? setenv(names[n], values[n], 1) : unsetenv(names[n]), 0);
        assert_text(files_data_folder(&arena), rows[i].expected_data);
        assert_text(files_config_folder(&arena), rows[i].expected_config);
    }
    unsetenv("VIVA_DATA");
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME"); /* then the user's entry says */
    assert_true(string_ends_with(files_data_folder(&arena), STRING("/.local/share/viva")));
}

#define FRESH(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRESH(a_file_is_read_whole_up_to_the_limit_and_not_one_byte_beyond),
        FRESH(a_file_whose_size_the_system_does_not_tell_is_read_whole),
        FRESH(standard_input_is_read_for_a_hyphen),
        FRESH(what_is_no_file_is_refused_without_waiting),
        FRESH(paths_that_lead_nowhere_are_named),
        FRESH(a_read_that_fails_is_a_failure_and_an_interrupted_one_goes_on),
        FRESH(a_new_file_gets_its_mode_and_an_old_one_keeps_its_own),
        FRESH(a_link_stays_a_link_and_its_file_is_replaced),
        FRESH(a_link_to_nothing_is_replaced_by_the_file),
        FRESH(a_path_without_a_folder_is_in_the_one_we_are_in),
        FRESH(whatever_fails_the_old_file_is_untouched_and_nothing_lies_beside_it),
        FRESH(a_folder_that_cannot_be_synced_is_told_only_when_it_matters),
        FRESH(an_interrupted_write_goes_on),
        FRESH(what_is_no_file_is_not_replaced),
        FRESH(folders_are_made_private_with_their_parents),
        FRESH(a_file_in_the_way_of_a_folder_is_told),
        FRESH(files_are_listed_by_suffix_and_sorted_by_bytes),
        FRESH(a_link_within_the_folder_is_followed),
        FRESH(a_link_out_of_the_folder_is_refused),
        FRESH(a_folder_may_itself_be_reached_through_a_link),
        FRESH(what_is_no_folder_cannot_be_listed),
        FRESH(a_folder_that_cannot_be_read_to_its_end_is_told),
        FRESH(a_hundred_thousand_files_are_listed_and_one_more_is_refused),
        FRESH(a_file_that_goes_while_its_folder_is_listed_is_passed_over),
        FRESH(paths_are_joined_with_one_slash),
        FRESH(folders_are_where_the_environment_says),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
