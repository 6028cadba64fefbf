#include "../expect.h"

#include <signal.h>
#include <string.h>

#include "base/random.h"

/* From the authors' reference program splitmix64.c (Vigna, prng.di.unimi.it). */
static void the_generator_is_splitmix64(void **state)
{
    (void)state;
    static const uint64_t of_0[] = { 0xE220A8397B1DCDAFu, 0x6E789E6AA1B965F4u, 0x06C45D188009454Fu };
    static const uint64_t of_1234567[] = { 6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                           4593380528125082431u, 16408922859458223821u };
    struct random random = random_from(0);
    for (size_t i = 0; i < 3; i++)
        assert_true(random_next(&random) == of_0[i]);
    random = random_from(1234567);
    for (size_t i = 0; i < 5; i++)
        assert_true(random_next(&random) == of_1234567[i]);
}

static void numbers_below_a_bound_are_below_it_and_even(void **state)
{
    (void)state;
    static const uint64_t bounds[] = { 1, 2, 3, 7, 8, 1000, (uint64_t)1 << 63, ((uint64_t)1 << 63) + 1, UINT64_MAX };
    struct random random = random_from(1);
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        for (int round = 0; round < 1000; round++)
            assert_true(random_below(&random, bounds[i]) < bounds[i]);
    int counts[6] = { 0 };
    for (int i = 0; i < 60000; i++)
        counts[random_below(&random, 6)]++;
    for (int i = 0; i < 6; i++)
        assert_in_range(counts[i], 9600, 10400); /* 10,000 and four standard deviations */
}

/* Three quarters of 2^64: without a second draw the lower third would come twice as often. */
static void no_number_is_likelier_than_another_when_the_bound_is_huge(void **state)
{
    (void)state;
    uint64_t bound = (uint64_t)3 << 62;
    struct random random = random_from(7);
    int counts[3] = { 0 };
    for (int i = 0; i < 30000; i++)
        counts[random_below(&random, bound) / ((uint64_t)1 << 62)]++;
    for (int i = 0; i < 3; i++)
        assert_in_range(counts[i], 9650, 10350);
}

static void ask_for_less_than_nothing(void)
{
    struct random random = random_from(1);
    random_below(&random, 0);
}

static void a_bound_of_nothing_is_a_bug(void **state)
{
    (void)state;
    assert_int_equal(ending_of(ask_for_less_than_nothing), -SIGABRT);
}

static void a_seed_shuffles_the_same_way_for_ever(void **state)
{
    (void)state;
    uint8_t items[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    static const uint8_t of_42[] = { 4, 3, 2, 0, 7, 6, 1, 5 };
    struct random random = random_from(42);
    random_shuffle(&random, items, sizeof items);
    assert_memory_equal(items, of_42, sizeof items);
    random_shuffle(&random, items, 0);
    random_shuffle(&random, items, 1);
    assert_memory_equal(items, of_42, sizeof items);
}

static void every_order_of_four_comes_equally_often(void **state)
{
    (void)state;
    int counts[256] = { 0 }, seen = 0;
    struct random random = random_from(3);
    for (int i = 0; i < 24000; i++) {
        uint8_t items[] = { 0, 1, 2, 3 };
        random_shuffle(&random, items, 4);
        counts[items[0] << 6 | items[1] << 4 | items[2] << 2 | items[3]]++;
    }
    for (int i = 0; i < 256; i++) {
        seen += counts[i] > 0;
        if (counts[i])
            assert_in_range(counts[i], 870, 1130); /* 1,000 and four standard deviations */
    }
    assert_int_equal(seen, 24);
}

static void each_part_of_a_seed_has_a_seed_of_its_own(void **state)
{
    (void)state;
    enum { PARTS = 300 };
    uint64_t seeds[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        seeds[i] = random_derive(i / 100, i % 100);
        assert_true(seeds[i] == random_derive(i / 100, i % 100));
        for (size_t j = 0; j < i; j++)
            assert_true(seeds[i] != seeds[j]);
    }
}

static void the_kernels_bytes_fill_what_was_asked_and_no_more(void **state)
{
    (void)state;
    uint8_t first[1000] = { 0 }, second[1000] = { 0 };
    random_bytes(first, 999);
    random_bytes(second, 999);
    assert_int_equal(first[999], 0);
    assert_memory_not_equal(first, second, 999);
    random_bytes(first, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_is_splitmix64),
        cmocka_unit_test(numbers_below_a_bound_are_below_it_and_even),
        cmocka_unit_test(no_number_is_likelier_than_another_when_the_bound_is_huge),
        cmocka_unit_test(a_bound_of_nothing_is_a_bug),
        cmocka_unit_test(a_seed_shuffles_the_same_way_for_ever),
        cmocka_unit_test(every_order_of_four_comes_equally_often),
        cmocka_unit_test(each_part_of_a_seed_has_a_seed_of_its_own),
        cmocka_unit_test(the_kernels_bytes_fill_what_was_asked_and_no_more),
    };
    return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
