#include "render/page.h"

#include "base/utf8.h"

/* Room that margins must leave for text on the narrowest page. */
#define PAGE_ROOM_MIN 10

#define REPLACEMENT_CHARACTER 0xFFFD

struct page page_to(struct arena *arena, struct buffer *out, const struct text_style *style)
{
    int width = style->width;
    if (width > TEXT_MEASURE_MAX)
        width = TEXT_MEASURE_MAX;
    if (width > 0 && width < TEXT_WIDTH_MIN)
        width = TEXT_WIDTH_MIN;
    return (struct page){ .arena = arena,
                          .out = out,
                          .width = width > 0 ? width : 0,
                          .is_coloured = style->is_coloured,
                          .is_drawn = style->is_drawn };
}

/* Ink. None of the 16 colours can be read on every ground: on white, green and cyan of common palettes have a contrast
 * of 2, on black blue and red (WCAG 2.1 wants 4.5). So running text keeps the colour that the person has chosen, and
 * only signs are coloured, which words repeat. --- */

static const struct {
    enum ink ink;
    const char *sgr;
} inks[] = {
    { INK_STRONG, "1" }, { INK_DIM, "2" },    { INK_EMPHASIS, "3" }, { INK_LINK, "4" },
    { INK_RIGHT, "32" }, { INK_WRONG, "31" }, { INK_PARTLY, "35" },
};
#define SGR_INKS (INK_STRONG | INK_DIM | INK_EMPHASIS | INK_LINK | INK_RIGHT | INK_WRONG | INK_PARTLY)

static void ink_switch(struct page *page, unsigned ink)
{
    ink &= SGR_INKS;
    if (!page->is_coloured || page->ink == ink)
        return;
    if (page->ink)
        buffer_add_c(page->out, "\x1b[0m");
    page->ink = ink;
    const char *separator = "\x1b[";
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
        if (!(ink & inks[i].ink))
            continue;
        buffer_add_c(page->out, separator);
        buffer_add_c(page->out, inks[i].sgr);
        separator = ";";
    }
    if (ink)
        buffer_add_byte(page->out, 'm');
}

/* Margins. ------------------------------------------------------------------------------------------------------------
 */

static int width_of(struct string s)
{
    return (int)utf8_width(s);
}

/* Columns that margins take at most, on any of their lines. */
static int margins_width(const struct margin *margin)
{
    int width = 0;
    for (; margin; margin = margin->outer) {
        int first = width_of(margin->first), rest = width_of(margin->rest);
        width += first > rest ? first : rest;
    }
    return width;
}

void page_push(struct page *page, struct margin *margin, struct string first, struct string rest, unsigned ink)
{
    *margin = (struct margin){ page->margin, first, rest, ink, false };
    if (page->width && margins_width(margin) > page->width - PAGE_ROOM_MIN) {
        margin->first = STRING("");
        margin->rest = STRING("");
    }
    page->margin = margin;
}

void page_pop(struct page *page)
{
    page->margin = page->margin->outer;
}

struct string page_blank_like(struct page *page, struct string s)
{
    struct buffer spaces = buffer_in(page->arena);
    if (page->width)
        buffer_add_repeat(&spaces, ' ', s.size);
    return buffer_string(&spaces);
}

/* The margins of one line, from the outermost; returns their columns. */
static int write_margins(struct page *page, struct margin *margin)
{
    if (!margin)
        return 0;
    int outer = write_margins(page, margin->outer);
    struct string s = margin->is_used ? margin->rest : margin->first;
    page_write(page, s, margin->is_used ? 0 : margin->ink);
    margin->is_used = true;
    return outer + width_of(s);
}

/* Lines. --------------------------------------------------------------------------------------------------------------
 */

void page_gap(struct page *page)
{
    page->needs_gap |= page->has_lines && !page->is_tight;
}

void page_tighten(struct page *page)
{
    page->is_tight = true;
}

int page_line_start(struct page *page)
{
    if (page->needs_gap)
        buffer_add_byte(page->out, '\n');
    page->needs_gap = false;
    page->is_tight = false;
    page->has_lines = true;
    int taken = write_margins(page, page->margin);
    return page->width ? page->width - taken : INT32_MAX;
}

void page_write(struct page *page, struct string clean, unsigned ink)
{
    if (clean.size == 0)
        return;
    ink_switch(page, ink);
    buffer_add(page->out, clean);
}

void page_ink_end(struct page *page)
{
    ink_switch(page, 0);
}

void page_line_end(struct page *page)
{
    page_ink_end(page);
    buffer_add_byte(page->out, '\n');
}

struct string page_clean(struct arena *arena, struct string s)
{
    struct buffer clean = buffer_in(arena);
    for (size_t offset = 0; offset < s.size;) {
        size_t start = offset;
        uint32_t code_point = utf8_next(s, &offset);
        if (code_point == '\t' || code_point == '\n' || code_point == 0x2028 || code_point == 0x2029)
            buffer_add_byte(&clean, ' ');
        else if (code_point == UTF8_INVALID || utf8_is_control(code_point) || utf8_is_bidi_control(code_point))
            utf8_add(&clean, REPLACEMENT_CHARACTER);
        else
            buffer_add(&clean, string_slice(s, start, offset));
    }
    return buffer_string(&clean);
}

struct string page_character(struct string clean, int *width)
{
    struct string character = string_slice(clean, 0, utf8_grapheme_size(clean));
    *width = width_of(character);
    return character;
}

/* Code. ---------------------------------------------------------------------------------------------------------------
 */

/* How many bytes of clean code fit into room columns: up to the last space if there is one beyond the indentation, at
 * least one character. */
static size_t code_fit(struct string code, int room)
{
    size_t size = 0, size_to_space = 0;
    bool is_indentation = true;
    while (size < code.size) {
        int width;
        struct string character = page_character(string_slice(code, size, code.size), &width);
        if (width > room)
            break;
        room -= width;
        size += character.size;
        is_indentation = is_indentation && string_is(character, " ");
        if (!is_indentation && string_is(character, " "))
            size_to_space = size;
        if (size == code.size)
            return size;
    }
    if (size == 0)
        return utf8_grapheme_size(code);
    return size_to_space ? size_to_space : size;
}

/* Write one line of what fits; returns what is left. */
static struct string write_code(struct page *page, struct string code)
{
    size_t size = code_fit(code, page_line_start(page));
    size_t shown = size;
    while (shown > 0 && code.bytes[shown - 1] == ' ')
        shown--;
    page_write(page, string_slice(code, 0, shown), 0);
    page_line_end(page);
    return string_slice(code, size, code.size);
}

void page_code_line(struct page *page, struct string line)
{
    struct string code = write_code(page, page_clean(page->arena, line));
    struct margin hang;
    page_push(page, &hang, STRING("    "), STRING("    "), 0);
    while (code.size > 0)
        code = write_code(page, code);
    page_pop(page);
}
