/* vectors: what others gave when they fitted and judged: tests/vectors/fsrs-6-fit.json. */
#ifndef VIVA_TESTS_FIT_VECTORS_H
#define VIVA_TESTS_FIT_VECTORS_H

#include "base/json.h"
#include "core/schedule_parameters.h"
#include "fit/review_log.h"

#define NEAR_RS  1e-4 /* as the file says */
#define NEAR_OWN 1e-7

/* A cmocka group's setup and teardown; *state is then what the functions below take. */
int vectors_read(void **state);
int vectors_free(void **state);
struct arena *vectors_arena(void **state);

/* Parts that are missing fail the test. */
const struct json *vectors_part(void **state, const char *key);
const struct json *vectors_get(const struct json *object, const char *key);
double vectors_number(const struct json *value);
double vectors_number_of(const struct json *object, const char *key);
void vectors_numbers(const struct json *object, const char *key, double *numbers, size_t count);

struct review_log vectors_log(void **state); /* the simulated log */

/* Relative, or absolute below 1. */
void assert_close(double actual, double expected, double near);

#endif
