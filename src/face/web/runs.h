/* runs: the runs that are being practised, kept ready between requests.
 *
 * A run never changes once it is begun, so what was read of it can be shared by all requests. Knows how many are kept
 * and which goes first. Knows nothing of answers: those are read from the store each time. */
#ifndef VIVA_FACE_WEB_RUNS_H
#define VIVA_FACE_WEB_RUNS_H

#include "app/review.h"

/* A run at hand, until it is given back. */
struct lease {
    struct practice practice;
};

#define RUNS_KEPT_MAX 512 /* about 12 KB each: a class at once, in a few megabytes */

struct runs;

struct runs *runs_new(const struct learner *learner);
void runs_free(struct runs *runs);   /* no lease may be out; NULL is fine */
void runs_forget(struct runs *runs); /* all of them; no lease may be out, and nobody else may be here */

/* Begin a new run and keep it at hand. Arguments as for practice_begin. */
enum status runs_begin(struct runs *runs, const struct set *set, const size_t *exercises, size_t exercise_count,
                       uint64_t seed, struct moment now, struct lease **lease, struct failure *failure);

/* The same for a review of one item. */
enum status runs_begin_review(struct runs *runs, const struct review_item *item, uint64_t seed, struct moment now,
                              struct lease **lease, struct failure *failure);

/* A run by its id; read from the store when it is not at hand. STATUS_NOT_FOUND when it is not this learner's. */
enum status runs_take(struct runs *runs, struct uuid id, struct lease **lease, struct failure *failure);

/* From any thread. NULL is fine. */
void runs_give_back(struct runs *runs, struct lease *lease);

#endif
