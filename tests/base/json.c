#include "../expect.h"

#include <string.h>

#include "base/json.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static const struct json *parsed(struct string text)
{
    struct json_error error = { 0 };
    const struct json *value = json_parse(&arena, text, &error);
    if (!value)
        print_error("%.*s: %s at %zu\n", STRING_ARG(text), error.message, error.offset);
    assert_non_null(value);
    return value;
}

/* Writes the whole tree, kinds and all, so that two can be compared and a person can read the difference. */
static void describe(struct buffer *buffer, const struct json *value)
{
    static const char *const kinds[] = { "null", "false", "true", "integer", "real", "string", "array", "object" };
    buffer_add_format(buffer, "%s%s%.*s", kinds[value->kind], value->key.bytes ? " " : "", STRING_ARG(value->key));
    if (value->kind == JSON_INTEGER)
        buffer_add_format(buffer, " %lld", (long long)value->integer);
    if (value->kind == JSON_REAL)
        buffer_add_format(buffer, " %a", value->real);
    if (value->kind == JSON_STRING)
        buffer_add_format(buffer, " <%.*s>", STRING_ARG(value->string));
    if (value->kind < JSON_ARRAY)
        return;
    buffer_add_c(buffer, " (");
    for (size_t i = 0; i < value->count; i++) {
        buffer_add_c(buffer, i ? ", " : "");
        describe(buffer, &value->items[i]);
    }
    buffer_add_c(buffer, ")");
}

static struct string described(struct arena *in, const struct json *value)
{
    struct buffer buffer = buffer_in(in);
    describe(&buffer, value);
    return buffer_string(&buffer);
}

static const struct {
    struct string text;
    const char *tree;
} accepted[] = {
    { STRING_INIT("null"), "null" },
    { STRING_INIT("true"), "true" },
    { STRING_INIT(" \t\r\nfalse \t\r\n"), "false" },
    { STRING_INIT("0"), "integer 0" },
    { STRING_INIT("-0"), "integer 0" },
    { STRING_INIT("-17"), "integer -17" },
    { STRING_INIT("999999999999999999"), "integer 999999999999999999" },
    { STRING_INIT("9223372036854775807"), "integer 9223372036854775807" },
    { STRING_INIT("-9223372036854775808"), "integer -9223372036854775808" },
    { STRING_INIT("0.5"), "real 0x1p-1" },
    { STRING_INIT("-1.5e2"), "real -0x1.2cp+7" },
    { STRING_INIT("1E+2"), "real 0x1.9p+6" },
    { STRING_INIT("1e-400"), "real 0x0p+0" },
    { STRING_INIT("\"\""), "string <>" },
    { STRING_INIT("\"a b\""), "string <a b>" },
    { STRING_INIT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "string <\"\\/\b\f\n\r\t>" },
    { STRING_INIT("\"\\u0041\\u00e9\\u20AC\""), "string <A\xc3\xa9\xe2\x82\xac>" },
    { STRING_INIT("\"\\ud83d\\ude00\""), "string <\xf0\x9f\x98\x80>" },
    { STRING_INIT("\"\xc3\xa9\x7f\""), "string <\xc3\xa9\x7f>" },
    { STRING_INIT("[]"), "array ()" },
    { STRING_INIT("[ ]"), "array ()" },
    { STRING_INIT("[1,[2],\"x\"]"), "array (integer 1, array (integer 2), string <x>)" },
    { STRING_INIT("{}"), "object ()" },
    { STRING_INIT("{ }"), "object ()" },
    { STRING_INIT("{\"b\":1,\"a\":{\"b\":null}}"), "object (integer b 1, object a (null b))" },
    { STRING_INIT("{ \"z\" : [ ] , \"\" : -1 }"), "object (array z (), integer  -1)" },
};

