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

/* The operations in a transaction, and on the whole, for the table in sqlite.c. */
enum status sqlite_append(struct transaction *, const struct entry *, struct failure *);
enum status sqlite_first_response(struct transaction *, struct uuid run, int32_t step, struct arena *, struct entry *,
                                  struct failure *);
enum status sqlite_responses(struct transaction *, struct uuid run, struct arena *, int32_t **steps, size_t *count,
                             struct failure *);
enum status sqlite_walk(struct transaction *, const struct entry_filter *, entry_visitor, void *context,
                        struct failure *);
enum status sqlite_content_put(struct transaction *, struct hash, struct string json, struct failure *);
enum status sqlite_content_get(struct transaction *, struct hash, struct arena *, struct string *json,
                               struct failure *);
enum status sqlite_progress_put(struct transaction *, const struct progress *, struct failure *);
enum status sqlite_progress_get(struct transaction *, struct uuid learner, struct string exercise, struct arena *,
                                struct progress *, struct failure *);
enum status sqlite_progress_walk(struct transaction *, struct uuid learner, struct string prefix, progress_visitor,
                                 void *context, struct failure *);
enum status sqlite_run_put(struct transaction *, const struct run_progress *, struct failure *);
enum status sqlite_run_get(struct transaction *, struct uuid run, struct arena *, struct run_progress *,
                           struct failure *);
enum status sqlite_run_newest(struct transaction *, struct uuid learner, struct string set, struct arena *,
                              struct run_progress *, struct failure *);
enum status sqlite_run_walk(struct transaction *, struct uuid learner, run_visitor, void *context, struct failure *);
enum status sqlite_derived_clear(struct transaction *, struct failure *);
enum status sqlite_setting_get(struct transaction *, const char *name, struct arena *, struct string *value,
                               struct failure *);
enum status sqlite_setting_put(struct transaction *, const char *name, struct string value, struct failure *);
enum status sqlite_forget(struct store *, struct failure *);
enum status sqlite_backup(struct store *, struct string path, struct failure *);

#endif
