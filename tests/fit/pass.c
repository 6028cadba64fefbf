/* pass: the vector units against the plain loop, the plain loop against differences and against what others gave. */
#include "fit/pass.h"

#include <math.h>
#include <string.h>

#include "../expect.h"
#include "base/random.h"
#include "bench/learner.h"
#include "core/schedule.h"
#include "vectors.h"

/* What single precision may cost, as a share of the size of the terms that are added up. */
#define NEAR_LANES 2e-5

static const struct pass_path *plain_path(void)
{
    const struct pass_path *paths[4];
    pass_paths(paths);
    return paths[0];
}

static struct review_log practised(struct arena *arena, uint64_t seed, size_t predicted_count)
{
    struct learner learner = { .seed = seed, .predicted_count = predicted_count, .new_a_day = 7 };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    return learner_practise(arena, &learner);
}

static double draw(struct random *random, double low, double high)
{
    return low + learner_uniform(random) * (high - low);
}

/* Anywhere within its bounds, but `margin` of their distance away from them; at a bound one time in four when there is
 * no margin. */
static void draw_parameters(struct random *random, double margin, double *parameters)
{
    for (int i = 0; i < PARAMETERS; i++) {
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        double width = margin * (bounds.high - bounds.low);
        uint64_t kind = margin > 0 ? 2 : random_below(random, 8);
        parameters[i] = kind == 0   ? bounds.low
                        : kind == 1 ? bounds.high
                                    : draw(random, bounds.low + width, bounds.high - width);
    }
}

/* Around the defaults, as people's lie. */
static void draw_person(struct random *random, double *parameters)
{
    struct random own = random_from(random_next(random));
    for (int i = 0; i < PARAMETERS; i++) {
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        double w = schedule_parameters_default[i] * draw(&own, 0.6, 1.6);
        parameters[i] = fmin(fmax(w, bounds.low), bounds.high);
    }
}

static float *chances_of(struct arena *arena, uint32_t memory_count)
{
    float *chances = ARENA_NEW_MANY(arena, memory_count, float);
    for (uint32_t i = 0; i < memory_count; i++)
        chances[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? 0.25F : 0.5F;
    return chances;
}

/* Each path on one log. ------------------------------------------------------------------------------------ */

/* How large the slopes of single memories are, all together: what rounding is a share of. */
static double size_of(const struct pass_sums *sums, int i)
{
    return sqrt(sums->information[i][i]) + fabs(sums->gradient[i]) + 1e-9;
}

static void compare(const struct pass_sums *plain, const struct pass_sums *lanes, const char *name)
{
    if (!(fabs(lanes->loss - plain->loss) <= 1e-5 * plain->loss + 1e-6))
        fail_msg("%s: loss %.9g, plain %.9g", name, lanes->loss, plain->loss);
    for (int i = 0; i < PARAMETERS; i++) {
        double size = size_of(plain, i) * 20;
        if (!(fabs(lanes->gradient[i] - plain->gradient[i]) <= NEAR_LANES * size))
            fail_msg("%s: slope %d is %.9g, plain %.9g (of %g)", name, i, lanes->gradient[i], plain->gradient[i], size);
    }
}

static void compare_paths(const struct review_log *log, const double *parameters)
{
    struct arena arena = { 0 };
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    struct blocks blocks = blocks_make(&arena, log, 0, BLOCKS_RECENT);
    struct pass pass = pass_make(&arena, &blocks);
    struct pass_sums plain, sums, first;
    pass.wants_information = true;
    paths[0]->sum(&pass, parameters, &plain);
    for (size_t i = 1; i < path_count; i++) {
        memset(&sums, 0, sizeof sums);
        paths[i]->sum(&pass, parameters, &sums);
        compare(&plain, &sums, paths[i]->name);
        first = i == 1 ? sums : first;
        assert_memory_equal(&sums, &first, sizeof sums); /* to the bit */
    }
    arena_clear(&arena);
}

static void every_vector_path_agrees_with_the_plain_loop(void **state)
{
    (void)state;
    struct random random = random_from(1);
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct arena arena = { 0 };
        double parameters[PARAMETERS];
        struct review_log log = practised(&arena, seed, 40 * seed * seed);
        compare_paths(&log, schedule_parameters_default);
        draw_person(&random, parameters);
        compare_paths(&log, parameters);
        log.chances = chances_of(&arena, log.memory_count);
        compare_paths(&log, parameters);
        arena_clear(&arena);
    }
}

