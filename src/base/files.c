#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"

#define MODE_BITS      ((mode_t)07777)
#define READ_BYTES_MIN ((size_t)4096)

/* A path with a NUL in it would be another path to the system. */
static enum status check_path(struct string path, struct failure *failure)
{
    if (path.size > 0 && string_find_byte(path, '\0') == STRING_NOT_FOUND)
        return STATUS_OK;
    return failure_set(failure, STATUS_BAD_INPUT, "\"%.*s\" is not a path", STRING_ARG(path));
}

static enum status not_a_file(struct string path, mode_t mode, struct failure *failure)
{
    return failure_set(failure, STATUS_BAD_INPUT, "\"%.*s\" is %s, not a file", STRING_ARG(path),
                       S_ISDIR(mode) ? "a folder" : "a device, a pipe or a socket");
}

/* The same bytes with more room behind them. */
static void grow(struct arena *arena, char **bytes, size_t count, size_t *capacity)
{
    *capacity *= 2;
    char *moved = arena_take(arena, *capacity);
    memcpy(moved, *bytes, count);
    *bytes = moved;
}

/* Reads to the end, which is expected about size_expected bytes away. */
static enum status read_all(struct arena *arena, int descriptor, struct string path, size_t size_expected,
                            size_t max_bytes, struct string *bytes, struct failure *failure)
{
    size_t capacity = size_expected < READ_BYTES_MIN ? READ_BYTES_MIN : size_expected + 1, count = 0;
    char *room = arena_take(arena, capacity);
    for (;;) {
        if (count == capacity)
            grow(arena, &room, count, &capacity);
        ssize_t got = read(descriptor, room + count, capacity - count);
        if (got < 0 && errno != EINTR)
            return failure_set_system(failure, errno, "cannot read \"%.*s\"", STRING_ARG(path));
        if (got == 0)
            break;
        count += got > 0 ? (size_t)got : 0;
        if (count > max_bytes)
            return failure_set(failure, STATUS_TOO_LARGE, "\"%.*s\" is too large; at most %zu bytes are read",
                               STRING_ARG(path), max_bytes);
    }
    *bytes = (struct string){ room, count };
    return STATUS_OK;
}

static enum status read_regular(struct arena *arena, int descriptor, struct string path, size_t max_bytes,
                                struct string *bytes, struct failure *failure)
{
    struct stat about;
    if (fstat(descriptor, &about) < 0)
        return failure_set_system(failure, errno, "cannot read \"%.*s\"", STRING_ARG(path));
    if (!S_ISREG(about.st_mode))
        return not_a_file(path, about.st_mode, failure);
    size_t size = (size_t)about.st_size < max_bytes ? (size_t)about.st_size : max_bytes;
    return read_all(arena, descriptor, path, size, max_bytes, bytes, failure);
}

enum status files_read(struct arena *arena, struct string path, size_t max_bytes, struct string *bytes,
                       struct failure *failure)
{
    if (string_is(path, "-"))
        return read_all(arena, STDIN_FILENO, STRING("standard input"), 0, max_bytes, bytes, failure);
    enum status status = check_path(path, failure);
    if (status != STATUS_OK)
        return status;
    int descriptor = open(string_c(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us up */
    if (descriptor < 0)
        return failure_set_system(failure, errno, "cannot read \"%.*s\"", STRING_ARG(path));
    status = read_regular(arena, descriptor, path, max_bytes, bytes, failure);
    close(descriptor);
    return status;
}

static struct string folder_of(struct string path)
{
    size_t slash = path.size;
    while (slash > 0 && path.bytes[slash - 1] != '/')
        slash--;
    return slash == 0 ? STRING(".") : string_slice(path, 0, slash);
}

static enum status write_all(int descriptor, struct string bytes)
{
    while (bytes.size > 0) {
        ssize_t written = write(descriptor, bytes.bytes, bytes.size);
        if (written < 0 && errno != EINTR)
            return STATUS_SYSTEM;
        bytes = string_slice(bytes, written > 0 ? (size_t)written : 0, bytes.size);
    }
    return STATUS_OK;
}

/* Fills the new file and brings it to the disk; errno says what was in the way. */
static enum status write_new(const char *path, struct string bytes, mode_t mode)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return STATUS_SYSTEM;
    bool is_written =
        write_all(descriptor, bytes) == STATUS_OK && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0;
    int error_number = errno;
    bool is_closed = close(descriptor) == 0;
    if (!is_written)
        errno = error_number;
    return is_written && is_closed ? STATUS_OK : STATUS_SYSTEM;
}

/* Makes a rename last. Some file systems cannot sync a folder, and need not. */
static enum status sync_folder(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return STATUS_SYSTEM;
    bool is_synced = fsync(descriptor) == 0 || errno == EINVAL;
    int error_number = errno;
    close(descriptor);
    errno = error_number;
    return is_synced ? STATUS_OK : STATUS_SYSTEM;
}

/* The file that a link stands for; the path itself when there is nothing there yet. */
static struct string resolved(struct arena *arena, struct string path)
{
    char *real = realpath(string_c(arena, path), NULL);
    struct string copy = real ? string_copy(arena, string_from(real)) : path;
    free(real);
    return copy;
}

static enum status replace(struct arena *arena, struct string path, struct string bytes, mode_t mode,
                           struct failure *failure)
{
    struct string target = resolved(arena, path);
    struct string folder = folder_of(target);
    struct stat about;
    const char *target_c = string_c(arena, target);
    bool is_there = stat(target_c, &about) == 0;
    if (is_there && !S_ISREG(about.st_mode))
        return not_a_file(path, about.st_mode, failure);

