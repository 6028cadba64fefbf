/* view/result: what an answer came to, and why.
 *
 * Knows the explanation that core/ composed. Composes nothing of its own but headings and the words of the table's
 * cells. */
#ifndef VIVA_VIEW_RESULT_H
#define VIVA_VIEW_RESULT_H

#include "model/explanation.h"
#include "model/response.h"
#include "model/set.h"
#include "view/view.h"

/* The verdict in words, why the best is the best, what the others lack, the table of options by points, the lesson.
 * content is the set of one exercise that the step was begun with. */
struct view *view_result(struct arena *arena, const struct set *content, const struct explanation *explanation,
                         const struct response *response);

#endif
