/* installed: the sets that were installed, and where they came from.
 *
 * Knows the folder "installed" of the data folder: an index (index.json), and one file for each set, named by its id
 * and hash. A file never changes, and the index is replaced in one step: whoever reads it, at whatever moment, sees all
 * of the old or all of the new; when a file that it names has gone, it may have been replaced meanwhile, which its
 * stamp tells, and is to be read again. Knows nothing of how sets are read and checked. docs/sharing-sets.md describes
 * the folder. */
#ifndef VIVA_CMD_INSTALLED_H
#define VIVA_CMD_INSTALLED_H

#include "cmd/verb.h"

struct installed_set {
    struct string id; /* full */
    struct string title;
    struct string file; /* below the path of its source; of a file by itself, its last part */
    struct string hash; /* SHA-256 of its bytes in hexadecimal */
    int64_t exercise_count;
};

/* What was added in one go, from one path. */
struct installed_source {
    struct string path;           /* absolute: of a file, or of a folder */
    struct string commit;         /* that it stood at; empty when it is no checkout */
    int64_t added_at, updated_at; /* seconds UTC */
    struct strings left_out;      /* full ids that were removed, and are not to come back with an update */
    struct {
        struct installed_set *items;
        size_t count, capacity;
    } sets;
};

struct installed {
    struct string folder;
    struct {
        struct installed_source *items;
        size_t count, capacity;
    } sources;
};

/* The index; without one, nothing is installed. Makes nothing. STATUS_CORRUPT or STATUS_TOO_NEW when it cannot be
 * understood. */
enum status installed_read(struct call *call, struct installed *installed);

/* The same, to change it: makes the folder (0700), and waits until nobody else changes it. *lock is to be given back
 * with installed_close_for_change, or is when the process ends; it is -1, and there is nothing to give back, without
 * STATUS_OK. */
enum status installed_open_for_change(struct call *call, struct installed *installed, int *lock);

/* Let others change it. A folder that nothing came into is no longer there. -1 is fine. */
void installed_close_for_change(struct call *call, const struct installed *installed, int lock);

/* Keep the bytes of a set (0600). Nobody sees them before the index names them. */
enum status installed_keep(struct call *call, const struct installed *installed, const struct installed_set *set,
                           struct string bytes);

/* Put this index in the place of the one before. */
enum status installed_write(struct call *call, const struct installed *installed);

/* Another number whenever the index was replaced. Of the folder "installed"; nothing is read, and it need not be there.
 */
uint64_t installed_stamp(struct string folder);

/* Erase every file that the index on the disk does not name: of what was replaced or removed, and of changes that were
 * cut short. */
void installed_sweep(struct call *call);

/* Where the bytes of a set are. */
struct string installed_path(struct arena *arena, const struct installed *installed, const struct installed_set *set);

/* The source of this path; NULL when there is none. */
struct installed_source *installed_find_source(const struct installed *installed, struct string path);

/* The source and set that a person means by a full id, or by the last part of it where only one has that. NULL and
 * STATUS_NOT_FOUND when none is meant, with the nearest as a hint; STATUS_USAGE when several are. */
enum status installed_find(struct call *call, const struct installed *installed, struct string name,
                           struct installed_source **source, size_t *set);

/* The first 12 digits of a commit or hash: enough to tell by, short enough to say. */
struct string installed_short(struct string digits);

#endif
