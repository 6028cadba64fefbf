#include "../expect.h"

#include <string.h>

#include "base/string.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void strings_are_made_from_c_strings_and_back(void **state)
{
    (void)state;
    assert_int_equal(string_from(NULL).size, 0);
    assert_text(string_from("abc"), "abc");
    assert_string_equal(string_c(&arena, STRING("abc")), "abc");
    assert_string_equal(string_c(&arena, (struct string){ 0 }), "");
    assert_string_equal(string_c(&arena, STRING("a\0b")), "a");
    char bytes[] = "abc";
    struct string copy = string_copy(&arena, (struct string){ bytes, 3 });
    bytes[0] = 'x';
    assert_text(copy, "abc");
}

static void strings_compare_by_bytes(void **state)
{
    (void)state;
    static const struct {
        struct string a, b;
        int order;
    } rows[] = {
        { STRING_INIT(""), STRING_INIT(""), 0 },           { STRING_INIT(""), STRING_INIT("a"), -1 },
        { STRING_INIT("a"), STRING_INIT("ab"), -1 },       { STRING_INIT("ab"), STRING_INIT("b"), -1 },
        { STRING_INIT("b"), STRING_INIT("ab"), 1 },        { STRING_INIT("a\0b"), STRING_INIT("a\0c"), -1 },
        { STRING_INIT("z"), STRING_INIT("\xc3\xa9"), -1 }, { STRING_INIT("same"), STRING_INIT("same"), 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int order = string_compare(rows[i].a, rows[i].b);
        assert_int_equal((order > 0) - (order < 0), rows[i].order);
        assert_int_equal(string_equal(rows[i].a, rows[i].b), rows[i].order == 0);
    }
    assert_true(string_equal((struct string){ 0 }, STRING("")));
    assert_false(string_is(STRING("a\0b"), "a"));
}

static void parts_are_found(void **state)
{
    (void)state;
    assert_true(string_starts_with(STRING("abc"), STRING("")));
    assert_true(string_starts_with(STRING("abc"), STRING("abc")));
    assert_false(string_starts_with(STRING("abc"), STRING("abcd")));
    assert_false(string_starts_with(STRING("abc"), STRING("b")));
    assert_true(string_ends_with(STRING("abc"), STRING("bc")));
    assert_true(string_ends_with((struct string){ 0 }, (struct string){ 0 }));
    assert_false(string_ends_with(STRING("c"), STRING("bc")));
    assert_int_equal(string_find(STRING("ababc"), STRING("abc")), 2);
    assert_int_equal(string_find(STRING("a\0bc"), STRING("bc")), 2);
    assert_int_equal(string_find(STRING("abc"), STRING("")), 0);
    assert_int_equal(string_find(STRING("abc"), STRING("abcd")), STRING_NOT_FOUND);
    assert_int_equal(string_find((struct string){ 0 }, STRING("a")), STRING_NOT_FOUND);
    assert_int_equal(string_find_byte(STRING("abc"), 'c'), 2);
    assert_int_equal(string_find_byte(STRING("abc"), 'd'), STRING_NOT_FOUND);
    assert_int_equal(string_find_byte((struct string){ 0 }, '\0'), STRING_NOT_FOUND);
}

static void equal_strings_have_equal_hashes_and_neighbours_differ(void **state)
{
    (void)state;
    assert_int_equal(string_hash(STRING("owner")), string_hash(string_copy(&arena, STRING("owner"))));
    assert_int_equal(string_hash((struct string){ 0 }), string_hash(STRING("")));
    assert_int_not_equal(string_hash(STRING("owner")), string_hash(STRING("ownes")));
    assert_int_not_equal(string_hash(STRING("a")), string_hash(STRING("a\0")));
}

static void slices_are_clamped(void **state)
{
    (void)state;
    assert_text(string_slice(STRING("abcdef"), 1, 3), "bc");
    assert_text(string_slice(STRING("abc"), 0, SIZE_MAX), "abc");
    assert_text(string_slice(STRING("abc"), 5, 9), "");
    assert_text(string_slice(STRING("abc"), 2, 1), "");
    assert_int_equal(string_slice((struct string){ 0 }, 1, 2).size, 0);
}

static void trimming_takes_ascii_white_space_from_both_ends_only(void **state)
{
    (void)state;
    assert_text(string_trim(STRING(" \t\r\n\v\f a b \n")), "a b");
    assert_text(string_trim(STRING(" \n ")), "");
    assert_text(string_trim(STRING("")), "");
    assert_text(string_trim(STRING("\xc2\xa0x")), "\xc2\xa0x");
}

static void cutting_walks_through_the_parts(void **state)
{
    (void)state;
    struct string rest = STRING("a;;bc");
    assert_text(string_cut(&rest, ';'), "a");
    assert_text(string_cut(&rest, ';'), "");
    assert_text(string_cut(&rest, ';'), "bc");
    assert_int_equal(rest.size, 0);
    rest = STRING("a;");
    assert_text(string_cut(&rest, ';'), "a");
    assert_int_equal(rest.size, 0);
    rest = (struct string){ 0 };
    assert_int_equal(string_cut(&rest, ';').size, 0);
}

static struct string repeated(char byte, size_t count)
{
    struct buffer buffer = buffer_in(&arena);
    buffer_add_repeat(&buffer, byte, count);
    return buffer_string(&buffer);
}

static void a_slug_is_lower_case_digits_and_single_hyphens_inside(void **state)
{
    (void)state;
    static const char *const accepted[] = { "a", "7", "a-b", "one-2-three", "0" };
    static const char *const refused[] = { "", "-", "-a", "a-", "a--b", "A", "a_b", "a b", "\xc3\xa9", "a/b", "a." };
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++)
        assert_true(string_is_slug(string_from(accepted[i])));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(string_is_slug(string_from(refused[i])));
    assert_true(string_is_slug(repeated('a', SLUG_MAX)));
    assert_false(string_is_slug(repeated('a', SLUG_MAX + 1)));
    assert_false(string_is_slug(STRING("a\0")));
}

