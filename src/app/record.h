/* record: what practice came to over time, for whoever wants to look at it.
 *
 * Reads derived rows and, for the curve of one exercise, its answers alone: never the whole journal. The day is an
 * argument. Knows nothing of screens, HTTP, SQL or files. */
#ifndef VIVA_APP_RECORD_H
#define VIVA_APP_RECORD_H

#include "app/learner.h"
#include "model/record.h"

/* today: the local day (base/time.h). Everything is in arena. */
enum status record_look(const struct learner *learner, struct arena *arena, int32_t today,
                        struct practice_record *record, struct failure *failure);

/* What is known of a set of the library: by the last answers to its exercises, former ids included. What was practised
 * today counts as it will be tomorrow. */
enum status record_known(const struct learner *learner, struct arena *arena, const struct set *set, int32_t today,
                         struct known_set *known, struct failure *failure);

/* The curves of an exercise of the set, since it was last reset: one for each skill that has an answer, at most
 * RECORD_CURVES_MAX. */
#define RECORD_CURVES_MAX (MEMORY_SKILL_END - 1)
enum status record_curves(const struct learner *learner, struct arena *arena, const struct set *set, size_t exercise,
                          int32_t today, struct curve curves[RECORD_CURVES_MAX], size_t *count,
                          struct failure *failure);

#endif
