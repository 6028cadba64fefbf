#include "../expect.h"

#include <signal.h>

#include "model/entry.h"
#include "model/set.h"
#include "model/verdict.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

#define WAS(literal)                                                                                                   \
    {                                                                                                                  \
        (struct string[]){ STRING_INIT(literal) }, 1, 1                                                                \
    }

static struct option options[] = { { .id = STRING_INIT("short") },
                                   { .id = STRING_INIT("full"), .is_best = true, .was = WAS("best") },
                                   { .id = STRING_INIT("vague"), .was = WAS("short") } };
static struct point points[] = { { .id = STRING_INIT("owner") }, { .id = STRING_INIT("cost"), .was = WAS("price") } };
static struct exercise exercises[] = {
    { .id = STRING_INIT("ownership"), .options = options, .option_count = 3, .points = points, .point_count = 2 },
    { .id = STRING_INIT("async"), .was = WAS("futures") },
    { .id = STRING_INIT("unsafe"), .was = WAS("ownership") },
};
static const struct set set = {
    .id = STRING_INIT("senior-rust"), .name_space = STRING_INIT("viva"), .exercises = exercises, .exercise_count = 3
};

static void full_ids_are_joined_by_slashes(void **state)
{
    (void)state;
    assert_text(set_full_id(&arena, &set), "viva/senior-rust");
    assert_text(exercise_full_id(&arena, &set, &exercises[1]), "viva/senior-rust/async");
}

static void things_are_found_by_their_id_and_by_a_former_one(void **state)
{
    (void)state;
    assert_int_equal(set_find_exercise(&set, STRING("ownership")), 0);
    assert_int_equal(set_find_exercise(&set, STRING("unsafe")), 2);
    assert_int_equal(set_find_exercise(&set, STRING("futures")), 1);
    assert_int_equal(set_find_exercise(&set, STRING("absent")), SIZE_MAX);
    assert_int_equal(set_find_exercise(&set, STRING("")), SIZE_MAX);
    assert_int_equal(exercise_find_option(&exercises[0], STRING("best")), 1);
    assert_int_equal(exercise_find_option(&exercises[0], STRING("vague")), 2);
    assert_int_equal(exercise_find_option(&exercises[1], STRING("full")), SIZE_MAX);
    assert_int_equal(exercise_find_point(&exercises[0], STRING("price")), 1);
    assert_int_equal(exercise_find_point(&exercises[0], STRING("Owner")), SIZE_MAX);
}

static void an_id_in_use_goes_before_a_former_one(void **state)
{
    (void)state;
    struct exercise renamed[] = { { .id = STRING_INIT("b"), .was = WAS("a") }, { .id = STRING_INIT("a") } };
    const struct set two = { .exercises = renamed, .exercise_count = 2 };
    assert_int_equal(set_find_exercise(&two, STRING("a")), 1);
    assert_int_equal(exercise_find_option(&exercises[0], STRING("short")), 0);
}

static void the_best_is_the_one_with_the_star(void **state)
{
    (void)state;
    assert_int_equal(exercise_best(&exercises[0]), 1);
}

static void ask_where_there_is_no_best(void)
{
    exercise_best(&exercises[1]);
}

static void an_exercise_without_a_best_is_a_bug_once_it_was_checked(void **state)
{
    (void)state;
    assert_int_equal(ending_of(ask_where_there_is_no_best), -SIGABRT);
}

/* All of them are slugs, and each is another. */
static void are_ids(const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(string_is_slug(string_from(ids[i])));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(ids[i], ids[j]);
    }
}

static void every_kind_of_thing_has_an_id_of_its_own(void **state)
{
    (void)state;
    are_ids(fault_ids, FAULT_COUNT);
    are_ids(sample_mark_ids, SAMPLE_MARK_COUNT);
    are_ids(exercise_kind_ids, EXERCISE_KIND_COUNT);
    are_ids(verdict_ids, VERDICT_COUNT);
    assert_int_equal(1 << (FAULT_COUNT - 1), FAULT_UNSUPPORTED);
    assert_string_equal(fault_ids[1], "one-sided");
    assert_string_equal(sample_mark_ids[SAMPLE_NEAR_MISS], "near-miss");
    assert_string_equal(verdict_ids[VERDICT_UNSURE], "unsure");
}

static void entry_kinds_have_ids_and_nothing_else_has(void **state)
{
    (void)state;
    const char *ids[ENTRY_KIND_END];
    for (int kind = ENTRY_RUN; kind < ENTRY_KIND_END; kind++)
        ids[kind - ENTRY_RUN] = entry_kind_id((enum entry_kind)kind);
    are_ids(ids, ENTRY_KIND_END - ENTRY_RUN);
    assert_string_equal(entry_kind_id(ENTRY_SELF_MARKS), "self-marks");
    assert_null(entry_kind_id((enum entry_kind)0));
    assert_null(entry_kind_id(ENTRY_KIND_END));
    assert_null(entry_kind_id((enum entry_kind) - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_ids_are_joined_by_slashes),
        cmocka_unit_test(things_are_found_by_their_id_and_by_a_former_one),
        cmocka_unit_test(an_id_in_use_goes_before_a_former_one),
        cmocka_unit_test(the_best_is_the_one_with_the_star),
        cmocka_unit_test(an_exercise_without_a_best_is_a_bug_once_it_was_checked),
        cmocka_unit_test(every_kind_of_thing_has_an_id_of_its_own),
        cmocka_unit_test(entry_kinds_have_ids_and_nothing_else_has),
    };
    return cmocka_run_group_tests_name("set", tests, NULL, clear);
}
