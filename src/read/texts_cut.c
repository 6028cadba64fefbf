/* The half of texts.h that takes texts apart. */
#include "read/texts.h"

static bool is_words(const struct span *span)
{
    return !(span->style & SPAN_CODE) && span->href.size == 0;
}

bool texts_find(struct text text, struct string needle, struct text_point *point)
{
    for (size_t i = 0; i < text.count; i++) {
        size_t at = is_words(&text.spans[i]) ? string_find(text.spans[i].text, needle) : STRING_NOT_FOUND;
        if (at == STRING_NOT_FOUND)
            continue;
        *point = (struct text_point){ i, at };
        return true;
    }
    return false;
}

bool texts_find_last(struct text text, struct string needle, struct text_point *point)
{
    for (size_t i = text.count; i-- > 0;) {
        struct string words = text.spans[i].text;
        if (!is_words(&text.spans[i]) || words.size < needle.size)
            continue;
        for (size_t at = words.size - needle.size + 1; at-- > 0;)
            if (string_starts_with(string_slice(words, at, words.size), needle)) {
                *point = (struct text_point){ i, at };
                return true;
            }
    }
    return false;
}

static bool can_trim(const struct span *span)
{
    return !(span->style & SPAN_CODE);
}

/* The first or the last span without the space at its outer end; dropped when nothing is left of it. */
struct text texts_trim(struct text text)
{
    while (text.count && can_trim(&text.spans[0])) {
        struct string *words = &text.spans[0].text;
        while (words->size && (words->bytes[0] == ' ' || words->bytes[0] == '\n'))
            *words = string_slice(*words, 1, words->size);
        if (words->size)
            break;
        text = (struct text){ text.spans + 1, text.count - 1 };
    }
    while (text.count && can_trim(&text.spans[text.count - 1])) {
        struct string *words = &text.spans[text.count - 1].text;
        while (words->size && (words->bytes[words->size - 1] == ' ' || words->bytes[words->size - 1] == '\n'))
            words->size--;
        if (words->size)
            break;
        text.count--;
    }
    return text.count ? text : (struct text){ 0 };
}

static struct text copy_spans(struct arena *arena, const struct span *spans, size_t count)
{
    struct text copy = { ARENA_NEW_MANY(arena, count, struct span), count };
    for (size_t i = 0; i < count; i++)
        copy.spans[i] = spans[i];
    return copy;
}

struct text texts_before(struct arena *arena, struct text text, struct text_point point)
{
    struct text before = copy_spans(arena, text.spans, point.span + 1);
    before.spans[point.span].text = string_slice(before.spans[point.span].text, 0, point.offset);
    return texts_trim(before);
}

struct text texts_behind(struct arena *arena, struct text text, struct text_point point, size_t size)
{
    struct text behind = copy_spans(arena, text.spans + point.span, text.count - point.span);
    struct string words = behind.spans[0].text;
    behind.spans[0].text = string_slice(words, point.offset + size, words.size);
    return texts_trim(behind);
}

/* Takes count spans off the front of *rest. */
static struct text take_spans(struct arena *arena, struct text *rest, size_t count)
{
    struct text taken = copy_spans(arena, rest->spans, count);
    *rest = (struct text){ rest->spans + count, rest->count - count };
    return taken;
}

/* A hard break has neither style nor link: it belongs to what stands on both sides of it. */
static bool is_break(const struct span *span)
{
    return string_is(span->text, "\n") && span->style == SPAN_PLAIN && span->href.size == 0;
}

/* How many spans at the front of text go on as it begins, breaks between them included. */
static size_t count_alike(struct text text, bool (*is_alike)(const struct span *span, const struct span *first))
{
    size_t count = 0;
    for (size_t i = 0; i < text.count && (is_break(&text.spans[i]) || is_alike(&text.spans[i], &text.spans[0])); i++)
        if (!is_break(&text.spans[i]))
            count = i + 1;
    return count;
}

static bool is_strong(const struct span *span, const struct span *first)
{
    (void)first;
    return span->style & SPAN_STRONG;
}

static bool leads_to_same(const struct span *span, const struct span *first)
{
    return span->href.size && string_equal(span->href, first->href);
}

struct text texts_take_strong(struct arena *arena, struct text *rest)
{
    size_t count = count_alike(*rest, is_strong);
    struct text taken = take_spans(arena, rest, count);
    for (size_t i = 0; i < count; i++)
        taken.spans[i].style &= ~(unsigned)SPAN_STRONG;
    return texts_trim(taken);
}

struct text texts_take_link(struct arena *arena, struct text *rest, struct string *href)
{
    *href = rest->count ? rest->spans[0].href : (struct string){ 0 };
    size_t count = count_alike(*rest, leads_to_same);
    struct text taken = take_spans(arena, rest, count);
    for (size_t i = 0; i < count; i++)
        taken.spans[i].href = (struct string){ 0 };
    return texts_trim(taken);
}

bool texts_take(struct text *rest, struct string needle)
{
    if (rest->count == 0 || !is_words(&rest->spans[0]) || !string_starts_with(rest->spans[0].text, needle))
        return false;
    struct string *words = &rest->spans[0].text;
    *words = string_slice(*words, needle.size, words->size);
    if (words->size == 0)
        *rest = (struct text){ rest->spans + 1, rest->count - 1 };
    return true;
}

size_t texts_size(struct text text)
{
    size_t size = 0;
    for (size_t i = 0; i < text.count; i++)
        size += text.spans[i].text.size;
    return size;
}
