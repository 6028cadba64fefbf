/* render/page: lines of text within margins, with ink.
 *
 * Knows columns and SGR. Knows nothing of views or of wrapping (render/paragraph.h). What is written must be clean;
 * page_clean makes it so. */
#ifndef VIVA_RENDER_PAGE_H
#define VIVA_RENDER_PAGE_H

#include <stdbool.h>

#include "base/string.h"
#include "model/prose.h"
#include "render/text.h"

/* How a piece of text is set; the first three are those of enum span_style. Each is one SGR code but INK_CODE, which is
 * said by backticks. */
enum ink {
    INK_EMPHASIS = SPAN_EMPHASIS,
    INK_STRONG = SPAN_STRONG,
    INK_CODE = SPAN_CODE,
    INK_RIGHT = 8, /* these three are for signs */
    INK_WRONG = 16,
    INK_PARTLY = 32,
    INK_DIM = 64,
    INK_LINK = 128,
};

/* What stands at the left of every line while it is pushed: first on the next line, rest on those after it. */
struct margin {
    struct margin *outer;
    struct string first, rest; /* clean */
    unsigned ink;              /* of first */
    bool is_used;              /* first was written */
};

struct page {
    struct arena *arena; /* scratch: of this rendering */
    struct buffer *out;
    int width; /* columns; 0 for unlimited */
    bool is_coloured, is_drawn;
    struct margin *margin; /* the innermost; NULL for none */
    bool has_lines, needs_gap, is_tight;
    unsigned ink; /* of what was written last on this line */
};

struct page page_to(struct arena *arena, struct buffer *out, const struct text_style *style);

/* Margins nest: push, write lines, pop. One that would leave too little room for text is left empty. */
void page_push(struct page *page, struct margin *margin, struct string first, struct string rest, unsigned ink);
void page_pop(struct page *page);

/* As many spaces as s has bytes, to stand under it; none where a paragraph is one line. */
struct string page_blank_like(struct page *page, struct string s);

/* Let an empty line stand before the next one, if there was one before. */
void page_gap(struct page *page);

/* Let no empty line stand before the next one, whoever asks for it. */
void page_tighten(struct page *page);

/* Begin a line within the margins; returns the columns left for text, INT32_MAX when there is no limit. */
int page_line_start(struct page *page);
void page_write(struct page *page, struct string clean, unsigned ink);
void page_line_end(struct page *page); /* every ink ends with its line */
void page_ink_end(struct page *page);  /* without ending the line */

/* s without control and bidi characters or broken UTF-8: each stands as U+FFFD; tabs and line ends as a space. */
struct string page_clean(struct arena *arena, struct string s);

/* The first character of clean text as a person counts, and its columns. */
struct string page_character(struct string clean, int *width);

/* One line of code: spaces stand, and it is broken only where it is wider than the page. */
void page_code_line(struct page *page, struct string line);

#endif
