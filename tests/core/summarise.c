/* summarise: what a run came to, by heading of the guide, and what deserves another look. */
#include "core/summarise.h"

#include "../expect.h"

/* Three headings; the exercise has two points under the first, one under the second, none under the third. */
static struct heading headings[] = {
    { .id = STRING_INIT("mechanism") },
    { .id = STRING_INIT("trade-off") },
    { .id = STRING_INIT("errors") },
};
static const struct guide guide = { .headings = headings, .heading_count = 3 };

static struct point points[] = { { .heading = 0 }, { .heading = 1 }, { .heading = 0 }, { .heading = 1 } };
static struct option options[] = {
    { .is_best = true, .mark_percent = 100, .marks = { .covers = 7 } },
    { .mark_percent = 35, .marks = { .covers = 1 } },
};
static const struct exercise exercise = { .points = points, .point_count = 4, .options = options, .option_count = 2 };

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

enum outcome { RIGHT, WRONG, DONT_KNOW };

/* Right covers what the best says; wrong covers the first point, only names the second, and says the fourth, which the
 * best leaves out. */
static struct summary_step answered(enum outcome outcome, enum sureness sureness)
{
    struct summary_step step = { .exercise = &exercise, .guide = &guide, .has_response = true };
    step.response = (struct response){ .is_dont_know = outcome == DONT_KNOW, .sureness = sureness };
    step.judgement = (struct judgement){ .point_count = 4, .is_right = outcome == RIGHT };
    step.judgement.score_percent = outcome == RIGHT ? 100 : outcome == WRONG ? 35 : 0;
    for (size_t i = 0; i < 4; i++)
        step.judgement.points[i] = outcome == RIGHT && i < 3 ? VERDICT_COVERED : VERDICT_ABSENT;
    if (outcome == WRONG) {
        step.judgement.points[0] = step.judgement.points[3] = VERDICT_COVERED;
        step.judgement.points[1] = VERDICT_TOUCHED;
    }
    return step;
}

static struct summary_step skipped(void)
{
    return (struct summary_step){ .exercise = &exercise, .guide = &guide };
}

static void nothing_answered_has_no_score_and_no_shares(void **state)
{
    (void)state;
    struct summary_step steps[] = { skipped(), skipped() };
    struct summary summary = summarise(&arena, &guide, steps, 2);
    assert_int_equal(summary.step_count, 2);
    assert_int_equal(summary.response_count, 0);
    assert_int_equal(summary.score_percent, -1);
    assert_int_equal(summary.share_count, 0);
    assert_int_equal(summary.again_count, 2);
}

static void a_run_without_steps_is_empty(void **state)
{
    (void)state;
    struct summary summary = summarise(&arena, &guide, NULL, 0);
    assert_int_equal(summary.step_count, 0);
    assert_int_equal(summary.score_percent, -1);
    assert_int_equal(summary.again_count, 0);
}

static void answers_are_counted_right_or_not_known_and_marks_are_averaged(void **state)
{
    (void)state;
    struct summary_step steps[] = { answered(RIGHT, SURE_YES), answered(WRONG, SURE_FAIRLY),
                                    answered(WRONG, SURE_GUESS), answered(DONT_KNOW, SURE_UNSAID), skipped() };
    struct summary summary = summarise(&arena, &guide, steps, 5);
    assert_int_equal(summary.step_count, 5);
    assert_int_equal(summary.response_count, 4);
    assert_int_equal(summary.right_count, 1);
    assert_int_equal(summary.dont_know_count, 1);
    assert_int_equal(summary.score_percent, 43); /* (100 + 35 + 35 + 0) / 4 = 42.5, and half a percent is rounded up */
}

static void shares_count_the_points_of_the_best_answers_by_heading(void **state)
{
    (void)state;
    struct summary_step steps[] = { answered(RIGHT, SURE_YES), answered(WRONG, SURE_YES), skipped() };
    struct summary summary = summarise(&arena, &guide, steps, 3);
    assert_int_equal(summary.share_count, 2);
    assert_int_equal(summary.shares[0].heading, 0);
    assert_int_equal(summary.shares[0].point_count, 4);
    assert_int_equal(summary.shares[0].covered_count, 3);
    assert_int_equal(summary.shares[0].touched_count, 0);
    assert_int_equal(summary.shares[1].heading, 1);
    assert_int_equal(summary.shares[1].point_count, 2); /* the fourth point is none of the best answer's */
    assert_int_equal(summary.shares[1].covered_count, 1);
    assert_int_equal(summary.shares[1].touched_count, 1);
}

