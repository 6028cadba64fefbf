/* fit-log: all 21 parameters fitted to a log, against fsrs-rs's computeParameters with what it does by default.
 *
 * Usage: bench_fit_log COUNT PEERS ROUNDS. PEERS is bench/peers with its packages. COUNT reviews of the simulated
 * learner are predicted; each round has another learner's luck. Ours begins at the log as it happened; theirs at items
 * made beforehand. What both minimise is compared by the formula of fsrs-rs, in doubles: ours must be no worse, every
 * time. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/binding.h"
#include "bench/harness.h"
#include "bench/learner.h"
#include "fit/fit.h"

struct sides {
    struct peer peer;
    struct arena arena;
    struct review_log log;
    struct learner learner;
    bool is_half_done; /* one side of the round has had this log */
    struct fit_found ours;
    double theirs[SCHEDULE_PARAMETER_COUNT];
};

/* A new log for each round, whichever side comes first. */
static void next_log(struct sides *sides)
{
    sides->is_half_done = !sides->is_half_done;
    if (!sides->is_half_done) {
        return;
    }
    arena_reset(&sides->arena);
    sides->learner.seed++;
    sides->log = learner_practise(&sides->arena, &sides->learner);
    binding_load(&sides->peer, &sides->log);
}

/* The loss and the prior of fsrs-rs. */
static double objective(const struct review_log *log, const double *parameters)
{
    struct prior prior = prior_of_peers(schedule_parameters_default);
    struct arena arena = { 0 };
    struct blocks blocks = blocks_make(&arena, log, 0, BLOCKS_RECENT);
    struct pass pass = pass_make(&arena, &blocks);
    const struct pass_path *paths[4];
    struct pass_sums sums;
    pass_paths(paths);
    paths[0]->sum(&pass, parameters, &sums);
    arena_clear(&arena);
    return sums.loss + prior_cost(&prior, parameters);
}

static void compare(const struct sides *sides)
{
    double ours = objective(&sides->log, sides->ours.parameters), theirs = objective(&sides->log, sides->theirs);
    if (!(ours <= theirs)) {
        errno = 0;
        fprintf(stderr, "seed %llu: objective %.6f, theirs %.6f: ", (unsigned long long)sides->learner.seed, ours,
                theirs);
        harness_fail("the fit is the worse one");
    }
}

static double ours(void *context)
{
    struct sides *sides = context;
    struct fit_options options = fit_options_usual();
    next_log(sides);
    double began = peer_thread_seconds();
    sides->ours = fit_search(&sides->log, &options);
    double seconds = peer_thread_seconds() - began;
    if (!sides->is_half_done) {
        compare(sides);
    }
    return seconds;
}

static double theirs(void *context)
{
    struct sides *sides = context;
    next_log(sides);
    double seconds = binding_fit(&sides->peer, sides->theirs);
    if (!sides->is_half_done) {
        compare(sides);
    }
    return seconds;
}

static const struct kind {
    const char *name, *figure;
    size_t predicted_count;
    uint32_t new_a_day;
} kinds[] = { { "10000", "fit-10k", 10000, 10 },
              { "100000", "fit-100k", 100000, 20 },
              { "1000000", "fit-1m", 1000000, 200 } };

int main(int argc, char **argv)
{
    const struct kind *kind = NULL;
    struct sides sides = { .is_half_done = false };
    for (size_t i = 0; argc == 4 && i < sizeof kinds / sizeof *kinds; i++) {
        kind = strcmp(argv[1], kinds[i].name) == 0 ? &kinds[i] : kind;
    }
    if (kind == NULL) {
        harness_fail("usage: bench_fit_log 10000|100000|1000000 PEERS ROUNDS");
    }
    struct harness harness = {
        .figure = kind->figure, .ratio = HARNESS_SPEED, .ours = ours, .reference = theirs, .context = &sides
    };
    sides.learner = (struct learner){ .predicted_count = kind->predicted_count, .new_a_day = kind->new_a_day };
    memcpy(sides.learner.parameters, learner_parameters, sizeof learner_parameters);
    sides.peer = binding_start(argv[2]);
    int status = harness_run(&harness, argc, argv);
    peer_stop(&sides.peer);
    arena_clear(&sides.arena);
    return status;
}
