/* Pictures, held against files with exact bytes: as figures, as blocks at several widths, with and without ink, and as
 * SVG. */
#include "../core/golden.h"
#include "../expect.h"

#include "base/utf8.h"
#include "render/html.h"
#include "render/text.h"
#include "view/picture.h"
#include "view/record.h"

#define MONDAY 20780 /* 2026-11-23 */

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* What is drawn. -------------------------------------------------------------------------------------------------- */

/* As if answers had been given by a rule that looks like somebody. */
static int64_t answers_of(size_t day)
{
    return day % 7 > 4 || day % 53 > 40 ? 0 : (int64_t)(day * 7919 % 23);
}

static struct practice_record record_of(size_t weeks, int64_t (*answers)(size_t day))
{
    struct practice_record record = { .day_count = weeks * 7 - 3, .today = MONDAY - 4 };
    record.days = ARENA_NEW_MANY(&arena, record.day_count, struct record_day);
    for (size_t i = 0; i < record.day_count; i++) {
        struct record_day *day = &record.days[i];
        int64_t count = answers(i);
        *day = (struct record_day){ .day = record.today - (int32_t)(record.day_count - 1 - i),
                                    .answer_count = count,
                                    .asked_count = count,
                                    .right_count = count * 2 / 3,
                                    .took_ms = count * 41000 };
        record.practised_count += count > 0;
        record.answer_count += count;
        record.asked_count += count;
        record.right_count += day->right_count;
        record.took_ms += day->took_ms;
    }
    record.all_answer_count = record.all_timed_count = record.answer_count;
    record.all_took_ms = record.took_ms;
    record.sureness[SURE_UNSAID] = (struct share){ 0, 0, 0, 1 };
    record.sureness[SURE_GUESS] = (struct share){ 5, 20, 0.0866, 0.491 };
    record.sureness[SURE_FAIRLY] = (struct share){ 0, 0, 0, 1 };
    record.sureness[SURE_YES] = (struct share){ 91, 100, 0.836, 0.958 };
    return record;
}

static int64_t one_answer(size_t day)
{
    return day == 13 * 7 - 4;
}

static int64_t no_answer(size_t day)
{
    (void)day;
    return 0;
}

static struct view *page_of(struct practice_record record)
{
    struct view *page = view_new(&arena, VIEW_GROUP, ROLE_NONE);
    struct practice_record *kept = ARENA_NEW(&arena, struct practice_record);
    *kept = record;
    view_append(page, view_record_calendar(&arena, kept, 2));
    view_append(page, view_record_minutes(&arena, kept, 2));
    view_append(page, view_record_sureness(&arena, kept, 2));
    return page;
}

static struct view *year(void)
{
    struct practice_record record = record_of(52, answers_of);
    record.all_took_ms += 3 * 3600000;
    return page_of(record);
}

static struct view *first_day(void)
{
    struct practice_record record = record_of(13, one_answer);
    record.sureness[SURE_GUESS] = (struct share){ 0, 0, 0, 1 };
    record.sureness[SURE_YES] = (struct share){ 1, 1, 0.025, 1 };
    return page_of(record);
}

static struct view *long_ago(void)
{
    struct practice_record record = record_of(13, no_answer);
    record.all_answer_count = 12;
    record.all_timed_count = 11;
    record.all_took_ms = 11 * 41000;
    return page_of(record);
}

static struct known_part part(const char *title, int32_t points, int32_t begun, double now, int32_t low, int32_t high)
{
    struct known_part made = { .title = text_plain(&arena, string_from(title)),
                               .point_count = points,
                               .exercise_count = 3 };
    made.begun_count[MEMORY_RECOGNISING] = begun;
    made.now[MEMORY_RECOGNISING] = (struct known_share){ now, low, high };
    made.on_the_day[MEMORY_RECOGNISING] = (struct known_share){ now / 2, low / 2, high - (high > 0) };
    return made;
}

