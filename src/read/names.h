/* names: options named by letter or place.
 *
 * Knows the ways in which English prose says "option B" or "all of the above". Options are shuffled, so such words
 * would point at the wrong one. Refuses to guess: a capital letter alone is no name ("plan B", "Vitamin B", the
 * language C). Knows nothing of Markdown. */
#ifndef VIVA_READ_NAMES_H
#define VIVA_READ_NAMES_H

#include "read/reader.h"

/* Warns of the first such words. Code must have been blanked out. */
void names_check(struct reader *reader, struct string words, struct place place);

/* The first such words; empty when there are none. */
struct string names_find(struct string words);

#endif
