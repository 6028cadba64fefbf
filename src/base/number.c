#include "base/number.h"

#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/number_tables.h"

#define ONE_OVER_ROOT_2_PI 0.39894228040143267794

#define EXPONENT_BIAS     1023
#define FRACTION_BITS     52
#define FRACTION          ((UINT64_C(1) << FRACTION_BITS) - 1)
#define POSITIVE_INFINITY from_bits(UINT64_C(0x7ff) << FRACTION_BITS)
#define NO_NUMBER         from_bits(UINT64_C(0x7ff8) << 48)

/* A double of this size has no bits behind the point: adding and taking it away rounds to the nearest whole number. */
#define ROUNDER 0x1.8p52

/* Between these what is a small fraction of the result is still a normal number, and loses no bits. */
#define FAST_EXP_MIN (-600.0)
#define FAST_EXP_MAX 700.0

/* Beyond these the exponential is infinity and 0. */
#define EXP_MAX 709.79
#define EXP_MIN (-746.0)

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static uint64_t to_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* 2 to the power of a normal exponent, -1022 to 1023. */
static double power_of_two(int exponent)
{
    return from_bits((uint64_t)(exponent + EXPONENT_BIAS) << FRACTION_BITS);
}

/* x times a power of two that may itself be no normal number. */
static double scale(double x, int exponent)
{
    int half = exponent / 2;
    return x * power_of_two(half) * power_of_two(exponent - half);
}

/* The exponential of x + low, EXP_MIN <= x <= EXP_MAX, low below an ulp of x or so: x is a whole number of steps of ln
 * 2 / 128, for which there is a table, and a rest of at most half a step, for which there is Taylor's series (what is
 * left out is below 2^-60). Tang, "Table-driven implementation of the exponential function in IEEE floating-point
 * arithmetic", 1989. */
static double exponential(double x, double low)
{
    double steps = (x * number_steps + ROUNDER) - ROUNDER;
    int count = (int)steps, index = count & (NUMBER_TABLE_ENTRIES - 1), whole_steps = count - index;
    const struct number_exponential *entry = &number_exponentials[index];
    double r = ((x - steps * number_step_high) - steps * number_step_low) + low, square = r * r;
    double grown =
        entry->rest + r + square * (1.0 / 2 + r * (1.0 / 6)) + square * square * (1.0 / 24 + r * (1.0 / 120));
    if (x > FAST_EXP_MIN && x < FAST_EXP_MAX) {
        uint64_t exponent = (uint64_t)(int64_t)whole_steps << (FRACTION_BITS - NUMBER_TABLE_BITS);
        double whole = from_bits(to_bits(entry->value) + exponent);
        return whole + whole * grown;
    }
    return scale(entry->value + entry->value * grown, whole_steps / NUMBER_TABLE_ENTRIES);
}

double number_exp(double x)
{
    if (x != x)
        return x;
    if (x > EXP_MAX)
        return POSITIVE_INFINITY;
    if (x < EXP_MIN)
        return 0;
    return exponential(x, 0);
}

/* Where the table's pieces begin: 0.6875. */
#define PIECES_BEGIN UINT64_C(0x3fe6000000000000)

/* A positive normal x taken apart: ln x = high + ln(1 + r) + low, r = r_first + r_rest without any error, |r| < 2^-7.
 * high is exact, and 0 when x is near 1. Tang, "Table-driven implementation of the logarithm function in IEEE
 * floating-point arithmetic", 1990. */
struct taken_apart {
    double high, low, r_first, r_rest;
};

static struct taken_apart take_apart(double x)
{
    uint64_t moved = to_bits(x) - PIECES_BEGIN + (UINT64_C(1024) << FRACTION_BITS), fraction = moved & FRACTION;
    double exponent = (double)((int)(moved >> FRACTION_BITS) - 1024);
    const struct number_logarithm *entry = &number_logarithms[fraction >> (FRACTION_BITS - NUMBER_TABLE_BITS)];
    double z = from_bits(PIECES_BEGIN + fraction);
    double z_first =
        from_bits(to_bits(z) & ~((UINT64_C(1) << 21) - 1)); /* 32 bits: times 11 is exact, and so is the rest */
    return (struct taken_apart){
        .high = exponent * number_ln2_high + entry->high,
        .low = exponent * number_ln2_low + entry->low,
        .r_first = z_first * entry->inverse - 1,
        .r_rest = (z - z_first) * entry->inverse,
    };
}

