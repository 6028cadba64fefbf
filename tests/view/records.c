/* What is known, as it is told. */
#include "../expect.h"

#include "tree.h"
#include "view/record.h"

#define DAY 20804 /* 2026-12-17 */

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct known_set set_of(const char *title, bool has_interview)
{
    struct known_set set = { .id = STRING("test/one"), .has_interview = has_interview, .interview_day = DAY };
    set.whole = (struct known_part){ .title = text_plain(&arena, string_from(title)),
                                     .point_count = 9,
                                     .exercise_count = 3,
                                     .begun_count[MEMORY_RECOGNISING] = 2,
                                     .now[MEMORY_RECOGNISING] = { 5, 4, 6 },
                                     .on_the_day[MEMORY_RECOGNISING] = { 2, 1, 3 } };
    return set;
}

static void beside_a_planned_set_nothing_is_told_of_the_day_for_one_that_is_not(void **state)
{
    (void)state;
    const struct known_set sets[] = { set_of("Planned", true), set_of("Another", false) };
    struct string words = tree_words(&arena, view_record_known_sets(&arena, sets, 2, 2));
    assert_int_not_equal(string_find(words, STRING("if you stop, on 2026-12-17\n")), STRING_NOT_FOUND);
    assert_int_not_equal(string_find(words, STRING("Planned\n2 of 3\n9\n4 to 6\n1 to 3\n")), STRING_NOT_FOUND);
    assert_int_not_equal(string_find(words, STRING("Another\n2 of 3\n9\n4 to 6\nnot planned\n")), STRING_NOT_FOUND);
}

static void without_a_plan_no_day_is_told_of(void **state)
{
    (void)state;
    const struct known_set set = set_of("Another", false);
    struct string words = tree_words(&arena, view_record_known_sets(&arena, &set, 1, 2));
    assert_int_equal(string_find(words, STRING("if you stop")), STRING_NOT_FOUND);
    assert_int_equal(string_find(words, STRING("not planned")), STRING_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(beside_a_planned_set_nothing_is_told_of_the_day_for_one_that_is_not, clear),
        cmocka_unit_test_teardown(without_a_plan_no_day_is_told_of, clear),
    };
    return cmocka_run_group_tests_name("view records", tests, NULL, NULL);
}
