/* sources: the files of sets that lie in folders.
 *
 * Knows which files in a folder are meant to be sets. Knows nothing of what is in them beyond that. */
#ifndef VIVA_CMD_SOURCES_H
#define VIVA_CMD_SOURCES_H

#include "base/files.h"

/* Deeper than this nobody keeps sets; a circle of mounts would otherwise have no end. */
#define SOURCES_DEPTH_MAX 16

/* All *.md and *.json in a folder and those below it, in the order of their paths, hidden ones left out. Other Markdown
 * lies about everywhere (README.md): a file that does not begin with front matter that names a set is left out quietly.
 */
enum status sources_below(struct arena *arena, struct string folder, struct strings *paths, struct failure *failure);

/* Whether a file is meant to be a set: by its name, and by how it begins (SOURCES_HEAD_BYTES are enough). */
#define SOURCES_HEAD_BYTES 4096 /* enough for the front matter of any set that is not made to be long */
bool sources_has_set_name(struct string name);
bool sources_begins_as_set(struct string name, struct string head);

#endif
