/* schedule_steps: the short steps, answer by answer. */
#include "core/schedule_steps.h"

#include "../expect.h"

static struct schedule schedule_of_defaults(void)
{
    return schedule_make(schedule_parameters_default, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
}

struct expected {
    enum memory_grade grade;
    enum memory_phase phase;
    uint32_t step;
    int32_t wait_seconds; /* 0: days */
};

/* Answers, one after another on the same day, from new on. */
static void assert_answers(const struct schedule_steps *steps, const struct expected *expected, size_t count)
{
    struct schedule schedule = schedule_of_defaults();
    struct schedule_answer answer = { 0 };
    for (size_t i = 0; i < count; i++) {
        answer = schedule_answer_exact(&schedule, steps, answer.memory, answer.stage, 0, expected[i].grade);
        assert_int_equal(answer.stage.phase, expected[i].phase);
        assert_int_equal(answer.stage.step, expected[i].step);
        assert_int_equal(answer.wait_seconds, expected[i].wait_seconds);
        assert_int_equal(answer.wait_days > 0, expected[i].wait_seconds == 0);
    }
}
#define ASSERT_ANSWERS(steps, expected) assert_answers((steps), (expected), sizeof(expected) / sizeof *(expected))

static void two_good_answers_end_the_default_steps(void **state)
{
    (void)state;
    static const struct expected answers[] = { { MEMORY_GOOD, MEMORY_LEARNING, 1, 600 },
                                               { MEMORY_GOOD, MEMORY_KEPT, 0, 0 } };
    ASSERT_ANSWERS(&schedule_steps_default, answers);
}

static void an_easy_answer_ends_them_at_once(void **state)
{
    (void)state;
    static const struct expected answers[] = { { MEMORY_EASY, MEMORY_KEPT, 0, 0 } };
    ASSERT_ANSWERS(&schedule_steps_default, answers);
}

static void a_wrong_answer_begins_anew_and_a_hard_one_stays(void **state)
{
    (void)state;
    static const struct expected answers[] = {
        { MEMORY_HARD, MEMORY_LEARNING, 0, 330 }, /* between the first step and the second */
        { MEMORY_GOOD, MEMORY_LEARNING, 1, 600 }, { MEMORY_HARD, MEMORY_LEARNING, 1, 600 },
        { MEMORY_AGAIN, MEMORY_LEARNING, 0, 60 }, { MEMORY_GOOD, MEMORY_LEARNING, 1, 600 },
        { MEMORY_GOOD, MEMORY_KEPT, 0, 0 },
    };
    ASSERT_ANSWERS(&schedule_steps_default, answers);
}

static void a_lapse_is_learnt_again_in_steps_of_its_own(void **state)
{
    (void)state;
    static const struct expected answers[] = {
        { MEMORY_EASY, MEMORY_KEPT, 0, 0 },          { MEMORY_HARD, MEMORY_KEPT, 0, 0 },
        { MEMORY_AGAIN, MEMORY_RELEARNING, 0, 600 }, { MEMORY_AGAIN, MEMORY_RELEARNING, 0, 600 },
        { MEMORY_HARD, MEMORY_RELEARNING, 0, 900 }, /* one step alone is made half as long again */
        { MEMORY_GOOD, MEMORY_KEPT, 0, 0 },
    };
    ASSERT_ANSWERS(&schedule_steps_default, answers);
}

static void without_steps_every_answer_leads_to_days(void **state)
{
    (void)state;
    static const struct schedule_steps none = { 0 };
    static const struct expected answers[] = { { MEMORY_AGAIN, MEMORY_KEPT, 0, 0 },
                                               { MEMORY_HARD, MEMORY_KEPT, 0, 0 },
                                               { MEMORY_GOOD, MEMORY_KEPT, 0, 0 },
                                               { MEMORY_AGAIN, MEMORY_KEPT, 0, 0 } };
    ASSERT_ANSWERS(&none, answers);
}

static void a_step_that_was_taken_away_since_is_over(void **state)
{
    (void)state;
    struct schedule schedule = schedule_of_defaults();
    struct memory memory = { 1, 5 };
    struct memory_stage stage = { .phase = MEMORY_LEARNING, .step = 5 };
    for (int grade = MEMORY_HARD; grade <= MEMORY_EASY; grade++) {
        struct schedule_answer answer =
            schedule_answer_exact(&schedule, &schedule_steps_default, memory, stage, 0, (enum memory_grade)grade);
        assert_int_equal(answer.stage.phase, MEMORY_KEPT);
        assert_in_range(answer.wait_days, 1, 36500);
    }
    assert_int_equal(
        schedule_answer_exact(&schedule, &schedule_steps_default, memory, stage, 0, MEMORY_AGAIN).wait_seconds, 60);
}

/* ts-fsrs packages/fsrs/__tests__/FSRS-6.test.ts: thirteen answers, each when it was due; 0 days while there are steps
 * to go. */
static void thirteen_answers_are_scheduled_as_in_typescript(void **state)
{
    (void)state;
    static const enum memory_grade grades[] = { 3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3 };
    static const int32_t days[] = { 0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21 };
    struct schedule schedule = schedule_of_defaults();
    struct schedule_answer answer = { 0 };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        answer = schedule_answer_exact(&schedule, &schedule_steps_default, answer.memory, answer.stage,
                                       answer.wait_days, grades[i]);
        assert_int_equal(answer.wait_days, days[i]);
    }
}

