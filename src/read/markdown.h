/* markdown: a Markdown document as blocks with places.
 *
 * Wraps cmark (CommonMark 0.30): nothing of it is seen outside markdown.c. Knows how blocks and spans become prose, and
 * which Markdown a set may not use. Knows nothing of sections, ids or exercises.
 *
 * Nodes live as long as the reader's scratch arena. */
#ifndef VIVA_READ_MARKDOWN_H
#define VIVA_READ_MARKDOWN_H

#include "read/reader.h"

/* A block of the document. */
struct markdown_node;

enum markdown_kind {
    MARKDOWN_HEADING,
    MARKDOWN_PARAGRAPH,
    MARKDOWN_CODE,
    MARKDOWN_QUOTE,
    MARKDOWN_BULLETS,
    MARKDOWN_NUMBERS,
    MARKDOWN_ITEM,
    MARKDOWN_HTML,
    MARKDOWN_RULE,
};

/* Parses the source from this line on; NULL when there is no block. The first of the top-level blocks. */
const struct markdown_node *markdown_parse(struct reader *reader, uint32_t first_line);

const struct markdown_node *
markdown_next(const struct markdown_node *node); /* the block behind it, in the same parent */
const struct markdown_node *markdown_first(const struct markdown_node *node); /* its first child; NULL for a leaf */
enum markdown_kind markdown_kind(const struct markdown_node *node);
int markdown_level(const struct markdown_node *heading); /* 1 to 6 */

/* Its first line, from its first column to the end of that line. */
struct place markdown_place(const struct reader *reader, const struct markdown_node *node);

/* The words of a paragraph or heading, in the reader's arena. What cannot be shown is reported. */
struct text markdown_text(struct reader *reader, const struct markdown_node *node);

/* The blocks from node to end (excluded; NULL for all that follow), in the reader's arena. What cannot be shown is
 * reported, and so is more than PROSE_BYTES_MAX. */
struct prose markdown_prose(struct reader *reader, const struct markdown_node *node, const struct markdown_node *end);

#endif
