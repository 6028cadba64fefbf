#include "../expect.h"

#include "face/terminal/keys.h"

static struct key only_key(struct string bytes)
{
    struct key key = keys_next(&bytes);
    assert_int_equal(bytes.size, 0);
    return key;
}

static void a_character_is_itself_whatever_its_length(void **state)
{
    (void)state;
    static const struct {
        struct string bytes;
        uint32_t code_point;
    } rows[] = {
        { STRING_INIT("b"), 'b' }, { STRING_INIT(" "), ' ' }, { STRING_INIT("é"), 0xE9 }, { STRING_INIT("答"), 0x7B54 }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct key key = only_key(rows[i].bytes);
        assert_int_equal(key.kind, KEY_CHARACTER);
        assert_int_equal(key.code_point, rows[i].code_point);
    }
}

static void the_keys_that_do_something_are_told_from_the_others(void **state)
{
    (void)state;
    static const struct {
        struct string bytes;
        enum key_kind kind;
    } rows[] = {
        { STRING_INIT("\n"), KEY_ENTER },   { STRING_INIT("\r"), KEY_ENTER },       { STRING_INIT("\x7f"), KEY_BACK },
        { STRING_INIT("\b"), KEY_BACK },    { STRING_INIT("\x1b"), KEY_ESCAPE },    { STRING_INIT("\x04"), KEY_END },
        { STRING_INIT("\t"), KEY_OTHER },   { STRING_INIT("\x01"), KEY_OTHER },     { STRING_INIT("\0"), KEY_OTHER },
        { STRING_INIT("\xFF"), KEY_OTHER }, { STRING_INIT("\xC2\x9B"), KEY_OTHER },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(only_key(rows[i].bytes).kind, rows[i].kind);
}

static void the_sequence_of_a_special_key_is_one_key_that_means_nothing(void **state)
{
    (void)state;
    static const struct string rows[] = {
        STRING_INIT("\x1b[A"),    /* up */
        STRING_INIT("\x1b[1;5D"), /* Ctrl and left */
        STRING_INIT("\x1b[3~"),   /* delete */
        STRING_INIT("\x1bOP"),    /* F1 */
        STRING_INIT("\x1b[24~"),  /* F12 */
        STRING_INIT("\x1b"
                    "b"), /* Alt and b */
        STRING_INIT("\x1b"
                    "é"),
        STRING_INIT("\x1b[<0;12;7M"), /* a mouse */
        STRING_INIT("\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
        STRING_INIT("\x1b]11;rgb:0000/0000/0000\x07"),
        STRING_INIT("\x1b[1;"), /* cut off */
        STRING_INIT("\x1bO"),
        STRING_INIT("\x1b]11;rgb"),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(only_key(rows[i]).kind, KEY_OTHER);
}

static void the_key_after_a_sequence_is_read(void **state)
{
    (void)state;
    struct string bytes = STRING("\x1b[Ab\x1b\x1b[Bc");
    assert_int_equal(keys_next(&bytes).kind, KEY_OTHER);
    assert_int_equal(keys_next(&bytes).code_point, 'b');
    assert_int_equal(keys_next(&bytes).kind, KEY_OTHER);
    assert_int_equal(keys_next(&bytes).kind, KEY_OTHER);
    assert_int_equal(keys_next(&bytes).code_point, 'c');
    assert_int_equal(bytes.size, 0);
}

static void more_than_fingers_can_type_at_once_is_a_paste(void **state)
{
    (void)state;
    assert_false(keys_are_pasted(STRING("b3\r")));
    assert_false(keys_are_pasted(STRING("abc")));
    assert_true(keys_are_pasted(STRING("abcd")));
    assert_true(keys_are_pasted(STRING("the borrow checker\n")));
    assert_false(keys_are_pasted(STRING("\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A")));
    assert_false(keys_are_pasted(STRING("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_is_itself_whatever_its_length),
        cmocka_unit_test(the_keys_that_do_something_are_told_from_the_others),
        cmocka_unit_test(the_sequence_of_a_special_key_is_one_key_that_means_nothing),
        cmocka_unit_test(the_key_after_a_sequence_is_read),
        cmocka_unit_test(more_than_fingers_can_type_at_once_is_a_paste),
    };
    return cmocka_run_group_tests_name("terminal keys", tests, NULL, NULL);
}
