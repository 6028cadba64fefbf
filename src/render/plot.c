#include "render/plot.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "render/paragraph.h"
#include "words/words.h"

/* Where a line has no end, as in a pipe that was told to be coloured. */
#define WIDTH_USUAL TEXT_MEASURE_MAX

#define NO_BREAK_SPACE "\xC2\xA0"

/* A canvas: a character and its ink for each place. -------------------------------------------------------------- */

struct place {
    struct string character;
    unsigned ink;
};

struct canvas {
    struct arena *arena;
    int width, height;
    struct place *places;
};

static struct canvas canvas_new(struct page *page, int width, int height)
{
    struct canvas canvas = { .arena = page->arena, .width = width, .height = height };
    size_t count = (size_t)width * (size_t)height;
    canvas.places = ARENA_NEW_MANY(page->arena, count, struct place);
    for (size_t i = 0; i < count; i++)
        canvas.places[i] = (struct place){ STRING(" "), 0 };
    return canvas;
}

static bool canvas_has(const struct canvas *canvas, int x, int y)
{
    return x >= 0 && x < canvas->width && y >= 0 && y < canvas->height;
}

static void canvas_put(struct canvas *canvas, int x, int y, struct string character, unsigned ink)
{
    if (!canvas_has(canvas, x, y))
        return;
    canvas->places[y * canvas->width + x].character = character;
    canvas->places[y * canvas->width + x].ink = ink;
}

static bool canvas_is_free(const struct canvas *canvas, int x, int y)
{
    return canvas_has(canvas, x, y) && string_is(canvas->places[y * canvas->width + x].character, " ");
}

/* Words on the canvas, from x on; what does not fit is left out. A wide character takes two places. */
static void canvas_say(struct canvas *canvas, int x, int y, struct string words, unsigned ink)
{
    struct string clean = page_clean(canvas->arena, words);
    while (clean.size > 0) {
        int width;
        struct string character = page_character(clean, &width);
        clean = string_slice(clean, character.size, clean.size);
        if (width < 1 || !canvas_has(canvas, x + width - 1, y))
            continue;
        canvas_put(canvas, x, y, character, ink);
        for (int i = 1; i < width; i++)
            canvas_put(canvas, x + i, y, STRING(""), ink);
        x += width;
    }
}

static int words_width(struct page *page, struct string words)
{
    return (int)utf8_width(page_clean(page->arena, words));
}

/* The same, ending before x. */
static void canvas_say_before(struct page *page, struct canvas *canvas, int x, int y, struct string words, unsigned ink)
{
    canvas_say(canvas, x - words_width(page, words), y, words, ink);
}

static int line_end(const struct canvas *canvas, int y)
{
    int end = canvas->width;
    while (end > 0 && string_is(canvas->places[y * canvas->width + end - 1].character, " "))
        end--;
    return end;
}

static void canvas_set(struct page *page, const struct canvas *canvas)
{
    for (int y = 0; y < canvas->height; y++) {
        int end = line_end(canvas, y);
        page_line_start(page);
        for (int x = 0; x < end; x++)
            page_write(page, canvas->places[y * canvas->width + x].character,
                       canvas->places[y * canvas->width + x].ink);
        page_line_end(page);
    }
}

/* A place in thousandths as one of count places. */
static int place_of(int32_t thousandths, int count)
{
    int32_t within = thousandths < 0 ? 0 : thousandths > PICTURE_WHOLE ? PICTURE_WHOLE : thousandths;
    return (int)(((int64_t)within * (count - 1) + PICTURE_WHOLE / 2) / PICTURE_WHOLE);
}

static int room_on(const struct page *page)
{
    int room = page->width > 0 ? page->width : WIDTH_USUAL;
    for (const struct margin *margin = page->margin; margin; margin = margin->outer)
        room -= (int)utf8_width(margin->rest);
    return room < TEXT_WIDTH_MIN / 2 ? TEXT_WIDTH_MIN / 2 : room;
}

/* What signs mean, as one paragraph. */
struct key {
    struct string sign, words;
    unsigned ink;
};

