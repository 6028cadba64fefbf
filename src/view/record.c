#include "view/record.h"

#include "base/time.h"
#include "view/picture.h"
#include "words/words.h"

/* Words. --------------------------------------------------------------------------------------------------------- */

static struct string weeks_said(struct arena *arena, const struct practice_record *record)
{
    return words_counted(arena, SAY_RECORD_WEEKS_LAST, (int64_t)(record->day_count + 6) / 7, NO_WORDS);
}

#define MS_A_MINUTE    60000
#define MINUTES_TOLD   120 /* beyond, hours say more */
#define MINUTES_A_HOUR 60

static int64_t minutes_of(int64_t took_ms)
{
    return (took_ms + MS_A_MINUTE / 2) / MS_A_MINUTE;
}

static struct string time_said(struct arena *arena, int64_t took_ms)
{
    int64_t minutes = minutes_of(took_ms);
    if (minutes == 0)
        return words_plain(SAY_RECORD_LESS_THAN_MINUTE);
    if (minutes < MINUTES_TOLD)
        return words_counted(arena, SAY_RECORD_TIME_MINUTES, minutes, NO_WORDS);
    return words_counted(arena, SAY_RECORD_TIME_HOURS, (minutes + MINUTES_A_HOUR / 2) / MINUTES_A_HOUR, NO_WORDS);
}

static struct string answers_said(struct arena *arena, int64_t count)
{
    return words_counted(arena, SAY_RECORD_ANSWERS, count, NO_WORDS);
}

/* As a figure under "minutes". */
static struct string minutes_told(struct arena *arena, int64_t took_ms)
{
    if (took_ms == 0)
        return words_plain(SAY_RECORD_NOT_MEASURED);
    return minutes_of(took_ms) == 0 ? words_plain(SAY_RECORD_LESS_THAN_ONE) : view_figure(arena, minutes_of(took_ms));
}

/* What is said aloud has no best answer to be chosen. */
static struct string right_of(struct arena *arena, int64_t right, int64_t count)
{
    if (count == 0)
        return words_plain(SAY_RECORD_NOT_ASKED);
    return words_string(
        arena, SAY_RECORD_RIGHT_OF,
        WORDS({ "right", .plain = view_figure(arena, right) }, { "count", .plain = view_figure(arena, count) }));
}

static struct string percent(struct arena *arena, double share)
{
    return view_figure(arena, (int64_t)(share * 100 + 0.5));
}

static void add_head(struct arena *arena, struct view *table, const enum say *heads, size_t count)
{
    struct view *row = view_add_row(arena, table);
    for (size_t i = 0; i < count; i++)
        view_add_cell(arena, row, text_plain(arena, words_plain(heads[i])));
}

/* The calendar. -------------------------------------------------------------------------------------------------- */

static const struct record_day *busiest(const struct practice_record *record)
{
    const struct record_day *most = &record->days[0];
    for (size_t i = 1; i < record->day_count; i++)
        if (record->days[i].answer_count > most->answer_count)
            most = &record->days[i];
    return most;
}

static struct text calendar_said(struct arena *arena, const struct practice_record *record)
{
    struct string weeks = weeks_said(arena, record);
    if (record->answer_count == 0)
        return words_text(arena, SAY_RECORD_NONE_RECENT, WORDS({ "weeks", .plain = weeks }));
    const struct record_day *most = busiest(record);
    struct text sentences[3];
    size_t count = 0;
    sentences[count++] = words_counted_text(
        arena, SAY_RECORD_PRACTISED, (int64_t)record->practised_count,
        WORDS({ "weeks", .plain = weeks }, { "answers", .plain = answers_said(arena, record->answer_count) }));
    if (record->asked_count > 0)
        sentences[count++] = words_counted_text(arena, SAY_RECORD_CHOSEN, record->asked_count,
                                                WORDS({ "right", .plain = view_figure(arena, record->right_count) }));
    if (record->practised_count > 1)
        sentences[count++] = words_text(arena, SAY_RECORD_BUSIEST,
                                        WORDS({ "day", .plain = time_day_format(arena, most->day) },
                                              { "answers", .plain = answers_said(arena, most->answer_count) }));
    return words_paragraph(arena, sentences, count);
}

/* So many answers make one step of the calendar: a round number, four of which reach the most. */
static int64_t step_of(int64_t most)
{
    static const int64_t round[] = { 1, 2, 3, 5, 10, 15, 20, 25, 50 };
    int64_t scale = 1;
    for (;; scale *= 100)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++)
            if (round[i] * scale * (PICTURE_STEPS - 1) >= most)
                return round[i] * scale;
}

static uint8_t level_of(int64_t count, int64_t step)
{
    int64_t level = (count + step - 1) / step;
    return (uint8_t)(level < PICTURE_STEPS ? level : PICTURE_STEPS - 1);
}

