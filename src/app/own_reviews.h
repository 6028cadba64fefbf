/* own_reviews: a learner's own graded answers as a log of reviews: what a fit looks at.
 *
 * Knows which answers are about the same memory, whatever the exercise was called, and begins a new one after a reset.
 * Refuses to know how answers are graded (core/remember) and what is made of the log (fit). */
#ifndef VIVA_APP_OWN_REVIEWS_H
#define VIVA_APP_OWN_REVIEWS_H

#include "app/learner.h"
#include "base/table.h"
#include "fit/review_log.h"
#include "model/memory.h"

/* What is collected, zeroed but for its arena when nothing is. */
struct own_reviews {
    struct arena *arena;
    struct {
        struct review *items;
        size_t count, capacity;
    } reviews;
    struct {
        struct own_memory *items;
        size_t count, capacity;
    } memories; /* by number, as in the log */
    struct {
        struct own_name *items;
        size_t count, capacity;
    } names;
    struct table table; /* of names */
};

/* The row after a graded answer to it; chance: how likely a right answer is to one who has forgotten. */
void own_reviews_add(struct own_reviews *own, const struct memory_row *row, float chance);

/* From here on what the learner knew under one id is known under the other. */
void own_reviews_rename(struct own_reviews *own, struct uuid learner, struct string from, struct string to);

/* Good as long as the arena, and until more is added. */
struct review_log own_reviews_log(const struct own_reviews *own);

/* All of a learner's answers to what was chosen or said aloud, in the order of the journal, as log in arena; those of
 * all learners of the store, each with memories of their own, when the learner's id is nil. */
enum status own_reviews_read(const struct learner *learner, struct arena *arena, struct review_log *log,
                             struct failure *failure);

#endif
