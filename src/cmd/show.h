/* show: a whole set on one page. */
#ifndef VIVA_CMD_SHOW_H
#define VIVA_CMD_SHOW_H

#include "model/set.h"
#include "view/view.h"

/* Guide and exercises, options shuffled by the seed; with the key, which option is best, and why. In arena. */
struct view *show_page(struct arena *arena, const struct set *set, uint64_t seed, bool has_key);

#endif
