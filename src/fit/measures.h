/* measures: how well parameters predicted what happened.
 *
 * Knows the three figures by which schedulers are compared, as srs-benchmark and fsrs-rs define them. Refuses to know
 * where the predictions come from. */
#ifndef VIVA_FIT_MEASURES_H
#define VIVA_FIT_MEASURES_H

#include "base/arena.h"
#include "fit/blocks.h"

struct measures {
    size_t count;     /* of reviews that were predicted; the others are 0 without any */
    double recall;    /* the share that was right */
    double predicted; /* the mean of what was predicted */
    double log_loss;  /* the mean of -ln(likelihood), weighted as the blocks are */
    /* Reviews are put in bins by days, by reviews before and by lapses before (fsrs-rs src/dataset.rs): the root of the
     * mean square, weighted as the blocks are, of what a bin's prediction misses its recall by. */
    double rmse_bins;
    double auc; /* how often a right answer was given more than a wrong one, ties counting half; 0.5 without a pair */
};

/* What is being measured, review by review. */
struct measuring;

/* For so many predictions at most. Lives in arena, as all that it needs does. */
struct measuring *measures_begin(struct arena *arena, size_t predicted_max);

/* Those of these blocks, as pass_path.predict gives them. Of blocks, items, count and step_count_max are looked at. */
void measures_add(struct measuring *measuring, const struct blocks *blocks, const float *forgotten);

struct measures measures_end(struct measuring *measuring);

#endif
