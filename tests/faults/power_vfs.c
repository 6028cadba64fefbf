#include "power_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/random.h"

#define SECTOR    512
#define FILES_MAX 8

/* The record. --------------------------------------------------------------------------------------------------- */

enum operation_kind { OPERATION_WRITE, OPERATION_TRUNCATE, OPERATION_SYNC, OPERATION_DELETE };

struct operation {
    enum operation_kind kind;
    size_t file;    /* index into names */
    int64_t offset; /* of a write; the new size of a truncation */
    size_t size;
    unsigned char *bytes;
};

static struct {
    pthread_mutex_t lock;
    char names[FILES_MAX][512];
    size_t file_count;
    struct operation *operations;
    size_t count, capacity;
    struct power_faults faults;
} record = { .lock = PTHREAD_MUTEX_INITIALIZER };

static size_t file_named(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    for (size_t i = 0; i < record.file_count; i++) {
        if (strcmp(record.names[i], name) == 0)
            return i;
    }
    CHECK(record.file_count < FILES_MAX && strlen(name) < sizeof record.names[0]);
    strcpy(record.names[record.file_count], name);
    return record.file_count++;
}

static void remember(enum operation_kind kind, size_t file, int64_t offset, const void *bytes, size_t size)
{
    if (record.count == record.capacity) {
        record.capacity = record.capacity > 0 ? 2 * record.capacity : 1024;
        record.operations = realloc(record.operations, record.capacity * sizeof *record.operations);
        CHECK(record.operations != NULL);
    }
    struct operation *operation = &record.operations[record.count++];
    *operation = (struct operation){ .kind = kind, .file = file, .offset = offset, .size = size };
    if (bytes != NULL) {
        operation->bytes = malloc(size);
        CHECK(operation->bytes != NULL);
        memcpy(operation->bytes, bytes, size);
    }
}

void power_vfs_set(struct power_faults faults)
{
    pthread_mutex_lock(&record.lock);
    record.faults = faults;
    pthread_mutex_unlock(&record.lock);
}

size_t power_vfs_moment(void)
{
    pthread_mutex_lock(&record.lock);
    size_t moment = record.count;
    pthread_mutex_unlock(&record.lock);
    return moment;
}

void power_vfs_end(void)
{
    for (size_t i = 0; i < record.count; i++)
        free(record.operations[i].bytes);
    free(record.operations);
    record.operations = NULL;
    record.count = record.capacity = record.file_count = 0;
    record.faults = POWER_WELL;
}

/* The VFS: the system's own, watched. ---------------------------------------------------------------------------- */

struct watched_file {
    sqlite3_file base;
    size_t file;
    bool is_kept; /* a database, journal or WAL: what a disk would keep */
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct watched_file *)file)->real;
}

/* Counts down to a fault; true when it is due. A fault that came once goes on coming. */
static bool is_due(int *until)
{
    if (*until < 0)
        return false;
    if (*until > 0)
        (*until)--;
    else
        return true;
    return false;
}

static int watched_close(sqlite3_file *file)
{
    struct watched_file *watched = (struct watched_file *)file;
    int result = watched->real->pMethods->xClose(watched->real);
    free(watched->real);
    return result;
}

static int watched_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    struct watched_file *watched = (struct watched_file *)file;
    pthread_mutex_lock(&record.lock);
    bool is_failing = watched->is_kept && is_due(&record.faults.reads_until_failure);
    pthread_mutex_unlock(&record.lock);
    return is_failing ? SQLITE_IOERR_READ : watched->real->pMethods->xRead(watched->real, bytes, size, offset);
}

static int watched_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    struct watched_file *watched = (struct watched_file *)file;
    pthread_mutex_lock(&record.lock);
    bool is_full = watched->is_kept && is_due(&record.faults.writes_until_full);
    if (watched->is_kept && !is_full)
        remember(OPERATION_WRITE, watched->file, offset, bytes, (size_t)size);
    pthread_mutex_unlock(&record.lock);
    return is_full ? SQLITE_FULL : watched->real->pMethods->xWrite(watched->real, bytes, size, offset);
}

