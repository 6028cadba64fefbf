#include "face/web/author.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "base/check.h"

struct author {
    struct site *site;
    const struct web_author *from;
    pthread_t thread;
    pthread_mutex_t lock; /* is_ending */
    pthread_cond_t ends;
    bool is_ending;

    /* Changed only while the site is taken. */
    struct arena arena;
    struct web_draft draft;
    uint64_t stamp; /* of the files before they were read: a change meanwhile makes it another one */
};

/* Nobody else is in the site. */
static void put_in_place(struct author *author, struct arena *arena, const struct web_draft *draft, uint64_t stamp)
{
    site_change_library(author->site, &author->draft.library);
    arena_clear(&author->arena);
    author->arena = *arena;
    author->draft = *draft;
    author->stamp = stamp;
}

static void follow(struct author *author)
{
    struct arena arena = { 0 };
    struct web_draft draft;
    uint64_t stamp = author->from->stamp(author->from->context);
    if (stamp == author->stamp)
        return;
    author->from->read(author->from->context, &arena, &draft);
    site_take(author->site);
    put_in_place(author, &arena, &draft, stamp);
    site_give(author->site);
}

/* Until the next look is due, or the end. */
static bool wait_for_turn(struct author *author)
{
    struct timespec until;
    int error = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += AUTHOR_INTERVAL_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&author->lock);
    while (!author->is_ending && error != ETIMEDOUT)
        error = pthread_cond_timedwait(&author->ends, &author->lock, &until);
    bool goes_on = !author->is_ending;
    pthread_mutex_unlock(&author->lock);
    return goes_on;
}

static void *follow_files(void *context)
{
    while (wait_for_turn(context))
        follow(context);
    return NULL;
}

static void author_free(struct author *author)
{
    arena_clear(&author->arena);
    pthread_cond_destroy(&author->ends);
    pthread_mutex_destroy(&author->lock);
    free(author);
}

static struct author *author_new(struct site *site)
{
    struct author *author = calloc(1, sizeof *author);
    CHECK(author != NULL);
    author->site = site;
    author->from = site->options->author;
    pthread_mutex_init(&author->lock, NULL);
    pthread_condattr_t monotonic; /* a clock that is set back must not keep a saved file from being seen */
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&author->ends, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return author;
}

static enum status begin(struct author *author, struct failure *failure)
{
    struct arena arena = { 0 };
    struct web_draft draft;
    uint64_t stamp = author->from->stamp(author->from->context);
    author->from->read(author->from->context, &arena, &draft);
    put_in_place(author, &arena, &draft, stamp);
    if (draft.status != STATUS_OK) {
        *failure = draft.failure;
        return draft.status;
    }
    if (pthread_create(&author->thread, NULL, follow_files, author) != 0)
        return failure_set(failure, STATUS_SYSTEM, "the web server cannot start to follow a set");
    return STATUS_OK;
}

enum status author_begin(struct site *site, struct failure *failure)
{
    struct author *author = author_new(site);
    enum status status = begin(author, failure);
    if (status == STATUS_OK)
        site->author = author;
    else
        author_free(author);
    return status;
}

void author_end(struct author *author)
{
    if (author == NULL)
        return;
    pthread_mutex_lock(&author->lock);
    author->is_ending = true;
    pthread_cond_signal(&author->ends);
    pthread_mutex_unlock(&author->lock);
    (void)pthread_join(author->thread, NULL);
    author_free(author);
}

const struct web_draft *author_draft(const struct author *author)
{
    return &author->draft;
}

struct string author_version(const struct author *author, struct arena *arena)
{
    return string_format(arena, "%016" PRIx64, author->stamp);
}
