#include "face/web/runs.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"

#define BUCKET_COUNT 1024

/* A run that is kept. The lease is its first member, so that one leads to the other. */
struct kept {
    struct lease lease;
    struct arena arena;
    size_t lease_count;
    struct kept *next_in_bucket;
    struct kept *newer, *older; /* by last use */
};

struct runs {
    const struct learner *learner;
    pthread_mutex_t lock;
    struct kept *buckets[BUCKET_COUNT];
    struct kept *newest, *oldest;
    size_t count;
};

struct runs *runs_new(const struct learner *learner)
{
    struct runs *runs = calloc(1, sizeof *runs);
    CHECK(runs != NULL);
    runs->learner = learner;
    pthread_mutex_init(&runs->lock, NULL);
    return runs;
}

static struct kept **bucket_of(struct runs *runs, struct uuid id)
{
    size_t index;
    memcpy(&index, id.bytes + sizeof id.bytes - sizeof index, sizeof index); /* the random end of a version 7 uuid */
    return &runs->buckets[index % BUCKET_COUNT];
}

static void unlink_by_use(struct runs *runs, struct kept *kept)
{
    *(kept->newer != NULL ? &kept->newer->older : &runs->newest) = kept->older;
    *(kept->older != NULL ? &kept->older->newer : &runs->oldest) = kept->newer;
}

static void link_newest(struct runs *runs, struct kept *kept)
{
    kept->newer = NULL;
    kept->older = runs->newest;
    *(runs->newest != NULL ? &runs->newest->newer : &runs->oldest) = kept;
    runs->newest = kept;
}

static void kept_free(struct kept *kept)
{
    arena_clear(&kept->arena);
    free(kept);
}

static void evict(struct runs *runs, struct kept *kept)
{
    struct kept **link = bucket_of(runs, kept->lease.practice.run.id);
    while (*link != kept)
        link = &(*link)->next_in_bucket;
    *link = kept->next_in_bucket;
    unlink_by_use(runs, kept);
    runs->count--;
    kept_free(kept);
}

/* The longest unused goes, unless somebody holds it. */
static void make_room(struct runs *runs)
{
    struct kept *kept = runs->oldest;
    while (kept != NULL && runs->count > RUNS_KEPT_MAX) {
        struct kept *newer = kept->newer;
        if (kept->lease_count == 0)
            evict(runs, kept);
        kept = newer;
    }
}

static struct kept *find(struct runs *runs, struct uuid id)
{
    struct kept *kept = *bucket_of(runs, id);
    while (kept != NULL && !uuid_equal(kept->lease.practice.run.id, id))
        kept = kept->next_in_bucket;
    return kept;
}

/* Keep what was read, unless another thread was quicker: then theirs is used. */
static struct lease *keep(struct runs *runs, struct kept *fresh)
{
    pthread_mutex_lock(&runs->lock);
    struct kept *kept = find(runs, fresh->lease.practice.run.id);
    if (kept != NULL) {
        kept_free(fresh);
    } else {
        kept = fresh;
        struct kept **bucket = bucket_of(runs, kept->lease.practice.run.id);
        kept->next_in_bucket = *bucket;
        *bucket = kept;
        link_newest(runs, kept);
        runs->count++;
    }
    kept->lease_count++;
    make_room(runs);
    pthread_mutex_unlock(&runs->lock);
    return &kept->lease;
}

static struct kept *kept_new(void)
{
    struct kept *fresh = calloc(1, sizeof *fresh);
    CHECK(fresh != NULL);
    return fresh;
}

/* What was filled in, if all went well. */
static enum status begun(struct runs *runs, struct kept *fresh, enum status status, struct lease **lease)
{
    if (status == STATUS_OK)
        *lease = keep(runs, fresh);
    else
        kept_free(fresh);
    return status;
}

enum status runs_begin(struct runs *runs, const struct set *set, const size_t *exercises, size_t exercise_count,
                       uint64_t seed, struct moment now, struct lease **lease, struct failure *failure)
{
    struct kept *fresh = kept_new();
    enum status status = practice_begin(runs->learner, &fresh->arena, set, exercises, exercise_count, seed, now,
                                        &fresh->lease.practice, failure);
    return begun(runs, fresh, status, lease);
}

enum status runs_begin_review(struct runs *runs, const struct review_item *item, uint64_t seed, struct moment now,
                              struct lease **lease, struct failure *failure)
{
    struct kept *fresh = kept_new();
    enum status status = review_begin(runs->learner, &fresh->arena, item, seed, now, &fresh->lease.practice, failure);
    return begun(runs, fresh, status, lease);
}

static struct lease *take_kept(struct runs *runs, struct uuid id)
{
    pthread_mutex_lock(&runs->lock);
    struct kept *kept = find(runs, id);
    if (kept != NULL) {
        kept->lease_count++;
        unlink_by_use(runs, kept);
        link_newest(runs, kept);
    }
    pthread_mutex_unlock(&runs->lock);
    return kept != NULL ? &kept->lease : NULL;
}

enum status runs_take(struct runs *runs, struct uuid id, struct lease **lease, struct failure *failure)
{
    *lease = take_kept(runs, id);
    if (*lease != NULL)
        return STATUS_OK;
    struct kept *fresh = kept_new();
    enum status status = practice_load(runs->learner, &fresh->arena, id, &fresh->lease.practice, failure);
    return begun(runs, fresh, status, lease);
}

void runs_give_back(struct runs *runs, struct lease *lease)
{
    if (lease == NULL)
        return;
    struct kept *kept = (struct kept *)lease;
    pthread_mutex_lock(&runs->lock);
    CHECK(kept->lease_count > 0);
    kept->lease_count--;
    make_room(runs);
    pthread_mutex_unlock(&runs->lock);
}

void runs_forget(struct runs *runs)
{
    struct kept *next;
    for (struct kept *kept = runs->oldest; kept != NULL; kept = next) {
        CHECK(kept->lease_count == 0);
        next = kept->newer;
        evict(runs, kept);
    }
}

void runs_free(struct runs *runs)
{
    if (runs == NULL)
        return;
    runs_forget(runs);
    pthread_mutex_destroy(&runs->lock);
    free(runs);
}
