#include "cmd/review_csv.h"

#include <stdlib.h>

#include "base/table.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cmd/review_csv_line.h"
#include "core/schedule.h"
#include "words/words.h"

/* What can be wrong. --------------------------------------------------------------------------------------- */

/*      id             code                what is said         what to do about it */
#define TROUBLES(ROW)                                                                                                  \
    ROW(NOT_TEXT, "not-utf8", NOT_TEXT, NOT_TEXT_HINT)                                                                 \
    ROW(CONTROL, "control-character", CONTROL, NOT_TEXT_HINT)                                                          \
    ROW(TOO_LONG, "line-too-long", TOO_LONG, TOO_LONG_HINT)                                                            \
    ROW(QUOTE, "csv-quote", QUOTE, QUOTE_HINT)                                                                         \
    ROW(HEADER, "csv-header", HEADER, HEADER_HINT)                                                                     \
    ROW(TWICE, "csv-header", TWICE, TWICE_HINT)                                                                        \
    ROW(COLUMNS, "csv-columns", COLUMNS, COLUMNS_HINT)                                                                 \
    ROW(CARD, "no-card", CARD, CARD_HINT)                                                                              \
    ROW(TIME, "bad-time", TIME, TIME_HINT)                                                                             \
    ROW(KIND, "bad-kind", KIND, KIND_HINT)                                                                             \
    ROW(FACTOR, "bad-factor", FACTOR, FACTOR_HINT)                                                                     \
    ROW(BACK, "time-backwards", BACK, BACK_HINT)                                                                       \
    ROW(LONG, "days-too-long", LONG, LONG_HINT)                                                                        \
    ROW(MANY, "too-many-reviews", MANY, MANY_HINT)                                                                     \
    ROW(EMPTY, "no-review", EMPTY, EMPTY_HINT)                                                                         \
    ROW(NO_REVIEW_LEFT, "no-review", NO_REVIEW_LEFT, NO_REVIEW_LEFT_HINT)

enum trouble {
#define TROUBLE_ENUM(id, ...) TROUBLE_##id,
    TROUBLES(TROUBLE_ENUM)
#undef TROUBLE_ENUM
        TROUBLE_RATING
};

static const struct {
    const char *code;
    enum say message, hint;
} troubles[] = {
#define TROUBLE_ROW(id, code, message, hint) [TROUBLE_##id] = { code, SAY_CSV_##message, SAY_CSV_##hint },
    TROUBLES(TROUBLE_ROW)
#undef TROUBLE_ROW
        [TROUBLE_RATING] = { "bad-rating", SAY_CSV_RATING, SAY_SEQUENCE_RATING_HINT },
};

/* Columns and dialects. ------------------------------------------------------------------------------------ */

enum column { COLUMN_CARD, COLUMN_TIME, COLUMN_RATING, COLUMN_KIND, COLUMN_FACTOR, COLUMN_COUNT };

/* What a review's kind says, in numbers of Anki's: 0 learning, 1 review, 2 relearning, 3 cramming, 4 manual, 5
 * rescheduled. fsrs-optimizer has a 0 (new) before them, and both kinds by hand are its 5. */
enum kind { KIND_LEARNING, KIND_REVIEW, KIND_RELEARNING, KIND_CRAMMING, KIND_MANUAL, KIND_RESCHEDULED, KIND_COUNT };

static const struct dialect {
    const char *program;
    const char *columns[COLUMN_COUNT]; /* the first three are needed */
    enum kind kinds[KIND_COUNT];       /* by what stands in the column */
} dialects[] = {
    { "Anki",
      { "cid", "id", "ease", "type", "factor" },
      { KIND_LEARNING, KIND_REVIEW, KIND_RELEARNING, KIND_CRAMMING, KIND_MANUAL, KIND_RESCHEDULED } },
    { "py-fsrs or fsrs-optimizer",
      { "card_id", "review_time", "review_rating", "review_state", NULL },
      { KIND_LEARNING, KIND_LEARNING, KIND_REVIEW, KIND_RELEARNING, KIND_CRAMMING, KIND_MANUAL } },
    { "py-fsrs", { "card_id", "review_datetime", "rating", NULL, NULL }, { 0 } },
};

