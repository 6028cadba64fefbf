/* render/text: a view as text for a terminal, a pipe or a file.
 *
 * Knows widths, wrapping, colours and signs. Knows nothing of terminals' state, keys or where the bytes go.
 *
 * What comes out holds printable characters, line feeds and, in colour, the SGR sequences of this file: nothing that an
 * author wrote can reach the terminal as a command. Meaning is never in colour alone: words or signs say it too. */
#ifndef VIVA_RENDER_TEXT_H
#define VIVA_RENDER_TEXT_H

#include <stdbool.h>

#include "base/string.h"
#include "view/view.h"

struct text_style {
    int width;        /* columns; 0 for unlimited: a paragraph is one line */
    bool is_coloured; /* SGR of the 16 colours, legible on dark and on light */
    bool is_drawn;    /* pictures are drawn in blocks; otherwise their figures are told */
};

/* Text is set no wider than this however wide the terminal is: longer lines are hard to read. */
#define TEXT_MEASURE_MAX 76

/* Narrower than this nothing can be set well; a smaller width counts as this one. */
#define TEXT_WIDTH_MIN 20

/* Append the view as text: whole lines, the last with its line feed. An empty line parts blocks. */
void render_text(struct buffer *buffer, const struct view *view, const struct text_style *style);

/* Append a single piece of text with no line feed, for a prompt: the same cleaning and styles, no wrapping. */
void render_text_inline(struct buffer *buffer, struct text text, enum view_role role, const struct text_style *style);

#endif
