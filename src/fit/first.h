/* first: how long a memory lasts after its first day, by the grade it began with, from the first later review of each.
 *
 * Knows the estimate that fsrs-rs begins with (src/parameter_initialization.rs), which is where ours begins too.
 * Refuses to know the rest of the model. */
#ifndef VIVA_FIT_FIRST_H
#define VIVA_FIT_FIRST_H

#include <stdbool.h>

#include "fit/blocks.h"

#define FIRST_GRADES 4

/* The reviews that came after as many days: their share that was right, and their number. */
struct first_point {
    double days, recall, count;
};

/* The loss of a stability, in nats: of the points, and what keeps it near the usual one. */
double first_loss(const struct first_point *points, size_t count, double stability, double usual);

/* The stability of the least loss; one more review, of the mean recall, is added to each point. */
double first_search(const struct first_point *points, size_t count, double mean_recall, double usual);

/* Put the stabilities of grades 1 to 4 in order: where two are not, that of fewer reviews gives way. Those without
 * reviews are filled in from the others (a ratio between neighbours that holds for most people), all of them from
 * `usual` when there is none. */
void first_fill(double stabilities[static FIRST_GRADES], const double counts[static FIRST_GRADES],
                const double usual[static FIRST_GRADES]);

/* All of it: the stabilities that the blocks' predicted reviews speak for. */
void first_estimate(const struct blocks *blocks, double stabilities[static FIRST_GRADES]);

#endif
