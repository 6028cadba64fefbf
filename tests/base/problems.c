#include "../expect.h"

#include "base/problems.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void lines_are_counted_as_an_editor_counts_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t count;
        const char *first, *last;
    } rows[] = {
        { "", 1, "", "" },       { "a", 1, "a", "a" },      { "a\n", 1, "a", "a" },
        { "a\nb", 2, "a", "b" }, { "a\nb\n", 2, "a", "b" }, { "\n", 1, "", "" },
        { "\n\n", 2, "", "" },   { "a\n\nb", 3, "a", "b" }, { "\nb", 2, "", "b" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source = source_make(&arena, STRING("x"), string_from(rows[i].text));
        assert_int_equal(source.line_count, rows[i].count);
        assert_int_equal(source.line_starts[0], 0);
        assert_text(source_line(&source, 1), rows[i].first);
        assert_text(source_line(&source, source.line_count), rows[i].last);
        assert_int_equal(source_line(&source, 0).size, 0);
        assert_int_equal(source_line(&source, source.line_count + 1).size, 0);
    }
}

static void an_offset_becomes_a_place(void **state)
{
    (void)state;
    struct source source = source_make(&arena, STRING("x"), STRING("one\n\nthree\n"));
    static const struct {
        size_t offset, length;
        struct place place;
    } rows[] = {
        { 0, 3, { 1, 1, 3 } },  { 2, 1, { 1, 3, 1 } },  { 3, 1, { 1, 4, 0 } },        { 0, 99, { 1, 1, 3 } },
        { 4, 0, { 2, 1, 0 } },  { 5, 2, { 3, 1, 2 } },  { 9, 9, { 3, 5, 1 } },        { 10, 1, { 3, 6, 0 } },
        { 11, 1, { 3, 6, 0 } }, { 99, 1, { 3, 6, 0 } }, { 5, SIZE_MAX, { 3, 1, 5 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct place place = source_place(&source, rows[i].offset, rows[i].length);
        assert_int_equal(place.line, rows[i].place.line);
        assert_int_equal(place.column, rows[i].place.column);
        assert_int_equal(place.length, rows[i].place.length);
    }
}

static void add(struct problems *problems, const struct source *source, uint32_t line, uint32_t column,
                enum severity severity, const char *message)
{
    problems_add(problems, source, (struct place){ line, column, 1 }, severity, "code", string_from(message),
                 STRING(""));
}

static void only_errors_count_as_errors(void **state)
{
    (void)state;
    struct problems problems = problems_in(&arena);
    assert_false(problems_has_errors(&problems));
    add(&problems, NULL, 0, 0, SEVERITY_WARNING, "w");
    assert_false(problems_has_errors(&problems));
    add(&problems, NULL, 0, 0, SEVERITY_ERROR, "e");
    assert_true(problems_has_errors(&problems));
    assert_int_equal(problems.count, 2);
    assert_int_equal(problems.error_count, 1);
}

static void a_thousand_problems_are_kept_and_one_more_is_counted(void **state)
{
    (void)state;
    struct problems problems = problems_in(&arena);
    for (int i = 0; i < PROBLEMS_MAX; i++)
        add(&problems, NULL, 0, 0, SEVERITY_WARNING, "w");
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_int_equal(problems.dropped_count, 0);
    add(&problems, NULL, 0, 0, SEVERITY_ERROR, "e");
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_int_equal(problems.dropped_count, 1);
    assert_true(problems_has_errors(&problems)); /* a dropped error is still one */
}

static void problems_are_sorted_by_source_line_and_column_then_as_they_came(void **state)
{
    (void)state;
    struct source first = source_make(&arena, STRING("z.md"), STRING("")),
                  second = source_make(&arena, STRING("a.md"), STRING(""));
    struct problems problems = problems_in(&arena);
    add(&problems, &first, 9, 1, SEVERITY_ERROR, "5");
    add(&problems, &second, 1, 1, SEVERITY_ERROR, "7");
    add(&problems, &first, 2, 5, SEVERITY_WARNING, "3");
    add(&problems, &first, 2, 5, SEVERITY_ERROR, "4");
    add(&problems, &first, 2, 1, SEVERITY_ERROR, "2");
    add(&problems, &second, 0, 0, SEVERITY_ERROR, "6");
    add(&problems, &first, 0, 0, SEVERITY_ERROR, "1");
    problems_sort(&problems);
    for (size_t i = 0; i < problems.count; i++)
        assert_int_equal(problems.items[i].message.bytes[0], '1' + i);
    struct problems none = problems_in(&arena);
    problems_sort(&none);
    assert_int_equal(none.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted_as_an_editor_counts_them),
        cmocka_unit_test(an_offset_becomes_a_place),
        cmocka_unit_test(only_errors_count_as_errors),
        cmocka_unit_test(a_thousand_problems_are_kept_and_one_more_is_counted),
        cmocka_unit_test(problems_are_sorted_by_source_line_and_column_then_as_they_came),
    };
    return cmocka_run_group_tests_name("problems", tests, NULL, clear);
}
