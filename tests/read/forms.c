/* The two forms of a set. tests/read/sets holds sets as people write them; beside each lies its canonical Markdown
 * (.formatted) and its canonical JSON (.canonical.json). Whatever is bundled in sets must survive the same. */
#include <string.h>

#include "../core/golden.h"
#include "../expect.h"
#include "../fuzz/round_trip.h"
#include "base/files.h"

static struct string bytes_of(struct arena *arena, struct string path)
{
    struct string bytes = { 0 };
    struct failure failure;
    assert_int_equal(files_read(arena, path, SET_BYTES_MAX, &bytes, &failure), STATUS_OK);
    return bytes;
}

static const struct set *read_without_problems(struct arena *arena, struct string path, struct string bytes)
{
    struct problems problems = problems_in(arena);
    const struct set *set = read_any(arena, path, bytes, &problems);
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&text, &problems.items[i]);
    if (problems.count)
        fail_msg("%.*s", STRING_ARG(buffer_string(&text)));
    return set;
}

static const char *beside(struct arena *arena, struct string path, const char *ending)
{
    return string_c(arena, string_format(arena, "%.*s%s", STRING_ARG(string_slice(path, 0, path.size - 3)), ending));
}

static void forms_are_as_in_the_goldens(void **state)
{
    struct arena arena = { 0 };
    struct string path = string_from(*state);
    const struct set *set = read_without_problems(&arena, path, bytes_of(&arena, path));
    golden_expect(&arena, beside(&arena, path, ".formatted"), format_set(&arena, set));
    golden_expect(&arena, beside(&arena, path, ".canonical.json"), set_json(&arena, set, 2));
    round_trip(&arena, set);
    arena_clear(&arena);
}

static void bundled_set_has_no_problem_and_survives_both_forms(void **state)
{
    struct arena arena = { 0 };
    struct string path = string_from(*state);
    round_trip(&arena, read_without_problems(&arena, path, bytes_of(&arena, path)));
    arena_clear(&arena);
}

/* What a person may do to a file without changing what it says. */

static struct string json_of(struct arena *arena, struct string text)
{
    return set_json(arena, read_without_problems(arena, STRING("variant"), text), 0);
}

static struct string replaced(struct arena *arena, struct string text, const char *old, const char *new)
{
    struct buffer buffer = buffer_in(arena);
    size_t count = 0;
    for (size_t at; (at = string_find(text, string_from(old))) != STRING_NOT_FOUND; count++) {
        buffer_add(&buffer, string_slice(text, 0, at));
        buffer_add_c(&buffer, new);
        text = string_slice(text, at + string_from(old).size, text.size);
    }
    assert_true(count > 0);
    buffer_add(&buffer, text);
    return buffer_string(&buffer);
}

static const struct variant {
    const char *name, *old, *new;
} variants[] = {
    { "CRLF is LF", "\n", "\r\n" },
    { "wrapping changes nothing", "That is why it", "That is\nwhy it" },
    { "spaces run together", "each value has", "each   value\t has" },
    { "spaces at the end of a line are nothing", "without a collector.\n", "without a collector. \n" },
    { "sections may stand in another order", "## Lesson\nSay why.\n", "" },
    { "a list may begin with a plus", "- **owner**: who", "+ **owner**: who" },
    { "underscores are stars", "*what it costs*", "_what it costs_" },
    { "spaces behind a fence are nothing", "---\n", "--- \n" },
};

static void variant_says_the_same(void **state)
{
    const struct variant *variant = *state;
    struct arena arena = { 0 };
    struct string text = bytes_of(&arena, STRING("tests/read/sets/everything.md"));
    struct string changed = replaced(&arena, text, variant->old, variant->new);
    if (*variant->new == '\0') {
        size_t at = string_find(changed, STRING("## Samples"));
        changed = string_format(&arena, "%.*s%s\n%.*s", STRING_ARG(string_slice(changed, 0, at)), variant->old,
                                STRING_ARG(string_slice(changed, at, changed.size)));
    }
    struct string same = json_of(&arena, text);
    if (!string_equal(same, json_of(&arena, changed)))
        fail_msg("%s", variant->name);
    arena_clear(&arena);
}

