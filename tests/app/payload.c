/* The examples of docs/journal.md are what is written and read; anything else is not a payload. */
#include "app/payload.h"

#include "../expect.h"
#include "base/files.h"

/* Reads a payload and writes it again; false when it is none. */
typedef bool (*rewrite_function)(struct arena *arena, struct string text, struct string *again);

static bool rewrite_run(struct arena *arena, struct string text, struct string *again)
{
    struct payload_run payload;
    bool is_read = payload_run_read(arena, text, &payload);
    if (is_read)
        *again = payload_run_write(arena, &payload);
    return is_read;
}

static bool rewrite_choice(struct arena *arena, struct string text, struct string *again)
{
    struct payload_choice payload;
    bool is_read = payload_choice_read(text, &payload);
    if (is_read)
        *again = payload_choice_write(arena, &payload);
    return is_read;
}

static bool rewrite_reset(struct arena *arena, struct string text, struct string *again)
{
    struct payload_reset payload;
    bool is_read = payload_reset_read(arena, text, &payload);
    if (is_read)
        *again = payload_reset_write(arena, &payload);
    return is_read;
}

static bool rewrite_flag(struct arena *arena, struct string text, struct string *again)
{
    struct payload_flag payload;
    bool is_read = payload_flag_read(arena, text, &payload);
    if (is_read)
        *again = payload_flag_write(arena, &payload);
    return is_read;
}

