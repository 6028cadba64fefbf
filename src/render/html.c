#include "render/html.h"

#include <string.h>

#include "base/check.h"
#include "base/utf8.h"
#include "render/svg.h"
#include "words/words.h"

#define ONES_16(from) [(from)] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1

/* Escaping. ----------------------------------------------------------------------------------------------------- */

/* The signs that mean something in text or between double quotes, and what stands for them. An apostrophe means nothing
 * in either. */
static const char *const entities[256] = {
    ['&'] = "&amp;",
    ['<'] = "&lt;",
    ['>'] = "&gt;",
    ['"'] = "&quot;",
};

/* Bytes that need a thought, as 1: the signs, control characters but tab and line feed, and whatever is not ASCII. */
static const unsigned char is_special[256] = {
    [0] = 1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    0,
    0,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    ['&'] = 1,
    ['<'] = 1,
    ['>'] = 1,
    ['"'] = 1,
    [0x7f] = 1,
    ONES_16(0x80),
    ONES_16(0x90),
    ONES_16(0xa0),
    ONES_16(0xb0),
    ONES_16(0xc0),
    ONES_16(0xd0),
    ONES_16(0xe0),
    ONES_16(0xf0),
};

/* What stands instead of what is in s at *offset, which moves behind it: NULL when it may stand as it is. */
static const char *replacement(struct string s, size_t *offset)
{
    const char *entity = entities[(unsigned char)s.bytes[*offset]];
    if (entity != NULL) {
        (*offset)++;
        return entity;
    }
    uint32_t code_point = utf8_next(s, offset);
    bool is_harmful = code_point == UTF8_INVALID || utf8_is_control(code_point) || utf8_is_bidi_control(code_point);
    return is_harmful ? "\xEF\xBF\xBD" : NULL;
}

#define EACH(byte)     ((byte)*UINT64_C(0x0101010101010101))
#define HAS_ZERO(word) (((word)-EACH(0x01)) & ~(word)&EACH(0x80))

/* Whether one of eight bytes may need a thought: a byte above 0x7e or below a space, or one of the signs, of which two
 * and two differ in one bit ('"' and '&', '<' and '>'). */
static bool may_be_special(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t outside = (word | (word + EACH(0x01)) | ((word - EACH(0x20)) & ~word)) & EACH(0x80);
    uint64_t quote_or_and = (word | EACH(0x04)) ^ EACH(0x26), less_or_greater = (word | EACH(0x02)) ^ EACH(0x3e);
    return (outside | HAS_ZERO(quote_or_and) | HAS_ZERO(less_or_greater)) != 0;
}

/* Where the next byte that needs a thought is, from offset on. */
static size_t skip_plain(struct string s, size_t offset)
{
    while (offset + 8 <= s.size && !may_be_special(s.bytes + offset))
        offset += 8;
    while (offset < s.size && !is_special[(unsigned char)s.bytes[offset]])
        offset++;
    return offset;
}

/* Copied in stretches, as long as they go. */
void html_text(struct buffer *buffer, struct string s)
{
    size_t copied = 0;
    for (size_t offset = skip_plain(s, 0); offset < s.size; offset = skip_plain(s, offset)) {
        size_t start = offset;
        const char *instead = replacement(s, &offset);
        if (instead == NULL)
            continue;
        buffer_add(buffer, string_slice(s, copied, start));
        buffer_add_c(buffer, instead);
        copied = offset;
    }
    buffer_add(buffer, string_slice(s, copied, s.size));
}

void html_attribute(struct buffer *buffer, const char *name, struct string value)
{
    buffer_add_byte(buffer, ' ');
    buffer_add_c(buffer, name);
    buffer_add_c(buffer, "=\"");
    html_text(buffer, value);
    buffer_add_byte(buffer, '"');
}

/* A tag is put together by hand: pages have hundreds of them, and printf would be half of their cost. */
static void open_tag(struct buffer *buffer, const char *name)
{
    buffer_add_byte(buffer, '<');
    buffer_add_c(buffer, name);
}

static void close_tag(struct buffer *buffer, const char *name)
{
    buffer_add_c(buffer, "</");
    buffer_add_c(buffer, name);
    buffer_add_byte(buffer, '>');
}

