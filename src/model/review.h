/* review: what is due, and what an answer led to.
 *
 * Plain data. Refuses to know when something is due, or why: core/remember does. */
#ifndef VIVA_MODEL_REVIEW_H
#define VIVA_MODEL_REVIEW_H

#include "model/memory.h"
#include "model/prose.h"
#include "model/set.h"

#define REVIEW_ITEMS_MAX 50 /* are looked up ahead: more than anybody reviews in one sitting */

/* One exercise in one way. */
struct review_item {
    const struct set *set; /* of the library; NULL when no set at hand has the exercise */
    size_t exercise;       /* index into set */
    enum memory_skill skill;
    struct memory_row row;
};

struct review_outlook {
    struct review_item
        *items;              /* most urgent first, mixed so that neighbours are of different sets, or else exercises */
    size_t item_count;       /* at most REVIEW_ITEMS_MAX, without what no set at hand has */
    int64_t due_count;       /* all that is due now, without what was asked in its other way today (that is next) */
    int64_t today_count;     /* what becomes due later today, in minutes or hours */
    bool has_next;           /* there is something that is not due yet */
    struct review_item next; /* of that what comes first */
    int64_t memory_count;    /* all there is; 0: nothing was practised yet */
};

/* What an answer led to: how it was graded, why, and when the exercise comes back. */
struct review_outcome {
    struct memory_row row;  /* after the answer */
    struct text reason;     /* "Right, and you were sure: counted as easy" */
    struct text comes_back; /* "comes back in 3 days, on 2026-11-25": what is done by "it" */
};

#endif
