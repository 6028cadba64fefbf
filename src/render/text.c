#include "render/text.h"

#include "render/blocks.h"
#include "render/figures.h"
#include "render/paragraph.h"
#include "render/plot.h"
#include "words/words.h"

/* More squares than these are a pattern, not a figure. */
#define BAR_SQUARES_MAX 20

/* What a role looks like in ink: a coloured sign before it, and how its words are set. Without ink the words are
 * enough. */
static const struct {
    const char *sign;
    unsigned sign_ink, ink;
} roles[] = {
    [ROLE_NONE] = { "", 0, 0 },
    [ROLE_RIGHT] = { "✓\xC2\xA0", INK_RIGHT | INK_STRONG, 0 },
    [ROLE_WRONG] = { "✗\xC2\xA0", INK_WRONG | INK_STRONG, 0 },
    [ROLE_PARTLY] = { "~\xC2\xA0", INK_PARTLY | INK_STRONG, 0 },
    [ROLE_ABSENT] = { "–\xC2\xA0", INK_DIM, INK_DIM },
    [ROLE_CHOSEN] = { "", 0, INK_STRONG },
    [ROLE_MUTED] = { "", 0, INK_DIM },
    [ROLE_INTERVIEWER] = { "", 0, 0 },
    [ROLE_HINT] = { "", 0, INK_DIM },
    [ROLE_PROGRESS] = { "", 0, INK_DIM },
};

static void add_with_role(struct paragraph *paragraph, struct text text, enum view_role role, unsigned ink)
{
    if (paragraph->page->is_coloured)
        paragraph_add(paragraph, string_from(roles[role].sign), roles[role].sign_ink);
    paragraph_add_text(paragraph, text, ink | roles[role].ink);
}

/* Tables: a sentence for each row, since no reader of screens can follow columns. ---------------------------------- */

static const struct {
    enum view_role role;
    enum say says;
} row_parts[] = {
    { ROLE_RIGHT, SAY_ROW_COVERED },      { ROLE_PARTLY, SAY_ROW_TOUCHED }, { ROLE_ABSENT, SAY_ROW_ABSENT },
    { ROLE_WRONG, SAY_ROW_CONTRADICTED }, { ROLE_MUTED, SAY_ROW_UNSURE },
};

/* "A and C": the heads of the columns whose cells in this row have the role. Returns how many there are. */
static size_t row_options(struct arena *arena, const struct view *header, const struct view *row, enum view_role role,
                          struct string *options)
{
    struct {
        struct string *items;
        size_t count, capacity;
    } letters = { 0 };
    const struct view *head = header->first ? header->first->next : NULL;
    for (const struct view *cell = row->first->next; cell && head; cell = cell->next, head = head->next)
        if (cell->role == role)
            *LIST_ADD(arena, &letters) = text_string(arena, head->text);
    *options = words_and(arena, letters.items, letters.count);
    return letters.count;
}

static void add_row_parts(struct paragraph *paragraph, const struct view *header, const struct view *row)
{
    struct arena *arena = paragraph->page->arena;
    bool is_first = true;
    for (size_t i = 0; i < sizeof row_parts / sizeof *row_parts; i++) {
        struct string options;
        if (row_options(arena, header, row, row_parts[i].role, &options) == 0)
            continue;
        if (!is_first)
            paragraph_add(paragraph, words_plain(SAY_ROW_JOIN), 0);
        struct string said = words_string(arena, row_parts[i].says, WORDS({ "options", .plain = options }));
        add_with_role(paragraph, text_plain(arena, said), row_parts[i].role, 0);
        is_first = false;
    }
}

/* A cell without a role is no verdict but a figure: it is said under the head of its column. */
static void add_row_figures(struct paragraph *paragraph, const struct view *header, const struct view *row)
{
    struct arena *arena = paragraph->page->arena;
    const struct view *head = header->first ? header->first->next : NULL;
    bool is_first = true;
    for (const struct view *cell = row->first->next; cell && head; cell = cell->next, head = head->next) {
        if (cell->role != ROLE_NONE)
            continue;
        if (!is_first)
            paragraph_add(paragraph, words_plain(SAY_ROW_JOIN), 0);
        paragraph_add_text(
            paragraph,
            words_text(arena, SAY_ROW_FIGURE, WORDS({ "head", .rich = head->text }, { "figure", .rich = cell->text })),
            0);
        is_first = false;
    }
}