/* Spans. -------------------------------------------------------------------------------------------------------- */

/* From the outside to the inside. */
static const struct {
    unsigned style;
    const char *open, *close;
} styles[] = {
    { SPAN_STRONG, "<strong>", "</strong>" },
    { SPAN_EMPHASIS, "<em>", "</em>" },
    { SPAN_CODE, "<code>", "</code>" },
};
#define STYLE_COUNT (sizeof styles / sizeof *styles)

static bool is_safe_link(struct string href)
{
    return string_starts_with(href, STRING("https://")) || string_starts_with(href, STRING("http://")) ||
           string_starts_with(href, STRING("mailto:"));
}

static void add_span_text(struct buffer *buffer, struct string text)
{
    struct string rest = text;
    size_t at;
    while ((at = string_find_byte(rest, '\n')) != STRING_NOT_FOUND) {
        html_text(buffer, string_slice(rest, 0, at));
        buffer_add_c(buffer, "<br>");
        rest = string_slice(rest, at + 1, rest.size);
    }
    html_text(buffer, rest);
}

static void add_span(struct buffer *buffer, const struct span *span, bool may_link)
{
    bool is_link = may_link && is_safe_link(span->href);
    if (span->language.size > 0) {
        buffer_add_c(buffer, "<span");
        html_attribute(buffer, "lang", span->language);
        buffer_add_byte(buffer, '>');
    }
    if (is_link) {
        buffer_add_c(buffer, "<a");
        html_attribute(buffer, "href", span->href);
        buffer_add_c(buffer, " rel=\"noopener noreferrer\">");
    }
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        if ((span->style & styles[i].style) != 0)
            buffer_add_c(buffer, styles[i].open);
    }
    add_span_text(buffer, span->text);
    for (size_t i = STYLE_COUNT; i-- > 0;) {
        if ((span->style & styles[i].style) != 0)
            buffer_add_c(buffer, styles[i].close);
    }
    if (is_link)
        buffer_add_c(buffer, "</a>");
    if (span->language.size > 0)
        buffer_add_c(buffer, "</span>");
}

void html_phrase(struct buffer *buffer, struct text text)
{
    for (size_t i = 0; i < text.count; i++)
        add_span(buffer, &text.spans[i], true);
}

/* A link holds no other link. */
static void add_link(struct buffer *buffer, struct string path, struct text text)
{
    buffer_add_c(buffer, "<a");
    html_attribute(buffer, "href", path);
    buffer_add_byte(buffer, '>');
    for (size_t i = 0; i < text.count; i++)
        add_span(buffer, &text.spans[i], false);
    buffer_add_c(buffer, "</a>");
}

/* Blocks. ------------------------------------------------------------------------------------------------------- */

/* Wide code scrolls by itself; it can be reached by keyboard and has a name. */
static void add_code(struct buffer *buffer, const struct block *block)
{
    buffer_add_c(buffer, "<pre tabindex=\"0\"");
    html_attribute(buffer, "aria-label", words_plain(SAY_CODE_LABEL));
    buffer_add_c(buffer, "><code translate=\"no\">");
    html_text(buffer, block->code);
    buffer_add_c(buffer, "</code></pre>\n");
}

static void add_block(struct buffer *buffer, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        buffer_add_c(buffer, "<p>");
        html_phrase(buffer, block->text);
        buffer_add_c(buffer, "</p>\n");
        break;
    case BLOCK_CODE:
        add_code(buffer, block);
        break;
    case BLOCK_QUOTE:
        buffer_add_c(buffer, "<blockquote>\n");
        html_prose(buffer, block->children);
        buffer_add_c(buffer, "</blockquote>\n");
        break;
    case BLOCK_BULLETS:
        buffer_add_c(buffer, "<ul>\n");
        html_prose(buffer, block->children);
        buffer_add_c(buffer, "</ul>\n");
        break;
    case BLOCK_NUMBERS:
        buffer_add_format(buffer, "<ol start=\"%lld\">\n", (long long)block->start);
        html_prose(buffer, block->children);
        buffer_add_c(buffer, "</ol>\n");
        break;
    case BLOCK_ITEM:
        buffer_add_c(buffer, "<li>");
        html_prose(buffer, block->children);
        buffer_add_c(buffer, "</li>\n");
        break;
    }
}