static struct string step_said(struct arena *arena, int64_t level, int64_t step)
{
    int64_t from = (level - 1) * step + 1;
    struct string first = view_figure(arena, from);
    if (level == 0)
        return words_plain(SAY_RECORD_STEP_NONE);
    if (level == PICTURE_STEPS - 1)
        return words_string(arena, SAY_RECORD_STEP_MORE, WORDS({ "from", .plain = first }));
    if (step == 1)
        return words_counted(arena, SAY_RECORD_STEP_ONE, from, NO_WORDS);
    return words_string(arena, SAY_RECORD_STEP_RANGE,
                        WORDS({ "from", .plain = first }, { "to", .plain = view_figure(arena, level * step) }));
}

static const enum say months[] = { SAY_MONTH_1, SAY_MONTH_2, SAY_MONTH_3, SAY_MONTH_4,  SAY_MONTH_5,  SAY_MONTH_6,
                                   SAY_MONTH_7, SAY_MONTH_8, SAY_MONTH_9, SAY_MONTH_10, SAY_MONTH_11, SAY_MONTH_12 };

/* 0 to 11. A day is written as YYYY-MM-DD. */
static size_t month_of(struct arena *arena, int32_t day)
{
    struct string date = time_day_format(arena, day);
    return (size_t)((date.bytes[5] - '0') * 10 + date.bytes[6] - '0' - 1);
}

/* A name is so many weeks wide. */
#define MONTH_NAME_WEEKS 3

/* A month is named over the week that its first day is in, and over the first week of all unless the next comes too
 * soon. */
static struct string month_named(struct arena *arena, const struct practice_record *record, size_t week)
{
    int32_t monday = record->days[week * 7].day;
    size_t month = month_of(arena, monday + 6);
    bool is_new =
        week > 0 ? month != month_of(arena, monday - 1) : month == month_of(arena, monday + 7 * MONTH_NAME_WEEKS - 1);
    if (!is_new)
        return STRING("");
    return words_plain(months[month]);
}

static struct picture_calendar calendar_of(struct arena *arena, const struct practice_record *record)
{
    size_t week_count = (record->day_count + 6) / 7;
    int64_t step = step_of(busiest(record)->answer_count);
    uint8_t *levels = ARENA_NEW_MANY(arena, week_count * 7, uint8_t);
    struct string *names = ARENA_NEW_MANY(arena, week_count, struct string);
    struct picture_calendar calendar = { .week_count = week_count, .levels = levels, .months = names };
    for (size_t i = 0; i < week_count * 7; i++)
        levels[i] = i < record->day_count ? level_of(record->days[i].answer_count, step) : PICTURE_DAY_AHEAD;
    for (size_t i = 0; i < week_count; i++)
        names[i] = month_named(arena, record, i);
    for (size_t i = 0; i < PICTURE_STEPS; i++)
        calendar.steps[i] = step_said(arena, (int64_t)i, step);
    return calendar;
}

static struct picture *picture_new(struct arena *arena, enum picture_form form, struct string id)
{
    struct picture *picture = ARENA_NEW(arena, struct picture);
    picture->form = form;
    picture->id = id;
    return picture;
}

struct view *view_record_calendar(struct arena *arena, const struct practice_record *record, int level)
{
    static const enum say heads[] = { SAY_RECORD_DAY, SAY_RECORD_ANSWERS_COLUMN, SAY_RECORD_RIGHT_COLUMN,
                                      SAY_RECORD_MINUTES_COLUMN };
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct picture *picture = picture_new(arena, PICTURE_CALENDAR, STRING("calendar"));
    picture->calendar = calendar_of(arena, record);
    struct view *table = view_add_picture(arena, group, level, text_plain(arena, words_plain(SAY_RECORD_CALENDAR)),
                                          calendar_said(arena, record), picture);
    add_head(arena, table, heads, sizeof heads / sizeof *heads);
    for (size_t i = record->day_count; i-- > 0;) {
        const struct record_day *day = &record->days[i];
        if (day->answer_count == 0)
            continue;
        struct view *row = view_add_row(arena, table);
        view_add_cell_string(arena, row, time_day_format(arena, day->day));
        view_add_cell_string(arena, row, view_figure(arena, day->answer_count));
        view_add_cell_string(arena, row, right_of(arena, day->right_count, day->asked_count));
        view_add_cell_string(arena, row, minutes_told(arena, day->took_ms));
    }
    return group;
}

/* Minutes. ------------------------------------------------------------------------------------------------------- */

struct week {
    int32_t monday;
    int64_t day_count, answer_count, took_ms;
};

static struct week week_of(const struct practice_record *record, size_t week)
{
    struct week sum = { .monday = record->days[week * 7].day };
    for (size_t i = week * 7; i < record->day_count && i < week * 7 + 7; i++) {
        sum.day_count += record->days[i].answer_count > 0;
        sum.answer_count += record->days[i].answer_count;
        sum.took_ms += record->days[i].took_ms;
    }
    return sum;
}