static const struct {
    struct string text;
    size_t offset;
    const char *message;
} refused[] = {
    { STRING_INIT(""), 0, "the text ends too early" },
    { STRING_INIT(" "), 1, "the text ends too early" },
    { STRING_INIT("[1,2"), 4, "the text ends too early" },
    { STRING_INIT("{\"a\":"), 5, "the text ends too early" },
    { STRING_INIT("\"abc"), 4, "the text ends too early" },
    { STRING_INIT("1 2"), 2, "something follows the end of the value" },
    { STRING_INIT("{} x"), 3, "something follows the end of the value" },
    { STRING_INIT("[1,]"), 3, "unexpected token" },
    { STRING_INIT("[,1]"), 1, "unexpected token" },
    { STRING_INIT("{\"a\":1,}"), 7, "string or '}' expected" },
    { STRING_INIT("{a:1}"), 1, "string or '}' expected" },
    { STRING_INIT("{\"a\" 1}"), 5, "':' expected" },
    { STRING_INIT("{\"a\":1 \"b\":2}"), 7, "'}' expected" },
    { STRING_INIT("[1 2]"), 3, "']' expected" },
    { STRING_INIT("[1}"), 2, "']' expected" },
    { STRING_INIT("]"), 0, "unexpected token" },
    { STRING_INIT("{\"a\":1,\"a\":2}"), 7, "the same key stands twice in one object" },
    { STRING_INIT("{\"a\":1,\"\\u0061\":2}"), 7, "the same key stands twice in one object" },
    { STRING_INIT("01"), 0, "invalid token" },
    { STRING_INIT("-"), 0, "invalid token" },
    { STRING_INIT("+1"), 0, "invalid token" },
    { STRING_INIT(".5"), 0, "invalid token" },
    { STRING_INIT("1."), 0, "invalid token" },
    { STRING_INIT("1e"), 0, "invalid token" },
    { STRING_INIT("0x10"), 1, "something follows the end of the value" },
    { STRING_INIT("NaN"), 0, "invalid token" },
    { STRING_INIT("Infinity"), 0, "invalid token" },
    { STRING_INIT("True"), 0, "invalid token" },
    { STRING_INIT("nul"), 0, "invalid token" },
    { STRING_INIT("'a'"), 0, "invalid token" },
    { STRING_INIT("9223372036854775808"), 0, "the number is too large" },
    { STRING_INIT("-9223372036854775809"), 0, "the number is too large" },
    { STRING_INIT("1e400"), 0, "the number is too large" },
    { STRING_INIT("\"\\x\""), 3, "invalid escape" },
    { STRING_INIT("\"\\u12\""), 0, "invalid escape" },
    { STRING_INIT("\"\\ud800\""), 0, "invalid Unicode '\\uD800'" },
    { STRING_INIT("\"\\udc00\""), 0, "invalid Unicode '\\uDC00'" },
    { STRING_INIT("\"\\u0000\""), 0, "the character U+0000 may not stand in a text" },
    { STRING_INIT("{\"\\u0000\":1}"), 1, "the character U+0000 may not stand in a key" },
    { STRING_INIT("\"a\nb\""), 2, "unexpected newline" },
    { STRING_INIT("\"a\tb\""), 2, "control character 0x9" },
    { STRING_INIT("\"a\0b\""), 2, "the character U+0000 may not stand in a text" },
    { STRING_INIT("\0"), 0, "the character U+0000 may not stand in a text" },
    { STRING_INIT("1\0"), 1, "the character U+0000 may not stand in a text" },
    { STRING_INIT("\v1"), 0, "invalid token" },
    { STRING_INIT("\xef\xbb\xbf{}"), 0, "invalid token" },
    { STRING_INIT("\"\xff\""), 1, "not UTF-8" },
    { STRING_INIT("\"\xc0\xaf\""), 1, "not UTF-8" },
    { STRING_INIT("\"\xed\xa0\x80\""), 1, "not UTF-8" },
    { STRING_INIT("\"\xe2\x82\""), 1, "not UTF-8" },
    { STRING_INIT("// no\n1"), 0, "invalid token" },
};

static void what_rfc_8259_allows_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        assert_text(described(&arena, parsed(accepted[i].text)), accepted[i].tree);
    }
}

static void what_it_does_not_is_refused_with_its_place_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct json_error error = { 0 };
        const struct json *value = json_parse(&arena, refused[i].text, &error);
        if (value || error.offset != refused[i].offset || strcmp(error.message, refused[i].message) != 0)
            print_error("{ %.*s, %zu, \"%s\" }\n", STRING_ARG(refused[i].text), error.offset, error.message);
        assert_null(value);
        assert_string_equal(error.message, refused[i].message);
        assert_int_equal(error.offset, refused[i].offset);
    }
}

static struct string nested(const char *open, const char *close, size_t depth)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < depth; i++)
        buffer_add_c(&buffer, open);
    buffer_add_c(&buffer, "1");
    for (size_t i = 0; i < depth; i++)
        buffer_add_c(&buffer, close);
    return buffer_string(&buffer);
}

