/* install: from a file or folder to sets that are installed, whole or not at all.
 *
 * Knows the steps: take, read, check, hold against what is there, keep, put in place. Knows nothing of who asked for
 * it: "viva set add" and "viva set update" both do; nor of how it is told. */
#ifndef VIVA_CMD_INSTALL_H
#define VIVA_CMD_INSTALL_H

#include "cmd/installed.h"
#include "cmd/news.h"

enum install_scope {
    INSTALL_ALL, /* what was left out, too */
    INSTALL_AS_BEFORE
};

/* Take the sets from path; source is what was installed from there before, or NULL. Afterwards the index has what was
 * found, and news says what is new or another. On failure all is as it was, and news is not filled; the problems of
 * sets are said. installed must be open for change. */
enum status install(struct call *call, struct installed *installed, struct installed_source *source, struct string path,
                    enum install_scope scope, struct news *news);

#endif
