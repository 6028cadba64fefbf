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

/* sqlite_transaction.c */
extern const struct operations sqlite_operations;
struct connection *sqlite_connection(struct transaction *transaction);
/* STATUS_CORRUPT: the database holds what ("a run") that makes no sense. */
enum status sqlite_make_no_sense(struct connection *connection, const char *what, struct failure *failure);
/* How a walk ended: by its visitor, by a row that makes no sense (status), at the last row, or by an error (code). Ends
 * the statement. */
enum status sqlite_walk_end(struct connection *connection, sqlite3_stmt *statement, int code, enum status status,
                            struct failure *failure);

/* sqlite_learning.c: operations on exercises and tunings, as in store.h. */
enum status sqlite_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                struct failure *failure);
enum status sqlite_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                struct failure *failure);
enum status sqlite_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                 exercise_visitor visitor, void *context, struct failure *failure);
enum status sqlite_memory_due(struct transaction *transaction, struct uuid learner, struct moment now, size_t limit,
                              memory_visitor visitor, void *context, struct failure *failure);
enum status sqlite_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                 struct arena *arena, struct memory_row *row, struct failure *failure);
enum status sqlite_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                struct memory_count *count, struct failure *failure);
enum status sqlite_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                              struct failure *failure);
enum status sqlite_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                              struct tuning *tuning, struct failure *failure);

/* sqlite_days.c */
enum status sqlite_day_put(struct transaction *transaction, const struct practice_day *row, struct failure *failure);
enum status sqlite_day_get(struct transaction *transaction, struct uuid learner, int32_t day, struct practice_day *row,
                           struct failure *failure);
enum status sqlite_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor, void *context,
                            struct failure *failure);

/* sqlite_whole.c */
enum status sqlite_forget(struct store *store, struct failure *failure);
enum status sqlite_backup(struct store *store, struct string path, struct failure *failure);

#endif
