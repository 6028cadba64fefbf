/* curve: how what is remembered of an exercise rose and fell, answer by answer, and how it will fall.
 *
 * Knows the fold of answers (core/remember) and the days in between. Refuses to know where answers are kept and how a
 * curve is drawn. Pure: the same bits on every machine. */
#ifndef VIVA_CORE_CURVE_H
#define VIVA_CORE_CURVE_H

#include "core/remember.h"
#include "model/record.h"

/* The curve goes on for so many days after today at least, and for as many as it has gone on so far. */
#define CURVE_AHEAD_DAYS 30

/* answers (at least one) in the order of the journal: time, grade, sureness and what is right are given; day, recall
 * and stability are filled in. exercise is its full id. The curve lives in arena and keeps answers. */
struct curve curve_make(struct arena *arena, const struct remembering *remembering, struct string exercise,
                        enum memory_skill skill, struct curve_answer *answers, size_t answer_count, int32_t today);

#endif
