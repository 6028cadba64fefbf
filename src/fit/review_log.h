/* review_log: what was reviewed, in the order in which it happened: all that a fit looks at.
 *
 * Knows memories by number, days and grades. Refuses to know where they come from: a journal, a CSV of another program,
 * a simulation. */
#ifndef VIVA_FIT_REVIEW_LOG_H
#define VIVA_FIT_REVIEW_LOG_H

#include <stddef.h>
#include <stdint.h>

/* One review. Days are local days, counted from any day; those of one memory never go backwards, and are at most
 * SCHEDULE_DAYS_MAX apart from one review to the next. */
struct review {
    uint32_t memory; /* below memory_count */
    int32_t day;
    uint8_t grade; /* enum memory_grade */
};

/* Plain data; whoever made it owns the arrays. */
struct review_log {
    const struct review *reviews; /* in the order of time */
    size_t count;
    uint32_t memory_count;
    /* By memory: how likely a right answer is to one who has forgotten, 0 to below 1 (1/k where one picks one of k;
     * 0 where one answers in one's own words). NULL: 0 for all, which is FSRS as its authors have it. */
    const float *chances;
};

#endif
