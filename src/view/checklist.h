/* view/checklist: the points of a complete answer, to be ticked off against one that was said aloud.
 *
 * Is the key itself: shown only once the learner says that the answer was said, or that there is none. */
#ifndef VIVA_VIEW_CHECKLIST_H
#define VIVA_VIEW_CHECKLIST_H

#include "model/set.h"
#include "view/view.h"

/* The points under their headings, numbered from 1 as they stand. content is the set of one exercise that the step was
 * begun with; order (app/practice.h) has count indices into its points, those of one heading together. Bit i of ticked:
 * the point shown at place i is ticked already. */
struct view *view_checklist(struct arena *arena, const struct set *content, const uint8_t *order, size_t count,
                            uint32_t ticked);

#endif
