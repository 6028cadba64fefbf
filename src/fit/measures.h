/* measures: how well parameters predicted what happened.
 *
 * Knows the three figures by which schedulers are compared, as srs-benchmark and fsrs-rs define them. Refuses to know
 * where the predictions come from. */
#ifndef VIVA_FIT_MEASURES_H
#define VIVA_FIT_MEASURES_H

#include "base/arena.h"
#include "fit/blocks.h"
#include "model/fit_outcome.h"

/* What is being measured, review by review. */
struct measuring;

/* For so many predictions at most. Lives in arena, as all that it needs does. */
struct measuring *measures_begin(struct arena *arena, size_t predicted_max);

/* Those of these blocks, as pass_path.predict gives them. Of blocks, items, count and step_count_max are looked at. */
void measures_add(struct measuring *measuring, const struct blocks *blocks, const float *forgotten);

struct measures measures_end(struct measuring *measuring);

#endif
