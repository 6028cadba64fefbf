#include "store/sqlite_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_BYTES ((size_t)256 * 1024)

const char *sqlite_file_beside(struct arena *arena, const char *path, const char *suffix)
{
    struct buffer name = buffer_in(arena);
    buffer_add_c(&name, path);
    buffer_add_c(&name, suffix);
    return string_c(arena, buffer_string(&name));
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    size_t size = slash == path ? 1 : (size_t)(slash - path);
    return string_c(arena, (struct string){ path, size });
}

int64_t sqlite_file_size(const char *path, const char *suffix)
{
    struct arena arena = { 0 };
    struct stat about;
    int64_t size = stat(sqlite_file_beside(&arena, path, suffix), &about) == 0 ? (int64_t)about.st_size : -1;
    arena_clear(&arena);
    return size;
}

bool sqlite_file_is_changeable(const char *path)
{
    struct arena arena = { 0 };
    bool is_writable = faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 &&
                       faccessat(AT_FDCWD, folder_of(&arena, path), W_OK, AT_EACCESS) == 0;
    arena_clear(&arena);
    return is_writable;
}

enum status sqlite_file_reserve(const char *path, struct failure *failure)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) {
        return failure_set(failure, STATUS_CONFLICT, "\"%s\" is there already; choose another name, or move it away",
                           path);
    }
    if (file < 0) {
        return failure_set_system(failure, errno, "cannot make \"%s\"", path);
    }
    close(file);
    return STATUS_OK;
}

/* Copying. */

static bool write_whole(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool copy_bytes(struct arena *arena, int from, int to)
{
    char *bytes = arena_take(arena, COPY_BYTES);
    for (;;) {
        ssize_t count = read(from, bytes, COPY_BYTES);
        if (count == 0) {
            return fsync(to) == 0;
        }
        if ((count < 0 && errno != EINTR) || (count > 0 && !write_whole(to, bytes, (size_t)count))) {
            return false;
        }
    }
}

static enum status copy_open(int from, const char *from_path, const char *to_path, struct failure *failure)
{
    struct arena arena = { 0 };
    enum status status = STATUS_OK;
    int to = open(to_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (to < 0 || !copy_bytes(&arena, from, to)) {
        status = failure_set_system(failure, errno, "cannot copy \"%s\" to \"%s\"", from_path, to_path);
    }
    if (to >= 0) {
        close(to);
    }
    arena_clear(&arena);
    return status;
}

/* O_NONBLOCK: opening a pipe that nobody writes to must not wait. */
enum status sqlite_file_copy(const char *from_path, const char *to_path, struct failure *failure)
{
    struct stat about;
    int from = open(from_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (from < 0 || fstat(from, &about) != 0) {
        return failure_set_system(failure, errno, "cannot read \"%s\"", from_path);
    }
    enum status status = S_ISREG(about.st_mode) ? copy_open(from, from_path, to_path, failure)
                                                : failure_set(failure, STATUS_BAD_INPUT,
                                                              "\"%s\" is not a file with a backup in it", from_path);
    close(from);
    return status;
}

/* Names. */

enum status sqlite_file_sync_folder(const char *path, struct failure *failure)
{
    struct arena arena = { 0 };
    enum status status = STATUS_OK;
    int folder = open(folder_of(&arena, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || (fsync(folder) != 0 && errno != EINVAL)) { /* EINVAL: a file system whose folders need no sync */
        status = failure_set_system(failure, errno, "cannot make the name \"%s\" durable", path);
    }
    if (folder >= 0) {
        close(folder);
    }
    arena_clear(&arena);
    return status;
}

enum status sqlite_file_rename(const char *from, const char *to, struct failure *failure)
{
    if (rename(from, to) != 0) {
        return failure_set_system(failure, errno, "cannot rename \"%s\" to \"%s\"", from, to);
    }
    return sqlite_file_sync_folder(to, failure);
}

enum status sqlite_file_remove(const char *path, const char *suffix, struct failure *failure)
{
    struct arena arena = { 0 };
    const char *name = sqlite_file_beside(&arena, path, suffix);
    enum status status = STATUS_OK;
    if (unlink(name) != 0 && errno != ENOENT) {
        status = failure_set_system(failure, errno, "cannot remove \"%s\"", name);
    }
    arena_clear(&arena);
    return status;
}
