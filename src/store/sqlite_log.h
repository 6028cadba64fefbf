/* sqlite_log: the write-ahead log of a writer, a commit of which is written in few pieces.
 *
 * Knows in what order SQLite writes, syncs and publishes the pages of a commit. Knows nothing of what is in them, and
 * leaves all files but the log to the VFS beneath. */
#ifndef VIVA_STORE_SQLITE_LOG_H
#define VIVA_STORE_SQLITE_LOG_H

#include <sqlite3.h>
#include <stdbool.h>

/* The name of a VFS over the one named (NULL: the system's own), registered when first asked for; good for ever.
 * Thread-safe. base itself when there is no such VFS or no memory: then nothing is gathered. */
const char *sqlite_log_vfs(const char *base);

/* Around COMMIT, and only there, on a connection with synchronous = FULL: true before it, false after it. Without
 * effect on a connection with another VFS. */
void sqlite_log_gather(sqlite3 *database, bool is_gathering);

#endif