/* In ink the parts have a line of their own, which the eye finds; without, a point is one line to be read. */
static void set_row(struct page *page, const struct view *header, const struct view *row)
{
    struct margin margin;
    page_push(page, &margin, STRING("- "), page_blank_like(page, STRING("- ")), 0);
    struct paragraph paragraph = paragraph_on(page);
    paragraph_add_text(&paragraph, row->first->text, 0);
    paragraph_add(&paragraph, page->is_coloured ? STRING("\n") : words_plain(SAY_ROW_POINT), 0);
    add_row_parts(&paragraph, header, row);
    add_row_figures(&paragraph, header, row);
    paragraph_set(&paragraph);
    page_pop(page);
}

/* As many rows as row_max; returns how many more there are. */
static int64_t set_rows(struct page *page, const struct view *table, int64_t row_max)
{
    int64_t count = 0;
    const struct view *header = table->first;
    for (const struct view *row = header ? header->next : NULL; row; row = row->next)
        if (row->first && ++count <= row_max)
            set_row(page, header, row);
    return count > row_max ? count - row_max : 0;
}

static void set_table(struct page *page, const struct view *table)
{
    paragraph_set_text(page, table->text, INK_EMPHASIS);
    if (page->is_drawn && figures_set(page, table))
        return;
    set_rows(page, table, INT64_MAX);
}

/* A screen holds so many figures together with what is said about them. */
#define FIGURES_MAX 12

static void set_figures(struct page *page, const struct view *table)
{
    int64_t left = set_rows(page, table, FIGURES_MAX);
    if (left > 0)
        paragraph_set_text(page, text_plain(page->arena, words_counted(page->arena, SAY_PICTURE_MORE, left, NO_WORDS)),
                           INK_DIM);
}

/* Views. --------------------------------------------------------------------------------------------------------------
 */

static void set_view(struct page *page, const struct view *view);

static void set_children(struct page *page, const struct view *view)
{
    for (const struct view *child = view->first; child; child = child->next)
        set_view(page, child);
}

/* A verdict, or a part in it, is the first thing to be seen on a page. */
static bool is_verdict(enum view_role role)
{
    return role == ROLE_RIGHT || role == ROLE_WRONG || role == ROLE_PARTLY;
}

static void set_paragraph(struct page *page, const struct view *view)
{
    struct paragraph paragraph = paragraph_on(page);
    add_with_role(&paragraph, view->text, view->role, is_verdict(view->role) ? INK_STRONG : 0);
    paragraph_set(&paragraph);
}

static bool ends_with_sign(struct string s)
{
    return s.size > 0 && string_find_byte(STRING(":.,;"), s.bytes[s.size - 1]) != STRING_NOT_FOUND;
}

static void set_pair(struct page *page, const struct view *view)
{
    struct margin margin;
    page_push(page, &margin, STRING(""), page_blank_like(page, STRING("  ")), 0);
    struct paragraph paragraph = paragraph_on(page);
    paragraph_add_text(&paragraph, view->label, INK_STRONG);
    paragraph_add(&paragraph, ends_with_sign(text_string(page->arena, view->label)) ? STRING(" ") : STRING(": "), 0);
    add_with_role(&paragraph, view->text, view->role, 0);
    paragraph_set(&paragraph);
    page_pop(page);
}

static void set_item(struct page *page, const struct view *view)
{
    struct string sign =
        view->number > 0 ? string_format(page->arena, "%lld. ", (long long)view->number) : STRING("- ");
    struct margin margin;
    page_push(page, &margin, sign, page_blank_like(page, sign), 0);
    struct paragraph paragraph = paragraph_on(page);
    add_with_role(&paragraph, view->text, view->role, 0);
    paragraph_set(&paragraph);
    set_children(page, view);
    page_pop(page);
}

/* The one paragraph that is said; NULL when it is more than that. */
static const struct block *spoken_paragraph(const struct view *view)
{
    bool is_short = view->first && !view->first->next && view->first->kind == VIEW_PROSE &&
                    view->first->prose.count == 1 && view->first->prose.blocks[0].kind == BLOCK_PARAGRAPH;
    return is_short ? view->first->prose.blocks : NULL;
}

static void add_spoken(struct paragraph *paragraph, struct text text)
{
    paragraph_add(paragraph, STRING("“"), 0);
    paragraph_add_text(paragraph, text, 0);
    paragraph_add(paragraph, STRING("”"), 0);
}

