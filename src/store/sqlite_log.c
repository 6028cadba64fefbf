/* SQLite writes each page of a commit to its log with two calls, 24 bytes and 4,096. Here they are gathered, and
 * written together: a sixth of the writer's time.
 *
 * Why nobody misses what is still in the buffer: with synchronous = FULL a commit syncs the log before it publishes its
 * pages in the shared index, and a sync here writes first. Until then the writer holds the write lock: no other
 * connection looks at these frames, checkpoints them, or begins the log anew. A kill loses what was not acknowledged.
 *
 * Why the buffer never outlives the lock, when another may write at the same place: it is filled only within COMMIT, by
 * frames that follow each other, and there each frame is followed by another, by the sync, or by an error that one of
 * these functions gave and that emptied it. What is spilled in mid-transaction, VACUUM, and what follows a sync (some
 * disks have the log padded to a sector, and the rest of the padding is published) are written at once, as ever. So are
 * spilled pages that are written anew, and all that follows in that commit.
 *
 * An error of a write may so come at the sync: SQLite takes both for a commit that failed and writes the next one over
 * what there is of it. */
#include "store/sqlite_log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"

/* No write of SQLite's own is longer, so each VFS takes it. (The one for Unix would take 128 KB for a full disk.) */
#define PIECE_BYTES_MAX (64 * 1024)

/* sqlite.org/fileformat2.html, section 4.1: the log's header, and that of a frame, which is shorter. */
#define LOG_HEADER_BYTES 32

#define ANYWHERE (-1)

struct log_file {
    sqlite3_file base;
    bool is_gathering;
    sqlite3_int64 next; /* where the next write follows on; ANYWHERE before the first of a commit */
    int count;          /* of bytes in the buffer; they end at next */
    unsigned char *buffer;
    sqlite3_file *real; /* stands behind this in the same piece of memory */
};

static struct log_file *log_of(sqlite3_file *file)
{
    return (struct log_file *)file;
}

/* The file. */

/* After an error the buffer is empty too: that commit has failed. */
static int log_write_out(struct log_file *log)
{
    int count = log->count;
    log->count = 0;
    int code = count == 0 ? SQLITE_OK : log->real->pMethods->xWrite(log->real, log->buffer, count, log->next - count);
    log->is_gathering &= code == SQLITE_OK;
    return code;
}

static int log_stop(struct log_file *log)
{
    log->is_gathering = false;
    return log_write_out(log);
}

/* Within a commit frames begin with their header: what does not is a spilled page written anew. */
static bool log_follows(const struct log_file *log, int size, sqlite3_int64 offset)
{
    return log->next == ANYWHERE ? size <= LOG_HEADER_BYTES : offset == log->next;
}

static int log_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    struct log_file *log = log_of(file);
    int code = SQLITE_OK;
    if (log->is_gathering && !log_follows(log, size, offset)) {
        code = log_stop(log);
    } else if (log->is_gathering && size > PIECE_BYTES_MAX - log->count) {
        code = log_write_out(log);
    }
    if (code != SQLITE_OK || !log->is_gathering) {
        return code != SQLITE_OK ? code : log->real->pMethods->xWrite(log->real, bytes, size, offset);
    }
    memcpy(log->buffer + log->count, bytes, (size_t)size);
    log->count += size;
    log->next = offset + size;
    return SQLITE_OK;
}

/* The header of a log that begins anew is synced on its own, and the commit goes on. */
static int log_sync(sqlite3_file *file, int flags)
{
    struct log_file *log = log_of(file);
    bool is_header = log->is_gathering && log->next == LOG_HEADER_BYTES;
    int code = log_write_out(log);
    code = code == SQLITE_OK ? log->real->pMethods->xSync(log->real, flags) : code;
    log->is_gathering = is_header && code == SQLITE_OK;
    return code;
}

static int log_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    struct log_file *log = log_of(file);
    int code = log_stop(log);
    return code == SQLITE_OK ? log->real->pMethods->xRead(log->real, bytes, size, offset) : code;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct log_file *log = log_of(file);
    int code = log_stop(log);
    return code == SQLITE_OK ? log->real->pMethods->xTruncate(log->real, size) : code;
}

static int log_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    struct log_file *log = log_of(file);
    int code = log_stop(log);
    return code == SQLITE_OK ? log->real->pMethods->xFileSize(log->real, size) : code;
}

static int log_file_control(sqlite3_file *file, int operation, void *argument)
{
    struct log_file *log = log_of(file);
    int code = log_stop(log);
    return code == SQLITE_OK ? log->real->pMethods->xFileControl(log->real, operation, argument) : code;
}

static int log_sector_size(sqlite3_file *file)
{
    sqlite3_file *real = log_of(file)->real;
    return real->pMethods->xSectorSize(real);
}

static int log_device_characteristics(sqlite3_file *file)
{
    sqlite3_file *real = log_of(file)->real;
    return real->pMethods->xDeviceCharacteristics(real);
}

static int log_close(sqlite3_file *file)
{
    struct log_file *log = log_of(file);
    int code = log_stop(log);
    int closing = log->real->pMethods->xClose(log->real);
    free(log->buffer);
    return code == SQLITE_OK ? closing : code;
}

