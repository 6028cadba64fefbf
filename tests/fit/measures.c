/* measures: the three figures, by a log that others judged, and by logs that one can judge by hand. */
#include "fit/measures.h"

#include <math.h>
#include <string.h>

#include "../expect.h"
#include "fit/fit.h"
#include "vectors.h"

static struct measures measure(const struct review_log *log, enum blocks_weighing weighing, const double *parameters)
{
    struct arena arena = { 0 };
    const struct pass_path *paths[4];
    struct blocks blocks = blocks_make(&arena, log, 0, weighing);
    struct pass pass = pass_make(&arena, &blocks);
    float *forgotten = ARENA_NEW_MANY(&arena, blocks.step_count * BLOCK_LANES, float);
    pass_paths(paths);
    paths[0]->predict(&pass, parameters, forgotten);
    struct measuring *measuring = measures_begin(&arena, log->count);
    measures_add(measuring, &blocks, forgotten);
    struct measures measures = measures_end(measuring);
    arena_clear(&arena);
    return measures;
}

static void a_simulated_log_is_judged_as_others_judged_it(void **state)
{
    const struct json *rows = vectors_part(state, "measures");
    struct review_log log = vectors_log(state);
    assert_true(rows->count >= 3);
    for (size_t i = 0; i < rows->count; i++) {
        const struct json *row = &rows->items[i];
        double parameters[SCHEDULE_PARAMETER_COUNT];
        vectors_numbers(row, "parameters", parameters, SCHEDULE_PARAMETER_COUNT);
        struct measures even = measure(&log, BLOCKS_EVEN, parameters);
        struct measures recent = measure(&log, BLOCKS_RECENT, parameters);
        assert_int_equal(even.count, vectors_get(row, "count")->integer);
        assert_close(even.log_loss, vectors_number_of(row, "own_log_loss"), NEAR_OWN);
        assert_close(even.rmse_bins, vectors_number_of(row, "own_rmse_bins"), NEAR_OWN);
        assert_close(even.auc, vectors_number_of(row, "own_auc"), NEAR_OWN);
        assert_close(recent.log_loss, vectors_number_of(row, "own_recent_log_loss"), NEAR_OWN);
        assert_close(recent.rmse_bins, vectors_number_of(row, "own_recent_rmse_bins"), NEAR_OWN);
    }
}

/* What viva uses, single precision and all. */
static void the_quick_way_judges_alike(void **state)
{
    const struct json *rows = vectors_part(state, "measures");
    struct review_log log = vectors_log(state);
    for (size_t i = 0; i < rows->count; i++) {
        double parameters[SCHEDULE_PARAMETER_COUNT];
        vectors_numbers(&rows->items[i], "parameters", parameters, SCHEDULE_PARAMETER_COUNT);
        struct measures quick = fit_evaluate(&log, 0, parameters), plain = measure(&log, BLOCKS_EVEN, parameters);
        assert_close(quick.log_loss, plain.log_loss, 1e-6);
        assert_close(quick.rmse_bins, plain.rmse_bins, 1e-6);
        assert_close(quick.auc, plain.auc, 2e-5); /* predictions that differ by a rounding may change places */
        assert_true(quick.recall == plain.recall);
        assert_close(quick.predicted, plain.predicted, 1e-6);
    }
}

/* Two memories, each predicted once after a day: their stabilities are parameters, so one knows the predictions. */
static struct measures measure_two(uint8_t first_grade, uint8_t second_grade, bool are_alike)
{
    const struct review reviews[] = {
        { 0, 0, 1 }, { 1, 0, are_alike ? 1 : 4 }, { 0, 1, first_grade }, { 1, 1, second_grade }
    };
    struct review_log log = { .reviews = reviews, .count = 4, .memory_count = 2 };
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[0] = 1; /* recall after a day: nine tenths */
    return measure(&log, BLOCKS_EVEN, parameters);
}

