/* What counts say: intervals, sums of chances, and days. */
#include "core/statistics.h"

#include "../expect.h"

static struct arena arena;

static int free_all(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void assert_near(double actual, double expected)
{
    assert_true(actual > expected - 0.0005 && actual < expected + 0.0005);
}

/* Clopper and Pearson, as statsmodels' proportion_confint(method="beta") has them. */
static void an_interval_is_that_of_clopper_and_pearson(void **state)
{
    (void)state;
    static const struct {
        int64_t right, count;
        double low, high;
    } rows[] = {
        { 0, 1, 0, 0.9750 },       { 1, 1, 0.0250, 1 },       { 0, 10, 0, 0.3085 },
        { 5, 10, 0.1871, 0.8129 }, { 9, 10, 0.5550, 0.9975 }, { 42, 60, 0.5679, 0.8115 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct share share = statistics_share(&arena, rows[i].right, rows[i].count);
        assert_near(share.low, rows[i].low);
        assert_near(share.high, rows[i].high);
    }
}

static void of_nothing_nothing_is_known(void **state)
{
    (void)state;
    struct share share = statistics_share(&arena, 0, 0);
    assert_true(share.low == 0 && share.high == 1 && share.count == 0);
    struct known_share sum = statistics_sum(&arena, NULL, 0);
    assert_true(sum.expected == 0 && sum.low == 0 && sum.high == 0);
}

static void many_answers_are_reckoned_with_as_well(void **state)
{
    (void)state;
    struct share share = statistics_share(&arena, 75000, 100000);
    assert_near(share.low, 0.7473);
    assert_near(share.high, 0.7527);
}

static void what_is_certain_has_no_range(void **state)
{
    (void)state;
    struct statistics_chance chances[] = { { 1, 7 }, { 0, 5 }, { 1, 3 } };
    struct known_share sum = statistics_sum(&arena, chances, 3);
    assert_true(sum.expected == 10);
    assert_int_equal(sum.low, 10);
    assert_int_equal(sum.high, 10);
}

/* Ten coins: 2 to 8 of them have 97.9 %, and either end of it more than 5 % with the next. */
static void a_sum_lies_in_its_range_nine_times_of_ten(void **state)
{
    (void)state;
    struct statistics_chance coins[10];
    for (size_t i = 0; i < 10; i++)
        coins[i] = (struct statistics_chance){ 0.5, 1 };
    struct known_share sum = statistics_sum(&arena, coins, 10);
    assert_near(sum.expected, 5);
    assert_int_equal(sum.low, 2);
    assert_int_equal(sum.high, 8);
}

/* Days. */

#define MONDAY 20780 /* 2026-11-23 */

static struct practice_day row(int32_t day, int64_t right, int64_t wrong)
{
    struct practice_day made = { .day = day, .timed_count = right + wrong, .took_ms_sum = 60000 };
    made.chosen_count[SURE_YES] = right + wrong;
    made.chosen_right_count[SURE_YES] = right;
    return made;
}

static void days_are_shown_in_whole_quarters_up_to_today(void **state)
{
    (void)state;
    struct practice_day rows[] = { row(MONDAY + 1, 2, 1) };
    struct practice_record record = statistics_record(&arena, rows, 1, MONDAY + 3);
    assert_int_equal(record.day_count, 12 * 7 + 4);
    assert_int_equal(record.days[0].day, MONDAY - 12 * 7);
    assert_int_equal(record.days[record.day_count - 3].answer_count, 3);
    assert_int_equal(record.practised_count, 1);
    struct practice_day earlier[] = { row(MONDAY - 12 * 7 - 1, 1, 0), row(MONDAY, 1, 0) };
    record = statistics_record(&arena, earlier, 2, MONDAY);
    assert_int_equal(record.days[0].day, MONDAY - 25 * 7);
}

static void no_more_than_a_year_is_shown_and_all_is_counted(void **state)
{
    (void)state;
    struct practice_day rows[] = { row(MONDAY - 2000, 5, 0), row(MONDAY - 51 * 7, 2, 2), row(MONDAY, 1, 0) };
    struct practice_record record = statistics_record(&arena, rows, 3, MONDAY);
    assert_int_equal(record.day_count, 51 * 7 + 1);
    assert_int_equal(record.answer_count, 5);
    assert_int_equal(record.all_answer_count, 10);
    assert_int_equal(record.all_right_count, 8);
    assert_int_equal(record.all_took_ms, 180000);
    assert_int_equal(record.sureness[SURE_YES].count, 10);
}

static void what_is_dated_after_today_is_left_out(void **state)
{
    (void)state;
    struct practice_day rows[] = { row(MONDAY + 1, 1, 0) };
    struct practice_record record = statistics_record(&arena, rows, 1, MONDAY);
    assert_int_equal(record.all_answer_count, 0);
}

static void not_to_know_says_nothing_of_sureness(void **state)
{
    (void)state;
    struct practice_day rows[] = { { .day = MONDAY, .dont_know_count = 3, .produced_count = 2 } };
    struct practice_record record = statistics_record(&arena, rows, 1, MONDAY);
    assert_int_equal(record.all_answer_count, 5);
    assert_int_equal(record.all_asked_count, 3);
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        assert_int_equal(record.sureness[i].count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_is_that_of_clopper_and_pearson),
        cmocka_unit_test(of_nothing_nothing_is_known),
        cmocka_unit_test(many_answers_are_reckoned_with_as_well),
        cmocka_unit_test(what_is_certain_has_no_range),
        cmocka_unit_test(a_sum_lies_in_its_range_nine_times_of_ten),
        cmocka_unit_test(days_are_shown_in_whole_quarters_up_to_today),
        cmocka_unit_test(no_more_than_a_year_is_shown_and_all_is_counted),
        cmocka_unit_test(what_is_dated_after_today_is_left_out),
        cmocka_unit_test(not_to_know_says_nothing_of_sureness),
    };
    return cmocka_run_group_tests(tests, NULL, free_all);
}
