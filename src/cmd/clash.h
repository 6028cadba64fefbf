/* clash: whether an id would mean two sets, were all that arrived installed.
 *
 * Knows today's ids and former ones, and which namespace is viva's own. Knows nothing of files and of what is kept. */
#ifndef VIVA_CMD_CLASH_H
#define VIVA_CMD_CLASH_H

#include "cmd/arrival.h"

/* Hold what arrived from path against itself, against all sets at hand but those of before (which it replaces; NULL for
 * none), and against what is reserved. STATUS_CONFLICT, both named, for the first clash. */
enum status clash_check(struct call *call, const struct installed *installed, const struct installed_source *before,
                        const struct arrivals *arrivals, struct string path);

#endif