static void every_step_moves_the_memory(void **state)
{
    (void)state;
    struct schedule schedule = schedule_of_defaults();
    struct memory expected = schedule_next(&schedule, (struct memory){ 2, 5 }, 0, MEMORY_AGAIN);
    struct schedule_answer answer =
        schedule_answer_exact(&schedule, &schedule_steps_default, (struct memory){ 2, 5 },
                              (struct memory_stage){ .phase = MEMORY_RELEARNING }, 0, MEMORY_AGAIN);
    assert_true(answer.memory.stability == expected.stability && answer.memory.difficulty == expected.difficulty);
}

static void days_are_spread_by_the_seed_and_steps_are_not(void **state)
{
    (void)state;
    struct schedule schedule = schedule_of_defaults();
    struct memory memory = { 100, 5 };
    struct memory_stage kept = { .phase = MEMORY_KEPT };
    int32_t exact = schedule_answer_exact(&schedule, &schedule_steps_default, memory, kept, 100, MEMORY_GOOD).wait_days;
    struct schedule_range range = schedule_fuzz_range(exact, 100, SCHEDULE_DAYS_MAX);
    int32_t low = exact, high = exact;
    for (uint64_t seed = 0; seed < 500; seed++) {
        struct schedule_answer answer =
            schedule_answer(&schedule, &schedule_steps_default, memory, kept, 100, MEMORY_GOOD, seed);
        assert_in_range(answer.wait_days, range.low, range.high);
        low = answer.wait_days < low ? answer.wait_days : low;
        high = answer.wait_days > high ? answer.wait_days : high;
        assert_int_equal(
            schedule_answer(&schedule, &schedule_steps_default, memory, kept, 9, MEMORY_AGAIN, seed).wait_seconds, 600);
    }
    assert_true(low < exact && high > exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_good_answers_end_the_default_steps),
        cmocka_unit_test(an_easy_answer_ends_them_at_once),
        cmocka_unit_test(a_wrong_answer_begins_anew_and_a_hard_one_stays),
        cmocka_unit_test(a_lapse_is_learnt_again_in_steps_of_its_own),
        cmocka_unit_test(without_steps_every_answer_leads_to_days),
        cmocka_unit_test(a_step_that_was_taken_away_since_is_over),
        cmocka_unit_test(thirteen_answers_are_scheduled_as_in_typescript),
        cmocka_unit_test(every_step_moves_the_memory),
        cmocka_unit_test(days_are_spread_by_the_seed_and_steps_are_not),
    };
    return cmocka_run_group_tests_name("schedule_steps", tests, NULL, NULL);
}