static void a_byte_order_mark_is_nothing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct string text = bytes_of(&arena, STRING("tests/read/sets/everything.md"));
    struct string marked = string_format(&arena, "\xEF\xBB\xBF%.*s", STRING_ARG(text));
    assert_true(string_equal(json_of(&arena, text), json_of(&arena, marked)));
    arena_clear(&arena);
}

/* Readings in a row share the memory they need besides. */
static void a_bank_is_read_file_by_file_in_the_same_memory(void **state)
{
    (void)state;
    struct arena arena = { 0 }, scratch = { 0 }, texts = { 0 };
    struct string markdown = bytes_of(&texts, STRING("tests/read/sets/everything.md"));
    struct string json = bytes_of(&texts, STRING("tests/read/sets/everything.canonical.json"));
    for (int i = 0; i < 6; i++) {
        struct problems problems = problems_in(&arena);
        struct string bytes = i % 2 ? markdown : json;
        const struct set *set = read_next(&arena, &scratch, STRING("bank"), bytes, &problems);
        assert_non_null(set);
        assert_int_equal(set->exercise_count, 2);
        assert_true(string_equal(set_json(&arena, set, 2), json));
        arena_reset(&arena);
    }
    arena_clear(&arena);
    arena_clear(&scratch);
    arena_clear(&texts);
}

static void a_set_outlives_the_bytes_it_was_read_from(void **state)
{
    (void)state;
    struct arena arena = { 0 }, bytes_arena = { 0 };
    struct string bytes = bytes_of(&bytes_arena, STRING("tests/read/sets/everything.md"));
    const struct set *set = read_without_problems(&arena, STRING("set"), bytes);
    struct string before = set_json(&arena, set, 0);
    memset((char *)(uintptr_t)bytes.bytes, 'x', bytes.size);
    assert_true(string_equal(before, set_json(&arena, set, 0)));
    arena_clear(&arena);
    arena_clear(&bytes_arena);
}

/* read_any takes for JSON only what begins with a brace; read_json takes the caller's word for it. */
static void only_an_object_is_a_set(void **state)
{
    (void)state;
    static const char *const texts[] = { "[1]", "1", "\"set\"", "null", "" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = { 0 };
        struct problems problems = problems_in(&arena);
        assert_null(read_json(&arena, STRING("text"), string_from(texts[i]), &problems));
        assert_int_equal(problems.count, 1);
        arena_clear(&arena);
    }
}

static void add_tests(struct arena *arena, struct CMUnitTest *tests, size_t *count, struct string folder,
                      CMUnitTestFunction function)
{
    struct strings paths = { 0 };
    struct failure failure;
    assert_int_equal(files_list(arena, folder, STRING(".md"), &paths, &failure), STATUS_OK);
    assert_true(paths.count > 0);
    for (size_t i = 0; i < paths.count; i++) {
        char *path = string_c(arena, paths.items[i]);
        tests[(*count)++] = (struct CMUnitTest){ .name = path, .test_func = function, .initial_state = path };
    }
}

int main(void)
{
    static struct CMUnitTest tests[200];
    struct arena arena = { 0 };
    size_t count = 0;
    add_tests(&arena, tests, &count, STRING("tests/read/sets"), forms_are_as_in_the_goldens);
    add_tests(&arena, tests, &count, STRING("sets"), bundled_set_has_no_problem_and_survives_both_forms);
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        tests[count++] = (struct CMUnitTest){ .name = variants[i].name,
                                              .test_func = variant_says_the_same,
                                              .initial_state = (void *)(uintptr_t)&variants[i] };
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_byte_order_mark_is_nothing);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_bank_is_read_file_by_file_in_the_same_memory);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_set_outlives_the_bytes_it_was_read_from);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(only_an_object_is_a_set);
    int failed = _cmocka_run_group_tests("forms", tests, count, NULL, NULL);
    arena_clear(&arena);
    return failed;
}
