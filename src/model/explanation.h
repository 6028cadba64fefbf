/* explanation: why the best is the best, what the others leave out or get wrong, what to take away. Composed by
 * core/explain from the map of options and points; turned into a view by view/. Rich text throughout, letters included.
 */
#ifndef VIVA_MODEL_EXPLANATION_H
#define VIVA_MODEL_EXPLANATION_H

#include "model/prose.h"
#include "model/set.h"
#include "model/verdict.h"

/* One cell of the table of options by points. */
struct explanation_row {
    size_t point;                             /* index into the exercise's points */
    enum verdict cells[EXERCISE_OPTIONS_MAX]; /* by place shown */
};

struct explanation {
    struct text verdict; /* "right: B is the best-structured answer." */
    struct texts best;   /* paragraphs: why it is the best */
    struct texts others; /* paragraphs: the rivals, grouped by what they share; the chosen one's group first */
    struct prose lesson; /* the author's own */
    char letters[EXERCISE_OPTIONS_MAX]; /* by place shown: 'A'.. */
    size_t option_count;
    size_t best_place, chosen_place; /* places shown; chosen_place is SIZE_MAX for "I don't know" */
    /* Of an answer that was produced: best says what was made and what was left out, others is empty; rows has one cell
     * (the learner's own), so option_count is 1, letters[0] is 0, both places are SIZE_MAX; the best answer's body
     * stands in model_answer. */
    bool is_produced;
    const struct prose *model_answer;
    struct explanation_row *rows; /* by heading, then as authored */
    size_t row_count;
};

#endif