static void headings_of_an_older_guide_are_matched_by_id_and_left_out_when_gone(void **state)
{
    (void)state;
    struct heading today[] = { { .id = STRING_INIT("structure") }, { .id = STRING_INIT("mechanism") } };
    struct guide guide_of_today = { .headings = today, .heading_count = 2 };
    struct summary_step steps[] = { answered(RIGHT, SURE_YES) };
    struct summary summary = summarise(&arena, &guide_of_today, steps, 1);
    assert_int_equal(summary.share_count, 1);
    assert_int_equal(summary.shares[0].heading, 1);
    assert_int_equal(summary.shares[0].point_count, 2);
}

static void what_to_look_at_again_comes_weightiest_first(void **state)
{
    (void)state;
    struct summary_step steps[] = { skipped(),
                                    answered(RIGHT, SURE_FAIRLY),
                                    answered(RIGHT, SURE_GUESS),
                                    answered(RIGHT, SURE_YES),
                                    answered(DONT_KNOW, SURE_GUESS),
                                    answered(WRONG, SURE_GUESS),
                                    answered(WRONG, SURE_YES),
                                    answered(WRONG, SURE_UNSAID) };
    steps[3].is_flagged = true;
    static const struct again expected[] = {
        { 6, AGAIN_CONFIDENT_WRONG }, { 5, AGAIN_WRONG },   { 7, AGAIN_WRONG },   { 4, AGAIN_DONT_KNOW },
        { 2, AGAIN_GUESSED },         { 3, AGAIN_FLAGGED }, { 0, AGAIN_SKIPPED },
    };
    struct summary summary = summarise(&arena, &guide, steps, 8);
    assert_int_equal(summary.again_count, 7); /* right and fairly sure: nothing to look at */
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(summary.again[i].step, expected[i].step);
        assert_int_equal(summary.again[i].reason, expected[i].reason);
    }
}

static void a_flag_matters_less_than_an_error_and_more_than_a_skip(void **state)
{
    (void)state;
    struct summary_step steps[] = { answered(WRONG, SURE_UNSAID), skipped() };
    steps[0].is_flagged = steps[1].is_flagged = true;
    struct summary summary = summarise(&arena, &guide, steps, 2);
    assert_int_equal(summary.again[0].reason, AGAIN_WRONG);
    assert_int_equal(summary.again[1].reason, AGAIN_FLAGGED);
}

static void sureness_is_held_against_what_was_right_among_choices_only(void **state)
{
    (void)state;
    struct summary_step steps[] = { answered(RIGHT, SURE_YES),     answered(WRONG, SURE_YES),
                                    answered(RIGHT, SURE_GUESS),   answered(RIGHT, SURE_UNSAID),
                                    answered(DONT_KNOW, SURE_YES), skipped() };
    struct summary summary = summarise(&arena, &guide, steps, 6);
    assert_int_equal(summary.sure_count[SURE_UNSAID], 1);
    assert_int_equal(summary.sure_count[SURE_GUESS], 1);
    assert_int_equal(summary.sure_count[SURE_FAIRLY], 0);
    assert_int_equal(summary.sure_count[SURE_YES], 2);
    assert_int_equal(summary.sure_right_count[SURE_UNSAID], 1);
    assert_int_equal(summary.sure_right_count[SURE_GUESS], 1);
    assert_int_equal(summary.sure_right_count[SURE_FAIRLY], 0);
    assert_int_equal(summary.sure_right_count[SURE_YES], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_answered_has_no_score_and_no_shares, clear),
        cmocka_unit_test_teardown(a_run_without_steps_is_empty, clear),
        cmocka_unit_test_teardown(answers_are_counted_right_or_not_known_and_marks_are_averaged, clear),
        cmocka_unit_test_teardown(shares_count_the_points_of_the_best_answers_by_heading, clear),
        cmocka_unit_test_teardown(headings_of_an_older_guide_are_matched_by_id_and_left_out_when_gone, clear),
        cmocka_unit_test_teardown(what_to_look_at_again_comes_weightiest_first, clear),
        cmocka_unit_test_teardown(a_flag_matters_less_than_an_error_and_more_than_a_skip, clear),
        cmocka_unit_test_teardown(sureness_is_held_against_what_was_right_among_choices_only, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