static void nesting_is_read_to_64_and_refused_at_65(void **state)
{
    (void)state;
    struct json_error error;
    parsed(nested("[", "]", JSON_DEPTH_MAX));
    parsed(nested("{\"a\":", "}", JSON_DEPTH_MAX));
    assert_null(json_parse(&arena, nested("[", "]", JSON_DEPTH_MAX + 1), &error));
    assert_string_equal(error.message, "nested too deeply");
    assert_int_equal(error.offset, JSON_DEPTH_MAX);
    assert_null(json_parse(&arena, nested("{\"a\":", "}", JSON_DEPTH_MAX + 1), &error));
    assert_int_equal(error.offset, JSON_DEPTH_MAX * 5);
    assert_null(json_parse(&arena, nested("[", "", 1000000), &error)); /* and costs no stack */
    assert_string_equal(error.message, "nested too deeply");
}

static void brackets_in_strings_are_no_nesting(void **state)
{
    (void)state;
    struct buffer buffer = buffer_in(&arena);
    buffer_add_c(&buffer, "[\"\\\"");
    buffer_add_repeat(&buffer, '[', 100);
    buffer_add_c(&buffer, "\\\\\"]");
    assert_int_equal(parsed(buffer_string(&buffer))->items[0].string.size, 102);
}

static void a_text_over_64_mb_is_refused_and_one_of_64_mb_is_read(void **state)
{
    (void)state;
    struct arena large = { 0 };
    struct json_error error;
    char *bytes = arena_take(&large, JSON_SIZE_MAX + 1);
    memset(bytes, ' ', JSON_SIZE_MAX + 1);
    bytes[0] = '7';
    const struct json *value = json_parse(&large, (struct string){ bytes, JSON_SIZE_MAX }, &error);
    assert_int_equal(json_integer_or(value, 0), 7);
    assert_null(json_parse(&large, (struct string){ bytes, JSON_SIZE_MAX + 1 }, &error));
    assert_string_equal(error.message, "too large");
    arena_clear(&large);
}

static void a_tree_outlives_the_text_it_was_read_from(void **state)
{
    (void)state;
    char text[] = "{\"key\":\"value\"}";
    const struct json *value = parsed(string_from(text));
    memset(text, 'x', sizeof text - 1);
    assert_text(json_string_or(json_get(value, "key"), STRING("")), "value");
}

static void members_are_found_and_values_have_defaults(void **state)
{
    (void)state;
    const struct json *value = parsed(STRING("{\"s\":\"x\",\"i\":3,\"r\":1.5,\"t\":true,\"f\":false,\"n\":null}"));
    assert_text(json_string_or(json_get(value, "s"), STRING("d")), "x");
    assert_text(json_string_or(json_get(value, "i"), STRING("d")), "d");
    assert_text(json_string_or(json_get(value, "absent"), STRING("d")), "d");
    assert_int_equal(json_integer_or(json_get(value, "i"), 9), 3);
    assert_int_equal(json_integer_or(json_get(value, "r"), 9), 9);
    assert_int_equal(json_integer_or(NULL, 9), 9);
    assert_true(json_bool_or(json_get(value, "t"), false));
    assert_false(json_bool_or(json_get(value, "f"), true));
    assert_true(json_bool_or(json_get(value, "n"), true));
    assert_false(json_bool_or(NULL, false));
    assert_null(json_get(NULL, "s"));
    assert_null(json_get(json_get(value, "s"), "s"));
    assert_null(json_get(parsed(STRING("[1]")), ""));
}

static void an_object_of_many_members_keeps_their_order(void **state)
{
    (void)state;
    for (size_t count = 30; count <= 35; count++) {
        struct buffer buffer = buffer_in(&arena);
        for (size_t i = 0; i < count; i++)
            buffer_add_format(&buffer, "%s\"k%zu\":%zu", i ? "," : "{", i * 37 % count, i);
        buffer_add_byte(&buffer, '}');
        const struct json *value = parsed(buffer_string(&buffer));
        assert_int_equal(value->count, count);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(value->items[i].integer, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rfc_8259_allows_is_read),
        cmocka_unit_test(what_it_does_not_is_refused_with_its_place_and_reason),
        cmocka_unit_test(nesting_is_read_to_64_and_refused_at_65),
        cmocka_unit_test(brackets_in_strings_are_no_nesting),
        cmocka_unit_test(a_text_over_64_mb_is_refused_and_one_of_64_mb_is_read),
        cmocka_unit_test(a_tree_outlives_the_text_it_was_read_from),
        cmocka_unit_test(members_are_found_and_values_have_defaults),
        cmocka_unit_test(an_object_of_many_members_keeps_their_order),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, clear);
}
