/* files: bytes in and out of the file system, safely.
 *
 * Knows paths, caps, private modes and atomic replacement. Knows nothing of what the bytes mean. */
#ifndef VIVA_BASE_FILES_H
#define VIVA_BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/string.h"

/* The whole of a regular file, or of standard input for "-". Over max_bytes: STATUS_TOO_LARGE. Directories, sockets and
 * the like: STATUS_BAD_INPUT. */
enum status files_read(struct arena *arena, struct string path, size_t max_bytes, struct string *bytes,
                       struct failure *failure);

/* Replace a file in one step: writes beside it, syncs, renames, syncs the folder. Keeps the mode of a file that was
 * there; a new one gets mode (0600 for what is private). A link stays one: the file it leads to is replaced. On failure
 * the old file is untouched, save when the very last step fails, the sync of the folder: then the new file may not
 * survive a power cut. */
enum status files_replace(struct string path, struct string bytes, unsigned mode, struct failure *failure);

bool files_is_folder(struct string path);
bool files_exists(struct string path);
enum status files_make_private_folder(struct string path,
                                      struct failure *failure); /* 0700, with parents; fine when it exists */

/* The files in a folder whose names end with suffix, sorted by bytes, joined to the folder with '/'. Hidden names,
 * folders and the like are passed over. A link that leads out of the folder, or nowhere, is refused with
 * STATUS_BAD_INPUT, more than FILES_LIST_MAX files with STATUS_TOO_LARGE. */
#define FILES_LIST_MAX 100000 /* a bank of 100,000 exercises, one a file */
enum status files_list(struct arena *arena, struct string folder, struct string suffix, struct strings *paths,
                       struct failure *failure);

struct string files_join(struct arena *arena, struct string folder, struct string name);

/* Where path leads when all links are followed; the path itself when there is nothing there. */
struct string files_resolve(struct arena *arena, struct string path);

/* The place for viva's data: $VIVA_DATA, else $XDG_DATA_HOME/viva, else $HOME/.local/share/viva. Not created here. */
struct string files_data_folder(struct arena *arena);
/* For settings: $XDG_CONFIG_HOME/viva, else $HOME/.config/viva. */
struct string files_config_folder(struct arena *arena);

#endif
