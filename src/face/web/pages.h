/* pages: what a person with a browser can see and do. One function for each row of the route table that answers in
 * HTML. */
#ifndef VIVA_FACE_WEB_PAGES_H
#define VIVA_FACE_WEB_PAGES_H

#include "face/web/site.h"

/* page_sets.c: choosing what to practise */
void page_sets(struct request *request);
void page_set(struct request *request);
void page_begin_run(struct request *request);

/* page_run.c: where a run goes on, how it ended, and again */
void page_run(struct request *request);
void page_summary(struct request *request);
void page_again(struct request *request);

/* For those that begin a run: sends the browser to its first step once it is on the disk. No row of its own. */
void page_begun(struct request *request);

/* page_step.c: one exercise, before and after its answer */
void page_step(struct request *request);
void page_answer(struct request *request);
void page_flag(struct request *request);

/* page_points.c: an exercise that is said aloud, and its points to tick */
void page_points(struct request *request);
void page_points_with_notes(struct request *request);
void page_tick(struct request *request);

/* page_review.c: what is due, and the next of it */
void page_review(struct request *request);
void page_begin_review(struct request *request);

/* page_report.c: a text to send about a bad exercise */
void page_report(struct request *request);
void page_report_text(struct request *request);

/* page_progress.c: what was done so far, and what is known */
void page_progress(struct request *request);
void page_curve(struct request *request);

/* page_record.c: what is kept */
void page_data(struct request *request);
void page_export(struct request *request);
void page_erase(struct request *request);

/* page_plan.c: the day of the interview, and what it takes */
void page_plan(struct request *request);
void page_plan_set(struct request *request);
void page_plan_remove(struct request *request);

/* page_author.c: a set while it is written */
void page_author(struct request *request);
void page_author_version(struct request *request);

/* page_about.c */
void page_about(struct request *request);
void page_health(struct request *request);

#endif
