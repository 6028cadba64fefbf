/* home: where viva keeps things on this computer, and the way into them.
 *
 * Knows the data folder, its files and their names. Knows nothing of what is kept. */
#ifndef VIVA_CMD_HOME_H
#define VIVA_CMD_HOME_H

#include "cmd/verb.h"
#include "store/store.h"

struct home {
    struct string folder;    /* --data, else as files_data_folder says */
    struct string database;  /* viva.db in it */
    struct string sets;      /* sets/ in it: sets that a person put there */
    struct string installed; /* installed/ in it: sets that "viva set add" put there */
};

/* Makes nothing. */
struct home home_of(const struct call *call);

/* Open the store to look into it: without a database it is an empty one, and none is made. */
enum status home_open(struct call *call, struct store **store);

/* Open the store to change it: the folder (0700) and the database (0600) are made when they are not there. */
enum status home_open_for_change(struct call *call, struct store **store);

#endif
