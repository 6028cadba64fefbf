/* Any bytes as Markdown: they are read, or refused with problems; what is read survives formatting. */
#include "round_trip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct problems problems = problems_in(&arena);
    const struct set *set =
        read_markdown(&arena, STRING("fuzz"), (struct string){ (const char *)data, size }, &problems);
    struct buffer shown = buffer_in(&arena);
    problems_sort(&problems);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&shown, &problems.items[i]);
    if (set)
        round_trip(&arena, set);
    arena_clear(&arena);
    return 0;
}
