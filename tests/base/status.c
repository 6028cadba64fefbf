#include "../expect.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

static void every_status_has_its_row(void **state)
{
    (void)state;
    assert_string_equal(status_name(STATUS_OK), "ok");
    assert_string_equal(status_name(STATUS_NOT_FOUND), "not_found");
    assert_string_equal(status_text(STATUS_FULL), "the disk is full");
    assert_int_equal(status_http(STATUS_TOO_LARGE), 413);
    assert_int_equal(status_exit_code(STATUS_INTERRUPTED), 130);
    for (int status = 0; status < STATUS_COUNT; status++) {
        int exit_code = status_exit_code((enum status)status);
        assert_true((exit_code >= 0 && exit_code <= 4) || exit_code == 130); /* the contract with the outside */
        assert_in_range(status_http((enum status)status), 200, 599);
        for (const char *letter = status_name((enum status)status); *letter; letter++)
            assert_true((*letter >= 'a' && *letter <= 'z') || *letter == '_');
        assert_true(strlen(status_text((enum status)status)) > 3);
    }
}

static void ask_beyond_the_table(void)
{
    status_name(STATUS_COUNT);
}

static void a_status_outside_the_table_is_a_bug(void **state)
{
    (void)state;
    assert_int_equal(ending_of(ask_beyond_the_table), -SIGABRT);
}

static void a_failure_holds_its_status_and_text(void **state)
{
    (void)state;
    struct failure failure;
    assert_int_equal(failure_set(&failure, STATUS_BAD_INPUT, "\"%s\" is not a set", "x.md"), STATUS_BAD_INPUT);
    assert_int_equal(failure.status, STATUS_BAD_INPUT);
    assert_string_equal(failure.text, "\"x.md\" is not a set");
}

static void nobody_needs_to_want_the_text(void **state)
{
    (void)state;
    assert_int_equal(failure_set(NULL, STATUS_USAGE, "%d", 1), STATUS_USAGE);
    assert_int_equal(failure_set_system(NULL, ENOSPC, "%d", 1), STATUS_FULL);
}

static void a_system_error_gives_its_status_and_reason(void **state)
{
    (void)state;
    static const struct {
        int error_number;
        enum status status;
    } rows[] = {
        { ENOSPC, STATUS_FULL },   { EDQUOT, STATUS_FULL }, { ENOENT, STATUS_NOT_FOUND },
        { EACCES, STATUS_SYSTEM }, { EIO, STATUS_SYSTEM },  { EROFS, STATUS_SYSTEM },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct failure failure;
        assert_int_equal(failure_set_system(&failure, rows[i].error_number, "cannot write \"%s\"", "x"),
                         rows[i].status);
        assert_int_equal(failure.status, rows[i].status);
        char expected[200];
        snprintf(expected, sizeof expected, "cannot write \"x\": %s", strerror(rows[i].error_number));
        assert_string_equal(failure.text, expected);
    }
}

static void a_long_text_is_cut_between_characters_and_keeps_the_reason(void **state)
{
    (void)state;
    char text[3000] = "";
    for (int shift = 0; shift < 4; shift++) { /* the cut meets each byte of a character */
        memset(text, 'x', (size_t)shift);
        for (size_t i = (size_t)shift; i + 4 < sizeof text; i += 3)
            memcpy(text + i, "\xe2\x82\xac", 4);
        struct failure failure;
        failure_set(&failure, STATUS_SYSTEM, "%s", text);
        assert_in_range(strlen(failure.text), sizeof failure.text - 4, sizeof failure.text - 1);
        assert_int_equal(utf8_find_invalid(string_from(failure.text)), STRING_NOT_FOUND);
        assert_null(strchr(failure.text, '?'));
        failure_set_system(&failure, ENOENT, "%s", text);
        assert_true(string_ends_with(string_from(failure.text), STRING(": No such file or directory")));
        assert_null(strchr(failure.text, '?'));
    }
}

static void a_text_at_the_limit_is_whole_and_one_beyond_is_cut(void **state)
{
    (void)state;
    char text[600];
    memset(text, 'x', sizeof text);
    struct failure failure;
    failure_set(&failure, STATUS_SYSTEM, "%.511s", text);
    assert_int_equal(strlen(failure.text), 511);
    failure_set(&failure, STATUS_SYSTEM, "%.510s\xc3\xa9", text); /* 512 bytes */
    assert_int_equal(strlen(failure.text), 510);
}

static void what_came_in_with_a_value_breaks_no_line_and_no_terminal(void **state)
{
    (void)state;
    struct failure failure;
    failure_set(&failure, STATUS_BAD_INPUT, "\"%s\"",
                "a\n\x1b[31m\x7f\xff"
                "b");
    assert_string_equal(failure.text, "\"a??[31m??b\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_row),
        cmocka_unit_test(a_status_outside_the_table_is_a_bug),
        cmocka_unit_test(a_failure_holds_its_status_and_text),
        cmocka_unit_test(nobody_needs_to_want_the_text),
        cmocka_unit_test(a_system_error_gives_its_status_and_reason),
        cmocka_unit_test(a_long_text_is_cut_between_characters_and_keeps_the_reason),
        cmocka_unit_test(a_text_at_the_limit_is_whole_and_one_beyond_is_cut),
        cmocka_unit_test(what_came_in_with_a_value_breaks_no_line_and_no_terminal),
    };
    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
