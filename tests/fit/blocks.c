/* blocks: every review in its place, with what it weighs, and nothing else. */
#include "fit/blocks.h"

#include <math.h>

#include "../expect.h"
#include "base/random.h"

/* Memories of 1 to 9 reviews that take turns, as in a real log. */
static struct review_log some_log(struct arena *arena, uint32_t memory_count)
{
    struct review *reviews = ARENA_NEW_MANY(arena, (size_t)memory_count * 9, struct review);
    struct random random = random_from(memory_count);
    int32_t *days = ARENA_NEW_MANY(arena, memory_count, int32_t);
    size_t count = 0;
    for (uint32_t turn = 0; turn < 9; turn++)
        for (uint32_t memory = 0; memory < memory_count; memory++)
            if (turn == 0 || memory % 9 >= turn) {
                days[memory] += (int32_t)random_below(&random, 3);
                reviews[count++] = (struct review){ memory, days[memory], (uint8_t)(1 + random_below(&random, 4)) };
            }
    return (struct review_log){ .reviews = reviews, .count = count, .memory_count = memory_count };
}

static void each_lane_holds_the_reviews_of_one_memory_in_order(void **state)
{
    (void)state;
    static const uint32_t memory_counts[] = { 1, 63, 64, 65, 200 };
    for (size_t i = 0; i < sizeof memory_counts / sizeof *memory_counts; i++) {
        struct arena arena = { 0 };
        struct review_log log = some_log(&arena, memory_counts[i]);
        struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
        size_t reviews = 0, lanes = 0;
        uint32_t longest = 0;
        for (size_t b = 0; b < blocks.count; b++)
            for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
                const struct review_block *block = &blocks.items[b];
                assert_true(block->review_counts[lane] >= longest);
                longest = block->review_counts[lane];
                for (uint32_t step = 0; step < block->step_count; step++)
                    assert_int_equal(block->steps[step].words[lane] != 0, step < longest);
                reviews += longest;
                lanes += longest > 0;
            }
        assert_int_equal(reviews, log.count);
        assert_int_equal(lanes, log.memory_count);
        arena_clear(&arena);
    }
}

static void days_are_counted_from_the_review_before(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct review reviews[] = { { 1, -5, 3 }, { 0, 7, 1 }, { 1, -5, 4 }, { 1, 36495, 1 }, { 0, 9, 2 } };
    struct review_log log = { .reviews = reviews, .count = 5, .memory_count = 3 };
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
    size_t last = BLOCK_LANES - 1;
    const struct review_step *steps = blocks.items[0].steps;
    assert_int_equal(blocks.predicted_count, 2);
    assert_int_equal(blocks.items[0].step_count, 3);
    assert_int_equal(steps[0].words[last], 3U << BLOCK_GRADE_SHIFT);
    assert_int_equal(steps[1].words[last], 4U << BLOCK_GRADE_SHIFT);
    assert_int_equal(steps[2].words[last], 1U << BLOCK_GRADE_SHIFT | 36500);
    assert_int_equal(steps[0].words[last - 1], 1U << BLOCK_GRADE_SHIFT);
    assert_int_equal(steps[1].words[last - 1], 2U << BLOCK_GRADE_SHIFT | 2);
    assert_true(steps[0].weights[last] == 0 && steps[1].weights[last] == 0 && steps[2].weights[last] == 1);
    arena_clear(&arena);
}

/* fsrs-rs src/dataset.rs, recency_weighted_fsrs_items. */
static void the_last_that_is_predicted_weighs_four_times_the_first(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct review reviews[] = { { 0, 0, 3 }, { 0, 1, 3 }, { 0, 2, 3 }, { 0, 2, 3 }, { 0, 3, 3 } };
    struct review_log log = { .reviews = reviews, .count = 5, .memory_count = 1 };
    struct blocks blocks = blocks_make(&arena, &log, 0, BLOCKS_RECENT);
    const double weights[] = { 0, 0.25, 0.25 + 0.75 / 8, 0, 1 };
    for (int i = 0; i < 5; i++)
        assert_true(fabs((double)blocks.items[0].steps[i].weights[BLOCK_LANES - 1] - weights[i]) < 1e-7);
    assert_true(fabs(blocks.weight - 1.59375) < 1e-12);
    arena_clear(&arena);
}

static void earlier_reviews_are_history_and_not_predicted(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = some_log(&arena, 200);
    struct blocks all = blocks_make(&arena, &log, 0, BLOCKS_EVEN);
    size_t before = blocks_make(&arena, &log, log.count / 2, BLOCKS_EVEN).predicted_count;
    struct review_log half = log;
    half.count = log.count / 2;
    assert_int_equal(before + blocks_make(&arena, &half, 0, BLOCKS_EVEN).predicted_count, all.predicted_count);
    arena_clear(&arena);
}

static void parts_together_are_the_whole(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log log = some_log(&arena, 2000);
    struct blocks all = blocks_make(&arena, &log, 0, BLOCKS_RECENT);
    size_t predicted = 0, steps = 0;
    double weight = 0;
    for (size_t first = 0; first < 5; first++) {
        struct blocks part = blocks_part(&arena, &all, first, 5);
        predicted += part.predicted_count;
        steps += part.step_count;
        weight += part.weight;
    }
    assert_int_equal(predicted, all.predicted_count);
    assert_int_equal(steps, all.step_count);
    assert_true(fabs(weight - all.weight) < 1e-3); /* single weights are rounded */
    arena_clear(&arena);
}

static void an_empty_log_makes_no_block(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct review_log none = { .count = 0 }, unused = { .count = 0, .memory_count = 70 };
    assert_int_equal(blocks_make(&arena, &none, 0, BLOCKS_RECENT).count, 0);
    assert_int_equal(blocks_make(&arena, &unused, 0, BLOCKS_RECENT).count, 0);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lane_holds_the_reviews_of_one_memory_in_order),
        cmocka_unit_test(days_are_counted_from_the_review_before),
        cmocka_unit_test(the_last_that_is_predicted_weighs_four_times_the_first),
        cmocka_unit_test(earlier_reviews_are_history_and_not_predicted),
        cmocka_unit_test(parts_together_are_the_whole),
        cmocka_unit_test(an_empty_log_makes_no_block),
    };
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
