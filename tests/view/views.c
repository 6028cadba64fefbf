#include "../expect.h"

#include "sample.h"
#include "tree.h"
#include "view/guide.h"
#include "view/progress.h"
#include "view/question.h"
#include "view/result.h"
#include "view/sets.h"
#include "view/summary.h"
#include "words/words.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct string words_of(const struct view *view)
{
    return tree_words(&arena, view);
}

static bool says(const struct view *view, const char *sentence)
{
    return string_find(words_of(view), string_from(sentence)) != STRING_NOT_FOUND;
}

static void children_stand_in_the_order_they_were_added(void **state)
{
    (void)state;
    struct view *root = view_new(&arena, VIEW_GROUP, ROLE_NONE);
    view_add_string(&arena, root, VIEW_PARAGRAPH, ROLE_NONE, STRING("one"));
    struct view *two = view_new(&arena, VIEW_PARAGRAPH, ROLE_NONE);
    two->text = text_plain(&arena, STRING("two"));
    view_append(root, two);
    view_add_prose(&arena, root, ROLE_NONE, sample_paragraph(&arena, "three"));
    assert_text(words_of(root), "one\ntwo\nthree\n");
    assert_ptr_equal(root->first->next, two);
}

static void an_opening_says_what_the_set_is(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    assert_text(words_of(view_opening(&arena, set, true)),
                "Calls between services\n1 exercise: retries, time-outs\nWhat one says about calls that fail.\n");
    assert_text(words_of(view_opening(&arena, set, false)), "Calls between services\n1 exercise: retries, time-outs\n");
    set->focus = STRING("");
    set->about = (struct prose){ 0 };
    set->exercise_count = 5;
    assert_text(words_of(view_opening(&arena, set, true)), "Calls between services\n5 exercises\n");
}

static void a_guide_is_its_headings_with_their_advice_and_nothing_when_there_are_none(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    const struct view *pairs = tree_find(view_guide(&arena, &set->guide), VIEW_PAIRS);
    assert_text(text_string(&arena, pairs->first->label), "Explain the mechanism");
    assert_text(text_string(&arena, pairs->first->text), "say why it works, not only the rule.");
    set->guide.heading_count = 0;
    assert_null(view_guide(&arena, &set->guide)->first);
}

static void a_question_shows_its_prompt_its_quality_and_its_options_by_letter_and_no_more(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    struct question question = sample_question(&arena, set);
    question.option_count = 2;
    static struct prose yes, no;
    yes = sample_paragraph(&arena, "Yes.");
    no = sample_paragraph(&arena, "No.");
    question.options[0] = &no;
    question.options[1] = &yes;
    const struct view *view = view_question(&arena, &question, 1, 5);
    assert_text(words_of(view),
                "2 / 5: Retries and jitter\nInterviewer:\nA call to another service failed. When do you try again?\n"
                "What to look for: Which answer knows what a retry costs?\nNo.\nYes.\n");
    const struct view *option = tree_find(view, VIEW_OPTION);
    assert_int_equal(option->letter, 'A');
    assert_int_equal(option->next->letter, 'B');
    assert_int_equal(option->next->number, 1);
    assert_null(option->next->next);
    assert_text(view->language, "en");
}

static void how_far_one_is_is_said_in_words_beside_the_bar(void **state)
{
    (void)state;
    const struct view *bar = view_completed(&arena, 0, 5);
    assert_text(words_of(bar), "0 / 5 completed\n");
    assert_int_equal(bar->number, 0);
    assert_int_equal(bar->total, 5);
}

static void terms_and_phrases_are_pairs_or_one_sentence_that_there_are_none(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    struct question question = sample_question(&arena, set);
    assert_text(words_of(view_terms(&arena, &question)), "Terms\njitter\na random part of a wait.\n");
    assert_true(says(view_phrases(&arena, &question), "That comes at a price:\nto open the trade-off."));
    question.term_count = question.phrase_count = 0;
    assert_text(words_of(view_terms(&arena, &question)), "There are no terms for this question.\n");
    assert_text(words_of(view_phrases(&arena, &question)), "There are no phrases for this question.\n");
}

