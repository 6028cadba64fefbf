/* site: what every page and every call of the API is handed. For the files of face/web alone.
 *
 * One site serves one local learner. Requests come in on several threads at once. What they share is either never
 * changed (options, assets), or guards itself (store, runs), or is changed only while nobody else is in the site: the
 * learner, when everything is erased, and the library, when an author saves a file or others were installed. */
#ifndef VIVA_FACE_WEB_SITE_H
#define VIVA_FACE_WEB_SITE_H

#include <pthread.h>

#include "app/learner.h"
#include "face/web/http.h"
#include "face/web/runs.h"
#include "face/web/shown.h"
#include "face/web/web.h"

struct author;

struct site {
    const struct web_options *options;
    struct learner learner;
    struct runs *runs;
    struct shown_exercises *shown;
    struct author *author; /* NULL unless a set is being written */
    struct {
        struct arena arena; /* of the library, once it was read anew */
        struct library library;
        uint64_t stamp; /* of the learner's library */
    } renewal;          /* changed only while the site is taken */

    pthread_mutex_t lock; /* the rest */
    pthread_cond_t changed;
    size_t request_count;    /* that are in the site */
    bool is_taken;           /* somebody has it for itself */
    size_t thread_count;     /* threads that wait to have it so */
    struct request *takers;  /* requests that wait to have it so; the last to come first */
    struct request *waiting; /* requests that wait to come in */
};

struct request;
typedef void (*request_handler)(struct request *request);

/* One request being answered: the route's parameters are already read and checked. All of it lives until the reply is
 * sent. */
struct request {
    struct site *site;
    struct http_exchange *exchange;
    const struct http_request *http;
    struct arena *arena;
    const struct set *set;     /* of routes with a set */
    size_t exercise;           /* of routes with an exercise of it */
    struct lease *lease;       /* of routes with a run: keeps the run at hand; given back with the reply */
    size_t step;               /* of routes with a step, from 0 */
    struct string part;        /* of routes with an asset */
    const struct shown *shown; /* of pages about a step: what is the same for everybody */
    bool is_api;               /* answers in JSON, errors too */
    bool is_inside;            /* counted in request_count */
    struct request *next;      /* in one of the lists of the site */

    request_handler renewed; /* who goes on once the sets are those of now */
    request_handler then;    /* who goes on once the store has told, or the site lets it in: */
    enum status told;
    bool is_flagged; /* what a mark was set to */
    struct failure failure;
};

enum status site_init(struct site *site, const struct web_options *options, const struct learner *learner,
                      struct failure *failure);
void site_clear(struct site *site); /* nobody is in it any more */

/* Come in, and go on with then: at once, or once nobody has the site for itself any more. Whoever is in may use learner
 * and runs. No thread of the server waits: those who are in need it to get out. */
void site_enter(struct request *request, request_handler then);
void site_leave(struct request *request);

/* Leave, and have the site for oneself: then goes on when all others have left, and gives it back. */
void site_take_for(struct request *request, request_handler then);

/* The same for a thread that is none of the server's, which waits. */
void site_take(struct site *site);
void site_give(struct site *site);

/* Have another library. The site is taken; the sets that go must still be there. */
void site_change_library(struct site *site, const struct library *library);

/* Erase everything that is known of the learner, and begin with a new one. The site is taken: no answer of the old
 * learner can come in behind the erasing. */
enum status site_erase(struct site *site, struct failure *failure);

/* The time as the learner sees it: of --now, or of the clock. */
struct moment site_now(const struct site *site);

/* The seed of a new run: of --seed, or of the kernel. */
uint64_t site_seed(const struct site *site);

/* To be told by the store: keep what it says and let request->then go on, on a thread of the server. context is the
 * request. */
void request_told_answer(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                         void *context);
void request_told(enum status status, const struct failure *failure, void *context);

#endif
