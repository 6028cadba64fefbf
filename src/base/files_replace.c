/* The one function of base/files.h that writes. */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files_path.h"
#include "base/random.h"

#define MODE_BITS ((mode_t)07777)

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

static enum status replace(struct arena *arena, struct string path, struct string bytes, mode_t mode,
                           struct failure *failure)
{
    struct string target = files_resolve(arena, path);
    struct string folder = folder_of(target);
    struct stat about;
    const char *target_c = string_c(arena, target);
    bool is_there = stat(target_c, &about) == 0;
    if (is_there && !S_ISREG(about.st_mode))
        return files_refuse_kind(path, about.st_mode, failure);

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
    enum status status = files_check_path(path, failure);
    if (status != STATUS_OK)
        return status;
    struct arena arena = { 0 };
    status = replace(&arena, path, bytes, (mode_t)mode, failure);
    arena_clear(&arena);
    return status;
}
