/* prose: what an author wrote, as a tree, so that no face and no renderer needs a Markdown parser.
 *
 * Knows blocks and styled spans. Knows nothing of Markdown, HTML or terminals. What Markdown would call a soft line
 * break is a space here, so that wrapping a source anew changes nothing. */
#ifndef VIVA_MODEL_PROSE_H
#define VIVA_MODEL_PROSE_H

#include <stddef.h>

#include "base/string.h"

enum span_style {
    SPAN_PLAIN = 0,
    SPAN_EMPHASIS = 1,
    SPAN_STRONG = 2,
    SPAN_CODE = 4,
};

/* A stretch of text in one style. The text "\n" is a hard line break; no other span holds a line feed. */
struct span {
    struct string text;
    struct string href;     /* where it links to (http, https or mailto); empty for no link */
    unsigned style;         /* bits of enum span_style; SPAN_CODE may stand with the others */
    struct string language; /* BCP 47, where words_quoted put it; empty in what is read and kept */
};

/* Rich text within one paragraph. Neighbouring spans differ in style or link. */
struct text {
    struct span *spans;
    size_t count;
};

enum block_kind { BLOCK_PARAGRAPH, BLOCK_CODE, BLOCK_QUOTE, BLOCK_BULLETS, BLOCK_NUMBERS, BLOCK_ITEM };

struct block;

struct prose {
    struct block *blocks;
    size_t count;
};

struct block {
    enum block_kind kind;
    struct text text;       /* BLOCK_PARAGRAPH */
    struct string code;     /* BLOCK_CODE: with its last line feed */
    struct string language; /* BLOCK_CODE: "rust"; may be empty */
    int64_t start;          /* BLOCK_NUMBERS: the first number */
    struct prose children;  /* BLOCK_QUOTE: blocks; BLOCK_BULLETS and BLOCK_NUMBERS: items; BLOCK_ITEM: blocks */
};

/* Lists in quotes in lists: deeper than anybody reads. */
#define PROSE_DEPTH_MAX 6

struct text text_plain(struct arena *arena, struct string s); /* one plain span; no span for the empty string */
struct string text_string(struct arena *arena,
                          struct text text); /* the words alone, without style; a hard break is a space */
bool text_is_empty(struct text text);
bool text_equal(struct text a, struct text b);
struct string prose_string(struct arena *arena, struct prose prose); /* the words alone, a line feed between blocks */
bool prose_is_empty(struct prose prose);
bool prose_equal(struct prose a, struct prose b);
size_t prose_word_count(struct prose prose); /* runs of anything but white space, code included */

#endif
