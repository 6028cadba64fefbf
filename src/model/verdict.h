/* verdict: the result of a response, always per point; a score only sums it up. */
#ifndef VIVA_MODEL_VERDICT_H
#define VIVA_MODEL_VERDICT_H

#include <stdbool.h>

#include "model/set.h"

enum verdict { VERDICT_COVERED, VERDICT_TOUCHED, VERDICT_ABSENT, VERDICT_CONTRADICTED, VERDICT_UNSURE, VERDICT_COUNT };
extern const char *const verdict_ids[VERDICT_COUNT]; /* "covered", "touched", ... */

struct judgement {
    enum verdict points[EXERCISE_POINTS_MAX]; /* one for each point of the exercise, in its order */
    size_t point_count;
    bool is_right;     /* for choose-one: the best was chosen; produced: all points but one in five were made */
    int score_percent; /* the mark of what was chosen, or the share of points ticked; 0 for "I don't know" */
};

#endif
