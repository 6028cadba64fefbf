/* deal: what lies on the table before an answer.
 *
 * Knows how a seed orders options, and makes the question that may be shown. Refuses to show anything of the key: a
 * question holds bodies in shown order and nothing that tells them apart otherwise. */
#ifndef VIVA_CORE_DEAL_H
#define VIVA_CORE_DEAL_H

#include "model/question.h"
#include "model/run.h"

/* The order of option_count options at a step of a run with this seed: even over all orders, the same on every machine
 * for ever. */
struct option_order deal_order(uint64_t seed, size_t step, size_t option_count);

/* The place at which the option is shown, or SIZE_MAX. */
size_t deal_place(const struct option_order *order, size_t option);

/* The question as shown; without options when the order has none. Terms of the set stand behind the exercise's own.
 * Texts share set's memory; lists are in arena. */
struct question deal_question(struct arena *arena, const struct set *set, const struct exercise *exercise,
                              const struct option_order *order);

#endif
