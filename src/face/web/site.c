#include "face/web/site.h"

#include "base/random.h"

void site_init(struct site *site, const struct web_options *options, const struct learner *learner)
{
    *site = (struct site){ .options = options, .learner = *learner };
    pthread_mutex_init(&site->lock, NULL);
    pthread_cond_init(&site->changed, NULL);
    site->runs = runs_new(&site->learner);
    site->shown = shown_new();
}

void site_clear(struct site *site)
{
    runs_free(site->runs);
    shown_free(site->shown);
    pthread_cond_destroy(&site->changed);
    pthread_mutex_destroy(&site->lock);
}

struct moment site_now(const struct site *site)
{
    return site->options->has_now ? site->options->now : time_now();
}

uint64_t site_seed(const struct site *site)
{
    uint64_t seed = site->options->seed;
    if (!site->options->has_seed)
        random_bytes(&seed, sizeof seed);
    return seed;
}

/* In and out. --------------------------------------------------------------------------------------------------- */

void site_enter(struct request *request)
{
    struct site *site = request->site;
    pthread_mutex_lock(&site->lock);
    while (site->is_closed)
        pthread_cond_wait(&site->changed, &site->lock);
    site->request_count++;
    pthread_mutex_unlock(&site->lock);
    request->is_inside = true;
}

void site_leave(struct request *request)
{
    struct site *site = request->site;
    if (!request->is_inside)
        return;
    runs_give_back(site->runs, request->lease);
    request->lease = NULL;
    request->is_inside = false;
    pthread_mutex_lock(&site->lock);
    if (--site->request_count == 0 && site->is_closed)
        pthread_cond_broadcast(&site->changed);
    pthread_mutex_unlock(&site->lock);
}

void site_take(struct site *site)
{
    pthread_mutex_lock(&site->lock);
    while (site->is_closed)
        pthread_cond_wait(&site->changed, &site->lock);
    site->is_closed = true;
    while (site->request_count > 0)
        pthread_cond_wait(&site->changed, &site->lock);
    pthread_mutex_unlock(&site->lock);
}

void site_give(struct site *site)
{
    pthread_mutex_lock(&site->lock);
    site->is_closed = false;
    pthread_cond_broadcast(&site->changed);
    pthread_mutex_unlock(&site->lock);
}

/* Nobody else is here: no answer of the old learner can come in behind the erasing. */
enum status site_erase(struct request *request, struct failure *failure)
{
    struct site *site = request->site;
    site_leave(request);
    site_take(site);
    runs_forget(site->runs);
    enum status status = store_forget(site->learner.store, failure);
    if (status == STATUS_OK)
        status = learner_local(site->learner.store, site->learner.library, &site->learner, failure);
    site_give(site);
    site_enter(request);
    return status;
}

/* Being told. --------------------------------------------------------------------------------------------------- */

static void go_on(struct http_exchange *exchange, const struct http_request *http, void *context)
{
    struct request *request = context;
    (void)exchange;
    (void)http;
    request->then(request);
}

static void told(struct request *request, enum status status, const struct failure *failure)
{
    request->told = status;
    if (status != STATUS_OK && status != STATUS_ALREADY)
        request->failure = *failure;
    http_continue(request->exchange, go_on, request);
}

void request_told_answer(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                         void *context)
{
    (void)receipt; /* the page or the answer looks at the store, as it does for everybody else */
    told(context, status, failure);
}

void request_told_flag(enum status status, const struct failure *failure, void *context)
{
    told(context, status, failure);
}
