#include "face/web/site.h"

#include "base/random.h"
#include "face/web/author.h"
#include "face/web/renewal.h"

enum status site_init(struct site *site, const struct web_options *options, const struct learner *learner,
                      struct failure *failure)
{
    *site = (struct site){ .options = options, .learner = *learner };
    pthread_mutex_init(&site->lock, NULL);
    pthread_cond_init(&site->changed, NULL);
    site->runs = runs_new(&site->learner);
    site->shown = shown_new();
    renewal_init(site);
    return options->author == NULL ? STATUS_OK : author_begin(site, failure);
}

void site_clear(struct site *site)
{
    author_end(site->author);
    runs_free(site->runs);
    shown_free(site->shown);
    renewal_clear(site);
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

/* Going on on a thread of the server. ---------------------------------------------------------------------------- */

static void go_on(struct http_exchange *exchange, const struct http_request *http, void *context)
{
    struct request *request = context;
    (void)exchange;
    (void)http;
    request->then(request);
}

static void let_go_on(struct request *request)
{
    http_continue(request->exchange, go_on, request);
}

/* In and out. --------------------------------------------------------------------------------------------------- */

static void push(struct request **list, struct request *request)
{
    request->next = *list;
    *list = request;
}

static struct request *pop(struct request **list)
{
    struct request *request = *list;
    if (request != NULL)
        *list = request->next;
    return request;
}

/* The lock is held, here and in what follows. Who wants the site for itself goes before all who want to come in. */
static bool is_closed(const struct site *site)
{
    return site->is_taken || site->thread_count > 0 || site->takers != NULL;
}

/* To be called when the site may have become empty: the request that has it now, if one has. */
static struct request *pick_taker(struct site *site)
{
    if (site->is_taken || site->request_count > 0)
        return NULL;
    struct request *taker = pop(&site->takers);
    site->is_taken = taker != NULL;
    if (taker == NULL)
        pthread_cond_broadcast(&site->changed);
    return taker;
}

static struct request *let_in(struct site *site)
{
    struct request *list = NULL;
    for (struct request *request; !is_closed(site) && (request = pop(&site->waiting)) != NULL;) {
        request->is_inside = true;
        site->request_count++;
        push(&list, request);
    }
    return list;
}

void site_enter(struct request *request, request_handler then)
{
    struct site *site = request->site;
    pthread_mutex_lock(&site->lock);
    bool is_inside = !is_closed(site);
    if (is_inside) {
        request->is_inside = true;
        site->request_count++;
    } else {
        request->then = then;
        push(&site->waiting, request);
    }
    pthread_mutex_unlock(&site->lock);
    if (is_inside)
        then(request);
}

/* The lock is held, and released. */
static void hand_to_taker(struct site *site)
{
    struct request *taker = pick_taker(site);
    pthread_mutex_unlock(&site->lock);
    if (taker != NULL)
        let_go_on(taker);
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
    site->request_count--;
    hand_to_taker(site);
}

void site_take_for(struct request *request, request_handler then)
{
    struct site *site = request->site;
    site_leave(request);
    request->then = then;
    pthread_mutex_lock(&site->lock);
    push(&site->takers, request);
    hand_to_taker(site);
}

void site_take(struct site *site)
{
    pthread_mutex_lock(&site->lock);
    site->thread_count++;
    while (site->is_taken || site->request_count > 0)
        pthread_cond_wait(&site->changed, &site->lock);
    site->thread_count--;
    site->is_taken = true;
    pthread_mutex_unlock(&site->lock);
}

void site_give(struct site *site)
{
    pthread_mutex_lock(&site->lock);
    site->is_taken = false;
    struct request *list = let_in(site);
    hand_to_taker(site);
    for (struct request *request; (request = pop(&list)) != NULL;)
        let_go_on(request);
}

/* The runs at hand and what was rendered point into the sets that go. */
void site_change_library(struct site *site, const struct library *library)
{
    runs_forget(site->runs);
    shown_forget(site->shown);
    site->learner.library = library;
}

enum status site_erase(struct site *site, struct failure *failure)
{
    runs_forget(site->runs);
    enum status status = store_forget(site->learner.store, failure);
    if (status == STATUS_OK)
        status = learner_local(site->learner.store, site->learner.library, &site->learner, failure);
    return status;
}

/* Being told. --------------------------------------------------------------------------------------------------- */

static void told(struct request *request, enum status status, const struct failure *failure)
{
    request->told = status;
    if (status != STATUS_OK && status != STATUS_ALREADY)
        request->failure = *failure;
    let_go_on(request);
}

void request_told_answer(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                         void *context)
{
    (void)receipt; /* the page or the answer looks at the store, as it does for everybody else */
    told(context, status, failure);
}

void request_told(enum status status, const struct failure *failure, void *context)
{
    told(context, status, failure);
}
