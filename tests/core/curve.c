/* The curve of one exercise. */
#include "core/curve.h"

#include "../expect.h"

#define FIRST 20600
#define DAY   86400

static struct arena arena;
static struct tuning tuning;
static struct remembering remembering;

static int set_up(void **state)
{
    (void)state;
    tuning = remember_untuned();
    remembering = remembering_make(&tuning);
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct curve_answer answer_on(int32_t day, enum memory_grade grade)
{
    return (struct curve_answer){ .time = { (int64_t)(day)*DAY + DAY / 2, 0 },
                                  .grade = grade,
                                  .is_right = grade != MEMORY_AGAIN };
}

static struct curve curve_of(struct curve_answer *answers, size_t count, int32_t today)
{
    return curve_make(&arena, &remembering, STRING("a/b/c"), MEMORY_RECOGNISING, answers, count, today);
}

static void days_never_go_back_and_recall_falls_but_at_answers(void **state)
{
    (void)state;
    struct curve_answer answers[] = { answer_on(FIRST, MEMORY_GOOD), answer_on(FIRST, MEMORY_GOOD),
                                      answer_on(FIRST + 3, MEMORY_AGAIN), answer_on(FIRST + 10, MEMORY_EASY) };
    struct curve curve = curve_of(answers, 4, FIRST + 30);
    size_t jump_count = 0;
    assert_int_equal(curve.points[0].day, FIRST);
    assert_true(curve.points[0].recall == 1);
    for (size_t i = 1; i < curve.point_count; i++) {
        assert_true(curve.points[i].day >= curve.points[i - 1].day);
        bool is_jump = curve.points[i].recall > curve.points[i - 1].recall;
        assert_true(!is_jump || (curve.points[i].recall == 1 && curve.points[i].day == curve.points[i - 1].day));
        jump_count += is_jump;
    }
    assert_int_equal(jump_count, 2); /* the second of a day is none */
    assert_int_equal(curve.right_count, 3);
    assert_true(answers[0].recall < 0 && answers[1].recall < 0 && answers[2].recall > 0);
}

static void the_past_ends_today_and_the_future_goes_on(void **state)
{
    (void)state;
    struct curve_answer answers[] = { answer_on(FIRST, MEMORY_GOOD) };
    struct curve curve = curve_of(answers, 1, FIRST + 5);
    assert_int_equal(curve.points[curve.past_count - 1].day, FIRST + 5);
    assert_true(curve.points[curve.past_count - 1].recall == curve.now);
    assert_true(curve.points[curve.point_count - 1].day > FIRST + 5);
    assert_true(schedule_recall(&remembering.schedule, (struct memory){ answers[0].stability, 5 },
                                curve.threshold_day - FIRST) < curve.threshold);
    assert_true(schedule_recall(&remembering.schedule, (struct memory){ answers[0].stability, 5 },
                                curve.threshold_day - FIRST - 1) >= curve.threshold);
}

static void an_interview_ahead_is_on_the_curve(void **state)
{
    (void)state;
    tuning.plan = (struct plan){ .has_interview = true, .interview_day = FIRST + 200, .made_day = FIRST };
    struct curve_answer answers[] = { answer_on(FIRST, MEMORY_GOOD) };
    struct curve curve = curve_of(answers, 1, FIRST + 1);
    assert_true(curve.has_interview);
    assert_int_equal(curve.points[curve.point_count - 1].day, FIRST + 200);
    assert_true(curve.points[curve.point_count - 1].recall == curve.on_the_day);
    curve = curve_of(answers, 1, FIRST + 201);
    assert_false(curve.has_interview);
}

static void a_clock_that_was_set_back_draws_nothing_backwards(void **state)
{
    (void)state;
    struct curve_answer answers[] = { answer_on(FIRST + 50, MEMORY_GOOD), answer_on(FIRST, MEMORY_GOOD),
                                      answer_on(FIRST + 60, MEMORY_GOOD) };
    struct curve curve = curve_of(answers, 3, FIRST + 20);
    for (size_t i = 1; i < curve.point_count; i++)
        assert_true(curve.points[i].day >= curve.points[i - 1].day);
    assert_int_equal(answers[1].day, FIRST + 50);
    assert_int_equal(curve.today, FIRST + 60);
}

static void thousands_of_answers_and_a_hundred_years_stay_drawable(void **state)
{
    (void)state;
    static struct curve_answer answers[5000];
    for (int32_t i = 0; i < 5000; i++)
        answers[i] = answer_on(FIRST + i * 7, i % 5 ? MEMORY_GOOD : MEMORY_AGAIN);
    struct curve curve = curve_of(answers, 5000, FIRST + 5000 * 7);
    assert_in_range(curve.point_count, 10000, 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(days_never_go_back_and_recall_falls_but_at_answers, set_up),
        cmocka_unit_test_setup(the_past_ends_today_and_the_future_goes_on, set_up),
        cmocka_unit_test_setup(an_interview_ahead_is_on_the_curve, set_up),
        cmocka_unit_test_setup(a_clock_that_was_set_back_draws_nothing_backwards, set_up),
        cmocka_unit_test_setup(thousands_of_answers_and_a_hundred_years_stay_drawable, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, free_all);
}
