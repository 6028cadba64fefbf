/* first: as fsrs-rs has it, and for every gap. */
#include "fit/first.h"

#include "../expect.h"
#include "vectors.h"

#define POINTS 5

static struct first_point *points_of(const struct json *part, struct first_point points[static POINTS])
{
    double days[POINTS], recall[POINTS], count[POINTS];
    vectors_numbers(part, "days", days, POINTS);
    vectors_numbers(part, "recall", recall, POINTS);
    vectors_numbers(part, "count", count, POINTS);
    for (int i = 0; i < POINTS; i++)
        points[i] = (struct first_point){ days[i], recall[i], count[i] };
    return points;
}

static void the_loss_of_a_stability_is_as_in_rust(void **state)
{
    const struct json *part = vectors_part(state, "first"), *losses = vectors_get(part, "rs_losses");
    struct first_point points[POINTS];
    points_of(part, points);
    for (size_t i = 0; i < losses->count; i++) {
        const struct json *row = losses->items[i].items;
        double loss = first_loss(points, POINTS, vectors_number(&row[0]), vectors_number_of(part, "usual"));
        assert_close(loss, vectors_number(&row[1]), 1e-9);
    }
}

static void the_search_ends_where_that_of_rust_does(void **state)
{
    const struct json *part = vectors_part(state, "first");
    struct first_point points[POINTS];
    double found = first_search(points_of(part, points), POINTS, vectors_number_of(part, "mean_recall"),
                                vectors_number_of(part, "usual"));
    assert_close(found, vectors_number_of(part, "rs_found"), NEAR_RS);
}

static void one_grade_that_is_known_gives_the_others(void **state)
{
    const struct json *part = vectors_part(state, "first");
    double stabilities[FIRST_GRADES] = { 0 }, counts[FIRST_GRADES] = { 0 }, filled[FIRST_GRADES];
    size_t grade = (size_t)vectors_get(part, "fill_grade")->integer - 1;
    stabilities[grade] = vectors_number_of(part, "fill_stability");
    counts[grade] = 1;
    first_fill(stabilities, counts, schedule_parameters_default);
    vectors_numbers(part, "rs_filled", filled, FIRST_GRADES);
    for (size_t i = 0; i < FIRST_GRADES; i++)
        assert_close(stabilities[i], filled[i], 1e-6);
}

/* Four stabilities that keep both laws: ln 2 = .41 ln a + .59 ln c, and so on. */
static const double lawful[FIRST_GRADES] = { 0.5, 1.2, 2.2049352358900807, 3.702265218189286 };

/* Any gap in them is filled with what stood there. */
static void any_gap_is_filled_by_the_same_two_laws(void **state)
{
    (void)state;
    for (unsigned known = 0; known < 16; known++) {
        double stabilities[FIRST_GRADES] = { 0 }, counts[FIRST_GRADES] = { 0 };
        int known_count = 0;
        for (unsigned i = 0; i < FIRST_GRADES; i++)
            if (known >> i & 1) {
                stabilities[i] = lawful[i];
                counts[i] = 10;
                known_count++;
            }
        first_fill(stabilities, counts, schedule_parameters_default);
        for (size_t i = 0; i < FIRST_GRADES; i++) {
            if (known_count >= 2)
                assert_close(stabilities[i], lawful[i], 1e-5);
            if (known_count == 0)
                assert_true(stabilities[i] == schedule_parameters_default[i]);
        }
    }
}

static void of_two_in_the_wrong_order_the_one_with_fewer_reviews_gives_way(void **state)
{
    (void)state;
    double stabilities[] = { 5, 1, 7, 3 }, counts[] = { 10, 90, 20, 5 };
    first_fill(stabilities, counts, schedule_parameters_default);
    const double ordered[] = { 1, 1, 7, 7 };
    for (size_t i = 0; i < FIRST_GRADES; i++)
        assert_true(stabilities[i] == ordered[i]);
}

static void what_was_never_wrong_or_never_right_ends_at_a_bound_and_not_beyond(void **state)
{
    (void)state;
    const struct first_point wrong[] = { { 1, 0, 500 } }, right[] = { { 300, 1, 100000 } };
    double least = first_search(wrong, 1, 0, 0.212), most = first_search(right, 1, 1, 8.2956);
    assert_true(least >= 0.001 && least < 0.01);
    assert_true(most > 50 && most <= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_loss_of_a_stability_is_as_in_rust),
        cmocka_unit_test(the_search_ends_where_that_of_rust_does),
        cmocka_unit_test(one_grade_that_is_known_gives_the_others),
        cmocka_unit_test(any_gap_is_filled_by_the_same_two_laws),
        cmocka_unit_test(of_two_in_the_wrong_order_the_one_with_fewer_reviews_gives_way),
        cmocka_unit_test(what_was_never_wrong_or_never_right_ends_at_a_bound_and_not_beyond),
    };
    return cmocka_run_group_tests_name("first", tests, vectors_read, vectors_free);
}
