/* number: how far it is from what libm's long doubles say, in units of the last place; and that its bits are the same
 * everywhere. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "../expect.h"
#include "base/number.h"
#include "base/random.h"

/* The bounds that base/number.h promises. */
#define EXP_ULPS       0.52
#define LOG_ULPS       0.51
#define POW_ULPS       0.53
#define SUBNORMAL_ULPS 1.0

#define POINTS 200000 /* of each stretch */

/* What libm says must be better than what is held against it by enough digits to tell. */
static void need_long_doubles(void)
{
    if (LDBL_MANT_DIG < 64)
        skip();
}

static double ulps_between(double actual, long double expected)
{
    int exponent;
    frexpl(expected, &exponent);
    long double ulp = ldexpl(1, exponent - DBL_MANT_DIG < -1074 ? -1074 : exponent - DBL_MANT_DIG);
    return (double)(fabsl((long double)actual - expected) / ulp);
}

static void assert_ulps(double actual, long double expected, double bound, double x, double y)
{
    double ulps = ulps_between(actual, expected);
    if (!(ulps <= bound))
        fail_msg("%a at %a (and %a) is %g ulp from %La", actual, x, y, ulps, expected);
}

/* Even over low .. high. */
static double draw(struct random *random, double low, double high)
{
    return low + (double)(random_next(random) >> 11) * 0x1p-53 * (high - low);
}

struct stretch {
    double low, high, bound;
};

static void the_exponential_keeps_its_ulps(void **state)
{
    (void)state;
    need_long_doubles();
    static const struct stretch stretches[] = { { -708.3, 709.7, EXP_ULPS }, { -25, 25, EXP_ULPS },
                                                { -1, 1, EXP_ULPS },         { -0.003, 0.003, EXP_ULPS },
                                                { -1e-9, 1e-9, EXP_ULPS },   { -745.1, -708.4, SUBNORMAL_ULPS } };
    struct random random = random_from(1);
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++)
        for (int point = 0; point < POINTS; point++) {
            double x = draw(&random, stretches[i].low, stretches[i].high);
            assert_ulps(number_exp(x), expl((long double)x), stretches[i].bound, x, 0);
        }
}

static void the_logarithm_keeps_its_ulps(void **state)
{
    (void)state;
    need_long_doubles();
    static const struct stretch stretches[] = { { 0, 36501, LOG_ULPS },
                                                { 0.5, 2, LOG_ULPS },
                                                { 0.98, 1.02, LOG_ULPS },
                                                { 1 - 1e-9, 1 + 1e-9, LOG_ULPS },
                                                { 1e300, DBL_MAX, LOG_ULPS },
                                                { DBL_MIN, 1e-300, LOG_ULPS },
                                                { DBL_TRUE_MIN, 1e-310, LOG_ULPS } };
    struct random random = random_from(2);
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++)
        for (int point = 0; point < POINTS; point++) {
            double x = draw(&random, stretches[i].low, stretches[i].high);
            if (x > 0 && x != 1) /* there it is 0, exactly */
                assert_ulps(number_log(x), logl((long double)x), LOG_ULPS, x, 0);
        }
}

static void the_logarithm_keeps_them_at_every_edge_of_its_table(void **state)
{
    (void)state;
    need_long_doubles();
    for (int power = -3; power <= 3; power++)
        for (int piece = 128; piece < 512; piece++) {
            double x = ldexp(piece / 256.0, power);
            double beside[] = { nextafter(x, 0), x, nextafter(x, HUGE_VAL) };
            for (int i = 0; i < 3; i++)
                if (beside[i] != 1)
                    assert_ulps(number_log(beside[i]), logl((long double)beside[i]), LOG_ULPS, beside[i], 0);
        }
    assert_true(number_log(1) == 0);
}

/* x over a stretch, and y such that the power is anything a double can be. */
static void assert_powers(struct random *random, double low, double high, double largest)
{
    for (int point = 0; point < POINTS; point++) {
        double x = draw(random, low, high), y = draw(random, -1, 1) * largest / (fabs(log(x)) + 1e-18);
        long double expected = powl((long double)x, (long double)y);
        if (!(expected > 0) || expected > DBL_MAX)
            continue;
        assert_ulps(number_pow(x, y), expected, expected < DBL_MIN ? SUBNORMAL_ULPS : POW_ULPS, x, y);
    }
}

static void the_power_keeps_its_ulps(void **state)
{
    (void)state;
    need_long_doubles();
    struct random random = random_from(3);
    assert_powers(&random, 0, 36501, 2);
    assert_powers(&random, 0, 1e6, 745);
    assert_powers(&random, 0.5, 2, 745);
    assert_powers(&random, 0.98, 1.02, 745);
    assert_powers(&random, 1 - 1e-9, 1 + 1e-9, 745);
    assert_powers(&random, 1e300, DBL_MAX, 745);
    assert_powers(&random, DBL_TRUE_MIN, 1e-310, 745);
}

/* C17, annex F.10.4.4: what its own pow does is the table. */
static void the_power_ends_where_c_says(void **state)
{
    (void)state;
    static const double values[] = {
        0, DBL_TRUE_MIN, 1e-300, 0.5, 1, 1.5, 2, 1e300, DBL_MAX, HUGE_VAL, -2.5, -1, -1e300
    };
    enum { BASES = 10 }; /* of them are no less than 0 */
    for (size_t i = 0; i < BASES; i++)
        for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
            double actual = number_pow(values[i], values[j]), expected = pow(values[i], values[j]);
            if (actual != expected && !(fabs(actual - expected) <= expected * 1e-15))
                fail_msg("%g to %g is %g and not %g", values[i], values[j], actual, expected);
        }
    assert_true(number_pow(2, -HUGE_VAL) == 0 && number_pow(0.5, -HUGE_VAL) > DBL_MAX);
    double none = number_log(-1);
    assert_true(number_pow(none, 0) == 1 && number_pow(1, none) == 1);
    assert_true(isnan(number_pow(none, 2)) && isnan(number_pow(2, none)) && isnan(number_pow(-1, 2)));
}

/* FNV-1a over the bits of many results: one other bit, anywhere, makes another number. It was computed once, and holds
 * for every compiler, processor and level of optimisation. */
static void the_bits_are_the_same_on_every_machine(void **state)
{
    (void)state;
    struct random random = random_from(4);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < 100000; i++) {
        double x = draw(&random, 0, 100), y = draw(&random, -5, 5);
        double results[] = { number_exp(y), number_log(x), number_pow(x, y), number_square_root(x),
                             number_normal_above(y) };
        for (size_t j = 0; j < sizeof results / sizeof *results; j++) {
            uint64_t bits;
            memcpy(&bits, &results[j], sizeof bits);
            hash = (hash ^ bits) * UINT64_C(0x100000001b3);
        }
    }
    assert_int_equal(hash, UINT64_C(0x39c94f7bbbc6ea38));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_power_ends_where_c_says),
        cmocka_unit_test(the_bits_are_the_same_on_every_machine),
        cmocka_unit_test(the_exponential_keeps_its_ulps),
        cmocka_unit_test(the_logarithm_keeps_its_ulps),
        cmocka_unit_test(the_logarithm_keeps_them_at_every_edge_of_its_table),
        cmocka_unit_test(the_power_keeps_its_ulps),
    };
    return cmocka_run_group_tests_name("number_ulps", tests, NULL, NULL);
}