static int64_t most_ms(const struct practice_record *record)
{
    int64_t most = 0;
    for (size_t i = 0; i * 7 < record->day_count; i++) {
        struct week week = week_of(record, i);
        most = week.took_ms > most ? week.took_ms : most;
    }
    return most;
}

/* Then the weeks have nothing to say of it, or nothing that the whole does not say. */
static bool is_told_at_once(const struct practice_record *record)
{
    return record->took_ms == 0 || (record->took_ms == record->all_took_ms && record->took_ms == most_ms(record));
}

struct string view_record_minutes_said(struct arena *arena, const struct practice_record *record)
{
    int64_t untimed = record->all_answer_count - record->all_timed_count;
    if (record->all_timed_count == 0)
        return words_plain(SAY_RECORD_MINUTES_NONE);
    struct string all = time_said(arena, record->all_took_ms);
    struct text sentences[3];
    size_t count = 0;
    if (is_told_at_once(record))
        sentences[count++] = words_text(arena, SAY_RECORD_MINUTES_SO_FAR, WORDS({ "time", .plain = all }));
    else
        sentences[count++] = words_text(arena, SAY_RECORD_MINUTES_SAID,
                                        WORDS({ "weeks", .plain = weeks_said(arena, record) },
                                              { "time", .plain = time_said(arena, record->took_ms) },
                                              { "most", .plain = time_said(arena, most_ms(record)) }));
    if (!is_told_at_once(record) && record->took_ms != record->all_took_ms)
        sentences[count++] = words_text(arena, SAY_RECORD_MINUTES_ALL, WORDS({ "all", .plain = all }));
    if (untimed > 0)
        sentences[count++] = words_counted_text(arena, SAY_RECORD_UNTIMED, untimed, NO_WORDS);
    return text_string(arena, words_paragraph(arena, sentences, count));
}

/* The scale ends at a round number of minutes. */
static int64_t top_of(int64_t most)
{
    static const int64_t round[] = { 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 900, 1200 };
    for (size_t i = 0; i < sizeof round / sizeof *round; i++)
        if (round[i] * MS_A_MINUTE >= most)
            return round[i];
    return (most / MS_A_MINUTE / 600 + 1) * 600;
}

struct view *view_record_minutes(struct arena *arena, const struct practice_record *record, int level)
{
    static const enum say heads[] = { SAY_RECORD_WEEK, SAY_RECORD_DAYS_COLUMN, SAY_RECORD_ANSWERS_COLUMN,
                                      SAY_RECORD_MINUTES_COLUMN };
    size_t week_count = (record->day_count + 6) / 7;
    int64_t *heights = ARENA_NEW_MANY(arena, week_count, int64_t), top = top_of(most_ms(record));
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct picture *picture = picture_new(arena, PICTURE_BARS, STRING("minutes"));
    picture->bars = (struct picture_bars){ .heights = heights,
                                           .count = week_count,
                                           .most = top * MS_A_MINUTE,
                                           .top = words_counted(arena, SAY_RECORD_TIME_MINUTES, top, NO_WORDS),
                                           .first = time_day_format(arena, record->days[0].day),
                                           .last = time_day_format(arena, record->today) };
    struct view *table = view_add_picture(arena, group, level, text_plain(arena, words_plain(SAY_RECORD_MINUTES)),
                                          text_plain(arena, view_record_minutes_said(arena, record)), picture);
    add_head(arena, table, heads, sizeof heads / sizeof *heads);
    for (size_t i = week_count; i-- > 0;) {
        struct week week = week_of(record, i);
        heights[i] = week.took_ms;
        if (week.answer_count == 0)
            continue;
        struct view *row = view_add_row(arena, table);
        view_add_cell_string(arena, row, time_day_format(arena, week.monday));
        view_add_cell_string(arena, row, view_figure(arena, week.day_count));
        view_add_cell_string(arena, row, view_figure(arena, week.answer_count));
        view_add_cell_string(arena, row, minutes_told(arena, week.took_ms));
    }
    return group;
}

/* How sure, and how right. --------------------------------------------------------------------------------------- */

/* In the order in which they are shown. */
static const struct {
    enum sureness sureness;
    enum say title;
} sureness_rows[] = {
    { SURE_YES, SAY_SURENESS_SURE },
    { SURE_FAIRLY, SAY_SURENESS_FAIRLY },
    { SURE_GUESS, SAY_SURENESS_GUESS },
    { SURE_UNSAID, SAY_RECORD_SURENESS_UNSAID },
};

