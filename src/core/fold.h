/* fold: from the journal, entry by entry, to what is derived from it.
 *
 * The same functions run when an answer is stored and when everything is rebuilt, so the two cannot differ. */
#ifndef VIVA_CORE_FOLD_H
#define VIVA_CORE_FOLD_H

#include "model/progress.h"
#include "model/record.h"
#include "model/response.h"
#include "model/verdict.h"

/* Progress without a response, of this learner and exercise. */
struct progress fold_start(struct uuid learner, struct string exercise);

void fold_response(struct progress *progress, struct moment time, struct hash content, const struct response *response,
                   const struct judgement *judgement);
void fold_reset(struct progress *progress); /* everything but the flag is as in fold_start */
void fold_flag(struct progress *progress, bool is_flagged);

void fold_run_response(struct run_progress *run, struct moment time, const struct judgement *judgement);

/* A day without answers; and one answer more. What was produced is counted, and not judged. */
struct practice_day fold_day_start(struct uuid learner, int32_t day);
void fold_day(struct practice_day *day, const struct response *response, const struct judgement *judgement);

#endif
