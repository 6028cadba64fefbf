/* holdout: how near to the truth fits come on reviews that they have not seen: ours against fsrs-rs's.
 *
 * Usage: bench_holdout COUNT PEERS ROUNDS       a round is ten learners: COUNT reviews each, from seed 101 on
 *        bench_holdout study PEERS FIRST LAST   a table of what was found, for seeds FIRST to LAST
 * PEERS is bench/peers with its packages. All learners have the memory of bench/learner.c; what is held back is 200,000
 * reviews of another one (seed 99). Excess is log loss over that of the true parameters, which nobody can beat. The
 * seeds up to 100 are there to try things with; figures are about later ones. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/binding.h"
#include "bench/harness.h"
#include "bench/learner.h"
#include "fit/fit.h"

enum { HELD_BACK = 200000, HELD_SEED = 99, HELD_NEW_A_DAY = 40, NEW_A_DAY = 10, FIRST_SEED = 101, LEARNERS = 10 };

struct study {
    struct peer peer;
    struct arena arena;
    struct review_log held_back;
    double truth, defaults; /* log loss of what is held back */
};

/* What a learner's reviews led to: excess over the truth. */
struct excess {
    double ours, chosen, theirs; /* chosen: what fit_parameters lets take the defaults' place, or the defaults */
    bool is_adopted;
};

static struct review_log practise(struct arena *arena, uint64_t seed, size_t predicted_count, uint32_t new_a_day)
{
    struct learner learner = { .seed = seed, .predicted_count = predicted_count, .new_a_day = new_a_day };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    return learner_practise(arena, &learner);
}

static double loss_of(const struct study *study, const double *parameters)
{
    return fit_evaluate(&study->held_back, 0, parameters).log_loss;
}

static struct study study_begin(const char *peers)
{
    struct study study = { .peer = binding_start(peers) };
    study.held_back = practise(&study.arena, HELD_SEED, HELD_BACK, HELD_NEW_A_DAY);
    study.truth = loss_of(&study, learner_parameters);
    study.defaults = loss_of(&study, schedule_parameters_default);
    return study;
}

static void study_end(struct study *study)
{
    peer_stop(&study->peer);
    arena_clear(&study->arena);
}

static struct excess look(struct study *study, uint64_t seed, size_t predicted_count)
{
    struct arena arena = { 0 };
    struct review_log log = practise(&arena, seed, predicted_count, NEW_A_DAY);
    struct fit_options options = fit_options_usual();
    struct fit_found found = fit_search(&log, &options);
    struct fit_outcome outcome = fit_parameters(&log, schedule_parameters_default);
    double theirs[SCHEDULE_PARAMETER_COUNT];
    binding_load(&study->peer, &log);
    binding_fit(&study->peer, theirs);
    arena_clear(&arena);
    return (struct excess){ .ours = loss_of(study, found.parameters) - study->truth,
                            .chosen = loss_of(study, outcome.parameters) - study->truth,
                            .theirs = loss_of(study, theirs) - study->truth,
                            .is_adopted = outcome.verdict == FIT_REPLACES };
}

static void run_rounds(struct study *study, size_t predicted_count, long rounds)
{
    for (long round = 0; round < rounds; round++) {
        double ours = 0, theirs = 0;
        for (int i = 0; i < LEARNERS; i++) {
            struct excess excess = look(study, (uint64_t)(FIRST_SEED + round * LEARNERS + i), predicted_count);
            ours += excess.ours / LEARNERS;
            theirs += excess.theirs / LEARNERS;
        }
        printf(
            "{\"figure\": \"holdout-%zu\", \"ours\": %.9f, \"reference\": %.9f, \"ratio\": %.6f, \"unit\": \"nats\"}\n",
            predicted_count, ours, theirs, ours / theirs);
        fflush(stdout);
    }
}

static void run_study(struct study *study, uint64_t first, uint64_t last)
{
    static const size_t counts[] = { 300, 1000, 3000, 10000 };
    double defaults = study->defaults - study->truth;
    printf("excess log loss over the truth (%.5f), mean of seeds %llu to %llu; the defaults: %.5f\n", study->truth,
           (unsigned long long)first, (unsigned long long)last, defaults);
    printf("%8s %9s %9s %9s %9s   worse than the defaults: %5s %9s %6s   %s\n", "reviews", "ours", "chosen", "fsrs-rs",
           "ours/rs", "ours", "chosen", "rs", "replaced");
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        double ours = 0, chosen = 0, theirs = 0, count = (double)(last - first + 1);
        int ours_worse = 0, chosen_worse = 0, theirs_worse = 0, adopted = 0;
        for (uint64_t seed = first; seed <= last; seed++) {
            struct excess excess = look(study, seed, counts[k]);
            ours += excess.ours / count;
            chosen += excess.chosen / count;
            theirs += excess.theirs / count;
            ours_worse += excess.ours > defaults;
            chosen_worse += excess.is_adopted && excess.chosen > defaults;
            theirs_worse += excess.theirs > defaults;
            adopted += excess.is_adopted;
        }
        printf("%8zu %9.5f %9.5f %9.5f %9.3f %30d %9d %6d %10d\n", counts[k], ours, chosen, theirs, ours / theirs,
               ours_worse, chosen_worse, theirs_worse, adopted);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    bool is_study = argc == 5 && strcmp(argv[1], "study") == 0;
    if (argc != 4 && !is_study) {
        harness_fail("usage: bench_holdout COUNT PEERS ROUNDS | bench_holdout study PEERS FIRST LAST");
    }
    struct study study = study_begin(argv[2]);
    if (is_study) {
        run_study(&study, strtoull(argv[3], NULL, 10), strtoull(argv[4], NULL, 10));
    } else {
        run_rounds(&study, strtoul(argv[1], NULL, 10), strtol(argv[3], NULL, 10));
    }
    study_end(&study);
    return EXIT_SUCCESS;
}
