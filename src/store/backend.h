/* backend: what a store must be able to do, as two tables; store.c and transaction.c drive any of them.
 *
 * Knows in which order and on which thread they are called. Knows nothing of how rows are kept. */
#ifndef VIVA_STORE_BACKEND_H
#define VIVA_STORE_BACKEND_H

#include <pthread.h>

#include "store/store.h"

struct operations;

/* The head of every backend's own transaction. */
struct transaction {
    const struct operations *operations;
    struct store *store;
    bool is_change; /* on the writer thread; otherwise it reads */
};

/* What a store does as a whole. Strings, owners and lifetimes are as store.h says. */
struct backend {
    /* On the writer thread alone: batch_begin, then the changes, then batch_commit or batch_rollback. A change between
     * others stands between change_begin and change_end. *transaction is good until the commit or the rollback. */
    enum status (*batch_begin)(struct store *store, struct transaction **transaction, struct failure *failure);
    enum status (*change_begin)(struct transaction *transaction, struct failure *failure);
    /* Keeps or undoes what happened since change_begin. A status other than OK means that the whole batch is lost. */
    enum status (*change_end)(struct transaction *transaction, bool is_kept, struct failure *failure);
    /* Durable when OK; else nothing is kept. */
    enum status (*batch_commit)(struct transaction *transaction, struct failure *failure);
    void (*batch_rollback)(struct transaction *transaction);
    /* After a batch and its completions; is_idle says that nothing waits. Returns whether it wants to be called again
     * when nothing has come for a while. */
    bool (*upkeep)(struct store *store, bool is_idle);
    enum status (*forget)(struct store *store, struct failure *failure);

    /* On any thread. */
    enum status (*read_begin)(struct store *store, struct transaction **transaction, struct failure *failure);
    void (*read_end)(struct transaction *transaction);
    enum status (*backup)(struct store *store, struct string path, struct failure *failure);
    void (*close)(struct store *store); /* the last call; the store's arena is cleared after it */
};

/* What is done in a transaction: the functions of store.h. */
struct operations {
    enum status (*append)(struct transaction *, const struct entry *, struct failure *);
    enum status (*first_response)(struct transaction *, struct uuid run, int32_t step, struct arena *, struct entry *,
                                  struct failure *);
    enum status (*responses)(struct transaction *, struct uuid run, struct arena *, int32_t **steps, size_t *count,
                             struct failure *);
    enum status (*walk)(struct transaction *, const struct entry_filter *, entry_visitor, void *context,
                        struct failure *);
    enum status (*content_put)(struct transaction *, struct hash, struct string json, struct failure *);
    enum status (*content_has)(struct transaction *, struct hash, struct failure *);
    enum status (*content_get)(struct transaction *, struct hash, struct arena *, struct string *json,
                               struct failure *);
    enum status (*exercise_put)(struct transaction *, const struct exercise_row *, struct failure *);
    enum status (*exercise_get)(struct transaction *, struct uuid learner, struct string exercise, enum memory_skill,
                                struct arena *, struct exercise_row *, struct failure *);
    enum status (*exercise_walk)(struct transaction *, struct uuid learner, struct string prefix, exercise_visitor,
                                 void *context, struct failure *);
    enum status (*run_put)(struct transaction *, const struct run_progress *, struct failure *);
    enum status (*run_get)(struct transaction *, struct uuid run, struct arena *, struct run_progress *,
                           struct failure *);
    enum status (*run_newest)(struct transaction *, struct uuid learner, struct string set, struct arena *,
                              struct run_progress *, struct failure *);
    enum status (*run_walk)(struct transaction *, struct uuid learner, run_visitor, void *context, struct failure *);
    enum status (*memory_due)(struct transaction *, struct uuid learner, struct moment now, size_t limit,
                              memory_visitor, void *context, struct failure *);
    enum status (*memory_coming)(struct transaction *, struct uuid learner, struct moment now, struct arena *,
                                 struct memory_row *, struct failure *);
    enum status (*memory_count)(struct transaction *, struct uuid learner, struct moment now, struct memory_count *,
                                struct failure *);
    enum status (*tuning_put)(struct transaction *, struct uuid learner, const struct tuning *, struct failure *);
    enum status (*tuning_get)(struct transaction *, struct uuid learner, struct arena *, struct tuning *,
                              struct failure *);
    enum status (*day_put)(struct transaction *, const struct practice_day *, struct failure *);
    enum status (*day_get)(struct transaction *, struct uuid learner, int32_t day, struct practice_day *,
                           struct failure *);
    enum status (*day_walk)(struct transaction *, struct uuid learner, day_visitor, void *context, struct failure *);
    enum status (*derived_clear)(struct transaction *, struct failure *);
    enum status (*setting_get)(struct transaction *, const char *name, struct arena *, struct string *value,
                               struct failure *);
    enum status (*setting_put)(struct transaction *, const char *name, struct string value, struct failure *);
};

/* One thing that waits for the writer: a change, or, when function is NULL, the erasure of everything. status is that
 * of function, until the batch is lost. */
struct change {
    store_function function;
    void *context;
    store_completion completion;
    void *completion_context;
    enum status status;
};

struct changes {
    struct change *items;
    size_t count, capacity;
};

/* The head of every backend's own store. */
struct store {
    const struct backend *backend;

    pthread_t writer;
    pthread_mutex_t mutex;    /* over submitted to is_closing */
    pthread_cond_t submitted; /* told to the writer, only when it sleeps */
    struct changes waiting;
    struct arena arena; /* of both lists; a backend may keep its own store in it before store_start */
    bool is_writer_asleep, is_closing;

    struct changes taken; /* the writer's own */
};

/* For a backend's opening, when all else is ready: fills the head and starts the writer. On failure the caller still
 * owns the store. */
enum status store_start(struct store *store, const struct backend *backend, struct failure *failure);

/* Whether an entry takes the place of the first response to its step. */
bool entry_is_response(const struct entry *entry);
bool entry_filter_matches(const struct entry_filter *filter, const struct entry *entry);

#endif
