#include "cmd/sequence.h"

#include "base/json.h"
#include "words/words.h"

/* What can be wrong. --------------------------------------------------------------------------------------- */

/*      id               code                  what is said          what to do about it */
#define TROUBLES(ROW)                                                                                                  \
    ROW(TOO_LONG, "line-too-long", TOO_LONG, TOO_LONG_HINT)                                                            \
    ROW(NO_OBJECT, "no-object", NO_OBJECT, LINE_HINT)                                                                  \
    ROW(MISSING_KEY, "missing-key", MISSING_KEY, MISSING_KEY_HINT)                                                     \
    ROW(SHAPE, "json-shape", SHAPE, SHAPE_HINT)                                                                        \
    ROW(RATING, "bad-rating", RATING, RATING_HINT)                                                                     \
    ROW(DAYS, "bad-days", DAYS, DAYS_HINT)                                                                             \
    ROW(DAYS_BACK, "days-backwards", DAYS_BACK, DAYS_BACK_HINT)                                                        \
    ROW(DAYS_LONG, "days-too-long", DAYS_LONG, DAYS_LONG_HINT)                                                         \
    ROW(FIRST_DAYS, "first-days", FIRST_DAYS, FIRST_DAYS_HINT)                                                         \
    ROW(COUNTS, "unequal-counts", COUNTS, COUNTS_HINT)                                                                 \
    ROW(EMPTY, "no-review", EMPTY, EMPTY_HINT)                                                                         \
    ROW(PARAMETER_COUNT, "parameter-count", PARAMETER_COUNT, PARAMETER_COUNT_HINT)                                     \
    ROW(PARAMETER, "parameter-bounds", PARAMETER, PARAMETER_HINT)                                                      \
    ROW(PARAMETER_OLD, "parameter-bounds", PARAMETER, PARAMETER_OLD_HINT)                                              \
    ROW(RETENTION, "retention-bounds", RANGE, RETENTION_HINT)                                                          \
    ROW(MAX_DAYS, "max-days-bounds", RANGE, MAX_DAYS_HINT)

enum trouble {
#define TROUBLE_ENUM(id, ...) TROUBLE_##id,
    TROUBLES(TROUBLE_ENUM)
#undef TROUBLE_ENUM
};

static const struct {
    const char *code;
    enum say message, hint;
} troubles[] = {
#define TROUBLE_ROW(id, code, message, hint) [TROUBLE_##id] = { code, SAY_SEQUENCE_##message, SAY_SEQUENCE_##hint },
    TROUBLES(TROUBLE_ROW)
#undef TROUBLE_ROW
};

/* One reading of one line. */
struct reading {
    struct arena *arena;
    const struct source *source;
    struct string line;
    size_t line_offset; /* of the line in the source */
    struct problems *problems;
    struct sequence *sequence;
};

#define VALUE_SHOWN_MAX 40 /* bytes of what was written, in a message */

