#include "base/time.h"

#include <time.h>

#define DAY_SECONDS        86400
#define OFFSET_MINUTES_MAX 1080
#define LOCAL_MIN          INT64_C(-62167219200) /* 0000-01-01T00:00:00, and */
#define LOCAL_MAX          INT64_C(253402300799) /* 9999-12-31T23:59:59: what four digits of a year can say */

static int64_t floor_divide(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

/* Days since 1970-01-01 of a date in the Gregorian calendar, and back (Hinnant, "chrono-compatible low-level date
 * algorithms"). */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = floor_divide(year, 400), year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct date {
    int year, month, day;
};

static struct date date_of(int64_t days)
{
    days += 719468;
    int64_t era = floor_divide(days, 146097), day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (int)(5 * day_of_year + 2) / 153; /* 0 is March */
    int day = (int)day_of_year - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    return (struct date){ (int)(year_of_era + era * 400) + (month <= 2), month, day };
}

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && is_leap);
}

struct moment time_local(int64_t at)
{
    time_t seconds = (time_t)at;
    struct tm local;
    int64_t offset = localtime_r(&seconds, &local) ? local.tm_gmtoff / 60 : 0;
    bool is_sane = offset >= -OFFSET_MINUTES_MAX && offset <= OFFSET_MINUTES_MAX; /* TZ may say anything */
    return (struct moment){ at, (int16_t)(is_sane ? offset : 0) };
}

struct moment time_now(void)
{
    return time_local((int64_t)time(NULL));
}

uint64_t time_monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Takes exactly count digits off the front of *rest. */
static bool take_number(struct string *rest, size_t count, int *number)
{
    if (rest->size < count)
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        char digit = rest->bytes[i];
        if (digit < '0' || digit > '9')
            return false;
        *number = *number * 10 + (digit - '0');
    }
    *rest = string_slice(*rest, count, rest->size);
    return true;
}

/* Takes one byte of either case off the front of *rest. */
static bool take_byte(struct string *rest, char upper)
{
    if (rest->size == 0 || (rest->bytes[0] != upper && rest->bytes[0] != (upper | 0x20)))
        return false;
    *rest = string_slice(*rest, 1, rest->size);
    return true;
}

static bool take_date(struct string *rest, int64_t *days)
{
    int year, month, day;
    bool is_shaped = take_number(rest, 4, &year) && take_byte(rest, '-') && take_number(rest, 2, &month) &&
                     take_byte(rest, '-') && take_number(rest, 2, &day);
    if (!is_shaped || year < 1970 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return false;
    *days = days_of(year, month, day);
    return true;
}

static bool take_clock(struct string *rest, int *seconds, bool *is_leap_second)
{
    int hour, minute, second;
    bool is_shaped = take_number(rest, 2, &hour) && take_byte(rest, ':') && take_number(rest, 2, &minute) &&
                     take_byte(rest, ':') && take_number(rest, 2, &second);
    if (!is_shaped || hour > 23 || minute > 59 || second > 60)
        return false;
    if (take_byte(rest, '.')) {
        int digit;
        if (!take_number(rest, 1, &digit))
            return false;
        while (take_number(rest, 1, &digit))
            ;
    }
    *is_leap_second = second == 60;
    *seconds = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
    return true;
}

static bool take_offset(struct string *rest, int *minutes)
{
    *minutes = 0;
    if (take_byte(rest, 'Z'))
        return true;
    if (rest->size == 0 || (rest->bytes[0] != '+' && rest->bytes[0] != '-'))
        return false;
    int sign = rest->bytes[0] == '-' ? -1 : 1, hour, minute;
    *rest = string_slice(*rest, 1, rest->size);
    bool is_shaped = take_number(rest, 2, &hour) && take_byte(rest, ':') && take_number(rest, 2, &minute);
    if (!is_shaped || minute > 59 || hour * 60 + minute > OFFSET_MINUTES_MAX)
        return false;
    *minutes = sign * (hour * 60 + minute);
    return true;
}

/* RFC 3339 section 5.7: a leap second is the last one of a month, in UTC. */
static bool ends_month(int64_t at)
{
    return floor_divide(at + 1, DAY_SECONDS) * DAY_SECONDS == at + 1 && date_of((at + 1) / DAY_SECONDS).day == 1;
}

bool time_parse(struct string text, struct moment *moment)
{
    int64_t days;
    int seconds, offset_minutes;
    bool is_leap_second;
    bool is_shaped = take_date(&text, &days) && take_byte(&text, 'T') && take_clock(&text, &seconds, &is_leap_second) &&
                     take_offset(&text, &offset_minutes) && text.size == 0;
    if (!is_shaped)
        return false;
    int64_t at = days * DAY_SECONDS + seconds - (int64_t)offset_minutes * 60;
    if (is_leap_second && !ends_month(at))
        return false;
    *moment = (struct moment){ at, (int16_t)offset_minutes };
    return true;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Seconds since 1970 as the clock on the wall shows them. A moment from a foreign database may hold anything. */
static int64_t local_seconds(struct moment moment)
{
    int64_t at = clamp(moment.at, LOCAL_MIN - DAY_SECONDS, LOCAL_MAX + DAY_SECONDS);
    return clamp(at + (int64_t)moment.offset_minutes * 60, LOCAL_MIN, LOCAL_MAX);
}

struct string time_format(struct arena *arena, struct moment moment)
{
    int64_t local = local_seconds(moment);
    int64_t days = floor_divide(local, DAY_SECONDS);
    int clock = (int)(local - days * DAY_SECONDS);
    struct date date = date_of(days);
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day, clock / 3600,
                      clock / 60 % 60, clock % 60);
    int offset = moment.offset_minutes;
    int distance = offset < 0 ? -offset : offset;
    if (offset)
        buffer_add_format(&buffer, "%c%02d:%02d", offset < 0 ? '-' : '+', distance / 60, distance % 60);
    else
        buffer_add_byte(&buffer, 'Z');
    return buffer_string(&buffer);
}

int32_t time_local_day(struct moment moment)
{
    return (int32_t)floor_divide(local_seconds(moment) - TIME_DAY_STARTS_HOUR * 3600, DAY_SECONDS);
}

struct string time_day_format(struct arena *arena, int32_t day)
{
    struct date date = date_of(day);
    return string_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool time_day_parse(struct string text, int32_t *day)
{
    int64_t days;
    if (!take_date(&text, &days) || text.size > 0)
        return false;
    *day = (int32_t)days;
    return true;
}
