#include "../expect.h"

#include <signal.h>

#include "base/json.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void write_sample(struct json_writer *writer)
{
    json_begin_object(writer);
    json_write_key(writer, "name");
    json_write_string(writer, STRING("x"));
    json_write_key(writer, "empty");
    json_begin_object(writer);
    json_end_object(writer);
    json_write_key(writer, "list");
    json_begin_array(writer);
    json_write_integer(writer, 1);
    json_write_bool(writer, true);
    json_write_bool(writer, false);
    json_write_null(writer);
    json_begin_array(writer);
    json_end_array(writer);
    json_begin_object(writer);
    json_write_key(writer, "k");
    json_write_integer(writer, INT64_MIN);
    json_end_object(writer);
    json_end_array(writer);
    json_write_key(writer, "last");
    json_write_integer(writer, INT64_MAX);
    json_end_object(writer);
}

static void without_an_indent_everything_stands_on_one_line(void **state)
{
    (void)state;
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    write_sample(&writer);
    assert_text(buffer_string(&buffer), "{\"name\":\"x\",\"empty\":{},\"list\":[1,true,false,null,[],"
                                        "{\"k\":-9223372036854775808}],\"last\":9223372036854775807}");
}

static void with_an_indent_every_value_has_its_line(void **state)
{
    (void)state;
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 2);
    write_sample(&writer);
    assert_text(buffer_string(&buffer), "{\n"
                                        "  \"name\": \"x\",\n"
                                        "  \"empty\": {},\n"
                                        "  \"list\": [\n"
                                        "    1,\n"
                                        "    true,\n"
                                        "    false,\n"
                                        "    null,\n"
                                        "    [],\n"
                                        "    {\n"
                                        "      \"k\": -9223372036854775808\n"
                                        "    }\n"
                                        "  ],\n"
                                        "  \"last\": 9223372036854775807\n"
                                        "}");
}

static struct string quoted(struct string value)
{
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_write_string(&writer, value);
    return buffer_string(&buffer);
}

static void strings_are_escaped_as_rfc_8785_says(void **state)
{
    (void)state;
    assert_text(quoted(STRING("")), "\"\"");
    assert_text(quoted((struct string){ 0 }), "\"\"");
    assert_text(quoted(STRING("\"\\/")), "\"\\\"\\\\/\"");
    assert_text(quoted(STRING("\b\f\n\r\t")), "\"\\b\\f\\n\\r\\t\"");
    assert_text(quoted(STRING("\0\x01\x1f\x7f")), "\"\\u0000\\u0001\\u001f\x7f\"");
    assert_text(quoted(STRING("\xe2\x82\xac$\x0f\nA'B\"\\\\\"/")), /* the RFC's own example */
                "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assert_text(quoted(STRING("\xf0\x9f\x98\x80")), "\"\xf0\x9f\x98\x80\"");
}

static void bytes_that_are_not_utf_8_become_the_replacement_character(void **state)
{
    (void)state;
    assert_text(quoted(STRING("a\xff"
                              "b")),
                "\"a\xef\xbf\xbd"
                "b\"");
    assert_text(quoted(STRING("\xed\xa0\x80")), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void every_byte_is_written_so_that_it_reads_back(void **state)
{
    (void)state;
    for (int byte = 1; byte < 128; byte++) {
        char text[] = { 'a', (char)byte, 'b' };
        struct json_error error;
        struct string value = { text, 3 };
        const struct json *back = json_parse(&arena, quoted(value), &error);
        assert_true(string_equal(json_string_or(back, (struct string){ 0 }), value));
    }
}

static void hundredths_are_written_exactly_and_as_short_as_can_be(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *text;
    } rows[] = {
        { 0, "0" },
        { 100, "1" },
        { 40, "0.4" },
        { 5, "0.05" },
        { 99, "0.99" },
        { 101, "1.01" },
        { 110, "1.1" },
        { -40, "-0.4" },
        { -100, "-1" },
        { -1, "-0.01" },
        { 12345, "123.45" },
        { INT64_MAX, "92233720368547758.07" },
        { INT64_MIN, "-92233720368547758.08" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer buffer = buffer_in(&arena);
        struct json_writer writer = json_writer_to(&buffer, 0);
        json_write_hundredths(&writer, rows[i].value);
        assert_text(buffer_string(&buffer), rows[i].text);
    }
}

static void decimals_are_rounded_to_their_places_and_as_short_as_can_be(void **state)
{
    (void)state;
    static const struct {
        double value;
        int places;
        const char *text;
    } rows[] = {
        { 0, 4, "0" },
        { 0.25, 4, "0.25" },
        { 0.27449, 4, "0.2745" },
        { 0.99996, 4, "1" },
        { 0.00004, 4, "0" },
        { 0.0000005, 6, "0.000001" },
        { 2.5, 0, "3" },
        { -0.5, 1, "-0.5" },
        { -0.004, 2, "0" },
        { 123456789.5, 9, "123456789.5" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer buffer = buffer_in(&arena);
        struct json_writer writer = json_writer_to(&buffer, 0);
        json_write_decimal(&writer, rows[i].value, rows[i].places);
        assert_text(buffer_string(&buffer), rows[i].text);
    }
}

static void end_what_never_began(void)
{
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_end_object(&writer);
}

static void end_behind_a_key(void)
{
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_begin_object(&writer);
    json_write_key(&writer, "a");
    json_end_object(&writer);
}

static void key_behind_a_key(void)
{
    struct buffer buffer = buffer_in(&arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_begin_object(&writer);
    json_write_key(&writer, "a");
    json_write_key(&writer, "b");
}

static void a_writer_that_is_used_wrongly_is_a_bug(void **state)
{
    (void)state;
    assert_int_equal(ending_of(end_what_never_began), -SIGABRT);
    assert_int_equal(ending_of(end_behind_a_key), -SIGABRT);
    assert_int_equal(ending_of(key_behind_a_key), -SIGABRT);
}

static void a_real_number_has_as_few_digits_as_read_back_the_same(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        { 0, "0" },           { 1, "1" },
        { -2.5, "-2.5" },     { 0.1, "0.1" },
        { 2.3065, "2.3065" }, { 0.1 + 0.2, "0.30000000000000004" },
        { 36500, "36500" },   { 1e22, "1e+22" },
        { 1e-7, "1e-07" },    { 1.7976931348623157e308, "1.7976931348623157e+308" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer buffer = buffer_in(&arena);
        struct json_writer writer = json_writer_to(&buffer, 0);
        json_write_real(&writer, rows[i].value);
        assert_text(buffer_string(&buffer), rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_an_indent_everything_stands_on_one_line),
        cmocka_unit_test(with_an_indent_every_value_has_its_line),
        cmocka_unit_test(strings_are_escaped_as_rfc_8785_says),
        cmocka_unit_test(bytes_that_are_not_utf_8_become_the_replacement_character),
        cmocka_unit_test(every_byte_is_written_so_that_it_reads_back),
        cmocka_unit_test(hundredths_are_written_exactly_and_as_short_as_can_be),
        cmocka_unit_test(decimals_are_rounded_to_their_places_and_as_short_as_can_be),
        cmocka_unit_test(a_real_number_has_as_few_digits_as_read_back_the_same),
        cmocka_unit_test(a_writer_that_is_used_wrongly_is_a_bug),
    };
    return cmocka_run_group_tests_name("json_write", tests, NULL, clear);
}
