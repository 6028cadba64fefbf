#include "base/number.h"

#include <float.h>
#include <stdint.h>
#include <string.h>

/* The natural logarithm of 2 in two parts: the first has so few bits that its product with an exponent is exact
 * (Cody and Waite, Software Manual for the Elementary Functions, 1980). */
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW  1.90821492927058770002e-10

#define SQUARE_ROOT_HALF   0.70710678118654752440
#define ONE_OVER_ROOT_2_PI 0.39894228040143267794

#define EXPONENT_BIAS 1023
#define FRACTION_BITS 52

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

double number_exp(double x)
{
    if (x != x)
        return x;
    if (x > 709.79)
        return from_bits(UINT64_C(0x7ff) << FRACTION_BITS);
    if (x < -746)
        return 0;
    int exponent = (int)(x / (LN2_HIGH + LN2_LOW) + (x < 0 ? -0.5 : 0.5));
    double rest = (x - exponent * LN2_HIGH) - exponent * LN2_LOW; /* within half of ln 2 */
    double sum = 1;
    for (int i = 15; i > 0; i--) /* Taylor's series; what is left out is below 1e-20 */
        sum = 1 + sum * rest / i;
    return scale(sum, exponent);
}

/* A normal x as significand times 2^exponent, the significand in sqrt(1/2) .. sqrt(2). */
static double significand(double x, int *exponent)
{
    uint64_t bits = to_bits(x);
    *exponent = (int)(bits >> FRACTION_BITS) - EXPONENT_BIAS;
    double m = from_bits((bits & ((UINT64_C(1) << FRACTION_BITS) - 1)) | (uint64_t)EXPONENT_BIAS << FRACTION_BITS);
    if (m <= 2 * SQUARE_ROOT_HALF)
        return m;
    ++*exponent;
    return m / 2;
}

double number_log(double x)
{
    if (!(x >= 0))
        return from_bits(UINT64_C(0x7ff8) << 48);
    if (x > DBL_MAX)
        return x;
    if (x < DBL_MIN)
        return x > 0 ? number_log(x * power_of_two(54)) - 54 * (LN2_HIGH + LN2_LOW)
                     : from_bits(UINT64_C(0xfff) << FRACTION_BITS);
    int exponent;
    double m = significand(x, &exponent);
    double f = (m - 1) / (m + 1), square = f * f, sum = 0;
    for (int i = 25; i > 0; i -= 2) /* 2 artanh f; what is left out is below 1e-20 */
        sum = sum * square + 1.0 / i;
    return exponent * LN2_HIGH + (2 * f * sum + exponent * LN2_LOW);
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
