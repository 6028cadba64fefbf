/* log-pass: how well parameters predict a whole log (log loss, RMSE(bins) and AUC), against what fsrs-rs's evaluate
 * does with it (log loss and RMSE(bins), its outliers left out).
 *
 * Usage: bench_log_pass PEERS ROUNDS. PEERS is bench/peers with its packages. 100,000 reviews of the simulated learner
 * are predicted, by the default parameters. Ours begins at the log as it happened; theirs at items made beforehand.
 * Ours is done ten times a round and takes the mean, so that both sides work for about as long. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/binding.h"
#include "bench/harness.h"
#include "bench/learner.h"
#include "fit/fit.h"

enum { PREDICTED = 100000, NEW_A_DAY = 20, SEED = 1, REPEATS = 10 };

#define NEAR 0.02 /* the two leave out different reviews */

struct sides {
    struct peer peer;
    struct review_log log;
    struct measures ours;
    double theirs;
};

static double ours(void *context)
{
    struct sides *sides = context;
    double began = peer_thread_seconds();
    for (int i = 0; i < REPEATS; i++) {
        sides->ours = fit_evaluate(&sides->log, 0, schedule_parameters_default);
    }
    return (peer_thread_seconds() - began) / REPEATS;
}

static double theirs(void *context)
{
    struct sides *sides = context;
    double rmse_bins;
    return binding_evaluate(&sides->peer, schedule_parameters_default, &sides->theirs, &rmse_bins);
}

int main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct learner learner = { .seed = SEED, .predicted_count = PREDICTED, .new_a_day = NEW_A_DAY };
    struct sides sides;
    struct harness harness = {
        .figure = "log-pass", .ratio = HARNESS_SPEED, .ours = ours, .reference = theirs, .context = &sides
    };
    if (argc != 3) {
        harness_fail("usage: bench_log_pass PEERS ROUNDS");
    }
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    sides.log = learner_practise(&arena, &learner);
    sides.peer = binding_start(argv[1]);
    binding_load(&sides.peer, &sides.log);
    int status = harness_run(&harness, argc, argv);
    peer_stop(&sides.peer);
    if (!(fabs(sides.ours.log_loss - sides.theirs) < NEAR)) {
        errno = 0;
        fprintf(stderr, "ours %.6f, theirs %.6f: ", sides.ours.log_loss, sides.theirs);
        harness_fail("the two sides did not do the same work");
    }
    arena_clear(&arena);
    return status;
}
