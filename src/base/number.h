/* number: the few functions of analysis that viva needs, with the same last bit on every machine.
 *
 * Knows exponentials, logarithms and the normal distribution, made of additions, multiplications and divisions alone,
 * which IEEE 754 fixes; those of libm differ between processors and versions. Refuses to know what is computed with
 * them.
 *
 * Relative errors are below 1e-14 wherever the result is a normal number; tests/base/number.c holds them against
 * libm's. */
#ifndef VIVA_BASE_NUMBER_H
#define VIVA_BASE_NUMBER_H

/* e to the power of x. 0 below about -745, infinity above about 709.78; NaN for NaN. */
double number_exp(double x);

/* The natural logarithm. -infinity for 0, infinity for infinity, NaN below 0 and for NaN. */
double number_log(double x);

/* The square root of x >= 0; 0 for 0. Not always the nearest double, but always the same one. */
double number_square_root(double x);

/* The chance that a standard normal variable is above x. */
double number_normal_above(double x);

#endif