static bool ends_value(char byte)
{
    return byte == ',' || byte == ']' || byte == '}' || byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The value that begins at an offset of the line, as it was written; of an array or object the bracket. */
static struct string written_at(struct string line, size_t at)
{
    size_t end = at + 1;
    if (at >= line.size || line.bytes[at] == '[' || line.bytes[at] == '{')
        return string_slice(line, at, end);
    if (line.bytes[at] == '"') {
        while (end < line.size && line.bytes[end] != '"')
            end += line.bytes[end] == '\\' ? 2 : 1;
        return string_slice(line, at, end + 1);
    }
    while (end < line.size && !ends_value(line.bytes[end]))
        end++;
    return string_slice(line, at, end);
}

/* A value by its JSON pointer. */
static struct string written(const struct reading *reading, struct string pointer)
{
    return written_at(reading->line, json_locate(reading->line, pointer));
}

/* As a message quotes it: without quotes of its own, and not too long. */
static struct string shown(const struct reading *reading, struct string value)
{
    if (value.size >= 2 && value.bytes[0] == '"')
        value = string_slice(value, 1, value.size - 1);
    if (value.size <= VALUE_SHOWN_MAX)
        return value;
    return STRING_JOIN(reading->arena, string_slice(value, 0, VALUE_SHOWN_MAX), STRING("..."));
}

static void add_problem(const struct reading *reading, struct string at, const char *code, struct string message,
                        struct string hint)
{
    size_t offset = reading->line_offset + (size_t)(at.bytes - reading->line.bytes);
    problems_add(reading->problems, reading->source, source_place(reading->source, offset, at.size), SEVERITY_ERROR,
                 code, message, hint);
}

/* at is a part of the line. */
static void report(const struct reading *reading, enum trouble trouble, struct string at, const struct word *values)
{
    add_problem(reading, at, troubles[trouble].code, words_string(reading->arena, troubles[trouble].message, values),
                words_plain(troubles[trouble].hint));
}

/* Whom nobody would read to the end is not looked for: that would take the square of the time. */
static bool is_full(const struct reading *reading)
{
    return reading->problems->count >= PROBLEMS_MAX;
}

static struct string number_words(const struct reading *reading, double value)
{
    struct buffer buffer = buffer_in(reading->arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_write_real(&writer, value);
    return buffer_string(&buffer);
}

static struct string count_words(const struct reading *reading, size_t count)
{
    return string_format(reading->arena, "%zu", count);
}

/* Kinds. --------------------------------------------------------------------------------------------------- */

static enum say kind_words(enum json_kind kind)
{
    static const enum say words[] = {
        [JSON_NULL] = SAY_JSON_NULL,       [JSON_FALSE] = SAY_JSON_BOOL,    [JSON_TRUE] = SAY_JSON_BOOL,
        [JSON_INTEGER] = SAY_JSON_INTEGER, [JSON_REAL] = SAY_JSON_REAL,     [JSON_STRING] = SAY_JSON_STRING,
        [JSON_ARRAY] = SAY_JSON_ARRAY,     [JSON_OBJECT] = SAY_JSON_OBJECT,
    };
    return words[kind];
}

static void report_shape(const struct reading *reading, struct string at, const char *key, enum json_kind found,
                         enum json_kind expected)
{
    report(reading, TROUBLE_SHAPE, at,
           WORDS({ "key", .plain = string_from(key) }, { "found", .plain = words_plain(kind_words(found)) },
                 { "expected", .plain = words_plain(kind_words(expected)) }));
}

static bool is_number(const struct json *value)
{
    return value->kind == JSON_INTEGER || value->kind == JSON_REAL;
}

static double number_of(const struct json *value)
{
    return value->kind == JSON_INTEGER ? (double)value->integer : value->real;
}

static struct string pointer_to(const struct reading *reading, const char *key, size_t index)
{
    return string_format(reading->arena, "/%s/%zu", key, index);
}

/* Keys. ---------------------------------------------------------------------------------------------------- */

typedef void (*read_value)(struct reading *reading, const struct json *value);

static void read_id(struct reading *reading, const struct json *value)
{
    reading->sequence->id = value->string.size > 0 ? value->string : STRING("");
}

static void check_parameters(struct reading *reading, size_t given_count)
{
    double *parameters = reading->sequence->parameters;
    for (size_t i = 0; schedule_parameters_check(parameters, &i) != SCHEDULE_FINE; i++) {
        bool is_given = i < given_count; /* in what was added nothing is wrong */
        struct string at = written(reading, pointer_to(reading, "parameters", is_given ? i : 0));
        report(reading, given_count == SCHEDULE_PARAMETER_COUNT ? TROUBLE_PARAMETER : TROUBLE_PARAMETER_OLD, at,
               WORDS({ "index", .plain = count_words(reading, i) },
                     { "value", .plain = number_words(reading, parameters[i]) },
                     { "low", .plain = number_words(reading, schedule_parameters_bounds[i].low) },
                     { "high", .plain = number_words(reading, schedule_parameters_bounds[i].high) }));
    }
}

static void read_parameters(struct reading *reading, const struct json *value)
{
    double given[SCHEDULE_PARAMETER_COUNT] = { 0 };
    bool are_numbers = true;
    for (size_t i = 0; i < value->count && !is_full(reading); i++) {
        const struct json *item = &value->items[i];
        if (is_number(item) && i < SCHEDULE_PARAMETER_COUNT)
            given[i] = number_of(item);
        if (!is_number(item))
            report_shape(reading, written(reading, pointer_to(reading, "parameters", i)), "parameters", item->kind,
                         JSON_REAL);
        are_numbers = are_numbers && is_number(item);
    }
    if (!are_numbers)
        return;
    if (schedule_parameters_upgrade(given, value->count, reading->sequence->parameters))
        check_parameters(reading, value->count);
    else
        report(reading, TROUBLE_PARAMETER_COUNT, written(reading, STRING("/parameters")),
               WORDS({ "count", .plain = count_words(reading, value->count) },
                     { "max", .plain = count_words(reading, SCHEDULE_PARAMETER_COUNT) }));
}

static bool is_within(struct reading *reading, const struct json *value, const char *key, enum trouble trouble,
                      double low, double high)
{
    double number = number_of(value);
    if (number >= low && number <= high)
        return true;
    struct string at = written(reading, string_format(reading->arena, "/%s", key));
    report(reading, trouble, at,
           WORDS({ "key", .plain = string_from(key) }, { "value", .plain = shown(reading, at) },
                 { "low", .plain = number_words(reading, low) }, { "high", .plain = number_words(reading, high) }));
    return false;
}

static void read_retention(struct reading *reading, const struct json *value)
{
    if (is_within(reading, value, "retention", TROUBLE_RETENTION, SCHEDULE_RETENTION_MIN, SCHEDULE_RETENTION_MAX))
        reading->sequence->retention = number_of(value);
}

static void read_max_days(struct reading *reading, const struct json *value)
{
    if (is_within(reading, value, "max_days", TROUBLE_MAX_DAYS, 1, SCHEDULE_DAYS_MAX))
        reading->sequence->days_max = (int32_t)value->integer;
}

static void read_ratings(struct reading *reading, const struct json *value)
{
    struct sequence *sequence = reading->sequence;
    sequence->grades = ARENA_NEW_MANY(reading->arena, value->count, enum memory_grade);
    sequence->count = value->count;
    for (size_t i = 0; i < value->count && !is_full(reading); i++) {
        int64_t rating = json_integer_or(&value->items[i], 0);
        if (rating >= MEMORY_AGAIN && rating <= MEMORY_EASY) {
            sequence->grades[i] = (enum memory_grade)rating;
            continue;
        }
        struct string at = written(reading, pointer_to(reading, "ratings", i));
        report(reading, TROUBLE_RATING, at, WORDS({ "value", .plain = shown(reading, at) }));
    }
    if (value->count == 0)
        report(reading, TROUBLE_EMPTY, written(reading, STRING("/ratings")), NO_WORDS);
}

static enum trouble trouble_with_days(const struct json *item)
{
    double days = is_number(item) ? number_of(item) : 0;
    return days < 0 ? TROUBLE_DAYS_BACK : days > SCHEDULE_DAYS_MAX ? TROUBLE_DAYS_LONG : TROUBLE_DAYS;
}

static void read_days(struct reading *reading, const struct json *value)
{
    reading->sequence->days = ARENA_NEW_MANY(reading->arena, value->count, int32_t);
    for (size_t i = 0; i < value->count && !is_full(reading); i++) {
        const struct json *item = &value->items[i];
        int64_t days = json_integer_or(item, -1);
        bool is_fine = days >= 0 && days <= SCHEDULE_DAYS_MAX;
        if (is_fine && (i > 0 || days == 0)) {
            reading->sequence->days[i] = (int32_t)days;
            continue;
        }
        struct string at = written(reading, pointer_to(reading, "days", i));
        report(reading, is_fine ? TROUBLE_FIRST_DAYS : trouble_with_days(item), at,
               WORDS({ "value", .plain = shown(reading, at) },
                     { "max", .plain = number_words(reading, SCHEDULE_DAYS_MAX) }));
    }
}

static const struct member {
    const char *key;
    enum json_kind kind; /* JSON_REAL takes whole numbers too */
    bool is_required;
    read_value read;
} members[] = {
    { "id", JSON_STRING, false, read_id },
    { "parameters", JSON_ARRAY, false, read_parameters },
    { "retention", JSON_REAL, false, read_retention },
    { "max_days", JSON_INTEGER, false, read_max_days },
    { "ratings", JSON_ARRAY, true, read_ratings },
    { "days", JSON_ARRAY, true, read_days },
};
#define MEMBER_COUNT (sizeof members / sizeof *members)

static void read_member(struct reading *reading, const struct member *member, const struct json *object)
{
    const struct json *value = json_get(object, member->key);
    if (!value) {
        if (member->is_required)
            report(reading, TROUBLE_MISSING_KEY, string_slice(reading->line, 0, 1),
                   WORDS({ "key", .plain = string_from(member->key) }));
        return;
    }
    if (value->kind == member->kind || (member->kind == JSON_REAL && is_number(value)))
        member->read(reading, value);
    else
        report_shape(reading, written(reading, string_format(reading->arena, "/%s", member->key)), member->key,
                     value->kind, member->kind);
}

static struct string near_keys(const struct reading *reading, struct string key)
{
    struct string keys[MEMBER_COUNT], quoted[MEMBER_COUNT];
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        keys[i] = string_from(members[i].key);
        quoted[i] = string_format(reading->arena, "\"%.*s\"", STRING_ARG(keys[i]));
    }
    struct string nearest = string_nearest(key, keys, MEMBER_COUNT);
    if (nearest.size > 0)
        return words_string(reading->arena, SAY_NEAR_ONE, WORDS({ "name", .plain = nearest }));
    struct string names = words_and(reading->arena, quoted, MEMBER_COUNT);
    return words_string(reading->arena, SAY_NEAR_LIST, WORDS({ "names", .plain = names }));
}

/* Where a member's key stands: "~" and "/" have other names in a pointer. */
static struct string key_place(const struct reading *reading, struct string key)
{
    struct buffer pointer = buffer_in(reading->arena);
    buffer_add_byte(&pointer, '/');
    for (size_t i = 0; i < key.size; i++)
        if (key.bytes[i] == '~' || key.bytes[i] == '/')
            buffer_add_c(&pointer, key.bytes[i] == '~' ? "~0" : "~1");
        else
            buffer_add_byte(&pointer, key.bytes[i]);
    return written(reading, buffer_string(&pointer));
}

static void report_unknown_keys(const struct reading *reading, const struct json *object)
{
    for (size_t i = 0; i < object->count && !is_full(reading); i++) {
        struct string key = object->items[i].key;
        size_t known = 0;
        while (known < MEMBER_COUNT && !string_is(key, members[known].key))
            known++;
        if (known == MEMBER_COUNT)
            add_problem(
                reading, key_place(reading, key), "unknown-key",
                words_string(reading->arena, SAY_SEQUENCE_UNKNOWN_KEY, WORDS({ "key", .plain = shown(reading, key) })),
                near_keys(reading, key));
    }
}

/* The line. ------------------------------------------------------------------------------------------------ */

static void read_object(struct reading *reading, const struct json *object)
{
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        read_member(reading, &members[i], object);
    report_unknown_keys(reading, object);
    const struct json *ratings = json_get(object, "ratings"), *days = json_get(object, "days");
    if (reading->sequence->grades && reading->sequence->days && ratings->count != days->count)
        report(reading, TROUBLE_COUNTS, written(reading, STRING("/days")),
               WORDS({ "ratings", .plain = count_words(reading, ratings->count) },
                     { "days", .plain = count_words(reading, days->count) }));
}

static void read_line(struct reading *reading)
{
    struct json_error error;
    if (reading->line.size > SEQUENCE_BYTES_MAX) {
        report(reading, TROUBLE_TOO_LONG, string_slice(reading->line, 0, 1),
               WORDS({ "size", .plain = count_words(reading, reading->line.size) },
                     { "max", .plain = count_words(reading, SEQUENCE_BYTES_MAX) }));
        return;
    }
    const struct json *object = json_parse(reading->arena, reading->line, &error);
    if (!object) {
        struct string message = string_copy(reading->arena, string_from(error.message));
        add_problem(reading, string_slice(reading->line, error.offset, error.offset + 1), "not-json", message,
                    words_plain(SAY_SEQUENCE_LINE_HINT));
    } else if (object->kind != JSON_OBJECT) {
        report(reading, TROUBLE_NO_OBJECT, written_at(reading->line, 0),
               WORDS({ "found", .plain = words_plain(kind_words(object->kind)) }));
    } else {
        read_object(reading, object);
    }
}

bool sequence_read(struct arena *arena, const struct source *source, uint32_t line, struct problems *problems,
                   struct sequence *sequence)
{
    struct string whole = source_line(source, line), trimmed = string_trim(whole);
    struct reading reading = {
        .arena = arena,
        .source = source,
        .line = trimmed,
        .line_offset = source->line_starts[line - 1] + (size_t)(trimmed.bytes - whole.bytes),
        .problems = problems,
        .sequence = sequence,
    };
    size_t before = problems->error_count;
    *sequence = (struct sequence){ .retention = SCHEDULE_RETENTION_DEFAULT, .days_max = SCHEDULE_DAYS_MAX };
    memcpy(sequence->parameters, schedule_parameters_default, sizeof sequence->parameters);
    read_line(&reading);
    return problems->error_count == before;
}
