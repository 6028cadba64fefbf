/* plan_times: how long one answer of the learner takes, from asking to having read why.
 *
 * Knows the times that were measured lately. Refuses to know what is done with them. */
#ifndef VIVA_APP_PLAN_TIMES_H
#define VIVA_APP_PLAN_TIMES_H

#include "app/learner.h"
#include "model/memory.h"

/* Of an exercise that does not say how long it takes. */
#define PLAN_MINUTES_UNSAID 3

/* An explanation of 200 words, which is what ours have, read at 200 words a minute. */
#define PLAN_MINUTES_READING 1.0

#define PLAN_TIMES_MIN      5  /* fewer times are chance */
#define PLAN_TIMES_RUNS_MAX 50 /* the newest runs are looked at: people get faster */

struct plan_times {
    bool is_measured[MEMORY_SKILL_END]; /* by at least PLAN_TIMES_MIN answers */
    double minutes[MEMORY_SKILL_END];   /* the median of the answers, and the reading */
};

/* Of the newest runs, whatever they were about. */
enum status plan_times(const struct learner *learner, struct plan_times *times, struct failure *failure);

#endif
