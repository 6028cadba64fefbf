/* random_set: sets that nobody would write, all of them valid.
 *
 * Knows every part of the JSON form, and the characters that Markdown gives a meaning. Knows nothing of how a set is
 * read. */
#ifndef VIVA_TESTS_READ_RANDOM_SET_H
#define VIVA_TESTS_READ_RANDOM_SET_H

#include "base/string.h"

/* The JSON form of a set, the same for the same seed, in the arena. The larger size is (1 to 8), the more there is of
 * everything. Reading it finds no error. Its title is the seed. */
struct string random_set(struct arena *arena, uint64_t seed, unsigned size);

#endif
