/* number_tables: the constants that base/number.c looks up, made by tools/number_tables.py when viva is built.
 *
 * Knows shapes. Refuses to know what they are good for. Of nobody's interest but number.c's. */
#ifndef VIVA_BASE_NUMBER_TABLES_H
#define VIVA_BASE_NUMBER_TABLES_H

#define NUMBER_TABLE_BITS    7
#define NUMBER_TABLE_ENTRIES 128 /* 2^NUMBER_TABLE_BITS */

/* The natural logarithm of 2: a multiple of 2^-43, whose product with an exponent is exact, and the rest. */
extern const double number_ln2_high, number_ln2_low;

/* The same over NUMBER_TABLE_ENTRIES, with so few bits that a count of up to 2^18 of them is exact; and one over it. */
extern const double number_step_high, number_step_low, number_steps;

/* Entry i: 2^(i / entries) is value (1 + rest). */
struct number_exponential {
    double value, rest;
};
extern const struct number_exponential number_exponentials[NUMBER_TABLE_ENTRIES];

/* Entry i is for one piece of 0.6875 .. 1.375. inverse is near one over its middle, and has at most 11 bits; high (a
 * multiple of 2^-43) and low make the logarithm of 1 / inverse. Beside 1 the inverse is 1, so that nothing cancels
 * there. */
struct number_logarithm {
    double inverse, high, low;
};
extern const struct number_logarithm number_logarithms[NUMBER_TABLE_ENTRIES];

#endif
