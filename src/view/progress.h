/* view/progress: what a learner has done so far in one set, of all time, exercise by exercise. */
#ifndef VIVA_VIEW_PROGRESS_H
#define VIVA_VIEW_PROGRESS_H

#include "model/progress.h"
#include "model/set.h"
#include "view/view.h"

/* exercises holds one item for each exercise of the set, in its order. open_run is NULL when none is open. */
struct view *view_progress(struct arena *arena, const struct set *set, const struct progress *exercises,
                           const struct run_progress *open_run);

/* The same without the set's title: below something that names the set. */
struct view *view_progress_states(struct arena *arena, const struct set *set, const struct progress *exercises,
                                  const struct run_progress *open_run);

/* What was practised and is in no set any more; an empty group when there is nothing. */
struct view *view_progress_elsewhere(struct arena *arena, const struct progress *items, size_t count);

#endif
