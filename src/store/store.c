#include "store/store.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>

#include "base/check.h"
#include "store/backend.h"

/* Changes in one commit at most: it bounds what a transaction holds in memory, and how long the first of a batch waits
 * for the last. */
#define BATCH_MAX 1024

/* How long nothing must have come until the backend may tidy up: longer than a pause between the answers of a busy
 * class. */
#define IDLE_NANOSECONDS 200000000L

/* The queue. */

static void submit(struct store *store, const struct change *change)
{
    pthread_mutex_lock(&store->mutex);
    *LIST_ADD(&store->arena, &store->waiting) = *change;
    bool is_asleep = store->is_writer_asleep;
    store->is_writer_asleep = false;
    pthread_mutex_unlock(&store->mutex);
    if (is_asleep) {
        pthread_cond_signal(&store->submitted);
    }
}

void store_submit(struct store *store, store_function function, void *context, store_completion completion,
                  void *completion_context)
{
    CHECK(function != NULL);
    submit(store, &(struct change){ function, context, completion, completion_context, STATUS_OK });
}

static struct timespec idle_end(void)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += IDLE_NANOSECONDS;
    if (end.tv_nsec >= 1000000000L) {
        end.tv_nsec -= 1000000000L;
        end.tv_sec++;
    }
    return end;
}

/* Sleep until something waits or the store closes; when upkeep is wanted, no longer than an idle while. The mutex is
 * held. */
static void writer_sleep(struct store *store, bool wants_upkeep)
{
    struct timespec end = idle_end();
    int error = 0;
    while (store->waiting.count == 0 && !store->is_closing && error != ETIMEDOUT) {
        store->is_writer_asleep = true;
        error = wants_upkeep ? pthread_cond_timedwait(&store->submitted, &store->mutex, &end)
                             : pthread_cond_wait(&store->submitted, &store->mutex);
    }
    store->is_writer_asleep = false;
}

/* The batch. */

static bool is_kept(enum status status)
{
    return status == STATUS_OK || status == STATUS_ALREADY;
}

/* Run one change between others. A status other than OK is that of a batch that is lost. */
static enum status change_run(struct transaction *transaction, struct change *change, struct failure *failure)
{
    enum status status = transaction->store->backend->change_begin(transaction, failure);
    if (status != STATUS_OK) {
        return status;
    }
    change->status = change->function(transaction, change->context);
    return transaction->store->backend->change_end(transaction, is_kept(change->status), failure);
}

static enum status changes_run(struct transaction *transaction, struct change *changes, size_t count,
                               struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = change_run(transaction, &changes[i], failure);
    }
    return status;
}

/* A change that is alone needs no savepoint: the transaction is one. */
static bool change_run_alone(struct transaction *transaction, struct change *change)
{
    change->status = change->function(transaction, change->context);
    return is_kept(change->status);
}

static enum status batch_write(struct store *store, struct change *changes, size_t count, struct failure *failure)
{
    struct transaction *transaction;
    enum status status = store->backend->batch_begin(store, &transaction, failure);
    if (status != STATUS_OK) {
        return status;
    }
    bool is_undone = count == 1 && !change_run_alone(transaction, changes);
    if (count > 1) {
        status = changes_run(transaction, changes, count, failure);
    }
    if (is_undone || status != STATUS_OK) {
        store->backend->batch_rollback(transaction);
        return status;
    }
    return store->backend->batch_commit(transaction, failure);
}

/* Tell everybody, in the order of submission. */
static void batch_complete(const struct change *changes, size_t count, enum status lost, const struct failure *failure)
{
    for (size_t i = 0; i < count; i++) {
        if (lost == STATUS_OK) {
            changes[i].completion(changes[i].status, NULL, changes[i].completion_context);
        } else {
            changes[i].completion(lost, failure, changes[i].completion_context);
        }
    }
}

/* How many of the changes from the first on go into one transaction; 0 when the first is an erasure. */
static size_t batch_size(const struct change *changes, size_t count)
{
    size_t size = 0;
    while (size < count && size < BATCH_MAX && changes[size].function != NULL) {
        size++;
    }
    return size;
}

