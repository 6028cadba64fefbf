/* fit_outcome: what came of fitting parameters to somebody's reviews, to be shown and kept.
 *
 * Plain data, made by fit. Figures are about reviews that are predicted: those on a later day than the one before. */
#ifndef VIVA_MODEL_FIT_OUTCOME_H
#define VIVA_MODEL_FIT_OUTCOME_H

#include <stddef.h>

#define FIT_PARAMETERS 21 /* of FSRS-6 */

/* How well parameters predicted. */
struct measures {
    size_t count;     /* of reviews that were predicted; the others are 0 without any */
    double recall;    /* the share that was right */
    double predicted; /* the mean of what was predicted */
    double log_loss;  /* the mean of -ln(likelihood) */
    /* Reviews are put in bins by days, by reviews before and by lapses before (fsrs-rs src/dataset.rs): the root of the
     * mean square, weighted as the reviews are, of what a bin's prediction misses its recall by. */
    double rmse_bins;
    double auc; /* how often a right answer was given more than a wrong one, ties counting half; 0.5 without a pair */
};

/* Whether fitted parameters take the place of the current ones. */
enum fit_verdict {
    FIT_NOTHING, /* no review is predicted, or none of those held back */
    FIT_TOO_FEW, /* fewer than FIT_PREDICTED_MIN: what is found is mostly chance */
    FIT_NO_GAIN, /* they predict reviews that they have not seen no better */
    FIT_REPLACES
};
#define FIT_PREDICTED_MIN 64 /* fsrs-rs fits all parameters from so many on */

extern const char *const fit_verdict_ids[]; /* "nothing", "too-few", "no-gain", "replaces" */

#define FIT_WINDOWS 6

struct fit_outcome {
    enum fit_verdict verdict;
    size_t review_count, predicted_count;
    double current[FIT_PARAMETERS], fitted[FIT_PARAMETERS]; /* fitted to the whole log */
    double parameters[FIT_PARAMETERS];                      /* those of the two that are to be used */
    /* Held back: all but the first quarter of the log, in FIT_WINDOWS parts, each predicted by parameters that were
     * fitted to what came before it and to nothing else. This comparison decides. */
    struct measures held_before, held_after;
    /* The whole log. The fitted parameters have seen its answers, so this flatters them. */
    struct measures log_before, log_after;
};

#endif
