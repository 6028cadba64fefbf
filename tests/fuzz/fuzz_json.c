/* Any bytes as JSON, as a set and as a content. */
#include "round_trip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct string bytes = { (const char *)data, size };
    struct problems problems = problems_in(&arena);
    const struct set *set = read_json(&arena, STRING("fuzz"), bytes, &problems);
    struct buffer shown = buffer_in(&arena);
    problems_sort(&problems);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&shown, &problems.items[i]);
    if (set)
        round_trip(&arena, set);
    const struct set *content = content_read(&arena, bytes);
    if (content)
        (void)content_json(&arena, content, &content->exercises[0]);
    arena_clear(&arena);
    return 0;
}
