/* view/sets: the sets at hand, and where one stands in each. */
#ifndef VIVA_VIEW_SETS_H
#define VIVA_VIEW_SETS_H

#include "model/progress.h"
#include "model/set.h"
#include "view/view.h"

struct view_sets_item {
    const struct set *set;
    struct string name;                  /* as one types it to practise: its slug where that is enough */
    size_t answered_count;               /* exercises with at least one response, of all time */
    const struct run_progress *open_run; /* NULL when none is open */
};

/* One item for each set; without any, a sentence that says so. */
struct view *view_sets(struct arena *arena, const struct view_sets_item *items, size_t count);

/* How much there is in a set: "6 exercises, about 24 minutes.", without the minutes where one of its exercises has none. */
struct string view_set_size(struct arena *arena, const struct set *set);

#endif
