/* view/guide: what is shown of a set before its questions: what it is, and how a good answer in it is built.
 *
 * Knows the set's own words. Knows nothing of exercises beyond how many there are. */
#ifndef VIVA_VIEW_GUIDE_H
#define VIVA_VIEW_GUIDE_H

#include "model/set.h"
#include "view/view.h"

/* Title, number of exercises and focus; and what the author says about the set, for somebody who has not read it yet.
 */
struct view *view_opening(struct arena *arena, const struct set *set, bool with_about);

/* The headings a good answer is structured under, each with its advice. A guide without headings is an empty group. */
struct view *view_guide(struct arena *arena, const struct guide *guide);

/* The same without the guide's title, below something that says it; language as in struct view. */
struct view *view_guide_pairs(struct arena *arena, const struct guide *guide, struct string language);

#endif
