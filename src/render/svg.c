#include "render/svg.h"

#include "render/html.h"

static void add_number(struct buffer *buffer, int64_t number)
{
    buffer_add_format(buffer, "%lld", (long long)number);
}

/* Thousandths as a share of the width or height there is. */
static void add_share(struct buffer *buffer, const char *name, int32_t thousandths)
{
    buffer_add_format(buffer, " %s=\"%d.%d%%\"", name, (int)(thousandths / 10), (int)(thousandths % 10));
}

static void add_words(struct buffer *buffer, const char *class_name, struct string words)
{
    buffer_add_format(buffer, "<span class=\"%s\">", class_name);
    html_text(buffer, words);
    buffer_add_c(buffer, "</span>");
}

static void add_phrase(struct buffer *buffer, const char *class_name, struct text words)
{
    buffer_add_format(buffer, "<span class=\"%s\">", class_name);
    html_phrase(buffer, words);
    buffer_add_c(buffer, "</span>");
}

static void add_scale(struct buffer *buffer, struct string left, struct string right)
{
    buffer_add_c(buffer, "<p class=\"scale\">");
    add_words(buffer, "first", left);
    add_words(buffer, "last", right);
    buffer_add_c(buffer, "</p>\n");
}

/* A key: a small drawing, and what it stands for. */
static void add_key(struct buffer *buffer, const char *drawing, struct string words)
{
    if (words.size == 0)
        return;
    buffer_add_c(buffer, "<li><svg class=\"key\" viewBox=\"0 0 16 16\">");
    buffer_add_c(buffer, drawing);
    buffer_add_c(buffer, "</svg> ");
    html_text(buffer, words);
    buffer_add_c(buffer, "</li>\n");
}

/* The calendar: a day is 10 by 10, of which 8 are seen. The more was done, the larger and the darker is what fills it:
 * either alone says it. ------------------------------------------------------------------------------------------- */

#define CELL 10

static const struct {
    int inset, size;
} squares[PICTURE_STEPS] = { { 0, 8 }, { 2, 4 }, { 1, 6 }, { 0, 8 }, { 0, 8 } };

static const char *const square_keys[PICTURE_STEPS] = {
    "<path class=\"rest\" d=\"M0 0h16v16h-16z\"/>",
    "<path class=\"rest\" d=\"M0 0h16v16h-16z\"/><path class=\"level-1\" d=\"M4 4h8v8h-8z\"/>",
    "<path class=\"rest\" d=\"M0 0h16v16h-16z\"/><path class=\"level-2\" d=\"M2 2h12v12h-12z\"/>",
    "<path class=\"level-3\" d=\"M0 0h16v16h-16z\"/>",
    "<path class=\"level-4\" d=\"M0 0h16v16h-16z\"/><path class=\"hole\" d=\"M6 6h4v4h-4z\"/>",
};

static void add_square(struct buffer *buffer, size_t week, size_t day, int inset, int size)
{
    buffer_add_format(buffer, "M%zu %zuh%dv%dh-%dz", week * CELL + (size_t)inset, day * CELL + (size_t)inset, size,
                      size, size);
}

/* All days of a block that have this level, as one path. is_ground: the cells of all days that are not ahead. */
static void add_level(struct buffer *buffer, const uint8_t *levels, size_t level, const char *class_name)
{
    bool is_open = false;
    for (size_t i = 0; i < (size_t)PICTURE_BLOCK * 7; i++) {
        bool is_ground = level == 0 && levels[i] != PICTURE_DAY_AHEAD;
        if (!is_ground && levels[i] != level)
            continue;
        if (!is_open)
            buffer_add_format(buffer, "<path class=\"%s\" d=\"", class_name);
        is_open = true;
        add_square(buffer, i / 7, i % 7, squares[level].inset, squares[level].size);
        if (level == PICTURE_STEPS - 1)
            add_square(buffer, i / 7, i % 7, 3, 2);
    }
    if (is_open)
        buffer_add_c(buffer, "\"/>\n");
}

/* What is said above a week. A name that has no room above the last week of a block stands above the next one. */
static struct string month_above(const struct string *months, size_t block, size_t i)
{
    const struct string *week = &months[block * PICTURE_BLOCK + i];
    bool is_moved = i == 0 && block > 0 && week->size == 0;
    return i == PICTURE_BLOCK - 1 ? (struct string){ 0 } : is_moved ? week[-1] : *week;
}

