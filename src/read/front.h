/* front: the front matter, "key: value" lines between two lines of "---".
 *
 * Knows its keys, in both directions. Knows nothing of the Markdown below it. */
#ifndef VIVA_READ_FRONT_H
#define VIVA_READ_FRONT_H

#include "read/reader.h"

/* Fills the set's own values. The first line behind the front matter; 0 when nothing behind it can be found. */
uint32_t front_read(struct reader *reader);

/* The front matter of a set in its canonical form, fences included; what is empty is left out. */
void front_write(struct buffer *buffer, const struct set *set);

#endif
