/* sqlite_connection: one connection to one database file, with its statements.
 *
 * Knows SQLite: how to open a file so that it can be trusted with answers, or so that it need not be trusted; its
 * errors, as statuses. Knows nothing of what the statements are about. A connection belongs to one thread at a time. */
#ifndef VIVA_STORE_SQLITE_CONNECTION_H
#define VIVA_STORE_SQLITE_CONNECTION_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/uuid.h"
#include "store/sqlite_query.h"

/* Another program may hold the database for a batch or a checkpoint: wait as long before a person is told of it. */
#define CONNECTION_BUSY_MS 10000

enum connection_kind {
    CONNECTION_CHANGING, /* reads and writes; a missing file is made, 0600 */
    CONNECTION_READING,  /* refuses changes; sees those of others */
    CONNECTION_FROZEN, /* refuses changes; nobody may change the file while it is open, and nothing is written beside it
                        */
    CONNECTION_COPYING, /* fills an empty file that is there; without a write-ahead log */
    CONNECTION_MEMORY,  /* an empty database of its own, gone when it is closed; it has no path */
};

struct connection {
    const char *name; /* the caller's: of the database, for messages */
    sqlite3 *database;
    sqlite3_stmt *statements[QUERY_COUNT]; /* prepared when first used */
    struct failure failure;                /* the newest; for a batch that was lost on the way */
    int log_pages;                         /* in the write-ahead log after the last commit of this connection */
};

/* name, mostly the path, must outlive the connection; vfs is NULL for the system's own. On failure nothing is left
 * open. */
enum status connection_open(struct connection *connection, enum connection_kind kind, const char *path,
                            const char *name, const char *vfs, struct failure *failure);
void connection_close(struct connection *connection); /* one that is closed already is fine */

/* Whether what is open refuses changes, whatever was asked for. */
bool connection_is_read_only(const struct connection *connection);

/* Fill failure with what SQLite's last error on this connection means for somebody who was doing ("cannot DOING
 * \"name\": ..."); never STATUS_OK. */
enum status connection_fail(struct connection *connection, const char *doing, struct failure *failure);

/* Run fixed SQL of one or more statements without parameters. */
enum status connection_execute(struct connection *connection, const char *sql, const char *doing,
                               struct failure *failure);

/* Move the pages of the write-ahead log into the database. mode: SQLITE_CHECKPOINT_PASSIVE, or _TRUNCATE. */
enum status connection_checkpoint(struct connection *connection, int mode, struct failure *failure);

/* The statement of a query, ready to bind and step; NULL when it cannot be prepared. Whoever took it calls
 * statement_end. */
sqlite3_stmt *connection_statement(struct connection *connection, enum query query);

/* Run a query that gives no rows and takes no parameters. */
enum status connection_run(struct connection *connection, enum query query, const char *doing, struct failure *failure);

/* The first column of the first row of a query without parameters. */
enum status connection_number(struct connection *connection, enum query query, int64_t *number,
                              struct failure *failure);

/* Step a statement that gives no rows, and end it. NULL is a statement that could not be prepared. */
enum status statement_run(struct connection *connection, sqlite3_stmt *statement, const char *doing,
                          struct failure *failure);
void statement_end(sqlite3_stmt *statement);

/* Binding: what is bound must live until statement_end. The second and the third bind nil and zero as NULL. */
void bind_uuid(sqlite3_stmt *statement, int index, const struct uuid *uuid);
void bind_uuid_or_null(sqlite3_stmt *statement, int index, const struct uuid *uuid);
void bind_hash(sqlite3_stmt *statement, int index, const struct hash *hash);
void bind_string(sqlite3_stmt *statement, int index, struct string s);

/* Columns, from 0; NULL is nil and zero. Strings are good until the next step. false when the column holds something
 * else. */
bool column_uuid(sqlite3_stmt *statement, int column, struct uuid *uuid);
bool column_hash(sqlite3_stmt *statement, int column, struct hash *hash);
bool column_string(sqlite3_stmt *statement, int column, struct string *s);
bool column_int(sqlite3_stmt *statement, int column, int32_t from, int32_t to, int32_t *number);

#endif
