/* sqlite_schema: which form a database has, and how it comes to the newest one.
 *
 * Knows the numbered migrations of sql/sqlite and the two numbers in a database's header that say whose it is and how
 * far it came. Knows nothing of what stands in the rows. */
#ifndef VIVA_STORE_SQLITE_SCHEMA_H
#define VIVA_STORE_SQLITE_SCHEMA_H

#include "store/sqlite_connection.h"

/* "viva" in ASCII: PRAGMA application_id, at offset 68 of the file (sqlite.org/fileformat.html section 1.3.7). */
#define SCHEMA_APPLICATION_ID 0x76697661

/* Forward steps: items[i] makes version i + 1 of version i. */
struct migrations {
    const char *const *items;
    int count;
};

/* Those of this version of viva. */
struct migrations schema_migrations(void);

/* Bring the database to the newest form, in one transaction; a fresh file is at version 0. STATUS_TOO_NEW when it is
 * beyond the newest; STATUS_CORRUPT when it is no database, or not viva's; STATUS_SYSTEM when it is older and cannot be
 * changed. */
enum status schema_migrate(struct connection *connection, struct migrations migrations, struct failure *failure);

/* Whether a database at any known version is what those migrations make, to the letter, and whole (integrity_check): a
 * database of a stranger that is not gives STATUS_CORRUPT or STATUS_TOO_NEW. */
enum status schema_check(struct connection *connection, struct migrations migrations, struct failure *failure);

/* STATUS_TOO_NEW when another program has brought the database to a later form since it was opened. */
enum status schema_still_known(struct connection *connection, struct migrations migrations, struct failure *failure);

#endif