static void distance_counts_inserting_deleting_replacing_and_swapping_neighbours(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        { "", "", 0 },
        { "", "abc", 3 },
        { "owner", "owner", 0 },
        { "ownr", "owner", 1 },
        { "ownner", "owner", 1 },
        { "onwer", "owner", 1 },
        { "awner", "owner", 1 },
        { "kitten", "sitting", 3 },
        { "ca", "abc", 3 },
        { "abcd", "badc", 2 },
        { "sunday", "saturday", 3 },
        { "a", "b", 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(string_distance(string_from(rows[i].a), string_from(rows[i].b)), rows[i].distance);
        assert_int_equal(string_distance(string_from(rows[i].b), string_from(rows[i].a)), rows[i].distance);
    }
}

static void distance_gives_up_beyond_128_bytes(void **state)
{
    (void)state;
    struct string longest = repeated('a', 128), too_long = repeated('a', 129);
    assert_int_equal(string_distance(longest, repeated('b', 128)), 128);
    assert_int_equal(string_distance(longest, too_long), SIZE_MAX);
    assert_int_equal(string_distance(too_long, STRING("a")), SIZE_MAX);
    assert_int_equal(string_distance(too_long, repeated('a', 129)), 0);
}

static void the_nearest_word_is_found_when_it_can_be_a_slip(void **state)
{
    (void)state;
    static const struct string ids[] = { STRING_INIT("owner"), STRING_INIT("borrow"), STRING_INIT("cost"),
                                         STRING_INIT("lifetimes"), STRING_INIT("cast") };
    static const struct {
        const char *word, *nearest;
    } rows[] = {
        { "ownr", "owner" },
        { "onwer", "owner" },
        { "owner", "owner" },
        { "borow", "borrow" },
        { "cxst", "cost" },
        { "lifetimess", "lifetimes" },
        { "lfetmes", "lifetimes" },
        { "lftms", "" },
        { "zebra", "" },
        { "", "" },
        { "o", "" },
        { "cot", "cost" },
        { "lifetimesxxxx", "" },
        { "lifetimesxxx", "lifetimes" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_text(string_nearest(string_from(rows[i].word), ids, sizeof ids / sizeof *ids), rows[i].nearest);
    assert_text(string_nearest(STRING("x"), NULL, 0), "");
}

static void a_list_holds_what_stands_in_it_whole(void **state)
{
    (void)state;
    struct string items[] = { STRING_INIT("one"), STRING_INIT("") };
    struct strings list = { .items = items, .count = 1 };
    assert_true(strings_hold(&list, STRING("one")));
    assert_false(strings_hold(&list, STRING("on")));
    assert_false(strings_hold(&list, STRING("")));
    assert_false(strings_hold(&(struct strings){ 0 }, STRING("one")));
}

static void a_buffer_grows_and_keeps_what_it_holds(void **state)
{
    (void)state;
    struct buffer buffer = buffer_in(&arena);
    assert_int_equal(buffer_string(&buffer).size, 0);
    buffer_add(&buffer, (struct string){ 0 });
    buffer_add_c(&buffer, "one ");
    buffer_add_c(&buffer, NULL);
    buffer_add(&buffer, STRING("two "));
    buffer_add_byte(&buffer, '3');
    buffer_add_repeat(&buffer, '.', 200);
    buffer_add_repeat(&buffer, '.', 0);
    buffer_add_format(&buffer, "%d%s", 4, "five");
    buffer_add(&buffer, buffer_string(&buffer));
    struct string built = buffer_string(&buffer);
    assert_int_equal(built.size, 2 * (9 + 200 + 5));
    assert_text(string_slice(built, 0, 10), "one two 3.");
    assert_text(string_slice(built, 208, 224), ".4fiveone two 3.");
}

static void formats_of_any_length_are_whole(void **state)
{
    (void)state;
    for (size_t size = 0; size < 300; size++) {
        struct string text = repeated('x', size);
        struct string made = string_format(&arena, "%.*s!", STRING_ARG(text));
        assert_int_equal(made.size, size + 1);
        assert_int_equal(made.bytes[size], '!');
        assert_true(string_starts_with(made, text));
    }
    assert_text(string_format(&arena, "%.*s", STRING_ARG((struct string){ 0 })), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_made_from_c_strings_and_back),
        cmocka_unit_test(strings_compare_by_bytes),
        cmocka_unit_test(parts_are_found),
        cmocka_unit_test(equal_strings_have_equal_hashes_and_neighbours_differ),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(trimming_takes_ascii_white_space_from_both_ends_only),
        cmocka_unit_test(cutting_walks_through_the_parts),
        cmocka_unit_test(a_slug_is_lower_case_digits_and_single_hyphens_inside),
        cmocka_unit_test(distance_counts_inserting_deleting_replacing_and_swapping_neighbours),
        cmocka_unit_test(distance_gives_up_beyond_128_bytes),
        cmocka_unit_test(the_nearest_word_is_found_when_it_can_be_a_slip),
        cmocka_unit_test(a_list_holds_what_stands_in_it_whole),
        cmocka_unit_test(a_buffer_grows_and_keeps_what_it_holds),
        cmocka_unit_test(formats_of_any_length_are_whole),
    };
    return cmocka_run_group_tests_name("string", tests, NULL, clear);
}
