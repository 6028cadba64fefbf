/* statistics: what can be said of counts: where a share may well lie, and how much of many uncertain things will be
 * there.
 *
 * Knows chances and intervals. Refuses to know what is counted. Pure: the same bits on every machine. */
#ifndef VIVA_CORE_STATISTICS_H
#define VIVA_CORE_STATISTICS_H

#include "base/arena.h"
#include "model/record.h"

/* 0 <= right_count <= count: the share with its exact 95 % interval (Clopper and Pearson 1934). Scratch is in arena. */
struct share statistics_share(struct arena *arena, int64_t right_count, int64_t count);

/* Things that are there or not, each by itself: how likely, and how much each counts (0 to STATISTICS_WEIGHT_MAX). */
struct statistics_chance {
    double chance; /* 0 to 1 */
    int32_t weight;
};
#define STATISTICS_WEIGHT_MAX 32
/* The sum of the weights of those that are there: expected, and the narrowest whole numbers between which it lies with
 * at most 5 % below and 5 % above. Exact: all sums are weighed. Scratch is in arena. */
struct known_share statistics_sum(struct arena *arena, const struct statistics_chance *chances, size_t count);

/* What is shown of derived days: rows in the order of days, for the record of today. Days after today are left out: a
 * clock was set back. The record lives in arena. */
struct practice_record statistics_record(struct arena *arena, const struct practice_day *rows, size_t row_count,
                                         int32_t today);

#endif
