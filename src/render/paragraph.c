#include "render/paragraph.h"

struct paragraph paragraph_on(struct page *page)
{
    return (struct paragraph){ .page = page, .next = BREAK_LINE };
}

static struct chunk *open_chunk(struct paragraph *paragraph)
{
    if (!paragraph->is_open) {
        struct chunk *chunk = LIST_ADD(paragraph->page->arena, &paragraph->chunks);
        *chunk = (struct chunk){ .first = paragraph->pieces.count, .before = paragraph->next };
        paragraph->is_open = true;
        paragraph->next = BREAK_SPACE;
    }
    return &paragraph->chunks.items[paragraph->chunks.count - 1];
}

/* The end of a line outweighs a space, whichever comes first. */
static void close_chunk(struct paragraph *paragraph, enum chunk_break next)
{
    if (paragraph->is_open || next == BREAK_LINE || paragraph->next != BREAK_LINE)
        paragraph->next = next;
    paragraph->is_open = false;
}

static void add_piece(struct paragraph *paragraph, struct string bytes, int width, unsigned ink)
{
    struct chunk *chunk = open_chunk(paragraph);
    chunk->width += width;
    struct piece *last = chunk->count ? &paragraph->pieces.items[paragraph->pieces.count - 1] : NULL;
    if (last && last->ink == ink && last->bytes.bytes + last->bytes.size == bytes.bytes) {
        last->bytes.size += bytes.size;
        return;
    }
    *LIST_ADD(paragraph->page->arena, &paragraph->pieces) = (struct piece){ bytes, ink };
    chunk->count++;
}

/* No line begins with one of these (JIS X 4051: closing brackets, full stops, commas, marks of length and repetition).
 */
static bool is_closing(struct string character)
{
    return string_find(STRING("、。，．：；！？）］｝」』】〕〉》ー々〜…"), character) != STRING_NOT_FOUND;
}

/* Scripts without spaces, whose characters are two columns wide, may be broken on either side of each. */
static void add_wide(struct paragraph *paragraph, struct string character, int width, unsigned ink)
{
    bool is_glued = is_closing(character) && paragraph->next == BREAK_HERE && paragraph->chunks.count > 0;
    if (is_glued)
        paragraph->is_open = true;
    else if (paragraph->is_open)
        close_chunk(paragraph, BREAK_HERE);
    add_piece(paragraph, character, width, ink);
    close_chunk(paragraph, BREAK_HERE);
}

static void add_clean(struct paragraph *paragraph, struct string clean, unsigned ink)
{
    while (clean.size > 0) {
        int width;
        struct string character = page_character(clean, &width);
        if (string_is(character, " "))
            close_chunk(paragraph, BREAK_SPACE);
        else if (string_is(character, "\xC2\xA0")) /* a space at which no line is broken */
            add_piece(paragraph, STRING(" "), 1, ink);
        else if (width > 1)
            add_wide(paragraph, character, width, ink);
        else
            add_piece(paragraph, character, width, ink);
        clean = string_slice(clean, character.size, clean.size);
    }
}

void paragraph_add(struct paragraph *paragraph, struct string s, unsigned ink)
{
    while (s.size > 0) {
        bool is_broken = string_find_byte(s, '\n') != STRING_NOT_FOUND;
        add_clean(paragraph, page_clean(paragraph->page->arena, string_cut(&s, '\n')), ink);
        if (is_broken)
            close_chunk(paragraph, BREAK_LINE);
    }
}

/* The sign that begins or ends a style. Emphasis can turn a sentence round ("why *not*"), so it has one where there is
 * no ink; what is strong only catches the eye. */
static void add_signs(struct paragraph *paragraph, unsigned styles, unsigned ink)
{
    if (styles & SPAN_CODE)
        paragraph_add(paragraph, STRING("`"), ink | INK_DIM);
    if ((styles & SPAN_EMPHASIS) && !paragraph->page->is_coloured)
        paragraph_add(paragraph, STRING("*"), ink);
}

static void add_address(struct paragraph *paragraph, struct string href, unsigned ink)
{
    paragraph_add(paragraph, STRING(" ("), ink);
    paragraph_add(paragraph, href, ink);
    paragraph_add(paragraph, STRING(")"), ink);
}

void paragraph_add_text(struct paragraph *paragraph, struct text text, unsigned ink)
{
    unsigned signs = 0;
    struct string href = STRING("");
    size_t link_start = 0;
    for (size_t i = 0; i <= text.count; i++) {
        struct span span = i < text.count ? text.spans[i] : (struct span){ .style = SPAN_PLAIN };
        unsigned wanted = span.style & (SPAN_EMPHASIS | SPAN_STRONG | SPAN_CODE);
        add_signs(paragraph, signs & ~wanted, ink);
        if (!string_equal(href, span.href)) {
            bool is_bare = i == link_start + 1 && string_equal(text.spans[link_start].text, href);
            if (href.size > 0 && !is_bare)
                add_address(paragraph, href, ink);
            href = span.href;
            link_start = i;
        }
        add_signs(paragraph, wanted & ~signs, ink);
        signs = wanted;
        paragraph_add(paragraph, span.text, ink | span.style | (href.size > 0 ? INK_LINK : 0));
    }
}

static void write_chunk(const struct paragraph *paragraph, const struct chunk *chunk)
{
    for (size_t i = chunk->first; i < chunk->first + chunk->count; i++)
        page_write(paragraph->page, paragraph->pieces.items[i].bytes, paragraph->pieces.items[i].ink);
}

/* A space has the ink of both its neighbours, or none. */
static void write_space(const struct paragraph *paragraph, const struct chunk *next)
{
    unsigned ink = paragraph->pieces.items[next->first].ink;
    page_write(paragraph->page, STRING(" "), ink == paragraph->page->ink ? ink : 0);
}

void paragraph_set(const struct paragraph *paragraph)
{
    int room = 0;
    for (size_t i = 0; i < paragraph->chunks.count; i++) {
        const struct chunk *chunk = &paragraph->chunks.items[i];
        int space = chunk->before == BREAK_SPACE;
        if (i == 0 || chunk->before == BREAK_LINE || chunk->width + space > room) {
            if (i > 0)
                page_line_end(paragraph->page);
            room = page_line_start(paragraph->page);
        } else if (space) {
            write_space(paragraph, chunk);
            room--;
        }
        write_chunk(paragraph, chunk);
        room -= chunk->width;
    }
    if (paragraph->chunks.count > 0)
        page_line_end(paragraph->page);
}

void paragraph_set_inline(const struct paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->chunks.count; i++) {
        const struct chunk *chunk = &paragraph->chunks.items[i];
        if (i > 0 && chunk->before != BREAK_HERE)
            write_space(paragraph, chunk);
        write_chunk(paragraph, chunk);
    }
    page_ink_end(paragraph->page);
}

void paragraph_set_text(struct page *page, struct text text, unsigned ink)
{
    struct paragraph paragraph = paragraph_on(page);
    paragraph_add_text(&paragraph, text, ink);
    paragraph_set(&paragraph);
}
