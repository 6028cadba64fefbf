/* suite: what the files of the store's suite share: a test is a promise, held against a store of every backend. */
#ifndef VIVA_TESTS_STORE_SUITE_H
#define VIVA_TESTS_STORE_SUITE_H

#include "fixture.h"

/* A backend. */
struct kind {
    const char *name;
    struct store *(*open)(const char *folder);
};

/* A store of it for one test: what *state is. */
struct place {
    const struct kind *kind;
    char folder[FIXTURE_PATH_MAX];
    struct store *store;
    struct arena arena;
};

struct promise {
    const char *name;
    CMUnitTestFunction function;
};

#define PROMISE(function)                                                                                              \
    {                                                                                                                  \
#function, function                                                                                            \
    }

/* suite_learning.c: what is remembered, and plans. */
extern const struct promise learning_promises[];
extern const size_t learning_promise_count;

/* suite_days.c: what was done on each day. */
extern const struct promise day_promises[];
extern const size_t day_promise_count;

#endif
