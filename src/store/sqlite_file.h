/* sqlite_file: a database file, and what stands beside it, as files.
 *
 * Knows sizes, copies, folders and their syncing. Knows nothing of what is in them. path is that of the database; a
 * suffix
 * ("", "-wal") makes the name of what is beside it. */
#ifndef VIVA_STORE_SQLITE_FILE_H
#define VIVA_STORE_SQLITE_FILE_H

#include <stdint.h>

#include "base/status.h"

const char *sqlite_file_beside(struct arena *arena, const char *path, const char *suffix);

/* In bytes; -1 when there is no such file. */
int64_t sqlite_file_size(const char *path, const char *suffix);

/* Whether the file is there and both it and its folder may be written. */
bool sqlite_file_is_changeable(const char *path);

/* Make an empty file, 0600. STATUS_CONFLICT when there is one already. */
enum status sqlite_file_reserve(const char *path, struct failure *failure);

/* The bytes of a regular file to a new one, 0600, durable. */
enum status sqlite_file_copy(const char *from, const char *to, struct failure *failure);

/* Both in one folder, durably. What is at to is replaced. */
enum status sqlite_file_rename(const char *from, const char *to, struct failure *failure);

/* One that is not there is fine. */
enum status sqlite_file_remove(const char *path, const char *suffix, struct failure *failure);

/* Make the names in the folder of path durable. */
enum status sqlite_file_sync_folder(const char *path, struct failure *failure);

#endif
