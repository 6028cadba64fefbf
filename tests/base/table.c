#include "../expect.h"

#include "base/table.h"

static void an_empty_table_holds_nothing(void **state)
{
    (void)state;
    struct table table = { 0 };
    size_t cursor;
    assert_int_equal(table_first(&table, 0, &cursor), TABLE_NONE);
    assert_int_equal(table_first(&table, UINT64_MAX, &cursor), TABLE_NONE);
}

static void items_are_numbered_as_they_came_and_found_by_their_hash(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct table table = { 0 };
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(table_add(&arena, &table, i * 0x9E3779B97F4A7C15u), i);
    size_t cursor;
    for (uint64_t i = 0; i < 1000; i++) {
        assert_int_equal(table_first(&table, i * 0x9E3779B97F4A7C15u, &cursor), i);
        assert_int_equal(table_next(&table, i * 0x9E3779B97F4A7C15u, &cursor), TABLE_NONE);
    }
    assert_int_equal(table_first(&table, 1, &cursor), TABLE_NONE);
    arena_clear(&arena);
}

static void items_of_one_hash_are_all_found_among_neighbours_and_past_the_end(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct table table = { 0 };
    for (uint64_t i = 0; i < 60; i++) /* three hashes that begin at the last slot, and crowd */
        table_add(&arena, &table, UINT64_MAX - i % 3);
    for (uint64_t h = 0; h < 3; h++) {
        size_t cursor, count = 0;
        bool is_seen[60] = { false };
        for (size_t i = table_first(&table, UINT64_MAX - h, &cursor); i != TABLE_NONE;
             i = table_next(&table, UINT64_MAX - h, &cursor)) {
            assert_int_equal(i % 3, h);
            assert_false(is_seen[i]);
            is_seen[i] = true;
            count++;
        }
        assert_int_equal(count, 20);
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_holds_nothing),
        cmocka_unit_test(items_are_numbered_as_they_came_and_found_by_their_hash),
        cmocka_unit_test(items_of_one_hash_are_all_found_among_neighbours_and_past_the_end),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
