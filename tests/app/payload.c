/* The examples of docs/journal.md are what is written and read; anything else is not a payload. */
#include "app/payload.h"

#include "../expect.h"
#include "base/files.h"
#include "core/schedule_parameters.h"

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

static bool rewrite_marks(struct arena *arena, struct string text, struct string *again)
{
    struct payload_marks payload;
    bool is_read = payload_marks_read(text, &payload);
    if (is_read)
        *again = payload_marks_write(arena, &payload);
    return is_read;
}

static bool rewrite_plan(struct arena *arena, struct string text, struct string *again)
{
    struct plan payload;
    bool is_read = payload_plan_read(arena, text, &payload);
    if (is_read)
        *again = payload_plan_write(arena, &payload);
    return is_read;
}

static bool rewrite_parameters(struct arena *arena, struct string text, struct string *again)
{
    struct payload_parameters payload;
    bool is_read = payload_parameters_read(text, &payload);
    if (is_read)
        *again = payload_parameters_write(arena, &payload);
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
    { "\n```self-marks\n", rewrite_marks },
    { "\n```plan\n", rewrite_plan },
    { "\n```parameters\n", rewrite_parameters },
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
    struct string text =
        payload_run_write(&arena, &(struct payload_run){ .seed = UINT64_MAX, .steps = &step, .step_count = 1 });
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

static void a_look_at_a_run_tells_what_the_whole_payload_says(void **state)
{
    struct arena arena = { 0 };
    struct payload_run_head head;
    struct string was[] = { STRING_INIT("a/b/d"), STRING_INIT("a/b/e") };
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        struct payload_step steps[3] = { 0 };
        for (size_t i = 0; i < 3; i++)
            steps[i] =
                (struct payload_step){ .exercise = STRING("a/b/c"), .options = { STRING("x") }, .option_count = i % 2 };
        if (kind & 1)
            steps[1].was = (struct strings){ .items = was, .count = 2 };
        struct payload_run run = { .seed = 1, .is_review = (kind & 2) != 0, .steps = steps, .step_count = 3 }, again;
        struct string text = payload_run_write(&arena, &run);
        assert_true(payload_run_look(text, &head));
        assert_int_equal(head.step_count, 3);
        assert_int_equal(head.has_was, kind & 1);
        assert_int_equal(head.is_review, kind >> 1);
        assert_false(payload_run_look(string_slice(text, 0, text.size - 1), &head));
        assert_true(payload_run_read(&arena, text, &again));
        assert_int_equal(again.is_review, run.is_review);
        assert_int_equal(again.steps[1].was.count, steps[1].was.count);
        assert_int_equal(again.steps[0].was.count, 0);
    }
    arena_clear(&arena);
}

static void parameters_out_of_their_bounds_are_no_payload(void **state)
{
    struct arena arena = { 0 };
    (void)state;
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++)
        for (int kind = 0; kind < 3; kind++) {
            struct payload_parameters payload = { .has_parameters = true }, again;
            for (size_t k = 0; k < TUNING_PARAMETER_COUNT; k++)
                payload.parameters[k] = schedule_parameters_default[k];
            struct schedule_bounds bounds = schedule_parameters_bounds[i];
            payload.parameters[i] = kind == 0 ? bounds.high : kind == 1 ? bounds.high + 0.001 : bounds.low;
            struct string text = payload_parameters_write(&arena, &payload);
            assert_int_equal(payload_parameters_read(text, &again), kind != 1);
            for (size_t k = 0; k < TUNING_PARAMETER_COUNT && kind != 1; k++)
                assert_true(again.parameters[k] == payload.parameters[k]);
        }
    arena_clear(&arena);
}

static void more_points_than_an_exercise_can_have_are_refused(void **state)
{
    struct arena arena = { 0 };
    (void)state;
    for (size_t count = EXERCISE_POINTS_MAX; count <= EXERCISE_POINTS_MAX + 1; count++) {
        struct buffer buffer = buffer_in(&arena);
        struct payload_marks payload;
        buffer_add_c(&buffer, "{\"covered\":[");
        for (size_t i = 0; i < count; i++)
            buffer_add_c(&buffer, i > 0 ? ",\"p\"" : "\"p\"");
        buffer_add_c(&buffer, "],\"dont_know\":false,\"took_ms\":1}");
        assert_int_equal(payload_marks_read(buffer_string(&buffer), &payload), count == EXERCISE_POINTS_MAX);
    }
    arena_clear(&arena);
}

static void an_interview_is_on_a_day_that_there_is(void **state)
{
    static const struct {
        const char *text;
        bool is_read;
    } rows[] = {
        { "{\"interview\":\"2028-02-29\",\"sets\":[]}", true },
        { "{\"interview\":\"2026-02-29\",\"sets\":[]}", false },
        { "{\"interview\":\"2026-13-01\",\"sets\":[]}", false },
        { "{\"interview\":\"2026-1-01\",\"sets\":[]}", false },
        { "{\"interview\":\"1969-12-31\",\"sets\":[]}", false },
        { "{\"interview\":true,\"sets\":[]}", false },
    };
    struct arena arena = { 0 };
    struct plan plan;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(payload_plan_read(&arena, string_from(rows[i].text), &plan), rows[i].is_read);
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
        cmocka_unit_test(a_look_at_a_run_tells_what_the_whole_payload_says),
        cmocka_unit_test(parameters_out_of_their_bounds_are_no_payload),
        cmocka_unit_test(more_points_than_an_exercise_can_have_are_refused),
        cmocka_unit_test(an_interview_is_on_a_day_that_there_is),
    };
    return cmocka_run_group_tests_name("payload", tests, NULL, NULL);
}
