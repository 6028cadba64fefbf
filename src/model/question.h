/* question: an exercise before the answer. This is all that code which shows an unanswered exercise is ever handed: no
 * mark, no point, no note, no authored id of an option, no order as written. */
#ifndef VIVA_MODEL_QUESTION_H
#define VIVA_MODEL_QUESTION_H

#include "model/prose.h"
#include "model/set.h"

struct question {
    struct string language;
    struct text title;
    struct prose question;
    struct text look_for;
    const struct prose *options[EXERCISE_OPTIONS_MAX]; /* in the order of this run: place 0 is A */
    size_t option_count;                               /* 0: the answer is to be produced (app/practice.h) */
    const struct phrase *phrases;                      /* the exercise's own, then the set's */
    size_t phrase_count;
    const struct term *terms; /* the exercise's own, then the set's */
    size_t term_count;
};

#endif