static const struct view *result_of(const struct set *set, size_t chosen_place, bool is_dont_know)
{
    struct explanation explanation = sample_explanation(&arena, set, chosen_place);
    struct response response = { .is_dont_know = is_dont_know };
    return view_result(&arena, set, &explanation, &response);
}

static void a_verdict_is_marked_right_wrong_or_neither(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    assert_int_equal(result_of(set, 0, false)->first->role, ROLE_RIGHT);
    assert_int_equal(result_of(set, 2, false)->first->role, ROLE_WRONG);
    assert_int_equal(result_of(set, SIZE_MAX, true)->first->role, ROLE_CHOSEN);
}

static void a_result_goes_from_the_verdict_over_the_rivals_and_the_table_to_the_lesson(void **state)
{
    (void)state;
    struct string words = words_of(result_of(sample_set(&arena), 2, false));
    static const char *const order[] = { "A is the better answer.", "A says that",           "B names the parts",
                                         "Who says what",           "Explain the mechanism", "Name the trade-off",
                                         "What to take away",       "A retry is load" };
    size_t last = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t at = string_find(words, string_from(order[i]));
        assert_int_not_equal(at, STRING_NOT_FOUND);
        assert_true(i == 0 || at > last);
        last = at;
    }
}

static void a_table_has_a_cell_for_each_option_with_its_verdict_as_role_and_words(void **state)
{
    (void)state;
    const struct view *table = tree_find(result_of(sample_set(&arena), 2, false), VIEW_TABLE);
    const struct view *header = table->first, *row = header->next;
    assert_text(words_of(header), "Point\nA\nB\nC\n");
    assert_int_equal(header->first->next->role, ROLE_RIGHT);
    assert_int_equal(header->last->role, ROLE_CHOSEN);
    assert_text(words_of(row), "only what is idempotent is repeated\nsays it\nleaves it out\ncontradicts it\n");
    assert_int_equal(row->first->next->role, ROLE_RIGHT);
    assert_int_equal(row->first->next->next->role, ROLE_ABSENT);
    assert_int_equal(row->last->role, ROLE_WRONG);
}

static void a_question_without_points_has_no_table(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct explanation explanation = sample_explanation(&arena, set, 0);
    explanation.row_count = 0;
    explanation.lesson = (struct prose){ 0 };
    struct response response = { .chosen = 1 };
    const struct view *result = view_result(&arena, set, &explanation, &response);
    assert_null(tree_find(result, VIEW_TABLE));
    assert_null(tree_find(result, VIEW_HEADING));
}

static const struct view *summary_of(const struct set *set, const struct summary *summary)
{
    struct view_summary_step *steps = ARENA_NEW_MANY(&arena, 3, struct view_summary_step);
    for (size_t i = 0; i < 3; i++)
        steps[i] = (struct view_summary_step){ set->exercises[0].title, string_format(&arena, "/runs/r/%zu", i + 1) };
    return view_summary(&arena, &set->guide, steps, set->language, summary);
}

static void a_summary_says_what_was_said_least_and_what_the_guide_advises(void **state)
{
    (void)state;
    struct summary summary = sample_summary(&arena);
    const struct view *view = summary_of(sample_set(&arena), &summary);
    assert_true(says(view,
                     "You chose the best answer to 1 of 3 questions. To one of them you said that you did not know. "
                     "On average your choices earned 47 % of the marks.\n"));
    assert_true(
        says(view, "Explain the mechanism\n3 of 4 points, and 1 only named\nName the trade-off\n0 of 2 points\n"));
    assert_true(says(view, "Least was said under “Name the trade-off”. The guide advises: say what it costs;"));
    assert_true(says(view, "Retries and jitter: you were sure, and another answer was better\n"));
    assert_true(says(view, "Retries and jitter: you flagged it\n"));
}