/* One transaction, or one erasure, and its completions; returns how many changes are done with. */
static size_t batch_run(struct store *store, struct change *changes, size_t count)
{
    struct failure failure = { 0 };
    size_t size = batch_size(changes, count);
    enum status lost = size > 0 ? batch_write(store, changes, size, &failure) : store->backend->forget(store, &failure);
    size = size > 0 ? size : 1;
    batch_complete(changes, size, lost, &failure);
    return size;
}

/* The writer. */

static void take_all(struct store *store)
{
    struct changes empty = store->taken;
    empty.count = 0;
    store->taken = store->waiting;
    store->waiting = empty;
}

static void *writer_run(void *argument)
{
    struct store *store = argument;
    bool wants_upkeep = false;
    pthread_mutex_lock(&store->mutex);
    for (;;) {
        writer_sleep(store, wants_upkeep);
        if (store->waiting.count == 0 && store->is_closing) {
            break;
        }
        take_all(store);
        pthread_mutex_unlock(&store->mutex);
        for (size_t done = 0; done < store->taken.count;) {
            done += batch_run(store, store->taken.items + done, store->taken.count - done);
        }
        wants_upkeep = store->backend->upkeep(store, store->taken.count == 0);
        pthread_mutex_lock(&store->mutex);
    }
    pthread_mutex_unlock(&store->mutex);
    return NULL;
}

static void store_end(struct store *store)
{
    pthread_mutex_destroy(&store->mutex);
    pthread_cond_destroy(&store->submitted);
}

/* Signals stay with the threads of those who handle them. */
static int writer_start(struct store *store)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&store->writer, NULL, writer_run, store);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

enum status store_start(struct store *store, const struct backend *backend, struct failure *failure)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    store->backend = backend;
    pthread_mutex_init(&store->mutex, NULL);
    pthread_cond_init(&store->submitted, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int error = writer_start(store);
    if (error != 0) {
        store_end(store);
        return failure_set_system(failure, error, "cannot start the thread that writes");
    }
    return STATUS_OK;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    pthread_mutex_lock(&store->mutex);
    store->is_closing = true;
    pthread_mutex_unlock(&store->mutex);
    pthread_cond_signal(&store->submitted);
    pthread_join(store->writer, NULL);
    store->backend->close(store);
    struct arena arena = store->arena; /* the store itself may live in it */
    store_end(store);
    arena_clear(&arena);
}

/* Waiting. */

struct waiter {
    enum status status;
    struct failure *failure; /* may be NULL */
    sem_t is_done;           /* the writer's last touch */
};

static void waiter_complete(enum status status, const struct failure *failure, void *context)
{
    struct waiter *waiter = context;
    waiter->status = status;
    if (failure != NULL && waiter->failure != NULL) {
        *waiter->failure = *failure;
    }
    sem_post(&waiter->is_done);
}

static enum status submit_and_wait(struct store *store, store_function function, void *context, struct failure *failure)
{
    struct waiter waiter = { .failure = failure };
    sem_init(&waiter.is_done, 0, 0);
    CHECK(!pthread_equal(pthread_self(), store->writer));
    submit(store, &(struct change){ function, context, waiter_complete, &waiter, STATUS_OK });
    while (sem_wait(&waiter.is_done) != 0) {
        /* a signal came in between */
    }
    sem_destroy(&waiter.is_done);
    return waiter.status;
}

enum status store_change(struct store *store, store_function function, void *context, struct failure *failure)
{
    CHECK(function != NULL);
    return submit_and_wait(store, function, context, failure);
}

enum status store_forget(struct store *store, struct failure *failure)
{
    return submit_and_wait(store, NULL, NULL, failure);
}

/* Reading. */

enum status store_read(struct store *store, store_function function, void *context, struct failure *failure)
{
    struct transaction *transaction;
    enum status status = store->backend->read_begin(store, &transaction, failure);
    if (status != STATUS_OK) {
        return status;
    }
    status = function(transaction, context);
    store->backend->read_end(transaction);
    return status;
}

enum status store_backup(struct store *store, struct string path, struct failure *failure)
{
    return store->backend->backup(store, path, failure);
}