/* Reading. ------------------------------------------------------------------------------------------------- */

struct card {
    struct string name;
    int64_t last_ms; /* of its last line */
    int32_t last_day;
    uint32_t last_line, count;
    bool is_begun; /* its first review, or the first after it was forgotten, is there */
    bool is_learning;
    uint32_t number; /* as a memory of the log; a card that is forgotten becomes another */
};

/* A review, on its way into the log. */
struct entry {
    int64_t ms;
    uint32_t card, line;
    uint8_t grade;
};

struct reading {
    struct arena *arena;
    const struct source *source;
    int16_t offset_minutes;
    struct problems *problems;
    struct review_csv *found;
    const struct dialect *dialect;
    size_t column_count, columns[COLUMN_COUNT]; /* where each stands; SIZE_MAX for nowhere */
    struct {
        struct card *items;
        size_t count, capacity;
    } cards;
    struct table cards_by_name;
    struct {
        struct entry *items;
        size_t count, capacity;
    } entries;
    uint32_t memory_count;
    size_t line_count; /* that had values in them, behind the first */
};

#define VALUE_SHOWN_MAX 40 /* bytes of what was written, in a message */

static bool is_full(const struct reading *reading)
{
    return reading->problems->count >= PROBLEMS_MAX;
}

/* at is a part of the source. */
static void report(const struct reading *reading, enum trouble trouble, struct string at, const struct word *values)
{
    if (is_full(reading))
        return;
    size_t offset = (size_t)(at.bytes - reading->source->text.bytes);
    problems_add(reading->problems, reading->source, source_place(reading->source, offset, at.size), SEVERITY_ERROR,
                 troubles[trouble].code, words_string(reading->arena, troubles[trouble].message, values),
                 words_plain(troubles[trouble].hint));
}

static struct string number_words(const struct reading *reading, uint64_t number)
{
    return string_format(reading->arena, "%llu", (unsigned long long)number);
}

static void report_value(const struct reading *reading, enum trouble trouble, struct string value)
{
    struct string shown = value.size <= VALUE_SHOWN_MAX
                              ? value
                              : STRING_JOIN(reading->arena, string_slice(value, 0, VALUE_SHOWN_MAX), STRING("..."));
    report(reading, trouble, value, WORDS({ "value", .plain = shown }));
}

/* A whole number of at most 18 digits, perhaps negative. */
static bool read_whole(struct string text, int64_t *number)
{
    bool is_negative = text.size > 0 && text.bytes[0] == '-';
    size_t at = is_negative;
    int64_t value = 0;
    if (text.size == at || text.size - at > 18)
        return false;
    for (; at < text.size; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        value = value * 10 + (text.bytes[at] - '0');
    }
    *number = is_negative ? -value : value;
    return true;
}

#define MS_MAX INT64_C(253402300799999) /* the end of 9999 */

static bool read_time(struct string text, int64_t *ms)
{
    struct moment moment;
    if (read_whole(text, ms))
        return *ms >= 0 && *ms <= MS_MAX;
    /* Python writes a space for the T when nobody asks it not to. */
    char copy[64];
    if (text.size <= 10 || text.size > sizeof copy)
        return false;
    memcpy(copy, text.bytes, text.size);
    copy[10] = copy[10] == ' ' ? 'T' : copy[10];
    if (!time_parse((struct string){ copy, text.size }, &moment) || moment.at < 0)
        return false;
    *ms = moment.at * 1000;
    return true;
}

/* The first line. ------------------------------------------------------------------------------------------ */