/* Nobody locks a log, or maps it: those are done with the database file. */
static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_file_size,
    .xFileControl = log_file_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_device_characteristics,
};

void sqlite_log_gather(sqlite3 *database, bool is_gathering)
{
    sqlite3_file *file = NULL;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    if (file == NULL || file->pMethods != &log_methods) {
        return;
    }
    struct log_file *log = log_of(file);
    CHECK(log->count == 0); /* what was committed was synced */
    log->is_gathering = is_gathering;
    log->next = ANYWHERE;
}

/* The VFS. */

static sqlite3_vfs *base_of(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static int log_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
    sqlite3_vfs *base = base_of(vfs);
    if ((flags & SQLITE_OPEN_WAL) == 0) {
        return base->xOpen(base, name, file, flags, flags_out);
    }
    struct log_file *log = log_of(file);
    *log = (struct log_file){ .next = ANYWHERE, .buffer = malloc(PIECE_BYTES_MAX), .real = (sqlite3_file *)(log + 1) };
    if (log->buffer == NULL) {
        return SQLITE_NOMEM;
    }
    log->real->pMethods = NULL;
    int code = base->xOpen(base, name, log->real, flags, flags_out);
    if (log->real->pMethods != NULL) {
        log->base.pMethods = &log_methods; /* then SQLite closes it, whatever the code */
    } else {
        free(log->buffer);
    }
    return code;
}

static int log_delete(sqlite3_vfs *vfs, const char *name, int syncs_folder)
{
    return base_of(vfs)->xDelete(base_of(vfs), name, syncs_folder);
}

static int log_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    return base_of(vfs)->xAccess(base_of(vfs), name, flags, result);
}

static int log_full_pathname(sqlite3_vfs *vfs, const char *name, int size, char *path)
{
    return base_of(vfs)->xFullPathname(base_of(vfs), name, size, path);
}

static int log_randomness(sqlite3_vfs *vfs, int size, char *bytes)
{
    return base_of(vfs)->xRandomness(base_of(vfs), size, bytes);
}

static int log_sleep(sqlite3_vfs *vfs, int microseconds)
{
    return base_of(vfs)->xSleep(base_of(vfs), microseconds);
}

static int log_current_time(sqlite3_vfs *vfs, double *days)
{
    return base_of(vfs)->xCurrentTime(base_of(vfs), days);
}

static int log_current_time_ms(sqlite3_vfs *vfs, sqlite3_int64 *milliseconds)
{
    return base_of(vfs)->xCurrentTimeInt64(base_of(vfs), milliseconds);
}

static int log_last_error(sqlite3_vfs *vfs, int size, char *text)
{
    return base_of(vfs)->xGetLastError(base_of(vfs), size, text);
}

/* Without the functions that load extensions: a connection loads none. */
static sqlite3_vfs log_vfs_over(sqlite3_vfs *base, const char *name)
{
    bool has_milliseconds = base->iVersion >= 2 && base->xCurrentTimeInt64 != NULL;
    return (sqlite3_vfs){
        .iVersion = has_milliseconds ? 2 : 1,
        .szOsFile = (int)sizeof(struct log_file) + base->szOsFile,
        .mxPathname = base->mxPathname,
        .zName = name,
        .pAppData = base,
        .xOpen = log_open,
        .xDelete = log_delete,
        .xAccess = log_access,
        .xFullPathname = log_full_pathname,
        .xRandomness = log_randomness,
        .xSleep = log_sleep,
        .xCurrentTime = log_current_time,
        .xGetLastError = base->xGetLastError != NULL ? log_last_error : NULL,
        .xCurrentTimeInt64 = has_milliseconds ? log_current_time_ms : NULL,
    };
}

struct registered {
    sqlite3_vfs vfs;
    struct registered *next;
    char name[];
};

static const char *vfs_register(sqlite3_vfs *base)
{
    static struct registered *all; /* SQLite keeps them, and so they stay */
    static const char prefix[] = "viva-log-";
    for (struct registered *known = all; known != NULL; known = known->next) {
        if (base_of(&known->vfs) == base) {
            return known->name;
        }
    }
    size_t size = strlen(base->zName) + 1;
    struct registered *added = malloc(sizeof *added + sizeof prefix - 1 + size);
    if (added == NULL) {
        return base->zName;
    }
    memcpy(added->name, prefix, sizeof prefix - 1);
    memcpy(added->name + sizeof prefix - 1, base->zName, size);
    added->vfs = log_vfs_over(base, added->name);
    if (sqlite3_vfs_register(&added->vfs, 0) != SQLITE_OK) {
        free(added);
        return base->zName;
    }
    added->next = all;
    all = added;
    return added->name;
}

const char *sqlite_log_vfs(const char *base)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    sqlite3_vfs *found = sqlite3_vfs_find(base);
    if (found == NULL) {
        return base;
    }
    pthread_mutex_lock(&mutex);
    const char *name = vfs_register(found);
    pthread_mutex_unlock(&mutex);
    return name;
}