static void what_is_worth_another_look_leads_to_its_step(void **state)
{
    (void)state;
    struct summary summary = sample_summary(&arena);
    const struct view *item = tree_find(summary_of(sample_set(&arena), &summary), VIEW_LIST)->first;
    for (size_t i = 0; i < summary.again_count; i++, item = item->next)
        assert_text(item->path, string_c(&arena, string_format(&arena, "/runs/r/%zu", summary.again[i].step + 1)));
    assert_null(item);
}

static void a_summary_without_a_flaw_says_so_and_advises_nothing(void **state)
{
    (void)state;
    struct summary summary = { .step_count = 2, .response_count = 2, .right_count = 2, .score_percent = 100 };
    struct heading_share share = { .heading = 0, .point_count = 3, .covered_count = 3 };
    summary.shares = &share;
    summary.share_count = 1;
    const struct view *view = summary_of(sample_set(&arena), &summary);
    assert_text(words_of(view),
                "How it went\nYou chose the best answer to all 2 questions.\n"
                "What your answers said, by heading of the guide\nExplain the mechanism\n3 of 3 points\n"
                "Nothing needs another look today.\n");
}

static void a_summary_of_nothing_says_that_nothing_was_answered(void **state)
{
    (void)state;
    struct summary summary = { .step_count = 2, .score_percent = -1 };
    struct heading_share share = { .heading = 0 };
    summary.shares = &share;
    summary.share_count = 1;
    assert_true(says(summary_of(sample_set(&arena), &summary), "Nothing was answered.\n"));
    assert_null(tree_find(summary_of(sample_set(&arena), &summary), VIEW_PAIRS));
}

static void sureness_is_judged_only_when_there_is_enough_to_judge(void **state)
{
    (void)state;
    static const struct {
        int sure[4], right[4];
        enum say judgement;
    } rows[] = {
        { { 0, 0, 0, 3 }, { 0, 0, 0, 2 }, SAY_SURENESS_TOO_SURE },
        { { 0, 3, 0, 1 }, { 0, 2, 0, 1 }, SAY_SURENESS_TOO_SHY },
        { { 0, 2, 0, 2 }, { 0, 1, 0, 2 }, SAY_SURENESS_FITS },
        { { 0, 1, 1, 1 }, { 0, 1, 0, 1 }, SENTENCE_END },
        { { 5, 0, 0, 0 }, { 5, 0, 0, 0 }, SENTENCE_END },
    };
    static const enum say judgements[] = { SAY_SURENESS_TOO_SURE, SAY_SURENESS_TOO_SHY, SAY_SURENESS_FITS };
    const struct set *set = sample_set(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct summary summary = { .step_count = 5, .response_count = 5, .right_count = 4 };
        for (int sureness = 0; sureness < 4; sureness++) {
            summary.sure_count[sureness] = rows[i].sure[sureness];
            summary.sure_right_count[sureness] = rows[i].right[sureness];
        }
        struct string words = words_of(summary_of(set, &summary));
        for (size_t j = 0; j < sizeof judgements / sizeof *judgements; j++)
            assert_int_equal(string_find(words, words_plain(judgements[j])) != STRING_NOT_FOUND,
                             judgements[j] == rows[i].judgement);
    }
}

static void the_list_of_sets_says_where_one_stands_in_each(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    struct run_progress run = { .response_count = 1, .step_count = 1 };
    struct view_sets_item items[] = { { set, STRING("calls"), 0, NULL }, { set, STRING("./calls.md"), 1, &run } };
    assert_text(words_of(view_sets(&arena, items, 2)),
                "calls\nCalls between services; 1 exercise\n"
                "./calls.md\nCalls between services; 1 exercise, 1 answered so far; a run is open: 1 / 1 completed\n");
    assert_text(words_of(view_sets(&arena, NULL, 0)), "There are no sets.\n");
}

