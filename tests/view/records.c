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

static bool holds(struct string words, const char *part)
{
    return string_find(words, string_from(part)) != STRING_NOT_FOUND;
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
    assert_true(holds(words, "on 2026-12-17, if you stop\n"));
    assert_true(holds(words, "Planned\n2 of 3\n9\n4 to 6\n1 to 3\n"));
    assert_true(holds(words, "Another\n2 of 3\n9\n4 to 6\nnot planned\n"));
}

static void without_a_plan_no_day_is_told_of(void **state)
{
    (void)state;
    const struct known_set set = set_of("Another", false);
    struct string words = tree_words(&arena, view_record_known_sets(&arena, &set, 1, 2));
    assert_false(holds(words, "if you stop"));
    assert_false(holds(words, "not planned"));
}

/* Three answers on one day: nothing left out, some, and all. */
static struct string curve_words(enum memory_skill skill)
{
    struct curve_answer answers[] = {
        { .day = DAY, .recall = -1, .stability = 1, .is_right = true, .score_percent = 100 },
        { .day = DAY, .recall = -1, .stability = 1, .score_percent = 50 },
        { .day = DAY, .recall = -1, .stability = 1 }
    };
    struct curve_point points[] = { { DAY, 1 }, { DAY + 1, 0.9 } };
    struct curve curve = { .skill = skill,
                           .answers = answers,
                           .answer_count = 3,
                           .right_count = 1,
                           .points = points,
                           .point_count = 2,
                           .past_count = 1,
                           .today = DAY,
                           .due_day = DAY + 1,
                           .threshold = 0.9,
                           .now = 1,
                           .threshold_day = DAY + 1 };
    return tree_words(&arena, view_record_curve(&arena, &curve, CURVE_ROWS_ALL, 2));
}

static void a_choice_is_right_and_an_answer_aloud_is_given_in_full(void **state)
{
    (void)state;
    struct string chosen = curve_words(MEMORY_RECOGNISING), aloud = curve_words(MEMORY_PRODUCING);
    assert_true(holds(chosen, "You answered 3 times, 1 right."));
    assert_true(holds(chosen, "\nwrong\n") && holds(chosen, "\nin part\n") && holds(chosen, "\nright\n"));
    assert_true(holds(aloud, "You said the answer aloud 3 times (in full: 1)."));
    assert_true(holds(aloud, "\nnothing of it\n") && holds(aloud, "\nin part\n") && holds(aloud, "\nin full\n"));
    assert_false(holds(aloud, "\nright\n") || holds(aloud, "\nwrong\n"));
}

static void of_a_day_without_choices_or_times_no_zeros_are_told(void **state)
{
    (void)state;
    struct record_day days[] = { { .day = DAY - 1, .answer_count = 2, .asked_count = 2, .took_ms = 90000 },
                                 { .day = DAY, .answer_count = 1 } };
    struct practice_record record = { .today = DAY,
                                      .days = days,
                                      .day_count = 2,
                                      .practised_count = 2,
                                      .answer_count = 3,
                                      .asked_count = 2,
                                      .all_answer_count = 3 };
    struct string words = tree_words(&arena, view_record_calendar(&arena, &record, 2));
    assert_true(holds(words, "2026-12-17\n1\nnot asked\nnot measured\n"));
    assert_true(holds(words, "2026-12-16\n2\n0 of 2\n2\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(beside_a_planned_set_nothing_is_told_of_the_day_for_one_that_is_not, clear),
        cmocka_unit_test_teardown(without_a_plan_no_day_is_told_of, clear),
        cmocka_unit_test_teardown(a_choice_is_right_and_an_answer_aloud_is_given_in_full, clear),
        cmocka_unit_test_teardown(of_a_day_without_choices_or_times_no_zeros_are_told, clear),
    };
    return cmocka_run_group_tests_name("view records", tests, NULL, NULL);
}