/* A key up to this wide is not broken, where there is room: "31 or" and "more" apart are hard to read. */
#define KEY_WHOLE_WIDTH_MAX 24
#define KEY_SIGN_WIDTH      4 /* the widest sign, its space, the semicolon */

static struct string key_words(struct page *page, struct string words)
{
    int width = words_width(page, words);
    if (width > KEY_WHOLE_WIDTH_MAX || width + KEY_SIGN_WIDTH > room_on(page))
        return words;
    struct buffer whole = buffer_in(page->arena);
    for (size_t i = 0; i < words.size; i++)
        buffer_add(&whole, words.bytes[i] == ' ' ? STRING(NO_BREAK_SPACE) : string_slice(words, i, i + 1));
    return buffer_string(&whole);
}

/* A sign may be a figure, as words may begin or end with one: so each key ends with a semicolon. */
static void keys_set(struct page *page, const struct key *keys, size_t count)
{
    struct paragraph paragraph = paragraph_on(page);
    bool has_one = false;
    for (size_t i = 0; i < count; i++) {
        if (keys[i].words.size == 0)
            continue;
        paragraph_add(&paragraph, has_one ? STRING("; ") : STRING(""), INK_DIM);
        paragraph_add(&paragraph, keys[i].sign, keys[i].ink);
        paragraph_add(&paragraph, STRING(NO_BREAK_SPACE), 0);
        paragraph_add(&paragraph, key_words(page, keys[i].words), INK_DIM);
        has_one = true;
    }
    paragraph_set(&paragraph);
}

/* The calendar. ----------------------------------------------------------------------------------------------- */

static const struct string shades[PICTURE_STEPS] = { STRING_INIT("·"), STRING_INIT("░"), STRING_INIT("▒"),
                                                     STRING_INIT("▓"), STRING_INIT("█") };

static unsigned shade_ink(size_t level)
{
    return level == 0 ? INK_DIM : INK_RIGHT;
}

static const enum say weekdays[7] = { SAY_WEEKDAY_1, SAY_WEEKDAY_2, SAY_WEEKDAY_3, SAY_WEEKDAY_4,
                                      SAY_WEEKDAY_5, SAY_WEEKDAY_6, SAY_WEEKDAY_7 };

#define WEEKDAY_WIDTH 5 /* three letters, or four columns of a script that is wide, and a space */

static void add_week(struct canvas *canvas, const struct picture_calendar *calendar, size_t week, int x, int wide)
{
    for (size_t day = 0; day < 7; day++) {
        uint8_t level = calendar->levels[week * 7 + day];
        for (int i = 0; i < wide && level != PICTURE_DAY_AHEAD; i++)
            canvas_put(canvas, x + i, (int)day + 1, level == 0 && i > 0 ? STRING(" ") : shades[level],
                       shade_ink(level));
    }
}

static void set_calendar(struct page *page, const struct picture_calendar *calendar)
{
    int room = room_on(page) - WEEKDAY_WIDTH, count = (int)calendar->week_count;
    int wide = room >= 2 * count ? 2 : 1, shown = room / wide < count ? room / wide : count, free_from = 0;
    struct canvas canvas = canvas_new(page, WEEKDAY_WIDTH + shown * wide, 8);
    for (int day = 0; day < 7; day += 2)
        canvas_say(&canvas, 0, day + 1, words_plain(weekdays[day]), INK_DIM);
    for (int i = 0; i < shown; i++) {
        size_t week = calendar->week_count - (size_t)(shown - i);
        int x = WEEKDAY_WIDTH + i * wide, end = x + words_width(page, calendar->months[week]);
        add_week(&canvas, calendar, week, x, wide);
        if (calendar->months[week].size == 0 || x < free_from || end > canvas.width)
            continue;
        canvas_say(&canvas, x, 0, calendar->months[week], INK_DIM);
        free_from = end + 1;
    }
    canvas_set(page, &canvas);
    struct key keys[PICTURE_STEPS];
    for (size_t i = 0; i < PICTURE_STEPS; i++)
        keys[i] = (struct key){ shades[i], calendar->steps[i], shade_ink(i) };
    keys_set(page, keys, PICTURE_STEPS);
}

