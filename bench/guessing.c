/* guessing: whether it helps to know that a right answer may be a guess: P = c + (1-c) R.
 *
 * Usage: bench_guessing FIRST LAST   a table, for the learners of these seeds
 * A learner with the memory of bench/learner.c picks one of four, and is right by guessing with chance t where the
 * memory is gone: 0.25, less where some say that they do not know, or nothing. Their log is fitted twice, with c = 0.25
 * and with c = 0 (FSRS as its authors have it), and both predict 50,000 later reviews of the same learner. `shown` is
 * whether a right guess does to the memory what knowing does, or what a wrong answer does. Recall is what a fit thinks
 * of the memory where the truth is 0.9: scheduling by a fit that takes luck for knowledge waits too long. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/harness.h"
#include "bench/learner.h"
#include "core/schedule.h"
#include "fit/fit.h"

enum { HELD_BACK = 50000, HELD_NEW_A_DAY = 40, NEW_A_DAY = 10 };

#define CHANCE 0.25F /* that a model of four options assumes */

static struct review_log practise(struct arena *arena, uint64_t seed, size_t count, uint32_t new_a_day, double chance,
                                  enum learner_guess guess)
{
    struct learner learner = {
        .seed = seed, .predicted_count = count, .new_a_day = new_a_day, .chance = chance, .guess = guess
    };
    memcpy(learner.parameters, learner_parameters, sizeof learner.parameters);
    return learner_practise(arena, &learner);
}

static const float *chances_of(struct arena *arena, const struct review_log *log)
{
    float *chances = ARENA_NEW_MANY(arena, log->memory_count, float);
    for (uint32_t i = 0; i < log->memory_count; i++) {
        chances[i] = CHANCE;
    }
    return chances;
}

/* The first good answer's memory, on the day when nine of ten such are truly still there. */
static double recall_at_nine_tenths(const double *parameters)
{
    struct schedule schedule = schedule_make(parameters, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
    struct memory memory = schedule_next(&schedule, (struct memory){ 0 }, 0, MEMORY_GOOD);
    return schedule_recall(&schedule, memory, learner_parameters[MEMORY_GOOD - 1]);
}

struct sides {
    double loss, recall;
};

static struct sides fit_and_predict(struct review_log log, struct review_log held_back, const float *chances,
                                    const float *held_chances)
{
    struct fit_options options = fit_options_usual();
    log.chances = chances;
    held_back.chances = held_chances;
    struct fit_found found = fit_search(&log, &options);
    return (struct sides){ fit_evaluate(&held_back, 0, found.parameters).log_loss,
                           recall_at_nine_tenths(found.parameters) };
}

static void compare(double chance, enum learner_guess guess, size_t count, uint64_t first, uint64_t last)
{
    double gain = 0, square = 0, with_recall = 0, without_recall = 0, without_loss = 0, n = (double)(last - first + 1);
    int wins = 0;
    for (uint64_t seed = first; seed <= last; seed++) {
        struct arena arena = { 0 };
        struct review_log log = practise(&arena, seed, count, NEW_A_DAY, chance, guess);
        struct review_log held_back = practise(&arena, seed + 1000000, HELD_BACK, HELD_NEW_A_DAY, chance, guess);
        struct sides with = fit_and_predict(log, held_back, chances_of(&arena, &log), chances_of(&arena, &held_back));
        struct sides without = fit_and_predict(log, held_back, NULL, NULL);
        double won = without.loss - with.loss;
        gain += won / n;
        square += won * won / n;
        wins += won > 0;
        with_recall += with.recall / n;
        without_recall += without.recall / n;
        without_loss += without.loss / n;
        arena_clear(&arena);
    }
    double error = n > 1 ? sqrt((square - gain * gain) / (n - 1)) : 0;
    printf("%5.2f %6s %8zu %10.5f %10.5f +- %.5f %5d of %.0f %8.3f %8.3f\n", chance,
           guess == LEARNER_KNOWS ? "yes" : "no", count, without_loss, gain, error, wins, n, with_recall,
           without_recall);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const double chances[] = { 0.25, 0.125, 0 };
    static const size_t counts[] = { 300, 1000, 3000, 10000 };
    if (argc != 3) {
        harness_fail("usage: bench_guessing FIRST LAST");
    }
    uint64_t first = strtoull(argv[1], NULL, 10), last = strtoull(argv[2], NULL, 10);
    printf("%5s %6s %8s %10s %10s    %7s %11s %8s %8s\n", "t", "shown", "reviews", "loss c=0", "gain c=1/4", "error",
           "wins", "R c=1/4", "R c=0");
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
        for (int guess = LEARNER_KNOWS; guess <= LEARNER_KNOWS_LITTLE - (chances[i] == 0); guess++) {
            for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
                compare(chances[i], (enum learner_guess)guess, counts[k], first, last);
            }
        }
    }
    return EXIT_SUCCESS;
}