static void a_set_says_how_many_exercises_it_has_and_how_long_they_take_if_all_of_them_say_so(void **state)
{
    (void)state;
    static const struct {
        int minutes[3];
        size_t count;
        const char *text;
    } rows[] = {
        { { 1 }, 1, "1 exercise, about 1 minute." },
        { { 120, 3, 4 }, 3, "3 exercises, about 127 minutes." },
        { { 4, 0, 4 }, 3, "3 exercises." },
        { { 0 }, 0, "0 exercises." },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exercise exercises[3] = { 0 };
        for (size_t j = 0; j < 3; j++)
            exercises[j].minutes = rows[i].minutes[j];
        struct set set = { .exercises = exercises, .exercise_count = rows[i].count };
        assert_text(view_set_size(&arena, &set), rows[i].text);
    }
}

static void progress_is_of_all_time_and_labelled_so(void **state)
{
    (void)state;
    struct set *set = sample_set(&arena);
    struct progress progress = {
        .response_count = 3, .right_count = 1, .score_percent_sum = 150, .last_score_percent = 25, .is_flagged = true
    };
    struct run_progress run = { .response_count = 0, .step_count = 1 };
    const struct view *view = view_progress(&arena, set, &progress, &run);
    assert_text(words_of(view), "Calls between services\nOf all time: 1 of 1 exercise answered.\n"
                                "Retries and jitter\nanswered 3 times, 1 right; 50 % of the marks on average; flagged\n"
                                "A run is open: 0 / 1 completed.\n");
    struct progress nothing = { .last_score_percent = -1 };
    assert_true(says(view_progress(&arena, set, &nothing, NULL), "Retries and jitter\nnot answered yet\n"));
}

static void what_is_in_no_set_any_more_is_still_told(void **state)
{
    (void)state;
    struct progress progress = { .exercise = STRING("test/old/gone"),
                                 .response_count = 1,
                                 .right_count = 1,
                                 .score_percent_sum = 100,
                                 .last_score_percent = 100 };
    assert_text(words_of(view_progress_elsewhere(&arena, &progress, 1)),
                "In no set at hand\ntest/old/gone\nanswered once, 1 right; 100 % of the marks\n");
    assert_null(view_progress_elsewhere(&arena, NULL, 0)->first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(children_stand_in_the_order_they_were_added, clear),
        cmocka_unit_test_teardown(an_opening_says_what_the_set_is, clear),
        cmocka_unit_test_teardown(a_guide_is_its_headings_with_their_advice_and_nothing_when_there_are_none, clear),
        cmocka_unit_test_teardown(a_question_shows_its_prompt_its_quality_and_its_options_by_letter_and_no_more, clear),
        cmocka_unit_test_teardown(how_far_one_is_is_said_in_words_beside_the_bar, clear),
        cmocka_unit_test_teardown(terms_and_phrases_are_pairs_or_one_sentence_that_there_are_none, clear),
        cmocka_unit_test_teardown(a_verdict_is_marked_right_wrong_or_neither, clear),
        cmocka_unit_test_teardown(a_result_goes_from_the_verdict_over_the_rivals_and_the_table_to_the_lesson, clear),
        cmocka_unit_test_teardown(a_table_has_a_cell_for_each_option_with_its_verdict_as_role_and_words, clear),
        cmocka_unit_test_teardown(a_question_without_points_has_no_table, clear),
        cmocka_unit_test_teardown(a_summary_says_what_was_said_least_and_what_the_guide_advises, clear),
        cmocka_unit_test_teardown(what_is_worth_another_look_leads_to_its_step, clear),
        cmocka_unit_test_teardown(a_summary_without_a_flaw_says_so_and_advises_nothing, clear),
        cmocka_unit_test_teardown(a_summary_of_nothing_says_that_nothing_was_answered, clear),
        cmocka_unit_test_teardown(sureness_is_judged_only_when_there_is_enough_to_judge, clear),
        cmocka_unit_test_teardown(the_list_of_sets_says_where_one_stands_in_each, clear),
        cmocka_unit_test_teardown(a_set_says_how_many_exercises_it_has_and_how_long_they_take_if_all_of_them_say_so,
                                  clear),
        cmocka_unit_test_teardown(progress_is_of_all_time_and_labelled_so, clear),
        cmocka_unit_test_teardown(what_is_in_no_set_any_more_is_still_told, clear),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