/* Bars. ------------------------------------------------------------------------------------------------------- */

static const struct string eighths[] = { STRING_INIT(" "), STRING_INIT("▁"), STRING_INIT("▂"),
                                         STRING_INIT("▃"), STRING_INIT("▄"), STRING_INIT("▅"),
                                         STRING_INIT("▆"), STRING_INIT("▇"), STRING_INIT("█") };

#define BAR_LINES 4

static void add_bar(struct canvas *canvas, int x, int64_t height, int64_t most)
{
    int64_t left = height <= 0 ? 0 : (height * BAR_LINES * 8 + most - 1) / most;
    for (int y = BAR_LINES; y > 0 && left > 0; y--, left -= 8)
        canvas_put(canvas, x, y, eighths[left < 8 ? left : 8], INK_RIGHT);
}

static void set_bars(struct page *page, const struct picture_bars *bars)
{
    int room = room_on(page), count = (int)bars->count;
    int wide = room >= 2 * count ? 2 : 1, shown = room / wide < count ? room / wide : count, width = shown * wide;
    int words = words_width(page, bars->first) + words_width(page, bars->last) + 1;
    bool has_both = shown == count && words <= room;
    struct canvas canvas = canvas_new(page, has_both && words > width ? words : width, BAR_LINES + 3);
    canvas_say(&canvas, 0, 0, bars->top, INK_DIM);
    for (int i = 0; i < shown; i++) {
        add_bar(&canvas, i * wide, bars->heights[count - shown + i], bars->most);
        for (int j = 0; j < wide; j++)
            canvas_put(&canvas, i * wide + j, BAR_LINES + 1, STRING("▔"), INK_DIM);
    }
    if (has_both)
        canvas_say(&canvas, 0, BAR_LINES + 2, bars->first, INK_DIM);
    canvas_say_before(page, &canvas, canvas.width, BAR_LINES + 2, bars->last, INK_DIM);
    canvas_set(page, &canvas);
}

/* Spans. ------------------------------------------------------------------------------------------------------ */

#define LABEL_WIDTH_MAX 36
#define STRIP_WIDTH_MIN 16

static const struct string signs[] = { [PICTURE_DOT] = STRING_INIT("●"), [PICTURE_DIAMOND] = STRING_INIT("◆") };

static void add_span(struct canvas *canvas, int left, int width, int y, const struct picture_span *span)
{
    int low = left + place_of(span->low, width), high = left + place_of(span->high, width);
    for (int x = left; x < left + width; x++)
        canvas_put(canvas, x, y, STRING("·"), INK_DIM);
    if (span->middle < 0)
        return;
    for (int x = low; x <= high; x++)
        canvas_put(canvas, x, y,
                   x == low && low < high    ? STRING("├")
                   : x == high && low < high ? STRING("┤")
                                             : STRING("─"),
                   0);
    canvas_put(canvas, left + place_of(span->middle, width), y, signs[span->sign], INK_RIGHT);
}

static int label_width(struct page *page, const struct picture_row *row)
{
    return words_width(page, text_string(page->arena, row->label));
}

static int figures_width(struct page *page, const struct picture_span *span)
{
    return words_width(page, text_string(page->arena, span->figures));
}

/* Label, strip and figures beside each other. */
static void set_row_in_line(struct page *page, const struct picture_row *row, int label, int strip, int room)
{
    struct canvas canvas = canvas_new(page, room, (int)row->span_count);
    canvas_say(&canvas, 0, 0, text_string(page->arena, row->label), INK_STRONG);
    for (size_t i = 0; i < row->span_count; i++) {
        add_span(&canvas, label, strip, (int)i, &row->spans[i]);
        canvas_say(&canvas, label + strip + 1, (int)i, text_string(page->arena, row->spans[i].figures), 0);
    }
    canvas_set(page, &canvas);
}

/* Below each other, where there is no room. */
static void set_row_below(struct page *page, const struct picture_row *row, int room)
{
    paragraph_set_text(page, row->label, INK_STRONG);
    for (size_t i = 0; i < row->span_count; i++) {
        struct canvas canvas = canvas_new(page, room, 1);
        add_span(&canvas, 0, room, 0, &row->spans[i]);
        canvas_set(page, &canvas);
        paragraph_set_text(page, row->spans[i].figures, 0);
    }
}

