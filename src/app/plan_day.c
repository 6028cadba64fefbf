/* plan: the day of an interview as somebody typed it. */
#include "app/plan.h"
#include "words/words.h"

/* Four digits, two and two, with hyphens: the form is right, so the day is not. */
static bool is_shaped(struct string text)
{
    static const char shape[] = "0000-00-00";
    bool is_shaped = text.size == sizeof shape - 1;
    for (size_t i = 0; is_shaped && i < text.size; i++)
        is_shaped = shape[i] == '-' ? text.bytes[i] == '-' : text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return is_shaped;
}

/* A day that would do, as an example. */
static struct string example(struct arena *arena, int32_t today)
{
    return time_day_format(arena, today + 30);
}

static enum status refuse(struct arena *arena, enum say sentence, struct string text, int32_t today,
                          struct failure *failure)
{
    enum status status = words_failure(failure, STATUS_USAGE, sentence,
                                       WORDS({ "day", .plain = text }, { "example", .plain = example(arena, today) },
                                             { "today", .plain = time_day_format(arena, today) },
                                             { "last", .plain = time_day_format(arena, today + PLAN_DAYS_MAX) }));
    arena_clear(arena);
    return status;
}

enum status plan_day_check(int32_t day, struct moment now, struct failure *failure)
{
    struct arena arena = { 0 };
    int32_t today = time_local_day(now);
    if (day < today)
        return refuse(&arena, SAY_PLAN_DAY_PAST, time_day_format(&arena, day), today, failure);
    if (day > today + PLAN_DAYS_MAX)
        return refuse(&arena, SAY_PLAN_DAY_FAR, time_day_format(&arena, day), today, failure);
    return STATUS_OK;
}

enum status plan_day_read(struct string text, struct moment now, int32_t *day, struct failure *failure)
{
    struct arena arena = { 0 };
    int32_t read;
    if (!time_day_parse(text, &read))
        return refuse(&arena, is_shaped(text) ? SAY_PLAN_NO_SUCH_DAY : SAY_PLAN_NO_DAY, text, time_local_day(now),
                      failure);
    enum status status = plan_day_check(read, now, failure);
    if (status == STATUS_OK)
        *day = read;
    return status;
}