static int watched_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct watched_file *watched = (struct watched_file *)file;
    pthread_mutex_lock(&record.lock);
    if (watched->is_kept)
        remember(OPERATION_TRUNCATE, watched->file, size, NULL, 0);
    pthread_mutex_unlock(&record.lock);
    return watched->real->pMethods->xTruncate(watched->real, size);
}

static int watched_sync(sqlite3_file *file, int flags)
{
    struct watched_file *watched = (struct watched_file *)file;
    pthread_mutex_lock(&record.lock);
    bool is_failing = watched->is_kept && is_due(&record.faults.syncs_until_failure);
    if (watched->is_kept && !is_failing && !record.faults.syncs_nothing)
        remember(OPERATION_SYNC, watched->file, 0, NULL, 0);
    pthread_mutex_unlock(&record.lock);
    (void)flags; /* what reaches the real disk does not matter here: the record is the disk */
    return is_failing ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int watched_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int watched_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int watched_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int watched_check_reserved_lock(sqlite3_file *file, int *result)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}

static int watched_file_control(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int watched_sector_size(sqlite3_file *file)
{
    (void)file;
    return SECTOR;
}

/* No promise beyond the weakest: writes are neither atomic nor in order. */
static int watched_device_characteristics(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static int watched_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
}

static int watched_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void watched_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int watched_shm_unmap(sqlite3_file *file, int is_deleting)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), is_deleting);
}

static const sqlite3_io_methods watched_methods = {
    .iVersion = 2, /* without memory-mapped reading: every byte passes here */
    .xClose = watched_close,
    .xRead = watched_read,
    .xWrite = watched_write,
    .xTruncate = watched_truncate,
    .xSync = watched_sync,
    .xFileSize = watched_file_size,
    .xLock = watched_lock,
    .xUnlock = watched_unlock,
    .xCheckReservedLock = watched_check_reserved_lock,
    .xFileControl = watched_file_control,
    .xSectorSize = watched_sector_size,
    .xDeviceCharacteristics = watched_device_characteristics,
    .xShmMap = watched_shm_map,
    .xShmLock = watched_shm_lock,
    .xShmBarrier = watched_shm_barrier,
    .xShmUnmap = watched_shm_unmap,
};

static sqlite3_vfs power_vfs;

static sqlite3_vfs *system_vfs(void)
{
    return power_vfs.pAppData;
}

static int watched_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
    struct watched_file *watched = (struct watched_file *)file;
    (void)vfs;
    *watched = (struct watched_file){ .real = calloc(1, (size_t)system_vfs()->szOsFile) };
    CHECK(watched->real != NULL);
    int result = system_vfs()->xOpen(system_vfs(), name, watched->real, flags, flags_out);
    if (result != SQLITE_OK) {
        free(watched->real);
        return result;
    }
    watched->base.pMethods = &watched_methods;
    watched->is_kept =
        name != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    pthread_mutex_lock(&record.lock);
    if (watched->is_kept)
        watched->file = file_named(name);
    pthread_mutex_unlock(&record.lock);
    return SQLITE_OK;
}

static int watched_delete(sqlite3_vfs *vfs, const char *name, int syncs_folder)
{
    (void)vfs;
    pthread_mutex_lock(&record.lock);
    remember(OPERATION_DELETE, file_named(name), 0, NULL, 0);
    pthread_mutex_unlock(&record.lock);
    return system_vfs()->xDelete(system_vfs(), name, syncs_folder);
}

static int watched_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    (void)vfs;
    return system_vfs()->xAccess(system_vfs(), name, flags, result);
}

static int watched_full_pathname(sqlite3_vfs *vfs, const char *name, int size, char *path)
{
    (void)vfs;
    return system_vfs()->xFullPathname(system_vfs(), name, size, path);
}