static void set_scale(struct page *page, const struct picture_spans *spans, int from, int width)
{
    struct canvas canvas = canvas_new(page, from + width, 1);
    canvas_say(&canvas, from, 0, spans->left, INK_DIM);
    canvas_say_before(page, &canvas, from + width, 0, spans->right, INK_DIM);
    canvas_set(page, &canvas);
}

static void set_spans(struct page *page, const struct picture_spans *spans)
{
    int room = room_on(page), label = 0, figures = 0;
    for (size_t i = 0; i < spans->row_count; i++) {
        int width = label_width(page, &spans->rows[i]);
        label = width > label ? width : label;
        for (size_t j = 0; j < spans->rows[i].span_count; j++) {
            width = figures_width(page, &spans->rows[i].spans[j]);
            figures = width > figures ? width : figures;
        }
    }
    int strip = room - label - figures - 3;
    bool is_in_line = label <= LABEL_WIDTH_MAX && strip >= STRIP_WIDTH_MIN;
    for (size_t i = 0; i < spans->row_count; i++) {
        if (is_in_line)
            set_row_in_line(page, &spans->rows[i], label + 2, strip, room);
        else
            set_row_below(page, &spans->rows[i], room);
    }
    set_scale(page, spans, is_in_line ? label + 2 : 0, is_in_line ? strip : room);
    struct key keys[] = { { signs[PICTURE_DOT], spans->keys[0], INK_RIGHT },
                          { signs[PICTURE_DIAMOND], spans->keys[1], INK_RIGHT } };
    keys_set(page, keys, 2);
}

/* The curve, in dots of two by four to a character (Braille patterns of Unicode). -------------------------------- */

#define CURVE_LINES 9

struct dots {
    int width, height; /* in dots */
    uint8_t *places;   /* by character */
};