static size_t column_of(const struct review_csv_line *header, const char *name)
{
    for (size_t i = 0; name && i < header->count; i++)
        if (string_is(string_trim(header->values[i]), name))
            return i;
    return SIZE_MAX;
}

static bool is_dialect(struct reading *reading, const struct dialect *dialect, const struct review_csv_line *header)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        reading->columns[i] = column_of(header, dialect->columns[i]);
    return reading->columns[COLUMN_CARD] != SIZE_MAX && reading->columns[COLUMN_TIME] != SIZE_MAX &&
           reading->columns[COLUMN_RATING] != SIZE_MAX;
}

static bool has_column_twice(const struct reading *reading, const struct review_csv_line *header)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        for (size_t j = reading->columns[i] + 1; reading->columns[i] != SIZE_MAX && j < header->count; j++)
            if (string_is(string_trim(header->values[j]), reading->dialect->columns[i])) {
                report_value(reading, TROUBLE_TWICE, header->values[j]);
                return true;
            }
    return false;
}

static bool read_header(struct reading *reading, struct string line)
{
    struct review_csv_line header;
    size_t wrong = review_csv_cut(line, &header);
    if (wrong != STRING_NOT_FOUND) {
        report(reading, TROUBLE_QUOTE, string_slice(line, wrong, wrong + 1), NO_WORDS);
        return false;
    }
    for (size_t i = 0; header.count <= REVIEW_CSV_COLUMNS_MAX && i < sizeof dialects / sizeof *dialects; i++)
        if (is_dialect(reading, &dialects[i], &header)) {
            reading->dialect = &dialects[i];
            reading->found->program = dialects[i].program;
            reading->column_count = header.count;
            return !has_column_twice(reading, &header);
        }
    report_value(reading, TROUBLE_HEADER, line);
    return false;
}

/* A line. -------------------------------------------------------------------------------------------------- */

static struct string value_of(const struct reading *reading, const struct review_csv_line *line, enum column column)
{
    return reading->columns[column] == SIZE_MAX ? (struct string){ 0 } : line->values[reading->columns[column]];
}

static uint32_t card_of(struct reading *reading, struct string name)
{
    uint64_t hash = string_hash(name);
    size_t cursor;
    for (size_t i = table_first(&reading->cards_by_name, hash, &cursor); i != TABLE_NONE;
         i = table_next(&reading->cards_by_name, hash, &cursor))
        if (string_equal(reading->cards.items[i].name, name))
            return (uint32_t)i;
    size_t number = table_add(reading->arena, &reading->cards_by_name, hash);
    *LIST_ADD(reading->arena, &reading->cards) = (struct card){ .name = name, .number = UINT32_MAX };
    return (uint32_t)number;
}

static bool read_kind(const struct reading *reading, struct string value, enum kind *kind)
{
    int64_t number = 0;
    if (reading->columns[COLUMN_KIND] == SIZE_MAX)
        return true;
    if (!read_whole(value, &number) || number < 0 || number >= KIND_COUNT) {
        report_value(reading, TROUBLE_KIND, value);
        return false;
    }
    *kind = reading->dialect->kinds[number];
    return true;
}

/* As Anki has it (rslib/src/scheduler/fsrs/params.rs): what was changed by hand is no review, and neither is cramming,
 * which has factor 0; where only the kind is there, cramming cannot be told from a filtered deck's reviews, which
 * count. */
static bool is_no_review(const struct reading *reading, enum kind kind, int64_t rating, int64_t factor)
{
    bool has_factor = reading->columns[COLUMN_FACTOR] != SIZE_MAX;
    return ((kind == KIND_MANUAL || kind == KIND_RESCHEDULED) && rating == 0) ||
           (kind == KIND_CRAMMING && has_factor && factor == 0);
}

