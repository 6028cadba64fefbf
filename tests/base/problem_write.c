#include "../expect.h"

#include "base/problems.h"
#include "base/utf8.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* How an error of length bytes at line and column of text is shown. */
static struct string shown(struct string text, struct place place)
{
    struct source *source = ARENA_NEW(&arena, struct source);
    *source = source_make(&arena, STRING("set.md"), text);
    struct problem problem = { .source = source, .place = place, .code = "code", .message = STRING("wrong") };
    struct buffer buffer = buffer_in(&arena);
    problem_write(&buffer, &problem);
    return buffer_string(&buffer);
}

static void a_problem_shows_its_place_its_line_a_caret_and_a_hint(void **state)
{
    (void)state;
    struct source source =
        source_make(&arena, STRING("sets/rust.md"), STRING("# Exercise: a\n\n- covers: cost, ownr\n"));
    struct problem problem = {
        .source = &source,
        .place = { .line = 3, .column = 17, .length = 4 },
        .severity = SEVERITY_ERROR,
        .code = "unknown-point",
        .message = STRING("unknown point \"ownr\" in \"covers\"; expected one of this exercise's points"),
        .hint = STRING("did you mean \"owner\"?"),
    };
    struct buffer buffer = buffer_in(&arena);
    problem_write(&buffer, &problem);
    assert_text(
        buffer_string(&buffer),
        "sets/rust.md:3:17: error: unknown point \"ownr\" in \"covers\"; expected one of this exercise's points "
        "[unknown-point]\n"
        "  - covers: cost, ownr\n"
        "                  ^~~~\n"
        "hint: did you mean \"owner\"?\n");
}

static void a_warning_without_a_hint_says_so(void **state)
{
    (void)state;
    struct source source = source_make(&arena, STRING("a.md"), STRING("x"));
    struct problem problem = { &source, { 1, 1, 1 }, SEVERITY_WARNING, "point-uncovered", STRING("odd"), { 0 } };
    struct buffer buffer = buffer_in(&arena);
    problem_write(&buffer, &problem);
    assert_text(buffer_string(&buffer), "a.md:1:1: warning: odd [point-uncovered]\n  x\n  ^\n");
}

static void a_problem_of_the_whole_source_shows_no_line(void **state)
{
    (void)state;
    assert_text(shown(STRING("text"), (struct place){ 0 }), "set.md: error: wrong [code]\n");
}

static void a_problem_of_no_source_shows_no_place(void **state)
{
    (void)state;
    struct problem problem = { .place = { 3, 3, 3 }, .code = "code", .message = STRING("wrong") };
    struct buffer buffer = buffer_in(&arena);
    problem_write(&buffer, &problem);
    assert_text(buffer_string(&buffer), "error: wrong [code]\n");
}

static void the_caret_stands_under_what_it_means(void **state)
{
    (void)state;
    static const struct {
        struct string text;
        struct place place;
        const char *shown;
    } rows[] = {
        /* a length of nothing, one, and more than the line has */
        { STRING_INIT("abc"), { 1, 2, 0 }, "set.md:1:2: error: wrong [code]\n  abc\n   ^\n" },
        { STRING_INIT("abc"), { 1, 2, 1 }, "set.md:1:2: error: wrong [code]\n  abc\n   ^\n" },
        { STRING_INIT("abc\nd"), { 1, 2, 99 }, "set.md:1:2: error: wrong [code]\n  abc\n   ^~\n" },
        /* behind the end of the line, and further than that */
        { STRING_INIT("abc"), { 1, 4, 0 }, "set.md:1:4: error: wrong [code]\n  abc\n     ^\n" },
        { STRING_INIT("abc"), { 1, 99, 1 }, "set.md:1:4: error: wrong [code]\n  abc\n     ^\n" },
        { STRING_INIT(""), { 1, 1, 0 }, "set.md:1:1: error: wrong [code]\n  \n  ^\n" },
        /* tabs are single spaces */
        { STRING_INIT("\ta\tb"), { 1, 4, 1 }, "set.md:1:4: error: wrong [code]\n   a b\n     ^\n" },
        { STRING_INIT("\t\tb"), { 1, 1, 2 }, "set.md:1:1: error: wrong [code]\n    b\n  ^~\n" },
        /* bytes, characters and columns are three things */
        { STRING_INIT("caf\xc3\xa9 x"), { 1, 7, 1 }, "set.md:1:6: error: wrong [code]\n  caf\xc3\xa9 x\n       ^\n" },
        { STRING_INIT("\xe6\xbc\xa2\xe5\xad\x97 x"),
          { 1, 8, 1 },
          "set.md:1:4: error: wrong [code]\n  \xe6\xbc\xa2\xe5\xad\x97 x\n       ^\n" },
        { STRING_INIT("\xe6\xbc\xa2\xe5\xad\x97"),
          { 1, 4, 3 },
          "set.md:1:2: error: wrong [code]\n  \xe6\xbc\xa2\xe5\xad\x97\n    ^~\n" },
        { STRING_INIT("e\xcc\x81x"), { 1, 4, 1 }, "set.md:1:3: error: wrong [code]\n  e\xcc\x81x\n   ^\n" },
        /* control and bidi characters, and what is not UTF-8, reach no terminal */
        { STRING_INIT("a\x1b[2Jb"), { 1, 6, 1 }, "set.md:1:6: error: wrong [code]\n  a\xef\xbf\xbd[2Jb\n       ^\n" },
        { STRING_INIT("a\xe2\x80\xae"
                      "b"),
          { 1, 2, 3 },
          "set.md:1:2: error: wrong [code]\n  a\xef\xbf\xbd"
          "b\n   ^\n" },
        { STRING_INIT("\xc2\x9b"
                      "b"),
          { 1, 3, 1 },
          "set.md:1:2: error: wrong [code]\n  \xef\xbf\xbd"
          "b\n   ^\n" },
        { STRING_INIT("a\xff\xfe"
                      "b"),
          { 1, 4, 1 },
          "set.md:1:4: error: wrong [code]\n  a\xef\xbf\xbd\xef\xbf\xbd"
          "b\n     ^\n" },
        { STRING_INIT("a\0b"),
          { 1, 3, 1 },
          "set.md:1:3: error: wrong [code]\n  a\xef\xbf\xbd"
          "b\n    ^\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_text(shown(rows[i].text, rows[i].place), rows[i].shown);
}

static void names_messages_and_hints_are_made_harmless_too(void **state)
{
    (void)state;
    struct source source = source_make(&arena, STRING("a\x1b.md"), STRING("x"));
    struct problem problem = { &source,       { 1, 1, 1 }, SEVERITY_ERROR, "code", STRING("not \"\n\xe2\x80\xae\""),
                               STRING("\x07") };
    struct buffer buffer = buffer_in(&arena);
    problem_write(&buffer, &problem);
    assert_text(buffer_string(&buffer), "a\xef\xbf\xbd.md:1:1: error: not \"\xef\xbf\xbd\xef\xbf\xbd\" [code]\n"
                                        "  x\n  ^\nhint: \xef\xbf\xbd\n");
}

static struct string repeated(const char *unit, size_t count, const char *then)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < count; i++)
        buffer_add_c(&buffer, unit);
    buffer_add_c(&buffer, then);
    return buffer_string(&buffer);
}

