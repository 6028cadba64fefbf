/* explain: why the best is the best, and what the others leave out or get wrong, in the words of a good teacher.
 *
 * Composes the author's statements and viva's sentences (words/) from the map of options and points. Names options by
 * the letter under which they were shown, so no shuffle can break it. Knows nothing of screens. */
#ifndef VIVA_CORE_EXPLAIN_H
#define VIVA_CORE_EXPLAIN_H

#include "model/explanation.h"
#include "model/response.h"
#include "model/run.h"

struct explanation explain(struct arena *arena, const struct set *set, const struct exercise *exercise,
                           const struct option_order *order, const struct response *response);

/* Of an answer that was said aloud: what it made, what it left out under each heading, and why that matters. */
struct explanation explain_produced(struct arena *arena, const struct set *set, const struct exercise *exercise,
                                    const struct response *response);

#endif
