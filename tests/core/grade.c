/* grade: from a response to a verdict for each point. */
#include "core/grade.h"

#include "../expect.h"

/* Three points and one false claim that speaks against the third. */
static struct point points[3];
static struct misconception misconceptions[] = { { .against = 4 }, { .against = 0 } };
static struct option options[] = {
    { .mark_percent = 40, .marks = { .covers = 1, .touches = 2 } },
    { .is_best = true, .mark_percent = 100, .marks = { .covers = 7 } },
    { .mark_percent = 20, .marks = { .covers = 4, .touches = 1, .claims = 1 } },
    { .mark_percent = 50, .marks = { .covers = 2, .claims = 2 } },
};
static const struct exercise exercise = {
    .points = points,
    .point_count = 3,
    .misconceptions = misconceptions,
    .misconception_count = 2,
    .options = options,
    .option_count = 4,
};

static struct judgement judge(struct response response)
{
    return grade_response(&exercise, &response);
}

static void expect_points(const struct judgement *judgement, enum verdict a, enum verdict b, enum verdict c)
{
    assert_int_equal(judgement->point_count, 3);
    assert_int_equal(judgement->points[0], a);
    assert_int_equal(judgement->points[1], b);
    assert_int_equal(judgement->points[2], c);
}

static void the_best_is_right_and_covers_what_it_says(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 2 });
    assert_true(judgement.is_right);
    assert_int_equal(judgement.score_percent, 100);
    expect_points(&judgement, VERDICT_COVERED, VERDICT_COVERED, VERDICT_COVERED);
}

static void a_rival_is_wrong_and_earns_its_mark(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 1 });
    assert_false(judgement.is_right);
    assert_int_equal(judgement.score_percent, 40);
    expect_points(&judgement, VERDICT_COVERED, VERDICT_TOUCHED, VERDICT_ABSENT);
}

static void a_false_claim_contradicts_the_points_it_speaks_against_even_where_they_are_said(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 4 });
    expect_points(&judgement, VERDICT_TOUCHED, VERDICT_ABSENT, VERDICT_CONTRADICTED);
}

static void a_false_claim_against_nothing_contradicts_nothing(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 8 });
    expect_points(&judgement, VERDICT_ABSENT, VERDICT_COVERED, VERDICT_ABSENT);
}

static void not_to_know_is_nothing_said_whatever_was_chosen(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 2, .is_dont_know = true });
    assert_false(judgement.is_right);
    assert_int_equal(judgement.score_percent, 0);
    expect_points(&judgement, VERDICT_ABSENT, VERDICT_ABSENT, VERDICT_ABSENT);
}

static void several_are_graded_as_one_answer_and_earn_their_mean(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 3 });
    assert_false(judgement.is_right);
    assert_int_equal(judgement.score_percent, 70);
    expect_points(&judgement, VERDICT_COVERED, VERDICT_COVERED, VERDICT_COVERED);
}

static void how_sure_one_is_changes_nothing(void **state)
{
    (void)state;
    struct judgement judgement = judge((struct response){ .chosen = 1, .sureness = SURE_YES, .took_ms = 5000 });
    assert_int_equal(judgement.score_percent, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_is_right_and_covers_what_it_says),
        cmocka_unit_test(a_rival_is_wrong_and_earns_its_mark),
        cmocka_unit_test(a_false_claim_contradicts_the_points_it_speaks_against_even_where_they_are_said),
        cmocka_unit_test(a_false_claim_against_nothing_contradicts_nothing),
        cmocka_unit_test(not_to_know_is_nothing_said_whatever_was_chosen),
        cmocka_unit_test(several_are_graded_as_one_answer_and_earn_their_mean),
        cmocka_unit_test(how_sure_one_is_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
