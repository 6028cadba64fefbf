/* gather: the files of sets in a file or folder from elsewhere, taken whole.
 *
 * Knows that such a folder may have been made to do harm: it follows no link, opens nothing but regular files, runs
 * nothing, counts what it looks at, and notices when something changes meanwhile. Knows nothing of what is in a set. */
#ifndef VIVA_CMD_GATHER_H
#define VIVA_CMD_GATHER_H

#include "base/status.h"
#include "base/string.h"

/* A project with its code and pictures has this many files; whoever has more keeps the sets in a folder of their own.
 */
#define GATHER_ENTRIES_MAX 20000
/* As many as one author writes in years; together a quarter of what so many could be. */
#define GATHER_FILES_MAX 256
#define GATHER_BYTES_MAX ((size_t)64 * 1024 * 1024)
/* Folders in folders: SOURCES_DEPTH_MAX. Bytes of one file: SET_BYTES_MAX. */

struct gathered_file {
    struct string name; /* its path below the folder; of a file by itself, its last part */
    struct string bytes;
};

struct gathered {
    struct string path;   /* absolute, and without links in it */
    struct string commit; /* of a checkout of git; empty when there is none */
    struct {
        struct gathered_file *items;
        size_t count, capacity;
    } files;
    int64_t passed_over; /* links, pipes, devices and sockets */
};

/* The file, or all files of sets in the folder and below it, hidden ones left out. What is in expected (paths below the
 * folder) is taken although it does not look like a set any more. All of it lives in arena. STATUS_TOO_LARGE beyond a
 * cap, STATUS_BAD_INPUT for a name that cannot be shown, STATUS_CONFLICT when something changed. */
enum status gather(struct arena *arena, struct string path, const struct strings *expected, struct gathered *gathered,
                   struct failure *failure);

#endif
