/* number: the few functions of analysis that viva needs, with the same last bit on every machine.
 *
 * Knows exponentials, logarithms, powers and the normal distribution, made of additions, multiplications and divisions
 * alone, which IEEE 754 fixes; those of libm differ between processors and versions. Refuses to know what is computed
 * with them.
 *
 * A unit in the last place (ulp) is the distance between neighbouring doubles at the result; a result rounded perfectly
 * errs by 0.5. The bounds below are kept wherever the result is a normal number; below that (under 2.2e-308) by 1 ulp.
 * tests/base/number_ulps.c holds them against libm's long doubles over dense grids. */
#ifndef VIVA_BASE_NUMBER_H
#define VIVA_BASE_NUMBER_H

/* e to the power of x, within 0.52 ulp. 0 below about -745, infinity above about 709.78; NaN for NaN. */
double number_exp(double x);

/* The natural logarithm, within 0.51 ulp. -infinity for 0, infinity for infinity, NaN below 0 and for NaN. */
double number_log(double x);

/* x >= 0 to the power of y, within 0.53 ulp. 1 when y is 0 or x is 1, whatever the other is; NaN below 0, and for NaN;
 * 0 and infinity as C17 has them (annex F.10.4.4). */
double number_pow(double x, double y);

/* The square root of x >= 0; 0 for 0. Not always the nearest double, but always the same one. */
double number_square_root(double x);

/* The chance that a standard normal variable is above x. */
double number_normal_above(double x);

#endif
