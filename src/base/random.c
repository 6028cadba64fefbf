#include "base/random.h"

#include <errno.h>
#include <sys/random.h>

#include "base/check.h"

#define SPLITMIX_STEP 0x9E3779B97F4A7C15u

__extension__ typedef unsigned __int128 wide; /* gcc and clang have it on every 64-bit machine and on WebAssembly */

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct random random_from(uint64_t seed)
{
    return (struct random){ seed };
}

uint64_t random_next(struct random *random)
{
    random->state += SPLITMIX_STEP;
    return mix(random->state);
}

uint64_t random_below(struct random *random, uint64_t bound)
{
    CHECK(bound > 0);
    wide product = (wide)random_next(random) * bound;
    if ((uint64_t)product < bound) {
        uint64_t refused = (0 - bound) % bound; /* so many low halves would make some numbers likelier */
        while ((uint64_t)product < refused)
            product = (wide)random_next(random) * bound;
    }
    return (uint64_t)(product >> 64);
}

void random_shuffle(struct random *random, uint8_t *items, size_t count)
{
    for (size_t left = count; left > 1; left--) {
        size_t picked = (size_t)random_below(random, left);
        uint8_t item = items[picked];
        items[picked] = items[left - 1];
        items[left - 1] = item;
    }
}

uint64_t random_derive(uint64_t seed, uint64_t part)
{
    return mix(mix(seed + SPLITMIX_STEP) ^ (part * SPLITMIX_STEP));
}

void random_bytes(void *bytes, size_t size)
{
    for (char *next = bytes; size > 0;) {
        ssize_t got = getrandom(next, size, 0);
        CHECK(got > 0 || errno == EINTR);
        if (got > 0) {
            next += got;
            size -= (size_t)got;
        }
    }
}
