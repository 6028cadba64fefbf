/* picture: data that is drawn, without saying how: a calendar, bars, spans, a curve.
 *
 * A VIEW_PICTURE has a title (label), a sentence that says what is seen (text), the drawing (picture), and as its only
 * child the VIEW_TABLE with the figures behind it. A renderer draws it or leaves the drawing out; nothing is in the
 * drawing that is not in the sentence or in the table too.
 *
 * Knows shapes and places, in thousandths of the width and of the height, whole numbers all: the same bytes come out on
 * every machine. Refuses to know colours, units of screens, and what the figures are of. */
#ifndef VIVA_VIEW_PICTURE_H
#define VIVA_VIEW_PICTURE_H

#include "view/view.h"

#define PICTURE_WHOLE      1000 /* the width, and the height */
#define PICTURE_STEPS      5    /* of a calendar: none, and four that are more and more */
#define PICTURE_BLOCK      13   /* weeks that stay together where there is little room */
#define PICTURE_DAY_AHEAD  255  /* still to come */
#define PICTURE_LABELS_MAX 8

enum picture_form { PICTURE_CALENDAR, PICTURE_BARS, PICTURE_SPANS, PICTURE_CURVE };

/* A column is a week, a row a day of the week from Monday on. */
struct picture_calendar {
    size_t week_count;                  /* a multiple of PICTURE_BLOCK */
    const uint8_t *levels;              /* seven for each week: 0 to PICTURE_STEPS - 1, or PICTURE_DAY_AHEAD */
    const struct string *months;        /* for each week the name of the month that begins in it, else empty */
    struct string steps[PICTURE_STEPS]; /* what each means: "none", "1 to 4" */
};

/* One after the other, as high as their numbers; the scale begins at 0. */
struct picture_bars {
    const int64_t *heights;
    size_t count;
    int64_t most;              /* the top of the scale, at least 1 */
    struct string top;         /* what the top is: "120 minutes" */
    struct string first, last; /* what the first and the last bar are of */
};

/* A share that is known so far and no further: a mark with an interval about it. */
enum picture_sign { PICTURE_DOT, PICTURE_DIAMOND };
struct picture_span {
    enum picture_sign sign;
    int32_t low, middle, high; /* 0 to PICTURE_WHOLE; middle negative: nothing is known, and nothing drawn */
    struct text figures;       /* the same in words */
};
struct picture_row {
    struct text label;
    struct picture_span spans[2];
    size_t span_count;
};
struct picture_spans {
    const struct picture_row *rows;
    size_t row_count;
    struct string left, right; /* what the ends of the scale are: "0 %", "100 %" */
    struct string keys[2];     /* what each sign stands for; empty where it says itself */
};

/* A value over time. */
struct picture_point {
    int32_t x, y; /* y from below */
};
struct picture_mark {
    struct picture_point at;
    bool is_right;
    int32_t below; /* so many others hang above it, at the same place; negative: so many stand below it */
};
struct picture_line {
    int32_t x;
    struct string label; /* "today, 2026-11-22" */
    bool is_today;
};
struct picture_curve {
    const struct picture_point *points; /* in the order of x; a jump is two with the same x */
    size_t point_count, past_count;     /* the rest is what comes when nothing is done */
    const struct picture_mark *marks;
    size_t mark_count;
    const struct picture_line *lines; /* upright, from left to right */
    size_t line_count;
    int32_t threshold; /* a level line; negative for none */
    struct string threshold_label;
    struct string top, bottom, first, last;   /* the ends of the scales */
    struct string right, wrong, past, future; /* what signs and strokes mean */
    struct string note;                       /* what else there is to say of the drawing; empty for nothing */
};

struct picture {
    enum picture_form form;
    struct string id; /* a slug, for this picture alone on its page */
    union {
        struct picture_calendar calendar;
        struct picture_bars bars;
        struct picture_spans spans;
        struct picture_curve curve;
    };
};

/* Add one below parent, with an empty table; level is that of its title. The picture must live as long as the tree. */
struct view *view_add_picture(struct arena *arena, struct view *parent, int level, struct text title,
                              struct text sentence, const struct picture *picture);

/* A row of the table of a picture, or of any; then its cells. The first row holds the heads of the columns. */
struct view *view_add_row(struct arena *arena, struct view *table);
void view_add_cell(struct arena *arena, struct view *row, struct text text);
void view_add_cell_string(struct arena *arena, struct view *row, struct string s);

#endif
