/* time: moments, and the day a learner thinks it is.
 *
 * Knows seconds since 1970 UTC, the local offset that held then, and RFC 3339. Only time_now looks at the clock. */
#ifndef VIVA_BASE_TIME_H
#define VIVA_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

/* A day of practice ends at 4:00, not at midnight: who studies late is still in the same evening. */
#define TIME_DAY_STARTS_HOUR 4

struct moment {
    int64_t at;             /* seconds since 1970-01-01T00:00:00Z */
    int16_t offset_minutes; /* local time minus UTC, -1080 to 1080 */
};

struct moment time_now(void);         /* the system's clock and time zone */
struct moment time_local(int64_t at); /* that second, with the offset of the system's time zone then */
uint64_t time_monotonic_ms(void);     /* for durations; since some start */

/* RFC 3339 section 5.6, years 1970 to 9999, offset Z or +hh:mm; fractions of a second are read and dropped.
 * A leap second (the last of a month, in UTC) counts as the second before it. On false moment is as it was. */
bool time_parse(struct string text, struct moment *moment);

/* "2026-11-22T16:09:07+01:00", or Z when the offset is 0. Before the year 0 or after 9999 it is the nearest that can be
 * written. */
struct string time_format(struct arena *arena, struct moment moment);

/* Days since 1970-01-01 of the local day that the moment belongs to, which starts at 4:00. */
int32_t time_local_day(struct moment moment);
struct string time_day_format(struct arena *arena, int32_t day); /* "2026-11-22" */

/* The same back: years 1970 to 9999. On false, for anything else and for days that no month has, day is as it was. */
bool time_day_parse(struct string text, int32_t *day);

#endif
