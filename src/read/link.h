/* link: from ids to indices and masks.
 *
 * Knows for each kind of mention where its id is looked up and what it fills. Knows nothing of how the text was read.
 */
#ifndef VIVA_READ_LINK_H
#define VIVA_READ_LINK_H

#include "read/reader.h"

/* Looks up everything in reader->links. An id that is not there is reported, and taken for the nearest that is, so that
 * one slip of the pen stays one problem. */
void link_all(struct reader *reader);

/* The id at an index of this kind of mention. */
struct string link_id(const struct set *set, const struct exercise *exercise, enum link_kind kind, size_t index);

/* The ids that a mask of this kind stands for, in the order they were declared: the way back, for whoever writes a set.
 * A citation has two masks: of points, and of misconceptions. */
struct strings link_ids(struct arena *arena, const struct set *set, const struct exercise *exercise,
                        enum link_kind kind, uint32_t mask, uint32_t mask_beyond);

#endif