/* The chance of an answer can be tiny where parameters are absurd; single precision then still says so. */
static void no_parameters_within_bounds_lead_to_what_is_no_number(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct random random = random_from(2);
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    struct review *reviews = ARENA_NEW_MANY(&arena, 6000, struct review);
    for (size_t i = 0; i < 6000; i++) {
        uint64_t kind = random_below(&random, 4);
        int32_t days = kind == 0 ? 0 : kind == 1 ? SCHEDULE_DAYS_MAX : (int32_t)random_below(&random, 400);
        reviews[i] = (struct review){ (uint32_t)(i % 300), days, (uint8_t)(1 + random_below(&random, 4)) };
        if (i >= 300)
            reviews[i].day += reviews[i - 300].day;
    }
    struct review_log log = { .reviews = reviews, .count = 6000, .memory_count = 300 };
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
    struct pass pass = pass_make(&arena, &blocks);
    for (int round = 0; round < 100; round++) {
        double parameters[PARAMETERS];
        struct pass_sums plain, sums;
        draw_parameters(&random, 0, parameters);
        paths[0]->sum(&pass, parameters, &plain);
        paths[path_count - 1]->sum(&pass, parameters, &sums);
        assert_true(fabs(sums.loss - plain.loss) < 1e-3 * plain.loss);
        for (int i = 0; i < PARAMETERS; i++)
            assert_true(isfinite(sums.gradient[i]) && isfinite(plain.gradient[i]));
    }
    arena_clear(&arena);
}

static void predictions_are_the_same_on_every_path(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    struct review_log log = practised(&arena, 3, 2000);
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
    struct pass pass = pass_make(&arena, &blocks);
    size_t count = blocks.step_count * BLOCK_LANES, predicted = 0;
    float *plain = ARENA_NEW_MANY(&arena, count, float), *lanes = ARENA_NEW_MANY(&arena, count, float);
    paths[0]->predict(&pass, learner_parameters, plain);
    for (size_t path = 1; path < path_count; path++) {
        paths[path]->predict(&pass, learner_parameters, lanes);
        size_t at = 0;
        for (size_t b = 0; b < blocks.count; b++)
            for (uint32_t step = 0; step < blocks.items[b].step_count; step++)
                for (size_t lane = 0; lane < BLOCK_LANES; lane++, at++)
                    if (blocks.items[b].steps[step].weights[lane] > 0) {
                        assert_true(fabsf(lanes[at] - plain[at]) <= 1e-5F * plain[at]);
                        predicted++;
                    }
    }
    assert_int_equal(predicted, 2000 * (path_count - 1));
    arena_clear(&arena);
}

/* The plain loop. ------------------------------------------------------------------------------------------ */

/* By steps small enough to be straight and large enough to be seen. Where the recurrence has a corner (a bound, the
 * cap of a lapse) two steps tell different stories, and that parameter is passed over. */
static void slopes_are_those_of_finite_differences(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct random random = random_from(4);
    struct review_log log = practised(&arena, 5, 300);
    log.chances = chances_of(&arena, log.memory_count);
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_RECENT);
    struct pass pass = pass_make(&arena, &blocks);
    int compared = 0;
    for (int round = 0; round < 20; round++) {
        double parameters[PARAMETERS];
        struct pass_sums sums, ahead[2], behind[2];
        if (round % 2 == 0)
            draw_person(&random, parameters);
        else
            draw_parameters(&random, 0.05, parameters);
        plain_path()->sum(&pass, parameters, &sums);
        for (int i = 0; i < PARAMETERS; i++) {
            struct schedule_bounds bounds = schedule_parameters_bounds[i];
            double w = parameters[i], slopes[2], step = 1e-5 * w;
            if (w - step < bounds.low || w + step > bounds.high)
                continue;
            for (int halved = 0; halved < 2; halved++) {
                parameters[i] = w + step;
                plain_path()->sum(&pass, parameters, &ahead[halved]);
                parameters[i] = w - step;
                plain_path()->sum(&pass, parameters, &behind[halved]);
                slopes[halved] = (ahead[halved].loss - behind[halved].loss) / (2 * step);
                step /= 2;
            }
            parameters[i] = w;
            double size = fabs(slopes[1]) + 1e-3 * sums.loss;
            if (fabs(slopes[0] - slopes[1]) > 1e-6 * size)
                continue;
            compared++;
            if (!(fabs(sums.gradient[i] - slopes[1]) <= 3e-6 * size))
                fail_msg("round %d: slope %d is %.9g, by differences %.9g", round, i, sums.gradient[i], slopes[1]);
        }
    }
    assert_true(compared > 300);
    arena_clear(&arena);
}