static void dot(struct dots *dots, int x, int y)
{
    static const uint8_t bits[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    if (x < 0 || x >= dots->width || y < 0 || y >= dots->height)
        return;
    dots->places[(y / 4) * (dots->width / 2) + x / 2] |= bits[y % 4][x % 2];
}

/* From one point to the next; what is still to come has gaps. */
static void stroke(struct dots *dots, struct picture_point from, struct picture_point to, bool is_future)
{
    int x0 = place_of(from.x, dots->width), x1 = place_of(to.x, dots->width);
    int y0 = dots->height - 1 - place_of(from.y, dots->height), y1 = dots->height - 1 - place_of(to.y, dots->height);
    int steps = x1 - x0 > abs(y1 - y0) ? x1 - x0 : abs(y1 - y0);
    for (int i = 0; i <= steps; i++) {
        int x = steps == 0 ? x0 : x0 + (x1 - x0) * i / steps, y = steps == 0 ? y0 : y0 + (y1 - y0) * i / steps;
        if (!is_future || x % 4 < 2)
            dot(dots, x, y);
    }
}

static struct string dots_character(struct arena *arena, uint8_t bits)
{
    struct buffer buffer = buffer_in(arena);
    utf8_add(&buffer, 0x2800u + bits);
    return buffer_string(&buffer);
}

static void add_dots(struct canvas *canvas, int left, const struct dots *dots)
{
    for (int i = 0; i < dots->width / 2 * CURVE_LINES; i++) {
        int x = left + i % (dots->width / 2), y = i / (dots->width / 2);
        if (dots->places[i])
            canvas_put(canvas, x, y, dots_character(canvas->arena, dots->places[i]), 0);
    }
}

static void add_line(struct canvas *canvas, int left, int width, const struct picture_line *line, size_t number)
{
    int x = left + place_of(line->x, width);
    for (int y = 0; y < CURVE_LINES; y++)
        if (canvas_is_free(canvas, x, y))
            canvas_put(canvas, x, y, line->is_today ? STRING("│") : STRING("┊"), INK_DIM);
    while (x < left + width - 1 && !canvas_is_free(canvas, x, CURVE_LINES))
        x++;
    canvas_say(canvas, x, CURVE_LINES, string_format(canvas->arena, "%zu", number), INK_STRONG);
}

static void add_marks(struct canvas *canvas, int left, int width, const struct picture_curve *curve)
{
    for (size_t i = 0; i < curve->mark_count; i++) {
        const struct picture_mark *mark = &curve->marks[i];
        int y = CURVE_LINES - 1 - place_of(mark->at.y, CURVE_LINES) + mark->below;
        canvas_put(canvas, left + place_of(mark->at.x, width), y < CURVE_LINES ? y : CURVE_LINES - 1,
                   mark->is_right ? STRING("●") : STRING("✗"), INK_STRONG | (mark->is_right ? INK_RIGHT : INK_WRONG));
    }
}

static void set_keys_of_curve(struct page *page, const struct picture_curve *curve)
{
    size_t count = 0;
    struct key keys[5 + PICTURE_LABELS_MAX];
    keys[count++] = (struct key){ STRING("●"), curve->right, INK_STRONG | INK_RIGHT };
    keys[count++] = (struct key){ STRING("✗"), curve->wrong, INK_STRONG | INK_WRONG };
    keys[count++] = (struct key){ STRING("⠒⠒"), curve->past, 0 };
    keys[count++] = (struct key){ STRING("⠂⠂"), curve->future, 0 };
    if (curve->threshold >= 0)
        keys[count++] = (struct key){ STRING("┈┈"), curve->threshold_label, INK_DIM };
    for (size_t i = 0; i < curve->line_count && i < PICTURE_LABELS_MAX; i++)
        keys[count++] = (struct key){ string_format(page->arena, "%zu", i + 1), curve->lines[i].label, INK_STRONG };
    keys_set(page, keys, count);
    if (curve->note.size > 0)
        paragraph_set_text(page, text_plain(page->arena, curve->note), INK_DIM);
}

static void set_curve(struct page *page, const struct picture_curve *curve)
{
    int top = words_width(page, curve->top), bottom = words_width(page, curve->bottom);
    int left = (top > bottom ? top : bottom) + 1, width = room_on(page) - left;
    struct canvas canvas = canvas_new(page, left + width, CURVE_LINES + 2);
    struct dots dots = { .width = 2 * width, .height = 4 * CURVE_LINES };
    dots.places = ARENA_NEW_MANY(page->arena, (size_t)(width * CURVE_LINES), uint8_t);
    for (size_t i = 1; i < curve->point_count; i++)
        stroke(&dots, curve->points[i - 1], curve->points[i], i >= curve->past_count);
    add_dots(&canvas, left, &dots);
    add_marks(&canvas, left, width, curve);
    for (size_t i = 0; i < curve->line_count; i++)
        add_line(&canvas, left, width, &curve->lines[i], i + 1);
    for (int x = left; x < left + width && curve->threshold >= 0; x++) {
        int y = CURVE_LINES - 1 - place_of(curve->threshold, CURVE_LINES);
        if (canvas_is_free(&canvas, x, y))
            canvas_put(&canvas, x, y, STRING("┈"), INK_DIM);
    }
    canvas_say_before(page, &canvas, left - 1, 0, curve->top, INK_DIM);
    canvas_say_before(page, &canvas, left - 1, CURVE_LINES - 1, curve->bottom, INK_DIM);
    canvas_say(&canvas, left, CURVE_LINES + 1, curve->first, INK_DIM);
    canvas_say_before(page, &canvas, left + width, CURVE_LINES + 1, curve->last, INK_DIM);
    canvas_set(page, &canvas);
    set_keys_of_curve(page, curve);
}

void plot_set(struct page *page, const struct picture *picture)
{
    switch (picture->form) {
    case PICTURE_CALENDAR:
        set_calendar(page, &picture->calendar);
        break;
    case PICTURE_BARS:
        set_bars(page, &picture->bars);
        break;
    case PICTURE_SPANS:
        set_spans(page, &picture->spans);
        break;
    case PICTURE_CURVE:
        set_curve(page, &picture->curve);
        break;
    }
}
