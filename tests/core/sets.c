#include "sets.h"

#include "../expect.h"
#include "base/files.h"
#include "read/read.h"

const char *const sets_names[] = {
    "three-rivals", "group-of-three", "group-with-notes", "same-gaps",   "contradiction", "faults",   "close",
    "three-claims", "two-options",    "eight-options",    "few-points",  "many-points",   "no-notes", "no-points",
    "german-guide", "french-guide",   "story-guide",      "one-heading", "many-headings",
};
const size_t sets_name_count = sizeof sets_names / sizeof sets_names[0];

const struct response sets_dont_know = { .is_dont_know = true, .took_ms = -1 };

const struct set *sets_read(struct arena *arena, const char *path)
{
    struct failure failure = { 0 };
    struct string bytes;
    if (files_read(arena, string_from(path), SET_BYTES_MAX, &bytes, &failure) != STATUS_OK)
        fail_msg("%s", failure.text);
    struct problems problems = problems_in(arena);
    const struct set *set = read_markdown(arena, string_from(path), bytes, &problems);
    for (size_t i = 0; i < problems.count && !set; i++) {
        struct buffer buffer = buffer_in(arena);
        problem_write(&buffer, &problems.items[i]);
        print_error("%.*s\n", STRING_ARG(buffer_string(&buffer)));
    }
    assert_non_null(set);
    return set;
}

char *sets_path(struct arena *arena, const char *name, const char *suffix)
{
    return string_c(arena, string_format(arena, "tests/core/explain/%s%s", name, suffix));
}

struct option_order sets_order_as_written(const struct exercise *exercise)
{
    struct option_order order = { .count = exercise->option_count };
    for (size_t place = 0; place < order.count; place++)
        order.items[place] = (uint8_t)place;
    return order;
}

struct response sets_choice(size_t option)
{
    return (struct response){ .chosen = (option_mask)1 << option, .took_ms = -1 };
}
