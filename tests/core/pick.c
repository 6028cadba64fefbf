/* pick: neighbours differ, and what presses most comes first. */
#include "core/pick.h"

#include "../expect.h"
#include "base/random.h"

#define COUNT_MAX 60

/* Each item is a letter for its set and a digit for its heading: "a1". A blank parts urgencies. */
static void assert_mixed(const char *given, const char *expected)
{
    struct pick_item items[COUNT_MAX] = { 0 };
    size_t order[COUNT_MAX], count = 0;
    char mixed[2 * COUNT_MAX + 1];
    enum memory_urgency urgency = MEMORY_MISTAKEN;
    for (; *given; given += *given == ' ' ? 1 : 2) {
        if (*given == ' ')
            urgency++;
        else
            items[count++] = (struct pick_item){ urgency, (size_t)given[0], (size_t)given[1] };
    }
    pick_mix(items, count, order);
    for (size_t i = 0; i < count; i++) {
        mixed[2 * i] = (char)items[order[i]].set;
        mixed[2 * i + 1] = (char)items[order[i]].heading;
    }
    mixed[2 * count] = '\0';
    assert_string_equal(mixed, expected);
}

static void neighbours_are_of_different_sets_and_else_of_different_headings(void **state)
{
    (void)state;
    static const struct {
        const char *given, *expected;
    } rows[] = {
        { "", "" },
        { "a1", "a1" },
        { "a1b1c1", "a1b1c1" },             /* what is mixed already stays */
        { "a1a2b1", "a1b1a2" },             /* of two sets */
        { "b1a1a2a3", "a1b1a2a3" },         /* the larger one has to begin */
        { "a1a1a2", "a1a2a1" },             /* of one set: by heading */
        { "a1a1", "a1a1" },                 /* when nothing helps the order stays */
        { "a1a2b1b2c1c2", "a1b1a2c1b2c2" }, /* by turns */
        { "a1 a2b1", "a1b1a2" },            /* neighbours differ across urgencies, too */
        { "a1a2 b1", "a1a2b1" },            /* and what presses most comes first all the same */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_mixed(rows[i].given, rows[i].expected);
}

/* How many of the items that are left are of the set that has most. */
static size_t largest(const size_t *counts)
{
    size_t most = 0;
    for (size_t set = 0; set < 4; set++)
        most = counts[set] > most ? counts[set] : most;
    return most;
}

static void every_item_comes_once_by_urgency_and_no_neighbours_are_alike_when_that_can_be(void **state)
{
    (void)state;
    struct random random = random_from(8);
    for (int round = 0; round < 2000; round++) {
        struct pick_item items[COUNT_MAX];
        size_t order[COUNT_MAX], counts[4] = { 0 }, neighbours = 0;
        bool seen[COUNT_MAX] = { false };
        size_t count = 1 + (size_t)random_below(&random, 20);
        bool is_one_urgency = random_below(&random, 2) == 0;
        for (size_t i = 0; i < count; i++) {
            size_t set = (size_t)random_below(&random, 4) * (size_t)random_below(&random, 2);
            enum memory_urgency urgency = (enum memory_urgency)(is_one_urgency ? 2 : 3 * i / count);
            items[i] = (struct pick_item){ urgency, set, (size_t)random_below(&random, 3) };
            counts[set]++;
        }
        pick_mix(items, count, order);
        for (size_t i = 0; i < count; i++) {
            assert_false(seen[order[i]]);
            seen[order[i]] = true;
            assert_true(i == 0 || items[order[i - 1]].urgency <= items[order[i]].urgency);
            neighbours += i > 0 && items[order[i - 1]].set == items[order[i]].set;
        }
        size_t most = largest(counts), others = count - most;
        if (is_one_urgency)
            assert_int_equal(neighbours, most > others + 1 ? most - others - 1 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_are_of_different_sets_and_else_of_different_headings),
        cmocka_unit_test(every_item_comes_once_by_urgency_and_no_neighbours_are_alike_when_that_can_be),
    };
    return cmocka_run_group_tests_name("pick", tests, NULL, NULL);
}