/* The second and third line of what is shown. */
static void split(struct string all, struct string *line, struct string *caret)
{
    string_cut(&all, '\n');
    *line = string_cut(&all, '\n');
    *caret = string_cut(&all, '\n');
}

static void a_line_of_160_columns_is_whole_and_one_of_161_is_cut(void **state)
{
    (void)state;
    struct string line, caret;
    split(shown(repeated("x", 159, "!"), (struct place){ 1, 1, 1 }), &line, &caret);
    assert_int_equal(line.size, 2 + 160);
    assert_true(string_ends_with(line, STRING("x!")));
    split(shown(repeated("x", 160, "!"), (struct place){ 1, 1, 1 }), &line, &caret);
    assert_int_equal(line.size, 2 + 154 + 3);
    assert_true(string_ends_with(line, STRING("x...")));
    assert_text(caret, "  ^");
}

static void a_cut_line_shows_what_the_caret_means_wherever_it_is(void **state)
{
    (void)state;
    static const char *const units[] = {
        "x", "\t", "\xc3\xa9", "\xe6\xbc\xa2", "\xf0\x9f\x98\x80", "\xff", "e\xcc\x81"
    };
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (size_t before = 0; before <= 400; before += 7)
            for (size_t after = 0; after <= 400; after += 100) {
                struct string start = repeated(units[u], before, "");
                struct string whole = repeated(units[u], before, string_c(&arena, repeated("y", 1, "")));
                struct buffer buffer = buffer_in(&arena);
                buffer_add(&buffer, whole);
                buffer_add(&buffer, repeated(units[u], after, ""));
                struct string line, caret;
                split(shown(buffer_string(&buffer), (struct place){ 1, (uint32_t)start.size + 1, 1 }), &line, &caret);
                size_t at = string_find_byte(line, 'y');
                assert_int_not_equal(at, STRING_NOT_FOUND);
                assert_int_equal(utf8_width(string_slice(line, 0, at)), caret.size - 1);
                assert_true(utf8_width(line) <= 2 + 160);
                assert_true(utf8_count(line) <= 2 + 160);
            }
}

static void a_span_that_is_longer_than_the_cut_line_ends_with_it(void **state)
{
    (void)state;
    struct string line, caret;
    split(shown(repeated("x", 1000, ""), (struct place){ 1, 101, 900 }), &line, &caret);
    assert_true(string_starts_with(line, STRING("  ...x")));
    assert_true(string_ends_with(line, STRING("x...")));
    assert_int_equal(caret.size, line.size - 3);
    assert_int_equal(string_find_byte(caret, '^'), 2 + 3 + 60);
}

static void marks_heaped_up_without_end_fill_no_screen(void **state)
{
    (void)state;
    struct string text = repeated("\xcc\x81", 100000, "");
    struct string all = shown(text, (struct place){ 1, 100001, 2 });
    assert_true(all.size < 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_problem_shows_its_place_its_line_a_caret_and_a_hint),
        cmocka_unit_test(a_warning_without_a_hint_says_so),
        cmocka_unit_test(a_problem_of_the_whole_source_shows_no_line),
        cmocka_unit_test(a_problem_of_no_source_shows_no_place),
        cmocka_unit_test(the_caret_stands_under_what_it_means),
        cmocka_unit_test(names_messages_and_hints_are_made_harmless_too),
        cmocka_unit_test(a_line_of_160_columns_is_whole_and_one_of_161_is_cut),
        cmocka_unit_test(a_cut_line_shows_what_the_caret_means_wherever_it_is),
        cmocka_unit_test(a_span_that_is_longer_than_the_cut_line_ends_with_it),
        cmocka_unit_test(marks_heaped_up_without_end_fill_no_screen),
    };
    return cmocka_run_group_tests_name("problem_write", tests, NULL, clear);
}
