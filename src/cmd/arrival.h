/* arrival: the sets that were found where they are installed from, before it is decided whether they are taken.
 *
 * Plain data, of install.h's steps alone. */
#ifndef VIVA_CMD_ARRIVAL_H
#define VIVA_CMD_ARRIVAL_H

#include "cmd/installed.h"
#include "model/set.h"

struct arrival {
    struct string name; /* of its file, as messages say it */
    struct string bytes;
    const struct set *set;
    struct installed_set row; /* what the index would say of it */
};

struct arrivals {
    struct arrival *items;
    size_t count, capacity;
};

#endif
