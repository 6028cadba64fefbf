/* random: two kinds of chance that must never be mixed up.
 *
 * A generator with a seed gives the same numbers on every machine for ever (what is shuffled or sampled).
 * random_bytes asks the kernel (ids, tokens); nothing can repeat it. */
#ifndef VIVA_BASE_RANDOM_H
#define VIVA_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

/* SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"). */
struct random random_from(uint64_t seed);
uint64_t random_next(struct random *random);

/* Even over 0 .. bound-1, without bias (Lemire 2019). bound must be at least 1. */
uint64_t random_below(struct random *random, uint64_t bound);

/* Put the items 0..count-1 in an even random order (Fisher-Yates). */
void random_shuffle(struct random *random, uint8_t *items, size_t count);

/* A seed of its own for each part of something seeded, so that parts do not disturb each other. */
uint64_t random_derive(uint64_t seed, uint64_t part);

void random_bytes(void *bytes, size_t size); /* getrandom(2); cannot fail once the system is up */

#endif