static bool is_in_time(struct reading *reading, struct card *card, struct string time, int64_t ms, int32_t day,
                       uint32_t line)
{
    struct string before = number_words(reading, card->last_line);
    if (card->last_line > 0 && ms < card->last_ms)
        report(reading, TROUBLE_BACK, time, WORDS({ "value", .plain = time }, { "line", .plain = before }));
    else if (card->last_line > 0 && day - card->last_day > SCHEDULE_DAYS_MAX)
        report(reading, TROUBLE_LONG, time,
               WORDS({ "days", .plain = number_words(reading, (uint64_t)(day - card->last_day)) },
                     { "line", .plain = before }, { "max", .plain = number_words(reading, SCHEDULE_DAYS_MAX) }));
    else if (++card->count > REVIEW_CSV_REVIEWS_MAX)
        report(reading, TROUBLE_MANY, time, WORDS({ "max", .plain = number_words(reading, REVIEW_CSV_REVIEWS_MAX) }));
    else {
        card->last_ms = ms;
        card->last_day = day;
        card->last_line = line;
        return true;
    }
    return false;
}

/* Where kinds are told, a memory begins with learning, and begins anew where a reviewed card is learnt again or was
 * forgotten by hand; what came before such a beginning is another memory. */
static void begin_if_new(struct reading *reading, struct card *card, enum kind kind)
{
    bool has_kinds = reading->columns[COLUMN_KIND] != SIZE_MAX, is_learning = kind == KIND_LEARNING;
    if (has_kinds ? is_learning && !card->is_learning : !card->is_begun) {
        card->is_begun = true;
        card->number = reading->memory_count++;
    }
    card->is_learning = is_learning;
}

static void take(struct reading *reading, struct card *card, enum kind kind, int64_t ms, int64_t rating, uint32_t line)
{
    begin_if_new(reading, card, kind);
    if (!card->is_begun) {
        reading->found->left_out_count++;
        return;
    }
    *LIST_ADD(reading->arena, &reading->entries) =
        (struct entry){ .ms = ms, .card = card->number, .line = line, .grade = (uint8_t)rating };
}

static void read_values(struct reading *reading, const struct review_csv_line *values, uint32_t line)
{
    struct string name = value_of(reading, values, COLUMN_CARD), time = value_of(reading, values, COLUMN_TIME);
    struct string rated = value_of(reading, values, COLUMN_RATING), factored = value_of(reading, values, COLUMN_FACTOR);
    int64_t ms = 0, rating = 0, factor = 1;
    enum kind kind = KIND_LEARNING;
    size_t before = reading->problems->count;
    if (name.size == 0)
        report(reading, TROUBLE_CARD, name, NO_WORDS);
    if (!read_time(time, &ms))
        report_value(reading, TROUBLE_TIME, time);
    if (reading->columns[COLUMN_FACTOR] != SIZE_MAX && !read_whole(factored, &factor))
        report_value(reading, TROUBLE_FACTOR, factored);
    bool has_kind = read_kind(reading, value_of(reading, values, COLUMN_KIND), &kind);
    bool is_number = read_whole(rated, &rating), is_by_hand = kind == KIND_MANUAL || kind == KIND_RESCHEDULED;
    if (!is_number || rating > MEMORY_EASY || rating < 0 || (rating == 0 && has_kind && !is_by_hand))
        report_value(reading, TROUBLE_RATING, rated);
    if (reading->problems->count > before || is_full(reading))
        return;
    uint32_t number = card_of(reading, name); /* which may move the cards */
    struct card *card = &reading->cards.items[number];
    int32_t day = time_local_day((struct moment){ ms / 1000, reading->offset_minutes });
    if (!is_in_time(reading, card, time, ms, day, line))
        return;
    if (!is_no_review(reading, kind, rating, factor)) {
        take(reading, card, kind, ms, rating, line);
        return;
    }
    reading->found->left_out_count++;
    if (kind == KIND_MANUAL && factor == 0 && reading->columns[COLUMN_FACTOR] != SIZE_MAX)
        card->is_begun = card->is_learning = false; /* forgotten by hand */
}

