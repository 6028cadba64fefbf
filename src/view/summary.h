/* view/summary: what a run came to.
 *
 * Says in words what the figures mean: by heading of the guide, how sureness and rightness went together, and what is
 * worth another look, and why. */
#ifndef VIVA_VIEW_SUMMARY_H
#define VIVA_VIEW_SUMMARY_H

#include "model/summary.h"
#include "view/view.h"

/* A step of the run. */
struct view_summary_step {
    struct text title;
    struct string path; /* where it can be looked at again; empty for nowhere */
};

/* guide is the one the shares' headings count in; steps are those of the run, in its order. language (BCP 47) is that
 * of the guide and the titles. */
struct view *view_summary(struct arena *arena, const struct guide *guide, const struct view_summary_step *steps,
                          struct string language, const struct summary *summary);

#endif
