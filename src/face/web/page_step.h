/* page_step: what the pages about one exercise have in common: the sheet with what is asked, and what lies beside it.
 *
 * For page_step.c, page_points.c and page_review.c alone. Knows the frame. Knows nothing of how one answers. */
#ifndef VIVA_FACE_WEB_PAGE_STEP_H
#define VIVA_FACE_WEB_PAGE_STEP_H

#include "app/review.h"
#include "face/web/document.h"
#include "face/web/site.h"

/* What stands before the title, so that a tab, a history and a screen reader tell one page of a step from another. */
enum page_of_step { PAGE_QUESTION, PAGE_ERROR, PAGE_RESULT, PAGE_POINTS, PAGE_POINTS_ERROR, PAGE_OF_STEP_END };

/* Of a step that is reviewed: what else is due. */
struct step_review {
    int64_t more_count; /* beside this one */
    bool is_due;        /* the exercise itself is, and row tells why */
    struct memory_row row;
    bool has_outcome; /* it was answered, and is remembered */
    struct review_outcome outcome;
};

/* A step as it stands. */
struct step_page {
    struct request *request;
    struct practice_step state;
    struct practice_standing standing;
    struct step_review review; /* only of a run that is a review */
};

/* Look at the step of the request. False, and the failure was sent, when the store failed. A practice takes one look at
 * the store; a review some more. */
bool step_page_look(struct step_page *page, struct request *request);

/* Everything up to what the interviewer asks; and what lies beside the sheet: the whole page. */
struct document step_page_begin(const struct step_page *page, enum page_of_step kind);
struct string step_page_end(const struct step_page *page, struct document *document);

/* The disk has it, or has an earlier one: either way the browser is sent to the step's page, which shows what counts.
 */
void page_step_changed(struct request *request);

/* page_review.c. False, and the failure was sent, when the store failed. */
bool step_review_look(struct step_page *page);
void step_review_actions(const struct step_page *page, struct document *document); /* after the answer */
void step_review_stop(struct document *document);                                  /* the link that ends a review */

/* page_points.c: the question of a step that is produced, in place of the options. */
struct string points_question_page(const struct step_page *page);

static inline const struct practice *step_page_practice(const struct step_page *page)
{
    return &page->request->lease->practice;
}

/* An answer to the step is said aloud: there are no options to choose from. */
static inline bool step_is_produced(const struct request *request)
{
    return request->lease->practice.run.steps[request->step].order.count == 0;
}

#endif