static struct view *known(void)
{
    struct known_set *set = ARENA_NEW(&arena, struct known_set);
    set->headings = ARENA_NEW_MANY(&arena, 3, struct known_part);
    set->headings[0] = part("Mechanism", 12, 2, 7.4, 4, 10);
    set->headings[1] = part("<b>alert(1)</b> & \x1b[31m\"re\" 再試行", 6, 1, 1.9, 0, 3);
    set->headings[2] = part("Trade-offs, and what they cost in the long run", 1, 0, 0, 0, 0);
    set->heading_count = 3;
    set->whole = part("A set", 19, 2, 9.3, 5, 13);
    set->has_interview = true;
    set->interview_day = MONDAY + 30;
    struct view *page = view_new(&arena, VIEW_GROUP, ROLE_NONE);
    view_append(page, view_record_known(&arena, set, STRING("known"), 2));
    set->whole.begun_count[MEMORY_PRODUCING] = 0;
    view_append(page, view_record_known_sets(&arena, set, 1, 2));
    return page;
}

static struct view *curve(void)
{
    static struct curve_point points[] = { { MONDAY - 40, 1 }, { MONDAY - 35, 0.82 }, { MONDAY - 30, 0.7 },
                                           { MONDAY - 30, 1 }, { MONDAY - 10, 0.88 }, { MONDAY - 10, 1 },
                                           { MONDAY, 0.97 },   { MONDAY + 15, 0.9 },  { MONDAY + 40, 0.81 } };
    static struct curve_answer answers[] = {
        { .day = MONDAY - 40, .recall = -1, .stability = 2.31, .sureness = SURE_YES },
        { .day = MONDAY - 40, .recall = -1, .stability = 2.4, .sureness = SURE_GUESS, .is_right = true },
        { .day = MONDAY - 30, .recall = 0.7, .stability = 1.2, .is_dont_know = true },
        { .day = MONDAY - 10, .recall = 0.88, .stability = 14.6, .sureness = SURE_FAIRLY, .is_right = true },
    };
    static const struct curve drawn = { .skill = MEMORY_RECOGNISING,
                                        .answers = answers,
                                        .answer_count = 4,
                                        .right_count = 2,
                                        .points = points,
                                        .point_count = 9,
                                        .past_count = 7,
                                        .today = MONDAY,
                                        .due_day = MONDAY + 16,
                                        .has_interview = true,
                                        .interview_day = MONDAY + 30,
                                        .threshold = 0.9,
                                        .now = 0.97,
                                        .on_the_day = 0.84,
                                        .threshold_day = MONDAY + 15 };
    return view_record_curve(&arena, &drawn, CURVE_ROWS_ALL, 2);
}

/* A day with more answers than can be drawn, low down where nothing may hang below; and days to come that lie close. */
static struct view *crowded_curve(void)
{
    static struct curve_point points[] = {
        { MONDAY - 300, 1 }, { MONDAY - 9, 0.11 }, { MONDAY - 9, 1 }, { MONDAY, 0.95 }, { MONDAY + 8, 0.9 }
    };
    static struct curve_answer answers[] = {
        { .day = MONDAY - 300, .recall = -1, .stability = 2.31, .is_right = true },
        { .day = MONDAY - 9, .recall = 0.11, .stability = 1.2 },
        { .day = MONDAY - 9, .recall = -1, .stability = 1.3, .is_right = true },
        { .day = MONDAY - 9, .recall = -1, .stability = 1.4 },
        { .day = MONDAY - 9, .recall = -1, .stability = 1.5, .is_right = true },
        { .day = MONDAY - 9, .recall = -1, .stability = 1.6 },
        { .day = MONDAY - 9, .recall = -1, .stability = 16, .is_right = true },
    };
    static const struct curve drawn = { .skill = MEMORY_PRODUCING,
                                        .answers = answers,
                                        .answer_count = 7,
                                        .right_count = 4,
                                        .points = points,
                                        .point_count = 5,
                                        .past_count = 4,
                                        .today = MONDAY,
                                        .due_day = MONDAY + 3,
                                        .has_interview = true,
                                        .interview_day = MONDAY + 6,
                                        .threshold = 0.9,
                                        .now = 0.95,
                                        .on_the_day = 0.92,
                                        .threshold_day = MONDAY + 8 };
    return view_record_curve(&arena, &drawn, (struct curve_rows){ 2, 3 }, 2);
}

