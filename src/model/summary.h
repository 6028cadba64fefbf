/* summary: what a run came to. */
#ifndef VIVA_MODEL_SUMMARY_H
#define VIVA_MODEL_SUMMARY_H

#include <stddef.h>

#include "base/string.h"
#include "model/set.h"

/* Under one heading of the guide: how many points the best answers make, and how many the chosen ones made. */
struct heading_share {
    size_t heading;  /* index into the guide's headings */
    int point_count; /* of the exercises that were answered */
    int covered_count;
    int touched_count;
};

/* An exercise worth another look, and why. */
enum again_reason { AGAIN_WRONG, AGAIN_CONFIDENT_WRONG, AGAIN_DONT_KNOW, AGAIN_GUESSED, AGAIN_FLAGGED, AGAIN_SKIPPED };

struct again {
    size_t step;
    enum again_reason reason; /* the weightiest that holds */
};

struct summary {
    int step_count, response_count, right_count, dont_know_count;
    int score_percent; /* mean over responses; -1 without one */
    struct heading_share *shares;
    size_t share_count;
    struct again *again; /* weightiest first */
    size_t again_count;
    int sure_count[4], sure_right_count[4]; /* by enum sureness: calibration */
};

#endif