void html_prose(struct buffer *buffer, struct prose prose)
{
    for (size_t i = 0; i < prose.count; i++)
        add_block(buffer, &prose.blocks[i]);
}

/* Views. -------------------------------------------------------------------------------------------------------- */

/* How a role shows: a class for the eye and, where the text alone would not say it, a sign. */
static const struct {
    const char *class_name, *sign;
} roles[] = {
    [ROLE_NONE] = { NULL, NULL },      [ROLE_RIGHT] = { "right", "✓" },
    [ROLE_WRONG] = { "wrong", "✗" },   [ROLE_PARTLY] = { "partly", "◐" },
    [ROLE_ABSENT] = { "absent", "–" }, [ROLE_CHOSEN] = { "chosen", NULL },
    [ROLE_MUTED] = { "muted", NULL },  [ROLE_INTERVIEWER] = { "interviewer", NULL },
    [ROLE_HINT] = { "hint", NULL },    [ROLE_PROGRESS] = { "progress", NULL },
};

struct html_state {
    struct buffer *buffer;
    int heading_shift;
    bool is_header_row;
};

static void add_view(struct html_state *state, const struct view *view);

static void add_class(struct buffer *buffer, enum view_role role)
{
    if (roles[role].class_name != NULL)
        html_attribute(buffer, "class", string_from(roles[role].class_name));
}

static void open_element(struct buffer *buffer, const char *name, const struct view *view)
{
    open_tag(buffer, name);
    add_class(buffer, view->role);
    if (view->language.size > 0)
        html_attribute(buffer, "lang", view->language);
    buffer_add_byte(buffer, '>');
}

static void close_element(struct buffer *buffer, const char *name)
{
    close_tag(buffer, name);
    buffer_add_byte(buffer, '\n');
}

static void add_children(struct html_state *state, const struct view *view)
{
    for (const struct view *child = view->first; child != NULL; child = child->next)
        add_view(state, child);
}

static void add_group(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "div", view);
    add_children(state, view);
    close_element(state->buffer, "div");
}

static void add_heading(struct html_state *state, const struct view *view)
{
    int level = view->level + state->heading_shift;
    const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
    const char *name = names[level < 1 ? 0 : level > 6 ? 5 : level - 1];
    open_tag(state->buffer, name);
    if (view->anchor.size > 0)
        html_attribute(state->buffer, "id", view->anchor);
    add_class(state->buffer, view->role);
    if (view->language.size > 0)
        html_attribute(state->buffer, "lang", view->language);
    buffer_add_byte(state->buffer, '>');
    html_phrase(state->buffer, view->text);
    close_element(state->buffer, name);
}

static void add_paragraph(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "p", view);
    html_phrase(state->buffer, view->text);
    close_element(state->buffer, "p");
}

static void add_view_prose(struct html_state *state, const struct view *view)
{
    if (view->role != ROLE_NONE || view->language.size > 0) {
        open_element(state->buffer, "div", view);
        html_prose(state->buffer, view->prose);
        close_element(state->buffer, "div");
        return;
    }
    html_prose(state->buffer, view->prose);
}

static void add_quote(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "figure", view);
    if (!text_is_empty(view->label)) {
        buffer_add_c(state->buffer, "<figcaption>");
        html_phrase(state->buffer, view->label);
        buffer_add_c(state->buffer, "</figcaption>\n");
    }
    buffer_add_c(state->buffer, "<blockquote>\n");
    add_children(state, view);
    buffer_add_c(state->buffer, "</blockquote>\n");
    close_element(state->buffer, "figure");
}

static void add_list(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "ul", view);
    add_children(state, view);
    close_element(state->buffer, "ul");
}

static void add_item(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "li", view);
    if (view->number > 0)
        buffer_add_format(state->buffer, "%lld. ", (long long)view->number);
    html_sign(state->buffer, view->role);
    if (view->path.size > 0)
        add_link(state->buffer, view->path, view->text);
    else
        html_phrase(state->buffer, view->text);
    add_children(state, view);
    close_element(state->buffer, "li");
}

