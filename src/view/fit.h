/* fit: what came of fitting parameters, as a view.
 *
 * Knows which figures are said, and about which reviews each of them is. Refuses to know where the reviews came from:
 * whoever knows adds a paragraph. */
#ifndef VIVA_VIEW_FIT_H
#define VIVA_VIEW_FIT_H

#include "model/fit_outcome.h"
#include "view/view.h"

/* about: paragraphs on the log, which stand below the title; may be NULL. */
struct view *view_fit(struct arena *arena, const struct fit_outcome *outcome, struct view *about);

#endif