static void add_months(struct buffer *buffer, const struct string *months, size_t block)
{
    size_t free_from = 0;
    buffer_add_c(buffer, "<p class=\"months\">");
    for (size_t i = 0; i < PICTURE_BLOCK; i++) {
        struct string month = month_above(months, block, i);
        if (month.size == 0 || i < free_from)
            continue;
        buffer_add_format(buffer, "<span class=\"week-%zu\">", i + 1);
        html_text(buffer, month);
        buffer_add_c(buffer, "</span>");
        free_from = i + 3;
    }
    buffer_add_c(buffer, "</p>\n");
}

static void add_block(struct buffer *buffer, const struct picture_calendar *calendar, size_t block)
{
    static const char *const names[PICTURE_STEPS] = { "rest", "level-1", "level-2", "level-3", "level-4" };
    const uint8_t *levels = calendar->levels + block * PICTURE_BLOCK * 7;
    buffer_add_c(buffer, "<div class=\"block\">");
    add_months(buffer, calendar->months, block);
    buffer_add_format(buffer, "<svg viewBox=\"0 0 %d %d\">\n", PICTURE_BLOCK * CELL - 2, 7 * CELL - 2);
    for (size_t level = 0; level < PICTURE_STEPS; level++)
        add_level(buffer, levels, level, names[level]);
    buffer_add_c(buffer, "</svg></div>\n");
}

static void add_calendar(struct buffer *buffer, const struct picture_calendar *calendar)
{
    buffer_add_c(buffer, "<div class=\"blocks\">\n");
    for (size_t block = 0; block < calendar->week_count / PICTURE_BLOCK; block++)
        add_block(buffer, calendar, block);
    buffer_add_c(buffer, "</div>\n<ul class=\"legend\">\n");
    for (size_t i = 0; i < PICTURE_STEPS; i++)
        add_key(buffer, square_keys[i], calendar->steps[i]);
    buffer_add_c(buffer, "</ul>\n");
}

/* Bars: 10 wide each, of which 8 are seen. ------------------------------------------------------------------------ */

#define BAR_FOOT 8 /* thousandths: what even an empty one shows */

static void add_bar(struct buffer *buffer, size_t place, const char *class_name, int64_t height)
{
    buffer_add_format(buffer, "<rect class=\"%s\" x=\"%zu\" y=\"", class_name, place * CELL);
    add_number(buffer, PICTURE_WHOLE - height);
    buffer_add_c(buffer, "\" width=\"8\" height=\"");
    add_number(buffer, height);
    buffer_add_c(buffer, "\"/>\n");
}

static void add_bars(struct buffer *buffer, const struct picture_bars *bars)
{
    buffer_add_c(buffer, "<p class=\"scale\">");
    add_words(buffer, "top", bars->top);
    buffer_add_format(buffer, "</p>\n<svg class=\"bars\" viewBox=\"0 0 %zu %d\" preserveAspectRatio=\"none\">\n",
                      bars->count * CELL, PICTURE_WHOLE);
    buffer_add_format(buffer, "<rect class=\"rest\" width=\"%zu\" height=\"4\"/>\n", bars->count * CELL);
    for (size_t i = 0; i < bars->count; i++) {
        add_bar(buffer, i, "rest", BAR_FOOT);
        if (bars->heights[i] > 0)
            add_bar(buffer, i, "bar", BAR_FOOT + bars->heights[i] * (PICTURE_WHOLE - BAR_FOOT) / bars->most);
    }
    buffer_add_c(buffer, "</svg>\n");
    add_scale(buffer, bars->first, bars->last);
}

/* Spans: places are shares of the width, strokes and signs keep their size. ---------------------------------------- */

static const char *const sign_paths[] = {
    [PICTURE_DOT] = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z", [PICTURE_DIAMOND] = "M-7 0L0-7L7 0L0 7z"
};
static const char *const sign_classes[] = { [PICTURE_DOT] = "dot", [PICTURE_DIAMOND] = "diamond" };
static const char *const sign_keys[] = {
    [PICTURE_DOT] = "<path class=\"dot\" d=\"M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0z\"/>",
    [PICTURE_DIAMOND] = "<path class=\"diamond\" d=\"M1 8L8 1L15 8L8 15z\"/>",
};

static void add_stroke(struct buffer *buffer, const char *class_name, int32_t from, int32_t to)
{
    buffer_add_format(buffer, "<line class=\"%s\"", class_name);
    add_share(buffer, "x1", from);
    add_share(buffer, "x2", to);
    buffer_add_c(buffer, " y1=\"50%\" y2=\"50%\"/>");
}

