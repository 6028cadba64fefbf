/* journal: the whole record, entry by entry, as lines of JSON that any other program can read. docs/journal.md describes them.
 *
 * Knows the envelope. Refuses to know what an entry leads to, and where the lines go. */
#ifndef VIVA_APP_JOURNAL_H
#define VIVA_APP_JOURNAL_H

#include "store/store.h"

enum journal_scope {
    JOURNAL_WHOLE,
    /* Without what would give the best answer of an open step away: runs with a step that has no response yet, and marks on such
     * steps, are left out. For a reader who is still being asked. */
    JOURNAL_ANSWERED,
};

/* Called for each line, which ends in a line feed and is good during the call only; a status other than OK ends the export. */
typedef enum status (*journal_sink)(struct string line, void *context);

/* All entries in their order; before the first one that speaks of a content, a line with that content. One consistent state. */
enum status journal_export(struct store *store, enum journal_scope scope, journal_sink sink, void *context,
                           struct failure *failure);

#endif
