/* harness: rounds of two things that do the same amount of work, one after the other: A B A B ...
 *
 * Knows how to take turns, how to measure, and the lines that tools/bench.py reads. Knows nothing of what is measured.
 * On a busy machine rates move by a factor of two within minutes; the ratio within one round hardly does, and it is
 * what the goals are about. */
#ifndef VIVA_BENCH_HARNESS_H
#define VIVA_BENCH_HARNESS_H

/* One side of one round: does its work and returns the seconds that it took, of harness_seconds. What only
 * prepares or cleans up is left out of them. Ends the program (harness_fail) when the work could not be done. */
typedef double (*harness_side)(void *context);

/* Which way round a round's ratio is: HARNESS_SPEED says how fast ours is as a share of the reference (0.5: half as
 * fast), HARNESS_TIME says how many times the reference's time ours takes. */
enum harness_ratio { HARNESS_SPEED, HARNESS_TIME };

struct harness {
    const char *figure; /* as in bench/figures: "writer-64" */
    enum harness_ratio ratio;
    harness_side ours, reference;
    void *context;
};

/* The monotonic clock, in seconds. */
double harness_seconds(void);

/* A round that is not counted, to warm caches; then as many as the program's last argument says (bench/figures has the
 * others; tools/bench.py adds it), each a line {"figure": ..., "ours": seconds, "reference": seconds, "ratio": ...}.
 * Sides take turns in going first. Returns the exit status for main. */
int harness_run(const struct harness *harness, int argc, char **argv);

/* Says what could not be done, with errno's text when errno is set, and exits with 1. */
_Noreturn void harness_fail(const char *what);

#endif
