/* api: the same as JSON, under /api/v1. One function for each row of the route table that answers in JSON.
 *
 * assets/web/openapi.json describes every shape; tests hold the two together. Before an answer nothing is written but
 * the question (model/question.h) and how far one is. */
#ifndef VIVA_FACE_WEB_API_H
#define VIVA_FACE_WEB_API_H

#include "face/web/site.h"

/* api_sets.c: what can be practised */
void api_sets(struct request *request);
void api_set(struct request *request);

/* api_run.c: a run as a whole */
void api_begin(struct request *request);
void api_run(struct request *request);
void api_summary(struct request *request);

/* For those that begin a run: tells of it once it is on the disk. No row of its own. */
void api_begun(struct request *request);

/* api_step.c: one exercise, before and after its answer */
void api_step(struct request *request);
void api_answer(struct request *request);
void api_flag(struct request *request);
void api_report(struct request *request);

/* For those that give a step its first response, once the store has told: what that, or an earlier one, came to. No row
 * of its own. */
void api_answered(struct request *request);

/* api_points.c: an exercise that is said aloud, and its points to tick */
void api_points(struct request *request);
void api_tick(struct request *request);

/* api_review.c: what is due, and the next of it */
void api_review(struct request *request);
void api_begin_review(struct request *request);

/* api_progress.c: what was done so far */
void api_progress(struct request *request);
void api_curve(struct request *request);

/* api_plan.c: the day of the interview, and what it takes */
void api_plan(struct request *request);
void api_plan_set(struct request *request);
void api_plan_remove(struct request *request);

#endif