/* (ln(1 + r) - r + r^2 / 2) / r^3, Taylor's series; what is left out is below 2^-73 of the logarithm. */
static double logarithm_tail(double r)
{
    double square = r * r, fourth = square * square;
    double far = (1.0 / 7 - r * (1.0 / 8)) + square * (1.0 / 9 - r * (1.0 / 10));
    return (1.0 / 3 - r * (1.0 / 4)) + square * (1.0 / 5 - r * (1.0 / 6)) + fourth * far;
}

/* r_first + r_rest, and what the sum loses (Knuth's TwoSum). */
static double sum_of(const struct taken_apart *parts, double *lost)
{
    double r = parts->r_first + parts->r_rest, shared = r - parts->r_first;
    *lost = (parts->r_first - (r - shared)) + (parts->r_rest - shared);
    return r;
}

#define SUBNORMAL_SHIFT 54 /* powers of two that make the smallest double a normal one */

static struct taken_apart take_apart_any(double x)
{
    if (x >= DBL_MIN)
        return take_apart(x);
    struct taken_apart parts = take_apart(x * power_of_two(SUBNORMAL_SHIFT));
    parts.high -= SUBNORMAL_SHIFT * number_ln2_high;
    parts.low -= SUBNORMAL_SHIFT * number_ln2_low;
    return parts;
}

double number_log(double x)
{
    if (!(x >= 0))
        return NO_NUMBER;
    if (x > DBL_MAX)
        return x;
    if (x == 0)
        return -POSITIVE_INFINITY;
    struct taken_apart parts = take_apart_any(x);
    double r_low, r = sum_of(&parts, &r_low), sum = parts.high + r, square = r * r;
    double lost = (parts.high - sum) + r + (parts.low + r_low);
    return sum + (lost + square * (r * logarithm_tail(r) - 0.5));
}

/* The leading 26 bits: the product of two such is exact. */
static double leading(double x)
{
    return from_bits(to_bits(x) & ~((UINT64_C(1) << 27) - 1));
}

/* The logarithm of a positive x as a sum of two doubles, good to about 2^-66 of it. */
static double logarithm_of_two(double x, double *low)
{
    struct taken_apart parts = take_apart_any(x);
    double r_low, r = sum_of(&parts, &r_low);
    double first = leading(r), half_square = first * first / 2;
    double sum = parts.high + r, next = sum - half_square;
    double lost = ((parts.high - sum) + r) + ((sum - next) - half_square) - (r - first) * (r + first) / 2;
    lost += parts.low + r_low * (1 - r) + r * r * r * logarithm_tail(r);
    double high = next + lost;
    *low = (next - high) + lost;
    return high;
}

/* Where x is 0 or infinite, or y is infinite. */
static double power_of_extremes(double x, double y)
{
    bool grows = x > 1 ? y > 0 : y < 0;
    return grows ? POSITIVE_INFINITY : 0;
}

double number_pow(double x, double y)
{
    if (y == 0 || x == 1)
        return 1;
    if (!(x >= 0) || y != y)
        return NO_NUMBER;
    if (x == 0 || x > DBL_MAX || y > DBL_MAX || y < -DBL_MAX)
        return power_of_extremes(x, y);
    double low, high = logarithm_of_two(x, &low), product = high * y;
    if (product > EXP_MAX || product < EXP_MIN)
        return product > 0 ? POSITIVE_INFINITY : 0;
    double high_first = leading(high), high_rest = high - high_first, y_first = leading(y), y_rest = y - y_first;
    double lost = ((high_first * y_first - product) + high_first * y_rest + high_rest * y_first) + high_rest * y_rest;
    return exponential(product, lost + low * y);
}

double number_square_root(double x)
{
    if (!(x > 0))
        return 0;
    double root = number_exp(number_log(x) / 2);
    return (root + x / root) / 2; /* one step of Newton's, which doubles the digits */
}

static double density(double x)
{
    return ONE_OVER_ROOT_2_PI * number_exp(-x * x / 2);
}

/* Near the middle a series (Abramowitz and Stegun 26.2.11), far out a continued fraction (26.2.14). */
double number_normal_above(double x)
{
    if (x < 0)
        return 1 - number_normal_above(-x);
    if (x > 3) {
        double fraction = x;
        for (int i = 200; i > 0; i--)
            fraction = x + i / fraction;
        return density(x) / fraction;
    }
    double sum = 0;
    for (int i = 121; i > 1; i -= 2)
        sum = (1 + sum) * x * x / i;
    return 0.5 - density(x) * x * (1 + sum);
}
