#include "round_trip.h"

#include <stdio.h>
#include <stdlib.h>

static void fail(const char *promise, struct string left, struct string right)
{
    fprintf(stderr, "%s\n--- one\n%.*s\n--- the other\n%.*s\n", promise, STRING_ARG(left), STRING_ARG(right));
    abort();
}

static void must_equal(const char *promise, struct string left, struct string right)
{
    if (!string_equal(left, right))
        fail(promise, left, right);
}

typedef const struct set *read_form(struct arena *, struct string, struct string, struct problems *);

static const struct set *must_read(struct arena *arena, const char *promise, read_form *read, struct string text)
{
    struct problems problems = problems_in(arena);
    const struct set *set = read(arena, STRING("again"), text, &problems);
    if (set)
        return set;
    struct buffer shown = buffer_in(arena);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&shown, &problems.items[i]);
    fail(promise, text, buffer_string(&shown));
    return NULL;
}

static void content_round_trip(struct arena *arena, const struct set *set, const struct exercise *exercise)
{
    struct string content = content_json(arena, set, exercise);
    const struct set *again = content_read(arena, content);
    if (!again)
        fail("a content can be read", content, (struct string){ 0 });
    must_equal("a content comes back as it was", content, content_json(arena, again, &again->exercises[0]));
}

void round_trip(struct arena *arena, const struct set *set)
{
    struct string json = set_json(arena, set, 2), markdown = format_set(arena, set);
    const struct set *from_json = must_read(arena, "canonical JSON can be read", read_json, json);
    must_equal("JSON comes back as it was", json, set_json(arena, from_json, 2));
    const struct set *from_markdown = must_read(arena, "canonical Markdown can be read", read_markdown, markdown);
    must_equal("formatting changes nothing", json, set_json(arena, from_markdown, 2));
    must_equal("formatting is a fixed point", markdown, format_set(arena, from_markdown));
    for (size_t i = 0; i < set->exercise_count; i++)
        content_round_trip(arena, set, &set->exercises[i]);
}
