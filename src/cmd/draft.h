/* draft: the sets that somebody is writing, for the page that follows them (viva serve --author).
 *
 * Knows which files are meant, when they are other ones than before, and how they are read. Knows nothing of pages. */
#ifndef VIVA_CMD_DRAFT_H
#define VIVA_CMD_DRAFT_H

#include "cmd/shelf.h"
#include "face/web/web.h"

struct draft {
    struct string path; /* a file, or a folder with sets in it and below it */
    const struct library *shelf;
    struct web_author author; /* what the face is handed */
};

/* The sets of the library go with those that are written, wherever these do not have the same id. The draft is handed
 * to the face by its address, and must live as long. */
void draft_init(struct draft *draft, struct string path, const struct library *shelf);

#endif
