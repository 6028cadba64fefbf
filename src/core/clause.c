#include "core/clause.h"

#include <string.h>

#include "base/utf8.h"

static struct text copy(struct arena *arena, struct text text)
{
    struct text copied = { ARENA_NEW_MANY(arena, text.count, struct span), text.count };
    if (text.count > 0)
        memcpy(copied.spans, text.spans, text.count * sizeof *text.spans);
    return copied;
}

static struct string without_white_space(struct string s)
{
    while (s.size > 0 && (s.bytes[s.size - 1] == ' ' || s.bytes[s.size - 1] == '\n'))
        s.size--;
    return s;
}

/* A clause with the white space at its end taken off, span by span. */
static struct text trimmed(struct arena *arena, struct text clause)
{
    struct text text = copy(arena, clause);
    for (; text.count > 0; text.count--) {
        struct span *last = &text.spans[text.count - 1];
        if ((last->style & SPAN_CODE) == 0)
            last->text = without_white_space(last->text);
        if (last->text.size > 0)
            break;
    }
    return text;
}

struct text clause_inside(struct arena *arena, struct text clause)
{
    struct text text = trimmed(arena, clause);
    if (text.count == 0)
        return text;
    struct span *last = &text.spans[text.count - 1];
    bool has_stop = (last->style & SPAN_CODE) == 0 && string_ends_with(last->text, STRING(".")) &&
                    !string_ends_with(last->text, STRING(".."));
    if (has_stop)
        last->text.size--;
    if (last->text.size == 0)
        text.count--; /* the full stop stood alone behind another style */
    return text;
}

/* Words that hold one of these are names of things, written as they are. */
static bool is_written_as_it_is(struct string word)
{
    if (string_find(word, STRING("::")) != STRING_NOT_FOUND)
        return true;
    for (size_t offset = 0; offset < word.size;) {
        uint32_t code_point = utf8_next(word, &offset);
        bool is_sign = code_point < 0x80 && strchr("_!/(0123456789", (int)code_point) != NULL;
        if (is_sign || utf8_lower(code_point) != code_point)
            return true;
    }
    return false;
}

/* Quotation marks and brackets that may open a sentence, and what stands between them and its first word. */
static bool is_opener(uint32_t code_point)
{
    static const uint32_t openers[] = { '"', '\'', '(', ' ', 0xA0, 0xA1, 0xAB, 0xBF, 0x2018, 0x201C, 0x201E, 0x202F };
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
        if (code_point == openers[i])
            return true;
    return false;
}

static struct string raised(struct arena *arena, struct string s)
{
    size_t from = 0, behind = 0;
    uint32_t first = 0;
    do {
        from = behind;
        first = behind < s.size ? utf8_next(s, &behind) : 0;
    } while (is_opener(first));
    struct string rest = string_slice(s, from, s.size);
    if (first == 0 || is_written_as_it_is(string_slice(rest, 0, string_find_byte(rest, ' '))))
        return s;
    struct buffer buffer = buffer_in(arena);
    buffer_add(&buffer, string_slice(s, 0, from));
    utf8_add(&buffer, utf8_upper(first));
    buffer_add(&buffer, string_slice(s, behind, s.size));
    return buffer_string(&buffer);
}

static const struct string closers[] = { STRING_INIT("\""), STRING_INIT("'"), STRING_INIT(")"), STRING_INIT("”"),
                                         STRING_INIT("’") };
static const struct string stops[] = { STRING_INIT("."), STRING_INIT("!"), STRING_INIT("?"), STRING_INIT(":"),
                                       STRING_INIT("…") };

/* The index of the first of items that s ends with, or count. */
static size_t find_end(struct string s, const struct string *items, size_t count)
{
    size_t i = 0;
    while (i < count && !string_ends_with(s, items[i]))
        i++;
    return i;
}

bool clause_is_ended(struct text clause)
{
    const size_t closer_count = sizeof closers / sizeof closers[0], stop_count = sizeof stops / sizeof stops[0];
    if (clause.count == 0 || (clause.spans[clause.count - 1].style & SPAN_CODE))
        return false;
    struct string s = clause.spans[clause.count - 1].text;
    size_t closer = find_end(s, closers, closer_count);
    if (closer < closer_count)
        s.size -= closers[closer].size;
    return find_end(s, stops, stop_count) < stop_count;
}

/* With one more span behind, or in the last one where that is plain. */
static struct text with_stop(struct arena *arena, struct text text)
{
    struct span *last = &text.spans[text.count - 1];
    if (last->style == SPAN_PLAIN && last->href.size == 0) {
        last->text = string_format(arena, "%.*s.", STRING_ARG(last->text));
        return text;
    }
    struct text longer = { ARENA_NEW_MANY(arena, text.count + 1, struct span), text.count + 1 };
    memcpy(longer.spans, text.spans, text.count * sizeof *text.spans);
    longer.spans[text.count].text = STRING(".");
    return longer;
}

struct text clause_sentence(struct arena *arena, struct text clause)
{
    struct text text = trimmed(arena, clause);
    if (text.count == 0)
        return text;
    struct span *first = &text.spans[0];
    if ((first->style & SPAN_CODE) == 0)
        first->text = raised(arena, first->text);
    return clause_is_ended(text) ? text : with_stop(arena, text);
}

struct text clause_styled(struct arena *arena, struct text clause, enum span_style style)
{
    struct text text = copy(arena, clause);
    for (size_t i = 0; i < text.count; i++)
        text.spans[i].style |= (unsigned)style;
    return text;
}