static void add_pairs(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "dl", view);
    add_children(state, view);
    close_element(state->buffer, "dl");
}

static void add_part(struct buffer *buffer, const char *class_name, int64_t width)
{
    buffer_add_format(buffer, "<rect class=\"%s\" width=\"%lld\" height=\"1\"/>", class_name, (long long)width);
}

/* A bar as wide as there is room, drawn in units of one. The words beside it say the same. */
static void add_share(struct buffer *buffer, const struct view *view)
{
    buffer_add_format(buffer,
                      "<svg class=\"share\" viewBox=\"0 0 %lld 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                      (long long)view->total);
    add_part(buffer, "rest", view->total);
    add_part(buffer, "touched", view->number + view->touched);
    add_part(buffer, "bar", view->number);
    buffer_add_c(buffer, "</svg> ");
}

static void add_pair(struct html_state *state, const struct view *view)
{
    buffer_add_c(state->buffer, "<div");
    add_class(state->buffer, view->role);
    buffer_add_c(state->buffer, "><dt>");
    if (view->address.size > 0) {
        buffer_add_c(state->buffer, "<a data-swap");
        html_attribute(state->buffer, "href", view->address);
        buffer_add_byte(state->buffer, '>');
    }
    html_phrase(state->buffer, view->label);
    buffer_add_c(state->buffer, view->address.size > 0 ? "</a></dt><dd>" : "</dt><dd>");
    if (view->total > 0)
        add_share(state->buffer, view);
    else
        html_sign(state->buffer, view->role);
    html_phrase(state->buffer, view->text);
    buffer_add_c(state->buffer, "</dd></div>\n");
}

static void add_option(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "article", view);
    buffer_add_format(state->buffer, "<p class=\"letter\">%c</p>\n", view->letter);
    html_prose(state->buffer, view->prose);
    close_element(state->buffer, "article");
}

/* The words say the same as the bar, so a reader of the screen is told once. */
static void add_bar(struct html_state *state, const struct view *view)
{
    open_element(state->buffer, "p", view);
    open_tag(state->buffer, "progress");
    html_attribute(state->buffer, "value", view_figure(state->buffer->arena, view->number));
    html_attribute(state->buffer, "max", view_figure(state->buffer->arena, view->total > 0 ? view->total : 1));
    buffer_add_c(state->buffer, " aria-hidden=\"true\"></progress> <span>");
    html_phrase(state->buffer, view->text);
    buffer_add_c(state->buffer, "</span>");
    close_element(state->buffer, "p");
}

static size_t child_count(const struct view *view)
{
    size_t count = 0;
    for (const struct view *child = view->first; child != NULL; child = child->next)
        count++;
    return count;
}

void html_sign(struct buffer *buffer, enum view_role role)
{
    if (roles[role].sign == NULL)
        return;
    buffer_add_c(buffer, "<span class=\"sign\" aria-hidden=\"true\">");
    buffer_add_c(buffer, roles[role].sign);
    buffer_add_c(buffer, "</span> ");
}

/* The sign is for the eye, the words for the ear; style sheets decide which of them is seen. */
static void add_cell(struct html_state *state, const struct view *view)
{
    if (!state->is_header_row)
        html_sign(state->buffer, view->role);
    buffer_add_c(state->buffer, "<span class=\"words\">");
    html_phrase(state->buffer, view->text);
    buffer_add_c(state->buffer, "</span>");
}

static void add_cell_element(struct html_state *state, const struct view *cell, const char *name, const char *scope,
                             size_t column_span)
{
    open_tag(state->buffer, name);
    add_class(state->buffer, cell->role);
    if (scope != NULL)
        html_attribute(state->buffer, "scope", string_from(scope));
    if (column_span > 1)
        buffer_add_format(state->buffer, " colspan=\"%zu\"", column_span);
    buffer_add_byte(state->buffer, '>');
    add_cell(state, cell);
    close_tag(state->buffer, name);
}

