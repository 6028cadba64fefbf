#include "../expect.h"

#include <stdlib.h>
#include <time.h>

#include "base/time.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void moments_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t at;
        int offset_minutes;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0, 0 },
        { "1985-04-12T23:20:50.52Z", 482196050, 0 },      /* RFC 3339 section 5.8 */
        { "1996-12-19T16:39:57-08:00", 851042397, -480 }, /* the same */
        { "1990-12-31T23:59:60Z", 662687999, 0 },         /* the same: a leap second, counted as the one before */
        { "1990-12-31T15:59:60-08:00", 662687999, -480 }, /* the same */
        { "2026-11-22T16:09:07+01:00", 1795360147, 60 },
        { "2026-11-22t16:09:07z", 1795363747, 0 }, /* either case */
        { "2000-02-29T00:00:00Z", 951782400, 0 },
        { "2024-02-29T12:00:00Z", 1709208000, 0 },
        { "2026-01-01T00:00:00-00:00", 1767225600, 0 },
        { "2026-01-01T00:00:00.000000000000000000001Z", 1767225600, 0 },
        { "2026-01-01T00:00:00+18:00", 1767160800, 1080 },
        { "2026-01-01T00:00:00-18:00", 1767290400, -1080 },
        { "1970-01-01T00:00:00+14:00", -50400, 840 },
        { "9999-12-31T23:59:59Z", 253402300799, 0 },
        { "2016-12-31T23:59:60Z", 1483228799, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment moment;
        assert_true(time_parse(string_from(rows[i].text), &moment));
        assert_true(moment.at == rows[i].at);
        assert_int_equal(moment.offset_minutes, rows[i].offset_minutes);
    }
}

static void what_is_no_moment_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "2026",
        "2026-11-22",
        "2026-11-22T16:09:07",
        "2026-11-22 16:09:07Z",
        "2026-11-22T16:09Z",
        "1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "26-11-22T16:09:07Z",
        "2026-00-22T16:09:07Z",
        "2026-13-22T16:09:07Z",
        "2026-11-00T16:09:07Z",
        "2026-11-31T16:09:07Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2024-02-30T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T16:60:07Z",
        "2026-11-22T16:09:61Z",
        "2026-11-22T16:09:60Z", /* no leap second in the middle of a month */
        "2016-12-31T23:58:60Z",
        "2016-12-31T23:59:60+01:00", /* nor before its end, in UTC */
        "2026-11-22T16:09:07+18:01",
        "2026-11-22T16:09:07+19:00",
        "2026-11-22T16:09:07+01:60",
        "2026-11-22T16:09:07+0100",
        "2026-11-22T16:09:07+01",
        "2026-11-22T16:09:07.Z",
        "2026-11-22T16:09:07,5Z",
        "2026-11-22T16:09:07ZZ",
        "2026-11-22T16:09:07Z ",
        " 2026-11-22T16:09:07Z",
        "2026-1-22T16:09:07Z",
        "2026-11-22T16:09:7Z",
        "+026-11-22T16:09:07Z",
        "2026-11-22T16:09:07*01:00",
        "2026/11/22T16:09:07Z",
    };
    struct moment moment = { 5, 5 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_false(time_parse(string_from(rows[i]), &moment));
    assert_true(moment.at == 5 && moment.offset_minutes == 5);
}

static void a_moment_is_written_as_it_is_read(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "1970-01-01T00:00:00Z",      "2026-11-22T16:09:07+01:00", "2024-02-29T23:59:59-09:30",
        "2000-03-01T00:00:00+18:00", "1999-12-31T23:59:59-18:00", "9999-12-31T23:59:59Z",
        "1970-01-01T00:00:00+14:00", "9999-12-31T23:59:59-18:00",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment moment;
        assert_true(time_parse(string_from(rows[i]), &moment));
        assert_text(time_format(&arena, moment), rows[i]);
    }
}

static void days_all_the_way_to_9999_are_written_and_read_back(void **state)
{
    (void)state;
    struct arena step = { 0 };
    for (int64_t at = 43200; at < 253402300800; at += 86400 * 11 - 7) {
        struct moment moment = { at, -95 }, back;
        assert_true(time_parse(time_format(&step, moment), &back));
        assert_true(back.at == at && back.offset_minutes == -95);
        arena_reset(&step);
    }
    arena_clear(&step);
}