static const struct {
    const char *fence; /* how an example begins in the page */
    rewrite_function rewrite;
} kinds[] = {
    { "\n```run\n", rewrite_run },
    { "\n```choice\n", rewrite_choice },
    { "\n```reset\n", rewrite_reset },
    { "\n```flag\n", rewrite_flag },
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

/* Calls back for every example of a kind; returns how many there are. */
static size_t each_example(struct arena *arena, size_t kind,
                           void (*check)(struct arena *arena, size_t kind, struct string example))
{
    struct string page, fence = string_from(kinds[kind].fence);
    struct failure failure = { 0 };
    size_t count = 0, at;
    assert_int_equal(files_read(arena, STRING("docs/journal.md"), 1000000, &page, &failure), STATUS_OK);
    while ((at = string_find(page, fence)) != STRING_NOT_FOUND) {
        page = string_slice(page, at + fence.size, page.size);
        check(arena, kind, string_slice(page, 0, string_find_byte(page, '\n')));
        count++;
    }
    return count;
}

static void check_same(struct arena *arena, size_t kind, struct string example)
{
    struct string again;
    if (!kinds[kind].rewrite(arena, example, &again))
        fail_msg("not read: %.*s", STRING_ARG(example));
    if (!string_equal(again, example))
        fail_msg("written as %.*s", STRING_ARG(again));
}

static void every_example_of_the_page_is_read_and_written_to_the_same_bytes(void **state)
{
    struct arena arena = { 0 };
    (void)state;
    for (size_t kind = 0; kind < KIND_COUNT; kind++)
        assert_true(each_example(&arena, kind, check_same) >= 1);
    arena_clear(&arena);
}

/* Every payload but the one, with one byte left out, one byte too many, or another byte in the place of one, is
 * refused, unless it is a payload that is written just so: a shorter id is an id too. */
static void check_changes(struct arena *arena, size_t kind, struct string example)
{
    struct string again;
    for (size_t at = 0; at < example.size; at++) {
        static const char bytes[] = { ' ', '"', '{', 'x', '0', '\\' };
        for (size_t change = 0; change <= sizeof bytes; change++) {
            struct string before = string_slice(example, 0, at), after = string_slice(example, at + 1, example.size);
            struct string changed =
                change == sizeof bytes
                    ? string_format(arena, "%.*s%.*s", STRING_ARG(before), STRING_ARG(after))
                    : string_format(arena, "%.*s%c%.*s", STRING_ARG(before), bytes[change], STRING_ARG(after));
            if (kinds[kind].rewrite(arena, changed, &again) && !string_equal(again, changed))
                fail_msg("%.*s\nis read as\n%.*s", STRING_ARG(changed), STRING_ARG(again));
        }
    }
}

static void what_is_read_at_all_is_written_to_the_same_bytes(void **state)
{
    struct arena arena = { 0 };
    (void)state;
    for (size_t kind = 0; kind < KIND_COUNT; kind++)
        each_example(&arena, kind, check_changes);
    arena_clear(&arena);
}

static void what_is_cut_short_is_refused(void **state)
{
    struct arena arena = { 0 };
    struct string again,
        whole = STRING("{\"chosen\":[\"full\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":12}");
    (void)state;
    for (size_t size = 0; size < whole.size; size++)
        assert_false(rewrite_choice(&arena, string_slice(whole, 0, size), &again));
    assert_true(rewrite_choice(&arena, whole, &again));
    assert_false(rewrite_choice(&arena, (struct string){ 0 }, &again));
    arena_clear(&arena);
}

static void numbers_that_do_not_fit_are_refused(void **state)
{
    struct arena arena = { 0 };
    struct string again;
    (void)state;
    static const struct {
        const char *text;
        bool is_read;
    } rows[] = {
        { "0", true },
        { "9223372036854775807", true },
        { "9223372036854775808", false },
        { "99999999999999999999", false },
        { "01", false },
        { "", false },
        { "-1", false },
        { "1.5", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct string text = string_format(
            &arena, "{\"chosen\":[],\"dont_know\":true,\"sureness\":\"unsaid\",\"took_ms\":%s}", rows[i].text);
        assert_int_equal(rewrite_choice(&arena, text, &again), rows[i].is_read);
    }
    arena_clear(&arena);
}

static void the_largest_seed_is_kept(void **state)
{
    struct arena arena = { 0 };
    struct payload_run payload;
    (void)state;
    struct payload_step step = { .exercise = STRING("a/b/c"), .options = { STRING("x") }, .option_count = 1 };
    struct string text = payload_run_write(&arena, &(struct payload_run){ UINT64_MAX, &step, 1 });
    assert_true(payload_run_read(&arena, text, &payload));
    assert_true(payload.seed == UINT64_MAX);
    arena_clear(&arena);
}

static void more_options_than_an_exercise_can_have_are_refused(void **state)
{
    struct arena arena = { 0 };
    struct string again;
    (void)state;
    for (size_t count = EXERCISE_OPTIONS_MAX; count <= EXERCISE_OPTIONS_MAX + 1; count++) {
        struct buffer buffer = buffer_in(&arena);
        buffer_add_c(&buffer, "{\"chosen\":[\"a\"");
        for (size_t i = 1; i < count; i++)
            buffer_add_c(&buffer, ",\"a\"");
        buffer_add_c(&buffer, "],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":1}");
        assert_int_equal(rewrite_choice(&arena, buffer_string(&buffer), &again), count == EXERCISE_OPTIONS_MAX);
    }
    arena_clear(&arena);
}

static void the_count_of_steps_is_that_of_the_whole_payload(void **state)
{
    struct arena arena = { 0 };
    int32_t count;
    (void)state;
    struct payload_step steps[3] = { 0 };
    for (size_t i = 0; i < 3; i++)
        steps[i] = (struct payload_step){ .exercise = STRING("a/b/c"), .options = { STRING("x") }, .option_count = 1 };
    struct string text = payload_run_write(&arena, &(struct payload_run){ 1, steps, 3 });
    assert_true(payload_run_count(text, &count));
    assert_int_equal(count, 3);
    assert_false(payload_run_count(string_slice(text, 0, text.size - 1), &count));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_the_page_is_read_and_written_to_the_same_bytes),
        cmocka_unit_test(what_is_read_at_all_is_written_to_the_same_bytes),
        cmocka_unit_test(what_is_cut_short_is_refused),
        cmocka_unit_test(numbers_that_do_not_fit_are_refused),
        cmocka_unit_test(the_largest_seed_is_kept),
        cmocka_unit_test(more_options_than_an_exercise_can_have_are_refused),
        cmocka_unit_test(the_count_of_steps_is_that_of_the_whole_payload),
    };
    return cmocka_run_group_tests_name("payload", tests, NULL, NULL);
}