static void add_row(struct html_state *state, const struct view *row, size_t column_count)
{
    bool is_heading = row->first != NULL && row->first->next == NULL && column_count > 1;
    buffer_add_c(state->buffer, is_heading ? "<tr class=\"heading\">" : "<tr>");
    for (const struct view *cell = row->first; cell != NULL; cell = cell->next) {
        if (state->is_header_row)
            add_cell_element(state, cell, "th", "col", 1);
        else if (cell == row->first)
            add_cell_element(state, cell, "th", is_heading ? "colgroup" : "row", is_heading ? column_count : 1);
        else
            add_cell_element(state, cell, "td", NULL, 1);
    }
    buffer_add_c(state->buffer, "</tr>\n");
}

static void add_table(struct html_state *state, const struct view *view)
{
    size_t column_count = view->first != NULL ? child_count(view->first) : 0;
    open_element(state->buffer, "table", view);
    if (!text_is_empty(view->text)) {
        buffer_add_c(state->buffer, "<caption>");
        html_phrase(state->buffer, view->text);
        buffer_add_c(state->buffer, "</caption>\n");
    }
    for (const struct view *row = view->first; row != NULL; row = row->next) {
        state->is_header_row = row == view->first;
        buffer_add_c(state->buffer, state->is_header_row ? "<thead>" : row == view->first->next ? "<tbody>" : "");
        add_row(state, row, column_count);
        if (state->is_header_row)
            buffer_add_c(state->buffer, "</thead>\n");
    }
    state->is_header_row = false;
    if (view->first != NULL && view->first->next != NULL)
        buffer_add_c(state->buffer, "</tbody>\n");
    close_element(state->buffer, "table");
}

/* The drawing is one picture to whoever cannot see it, named by title and sentence; its figures stand in the table. */
static void add_picture(struct html_state *state, const struct view *view)
{
    struct buffer *buffer = state->buffer;
    struct string id = view->picture->id;
    struct view heading = { .kind = VIEW_HEADING, .level = view->level, .text = view->label, .anchor = id };
    buffer_add_c(buffer, "<section class=\"picture\">\n");
    add_heading(state, &heading);
    buffer_add_c(buffer, "<p");
    html_attribute(buffer, "id", string_format(buffer->arena, "%.*s-said", STRING_ARG(id)));
    buffer_add_byte(buffer, '>');
    html_phrase(buffer, view->text);
    buffer_add_c(buffer, "</p>\n<div class=\"drawing\" role=\"img\"");
    html_attribute(buffer, "aria-labelledby",
                   string_format(buffer->arena, "%.*s %.*s-said", STRING_ARG(id), STRING_ARG(id)));
    buffer_add_c(buffer, ">\n");
    svg_picture(buffer, view->picture);
    buffer_add_c(buffer, view->is_unfolded ? "</div>\n<details open><summary>" : "</div>\n<details><summary>");
    html_text(buffer, words_plain(SAY_PICTURE_TABLE));
    buffer_add_c(buffer, "</summary>\n");
    add_children(state, view);
    buffer_add_c(buffer, "</details></section>\n");
}

static void (*const leaves[])(struct html_state *, const struct view *) = {
    [VIEW_GROUP] = add_group,      [VIEW_HEADING] = add_heading, [VIEW_PARAGRAPH] = add_paragraph,
    [VIEW_PROSE] = add_view_prose, [VIEW_QUOTE] = add_quote,     [VIEW_LIST] = add_list,
    [VIEW_ITEM] = add_item,        [VIEW_PAIRS] = add_pairs,     [VIEW_PAIR] = add_pair,
    [VIEW_OPTION] = add_option,    [VIEW_BAR] = add_bar,         [VIEW_TABLE] = add_table,
    [VIEW_PICTURE] = add_picture,
};

static void add_view(struct html_state *state, const struct view *view)
{
    CHECK((size_t)view->kind < sizeof leaves / sizeof *leaves && leaves[view->kind] != NULL);
    leaves[view->kind](state, view);
}

void render_html(struct buffer *buffer, const struct view *view, int heading_shift)
{
    struct html_state state = { .buffer = buffer, .heading_shift = heading_shift };
    add_view(&state, view);
}
