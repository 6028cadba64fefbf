/* install: from a file or folder to sets that are installed, whole or not at all.
 *
 * Knows the steps: take, read, check, hold against what is there, keep, put in place, tell. Knows nothing of who asked for it: "viva set
 * add" and "viva set update" both do. */
#ifndef VIVA_CMD_INSTALL_H
#define VIVA_CMD_INSTALL_H

#include "cmd/installed.h"
#include "view/view.h"

/* Every id of this namespace belongs to the sets that come with viva. */
#define INSTALL_RESERVED_NAMESPACE "viva"

/* Take all sets from path; source is what was installed from there before, or NULL. Afterwards the index has what was found, and page tells
 * what is new or another. On failure all is as it was; the problems of sets are said. installed must be open for change. */
enum status install(struct call *call, struct installed *installed, struct installed_source *source, struct string path,
                    struct view *page);

/* "From PATH, at commit COMMIT:" */
void install_add_source(struct arena *arena, struct view *page, const struct installed_source *source);

#endif