/* By core/schedule itself, one memory after another. */
static void the_loss_is_what_the_scheduler_would_have_predicted(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = practised(&arena, 6, 500);
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
    struct pass pass = pass_make(&arena, &blocks);
    struct pass_sums sums;
    struct schedule schedule = schedule_make(learner_parameters, 0.9, SCHEDULE_DAYS_MAX);
    struct memory *memories = ARENA_NEW_MANY(&arena, log.memory_count, struct memory);
    int32_t *days = ARENA_NEW_MANY(&arena, log.memory_count, int32_t);
    double loss = 0;
    for (size_t i = 0; i < log.count; i++) {
        const struct review *review = &log.reviews[i];
        struct memory *memory = &memories[review->memory];
        int32_t elapsed = memory->stability > 0 ? review->day - days[review->memory] : 0;
        if (elapsed > 0) {
            double recall = schedule_recall(&schedule, *memory, elapsed);
            loss -= log1p((review->grade > 1 ? recall : 1 - recall) - 1);
        }
        *memory = schedule_next(&schedule, *memory, elapsed, (enum memory_grade)review->grade);
        days[review->memory] = review->day;
    }
    plain_path()->sum(&pass, learner_parameters, &sums);
    assert_close(sums.loss, loss, 1e-12);
    arena_clear(&arena);
}

/* What others gave. ---------------------------------------------------------------------------------------- */

#define MEMORIES 4
#define REVIEWS  6

/* All reviews of the vector, and last those that are predicted. */
static struct review_log gradient_log(const struct json *part, struct review reviews[static MEMORIES * (REVIEWS + 1)])
{
    const struct json *days = vectors_get(part, "days"), *grades = vectors_get(part, "grades");
    int32_t day[MEMORIES] = { 0 };
    double last_days[MEMORIES], last_right[MEMORIES];
    size_t count = 0;
    vectors_numbers(part, "last_days", last_days, MEMORIES);
    vectors_numbers(part, "last_right", last_right, MEMORIES);
    for (uint32_t i = 0; i <= REVIEWS; i++)
        for (uint32_t memory = 0; memory < MEMORIES; memory++) {
            bool is_last = i == REVIEWS;
            day[memory] += is_last ? (int32_t)last_days[memory] : (int32_t)days->items[i].items[memory].integer;
            int64_t grade = is_last ? (last_right[memory] > 0 ? MEMORY_GOOD : MEMORY_AGAIN)
                                    : grades->items[i].items[memory].integer;
            reviews[count++] = (struct review){ memory, day[memory], (uint8_t)grade };
        }
    return (struct review_log){ .reviews = reviews, .count = count, .memory_count = MEMORIES };
}

static void a_loss_and_its_gradient_are_as_in_rust(void **state)
{
    const struct json *part = vectors_part(state, "gradient");
    struct arena arena = { 0 };
    struct review reviews[MEMORIES * (REVIEWS + 1)];
    struct review_log log = gradient_log(part, reviews);
    struct blocks blocks = blocks_make(&arena, &log, MEMORIES * REVIEWS, BLOCKS_EVEN);
    struct pass pass = pass_make(&arena, &blocks);
    const struct pass_path *paths[4];
    size_t path_count = pass_paths(paths);
    double own[PARAMETERS], rust[PARAMETERS];
    vectors_numbers(part, "own_gradient", own, PARAMETERS);
    vectors_numbers(part, "rs_gradient", rust, PARAMETERS);
    assert_int_equal(blocks.predicted_count, MEMORIES);
    for (size_t path = 0; path < path_count; path++) {
        struct pass_sums sums;
        paths[path]->sum(&pass, schedule_parameters_default, &sums);
        assert_close(sums.loss, vectors_number_of(part, path == 0 ? "own_loss" : "rs_loss"), path == 0 ? 1e-8 : 1e-6);
        for (int i = 0; i < PARAMETERS; i++) {
            assert_close(sums.gradient[i], own[i], 2e-6); /* which are by differences */
            assert_close(sums.gradient[i], rust[i], NEAR_RS / 10);
        }
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vector_path_agrees_with_the_plain_loop),
        cmocka_unit_test(no_parameters_within_bounds_lead_to_what_is_no_number),
        cmocka_unit_test(predictions_are_the_same_on_every_path),
        cmocka_unit_test(slopes_are_those_of_finite_differences),
        cmocka_unit_test(the_loss_is_what_the_scheduler_would_have_predicted),
        cmocka_unit_test(a_loss_and_its_gradient_are_as_in_rust),
    };
    return cmocka_run_group_tests_name("pass", tests, vectors_read, vectors_free);
}
