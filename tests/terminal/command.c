#include "../expect.h"

#include "face/terminal/command.h"

static void a_line_is_an_answer_with_or_without_how_sure(void **state)
{
    (void)state;
    static const struct {
        struct string line;
        size_t place;
        enum sureness sureness;
    } rows[] = {
        { STRING_INIT("b"), 1, SURE_UNSAID },      { STRING_INIT("B"), 1, SURE_UNSAID },
        { STRING_INIT("  a \r"), 0, SURE_UNSAID }, { STRING_INIT("b 3"), 1, SURE_YES },
        { STRING_INIT("d1"), 3, SURE_GUESS },      { STRING_INIT("c \t 2 "), 2, SURE_FAIRLY },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct request request = command_parse(MOMENT_QUESTION, 4, rows[i].line);
        assert_int_equal(request.command, COMMAND_ANSWER);
        assert_int_equal(request.place, rows[i].place);
        assert_int_equal(request.sureness, rows[i].sureness);
    }
}

static void what_is_no_answer_is_not_taken_for_one(void **state)
{
    (void)state;
    static const struct string rows[] = { STRING_INIT("e"),     STRING_INIT("b 0"),     STRING_INIT("b 4"),
                                          STRING_INIT("b 33"),  STRING_INIT("bb"),      STRING_INIT("1"),
                                          STRING_INIT("b c"),   STRING_INIT("skip it"), STRING_INIT("? 3"),
                                          STRING_INIT("again"), STRING_INIT("\0"),      STRING_INIT("é") };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(command_parse(MOMENT_QUESTION, 4, rows[i]).command, COMMAND_NONE);
}

static void words_and_their_keys_mean_the_same(void **state)
{
    (void)state;
    static const struct {
        struct string word, key;
        enum command command;
    } rows[] = {
        { STRING_INIT("?"), STRING_INIT("?"), COMMAND_DONT_KNOW },
        { STRING_INIT("skip"), STRING_INIT("s"), COMMAND_SKIP },
        { STRING_INIT("FLAG"), STRING_INIT("F"), COMMAND_FLAG },
        { STRING_INIT("guide"), STRING_INIT("g"), COMMAND_GUIDE },
        { STRING_INIT("terms"), STRING_INIT("t"), COMMAND_TERMS },
        { STRING_INIT("phrases"), STRING_INIT("p"), COMMAND_PHRASES },
        { STRING_INIT("options"), STRING_INIT("o"), COMMAND_OPTIONS },
        { STRING_INIT("report"), STRING_INIT("r"), COMMAND_REPORT },
        { STRING_INIT("help"), STRING_INIT("h"), COMMAND_HELP },
        { STRING_INIT("quit"), STRING_INIT("q"), COMMAND_QUIT },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(command_parse(MOMENT_QUESTION, 4, rows[i].word).command, rows[i].command);
        assert_int_equal(command_parse(MOMENT_QUESTION, 4, rows[i].key).command, rows[i].command);
    }
    assert_int_equal(command_parse(MOMENT_FINISH, 0, STRING("again")).command, COMMAND_AGAIN);
    assert_int_equal(command_parse(MOMENT_FINISH, 0, STRING("")).command, COMMAND_NEXT);
}

static void a_report_takes_the_rest_of_its_line_as_remark(void **state)
{
    (void)state;
    struct request request = command_parse(MOMENT_QUESTION, 4, STRING("report  C is right, too. "));
    assert_int_equal(request.command, COMMAND_REPORT);
    assert_text(request.remark, "C is right, too.");
    assert_text(command_parse(MOMENT_QUESTION, 4, STRING("report")).remark, "");
}

static void letters_of_options_go_before_commands_which_then_have_another_key(void **state)
{
    (void)state;
    for (size_t option_count = 2; option_count <= 8; option_count++) {
        const struct command_row *row;
        for (size_t i = 0; (row = command_row(MOMENT_QUESTION, i)); i++) {
            char key = command_key(row, option_count);
            assert_int_equal(command_place(option_count, (uint32_t)key), SIZE_MAX);
            assert_ptr_equal(command_find_key(MOMENT_QUESTION, option_count, (uint32_t)key), row);
        }
    }
    assert_int_equal(command_parse(MOMENT_QUESTION, 8, STRING("h")).command, COMMAND_ANSWER);
    assert_int_equal(command_parse(MOMENT_QUESTION, 8, STRING("/")).command, COMMAND_HELP);
    assert_int_equal(command_parse(MOMENT_QUESTION, 8, STRING("help")).command, COMMAND_HELP);
}

