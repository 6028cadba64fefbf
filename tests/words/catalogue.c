/* Every sentence of words/sentences.def, and every message of words/problems.def, looked at as a translator would. */
#include "../expect.h"

#include <string.h>

#include "base/utf8.h"
#include "words/words.h"

static const struct {
    const char *id, *one, *other;
} sentences[] = {
#define SENTENCE(id, text)               { #id, NULL, text },
#define SENTENCE_COUNTED(id, one, other) { #id, one, other },
#include "words/sentences.def"
#undef SENTENCE
#undef SENTENCE_COUNTED
};

static const struct {
    const char *code, *message, *hint;
} problems[] = {
#define PROBLEM(id, code, severity, message, hint) { code, message, hint },
#include "words/problems.def"
#undef PROBLEM
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_name(struct string name)
{
    for (size_t i = 0; i < name.size; i++)
        if (!(name.bytes[i] >= 'a' && name.bytes[i] <= 'z') && name.bytes[i] != '_' &&
            !(i > 0 && name.bytes[i] >= '0' && name.bytes[i] <= '9'))
            return false;
    return name.size > 0;
}

/* Takes the next place's name out of *rest; false when there is none left. Stops the test at a brace out of place. */
static bool take_place(const char *id, struct string *rest, struct string *name)
{
    bool has_place = string_find_byte(*rest, '{') != STRING_NOT_FOUND;
    struct string before = string_cut(rest, '{');
    bool has_end = string_find_byte(*rest, '}') != STRING_NOT_FOUND;
    *name = has_place ? string_cut(rest, '}') : (struct string){ 0 };
    bool is_well_formed =
        string_find_byte(before, '}') == STRING_NOT_FOUND && (!has_place || (has_end && is_name(*name)));
    if (!is_well_formed)
        print_error("a brace is out of place in %s\n", id);
    assert_true(is_well_formed);
    return has_place;
}

static bool has_place(const char *id, const char *text, struct string wanted)
{
    struct string rest = string_from(text), name;
    while (take_place(id, &rest, &name))
        if (string_equal(name, wanted))
            return true;
    return false;
}

static void check_braces(const char *id, const char *text)
{
    struct string rest = string_from(text), name;
    while (take_place(id, &rest, &name))
        ;
}

static void all_braces_are_places_with_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        check_braces(sentences[i].id, sentences[i].other);
        if (sentences[i].one)
            check_braces(sentences[i].id, sentences[i].one);
    }
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        check_braces(problems[i].code, problems[i].message);
        check_braces(problems[i].code, problems[i].hint);
    }
}

/* Of one thing a figure can be said as a word, or goes without saying. */
static bool is_figure(struct string name)
{
    return string_is(name, "count") || string_is(name, "right");
}

/* Every place of a is in b too. */
static void check_places(const char *id, const char *a, const char *b, bool may_lack_figures)
{
    struct string rest = string_from(a), name;
    while (take_place(id, &rest, &name)) {
        bool is_fine = has_place(id, b, name) || (may_lack_figures && is_figure(name));
        if (!is_fine)
            print_error("%s: {%.*s} is in one form only\n", id, STRING_ARG(name));
        assert_true(is_fine);
    }
}

static void both_forms_of_a_counted_sentence_hold_the_same_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        if (!sentences[i].one)
            continue;
        check_places(sentences[i].id, sentences[i].one, sentences[i].other, false);
        check_places(sentences[i].id, sentences[i].other, sentences[i].one, true);
    }
}

static void check_characters(const char *id, const char *text)
{
    struct string s = string_from(text);
    bool is_fine = utf8_find_invalid(s) == STRING_NOT_FOUND && string_find_byte(s, '\t') == STRING_NOT_FOUND;
    for (size_t offset = 0; offset < s.size && is_fine;) {
        uint32_t code_point = utf8_next(s, &offset);
        is_fine = !utf8_is_control(code_point) && !utf8_is_bidi_control(code_point);
    }
    if (!is_fine)
        print_error("%s holds what no terminal may be shown\n", id);
    assert_true(is_fine);
}

static void every_text_is_utf_8_that_a_terminal_can_show(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        check_characters(sentences[i].id, sentences[i].other);
        if (sentences[i].one)
            check_characters(sentences[i].id, sentences[i].one);
    }
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        check_characters(problems[i].code, problems[i].message);
        check_characters(problems[i].code, problems[i].hint);
    }
}

static void a_message_is_one_lower_case_line_without_a_full_stop(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        struct string message = string_from(problems[i].message);
        bool is_fine = message.size > 0 && string_find_byte(message, '\n') == STRING_NOT_FOUND &&
                       !(message.bytes[0] >= 'A' && message.bytes[0] <= 'Z') && !string_ends_with(message, STRING("."));
        if (!is_fine)
            print_error("%s: %s\n", problems[i].code, problems[i].message);
        assert_true(is_fine);
    }
}

static void a_code_is_a_slug_and_stands_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(problems); i++) {
        assert_true(string_is_slug(string_from(problems[i].code)));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(problems[i].code, problems[j].code);
    }
}

static struct string say(struct arena *arena, size_t i, int64_t count)
{
    struct word words[32] = { { .name = NULL } };
    size_t word_count = 0;
    struct string rest = string_from(sentences[i].other), name;
    while (take_place(sentences[i].id, &rest, &name) && word_count < 31)
        words[word_count++] = (struct word){ .name = string_c(arena, name), .plain = STRING("<x>") };
    if (sentences[i].one)
        return words_counted(arena, (enum say)i, count, words);
    return words_string(arena, (enum say)i, words);
}

static void every_sentence_can_be_said_of_one_and_of_many(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (size_t i = 0; i < COUNT_OF(sentences); i++)
        for (int64_t count = 1; count <= 2; count++) {
            struct string said = say(&arena, i, count);
            assert_true(said.size > 0);
            assert_int_equal(string_find_byte(said, '{'), STRING_NOT_FOUND);
        }
    arena_clear(&arena);
}

/* Where a part of a page stands differs from screen to screen, and means nothing to who hears it. */
static void no_explanation_says_where_on_the_screen_something_stands(void **state)
{
    (void)state;
    static const char *const places[] = { " above", " below", " beside", " the left", " right of" };
    for (size_t i = 0; i < COUNT_OF(sentences); i++)
        for (size_t j = 0; j < COUNT_OF(places) && strncmp(sentences[i].id, "EXPLAIN_", 8) == 0; j++)
            assert_null(strstr(sentences[i].other, places[j]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_braces_are_places_with_a_name),
        cmocka_unit_test(both_forms_of_a_counted_sentence_hold_the_same_places),
        cmocka_unit_test(every_text_is_utf_8_that_a_terminal_can_show),
        cmocka_unit_test(a_message_is_one_lower_case_line_without_a_full_stop),
        cmocka_unit_test(a_code_is_a_slug_and_stands_once),
        cmocka_unit_test(every_sentence_can_be_said_of_one_and_of_many),
        cmocka_unit_test(no_explanation_says_where_on_the_screen_something_stands),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
