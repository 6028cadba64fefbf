/* format: the pieces of the canonical Markdown writer (read.h has its entrance).
 *
 * Knows what must be escaped for CommonMark 0.30 to read the same words again, and how lines are filled. Knows nothing
 * of sets but in format.c. Not cmark's own renderer: that escapes far more than anybody wants to read. */
#ifndef VIVA_READ_FORMAT_H
#define VIVA_READ_FORMAT_H

#include "model/prose.h"

/* What stands before the first line of something, and before its other lines. */
struct format_indent {
    struct string first, rest;
};

/* A text as CommonMark, without line breaks of its own: FORMAT_GLUE stands for a space at which no line may be broken,
 * a line feed for a hard break. */
#define FORMAT_GLUE '\x1F'
struct string format_spans(struct arena *arena, struct text text);

/* Whether a line that begins with this word would begin a block, so that no line may be broken before it. */
bool format_begins_block(struct string word);

/* The text as a paragraph, filled to FORMAT_COLUMNS, ended by a line feed. */
void format_paragraph(struct buffer *out, struct text text, struct format_indent indent);

/* The text on one line, hard breaks made spaces, as it may stand in a heading. */
struct string format_line(struct arena *arena, struct text text);

/* Blocks with empty lines between them. */
void format_prose(struct buffer *out, struct prose prose, struct format_indent indent);

#endif
