#include "read/reader.h"

#include "base/utf8.h"

/* A value longer than this many characters is cut in a message: the line itself is shown below it. */
#define SHOWN_CHARACTERS_MAX 80

/* An attribute that is wrapped over more lines than these is found by its item alone. */
#define FIND_LINES_MAX 100

static const struct problem_row {
    const char *code;
    enum severity severity;
    const char *message, *hint;
} rows[PROBLEM_COUNT] = {
#define PROBLEM(id, code, severity, message, hint) { code, SEVERITY_##severity, message, hint },
#include "words/problems.def"
#undef PROBLEM
};

/* NULL where the hint is the same for both forms. */
static const char *const json_hints[PROBLEM_COUNT] = {
#define PROBLEM(id, code, severity, message, hint)
#define JSON_HINT(id, hint) [PROBLEM_##id] = (hint),
#include "words/problems.def"
#undef PROBLEM
};

static const char *hint_of(const struct reader *reader, enum problem_code code)
{
    return reader->is_json && json_hints[code] ? json_hints[code] : rows[code].hint;
}

struct reader reader_open(struct arena *arena, struct arena *scratch, struct problems *problems)
{
    return (struct reader){ .arena = arena, .scratch = scratch, .problems = problems };
}

static bool is_waived(const struct reader *reader, const struct problem_row *row)
{
    if (row->severity == SEVERITY_ERROR)
        return false;
    struct string name = string_from(row->code);
    return (reader->set && strings_hold(&reader->set->waived, name)) ||
           (reader->exercise && strings_hold(&reader->exercise->waived, name));
}

/* What a value looks like in a message. */
static struct string shown(struct arena *arena, struct string value)
{
    struct buffer buffer = buffer_in(arena);
    size_t offset = 0;
    for (size_t i = 0; offset < value.size && i < SHOWN_CHARACTERS_MAX; i++) {
        uint32_t code_point = utf8_next(value, &offset);
        bool is_harmless = !utf8_is_control(code_point) && !utf8_is_bidi_control(code_point);
        if (code_point == '\n' || code_point == '\t')
            buffer_add_byte(&buffer, ' ');
        else
            utf8_add(&buffer, is_harmless ? code_point : 0xFFFD);
    }
    if (offset < value.size)
        buffer_add_c(&buffer, "...");
    return buffer_string(&buffer);
}

static const struct word *shown_values(struct arena *arena, const struct word *values)
{
    size_t count = 0;
    while (values[count].name)
        count++;
    struct word *copies = ARENA_NEW_MANY(arena, count + 1, struct word);
    for (size_t i = 0; i < count; i++) {
        bool is_ours = string_is(string_from(values[i].name), "near");
        copies[i] =
            (struct word){ values[i].name, is_ours ? values[i].plain : shown(arena, values[i].plain), values[i].rich };
    }
    return copies;
}

void reader_report(struct reader *reader, enum problem_code code, struct place place, const struct word *values)
{
    const struct problem_row *row = &rows[code];
    struct problems *problems = reader->problems;
    if (is_waived(reader, row))
        return;
    if (reader_is_full(reader)) {
        problems_add(problems, reader->source, place, row->severity, row->code, (struct string){ 0 },
                     (struct string){ 0 });
        return;
    }
    values = shown_values(problems->arena, values);
    problems_add(problems, reader->source, place, row->severity, row->code,
                 words_fill(problems->arena, row->message, values),
                 words_fill(problems->arena, hint_of(reader, code), values));
}

bool reader_is_full(const struct reader *reader)
{
    return reader->problems->count == PROBLEMS_MAX;
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || (byte & 0x80);
}

/* The offset at which token stands as a word of its own, from from on. */
static size_t find_word(struct string line, size_t from, struct string token)
{
    while (from < line.size) {
        size_t at = string_find(string_slice(line, from, line.size), token);
        if (at == STRING_NOT_FOUND)
            return at;
        at += from;
        size_t end = at + token.size;
        bool starts = at == 0 || !is_word_byte(line.bytes[at - 1]) || !is_word_byte(token.bytes[0]);
        bool ends = end == line.size || !is_word_byte(line.bytes[end]) || !is_word_byte(token.bytes[token.size - 1]);
        if (starts && ends)
            return at;
        from = at + 1;
    }
    return STRING_NOT_FOUND;
}

