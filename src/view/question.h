/* view/question: an exercise before its answer, and how far one is.
 *
 * Is handed the question alone: the key is another structure that never comes here, so nothing shown can give it away.
 */
#ifndef VIVA_VIEW_QUESTION_H
#define VIVA_VIEW_QUESTION_H

#include "model/question.h"
#include "view/view.h"

/* The letter under which the option at this place is shown: 'A' for 0. */
char view_letter(size_t place);

/* "1 / 5: title", what the interviewer asks, what to look for. step counts from 0; a step_count of 0 gives the title
 * alone, for what is no part of a row of questions. */
struct view *view_prompt(struct arena *arena, const struct question *question, size_t step, size_t step_count);

/* The two halves of the prompt. */
struct view *view_title(struct arena *arena, const struct question *question, size_t step, size_t step_count);
struct view *view_speech(struct arena *arena, const struct question *question);

/* The prompt and the options; or, when the answer is to be produced, what to do. */
struct view *view_question(struct arena *arena, const struct question *question, size_t step, size_t step_count);

/* The options alone, to be looked at again. */
struct view *view_options(struct arena *arena, const struct question *question);

/* "2 / 5 completed", with a bar. */
struct view *view_completed(struct arena *arena, size_t response_count, size_t step_count);

/* What helps with the language: a heading and pairs, or one sentence that there are none. */
struct view *view_terms(struct arena *arena, const struct question *question);
struct view *view_phrases(struct arena *arena, const struct question *question);

/* The pairs alone, which may be none. */
struct view *view_term_pairs(struct arena *arena, const struct question *question);
struct view *view_phrase_pairs(struct arena *arena, const struct question *question);

#endif