static void moments_beyond_four_digits_are_written_as_the_nearest(void **state)
{
    (void)state;
    assert_text(time_format(&arena, (struct moment){ INT64_MAX, 1080 }), "9999-12-31T23:59:59+18:00");
    assert_text(time_format(&arena, (struct moment){ INT64_MIN, 0 }), "0000-01-01T00:00:00Z");
    assert_int_equal(time_local_day((struct moment){ INT64_MIN, INT16_MIN }), -719529);
    assert_int_equal(time_local_day((struct moment){ INT64_MAX, INT16_MAX }), 2932896);
}

static void a_day_of_practice_starts_at_four_where_the_learner_is(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day;
    } rows[] = {
        { "2026-11-22T03:59:59Z", "2026-11-21" },      { "2026-11-22T04:00:00Z", "2026-11-22" },
        { "2026-11-23T03:59:59+01:00", "2026-11-22" }, { "2026-11-23T04:00:00+01:00", "2026-11-23" },
        { "2026-01-01T00:30:00-08:00", "2025-12-31" }, { "2024-03-01T02:00:00+09:00", "2024-02-29" },
        { "1970-01-01T00:00:00Z", "1969-12-31" },      { "1970-01-01T04:00:00Z", "1970-01-01" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment moment;
        assert_true(time_parse(string_from(rows[i].text), &moment));
        assert_text(time_day_format(&arena, time_local_day(moment)), rows[i].day);
    }
    assert_int_equal(time_local_day((struct moment){ 4 * 3600, 0 }), 0);
}

static void a_day_is_read_as_it_is_written_and_nothing_else_is(void **state)
{
    (void)state;
    static const char *const days[] = { "1970-01-01", "2026-12-24", "2028-02-29", "9999-12-31" };
    static const char *const others[] = { "",           "2026-02-30", "2027-02-29", "2026-13-01",  "2026-00-10",
                                          "2026-12-00", "24.12.2026", "2026-12-4",  "2026-12-24 ", "2026/12/24",
                                          "1969-12-31", "26-12-24" };
    int32_t day = 7;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(time_day_parse(string_from(others[i]), &day));
        assert_int_equal(day, 7);
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_true(time_day_parse(string_from(days[i]), &day));
        assert_text(time_day_format(&arena, day), days[i]);
    }
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void the_offset_is_the_one_that_held_then(void **state)
{
    (void)state;
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    assert_text(time_format(&arena, time_local(1769000000)), "2026-01-21T13:53:20+01:00");
    assert_text(time_format(&arena, time_local(1784000000)), "2026-07-14T05:33:20+02:00");
    assert_int_equal(time_local(1792889999).offset_minutes, 120); /* the last second of summer */
    assert_int_equal(time_local(1792890000).offset_minutes, 60);
    set_zone("NST3:30");
    assert_text(time_format(&arena, time_local(0)), "1969-12-31T20:30:00-03:30");
    set_zone("UTC0");
}

static void a_zone_that_cannot_be_counts_as_utc(void **state)
{
    (void)state;
    set_zone("XXX-24");
    assert_int_equal(time_local(1769000000).offset_minutes, 0);
    assert_int_equal(time_local(INT64_MAX).offset_minutes, 0); /* a year that struct tm cannot hold */
    set_zone("UTC0");
}

static void the_clocks_go_forward(void **state)
{
    (void)state;
    time_t before = time(NULL);
    struct moment now = time_now();
    assert_in_range(now.at, before, before + 60);
    uint64_t first = time_monotonic_ms();
    assert_true(time_monotonic_ms() >= first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_read),
        cmocka_unit_test(what_is_no_moment_is_refused_and_changes_nothing),
        cmocka_unit_test(a_moment_is_written_as_it_is_read),
        cmocka_unit_test(days_all_the_way_to_9999_are_written_and_read_back),
        cmocka_unit_test(moments_beyond_four_digits_are_written_as_the_nearest),
        cmocka_unit_test(a_day_of_practice_starts_at_four_where_the_learner_is),
        cmocka_unit_test(a_day_is_read_as_it_is_written_and_nothing_else_is),
        cmocka_unit_test(the_offset_is_the_one_that_held_then),
        cmocka_unit_test(a_zone_that_cannot_be_counts_as_utc),
        cmocka_unit_test(the_clocks_go_forward),
    };
    return cmocka_run_group_tests_name("time", tests, NULL, clear);
}
