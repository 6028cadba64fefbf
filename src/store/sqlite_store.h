/* sqlite_store: what the files of the SQLite backend share. */
#ifndef VIVA_STORE_SQLITE_STORE_H
#define VIVA_STORE_SQLITE_STORE_H

#include "store/backend.h"
#include "store/sqlite_connection.h"

struct sqlite_transaction {
    struct transaction base;
    struct connection *connection;
};

/* One of the connections on which transactions read. */
struct reader {
    struct sqlite_transaction transaction;
    struct connection connection;
    struct reader *next; /* of those that are free */
};

struct sqlite_store {
    struct store store;
    const char *path; /* both live in the store's arena */
    const char *vfs;
    enum connection_kind reading_kind; /* of the readers: CONNECTION_READING or CONNECTION_FROZEN */
    int log_pages_max;

    struct connection writer; /* the writer thread's own, once that runs */
    struct sqlite_transaction changing;

    pthread_mutex_t readers_mutex; /* over the next two */
    struct reader *free_readers;
    int free_reader_count;
};

extern const struct operations sqlite_operations; /* sqlite_transaction.c */

/* sqlite_whole.c */
enum status sqlite_forget(struct store *store, struct failure *failure);
enum status sqlite_backup(struct store *store, struct string path, struct failure *failure);

#endif
