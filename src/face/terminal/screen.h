/* screen: what is written to the person, a screenful at a time.
 *
 * Knows how views follow one another down a page that only ever grows: nothing on it is moved or changed again. Where
 * there is no terminal, or in plain mode, a screenful is everything. */
#ifndef VIVA_FACE_TERMINAL_SCREEN_H
#define VIVA_FACE_TERMINAL_SCREEN_H

#include <stdbool.h>

#include "base/status.h"
#include "render/text.h"

struct screen {
    bool is_plain; /* no colour, and never a stop in the middle */
    bool is_coloured;
    enum status status;      /* the first status of writing; later writing does nothing */
    struct failure failure;  /* of that status */
    const struct view *view; /* what is being shown; NULL when all of it is */
    size_t block_count;      /* how many of its blocks were shown: blocks are what empty lines part, at any width */
    int line_count;          /* lines since the person was last asked something */
    bool is_begun;           /* something was written: an empty line goes before the next */
};

/* Show a view as far as there is room. What was still to be shown of another is dropped. The view must live until all
 * is shown. */
void screen_show(struct screen *screen, const struct view *view);

/* Go on with what is still to be shown, on a new screenful. */
void screen_show_more(struct screen *screen);
bool screen_has_more(const struct screen *screen);

/* One view in whole, beside what is still to be shown. */
void screen_aside(struct screen *screen, const struct view *view);

/* One sentence, as a paragraph of its own. */
void screen_say(struct screen *screen, enum view_role role, struct string sentence);

/* The line on which the person is asked: plain mode ends it, single keys are typed on it. */
void screen_prompt(struct screen *screen, struct string prompt);

/* What stands for the key that was pressed; ends the line. */
void screen_echo(struct screen *screen, struct string echo);

#endif
