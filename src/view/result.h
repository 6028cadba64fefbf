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
#include "words/words.h"

/* The verdict in words, why the best is the best, what the others lack, the table of options by points, the lesson.
 * content is the set of one exercise that the step was begun with. */
struct view *view_result(struct arena *arena, const struct set *content, const struct explanation *explanation,
                         const struct response *response);

/* Its parts, for a face that sets them apart: one paragraph; paragraphs; a table for each heading of the guide, since
 * one long table would be a wall, or of an answer that was produced what was said and what was left out under it; a
 * heading and the lesson; a heading and a complete answer, where it was produced. What is not there is an empty group.
 */
struct view *view_verdict(struct arena *arena, const struct explanation *explanation, const struct response *response);
struct view *view_reasons(struct arena *arena, const struct explanation *explanation);
struct view *view_points(struct arena *arena, const struct set *content, const struct explanation *explanation);
struct view *view_lesson(struct arena *arena, const struct set *content, const struct explanation *explanation);

struct view *view_model_answer(struct arena *arena, const struct set *content, const struct explanation *explanation);

/* What stands above view_points. */
enum say view_points_heading(const struct explanation *explanation);

/* How the tables show a verdict: a cell. */
struct view *view_verdict_cell(struct arena *arena, enum verdict verdict);

#endif
