/* api_review: what an answer led to, as the API tells it of every answered step. For the files of the API alone. */
#ifndef VIVA_FACE_WEB_API_REVIEW_H
#define VIVA_FACE_WEB_API_REVIEW_H

#include "app/review.h"
#include "face/web/api_write.h"

/* What the response of the request's step led to; has is false when nothing is remembered of it. False, and the failure
 * was sent, when the store failed. */
bool api_outcome_look(struct request *request, const struct practice_step *state, struct review_outcome *outcome,
                      bool *has);

/* "outcome". */
void api_outcome(struct api_answer *answer, const struct review_outcome *outcome);

/* How the request's step is answered. */
enum memory_skill api_skill(const struct request *request);

#endif