static const struct {
    const char *name;
    struct view *(*make)(void);
} pages[] = {
    { "year", year },   { "first-day", first_day }, { "long-ago", long_ago },
    { "known", known }, { "curve", curve },         { "crowded-curve", crowded_curve },
};
#define PAGE_COUNT (sizeof pages / sizeof *pages)

/* Held against. --------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    struct text_style style;
} styles[] = {
    { "plain", { .width = 0 } },
    { "40.drawn", { .width = 40, .is_drawn = true } },
    { "80.drawn", { .width = 80, .is_drawn = true } },
    { "80.colour", { .width = 80, .is_drawn = true, .is_coloured = true } },
};
#define STYLE_COUNT (sizeof styles / sizeof *styles)

static struct string text_of(const struct view *page, const struct text_style *style)
{
    struct buffer buffer = buffer_in(&arena);
    render_text(&buffer, page, style);
    return buffer_string(&buffer);
}

static struct string html_of(const struct view *page)
{
    struct buffer buffer = buffer_in(&arena);
    render_html(&buffer, page, 0);
    return buffer_string(&buffer);
}

static const char *path_of(const char *page, const char *form)
{
    return string_c(&arena, string_format(&arena, "tests/render/pictures/%s.%s", page, form));
}

static void every_picture_is_set_as_its_golden(void **state)
{
    (void)state;
    for (size_t page = 0; page < PAGE_COUNT; page++)
        for (size_t style = 0; style < STYLE_COUNT; style++)
            golden_expect(&arena, path_of(pages[page].name, styles[style].name),
                          text_of(pages[page].make(), &styles[style].style));
}

static void every_picture_is_drawn_as_its_golden(void **state)
{
    (void)state;
    for (size_t page = 0; page < PAGE_COUNT; page++)
        golden_expect(&arena, path_of(pages[page].name, "html"), html_of(pages[page].make()));
}

static bool has(struct string s, const char *part)
{
    return string_find(s, string_from(part)) != STRING_NOT_FOUND;
}

static void a_picture_has_a_name_a_table_and_neither_style_nor_script(void **state)
{
    (void)state;
    for (size_t page = 0; page < PAGE_COUNT; page++) {
        struct string html = html_of(pages[page].make());
        assert_true(has(html, "role=\"img\" aria-labelledby=\""));
        assert_true(has(html, "<details><summary>") || has(html, "<details open><summary>"));
        assert_true(has(html, "<table>"));
        assert_false(has(html, " style=") || has(html, "<script") || has(html, "<style"));
        assert_int_equal(utf8_find_invalid(html), STRING_NOT_FOUND);
    }
}

/* Answers of one exercise on so many days, each day so many. */
static struct view *often_answered(size_t days, size_t times, struct curve_rows rows)
{
    struct curve *curve = ARENA_NEW(&arena, struct curve);
    struct curve_point *points = ARENA_NEW_MANY(&arena, days, struct curve_point);
    struct curve_answer *answers = ARENA_NEW_MANY(&arena, days * times, struct curve_answer);
    for (size_t i = 0; i < days * times; i++)
        answers[i] = (struct curve_answer){ .day = MONDAY - (int32_t)(days - i / times),
                                            .recall = i % times == 0 ? 0.6 : -1,
                                            .stability = (double)(i + 1) };
    for (size_t i = 0; i < days; i++)
        points[i] = (struct curve_point){ answers[i * times].day, 1 };
    *curve = (struct curve){ .skill = MEMORY_RECOGNISING,
                             .answers = answers,
                             .answer_count = days * times,
                             .points = points,
                             .point_count = days,
                             .past_count = days,
                             .today = MONDAY,
                             .due_day = MONDAY,
                             .threshold = 0.9 };
    return view_record_curve(&arena, curve, rows, 2);
}

static const struct picture_curve *drawing_of(const struct view *group)
{
    return &group->first->picture->curve;
}

