/* render/paragraph: running text, wrapped between words and by columns.
 *
 * Knows where a line may be broken. What is added may be anything: it is cleaned here. */
#ifndef VIVA_RENDER_PARAGRAPH_H
#define VIVA_RENDER_PARAGRAPH_H

#include "render/page.h"

/* What stands before a word: a space, nothing (a line may be broken there all the same), or the end of a line. */
enum chunk_break { BREAK_SPACE, BREAK_HERE, BREAK_LINE };

struct piece {
    struct string bytes;
    unsigned ink;
};

/* Pieces that stay together. */
struct chunk {
    size_t first, count;
    int width;
    enum chunk_break before;
};

struct paragraph {
    struct page *page;
    struct {
        struct piece *items;
        size_t count, capacity;
    } pieces;
    struct {
        struct chunk *items;
        size_t count, capacity;
    } chunks;
    bool is_open;          /* the last word goes on */
    enum chunk_break next; /* before the word that comes next */
};

struct paragraph paragraph_on(struct page *page);

/* Spaces run together, but no-break spaces (U+00A0); a line feed is a break. */
void paragraph_add(struct paragraph *paragraph, struct string s, unsigned ink);

/* Code stands in backticks, a link is followed by its address; emphasis is ink, or stars where there is none. The
 * styles of spans may hold further bits of enum ink. */
void paragraph_add_text(struct paragraph *paragraph, struct text text, unsigned ink);

/* Wrapped lines on the page. Nothing when the paragraph is empty. */
void paragraph_set(const struct paragraph *paragraph);

/* A paragraph of one text. */
void paragraph_set_text(struct page *page, struct text text, unsigned ink);

/* All of it on the line that is being written. */
void paragraph_set_inline(const struct paragraph *paragraph);

#endif