/* Who is sure should be right in so many of ten cases: less is said only when the whole interval is below. */
#define SURE_SHARE 0.8
/* Who guesses among four is right in one of four cases; half is more than luck. */
#define GUESS_SHARE 0.5

static struct string share_words(struct arena *arena, enum say sentence, const struct share *share)
{
    return words_counted(arena, sentence, share->count,
                         WORDS({ "right", .plain = view_figure(arena, share->right_count) }));
}

struct string view_record_sureness_said(struct arena *arena, const struct practice_record *record)
{
    const struct share *sure = &record->sureness[SURE_YES], *guess = &record->sureness[SURE_GUESS];
    int64_t said = sure->count + guess->count + record->sureness[SURE_FAIRLY].count;
    if (said == 0)
        return words_plain(SAY_RECORD_SURENESS_NONE);
    if (sure->high < SURE_SHARE)
        return share_words(arena, SAY_RECORD_TOO_SURE, sure);
    if (guess->low > GUESS_SHARE)
        return share_words(arena, SAY_RECORD_TOO_SHY, guess);
    if (sure->low <= guess->high)
        return words_counted(arena, SAY_RECORD_SURENESS_FEW, said, NO_WORDS);
    return words_string(arena, SAY_RECORD_SURENESS_FITS,
                        WORDS({ "sure", .plain = view_figure(arena, sure->right_count) },
                              { "sures", .plain = view_figure(arena, sure->count) },
                              { "guess", .plain = view_figure(arena, guess->right_count) },
                              { "guesses", .plain = view_figure(arena, guess->count) }));
}

static int32_t thousandths(double share)
{
    return (int32_t)(share * PICTURE_WHOLE + 0.5);
}

static struct string figures_said(struct arena *arena, const struct share *share)
{
    if (share->count == 0)
        return words_plain(SAY_RECORD_NO_CHOICE);
    return words_string(arena, SAY_SURENESS_FIGURES,
                        WORDS({ "right", .plain = view_figure(arena, share->right_count) },
                              { "count", .plain = view_figure(arena, share->count) }));
}

static struct picture_row share_row(struct arena *arena, struct string title, const struct share *share)
{
    struct picture_row row = { .label = text_plain(arena, title), .span_count = 1 };
    row.spans[0] = (struct picture_span){ .sign = PICTURE_DOT, .middle = -1 };
    row.spans[0].figures = text_plain(arena, figures_said(arena, share));
    if (share->count > 0) {
        row.spans[0].low = thousandths(share->low);
        row.spans[0].middle = (int32_t)((share->right_count * PICTURE_WHOLE + share->count / 2) / share->count);
        row.spans[0].high = thousandths(share->high);
    }
    return row;
}

static void add_share_row(struct arena *arena, struct view *table, struct string title, const struct share *share)
{
    struct view *row = view_add_row(arena, table);
    view_add_cell_string(arena, row, title);
    view_add_cell_string(arena, row, view_figure(arena, share->count));
    view_add_cell_string(arena, row, view_figure(arena, share->right_count));
    view_add_cell_string(arena, row,
                         share->count == 0 ? words_plain(SAY_RECORD_NOT_KNOWN)
                                           : words_string(arena, SAY_RECORD_INTERVAL,
                                                          WORDS({ "low", .plain = percent(arena, share->low) },
                                                                { "high", .plain = percent(arena, share->high) })));
}

struct view *view_record_sureness(struct arena *arena, const struct practice_record *record, int level)
{
    static const enum say heads[] = { SAY_RECORD_SURENESS_COLUMN, SAY_RECORD_ANSWERS_COLUMN, SAY_RECORD_RIGHT_COLUMN,
                                      SAY_RECORD_INTERVAL_COLUMN };
    size_t count = sizeof sureness_rows / sizeof *sureness_rows, row_count = 0;
    struct picture_row *rows = ARENA_NEW_MANY(arena, count, struct picture_row);
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct picture *picture = picture_new(arena, PICTURE_SPANS, STRING("sureness"));
    struct text sentences[] = { text_plain(arena, view_record_sureness_said(arena, record)),
                                text_plain(arena, words_plain(SAY_RECORD_SURENESS_LINES)) };
    struct view *table = view_add_picture(arena, group, level, text_plain(arena, words_plain(SAY_RECORD_SURENESS)),
                                          words_paragraph(arena, sentences, 2), picture);
    add_head(arena, table, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < count; i++) {
        const struct share *share = &record->sureness[sureness_rows[i].sureness];
        struct string title = words_plain(sureness_rows[i].title);
        if (sureness_rows[i].sureness == SURE_UNSAID && share->count == 0)
            continue;
        rows[row_count++] = share_row(arena, title, share);
        add_share_row(arena, table, title, share);
    }
    picture->spans =
        (struct picture_spans){ .rows = rows, .row_count = row_count, .left = STRING("0 %"), .right = STRING("100 %") };
    return group;
}
