#include "../expect.h"

#include "sample.h"
#include "tree.h"
#include "view/checklist.h"
#include "view/question.h"
#include "view/result.h"
#include "view/review.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static const struct moment now = { .at = 1795341600 }; /* 2026-11-22T10:00:00Z */

static struct string words_of(const struct view *view)
{
    return tree_words(&arena, view);
}

static int32_t today(void)
{
    return time_local_day(now);
}

static struct review_item item_of(const struct set *set, enum memory_skill skill)
{
    return (struct review_item){ .set = set,
                                 .skill = skill,
                                 .row = { .skill = skill,
                                          .urgency = MEMORY_STEADY,
                                          .stage.phase = MEMORY_KEPT,
                                          .review_count = 2,
                                          .last_day = today() - 3,
                                          .due_day = today() } };
}

static void the_wait_is_said_in_minutes_hours_or_days_and_never_too_short(void **state)
{
    (void)state;
    static const struct {
        int32_t days;
        int64_t seconds; /* from now to due_at; 0: the day is enough */
        const char *text;
    } rows[] = {
        { 0, 0, "now" },
        { -3, 0, "now" },
        { 0, -5, "now" },
        { 0, 1, "in 1 minute" },
        { 0, 61, "in 2 minutes" },
        { 0, 90 * 60, "in 90 minutes" },
        { 0, 90 * 60 + 1, "in about 2 hours" },
        { 0, 5 * 3600, "in about 5 hours" },
        { 1, 0, "tomorrow" },
        { 1, 600, "in 10 minutes" },
        { 2, 0, "in 2 days, on 2026-11-24" },
        { 400, 0, "in 400 days, on 2027-12-27" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct memory_row row = { .due_day = today() + rows[i].days,
                                  .due_at = rows[i].seconds == 0 ? 0 : now.at + rows[i].seconds };
        assert_text(view_when(&arena, &row, now), rows[i].text);
    }
}

static void why_it_is_asked_is_said_by_what_happened_last(void **state)
{
    (void)state;
    static const struct {
        struct memory_row row;
        int32_t days_ago;
        const char *text;
    } rows[] = {
        { { .review_count = 0, .skill = MEMORY_PRODUCING },
          1,
          "Asked now because you recognise the best answer, and can now learn to say it.\n" },
        { { .review_count = 1, .urgency = MEMORY_MISTAKEN }, 0, "Asked now because you were sure, and wrong.\n" },
        { { .review_count = 1, .urgency = MEMORY_FRESH, .stage.phase = MEMORY_LEARNING },
          0,
          "Asked now because it is still new to you.\n" },
        { { .review_count = 9, .urgency = MEMORY_FRESH, .stage.phase = MEMORY_RELEARNING },
          0,
          "Asked now because you had forgotten it.\n" },
        { { .review_count = 9, .urgency = MEMORY_STEADY, .stage.phase = MEMORY_KEPT },
          0,
          "Asked now because it is worth a second look today.\n" },
        { { .review_count = 9, .urgency = MEMORY_STEADY, .stage.phase = MEMORY_KEPT },
          1,
          "Asked now because the last time was yesterday.\n" },
        { { .review_count = 9, .urgency = MEMORY_STEADY, .stage.phase = MEMORY_KEPT },
          30,
          "Asked now because the last time was 30 days ago.\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct memory_row row = rows[i].row;
        row.last_day = today() - rows[i].days_ago;
        assert_text(words_of(view_reason(&arena, &row, now)), rows[i].text);
    }
}

static void an_outlook_says_how_much_is_due_how_long_it_takes_and_what_comes_next(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    set->exercises[0].minutes = 3;
    struct review_item items[] = { item_of(set, MEMORY_RECOGNISING), item_of(set, MEMORY_PRODUCING) };
    struct review_outlook outlook = { .items = items,
                                      .item_count = 2,
                                      .due_count = 5,
                                      .today_count = 1,
                                      .has_next = true,
                                      .next = items[0],
                                      .memory_count = 9 };
    outlook.next.row.due_day = today() + 1;
    assert_text(words_of(view_outlook(&arena, &outlook, now)),
                "5 questions are due now, about 15 minutes.\n1 question will be due later today.\n"
                "After that, tomorrow: Retries and jitter (Calls between services).\n");
    outlook.next.set = NULL;
    outlook.today_count = 0;
    set->exercises[0].minutes = 0;
    assert_text(words_of(view_outlook(&arena, &outlook, now)), "5 questions are due now.\nThe next is due tomorrow.\n");
}

static void an_outlook_says_when_nothing_is_due_and_when_nothing_was_practised_yet(void **state)
{
    (void)state;
    struct review_outlook outlook = { .memory_count = 1, .today_count = 2 };
    assert_text(words_of(view_outlook(&arena, &outlook, now)),
                "Nothing is due now.\n2 questions will be due later today.\n");
    outlook = (struct review_outlook){ 0 };
    assert_text(words_of(view_outlook(&arena, &outlook, now)),
                "Nothing was practised yet. What you practise comes back here when you would begin to forget it.\n");
    assert_null(view_due(&arena, &outlook, 10, now)->first);
}

static void what_is_due_names_the_set_and_the_reason_and_ends_at_the_limit(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct review_item items[] = { item_of(set, MEMORY_RECOGNISING), item_of(set, MEMORY_PRODUCING) };
    struct review_outlook outlook = { .items = items, .item_count = 2, .due_count = 2, .memory_count = 2 };
    assert_text(words_of(view_due(&arena, &outlook, 10, now)),
                "Retries and jitter\nCalls between services; the last time was 3 days ago\n"
                "Retries and jitter\nCalls between services, to be said aloud; the last time was 3 days ago\n");
    assert_text(words_of(view_due(&arena, &outlook, 1, now)),
                "Retries and jitter\nCalls between services; the last time was 3 days ago\n");
}

static void beside_a_question_of_a_review_stands_how_many_more_are_due(void **state)
{
    (void)state;
    assert_text(words_of(view_more_due(&arena, 0)), "Nothing more is due after this one.\n");
    assert_text(words_of(view_more_due(&arena, 1)), "1 more is due after this one.\n");
    assert_text(words_of(view_more_due(&arena, 12)), "12 more are due after this one.\n");
}

static void when_a_question_comes_back_is_said_as_its_wait_and_with_a_plan_that_draws_it_nearer(void **state)
{
    (void)state;
    static const struct {
        int32_t days, usual_days;
        int64_t seconds; /* from now to due_at; 0: the day is enough */
        const char *text;
    } rows[] = {
        { 0, 0, 600, "This question comes back in 10 minutes." },
        { 0, 0, 1, "This question comes back in 1 minute." },
        { 1, 1, 60, "This question comes back in 1 minute." }, /* over 4:00 */
        { 0, 0, -1, "This question is due again now." },
        { 0, 0, 0, "This question is due again now." },
        { 1, 1, 0, "This question comes back tomorrow." },
        { 1, 9, 0, "This question comes back tomorrow, in time for your interview." },
        { 12, 12, 0, "This question comes back in 12 days, on 2026-12-04." },
        { 2, 9, 0, "This question comes back in 2 days, on 2026-11-24, in time for your interview." },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct memory_row row = { .due_day = today() + rows[i].days,
                                  .usual_day = today() + rows[i].usual_days,
                                  .due_at = rows[i].seconds == 0 ? 0 : now.at + rows[i].seconds };
        assert_text(text_string(&arena, view_comes_back(&arena, &row, now)), rows[i].text);
    }
}

static void an_outcome_is_one_paragraph_of_how_it_was_counted_and_when_it_comes_back(void **state)
{
    (void)state;
    struct review_outcome outcome = { .reason = text_plain(&arena, STRING("Counted as good, because you were right.")),
                                      .row = { .due_day = today() + 1, .usual_day = today() + 1 } };
    assert_text(words_of(view_outcome(&arena, &outcome, now)),
                "Counted as good, because you were right. This question comes back tomorrow.\n");
}

static void a_question_that_is_produced_says_what_to_do_and_alone_it_has_no_place(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct question question = sample_question(&arena, set);
    question.option_count = 0;
    const struct view *view = view_question(&arena, &question, 0, 0);
    assert_text(text_string(&arena, view->first->text), "Retries and jitter");
    assert_null(tree_find(view, VIEW_OPTION));
    assert_int_equal(view->last->role, ROLE_HINT);
    assert_true(string_starts_with(text_string(&arena, view->last->text), STRING("Say your answer aloud")));
}

static void the_points_stand_numbered_under_their_headings_and_ticked_ones_are_marked(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    const uint8_t order[] = { 1, 2 };
    const struct view *view = view_checklist(&arena, set, order, 2, 2);
    assert_text(words_of(view), "Explain the mechanism\nwaits grow, and have a random part (jitter)\n"
                                "Name the trade-off\nevery retry is load on what already fails\n");
    const struct view *first = tree_find(view, VIEW_ITEM), *second = view->last->first;
    assert_int_equal(first->number, 1);
    assert_int_equal(first->role, ROLE_NONE);
    assert_int_equal(second->number, 2);
    assert_int_equal(second->role, ROLE_RIGHT);
}

/* As core/explain composes it: one cell for each point, the learner's own. */
static struct explanation produced(const struct set *set, enum verdict second)
{
    struct explanation explanation = sample_explanation(&arena, set, 0);
    explanation.is_produced = true;
    explanation.others = (struct texts){ 0 };
    explanation.option_count = 1;
    explanation.letters[0] = 0;
    explanation.model_answer = &set->exercises[0].options[0].body;
    explanation.rows[0].cells[0] = VERDICT_COVERED;
    explanation.rows[1].cells[0] = second;
    explanation.row_count = 2;
    return explanation;
}

static void what_was_produced_is_told_point_by_point_with_a_complete_answer_after_it(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct explanation explanation = produced(set, VERDICT_ABSENT);
    struct response response = { .is_produced = true, .ticked = 1 };
    const struct view *view = view_result(&arena, set, &explanation, &response);
    struct string words = words_of(view);
    static const char *const order[] = { "What you said\nExplain the mechanism\nsaid: ", "left out: ",
                                         "A complete answer\n", "What to take away\n" };
    size_t last = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t at = string_find(words, string_from(order[i]));
        assert_int_not_equal(at, STRING_NOT_FOUND);
        assert_true(i == 0 || at > last);
        last = at;
    }
    assert_null(tree_find(view, VIEW_TABLE));
    assert_int_equal(tree_find(view, VIEW_ITEM)->role, ROLE_RIGHT);
    assert_int_equal(view->first->role, ROLE_PARTLY);
}

static void what_was_produced_is_right_when_whole_and_never_wrong(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct explanation whole = produced(set, VERDICT_COVERED), none = produced(set, VERDICT_ABSENT);
    none.rows[0].cells[0] = VERDICT_ABSENT;
    struct response said = { .is_produced = true, .ticked = 3 },
                    dont_know = { .is_produced = true, .is_dont_know = true };
    assert_int_equal(view_verdict(&arena, &whole, &said)->role, ROLE_RIGHT);
    assert_int_equal(view_verdict(&arena, &none, &said)->role, ROLE_PARTLY);
    assert_int_equal(view_verdict(&arena, &none, &dont_know)->role, ROLE_CHOSEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_wait_is_said_in_minutes_hours_or_days_and_never_too_short, clear),
        cmocka_unit_test_teardown(why_it_is_asked_is_said_by_what_happened_last, clear),
        cmocka_unit_test_teardown(an_outlook_says_how_much_is_due_how_long_it_takes_and_what_comes_next, clear),
        cmocka_unit_test_teardown(an_outlook_says_when_nothing_is_due_and_when_nothing_was_practised_yet, clear),
        cmocka_unit_test_teardown(what_is_due_names_the_set_and_the_reason_and_ends_at_the_limit, clear),
        cmocka_unit_test_teardown(beside_a_question_of_a_review_stands_how_many_more_are_due, clear),
        cmocka_unit_test_teardown(when_a_question_comes_back_is_said_as_its_wait_and_with_a_plan_that_draws_it_nearer,
                                  clear),
        cmocka_unit_test_teardown(an_outcome_is_one_paragraph_of_how_it_was_counted_and_when_it_comes_back, clear),
        cmocka_unit_test_teardown(a_question_that_is_produced_says_what_to_do_and_alone_it_has_no_place, clear),
        cmocka_unit_test_teardown(the_points_stand_numbered_under_their_headings_and_ticked_ones_are_marked, clear),
        cmocka_unit_test_teardown(what_was_produced_is_told_point_by_point_with_a_complete_answer_after_it, clear),
        cmocka_unit_test_teardown(what_was_produced_is_right_when_whole_and_never_wrong, clear),
    };
    return cmocka_run_group_tests_name("view review", tests, NULL, NULL);
}
