#include "../expect.h"

#include "base/utf8.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void code_points_are_read_at_the_ends_of_each_length(void **state)
{
    (void)state;
    static const struct {
        struct string bytes;
        uint32_t code_point;
    } rows[] = {
        { STRING_INIT("\0"), 0 },
        { STRING_INIT("\x7f"), 0x7F },
        { STRING_INIT("\xc2\x80"), 0x80 },
        { STRING_INIT("\xdf\xbf"), 0x7FF },
        { STRING_INIT("\xe0\xa0\x80"), 0x800 },
        { STRING_INIT("\xed\x9f\xbf"), 0xD7FF },
        { STRING_INIT("\xee\x80\x80"), 0xE000 },
        { STRING_INIT("\xef\xbf\xbf"), 0xFFFF },
        { STRING_INIT("\xf0\x90\x80\x80"), 0x10000 },
        { STRING_INIT("\xf4\x8f\xbf\xbf"), 0x10FFFF },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t offset = 0;
        assert_int_equal(utf8_next(rows[i].bytes, &offset), rows[i].code_point);
        assert_int_equal(offset, rows[i].bytes.size);
        assert_int_equal(utf8_find_invalid(rows[i].bytes), STRING_NOT_FOUND);
        struct buffer buffer = buffer_in(&arena);
        utf8_add(&buffer, rows[i].code_point);
        assert_true(string_equal(buffer_string(&buffer), rows[i].bytes));
    }
}

static void what_rfc_3629_forbids_is_invalid_byte_by_byte(void **state)
{
    (void)state;
    static const struct string rows[] = {
        STRING_INIT("\x80"),             /* a continuation on its own */
        STRING_INIT("\xc0\xaf"),         /* overlong */
        STRING_INIT("\xe0\x9f\xbf"),     /* overlong */
        STRING_INIT("\xf0\x8f\xbf\xbf"), /* overlong */
        STRING_INIT("\xed\xa0\x80"),     /* a surrogate */
        STRING_INIT("\xf4\x90\x80\x80"), /* beyond U+10FFFF */
        STRING_INIT("\xf5"),             /* no lead byte */
        STRING_INIT("\xff"),
        STRING_INIT("\xc3"), /* cut short */
        STRING_INIT("\xe2\x82"),
        STRING_INIT("\xf0\x9f\x98"),
        STRING_INIT("\xe2\x28\xa1"), /* interrupted */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t offset = 0;
        assert_int_equal(utf8_next(rows[i], &offset), UTF8_INVALID);
        assert_int_equal(offset, 1);
        assert_int_equal(utf8_find_invalid(rows[i]), 0);
    }
    assert_int_equal(utf8_find_invalid(STRING("ab\xc3\xa9\xff")), 4);
    assert_int_equal(utf8_find_invalid((struct string){ 0 }), STRING_NOT_FOUND);
}

static void what_is_no_code_point_is_written_as_the_replacement_character(void **state)
{
    (void)state;
    static const uint32_t rows[] = { UTF8_INVALID, 0x110000, 0xD800, 0xDFFF };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer buffer = buffer_in(&arena);
        utf8_add(&buffer, rows[i]);
        assert_text(buffer_string(&buffer), "\xef\xbf\xbd");
    }
}

static void characters_and_columns_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count, width;
    } rows[] = {
        { "", 0, 0 },
        { "abc", 3, 3 },
        { "caf\xc3\xa9", 4, 4 },
        { "cafe\xcc\x81", 5, 4 },             /* a combining mark */
        { "\xe6\xbc\xa2\xe5\xad\x97", 2, 4 }, /* wide */
        { "\xef\xbd\xb1", 1, 1 },             /* half width */
        { "\xf0\x9f\x98\x80", 1, 2 },         /* emoji */
        { "a\xe2\x80\x8b"
          "b",
          3, 2 },                      /* zero width space */
        { "a\x1b\x7f\xc2\x9f", 4, 1 }, /* controls */
        { "\t\n", 2, 0 },
        { "\xff\xfe", 2, 2 }, /* not UTF-8: shown as U+FFFD */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(utf8_count(string_from(rows[i].text)), rows[i].count);
        assert_int_equal(utf8_width(string_from(rows[i].text)), rows[i].width);
    }
}

static void a_grapheme_is_what_a_person_calls_a_character(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
    } rows[] = {
        { "", 0 },
        { "a", 1 },
        { "ab", 1 },
        { "e\xcc\x81x", 3 },
        { "\r\nx", 2 },
        { "\r", 1 },
        { "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7x", 18 }, /* a family */
        { "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7", 8 },           /* a flag before a flag */
        { "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8x", 9 },                                      /* Hangul in parts */
        { "\xffz", 1 },
        { "\xff", 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_grapheme_size(string_from(rows[i].text)), rows[i].size);
}

static void marks_heaped_up_without_end_are_cut_between_code_points(void **state)
{
    (void)state;
    struct buffer buffer = buffer_in(&arena);
    buffer_add_byte(&buffer, 'e');
    for (int i = 0; i < 1000; i++)
        utf8_add(&buffer, 0x301);
    size_t size = utf8_grapheme_size(buffer_string(&buffer));
    assert_in_range(size, 3, 256);
    assert_int_equal(utf8_find_invalid(string_slice(buffer_string(&buffer), 0, size)), STRING_NOT_FOUND);
}

static bool is_listed(uint32_t code_point, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i][0] && code_point <= ranges[i][1])
            return true;
    return false;
}

static void bidi_and_control_characters_are_exactly_those(void **state)
{
    (void)state;
    static const uint32_t bidi[][2] = { { 0x61C, 0x61C }, { 0x200E, 0x200F }, { 0x202A, 0x202E }, { 0x2066, 0x2069 } };
    static const uint32_t control[][2] = { { 0, 8 }, { 11, 31 }, { 127, 159 } };
    for (uint32_t c = 0; c <= 0x3000; c++) {
        assert_int_equal(utf8_is_bidi_control(c), is_listed(c, bidi, 4));
        assert_int_equal(utf8_is_control(c), is_listed(c, control, 3));
    }
}

static void one_mark_of_the_byte_order_is_left_out_at_the_beginning(void **state)
{
    (void)state;
    assert_text(utf8_without_mark(STRING("\xEF\xBB\xBF")), "");
    assert_text(utf8_without_mark(STRING("\xEF\xBB\xBF\xEF\xBB\xBF")), "\xEF\xBB\xBF");
    assert_text(utf8_without_mark(STRING("\xEF\xBB")), "\xEF\xBB");
    assert_text(utf8_without_mark(STRING("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_are_read_at_the_ends_of_each_length),
        cmocka_unit_test(what_rfc_3629_forbids_is_invalid_byte_by_byte),
        cmocka_unit_test(what_is_no_code_point_is_written_as_the_replacement_character),
        cmocka_unit_test(characters_and_columns_are_counted),
        cmocka_unit_test(a_grapheme_is_what_a_person_calls_a_character),
        cmocka_unit_test(marks_heaped_up_without_end_are_cut_between_code_points),
        cmocka_unit_test(one_mark_of_the_byte_order_is_left_out_at_the_beginning),
        cmocka_unit_test(bidi_and_control_characters_are_exactly_those),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, clear);
}