static void answers_without_end_make_no_drawing_without_end(void **state)
{
    (void)state;
    const struct picture_curve *few = drawing_of(often_answered(200, 1, CURVE_ROWS_ALL));
    assert_int_equal(few->mark_count, 200);
    assert_int_equal(few->note.size, 0);
    assert_int_equal(drawing_of(often_answered(50, 4, CURVE_ROWS_ALL))->mark_count, 200);
    const struct picture_curve *many = drawing_of(often_answered(201, 1, CURVE_ROWS_ALL));
    assert_int_equal(many->mark_count, 200);
    assert_true(many->note.size > 0);
    const struct picture_curve *busy = drawing_of(often_answered(3, 5, CURVE_ROWS_ALL));
    assert_int_equal(busy->mark_count, 3 * 4);
    for (size_t i = 0; i < busy->mark_count; i++)
        assert_int_equal(busy->marks[i].below, -(int32_t)(i % 4));
    assert_true(busy->note.size > 0);
}

static void the_table_of_a_curve_has_the_rows_that_were_asked_for_the_newest_first(void **state)
{
    (void)state;
    static const struct {
        struct curve_rows rows;
        size_t count;
        const char *first; /* days of the first row, as it tells which answer it is */
    } cases[] = { { { 0, SIZE_MAX }, 7, "7.0 days" },
                  { { 0, 3 }, 3, "7.0 days" },
                  { { 3, 3 }, 3, "4.0 days" },
                  { { 6, 3 }, 1, "1.0 days" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct view *group = often_answered(7, 1, cases[i].rows), *table = group->first->first;
        const struct view *row = table->first->next;
        assert_string_equal(string_c(&arena, text_string(&arena, row->last->text)), cases[i].first);
        size_t count = 0;
        for (; row != NULL; row = row->next)
            count++;
        assert_int_equal(count, cases[i].count);
        assert_int_equal(group->first->is_unfolded, cases[i].rows.first > 0);
    }
}

/* A year in which the last week of the first block has the first of a month, and one in which the block begins with it.
 */
static void every_month_has_its_name_above_the_calendar(void **state)
{
    (void)state;
    static const char *const months[] = { "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct" };
    for (int32_t later = 0; later < 28; later += 7) {
        struct practice_record record = record_of(52, answers_of);
        record.today += later;
        for (size_t i = 0; i < record.day_count; i++)
            record.days[i].day += later;
        struct string html = html_of(view_record_calendar(&arena, &record, 2));
        for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
            const char *name = string_c(&arena, string_format(&arena, "\">%s</span>", months[i]));
            assert_true(has(html, name));
        }
    }
}

static void no_line_is_wider_than_the_page(void **state)
{
    (void)state;
    for (int width = TEXT_WIDTH_MIN; width <= 100; width += 3)
        for (size_t page = 0; page < PAGE_COUNT; page++) {
            struct text_style style = { .width = width, .is_drawn = true };
            struct string text = text_of(pages[page].make(), &style);
            while (text.size > 0)
                assert_in_range(utf8_width(string_cut(&text, '\n')), 0, width);
        }
}

static void plain_text_draws_nothing(void **state)
{
    (void)state;
    static const char *const drawn[] = { "█", "░", "●", "├", "▁", "⣀" };
    for (size_t page = 0; page < PAGE_COUNT; page++) {
        struct string text = text_of(pages[page].make(), &styles[0].style);
        for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
            assert_false(has(text, drawn[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_picture_is_set_as_its_golden, clear),
        cmocka_unit_test_teardown(every_picture_is_drawn_as_its_golden, clear),
        cmocka_unit_test_teardown(a_picture_has_a_name_a_table_and_neither_style_nor_script, clear),
        cmocka_unit_test_teardown(answers_without_end_make_no_drawing_without_end, clear),
        cmocka_unit_test_teardown(the_table_of_a_curve_has_the_rows_that_were_asked_for_the_newest_first, clear),
        cmocka_unit_test_teardown(every_month_has_its_name_above_the_calendar, clear),
        cmocka_unit_test_teardown(no_line_is_wider_than_the_page, clear),
        cmocka_unit_test_teardown(plain_text_draws_nothing, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