struct place reader_find(const struct reader *reader, struct place place, struct string token)
{
    if (reader->is_json || place.line == 0 || token.size == 0)
        return place;
    for (uint32_t i = 0; i < FIND_LINES_MAX; i++) {
        struct string line = source_line(reader->source, place.line + i);
        size_t at = find_word(line, i == 0 ? place.column - 1 : 0, token);
        if (at != STRING_NOT_FOUND)
            return (struct place){ place.line + i, (uint32_t)at + 1, (uint32_t)token.size };
    }
    return place;
}

size_t reader_nearest(const struct reader *reader, struct string word, const struct string *names, size_t count)
{
    struct string nearest = reader_is_full(reader) ? (struct string){ 0 } : string_nearest(word, names, count);
    size_t i = 0;
    while (i < count && (nearest.size == 0 || !string_equal(nearest, names[i])))
        i++;
    return i;
}

static struct string quoted_list(struct arena *arena, const struct string *names, size_t count)
{
    struct string *quoted = ARENA_NEW_MANY(arena, count, struct string);
    for (size_t i = 0; i < count; i++)
        quoted[i] = string_format(arena, "\"%.*s\"", STRING_ARG(shown(arena, names[i])));
    return words_and(arena, quoted, count);
}

struct string reader_near(const struct reader *reader, struct string word, const struct string *names, size_t count)
{
    struct arena *arena = reader->problems->arena;
    if (reader_is_full(reader))
        return (struct string){ 0 };
    struct string nearest = string_nearest(word, names, count);
    if (nearest.size > 0)
        return words_string(arena, SAY_NEAR_ONE, WORDS(WORD("name", shown(arena, nearest))));
    if (count == 0)
        return words_plain(SAY_NEAR_NONE);
    return words_string(arena, SAY_NEAR_LIST, WORDS(WORD("names", quoted_list(arena, names, count))));
}

/* Lower case, and a hyphen for whatever stands between letters and digits. What letters beyond ASCII would become is
 * not known. */
static struct string slug_of(struct arena *arena, struct string word)
{
    struct buffer buffer = buffer_in(arena);
    bool is_gap = false;
    for (size_t i = 0; i < word.size && buffer.size < SLUG_MAX; i++) {
        char byte = word.bytes[i];
        bool is_upper = byte >= 'A' && byte <= 'Z';
        if (byte & 0x80)
            return (struct string){ 0 };
        if (!is_upper && !(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9')) {
            is_gap = true;
            continue;
        }
        if (is_gap && buffer.size > 0)
            buffer_add_byte(&buffer, '-');
        is_gap = false;
        buffer_add_byte(&buffer, is_upper ? (char)(byte - 'A' + 'a') : byte);
    }
    return buffer_string(&buffer);
}

struct string reader_slug_near(const struct reader *reader, struct string word)
{
    struct arena *arena = reader->problems->arena;
    if (reader_is_full(reader))
        return (struct string){ 0 };
    struct string slug = slug_of(arena, word);
    if (!string_is_slug(slug))
        return words_plain(SAY_NEAR_SLUG);
    return words_string(arena, SAY_NEAR_ONE, WORDS(WORD("name", slug)));
}

bool reader_has_room(struct reader *reader, size_t count, size_t max, enum say what, struct place place)
{
    if (count < max)
        return true;
    reader_report(reader, PROBLEM_TOO_MANY, place,
                  WORDS(WORD("what", words_plain(what)), WORD("max", reader_number(reader, max))));
    return false;
}

static bool is_code(struct string code, enum severity severity)
{
    for (size_t i = 0; i < PROBLEM_COUNT; i++)
        if (rows[i].severity == severity && string_is(code, rows[i].code))
            return true;
    return false;
}

bool reader_is_warning(struct string code)
{
    return is_code(code, SEVERITY_WARNING);
}

bool reader_is_error(struct string code)
{
    return is_code(code, SEVERITY_ERROR);
}

size_t reader_warnings(struct string names[PROBLEM_COUNT])
{
    size_t count = 0;
    for (size_t i = 0; i < PROBLEM_COUNT; i++)
        if (rows[i].severity == SEVERITY_WARNING)
            names[count++] = string_from(rows[i].code);
    return count;
}

struct string reader_number(const struct reader *reader, size_t number)
{
    return reader_is_full(reader) ? (struct string){ 0 } : string_format(reader->problems->arena, "%zu", number);
}
