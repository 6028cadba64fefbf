#include "../expect.h"

#include <string.h>

#include "base/arena.h"

static bool is_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static void every_piece_is_zeroed_aligned_and_its_own(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    enum { PIECES = 2000 };
    unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i * 7 % 1500;
        pieces[i] = arena_take(&arena, size);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        assert_true(is_zero(pieces[i], size));
        memset(pieces[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t j = 0; j < i * 7 % 1500; j++)
            assert_int_equal(pieces[i][j], i % 251 + 1);
    arena_clear(&arena);
}

static void a_piece_larger_than_any_chunk_is_given_and_small_ones_go_on_beside_it(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char *before = arena_take(&arena, 16);
    unsigned char *large = arena_take(&arena, 5 * 1024 * 1024);
    assert_true(is_zero(large, 5 * 1024 * 1024));
    char *after = arena_take(&arena, 16);
    assert_true(after > before && after - before < 4096); /* the first chunk is still being filled */
    assert_int_equal(arena.used_bytes, 5 * 1024 * 1024 + 32);
    arena_clear(&arena);
}

static void nothing_at_all_still_has_a_pointer(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_non_null(arena_take(&arena, 0));
    assert_non_null(arena_take_many(&arena, 0, SIZE_MAX));
    assert_int_equal(arena.used_bytes, 0);
    arena_clear(&arena);
}

static void a_reset_arena_hands_out_zeroes_from_its_largest_chunk(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (int i = 0; i < 100; i++)
        memset(arena_take(&arena, 1000), 0xFF, 1000);
    unsigned char *large = arena_take(&arena, 3 * 1024 * 1024);
    memset(large, 0xFF, 3 * 1024 * 1024);
    for (int round = 0; round < 3; round++) {
        arena_reset(&arena);
        assert_int_equal(arena.used_bytes, 0);
        unsigned char *again = arena_take(&arena, 3 * 1024 * 1024);
        assert_ptr_equal(again, large);
        assert_true(is_zero(again, 3 * 1024 * 1024));
        memset(again, 0xFF, 3 * 1024 * 1024);
    }
    arena_clear(&arena);
}

static void an_empty_arena_can_be_cleared_and_reset_and_used_again(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_clear(&arena);
    arena_reset(&arena);
    assert_non_null(arena_take(&arena, 1));
    arena_clear(&arena);
    arena_clear(&arena);
    assert_null(arena.chunk);
    assert_int_equal(arena.used_bytes, 0);
}

struct numbers {
    int *items;
    size_t count, capacity;
};

static void a_list_keeps_its_items_as_it_grows(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct numbers numbers = { 0 };
    for (int i = 0; i < 1000; i++) {
        int *number = LIST_ADD(&arena, &numbers);
        assert_int_equal(*number, 0);
        *number = i;
    }
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i);
    arena_clear(&arena);
}

static void a_list_made_elsewhere_is_moved_before_it_grows(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    int fixed[] = { 1, 2, 3 };
    struct numbers numbers = { .items = fixed, .count = 3 };
    *LIST_ADD(&arena, &numbers) = 4;
    assert_ptr_not_equal(numbers.items, fixed);
    for (int i = 0; i < 4; i++)
        assert_int_equal(numbers.items[i], i + 1);
    arena_clear(&arena);
}

static void take_more_than_there_is(void)
{
    struct arena arena = { 0 };
    arena_take(&arena, SIZE_MAX / 8);
}

static void take_what_no_machine_has(void)
{
    struct arena arena = { 0 };
    arena_take(&arena, SIZE_MAX / 2);
}

static void take_too_many(void)
{
    struct arena arena = { 0 };
    arena_take_many(&arena, SIZE_MAX / 2, 3);
}

static void running_out_of_memory_ends_with_exit_code_4(void **state)
{
    (void)state;
    assert_int_equal(ending_of(take_what_no_machine_has), 4);
    if (!IS_WATCHED) /* AddressSanitizer stops where malloc would say no */
        assert_int_equal(ending_of(take_more_than_there_is), 4);
}

static void a_product_that_overflows_ends_with_exit_code_4(void **state)
{
    (void)state;
    assert_int_equal(ending_of(take_too_many), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_zeroed_aligned_and_its_own),
        cmocka_unit_test(a_piece_larger_than_any_chunk_is_given_and_small_ones_go_on_beside_it),
        cmocka_unit_test(nothing_at_all_still_has_a_pointer),
        cmocka_unit_test(a_reset_arena_hands_out_zeroes_from_its_largest_chunk),
        cmocka_unit_test(an_empty_arena_can_be_cleared_and_reset_and_used_again),
        cmocka_unit_test(a_list_keeps_its_items_as_it_grows),
        cmocka_unit_test(a_list_made_elsewhere_is_moved_before_it_grows),
        cmocka_unit_test(running_out_of_memory_ends_with_exit_code_4),
        cmocka_unit_test(a_product_that_overflows_ends_with_exit_code_4),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
