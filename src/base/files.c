#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files_path.h"

#define READ_BYTES_MIN ((size_t)4096)

enum status files_check_path(struct string path, struct failure *failure)
{
    if (path.size > 0 && string_find_byte(path, '\0') == STRING_NOT_FOUND)
        return STATUS_OK;
    return failure_set(failure, STATUS_BAD_INPUT, "\"%.*s\" is not a path", STRING_ARG(path));
}

enum status files_refuse_kind(struct string path, mode_t mode, struct failure *failure)
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
        return files_refuse_kind(path, about.st_mode, failure);
    size_t size = (size_t)about.st_size < max_bytes ? (size_t)about.st_size : max_bytes;
    return read_all(arena, descriptor, path, size, max_bytes, bytes, failure);
}

enum status files_read(struct arena *arena, struct string path, size_t max_bytes, struct string *bytes,
                       struct failure *failure)
{
    if (string_is(path, "-"))
        return read_all(arena, STDIN_FILENO, STRING("standard input"), 0, max_bytes, bytes, failure);
    enum status status = files_check_path(path, failure);
    if (status != STATUS_OK)
        return status;
    int descriptor = open(string_c(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us up */
    if (descriptor < 0)
        return failure_set_system(failure, errno, "cannot read \"%.*s\"", STRING_ARG(path));
    status = read_regular(arena, descriptor, path, max_bytes, bytes, failure);
    close(descriptor);
    return status;
}

struct string files_resolve(struct arena *arena, struct string path)
{
    char *real = realpath(string_c(arena, path), NULL);
    struct string copy = real ? string_copy(arena, string_from(real)) : path;
    free(real);
    return copy;
}

mode_t files_mode(struct string path)
{
    if (files_check_path(path, NULL) != STATUS_OK)
        return 0;
    struct arena arena = { 0 };
    struct stat about;
    mode_t mode = stat(string_c(&arena, path), &about) == 0 ? about.st_mode : 0;
    arena_clear(&arena);
    return mode;
}

bool files_is_folder(struct string path)
{
    return S_ISDIR(files_mode(path));
}

bool files_exists(struct string path)
{
    return files_mode(path) != 0;
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
    enum status status = files_check_path(path, failure);
    for (size_t i = 1; i <= path.size && status == STATUS_OK; i++) {
        struct string part = string_slice(path, 0, i);
        bool is_part = i == path.size || (path.bytes[i] == '/' && path.bytes[i - 1] != '/');
        if (is_part && !files_is_folder(part))
            status = make_folder(part, failure);
    }
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
