/* page_plan: the line about the plan that other pages have. */
#ifndef VIVA_FACE_WEB_PAGE_PLAN_H
#define VIVA_FACE_WEB_PAGE_PLAN_H

#include "face/web/document.h"
#include "face/web/site.h"

/* A paragraph: when the interview is, and the way to the plan; or the way to make one. */
void page_plan_line(struct document *document, struct request *request);

#endif
