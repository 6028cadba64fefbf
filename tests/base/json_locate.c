#include "../expect.h"

#include "base/json.h"

static const struct string text =
    STRING_INIT(" { \"a\" : [ 10 , {\"b/c\": \"x,]}\"}, [ ] ],\n"
                "   \"m~n\": -1.5e3, \"\": {\"\": null},\n"
                "   \"q\\\"\\u0041\": true, \"01\": {\"0\": \"\\\\\"}, \"last\": \"z\" } ");

/* The text from where a pointer leads on, to be compared with its beginning. */
static void leads_to(const char *pointer, const char *beginning)
{
    struct string rest = string_slice(text, json_locate(text, string_from(pointer)), SIZE_MAX);
    if (!string_starts_with(rest, string_from(beginning)))
        print_error("\"%s\" leads to: %.*s\n", pointer, STRING_ARG(rest));
    assert_true(string_starts_with(rest, string_from(beginning)));
}

static void the_sample_is_json(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct json_error error;
    assert_non_null(json_parse(&arena, text, &error));
    arena_clear(&arena);
}

static void a_pointer_leads_to_its_value(void **state)
{
    (void)state;
    leads_to("", "{ \"a\"");
    leads_to("/a", "[ 10");
    leads_to("/a/0", "10 ,");
    leads_to("/a/1", "{\"b/c\"");
    leads_to("/a/1/b~1c", "\"x,]}\"");
    leads_to("/a/2", "[ ] ]");
    leads_to("/m~0n", "-1.5e3");
    leads_to("/", "{\"\": null}");
    leads_to("//", "null");
    leads_to("/q\"A", "true");
    leads_to("/01/0", "\"\\\\\"");
    leads_to("/last", "\"z\"");
}

static void a_pointer_to_nothing_leads_to_the_nearest_ancestor(void **state)
{
    (void)state;
    leads_to("/absent", "{ \"a\"");
    leads_to("/absent/a", "{ \"a\"");
    leads_to("/a/3", "[ 10");
    leads_to("/a/01", "[ 10");
    leads_to("/a/-", "[ 10");
    leads_to("/a/1x", "[ 10");
    leads_to("/a/", "[ 10");
    leads_to("/a/9999999999999999999999", "[ 10");
    leads_to("/a/0/0", "10 ,");
    leads_to("/a/2/0", "[ ] ]");
    leads_to("/last/0", "\"z\"");
    leads_to("/m~n~", "{ \"a\"");
    leads_to("/m~2n", "{ \"a\"");
}

static void a_lone_value_is_where_everything_leads(void **state)
{
    (void)state;
    assert_int_equal(json_locate(STRING("  7"), STRING("/a")), 2);
    assert_int_equal(json_locate(STRING("7"), STRING("")), 0);
    assert_int_equal(json_locate(STRING("{}"), STRING("/a/b")), 0);
}

static void deep_nesting_costs_no_stack(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer buffer = buffer_in(&arena);
    buffer_add_c(&buffer, "[");
    buffer_add_repeat(&buffer, '[', 60);
    buffer_add_repeat(&buffer, ']', 60);
    buffer_add_c(&buffer, ",5]");
    assert_int_equal(json_locate(buffer_string(&buffer), STRING("/1")), 122);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_json),
        cmocka_unit_test(a_pointer_leads_to_its_value),
        cmocka_unit_test(a_pointer_to_nothing_leads_to_the_nearest_ancestor),
        cmocka_unit_test(a_lone_value_is_where_everything_leads),
        cmocka_unit_test(deep_nesting_costs_no_stack),
    };
    return cmocka_run_group_tests_name("json_locate", tests, NULL, NULL);
}
