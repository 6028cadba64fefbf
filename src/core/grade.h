/* grade: from a response to a verdict for each point.
 *
 * Knows what the chosen options cover, touch and claim. Knows nothing of how sure the learner was, nor of time. */
#ifndef VIVA_CORE_GRADE_H
#define VIVA_CORE_GRADE_H

#include "model/response.h"
#include "model/verdict.h"

/* What marks come to, point by point: contradicted when a claimed misconception speaks against the point, else covered,
 * touched or absent. This one rule serves options, sample answers and the table of options by points. */
enum verdict grade_point(const struct exercise *exercise, const struct marks *marks, size_t point);

/* Of an answer that was produced: the points that were ticked are covered, the others absent. */
struct judgement grade_produced(size_t point_count, point_mask ticked);

struct judgement grade_response(const struct exercise *exercise, const struct response *response);

#endif