/* A sign of a fixed size at a place that is a share. */
static void add_sign(struct buffer *buffer, int32_t x, int32_t y_from_top, const char *class_name, const char *path)
{
    buffer_add_c(buffer, "<svg");
    add_share(buffer, "x", x);
    add_share(buffer, "y", y_from_top);
    buffer_add_format(buffer, " class=\"at\"><path class=\"%s\" d=\"%s\"/></svg>", class_name, path);
}

static void add_span(struct buffer *buffer, const struct picture_span *span)
{
    buffer_add_c(buffer, "<svg class=\"strip\">");
    add_stroke(buffer, "ground", 0, PICTURE_WHOLE);
    if (span->middle >= 0) {
        add_stroke(buffer, "range", span->low, span->high);
        add_sign(buffer, span->middle, PICTURE_WHOLE / 2, sign_classes[span->sign], sign_paths[span->sign]);
    }
    buffer_add_c(buffer, "</svg>");
    add_phrase(buffer, "figures", span->figures);
}

static void add_spans(struct buffer *buffer, const struct picture_spans *spans)
{
    buffer_add_c(buffer, "<div class=\"spans\">\n");
    for (size_t i = 0; i < spans->row_count; i++) {
        buffer_add_c(buffer, "<div class=\"row\">");
        add_phrase(buffer, "label", spans->rows[i].label);
        for (size_t j = 0; j < spans->rows[i].span_count; j++)
            add_span(buffer, &spans->rows[i].spans[j]);
        buffer_add_c(buffer, "</div>\n");
    }
    buffer_add_c(buffer, "<div class=\"row\">");
    add_scale(buffer, spans->left, spans->right);
    buffer_add_c(buffer, "</div></div>\n");
    if (spans->keys[0].size + spans->keys[1].size == 0)
        return;
    buffer_add_c(buffer, "<ul class=\"legend\">\n");
    add_key(buffer, sign_keys[PICTURE_DOT], spans->keys[0]);
    add_key(buffer, sign_keys[PICTURE_DIAMOND], spans->keys[1]);
    buffer_add_c(buffer, "</ul>\n");
}

/* The curve: its line is stretched to the room there is, its signs and letters are not. -----------------------------
 */

#define MARK_HEIGHT 14

static void add_path(struct buffer *buffer, const char *class_name, const struct picture_point *points, size_t count)
{
    if (count < 2)
        return;
    buffer_add_format(buffer, "<path class=\"%s\" d=\"M", class_name);
    for (size_t i = 0; i < count; i++)
        buffer_add_format(buffer, "%s%d %d", i == 0 ? "" : "L", (int)points[i].x, PICTURE_WHOLE - (int)points[i].y);
    buffer_add_c(buffer, "\"/>\n");
}

static const char *const mark_classes[] = { "cross", "dot" };
static const char *const mark_paths[] = { "M-5-5L5 5M-5 5L5-5", "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z" };
static const char *const mark_keys[] = { "<path class=\"cross\" d=\"M3 3L13 13M3 13L13 3\"/>",
                                         "<path class=\"dot\" d=\"M3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0z\"/>" };

static void add_mark(struct buffer *buffer, const struct picture_mark *mark)
{
    buffer_add_c(buffer, "<svg");
    add_share(buffer, "x", mark->at.x);
    add_share(buffer, "y", PICTURE_WHOLE - mark->at.y);
    buffer_add_c(buffer, " class=\"at\">");
    if (mark->below != 0)
        buffer_add_format(buffer, "<g transform=\"translate(0 %d)\">", (int)mark->below * MARK_HEIGHT);
    buffer_add_format(buffer, "<path class=\"%s\" d=\"%s\"/>%s</svg>\n", mark_classes[mark->is_right],
                      mark_paths[mark->is_right], mark->below != 0 ? "</g>" : "");
}

static void add_upright(struct buffer *buffer, const struct picture_line *line)
{
    buffer_add_format(buffer, "<line class=\"%s\"", line->is_today ? "today" : "day");
    add_share(buffer, "x1", line->x);
    add_share(buffer, "x2", line->x);
    buffer_add_c(buffer, " y1=\"0\" y2=\"100%\"/>\n");
}

static void add_strokes(struct buffer *buffer, const struct picture_curve *curve)
{
    size_t past = curve->past_count;
    buffer_add_format(buffer,
                      "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" width=\"100%%\" height=\"100%%\">\n",
                      PICTURE_WHOLE, PICTURE_WHOLE);
    add_path(buffer, "past", curve->points, past);
    if (past > 0)
        add_path(buffer, "future", curve->points + past - 1, curve->point_count - past + 1);
    buffer_add_c(buffer, "</svg>\n");
}