void power_vfs_begin(void)
{
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    power_vfs_end();
    if (power_vfs.pAppData != NULL)
        return;
    power_vfs = *system;
    power_vfs.pAppData = system;
    power_vfs.pNext = NULL;
    power_vfs.zName = POWER_VFS;
    power_vfs.szOsFile = sizeof(struct watched_file);
    power_vfs.xOpen = watched_open;
    power_vfs.xDelete = watched_delete;
    power_vfs.xAccess = watched_access;
    power_vfs.xFullPathname = watched_full_pathname;
    CHECK(sqlite3_vfs_register(&power_vfs, 0) == SQLITE_OK);
}

/* The cut. ------------------------------------------------------------------------------------------------------ */

struct image {
    unsigned char *bytes;
    size_t size;
    bool exists;
};

static void image_resize(struct image *image, size_t size)
{
    image->bytes = realloc(image->bytes, size > 0 ? size : 1);
    CHECK(image->bytes != NULL);
    if (size > image->size)
        memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
    image->exists = true;
}

static void image_write(struct image *image, int64_t offset, const unsigned char *bytes, size_t size)
{
    size_t end = (size_t)offset + size;
    if (end > image->size)
        image_resize(image, end);
    memcpy(image->bytes + offset, bytes, size);
    image->exists = true;
}

static void image_delete(struct image *image)
{
    free(image->bytes);
    *image = (struct image){ 0 };
}

static void image_apply(struct image *image, const struct operation *operation)
{
    if (operation->kind == OPERATION_WRITE)
        image_write(image, operation->offset, operation->bytes, operation->size);
    else if (operation->kind == OPERATION_TRUNCATE)
        image_resize(image, (size_t)operation->offset);
    else if (operation->kind == OPERATION_DELETE)
        image_delete(image);
}

/* Some sectors of a write reach the disk, some do not. */
static void image_tear(struct image *image, const struct operation *operation, struct random *random)
{
    for (size_t at = 0; at < operation->size; at += SECTOR) {
        size_t left = operation->size - at;
        if (random_below(random, 2) == 0)
            image_write(image, operation->offset + (int64_t)at, operation->bytes + at, left < SECTOR ? left : SECTOR);
    }
}

/* Where the last sync of a file before the moment is; everything before it is on the disk. */
static size_t synced_until(size_t file, size_t moment)
{
    size_t until = 0;
    for (size_t i = 0; i < moment; i++) {
        if (record.operations[i].file == file &&
            (record.operations[i].kind == OPERATION_SYNC || record.operations[i].kind == OPERATION_DELETE))
            until = i + 1;
    }
    return until;
}

/* What was not synced, in any order: dropped, torn or whole. */
static size_t apply_unsynced(struct image *image, size_t file, size_t from, size_t moment, struct random *random)
{
    size_t *order = calloc(moment - from + 1, sizeof *order);
    CHECK(order != NULL);
    size_t count = 0;
    for (size_t i = from; i < moment; i++) {
        if (record.operations[i].file == file)
            order[count++] = i;
    }
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)random_below(random, i);
        size_t swapped = order[i - 1];
        order[i - 1] = order[other];
        order[other] = swapped;
    }
    for (size_t i = 0; i < count; i++) {
        const struct operation *operation = &record.operations[order[i]];
        uint64_t fate = random_below(random, 3);
        if (fate == 1 && operation->kind == OPERATION_WRITE)
            image_tear(image, operation, random);
        else if (fate > 0)
            image_apply(image, operation);
    }
    free(order);
    return count;
}

static void image_save(const struct image *image, const char *folder, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL);
    CHECK(fwrite(image->bytes, 1, image->size, file) == image->size);
    CHECK(fclose(file) == 0);
}

size_t power_vfs_cut(size_t moment, uint64_t seed, const char *folder)
{
    struct random random = random_from(seed);
    size_t unsynced = 0;
    CHECK(moment <= record.count);
    for (size_t file = 0; file < record.file_count; file++) {
        struct image image = { 0 };
        size_t until = synced_until(file, moment);
        for (size_t i = 0; i < until; i++) {
            if (record.operations[i].file == file)
                image_apply(&image, &record.operations[i]);
        }
        unsynced += apply_unsynced(&image, file, until, moment, &random);
        if (image.exists)
            image_save(&image, folder, record.names[file]);
        image_delete(&image);
    }
    return unsynced;
}