/* Without ink one paragraph stands on one line with its speaker. */
static void set_line_of_speech(struct page *page, const struct view *view, struct text text)
{
    struct margin margin;
    page_push(page, &margin, STRING(""), page_blank_like(page, STRING("  ")), 0);
    struct paragraph paragraph = paragraph_on(page);
    paragraph_add_text(&paragraph, view->label, 0);
    paragraph_add(&paragraph, STRING(" "), 0);
    add_spoken(&paragraph, text);
    paragraph_set(&paragraph);
    page_pop(page);
}

/* In ink, or when it is long, speech stands under its speaker; one paragraph of it in quotation marks, what is longer
 * is speech by its place alone. */
static void set_speech_below(struct page *page, const struct view *view, const struct block *one)
{
    struct margin margin;
    paragraph_set_text(page, view->label, INK_DIM);
    page_push(page, &margin, STRING("  "), STRING("  "), 0);
    page_tighten(page);
    if (one) {
        struct paragraph paragraph = paragraph_on(page);
        add_spoken(&paragraph, one->text);
        paragraph_set(&paragraph);
    } else {
        set_children(page, view);
    }
    page_pop(page);
}

static void set_speech(struct page *page, const struct view *view)
{
    const struct block *one = spoken_paragraph(view);
    if (one && !page->is_coloured)
        set_line_of_speech(page, view, one->text);
    else
        set_speech_below(page, view, one);
}

static void set_option(struct page *page, const struct view *view)
{
    struct string letter = string_format(page->arena, page->is_coloured ? "%c  " : "%c. ", view->letter);
    struct margin margin;
    page_push(page, &margin, letter, page_blank_like(page, letter), INK_STRONG);
    blocks_set(page, view->prose, 0);
    page_pop(page);
}

static void set_bar(struct page *page, const struct view *view)
{
    struct paragraph paragraph = paragraph_on(page);
    if (page->is_coloured && view->total > 0 && view->total <= BAR_SQUARES_MAX) {
        for (int64_t i = 0; i < view->total; i++)
            paragraph_add(&paragraph, i < view->number ? STRING("■") : STRING("□"),
                          i < view->number ? INK_RIGHT : INK_DIM);
        paragraph_add(&paragraph, STRING(" "), 0);
    }
    paragraph_add_text(&paragraph, view->text, 0);
    paragraph_set(&paragraph);
}

static void set_picture(struct page *page, const struct view *view)
{
    paragraph_set_text(page, view->label, INK_STRONG);
    paragraph_set_text(page, view->text, 0);
    page_gap(page);
    if (page->is_drawn)
        plot_set(page, view->picture);
    else if (view->first)
        set_figures(page, view->first);
}

/* What hangs closely together has no empty line between. */
static bool is_close(enum view_kind kind)
{
    return kind == VIEW_ITEM || kind == VIEW_PAIR || kind == VIEW_ROW || kind == VIEW_CELL || kind == VIEW_GROUP;
}

static void set_view(struct page *page, const struct view *view)
{
    if (!is_close(view->kind))
        page_gap(page);
    switch (view->kind) {
    case VIEW_GROUP:
    case VIEW_LIST:
    case VIEW_PAIRS:
    case VIEW_ROW:
        set_children(page, view);
        break;
    case VIEW_HEADING:
        paragraph_set_text(page, view->text, INK_STRONG);
        if (view->level != 2)
            page_tighten(page);
        break;
    case VIEW_PARAGRAPH:
    case VIEW_CELL:
        set_paragraph(page, view);
        break;
    case VIEW_PROSE:
        blocks_set(page, view->prose, roles[view->role].ink);
        break;
    case VIEW_QUOTE:
        set_speech(page, view);
        break;
    case VIEW_ITEM:
        set_item(page, view);
        break;
    case VIEW_PAIR:
        set_pair(page, view);
        break;
    case VIEW_OPTION:
        set_option(page, view);
        break;
    case VIEW_BAR:
        set_bar(page, view);
        break;
    case VIEW_TABLE:
        set_table(page, view);
        break;
    case VIEW_PICTURE:
        set_picture(page, view);
        break;
    }
}

void render_text(struct buffer *buffer, const struct view *view, const struct text_style *style)
{
    struct arena arena = { 0 };
    struct page page = page_to(&arena, buffer, style);
    set_view(&page, view);
    arena_clear(&arena);
}

void render_text_inline(struct buffer *buffer, struct text text, enum view_role role, const struct text_style *style)
{
    struct arena arena = { 0 };
    struct page page = page_to(&arena, buffer, style);
    struct paragraph paragraph = paragraph_on(&page);
    paragraph_add_text(&paragraph, text, roles[role].ink);
    paragraph_set_inline(&paragraph);
    arena_clear(&arena);
}
