#include "base/problems.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/utf8.h"

/* A line begins at 0 and behind each line feed that something follows. */
static uint32_t line_starts_of(struct string text, uint32_t *starts)
{
    uint32_t count = 0;
    for (size_t offset = 0; offset < text.size || count == 0;) {
        if (starts)
            starts[count] = (uint32_t)offset;
        count++;
        size_t size = string_find_byte(string_slice(text, offset, text.size), '\n');
        offset = size == STRING_NOT_FOUND ? text.size : offset + size + 1;
    }
    return count;
}

struct source source_make(struct arena *arena, struct string name, struct string text)
{
    CHECK(text.size <= UINT32_MAX);
    struct source source = { .name = name, .text = text, .line_count = line_starts_of(text, NULL) };
    source.line_starts = ARENA_NEW_MANY(arena, source.line_count, uint32_t);
    line_starts_of(text, source.line_starts);
    return source;
}

struct string source_line(const struct source *source, uint32_t line)
{
    if (line < 1 || line > source->line_count)
        return (struct string){ 0 };
    size_t end = line < source->line_count ? source->line_starts[line] : source->text.size;
    struct string whole = string_slice(source->text, source->line_starts[line - 1], end);
    return string_ends_with(whole, STRING("\n")) ? string_slice(whole, 0, whole.size - 1) : whole;
}

/* The last line that starts at or before offset, counted from 1. */
static uint32_t line_at(const struct source *source, size_t offset)
{
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

struct place source_place(const struct source *source, size_t offset, size_t length_bytes)
{
    uint32_t line = line_at(source, offset);
    size_t size = source_line(source, line).size;
    size_t before = offset - source->line_starts[line - 1];
    before = before > size ? size : before;
    length_bytes = length_bytes > size - before ? size - before : length_bytes;
    return (struct place){ .line = line, .column = (uint32_t)before + 1, .length = (uint32_t)length_bytes };
}

struct problems problems_in(struct arena *arena)
{
    return (struct problems){ .arena = arena };
}

struct problems problems_of_errors_in(struct arena *arena)
{
    return (struct problems){ .arena = arena, .takes_errors_only = true };
}

void problems_add(struct problems *problems, const struct source *source, struct place place, enum severity severity,
                  const char *code, struct string message, struct string hint)
{
    if (problems->takes_errors_only && severity != SEVERITY_ERROR)
        return;
    if (severity == SEVERITY_ERROR)
        problems->error_count++;
    if (problems->count == PROBLEMS_MAX) {
        problems->dropped_count++;
        return;
    }
    *LIST_ADD(problems->arena, problems) = (struct problem){
        .source = source, .place = place, .severity = severity, .code = code, .message = message, .hint = hint
    };
}

bool problems_has_errors(const struct problems *problems)
{
    return problems->error_count > 0;
}

/* What a problem is sorted by; came makes the order of equals the one they came in, which qsort alone does not. */
struct sort_key {
    size_t source_rank, came;
    struct problem problem;
};

static size_t source_rank(const struct problems *problems, size_t index)
{
    size_t rank = 0;
    while (problems->items[rank].source != problems->items[index].source)
        rank++;
    return rank;
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_keys(const void *left, const void *right)
{
    const struct sort_key *a = left, *b = right;
    int order = compare_sizes(a->source_rank, b->source_rank);
    order = order ? order : compare_sizes(a->problem.place.line, b->problem.place.line);
    order = order ? order : compare_sizes(a->problem.place.column, b->problem.place.column);
    return order ? order : compare_sizes(a->came, b->came);
}

void problems_sort(struct problems *problems)
{
    struct sort_key *keys = ARENA_NEW_MANY(problems->arena, problems->count, struct sort_key);
    for (size_t i = 0; i < problems->count; i++)
        keys[i] = (struct sort_key){ source_rank(problems, i), i, problems->items[i] };
    qsort(keys, problems->count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < problems->count; i++)
        problems->items[i] = keys[i].problem;
}
