/* power_vfs: a SQLite VFS that remembers what was written, what was synced, and when an answer was acknowledged; from
 * that it makes the files as a power cut at any moment could have left them. It can also refuse: a full disk, a failing
 * sync.
 *
 * Until a file is synced, any of its writes may be missing, torn at sectors of 512 bytes, or there before an earlier
 * one. What was synced is there. This is how SQLite's own crash tests model a disk (sqlite.org/testing.html,
 * section 3.3). The shared-memory index is no file of a disk: it is left out. */
#ifndef VIVA_TESTS_FAULTS_POWER_VFS_H
#define VIVA_TESTS_FAULTS_POWER_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POWER_VFS "power"

/* What the disk does from now on. */
struct power_faults {
    bool syncs_nothing;      /* a disk that lies: a sync is reported done and is not */
    int writes_until_full;   /* so many writes more, then SQLITE_FULL; -1 for never */
    int syncs_until_failure; /* so many syncs more, then one that fails with SQLITE_IOERR_FSYNC; -1 for never */
    int reads_until_failure; /* so many reads more, then SQLITE_IOERR_READ; -1 for never */
};

#define POWER_WELL                                                                                                     \
    ((struct power_faults){ .writes_until_full = -1, .syncs_until_failure = -1, .reads_until_failure = -1 })

/* Register the VFS (not as the default) and begin an empty record. */
void power_vfs_begin(void);
void power_vfs_set(struct power_faults faults);

/* The number of things recorded so far: a moment to cut at. */
size_t power_vfs_moment(void);

/* Forget the record. The files of the disk stay. */
void power_vfs_end(void);

/* Write into folder the files that a cut at this moment could leave; chance decides what became of unsynced writes.
 * Gives how many unsynced writes there were. */
size_t power_vfs_cut(size_t moment, uint64_t seed, const char *folder);

#endif
