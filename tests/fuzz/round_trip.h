/* round_trip: what every set that was read without errors must survive. */
#ifndef VIVA_TESTS_FUZZ_ROUND_TRIP_H
#define VIVA_TESTS_FUZZ_ROUND_TRIP_H

#include "read/read.h"

/* Stops the program (a bug) unless the set's canonical Markdown and its canonical JSON, read again, give the same JSON;
 * unless the canonical Markdown is a fixed point; and unless each of its exercises comes back from its content. */
void round_trip(struct arena *arena, const struct set *set);

#endif
