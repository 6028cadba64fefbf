/* view/review: what is due, why it is asked, and what an answer led to.
 *
 * Knows how waits and reasons are said. Knows nothing of how they came about. */
#ifndef VIVA_VIEW_REVIEW_H
#define VIVA_VIEW_REVIEW_H

#include "base/time.h"
#include "model/review.h"
#include "view/view.h"

/* How much is due now, about how long it takes, what comes later today, and what comes next and when: paragraphs. The
 * minutes are left out where an exercise that is due does not say how many it takes. */
struct view *view_outlook(struct arena *arena, const struct review_outlook *outlook, struct moment now);

/* The first sentence of it alone: "5 questions are due now, about 7 minutes." */
struct string view_due_count(struct arena *arena, const struct review_outlook *outlook);

/* The first limit of what is due, each with its set and why it is asked; an empty group when nothing is. */
struct view *view_due(struct arena *arena, const struct review_outlook *outlook, size_t limit, struct moment now);

/* "Asked now because you were sure, and wrong.": one paragraph. */
struct view *view_reason(struct arena *arena, const struct memory_row *row, struct moment now);

/* "4 more are due after this one.": what stands beside a question of a review in place of "n / N completed". */
struct view *view_more_due(struct arena *arena, int64_t more_count);

/* How the answer was counted, and when the question comes back: one paragraph. */
struct view *view_outcome(struct arena *arena, const struct review_outcome *outcome, struct moment now);

/* The second half of it: "This question comes back in 3 days, on 2026-11-25." */
struct text view_comes_back(struct arena *arena, const struct memory_row *row, struct moment now);

/* "in 20 minutes", "tomorrow", "in 3 days, on 2026-11-25": when the row is due, seen from now; "now" when it is. */
struct string view_when(struct arena *arena, const struct memory_row *row, struct moment now);

#endif
