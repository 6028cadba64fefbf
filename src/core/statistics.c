#include "core/statistics.h"

#include "core/audit_tail.h"

/* Shares. ------------------------------------------------------------------------------------------------------ */

#define TAIL_LEVEL 0.025 /* on either side */

/* As a guesser between two options would be judged: without ties that is the binomial. */
struct share statistics_share(struct arena *arena, int64_t right_count, int64_t count)
{
    struct share share = { right_count, count, 0, 1 };
    struct audit_credits credits = { .exercise_count = (size_t)count, .earned = right_count * AUDIT_CREDIT };
    if (count == 0)
        return share;
    credits.counts[1][2] = (size_t)count;
    struct audit_tail tail = audit_tail_of(arena, &credits);
    share.low = right_count == 0 ? 0 : audit_tail_low(&tail, TAIL_LEVEL);
    share.high = right_count == count ? 1 : audit_tail_high(&tail, TAIL_LEVEL);
    return share;
}

/* Sums. -------------------------------------------------------------------------------------------------------- */

#define SUM_LEVEL 0.05 /* on either side */

/* Take up one more: from how likely each sum was to how likely each is. */
static void take_up(double *weights, int32_t most, const struct statistics_chance *one)
{
    for (int32_t sum = most; sum >= one->weight; sum--)
        weights[sum] = weights[sum] * (1 - one->chance) + weights[sum - one->weight] * one->chance;
    for (int32_t sum = one->weight - 1; sum >= 0; sum--)
        weights[sum] *= 1 - one->chance;
}

struct known_share statistics_sum(struct arena *arena, const struct statistics_chance *chances, size_t count)
{
    struct known_share share = { 0 };
    int32_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += chances[i].weight;
    double *weights = ARENA_NEW_MANY(arena, (size_t)most + 1, double), below = 0, above = 0;
    weights[0] = 1;
    for (size_t i = 0; i < count; i++) {
        if (chances[i].weight > 0)
            take_up(weights, most, &chances[i]);
        share.expected += chances[i].chance * chances[i].weight;
    }
    for (share.low = 0; share.low < most && below + weights[share.low] <= SUM_LEVEL; share.low++)
        below += weights[share.low];
    for (share.high = most; share.high > share.low && above + weights[share.high] <= SUM_LEVEL; share.high--)
        above += weights[share.high];
    return share;
}

/* Days. -------------------------------------------------------------------------------------------------------- */

/* 1970-01-05 was a Monday. */
static int32_t weekday(int32_t day)
{
    return ((day + 3) % 7 + 7) % 7;
}

static int64_t asked_count(const struct practice_day *row)
{
    int64_t count = row->dont_know_count;
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        count += row->chosen_count[i];
    return count;
}

static int64_t right_count(const struct practice_day *row)
{
    int64_t count = 0;
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        count += row->chosen_right_count[i];
    return count;
}

/* The Monday from which days are shown: the start of the quarter, counted back from this week, in which the first of
 * the last RECORD_WEEKS weeks that has an answer is. */
static int32_t first_shown(const struct practice_day *rows, size_t row_count, int32_t today)
{
    int32_t monday = today - weekday(today), earliest = monday - 7 * (RECORD_WEEKS - 1);
    int32_t first = monday - 7 * (RECORD_BLOCK_WEEKS - 1);
    for (size_t i = 0; i < row_count; i++) {
        if (rows[i].day < earliest)
            continue;
        while (first > rows[i].day)
            first -= 7 * RECORD_BLOCK_WEEKS;
        break;
    }
    return first;
}

static void add_ever(struct practice_record *record, const struct practice_day *row, struct share *sureness)
{
    record->all_asked_count += asked_count(row);
    record->all_right_count += right_count(row);
    record->all_answer_count += asked_count(row) + row->produced_count;
    record->all_took_ms += row->took_ms_sum;
    record->all_timed_count += row->timed_count;
    for (size_t i = 0; i < SURENESS_COUNT; i++) {
        sureness[i].count += row->chosen_count[i];
        sureness[i].right_count += row->chosen_right_count[i];
    }
}

static void add_shown(struct practice_record *record, const struct practice_day *row)
{
    struct record_day *day = &record->days[row->day - record->days[0].day];
    day->asked_count = asked_count(row);
    day->answer_count = day->asked_count + row->produced_count;
    day->right_count = right_count(row);
    day->took_ms = row->took_ms_sum;
    record->practised_count += day->answer_count > 0;
    record->answer_count += day->answer_count;
    record->asked_count += day->asked_count;
    record->right_count += day->right_count;
    record->took_ms += day->took_ms;
}

struct practice_record statistics_record(struct arena *arena, const struct practice_day *rows, size_t row_count,
                                         int32_t today)
{
    int32_t first = first_shown(rows, row_count, today);
    struct practice_record record = { .today = today, .day_count = (size_t)(today - first + 1) };
    record.days = ARENA_NEW_MANY(arena, record.day_count, struct record_day);
    for (size_t i = 0; i < record.day_count; i++)
        record.days[i].day = first + (int32_t)i;
    for (size_t i = 0; i < row_count; i++) {
        if (rows[i].day > today)
            continue;
        add_ever(&record, &rows[i], record.sureness);
        if (rows[i].day >= first)
            add_shown(&record, &rows[i]);
    }
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        record.sureness[i] = statistics_share(arena, record.sureness[i].right_count, record.sureness[i].count);
    return record;
}
