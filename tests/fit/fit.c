/* fit: what is found is the least there is, within bounds, the same every time, and sane where there is little to go
 * by. */
#include "fit/fit.h"

#include <math.h>
#include <string.h>

#include "../expect.h"
#include "bench/learner.h"
#include "vectors.h"

static struct review_log practised(struct arena *arena, uint64_t seed, size_t predicted_count)
{
    struct learner learner = { .seed = seed, .predicted_count = predicted_count, .new_a_day = 10 };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    return learner_practise(arena, &learner);
}

static struct fit_options options_of_peers(void)
{
    struct fit_options options = fit_options_usual();
    options.prior = prior_of_peers(schedule_parameters_default);
    return options;
}

/* In doubles. */
static double objective_at(const struct review_log *log, const struct fit_options *options, const double *parameters)
{
    struct arena arena = { 0 };
    const struct pass_path *paths[4];
    struct blocks blocks = blocks_make(&arena, log, 0, options->weighing);
    struct pass pass = pass_make(&arena, &blocks);
    struct pass_sums sums;
    pass_paths(paths);
    paths[0]->sum(&pass, parameters, &sums);
    arena_clear(&arena);
    return sums.loss + prior_cost(&options->prior, parameters);
}

static void assert_within_bounds(const double *parameters)
{
    size_t index = 0;
    assert_int_equal(schedule_parameters_check(parameters, &index), SCHEDULE_FINE);
}

/* The search. ---------------------------------------------------------------------------------------------- */

static void the_objective_is_the_one_that_rust_minimises(void **state)
{
    const struct json *part = vectors_part(state, "objective");
    struct review_log log = vectors_log(state);
    struct fit_options options = options_of_peers();
    double best[SCHEDULE_PARAMETER_COUNT];
    vectors_numbers(part, "best_parameters", best, SCHEDULE_PARAMETER_COUNT);
    assert_close(objective_at(&log, &options, schedule_parameters_default), vectors_number_of(part, "at_defaults"),
                 NEAR_OWN);
    assert_close(objective_at(&log, &options, best), vectors_number_of(part, "best"), NEAR_OWN);
}

static void the_search_ends_at_the_least_that_is_known_on_every_path(void **state)
{
    const struct json *part = vectors_part(state, "objective");
    struct review_log log = vectors_log(state);
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    for (size_t path = 0; path < path_count; path++) {
        struct fit_options options = options_of_peers();
        options.path = paths[path];
        struct fit_found found = fit_search(&log, &options);
        double objective = objective_at(&log, &options, found.parameters);
        assert_close(found.objective, objective, 1e-6);
        assert_true(objective <= vectors_number_of(part, "best") + 0.01);
        assert_true(objective < vectors_number_of(part, "rs_found"));
        assert_within_bounds(found.parameters);
    }
}

/* Long enough for all three stages. */
static void a_long_log_is_searched_in_parts_and_ends_as_deep(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct learner learner = { .seed = 3, .predicted_count = 150000, .new_a_day = 800 };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    struct review_log log = learner_practise(&arena, &learner);
    struct fit_options options = fit_options_usual();
    struct fit_found found = fit_search(&log, &options);
    assert_true(log.memory_count > 46080); /* 720 blocks */
    assert_true(found.objective < objective_at(&log, &options, learner_parameters));
    assert_close(found.objective, objective_at(&log, &options, found.parameters), 1e-6);
    double gradient[SCHEDULE_PARAMETER_COUNT], widest = 0;
    fit_gradient(&log, BLOCKS_RECENT, found.parameters, gradient);
    for (int i = 4; i < SCHEDULE_PARAMETER_COUNT; i++) { /* flat, save at bounds: a step of a deviation gains nothing */
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        const struct prior_row *row = &options.prior.rows[i];
        double slope = gradient[i] + (found.parameters[i] - row->centre) / (row->deviation * row->deviation);
        bool is_inside = found.parameters[i] > bounds.low && found.parameters[i] < bounds.high;
        widest = is_inside ? fmax(widest, fabs(slope * 0.001 * row->deviation)) : widest;
    }
    assert_true(widest < 0.01);
    arena_clear(&arena);
}