static void what_can_be_reckoned_by_hand_is_right(void **state)
{
    (void)state;
    struct measures wrong = measure_two(1, 1, true), both = measure_two(1, 3, true);
    assert_close(wrong.log_loss, -log(0.1), 1e-6);
    assert_close(wrong.rmse_bins, 0.9, 1e-6);
    assert_true(wrong.recall == 0 && fabs(wrong.predicted - 0.9) < 1e-6);
    assert_close(both.log_loss, -(log(0.1) + log(0.9)) / 2, 1e-6);
    assert_close(both.rmse_bins, 0.4, 1e-6);
}

static void ranks_count_ties_as_half_and_need_both_kinds(void **state)
{
    (void)state;
    assert_true(measure_two(1, 3, false).auc == 1); /* the memory that lasts longer was right */
    assert_true(measure_two(3, 1, false).auc == 0);
    assert_true(measure_two(1, 3, true).auc == 0.5);
    assert_true(measure_two(3, 3, false).auc == 0.5);
}

static void a_guess_makes_a_right_answer_likelier_by_its_share(void **state)
{
    (void)state;
    const struct review reviews[] = { { 0, 0, 3 }, { 0, 3, 1 } };
    const float chances[] = { 0.25F };
    struct review_log log = { .reviews = reviews, .count = 2, .memory_count = 1 }, guessed = log;
    guessed.chances = chances;
    double known = fit_evaluate(&log, 0, schedule_parameters_default).predicted;
    double shown = fit_evaluate(&guessed, 0, schedule_parameters_default).predicted;
    assert_close(shown, 0.25 + 0.75 * known, 1e-6);
}

/* Their likelihoods together are about 1e-1700: no double is so small. */
static void a_long_run_of_unlikely_answers_costs_what_one_does_on_average(void **state)
{
    (void)state;
    enum { MEMORIES = 1000 };
    static struct review reviews[2 * MEMORIES];
    for (uint32_t i = 0; i < MEMORIES; i++) {
        reviews[i] = (struct review){ .memory = i, .day = 0, .grade = 4 };
        reviews[MEMORIES + i] = (struct review){ .memory = i, .day = 1, .grade = 1 };
    }
    struct review_log many = { .reviews = reviews, .count = 2 * (size_t)MEMORIES, .memory_count = MEMORIES };
    struct review one_reviews[] = { { 0, 0, 4 }, { 0, 1, 1 } };
    struct review_log one = { .reviews = one_reviews, .count = 2, .memory_count = 1 };
    double single = fit_evaluate(&one, 0, schedule_parameters_default).log_loss;
    assert_true(single > 3);
    assert_close(fit_evaluate(&many, 0, schedule_parameters_default).log_loss, single, 1e-6);
}

static void nothing_predicted_is_nothing_measured(void **state)
{
    (void)state;
    const struct review review = { 0, 0, 3 };
    struct review_log one = { .reviews = &review, .count = 1, .memory_count = 1 }, none = { .count = 0 };
    for (int i = 0; i < 2; i++) {
        struct measures measures = fit_evaluate(i == 0 ? &one : &none, 0, schedule_parameters_default);
        assert_int_equal(measures.count, 0);
        assert_true(measures.log_loss == 0 && measures.rmse_bins == 0 && measures.auc == 0.5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_simulated_log_is_judged_as_others_judged_it),
        cmocka_unit_test(the_quick_way_judges_alike),
        cmocka_unit_test(what_can_be_reckoned_by_hand_is_right),
        cmocka_unit_test(ranks_count_ties_as_half_and_need_both_kinds),
        cmocka_unit_test(a_guess_makes_a_right_answer_likelier_by_its_share),
        cmocka_unit_test(a_long_run_of_unlikely_answers_costs_what_one_does_on_average),
        cmocka_unit_test(nothing_predicted_is_nothing_measured),
    };
    return cmocka_run_group_tests_name("measures", tests, vectors_read, vectors_free);
}
