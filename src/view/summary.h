/* view/summary: what a run came to.
 *
 * Says in words what the figures mean: by heading of the guide, how sureness and rightness went together, and what is
 * worth another look, and why. */
#ifndef VIVA_VIEW_SUMMARY_H
#define VIVA_VIEW_SUMMARY_H

#include "model/summary.h"
#include "view/view.h"

/* guide is the one the shares' headings count in; titles are those of the run's steps, in its order. language (BCP 47)
 * is that of both. */
struct view *view_summary(struct arena *arena, const struct guide *guide, const struct text *titles,
                          struct string language, const struct summary *summary);

#endif
