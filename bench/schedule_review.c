/* schedule-review: state and interval after one review, against ts-fsrs's next_state with next_interval.
 *
 * Usage: bench_schedule_review PEERS ROUNDS. PEERS is bench/peers with its packages. Both sides schedule the same
 * 200,000 reviews of 10,000 memories with the default parameters, and each says the CPU time of its one thread; reviews
 * are made beforehand, and nothing is read or written meanwhile. The sums of all stabilities and whole days must agree.
 */
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/harness.h"
#include "bench/peer.h"
#include "core/schedule.h"

/* As in bench/peers/reviews.mjs. */
enum { MEMORIES = 10000, REVIEWS = 20, COUNT = MEMORIES * REVIEWS };

#define NEAR 1e-5 /* ts-fsrs rounds every quantity to 8 decimals */

struct review {
    uint8_t grade;
    uint16_t days;
};

struct sides {
    struct peer peer;
    struct review *reviews;
    double ours, theirs; /* checksums */
};

static uint32_t draw(uint32_t *state, uint32_t bound)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 16) % bound;
}

static struct review *make_reviews(void)
{
    struct review *reviews = calloc(COUNT, sizeof *reviews);
    uint32_t state = 1;
    for (int i = 0; reviews != NULL && i < COUNT; i++) {
        uint32_t kind = draw(&state, 16);
        reviews[i].grade = kind < 2 ? 1 : kind < 4 ? 2 : kind < 14 ? 3 : 4;
        reviews[i].days = (uint16_t)(draw(&state, 8) == 0 ? 0 : 1 + draw(&state, 60));
    }
    return reviews;
}

static double schedule_all(const struct schedule *schedule, const struct review *review)
{
    double sum = 0;
    for (int memories = 0; memories < MEMORIES; memories++) {
        struct memory memory = { 0 };
        for (int i = 0; i < REVIEWS; i++, review++) {
            memory = schedule_next(schedule, memory, i == 0 ? 0 : review->days, (enum memory_grade)review->grade);
            sum += memory.stability + schedule_wait_days(schedule, memory);
        }
    }
    return sum;
}

static double ours(void *context)
{
    struct sides *sides = context;
    struct schedule schedule =
        schedule_make(schedule_parameters_default, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
    double began = peer_thread_seconds();
    sides->ours = schedule_all(&schedule, sides->reviews);
    return peer_thread_seconds() - began;
}

static double theirs(void *context)
{
    struct sides *sides = context;
    return peer_round(&sides->peer, &sides->theirs);
}

int main(int argc, char **argv)
{
    struct sides sides = { .reviews = make_reviews() };
    struct harness harness = {
        .figure = "schedule-review", .ratio = HARNESS_SPEED, .ours = ours, .reference = theirs, .context = &sides
    };
    char script[4096];
    if (argc != 3 || sides.reviews == NULL) {
        harness_fail("usage: bench_schedule_review PEERS ROUNDS");
    }
    snprintf(script, sizeof script, "%s/schedule_review.mjs", argv[1]);
    sides.peer = peer_start(script);
    int status = harness_run(&harness, argc, argv);
    peer_stop(&sides.peer);
    free(sides.reviews);
    if (!(fabs(sides.ours - sides.theirs) <= NEAR * sides.theirs)) {
        errno = 0;
        fprintf(stderr, "ours %.6f, theirs %.6f: ", sides.ours, sides.theirs);
        harness_fail("the two sides did not do the same work");
    }
    return status;
}
