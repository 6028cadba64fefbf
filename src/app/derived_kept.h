/* derived_kept: derived rows in memory, while they are derived anew.
 *
 * Knows rows by their keys, and in the order of their first entry. Knows nothing of entries. */
#ifndef VIVA_APP_DERIVED_KEPT_H
#define VIVA_APP_DERIVED_KEPT_H

#include "app/derive.h"
#include "base/table.h"

/* Rows of one learner, as numbers of items below: what a reset walks over. */
struct kept_learner {
    struct uuid id;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } progress, runs;
};

struct derived_kept {
    struct derived derived;
    struct arena *arena; /* of the rows; that of derived is for the lists that are got */
    struct {
        struct practice_day *items;
        size_t count, capacity;
    } days;
    struct table day_table;
    size_t last_day; /* most entries are of the same day as the one before */
    struct {
        struct progress *items;
        size_t count, capacity;
    } progress;
    struct {
        struct run_progress *items;
        size_t count, capacity;
    } runs;
    struct {
        struct kept_learner *items;
        size_t count, capacity;
    } learners;
    struct table progress_table, run_table, learner_table;
    size_t last_progress, last_run; /* what was got last is put next */
};

/* The rows live in arena; what is got by derived, in working, which may be reset between entries. */
struct derived_kept derived_kept(struct arena *arena, struct arena *working);

/* Put all rows into a store that has none. */
enum status derived_kept_store(const struct derived_kept *kept, struct transaction *transaction, struct failure *failure);

#endif