static void a_command_holds_only_where_its_row_says(void **state)
{
    (void)state;
    assert_null(command_find_key(MOMENT_RESULT, 0, 's'));
    assert_null(command_find_key(MOMENT_START, 0, 'r'));
    assert_non_null(command_find_key(MOMENT_RESULT, 0, 'r'));
    assert_non_null(command_find_key(MOMENT_START, 0, 'Q'));
}

static void no_two_commands_of_a_moment_share_a_key(void **state)
{
    (void)state;
    for (unsigned moment = MOMENT_START; moment <= MOMENT_TICK; moment *= 2) {
        const struct command_row *one, *other;
        for (size_t i = 0; (one = command_row(moment, i)); i++)
            for (size_t j = i + 1; (other = command_row(moment, j)); j++)
                assert_true(one->key == 0 || one->key != other->key);
    }
}

static void points_are_ticked_by_their_numbers(void **state)
{
    (void)state;
    static const struct {
        struct string line;
        point_mask points;
    } rows[] = {
        { STRING_INIT("1"), 0x01 },          { STRING_INIT("1 3"), 0x05 },        { STRING_INIT("3,1"), 0x05 },
        { STRING_INIT(" 2-4 , 6\r"), 0x2e }, { STRING_INIT("1-1"), 0x01 },        { STRING_INIT("1 1 1"), 0x01 },
        { STRING_INIT("2\t8"), 0x82 },       { STRING_INIT("1-32"), 0xffffffff },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct request request = command_parse(MOMENT_TICK, EXERCISE_POINTS_MAX, rows[i].line);
        assert_int_equal(request.command, COMMAND_TICK);
        assert_int_equal(request.points, rows[i].points);
    }
    assert_int_equal(command_parse(MOMENT_TICK, 4, STRING("all")).command, COMMAND_ALL);
    assert_int_equal(command_parse(MOMENT_TICK, 4, STRING("None")).command, COMMAND_NONE_OF_THEM);
}

static void what_are_no_points_is_not_taken_for_some(void **state)
{
    (void)state;
    static const struct string rows[] = { STRING_INIT("0"),
                                          STRING_INIT("5"),
                                          STRING_INIT("1 5"),
                                          STRING_INIT("3-2"),
                                          STRING_INIT("1-"),
                                          STRING_INIT("-1"),
                                          STRING_INIT("1 x"),
                                          STRING_INIT("a"),
                                          STRING_INIT("1.2"),
                                          STRING_INIT("1--2"),
                                          STRING_INIT("99999999999999999999999999"),
                                          STRING_INIT("?") };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(command_parse(MOMENT_TICK, 4, rows[i]).command, COMMAND_NONE);
}

static void every_moment_has_its_words(void **state)
{
    (void)state;
    for (unsigned moment = MOMENT_START; moment <= MOMENT_TICK; moment *= 2) {
        assert_non_null(moment_words(moment));
        assert_int_equal((unsigned)moment_words(moment)->moment, moment);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_an_answer_with_or_without_how_sure),
        cmocka_unit_test(what_is_no_answer_is_not_taken_for_one),
        cmocka_unit_test(words_and_their_keys_mean_the_same),
        cmocka_unit_test(a_report_takes_the_rest_of_its_line_as_remark),
        cmocka_unit_test(letters_of_options_go_before_commands_which_then_have_another_key),
        cmocka_unit_test(a_command_holds_only_where_its_row_says),
        cmocka_unit_test(no_two_commands_of_a_moment_share_a_key),
        cmocka_unit_test(points_are_ticked_by_their_numbers),
        cmocka_unit_test(what_are_no_points_is_not_taken_for_some),
        cmocka_unit_test(every_moment_has_its_words),
    };
    return cmocka_run_group_tests_name("terminal command", tests, NULL, NULL);
}
