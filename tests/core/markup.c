#include "markup.h"

#include <string.h>

static const struct {
    const char *mark;
    unsigned style;
} marks[] = { { "**", SPAN_STRONG }, { "*", SPAN_EMPHASIS }, { "`", SPAN_CODE } };
#define MARK_COUNT (sizeof marks / sizeof marks[0])

static size_t find_mark(const char *at)
{
    size_t i = 0;
    while (i < MARK_COUNT && strncmp(at, marks[i].mark, strlen(marks[i].mark)) != 0)
        i++;
    return i;
}

struct text markup_read(struct arena *arena, const char *marked)
{
    struct {
        struct span *items;
        size_t count, capacity;
    } spans = { 0 };
    unsigned style = SPAN_PLAIN;
    while (*marked) {
        const char *end = marked;
        while (*end && find_mark(end) == MARK_COUNT)
            end++;
        if (end > marked)
            *LIST_ADD(arena, &spans) = (struct span){ .text = { marked, (size_t)(end - marked) }, .style = style };
        if (*end) {
            size_t mark = find_mark(end);
            style ^= marks[mark].style;
            end += strlen(marks[mark].mark);
        }
        marked = end;
    }
    return (struct text){ spans.items, spans.count };
}

struct string markup_write(struct arena *arena, struct text text)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < text.count; i++) {
        for (size_t mark = 0; mark < MARK_COUNT; mark++)
            if (text.spans[i].style & marks[mark].style)
                buffer_add_c(&buffer, marks[mark].mark);
        buffer_add(&buffer, text.spans[i].text);
        for (size_t mark = MARK_COUNT; mark-- > 0;)
            if (text.spans[i].style & marks[mark].style)
                buffer_add_c(&buffer, marks[mark].mark);
    }
    return buffer_string(&buffer);
}