    uint64_t chance;
    random_bytes(&chance, sizeof chance);
    struct string name = string_format(arena, ".viva-%016llx", (unsigned long long)chance);
    const char *beside = string_c(arena, files_join(arena, folder, name));
    bool is_replaced = write_new(beside, bytes, is_there ? about.st_mode & MODE_BITS : mode) == STATUS_OK &&
                       rename(beside, target_c) == 0;
    if (is_replaced && sync_folder(string_c(arena, folder)) == STATUS_OK)
        return STATUS_OK;
    int error_number = errno;
    if (!is_replaced)
        unlink(beside);
    return failure_set_system(failure, error_number, "cannot write \"%.*s\"", STRING_ARG(path));
}

enum status files_replace(struct string path, struct string bytes, unsigned mode, struct failure *failure)
{
    enum status status = check_path(path, failure);
    if (status != STATUS_OK)
        return status;
    struct arena arena = { 0 };
    status = replace(&arena, path, bytes, (mode_t)mode, failure);
    arena_clear(&arena);
    return status;
}

/* The mode of what stands at path, links followed; 0 when nothing does. */
static mode_t mode_of(struct string path)
{
    if (check_path(path, NULL) != STATUS_OK)
        return 0;
    struct arena arena = { 0 };
    struct stat about;
    mode_t mode = stat(string_c(&arena, path), &about) == 0 ? about.st_mode : 0;
    arena_clear(&arena);
    return mode;
}

bool files_is_folder(struct string path)
{
    return S_ISDIR(mode_of(path));
}

bool files_exists(struct string path)
{
    return mode_of(path) != 0;
}

static enum status make_folder(struct string path, struct failure *failure)
{
    struct arena arena = { 0 };
    int error_number = mkdir(string_c(&arena, path), 0700) == 0 ? 0 : errno;
    arena_clear(&arena);
    if (error_number == 0 || (error_number == EEXIST && files_is_folder(path)))
        return STATUS_OK;
    return failure_set_system(failure, error_number, "cannot make the folder \"%.*s\"", STRING_ARG(path));
}

enum status files_make_private_folder(struct string path, struct failure *failure)
{
    enum status status = check_path(path, failure);
    for (size_t i = 1; i <= path.size && status == STATUS_OK; i++) {
        struct string part = string_slice(path, 0, i);
        bool is_part = i == path.size || (path.bytes[i] == '/' && path.bytes[i - 1] != '/');
        if (is_part && !files_is_folder(part))
            status = make_folder(part, failure);
    }
    return status;
}

/* Whether the real place of a link is below the real folder. Nothing else is followed: what a folder from elsewhere
 * shows must be in it. */
static enum status check_link(struct arena *arena, struct string real_folder, struct string path,
                              struct failure *failure)
{
    char *real = realpath(string_c(arena, path), NULL);
    if (!real)
        return failure_set(failure, STATUS_BAD_INPUT, "the link \"%.*s\" leads nowhere", STRING_ARG(path));
    struct string inside = files_join(arena, real_folder, STRING(""));
    bool is_inside = string_starts_with(string_from(real), inside);
    free(real);
    if (is_inside)
        return STATUS_OK;
    return failure_set(failure, STATUS_BAD_INPUT, "the link \"%.*s\" leads out of its folder", STRING_ARG(path));
}

static enum status add_listed(struct arena *arena, struct string real_folder, struct string path, struct strings *paths,
                              struct failure *failure)
{
    struct stat about;
    if (lstat(string_c(arena, path), &about) < 0) {
        bool is_gone = errno == ENOENT; /* an editor has just saved */
        return is_gone ? STATUS_OK : failure_set_system(failure, errno, "cannot look at \"%.*s\"", STRING_ARG(path));
    }
    mode_t mode = about.st_mode;
    if (S_ISLNK(mode)) {
        enum status status = check_link(arena, real_folder, path, failure);
        if (status != STATUS_OK)
            return status;
        mode = mode_of(path);
    }
    if (!S_ISREG(mode))
        return STATUS_OK;
    if (paths->count == FILES_LIST_MAX)
        return failure_set(failure, STATUS_TOO_LARGE, "more than %d files in one folder", FILES_LIST_MAX);
    *LIST_ADD(arena, paths) = path;
    return STATUS_OK;
}

static int compare_paths(const void *left, const void *right)
{
    return string_compare(*(const struct string *)left, *(const struct string *)right);
}

/* Names that begin with a dot are hidden: the locks and drafts of editors. */
static bool is_wanted(struct string name, struct string suffix)
{
    return !string_starts_with(name, STRING(".")) && string_ends_with(name, suffix);
}

enum status files_list(struct arena *arena, struct string folder, struct string suffix, struct strings *paths,
                       struct failure *failure)
{
    *paths = (struct strings){ 0 };
    enum status status = check_path(folder, failure);
    if (status != STATUS_OK)
        return status;
    DIR *open_folder = opendir(string_c(arena, folder));
    if (!open_folder)
        return failure_set_system(failure, errno, "cannot open the folder \"%.*s\"", STRING_ARG(folder));
    struct string real_folder = resolved(arena, folder);
    struct dirent *entry;
    while (status == STATUS_OK && (errno = 0, entry = readdir(open_folder))) {
        struct string name = string_from(entry->d_name);
        if (is_wanted(name, suffix))
            status = add_listed(arena, real_folder, files_join(arena, folder, name), paths, failure);
    }
    if (status == STATUS_OK && errno != 0)
        status = failure_set_system(failure, errno, "cannot read the folder \"%.*s\"", STRING_ARG(folder));
    closedir(open_folder);
    if (paths->count)
        qsort(paths->items, paths->count, sizeof *paths->items, compare_paths);
    return status;
}

struct string files_join(struct arena *arena, struct string folder, struct string name)
{
    bool has_slash = folder.size == 0 || string_ends_with(folder, STRING("/"));
    return string_format(arena, "%.*s%s%.*s", STRING_ARG(folder), has_slash ? "" : "/", STRING_ARG(name));
}

/* The home folder; where there is none, as for some services, the folder we are in. */
static struct string home_folder(void)
{
    const char *home = getenv("HOME");
    if (home && *home)
        return string_from(home);
    const struct passwd *user = getpwuid(getuid());
    return user && user->pw_dir && *user->pw_dir ? string_from(user->pw_dir) : STRING(".");
}

/* The XDG base directory specification: a variable that is empty or not absolute counts as not set. */
static struct string xdg_folder(struct arena *arena, const char *variable, struct string below_home)
{
    const char *set = getenv(variable);
    struct string base = set && *set == '/' ? string_from(set) : files_join(arena, home_folder(), below_home);
    return files_join(arena, base, STRING("viva"));
}

struct string files_data_folder(struct arena *arena)
{
    const char *set = getenv("VIVA_DATA");
    if (set && *set)
        return string_copy(arena, string_from(set));
    return xdg_folder(arena, "XDG_DATA_HOME", STRING(".local/share"));
}

struct string files_config_folder(struct arena *arena)
{
    return xdg_folder(arena, "XDG_CONFIG_HOME", STRING(".config"));
}