static void the_same_log_gives_the_same_bits_on_every_vector_path(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = practised(&arena, 11, 3000);
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    struct fit_options options = fit_options_usual();
    struct fit_found once = fit_search(&log, &options);
    for (size_t path = 1; path < path_count; path++) {
        options.path = paths[path];
        struct fit_found again = fit_search(&log, &options);
        assert_memory_equal(again.parameters, once.parameters, sizeof once.parameters);
        assert_true(again.objective == once.objective && again.looks == once.looks);
    }
    arena_clear(&arena);
}

static void a_gradient_of_a_log_is_what_its_passes_add_up_to(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = practised(&arena, 12, 500);
    struct fit_options options = fit_options_usual();
    double gradient[SCHEDULE_PARAMETER_COUNT];
    double loss = fit_gradient(&log, BLOCKS_RECENT, learner_parameters, gradient);
    assert_close(loss + prior_cost(&options.prior, learner_parameters),
                 objective_at(&log, &options, learner_parameters), 1e-6);
    assert_true(gradient[0] != 0 && gradient[20] != 0);
    arena_clear(&arena);
}

/* A learner who guesses among four. */
static void guesses_that_are_known_of_are_not_taken_for_knowledge(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct learner learner = { .seed = 4, .predicted_count = 20000, .new_a_day = 20, .chance = 0.25 };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    struct review_log known = learner_practise(&arena, &learner), told = known;
    float *chances = ARENA_NEW_MANY(&arena, known.memory_count, float);
    for (uint32_t i = 0; i < known.memory_count; i++)
        chances[i] = 0.25F;
    told.chances = chances;
    struct fit_options options = fit_options_usual();
    struct fit_found with = fit_search(&told, &options), without = fit_search(&known, &options);
    double missed_with = 0, missed_without = 0;
    for (int i = 0; i < 4; i++) {
        missed_with += fabs(log(with.parameters[i] / learner_parameters[i]));
        missed_without += fabs(log(without.parameters[i] / learner_parameters[i]));
    }
    assert_true(missed_with < missed_without);
    assert_true(fit_evaluate(&told, 0, with.parameters).log_loss <
                fit_evaluate(&known, 0, without.parameters).log_loss);
    arena_clear(&arena);
}

/* Little, or odd. ------------------------------------------------------------------------------------------ */

static void without_reviews_the_parameters_are_the_usual_ones(void **state)
{
    (void)state;
    const struct review same_day[] = { { 0, 0, 3 }, { 0, 0, 3 }, { 1, 0, 1 } };
    for (size_t count = 0; count <= 3; count++) {
        struct review_log log = { .reviews = same_day, .count = count, .memory_count = 2 };
        struct fit_options options = fit_options_usual();
        struct fit_found found = fit_search(&log, &options);
        assert_int_equal(found.predicted_count, 0);
        for (int i = 0; i < SCHEDULE_PARAMETER_COUNT; i++)
            assert_close(found.parameters[i], schedule_parameters_default[i], 1e-12);
    }
}

static void one_review_moves_the_parameters_a_little_and_the_right_way(void **state)
{
    (void)state;
    struct review reviews[] = { { 0, 0, 3 }, { 0, 2, 1 } };
    struct review_log log = { .reviews = reviews, .count = 2, .memory_count = 1 };
    struct fit_options options = fit_options_usual();
    double wrong = fit_search(&log, &options).parameters[2];
    reviews[1].grade = 3;
    double right = fit_search(&log, &options).parameters[2];
    assert_true(wrong < right && wrong > 0.5 && right < 10);
}

