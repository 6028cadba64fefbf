/* Every file of tests/read/problems is read, and everything that is said of it is in the file .expected beside it. */
#include "../core/golden.h"
#include "../expect.h"
#include "base/files.h"
#include "read/read.h"

#define FOLDER "tests/read/problems"

static struct string file_name(struct string path)
{
    return string_slice(path, sizeof FOLDER, path.size);
}

static struct string problems_of(struct arena *arena, struct string path)
{
    struct string bytes;
    struct failure failure;
    struct problems problems = problems_in(arena);
    assert_int_equal(files_read(arena, path, SET_BYTES_MAX, &bytes, &failure), STATUS_OK);
    const struct set *set = read_any(arena, file_name(path), bytes, &problems);
    assert_int_equal(set == NULL, problems_has_errors(&problems));
    problems_sort(&problems);
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&text, &problems.items[i]);
    return buffer_string(&text);
}

/* Who takes errors only gets the same set, or the same errors. */
static void errors_are_the_same_without_warnings(struct arena *arena, struct string path)
{
    struct failure failure;
    struct string bytes;
    struct problems all = problems_in(arena), errors = problems_of_errors_in(arena);
    assert_int_equal(files_read(arena, path, SET_BYTES_MAX + 1, &bytes, &failure), STATUS_OK);
    const struct set *set = read_any(arena, file_name(path), bytes, &all);
    const struct set *same = read_any(arena, file_name(path), bytes, &errors);
    assert_int_equal(errors.error_count, all.error_count);
    assert_int_equal(errors.count, errors.error_count);
    assert_int_equal(set == NULL, same == NULL);
    if (set)
        assert_true(string_equal(set_json(arena, set, 0), set_json(arena, same, 0)));
}

static void file_says_what_is_expected(void **state)
{
    struct arena arena = { 0 };
    struct string path = string_from(*state);
    char *golden = string_c(&arena, string_format(&arena, "%.*s.expected", STRING_ARG(path)));
    golden_expect(&arena, golden, problems_of(&arena, path));
    errors_are_the_same_without_warnings(&arena, path);
    arena_clear(&arena);
}

static void add_tests(struct arena *arena, struct CMUnitTest *tests, size_t *count, struct string suffix)
{
    struct strings paths = { 0 };
    struct failure failure;
    assert_int_equal(files_list(arena, STRING(FOLDER), suffix, &paths, &failure), STATUS_OK);
    for (size_t i = 0; i < paths.count; i++)
        tests[(*count)++] = (struct CMUnitTest){ .name = string_c(arena, file_name(paths.items[i])),
                                                 .test_func = file_says_what_is_expected,
                                                 .initial_state = string_c(arena, paths.items[i]) };
}

int main(void)
{
    static struct CMUnitTest tests[500];
    struct arena arena = { 0 };
    size_t count = 0;
    add_tests(&arena, tests, &count, STRING(".md"));
    add_tests(&arena, tests, &count, STRING(".json"));
    int failed = count > 50 ? _cmocka_run_group_tests("problems", tests, count, NULL, NULL) : 1;
    arena_clear(&arena);
    return failed;
}
