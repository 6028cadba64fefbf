/* review: what is due today across all sets, one after the other, until the learner stops.
 *
 * One function is one thing a person does. Each review is a run of its own with one step, so that a stop at any moment
 * loses nothing and the next one is always the most urgent. Time is an argument. Knows nothing of screens, HTTP, SQL or
 * files. */
#ifndef VIVA_APP_REVIEW_H
#define VIVA_APP_REVIEW_H

#include "app/practice.h"
#include "model/memory.h"

#define REVIEW_ITEMS_MAX 50 /* are looked up ahead: more than anybody reviews in one sitting */

/* One that is due. */
struct review_item {
    const struct set *set; /* of the library */
    size_t exercise;       /* index into set */
    enum memory_skill skill;
    struct memory_row row;
};

struct review_outlook {
    struct review_item
        *items;             /* most urgent first, mixed so that neighbours are of different sets, or else exercises */
    size_t item_count;      /* at most REVIEW_ITEMS_MAX, without what no set at hand has */
    int64_t due_count;      /* all that is due now (each count up to MEMORY_COUNT_MAX, store/store.h), without what was asked in its other way today (that is next) */
    int64_t today_count;    /* what becomes due later today, in minutes or hours */
    bool has_next;          /* there is something that is not due yet */
    struct memory_row next; /* of that what comes first */
    int64_t memory_count;   /* all there is; 0: nothing was practised yet */
};
enum status review_look(const struct learner *learner, struct arena *arena, struct moment now,
                        struct review_outlook *outlook, struct failure *failure);

/* Begin a run of one step over the item: to choose the best, or (skill producing) to say an answer aloud and tick its
 * points. As practice_begin, it is on its way to the disk. */
enum status review_begin(const struct learner *learner, struct arena *arena, const struct review_item *item,
                         uint64_t seed, struct moment now, struct practice *practice, struct failure *failure);

/* What an answer led to: how it was graded, why, and when the exercise comes back. */
struct review_outcome {
    struct memory_row row;  /* after the answer */
    struct text reason;     /* "right, and you were sure: counted as easy" */
    struct text comes_back; /* "comes back in 3 days, on 2026-11-25" */
};

/* "comes back in 10 minutes", "comes back tomorrow", "is due again now". */
struct text review_comes_back(struct arena *arena, const struct memory_row *row, struct moment now);

/* Of an answered step, in a review or in practice. STATUS_NOT_FOUND when there is no memory of it (it was reset since).
 */
enum status review_outcome(const struct learner *learner, struct arena *arena, const struct practice *practice,
                           size_t step, const struct practice_step *state, struct moment now,
                           struct review_outcome *outcome, struct failure *failure);

#endif
