#include "words/words.h"

#include "base/check.h"

/* one is NULL for a sentence without a plural. */
struct sentence_row {
    const char *one, *other;
};

static const struct sentence_row rows[] = {
#define SENTENCE(id, text)               [SAY_##id] = { NULL, text },
#define SENTENCE_COUNTED(id, one, other) [SAY_##id] = { one, other },
#include "words/sentences.def"
#undef SENTENCE
#undef SENTENCE_COUNTED
};

static const char *template_of(enum say sentence)
{
    CHECK((size_t)sentence < SENTENCE_END && !rows[sentence].one);
    return rows[sentence].other;
}

static const struct word *value_of(struct string name, const struct word *values)
{
    const struct word *value = values;
    while (value->name && !string_is(name, value->name))
        value++;
    CHECK(value->name); /* every place has its value */
    return value;
}

/* Texts being put together, span by span. */
struct spans {
    struct span *items;
    size_t count, capacity;
};

static bool is_break(struct span span)
{
    return string_is(span.text, "\n");
}

static bool can_merge(struct span a, struct span b)
{
    return a.style == b.style && string_equal(a.href, b.href) && string_equal(a.language, b.language) && !is_break(a) &&
           !is_break(b);
}

static void add_span(struct arena *arena, struct spans *spans, struct span span)
{
    if (span.text.size == 0)
        return;
    struct span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (last && can_merge(*last, span))
        last->text = STRING_JOIN(arena, last->text, span.text);
    else
        *LIST_ADD(arena, spans) = span;
}

/* Plain words; a line feed in them becomes a hard break, which stands alone. */
static void add_plain(struct arena *arena, struct spans *spans, struct string plain)
{
    while (plain.size > 0) {
        size_t end = string_find_byte(plain, '\n');
        add_span(arena, spans, (struct span){ .text = string_slice(plain, 0, end) });
        if (end != STRING_NOT_FOUND)
            add_span(arena, spans, (struct span){ .text = STRING("\n") });
        plain = end == STRING_NOT_FOUND ? (struct string){ 0 } : string_slice(plain, end + 1, plain.size);
    }
}

static void add_text(struct arena *arena, struct spans *spans, struct text text)
{
    for (size_t i = 0; i < text.count; i++)
        add_span(arena, spans, text.spans[i]);
}

static void add_value(struct arena *arena, struct spans *spans, const struct word *value)
{
    if (value->rich.count)
        add_text(arena, spans, value->rich);
    else
        add_plain(arena, spans, value->plain);
}

/* Takes what stands before the next place off the front of *rest, and the place; false when there is no more place. */
static bool next_place(struct string *rest, struct string *before, struct string *name)
{
    size_t open = string_find_byte(*rest, '{');
    *before = string_slice(*rest, 0, open);
    if (open == STRING_NOT_FOUND)
        return false;
    *rest = string_slice(*rest, open + 1, rest->size);
    size_t close = string_find_byte(*rest, '}');
    CHECK(close != STRING_NOT_FOUND);
    *name = string_slice(*rest, 0, close);
    *rest = string_slice(*rest, close + 1, rest->size);
    return true;
}

struct string words_fill(struct arena *arena, const char *template, const struct word *values)
{
    struct buffer buffer = buffer_in(arena);
    struct string rest = string_from(template), before, name;
    buffer_expect(&buffer, 2 * rest.size); /* what is filled in is seldom longer than the sentence */
    while (next_place(&rest, &before, &name)) {
        const struct word *value = value_of(name, values);
        buffer_add(&buffer, before);
        buffer_add(&buffer, value->rich.count ? text_string(arena, value->rich) : value->plain);
    }
    buffer_add(&buffer, before);
    return buffer_string(&buffer);
}

struct string words_string(struct arena *arena, enum say sentence, const struct word *values)
{
    return words_fill(arena, template_of(sentence), values);
}

static struct text fill_text(struct arena *arena, const char *template, const struct word *values)
{
    struct spans spans = { 0 };
    struct string rest = string_from(template), before, name;
    while (next_place(&rest, &before, &name)) {
        add_plain(arena, &spans, before);
        add_value(arena, &spans, value_of(name, values));
    }
    add_plain(arena, &spans, before);
    return (struct text){ spans.items, spans.count };
}

struct text words_text(struct arena *arena, enum say sentence, const struct word *values)
{
    return fill_text(arena, template_of(sentence), values);
}

static const char *template_for(enum say sentence, int64_t count)
{
    CHECK((size_t)sentence < SENTENCE_END && rows[sentence].one);
    return count == 1 ? rows[sentence].one : rows[sentence].other;
}

/* The values, with {count} before them. */
static const struct word *with_count(struct arena *arena, int64_t count, const struct word *values)
{
    size_t value_count = 0;
    while (values[value_count].name)
        value_count++;
    struct word *all = ARENA_NEW_MANY(arena, value_count + 2, struct word);
    all[0] = (struct word){ .name = "count", .plain = string_format(arena, "%lld", (long long)count) };
    for (size_t i = 0; i < value_count; i++)
        all[i + 1] = values[i];
    return all;
}

struct string words_counted(struct arena *arena, enum say sentence, int64_t count, const struct word *values)
{
    return words_fill(arena, template_for(sentence, count), with_count(arena, count, values));
}

struct text words_counted_text(struct arena *arena, enum say sentence, int64_t count, const struct word *values)
{
    return fill_text(arena, template_for(sentence, count), with_count(arena, count, values));
}

struct string words_plain(enum say sentence)
{
    struct string text = string_from(template_of(sentence));
    CHECK(string_find_byte(text, '{') == STRING_NOT_FOUND);
    return text;
}

#define LANGUAGE "en" /* of all sentences */

struct text words_quoted(struct arena *arena, struct text text, struct string language)
{
    if (language.size == 0 || string_is(language, LANGUAGE))
        return text;
    struct text quoted = { ARENA_NEW_MANY(arena, text.count, struct span), text.count };
    for (size_t i = 0; i < text.count; i++) {
        quoted.spans[i] = text.spans[i];
        quoted.spans[i].language = language;
    }
    return quoted;
}

enum status words_failure(struct failure *failure, enum status status, enum say sentence, const struct word *values)
{
    struct arena arena = { 0 };
    struct string text = words_string(&arena, sentence, values);
    failure_set(failure, status, "%.*s", STRING_ARG(text));
    arena_clear(&arena);
    return status;
}

/* What stands between item i and the one before it. */
static struct string separator(size_t i, size_t count)
{
    return i == 0 ? STRING("") : words_plain(i + 1 == count ? SAY_AND : SAY_COMMA);
}

struct string words_and(struct arena *arena, const struct string *items, size_t count)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < count; i++) {
        buffer_add(&buffer, separator(i, count));
        buffer_add(&buffer, items[i]);
    }
    return buffer_string(&buffer);
}

struct text words_and_text(struct arena *arena, const struct text *items, size_t count)
{
    struct spans spans = { 0 };
    for (size_t i = 0; i < count; i++) {
        add_plain(arena, &spans, separator(i, count));
        add_text(arena, &spans, items[i]);
    }
    return (struct text){ spans.items, spans.count };
}

struct text words_paragraph(struct arena *arena, const struct text *sentences, size_t count)
{
    struct spans spans = { 0 };
    for (size_t i = 0; i < count; i++) {
        add_plain(arena, &spans, i == 0 ? STRING("") : words_plain(SAY_NEXT_SENTENCE));
        add_text(arena, &spans, sentences[i]);
    }
    return (struct text){ spans.items, spans.count };
}
