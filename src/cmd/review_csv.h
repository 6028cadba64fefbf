/* review_csv: the reviews that another program logged, from its CSV.
 *
 * Knows the logs of py-fsrs, fsrs-optimizer and Anki by the names of their columns, what in them is no review, and all
 * that can be wrong. Refuses to know what is done with reviews. A log with anything wrong in it gives no reviews at
 * all: a wrong number would be worse. */
#ifndef VIVA_CMD_REVIEW_CSV_H
#define VIVA_CMD_REVIEW_CSV_H

#include "base/problems.h"
#include "fit/review_log.h"

#define REVIEW_CSV_BYTES_MAX   ((size_t)512 * 1024 * 1024) /* ten million reviews */
#define REVIEW_CSV_LINE_MAX    4096                        /* many times what a review takes */
#define REVIEW_CSV_REVIEWS_MAX 10000                       /* of one card: one a day for 27 years */

struct review_csv {
    const char *program;   /* that such logs are written by */
    struct review_log log; /* in the order of time */
    size_t left_out_count; /* lines that are no reviews, or of cards whose first review is missing */
};

/* The source as it was read from a file: any bytes. Local days begin at 4:00, so far from UTC. False when there are
 * problems: all of them are added, each with its place. What is found lives in arena. */
bool review_csv_read(struct arena *arena, const struct source *source, int16_t offset_minutes,
                     struct problems *problems, struct review_csv *found);

#endif