/* The first byte of a line that is no text. */
static bool is_text(const struct reading *reading, struct string line)
{
    size_t wrong = utf8_find_invalid(line);
    if (wrong != STRING_NOT_FOUND) {
        report(reading, TROUBLE_NOT_TEXT, string_slice(line, wrong, wrong + 1), NO_WORDS);
        return false;
    }
    for (size_t at = 0, begin = 0; at < line.size; begin = at) {
        uint32_t point = utf8_next(line, &at);
        if (utf8_is_control(point)) {
            report(reading, TROUBLE_CONTROL, string_slice(line, begin, at),
                   WORDS({ "code", .plain = string_format(reading->arena, "%04X", point) }));
            return false;
        }
    }
    return true;
}

static bool is_short(const struct reading *reading, struct string line)
{
    if (line.size <= REVIEW_CSV_LINE_MAX)
        return true;
    report(reading, TROUBLE_TOO_LONG, string_slice(line, 0, 1),
           WORDS({ "size", .plain = number_words(reading, line.size) },
                 { "max", .plain = number_words(reading, REVIEW_CSV_LINE_MAX) }));
    return false;
}

static void read_line(struct reading *reading, struct string text, uint32_t line)
{
    struct review_csv_line values;
    reading->line_count++;
    size_t wrong = review_csv_cut(text, &values);
    if (wrong != STRING_NOT_FOUND)
        report(reading, TROUBLE_QUOTE, string_slice(text, wrong, wrong + 1), NO_WORDS);
    else if (values.count != reading->column_count)
        report(reading, TROUBLE_COLUMNS, string_slice(text, 0, 1),
               WORDS({ "count", .plain = number_words(reading, values.count) },
                     { "max", .plain = number_words(reading, reading->column_count) }));
    else
        read_values(reading, &values, line);
}

/* The log. ------------------------------------------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    return first->ms != second->ms       ? (first->ms > second->ms) - (first->ms < second->ms)
           : first->line != second->line ? (first->line > second->line) - (first->line < second->line)
                                         : 0;
}

static struct review_log log_of(struct reading *reading)
{
    size_t count = reading->entries.count;
    struct review *reviews = ARENA_NEW_MANY(reading->arena, count, struct review);
    if (count > 0)
        qsort(reading->entries.items, count, sizeof *reading->entries.items, by_time);
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &reading->entries.items[i];
        int32_t day = time_local_day((struct moment){ entry->ms / 1000, reading->offset_minutes });
        reviews[i] = (struct review){ .memory = entry->card, .day = day, .grade = entry->grade };
    }
    return (struct review_log){ .reviews = reviews, .count = count, .memory_count = reading->memory_count };
}

static struct string without_return(struct string line)
{
    return string_ends_with(line, STRING("\r")) ? string_slice(line, 0, line.size - 1) : line;
}

bool review_csv_read(struct arena *arena, const struct source *source, int16_t offset_minutes,
                     struct problems *problems, struct review_csv *found)
{
    struct reading reading = {
        .arena = arena, .source = source, .offset_minutes = offset_minutes, .problems = problems, .found = found
    };
    *found = (struct review_csv){ 0 };
    for (uint32_t line = 1; line <= source->line_count && !is_full(&reading); line++) {
        struct string text = without_return(source_line(source, line));
        bool is_readable = is_short(&reading, text) && is_text(&reading, text);
        if (line == 1 && (!is_readable || !read_header(&reading, text)))
            return false;
        if (line > 1 && is_readable && string_trim(text).size > 0)
            read_line(&reading, text, line);
    }
    struct string end = string_slice(source->text, source->text.size, source->text.size);
    if (problems->error_count == 0 && reading.entries.count == 0)
        report(&reading, reading.line_count == 0 ? TROUBLE_EMPTY : TROUBLE_NO_REVIEW_LEFT, end, NO_WORDS);
    if (problems->error_count > 0)
        return false;
    found->log = log_of(&reading);
    return true;
}
