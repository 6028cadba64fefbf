/* journal: the whole record, entry by entry, as lines of JSON that any other program can read. docs/journal.md
 * describes them.
 *
 * Knows the envelope. Refuses to know what an entry leads to, and where the lines go. */
#ifndef VIVA_APP_JOURNAL_H
#define VIVA_APP_JOURNAL_H

#include "store/store.h"

/* The version of the lines; it grows when a key changes its meaning or goes, not when one is added. */
#define JOURNAL_VERSION 1

enum journal_scope {
    JOURNAL_WHOLE,
    /* For a reader who is still being asked: without the runs that have a step without a response, and the marks on
     * such steps, since the ids in them could give the best answer away. */
    JOURNAL_ANSWERED,
};

/* Called for each line, which ends in a line feed and is good during the call only; a status other than OK ends the
 * export. */
typedef enum status (*journal_sink)(struct string line, void *context);

/* A line that says what follows; then all entries in their order, and before the first one that speaks of a content a
 * line with that content. One consistent state. */
enum status journal_export(struct store *store, enum journal_scope scope, journal_sink sink, void *context,
                           struct failure *failure);

#endif
