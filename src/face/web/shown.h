/* shown: what of an exercise is the same for everybody who is asked it, as HTML, rendered once.
 *
 * Knows the exercises of today's library, and keeps what was rendered of them up to a cap. Refuses to know orders,
 * letters and progress: a page puts the pieces in the order of its run. Nothing of the key is in it: it is made of the
 * question alone. */
#ifndef VIVA_FACE_WEB_SHOWN_H
#define VIVA_FACE_WEB_SHOWN_H

#include "app/practice.h"

/* Beyond this, what is rendered is not kept: a thousand exercises of usual size. */
#define SHOWN_BYTES_MAX ((size_t)12 * 1024 * 1024)

struct shown {
    struct string prompt;                        /* the speech, and what to look for */
    struct string options[EXERCISE_OPTIONS_MAX]; /* the words of each, as authored */
    struct string help;                          /* the guide, terms and phrases, to be unfolded */
};

struct shown_exercises;

struct shown_exercises *shown_new(void);
void shown_free(struct shown_exercises *exercises);   /* NULL is fine */
void shown_forget(struct shown_exercises *exercises); /* all; nobody else may be here */

/* What is shown of the step's exercise. Of today's version it is shared and kept, and good until shown_forget; of an
 * older one it is rendered into arena. question is that of the step, in the order of the run. From any thread. */
const struct shown *shown_of(struct shown_exercises *exercises, struct arena *arena, const struct practice *practice,
                             size_t step, const struct question *question);

#endif
