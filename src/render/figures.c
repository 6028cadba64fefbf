#include "render/figures.h"

#include "base/utf8.h"

#define COLUMNS_MAX 8 /* more do not fit a terminal */
#define GAP         2 /* between columns */

struct columns {
    int widths[COLUMNS_MAX];
    size_t count;
};

static struct string cell_text(struct page *page, const struct view *cell)
{
    return page_clean(page->arena, text_string(page->arena, cell->text));
}

/* Makes each column as wide as its widest cell; false for a row that does not fit in, or a cell that is no figure. */
static bool measure_row(struct page *page, const struct view *row, struct columns *columns, bool is_header)
{
    size_t count = 0;
    for (const struct view *cell = row->first; cell; cell = cell->next, count++) {
        if (count == COLUMNS_MAX || cell->role != ROLE_NONE || (!is_header && count == columns->count))
            return false;
        int width = (int)utf8_width(cell_text(page, cell));
        columns->widths[count] = width > columns->widths[count] ? width : columns->widths[count];
    }
    if (is_header)
        columns->count = count;
    return count == columns->count && count > 1;
}

static bool measure(struct page *page, const struct view *table, struct columns *columns)
{
    bool is_fit = table->first != NULL;
    for (const struct view *row = table->first; row && is_fit; row = row->next)
        is_fit = measure_row(page, row, columns, row == table->first);
    return is_fit;
}

static int room_of(const struct page *page)
{
    int room = page->width;
    for (const struct margin *margin = page->margin; margin; margin = margin->outer)
        room -= (int)utf8_width(margin->rest);
    return page->width > 0 ? room : INT32_MAX;
}

static void blank(struct page *page, int width)
{
    for (int i = 0; i < width; i++)
        page_write(page, STRING(" "), 0);
}

/* The first column begins at the left, figures end at the right. */
static void set_row(struct page *page, const struct view *row, const struct columns *columns, unsigned ink)
{
    size_t column = 0;
    page_line_start(page);
    for (const struct view *cell = row->first; cell; cell = cell->next, column++) {
        struct string text = cell_text(page, cell);
        int before = columns->widths[column] - (int)utf8_width(text);
        if (column > 0)
            blank(page, GAP + before);
        page_write(page, text, ink);
        if (column == 0)
            blank(page, before);
    }
    page_line_end(page);
}

bool figures_set(struct page *page, const struct view *table)
{
    struct columns columns = { 0 };
    if (!measure(page, table, &columns))
        return false;
    int width = GAP * ((int)columns.count - 1);
    for (size_t i = 0; i < columns.count; i++)
        width += columns.widths[i];
    if (width > room_of(page))
        return false;
    for (const struct view *row = table->first; row; row = row->next)
        set_row(page, row, &columns, row == table->first ? INK_DIM : 0);
    return true;
}