/* All wrong, all right, a hundred years, one memory with very many reviews. */
static void odd_logs_end_within_bounds(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    static const struct {
        int32_t days;
        uint8_t grades[2];
        uint32_t memories, reviews;
    } odd[] = { { 1, { 1, 1 }, 100, 5 },   { 100, { 4, 4 }, 100, 5 }, { 36500, { 3, 1 }, 5, 8 },
                { 1, { 3, 1 }, 1, 10000 }, { 0, { 3, 3 }, 50, 4 },    { 36500, { 4, 4 }, 50, 4 } };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct review *reviews = ARENA_NEW_MANY(&arena, (size_t)odd[i].memories * odd[i].reviews, struct review);
        size_t count = 0;
        for (uint32_t turn = 0; turn < odd[i].reviews; turn++)
            for (uint32_t memory = 0; memory < odd[i].memories; memory++)
                reviews[count++] = (struct review){ memory, (int32_t)turn * odd[i].days, odd[i].grades[turn % 2] };
        struct review_log log = { .reviews = reviews, .count = count, .memory_count = odd[i].memories };
        struct fit_outcome outcome = fit_parameters(&log, schedule_parameters_default);
        assert_within_bounds(outcome.fitted);
        assert_within_bounds(outcome.parameters);
        assert_true(isfinite(outcome.log_after.log_loss));
    }
    arena_clear(&arena);
}

/* Whether they replace. ------------------------------------------------------------------------------------ */

static void parameters_that_predict_what_they_have_not_seen_replace_the_defaults(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = practised(&arena, 21, 20000);
    struct fit_outcome outcome = fit_parameters(&log, schedule_parameters_default);
    assert_int_equal(outcome.verdict, FIT_REPLACES);
    assert_true(outcome.held_after.log_loss < outcome.held_before.log_loss);
    assert_true(outcome.held_after.count == outcome.held_before.count);
    assert_in_range(outcome.held_after.count, 14000, 17000);
    assert_int_equal(outcome.log_after.count, 20000);
    assert_memory_equal(outcome.parameters, outcome.fitted, sizeof outcome.fitted);
    arena_clear(&arena);
}

static void parameters_that_are_already_right_stay(void **state)
{
    (void)state;
    int stayed = 0;
    for (uint64_t seed = 31; seed < 41; seed++) {
        struct arena arena = { 0 };
        struct review_log log = practised(&arena, seed, 1000);
        struct fit_outcome outcome = fit_parameters(&log, learner_parameters);
        stayed += outcome.verdict == FIT_NO_GAIN;
        if (outcome.verdict == FIT_NO_GAIN)
            assert_memory_equal(outcome.parameters, learner_parameters, sizeof learner_parameters);
        arena_clear(&arena);
    }
    assert_true(stayed >= 8);
}

static void few_reviews_replace_nothing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log few = practised(&arena, 41, FIT_PREDICTED_MIN - 1),
                      enough = practised(&arena, 41, FIT_PREDICTED_MIN);
    struct review_log none = { .count = 0 };
    assert_int_equal(fit_parameters(&few, schedule_parameters_default).verdict, FIT_TOO_FEW);
    assert_int_not_equal(fit_parameters(&enough, schedule_parameters_default).verdict, FIT_TOO_FEW);
    assert_int_equal(fit_parameters(&none, schedule_parameters_default).verdict, FIT_NOTHING);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_objective_is_the_one_that_rust_minimises),
        cmocka_unit_test(the_search_ends_at_the_least_that_is_known_on_every_path),
        cmocka_unit_test(a_long_log_is_searched_in_parts_and_ends_as_deep),
        cmocka_unit_test(the_same_log_gives_the_same_bits_on_every_vector_path),
        cmocka_unit_test(a_gradient_of_a_log_is_what_its_passes_add_up_to),
        cmocka_unit_test(guesses_that_are_known_of_are_not_taken_for_knowledge),
        cmocka_unit_test(without_reviews_the_parameters_are_the_usual_ones),
        cmocka_unit_test(one_review_moves_the_parameters_a_little_and_the_right_way),
        cmocka_unit_test(odd_logs_end_within_bounds),
        cmocka_unit_test(parameters_that_predict_what_they_have_not_seen_replace_the_defaults),
        cmocka_unit_test(parameters_that_are_already_right_stay),
        cmocka_unit_test(few_reviews_replace_nothing),
    };
    return cmocka_run_group_tests_name("fit", tests, vectors_read, vectors_free);
}
