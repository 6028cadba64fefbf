#include "bench/harness.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MAX = 1000 }; /* far more than any interval needs */

double harness_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

_Noreturn void harness_fail(const char *what)
{
    if (errno != 0) {
        fprintf(stderr, "%s: %s\n", what, strerror(errno));
    } else {
        fprintf(stderr, "%s\n", what);
    }
    exit(EXIT_FAILURE);
}

static void harness_round(const struct harness *harness, bool ours_first, double *ours, double *reference)
{
    if (ours_first) {
        *ours = harness->ours(harness->context);
    }
    *reference = harness->reference(harness->context);
    if (!ours_first) {
        *ours = harness->ours(harness->context);
    }
}

int harness_run(const struct harness *harness, int argc, char **argv)
{
    char *end = NULL;
    long rounds = argc > 1 ? strtol(argv[argc - 1], &end, 10) : 0;
    double ours, reference;
    if (rounds < 1 || rounds > ROUNDS_MAX || *end != '\0') {
        errno = 0;
        harness_fail("the last argument must be the number of rounds");
    }
    harness_round(harness, true, &ours, &reference);
    for (long i = 0; i < rounds; i++) {
        harness_round(harness, i % 2 == 0, &ours, &reference);
        printf("{\"figure\": \"%s\", \"ours\": %.9f, \"reference\": %.9f, \"ratio\": %.6f}\n", harness->figure, ours,
               reference, harness->ratio == HARNESS_SPEED ? reference / ours : ours / reference);
        fflush(stdout);
    }
    return EXIT_SUCCESS;
}
