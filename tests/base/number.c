/* number: held against values of 40 digits (Python's decimal), and against the laws that its functions keep. */
#include "base/number.h"

#include "../expect.h"
#include "base/random.h"

struct row {
    double x, value;
};

/* The relative error that base/number.h promises; a value of 0 is met exactly. */
static void assert_near(double actual, double expected)
{
    double error = actual > expected ? actual - expected : expected - actual;
    double size = expected < 0 ? -expected : expected;
    if (!(error <= size * 1e-14))
        fail_msg("%.17g is not %.17g", actual, expected);
}

static void assert_rows(double (*function)(double), const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_near(function(rows[i].x), rows[i].value);
}
#define ASSERT_ROWS(function, rows) assert_rows((function), (rows), sizeof(rows) / sizeof *(rows))

static void the_exponential_has_its_value(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { 0.0, 1.00000000000000000e+00 },     { 1.0, 2.71828182845904509e+00 },
        { -1.0, 3.67879441171442334e-01 },    { 0.5, 1.64872127070012819e+00 },
        { -0.25, 7.78800783071404878e-01 },   { 1e-10, 1.00000000010000001e+00 },
        { -1e-300, 1.00000000000000000e+00 }, { 0.34657359027997264, 1.41421356237309492e+00 },
        { 10.0, 2.20264657948067179e+04 },    { -10.0, 4.53999297624848542e-05 },
        { 100.0, 2.68811714181613561e+43 },   { -100.0, 3.72007597602083612e-44 },
        { 700.0, 1.01423205473500449e+304 },  { -700.0, 9.85967654375977077e-305 },
        { 709.0, 8.21840746155497238e+307 },  { -708.0, 3.30755300363840783e-308 },
    };
    ASSERT_ROWS(number_exp, rows);
}

static void the_logarithm_has_its_value(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { 1.0, 0.00000000000000000e+00 },
        { 2.0, 6.93147180559945286e-01 },
        { 0.5, -6.93147180559945286e-01 },
        { 10.0, 2.30258509299404590e+00 },
        { 1e-300, -6.90775527898213682e+02 },
        { 1e+300, 6.90775527898213682e+02 },
        { 2.2250738585072014e-308, -7.08396418532264079e+02 },
        { 1.7976931348623157e+308, 7.09782712893383973e+02 },
        { 0.9999999999999999, -1.11022302462515654e-16 },
        { 1.0000000000000002, 2.22044604925031283e-16 },
        { 0.7071067811865475, -3.46573590279972754e-01 },
        { 1.4142135623730951, 3.46573590279972699e-01 },
        { 3.0, 1.09861228866810978e+00 },
        { 0.1, -2.30258509299404546e+00 },
    };
    ASSERT_ROWS(number_log, rows);
}

/* Its last digits are lost to 1 - p in the middle and to exp(-x x / 2) far out. */
static void the_normal_tail_has_its_value(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { 0.0, 5.00000000000000000e-01 },
        { 0.1, 4.60172162722971012e-01 },
        { 0.5, 3.08537538725986882e-01 },
        { 1.0, 1.58655253931457046e-01 },
        { 1.6448536269514722, 5.00000000000000513e-02 },
        { 1.96, 2.49978951482204351e-02 },
        { 2.5, 6.20966532577613486e-03 },
        { 2.9999, 1.35034128295492481e-03 },
        { 3.0001, 1.34945491326071720e-03 },
        { 4.0, 3.16712418331199243e-05 },
        { 6.0, 9.86587645037698091e-10 },
        { 10.0, 7.61985302416052545e-24 },
        { 20.0, 2.75362411860623374e-89 },
        { 37.0, 5.72557122252457710e-300 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double ratio = number_normal_above(rows[i].x) / rows[i].value;
        if (!(ratio > 1 - 1e-12 && ratio < 1 + 1e-12))
            fail_msg("%.17g above %g", number_normal_above(rows[i].x), rows[i].x);
    }
}

static double infinity(void)
{
    return number_exp(1000);
}

static void what_is_too_large_or_too_small_ends_where_doubles_do(void **state)
{
    (void)state;
    assert_true(infinity() > 1.7976931348623157e308);
    assert_true(number_exp(709.78) > 1e308);
    assert_true(number_exp(-1000) == 0);
    assert_true(number_exp(-740) > 0 && number_exp(-740) < 1e-320);
    assert_true(number_exp(-infinity()) == 0);
    assert_true(number_log(0) == -infinity());
    assert_true(number_log(infinity()) == infinity());
    assert_near(number_log(4.9406564584124654e-324), -744.44007192138126);
    assert_true(number_square_root(0) == 0);
    assert_near(number_normal_above(-40), 1);
    assert_true(number_normal_above(40) == 0);
}

static void what_is_no_number_stays_none(void **state)
{
    (void)state;
    double none = number_log(-1);
    assert_true(none != none);
    assert_true(number_exp(none) != number_exp(none));
    assert_true(number_log(none) != number_log(none));
}

/* Even over -range .. range. */
static double draw(struct random *random, double range)
{
    return ((double)(random_next(random) >> 11) / (double)(UINT64_C(1) << 53) * 2 - 1) * range;
}

static void they_undo_one_another_wherever_one_looks(void **state)
{
    (void)state;
    struct random random = random_from(1);
    for (int i = 0; i < 20000; i++) {
        double x = draw(&random, 300), back = number_log(number_exp(x)) - x;
        assert_true(back < 1e-13 && back > -1e-13);
        assert_near(number_exp(x) * number_exp(-x), 1);
        double root = number_square_root(number_exp(x));
        assert_near(root * root, number_exp(x));
    }
}

static void the_two_sides_of_the_normal_make_one_and_meet_where_the_methods_do(void **state)
{
    (void)state;
    struct random random = random_from(2);
    for (int i = 0; i < 2000; i++) {
        double x = draw(&random, 8);
        assert_near(number_normal_above(x) + number_normal_above(-x), 1);
    }
    double ratio = number_normal_above(3.0000000000000004) / number_normal_above(3);
    assert_true(ratio > 1 - 1e-12 && ratio < 1 + 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exponential_has_its_value),
        cmocka_unit_test(the_logarithm_has_its_value),
        cmocka_unit_test(the_normal_tail_has_its_value),
        cmocka_unit_test(what_is_too_large_or_too_small_ends_where_doubles_do),
        cmocka_unit_test(what_is_no_number_stays_none),
        cmocka_unit_test(they_undo_one_another_wherever_one_looks),
        cmocka_unit_test(the_two_sides_of_the_normal_make_one_and_meet_where_the_methods_do),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
