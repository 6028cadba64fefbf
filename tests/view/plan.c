/* view/plan: counts and ranges, in words for each day. */
#include "view/plan.h"

#include "../expect.h"
#include "sample.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct plan_outlook outlook(void)
{
    return sample_outlook(&arena, sample_set(&arena));
}

/* Paragraphs and headings a line each, the cells of a row in one. */
static void add_words(struct buffer *buffer, const struct view *view)
{
    struct string text = text_string(&arena, view->text);
    buffer_add(buffer, text);
    if (view->kind == VIEW_CELL && view->next)
        buffer_add_c(buffer, " | ");
    else if (text.size > 0)
        buffer_add_byte(buffer, '\n');
    for (const struct view *child = view->first; child; child = child->next)
        add_words(buffer, child);
}

static struct string words_of(const struct view *view)
{
    struct buffer buffer = buffer_in(&arena);
    add_words(&buffer, view);
    return buffer_string(&buffer);
}

static bool says(const struct view *view, const char *sentence)
{
    return string_find(words_of(view), string_from(sentence)) != STRING_NOT_FOUND;
}

static void points_are_counted_and_the_day_has_a_range(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    struct view *view = view_plan(&arena, &sample);
    assert_true(says(view, "Your interview is in 32 days, on 2026-12-24.\n"));
    assert_true(says(view, "3 of 8 exercises begun.\n"));
    assert_true(says(view, "heading | points | now | if you stop | on the day\n"));
    assert_true(says(view, " | 20 | 8 | 7 | 17 to 19\n"));
    assert_true(says(view, " | 6 | 0 | 0 | 6\n")); /* both ends round to one */
    assert_true(says(view, "all together | 26 | 8 | 7 | 23 to 25\n"));
    assert_true(says(view, "Giving the answer yourself\n"));
    assert_true(says(view, " | 6 | 0 | 0 | 1 to 4\n"));
    assert_false(says(view, "%"));
}

static void today_and_the_mean_of_all_days_are_told(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    assert_true(says(view_plan(&arena, &sample),
                     "Today: 6 to review, about 14 minutes. Until the interview it takes about 12 minutes a day.\n"));
    sample.days[0] = (struct plan_day){ sample.today, 1, 2, 0.3 };
    assert_true(says(view_plan(&arena, &sample), "Today: 1 to review and 2 new, about 1 minute. "));
    sample.days[0] = (struct plan_day){ sample.today, 0, 0, 0 };
    assert_true(says(view_plan(&arena, &sample), "Nothing is left to do today. "));
}

static void on_the_eve_today_is_all_there_is(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.days_left = 1;
    sample.day_count = 1;
    sample.plan.interview_day = sample.today + 1;
    struct view *view = view_plan(&arena, &sample);
    assert_true(says(view, "Your interview is tomorrow, on 2026-11-23.\n"));
    assert_true(says(view, "Today: 6 to review, about 14 minutes.\n"));
    assert_false(says(view, "a day until then"));
}

static void on_the_day_only_what_is_known_now_is_left_to_say(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.days_left = 0;
    sample.day_count = 0;
    struct view *view = view_plan(&arena, &sample);
    assert_true(says(view, "Your interview is today. Good luck!\n"));
    assert_true(says(view, "all together | 26 | 8\n"));
    assert_false(says(view, "if you stop"));
    assert_false(says(view, "Today:"));
}

static void after_it_only_the_day_is_told(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.days_left = -1;
    struct view *view = view_plan(&arena, &sample);
    assert_text(words_of(view), "Your plan\nYour interview was on 2026-12-24.\n");
}

static void minutes_say_where_they_come_from(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    assert_true(says(view_plan(&arena, &sample), "The minutes are those that the exercises state"));
    sample.is_time_measured = true;
    assert_true(says(view_plan(&arena, &sample), "The minutes are worked out from the time that your answers took."));
}

static void what_is_not_reached_has_no_table(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.sets[0].skills[MEMORY_PRODUCING] = (struct plan_recall){ 0 };
    assert_false(says(view_plan(&arena, &sample), "Giving the answer yourself"));
}

static void a_set_without_points_is_counted_in_exercises(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.sets[0].point_count = 0;
    sample.sets[0].heading_count = 0;
    struct view *view = view_plan(&arena, &sample);
    assert_true(
        says(view, "heading | exercises | now | if you stop | on the day\nall together | 8 | 3 | 2 | 7 to 8\n"));
}

static void one_heading_needs_no_sum(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    sample.sets[0].heading_count = 1;
    assert_false(says(view_plan(&arena, &sample), "all together"));
}

static void sets_that_are_gone_are_named_and_no_set_is_said(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    struct string gone[] = { STRING_INIT("kim/one"), STRING_INIT("kim/two") };
    sample.missing = (struct strings){ .items = gone, .count = 2 };
    assert_true(says(view_plan(&arena, &sample), "Not at hand, and left out: kim/one and kim/two.\n"));
    sample.missing.count = 0;
    sample.set_count = 0;
    struct view *view = view_plan(&arena, &sample);
    assert_true(says(view, "Nothing was practised yet, and the plan names no set"));
    assert_false(says(view, "Today"));
    assert_false(says(view, "How to read this"));
}

static void days_to_come_are_a_table_of_so_many(void **state)
{
    (void)state;
    struct plan_outlook sample = outlook();
    assert_text(words_of(view_plan_days(&arena, &sample, 2)),
                "day | to review | new | minutes\n2026-11-22 | 6 | 0 | 14\n2026-11-23 | 6 | 1 | 13\n");
    sample.day_count = 0;
    assert_text(words_of(view_plan_days(&arena, &sample, 2)), "");
}

static void without_an_interview_that_is_said(void **state)
{
    (void)state;
    assert_text(words_of(view_plan_none(&arena)), "Your plan\nNo interview is set.\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, clear)
    const struct CMUnitTest tests[] = {
        TEST(points_are_counted_and_the_day_has_a_range),
        TEST(today_and_the_mean_of_all_days_are_told),
        TEST(on_the_eve_today_is_all_there_is),
        TEST(on_the_day_only_what_is_known_now_is_left_to_say),
        TEST(after_it_only_the_day_is_told),
        TEST(minutes_say_where_they_come_from),
        TEST(what_is_not_reached_has_no_table),
        TEST(a_set_without_points_is_counted_in_exercises),
        TEST(one_heading_needs_no_sum),
        TEST(sets_that_are_gone_are_named_and_no_set_is_said),
        TEST(days_to_come_are_a_table_of_so_many),
        TEST(without_an_interview_that_is_said),
    };
    return cmocka_run_group_tests_name("view plan", tests, NULL, NULL);
}