static void add_curve_keys(struct buffer *buffer, const struct picture_curve *curve)
{
    buffer_add_c(buffer, "<ul class=\"legend\">\n");
    add_key(buffer, mark_keys[1], curve->right);
    add_key(buffer, mark_keys[0], curve->wrong);
    add_key(buffer, "<path class=\"past\" d=\"M0 4L16 12\"/>", curve->past);
    add_key(buffer, "<path class=\"future\" d=\"M0 4L16 12\"/>", curve->future);
    if (curve->threshold >= 0)
        add_key(buffer, "<path class=\"threshold\" d=\"M0 8h16\"/>", curve->threshold_label);
    for (size_t i = 0; i < curve->line_count; i++) {
        buffer_add_format(buffer, "<li><strong>%zu</strong> ", i + 1);
        html_text(buffer, curve->lines[i].label);
        buffer_add_c(buffer, "</li>\n");
    }
    if (curve->note.size > 0) {
        buffer_add_c(buffer, "<li>");
        html_text(buffer, curve->note);
        buffer_add_c(buffer, "</li>\n");
    }
    buffer_add_c(buffer, "</ul>\n");
}

/* The days that are marked have numbers at their feet: words would lie upon each other, or beyond the edge. Two numbers
 * that would read as one stand in two rows. */
#define NUMBER_WIDTH 100 /* thousandths, on the smallest screen */

static size_t rows_of_numbers(const struct picture_curve *curve, size_t rows[static PICTURE_LABELS_MAX])
{
    size_t count = 1;
    for (size_t i = 0; i < curve->line_count; i++) {
        bool is_close = i > 0 && curve->lines[i].x - curve->lines[i - 1].x < NUMBER_WIDTH;
        rows[i] = is_close ? rows[i - 1] + 1 : 0;
        count = rows[i] + 1 > count ? rows[i] + 1 : count;
    }
    return count;
}

static void add_numbers(struct buffer *buffer, const struct picture_curve *curve)
{
    size_t rows[PICTURE_LABELS_MAX];
    buffer_add_format(buffer, "<svg class=\"numbers rows-%zu\">", rows_of_numbers(curve, rows));
    for (size_t i = 0; i < curve->line_count; i++) {
        buffer_add_format(buffer, "<text y=\"%zu.2em\" text-anchor=\"middle\"", rows[i] + 1);
        add_share(buffer, "x", curve->lines[i].x);
        buffer_add_format(buffer, ">%zu</text>", i + 1);
    }
    buffer_add_c(buffer, "</svg>\n");
}

static void add_curve(struct buffer *buffer, const struct picture_curve *curve)
{
    buffer_add_c(buffer, "<div class=\"curve\"><p class=\"height\">");
    add_words(buffer, "top", curve->top);
    add_words(buffer, "bottom", curve->bottom);
    buffer_add_c(buffer, "</p><div>\n<svg class=\"plot\">\n");
    if (curve->threshold >= 0) {
        buffer_add_c(buffer, "<line class=\"threshold\" x1=\"0\" x2=\"100%\"");
        add_share(buffer, "y1", PICTURE_WHOLE - curve->threshold);
        add_share(buffer, "y2", PICTURE_WHOLE - curve->threshold);
        buffer_add_c(buffer, "/>\n");
    }
    for (size_t i = 0; i < curve->line_count; i++)
        add_upright(buffer, &curve->lines[i]);
    add_strokes(buffer, curve);
    for (size_t i = 0; i < curve->mark_count; i++)
        add_mark(buffer, &curve->marks[i]);
    buffer_add_c(buffer, "</svg>\n");
    add_numbers(buffer, curve);
    add_scale(buffer, curve->first, curve->last);
    buffer_add_c(buffer, "</div></div>\n");
    add_curve_keys(buffer, curve);
}

void svg_picture(struct buffer *buffer, const struct picture *picture)
{
    switch (picture->form) {
    case PICTURE_CALENDAR:
        add_calendar(buffer, &picture->calendar);
        break;
    case PICTURE_BARS:
        add_bars(buffer, &picture->bars);
        break;
    case PICTURE_SPANS:
        add_spans(buffer, &picture->spans);
        break;
    case PICTURE_CURVE:
        add_curve(buffer, &picture->curve);
        break;
    }
}
