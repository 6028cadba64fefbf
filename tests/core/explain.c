/* explain: why the best is the best, and what the others leave out or get wrong.
 *
 * tests/core/explain/NAME.md is a set; NAME.expected.txt is what is said of each of its exercises, whatever was chosen.
 * They are meant to be read aloud: what does not sound like a good teacher is a bug. */
#include "core/explain.h"

#include <string.h>

#include "../expect.h"
#include "base/files.h"
#include "golden.h"
#include "markup.h"
#include "sets.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* Goldens. ------------------------------------------------------------------------------------------------------------
 */

#define COLUMNS 100

static void add_paragraph(struct buffer *buffer, struct text text)
{
    struct string rest = markup_write(&arena, text);
    size_t column = 0;
    while (rest.size > 0) {
        struct string word = string_cut(&rest, ' ');
        if (column > 0 && column + 1 + word.size > COLUMNS) {
            buffer_add_byte(buffer, '\n');
            column = 0;
        }
        if (column > 0)
            buffer_add_byte(buffer, ' ');
        column += (column > 0) + word.size;
        buffer_add(buffer, word);
    }
    buffer_add_c(buffer, "\n\n");
}

static void add_paragraphs(struct buffer *buffer, const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        add_paragraph(buffer, texts->items[i]);
}

static void add_table(struct buffer *buffer, const struct exercise *exercise, const struct explanation *explanation)
{
    if (explanation->row_count > 0)
        buffer_add_c(buffer, "--- table\n\n");
    for (size_t i = 0; i < explanation->row_count; i++) {
        const struct explanation_row *row = &explanation->rows[i];
        struct string id = exercise->points[row->point].id;
        buffer_add(buffer, id);
        buffer_add_repeat(buffer, ' ', id.size < 20 ? 20 - id.size : 1);
        for (size_t place = 0; place < explanation->option_count; place++)
            buffer_add_format(buffer, " %c %s", explanation->letters[place], verdict_ids[row->cells[place]]);
        buffer_add_byte(buffer, '\n');
    }
    if (explanation->row_count > 0)
        buffer_add_byte(buffer, '\n');
}

static void add_choice(struct buffer *buffer, const struct set *set, const struct exercise *exercise,
                       struct response response, const char *title)
{
    struct option_order order = sets_order_as_written(exercise);
    struct explanation explanation = explain(&arena, set, exercise, &order, &response);
    buffer_add_format(buffer, "--- %s\n\n", title);
    add_paragraph(buffer, explanation.verdict);
    add_paragraphs(buffer, &explanation.others);
}

/* The best answer is told in the same words whatever was chosen (a_choice_changes_nothing_in... below), so it stands
 * here once. */
static void add_exercise(struct buffer *buffer, const struct set *set, const struct exercise *exercise)
{
    struct option_order order = sets_order_as_written(exercise);
    struct response right = sets_choice(exercise_best(exercise));
    struct explanation explanation = explain(&arena, set, exercise, &order, &right);
    buffer_add_format(buffer, "=== %.*s\n\n--- why the best is the best\n\n", STRING_ARG(exercise->id));
    add_paragraphs(buffer, &explanation.best);
    for (size_t option = 0; option < exercise->option_count; option++)
        add_choice(buffer, set, exercise, sets_choice(option),
                   string_c(&arena, string_format(&arena, "%c is chosen", (char)('A' + option))));
    add_choice(buffer, set, exercise, sets_dont_know, "\"I don't know\"");
    add_table(buffer, exercise, &explanation);
}

static void expect_golden(const struct set *set, size_t from, size_t to, const char *path)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = from; i < to; i++)
        add_exercise(&buffer, set, &set->exercises[i]);
    struct string text = buffer_string(&buffer);
    golden_expect(&arena, path, string_slice(text, 0, text.size - 1)); /* without the last empty line */
}

static void reads_as_expected(void **state)
{
    const char *name = *state;
    const struct set *set = sets_read(&arena, sets_path(&arena, name, ".md"));
    expect_golden(set, 0, set->exercise_count, sets_path(&arena, name, ".expected.txt"));
}

static void the_bundled_set_reads_as_expected(void **state)
{
    (void)state;
    const struct set *set = sets_read(&arena, "sets/senior-rust.md");
    assert_int_equal(set->exercise_count, 5);
    for (size_t i = 0; i < set->exercise_count; i++) {
        struct string name = string_format(&arena, "senior-rust/%.*s", STRING_ARG(set->exercises[i].id));
        expect_golden(set, i, i + 1, sets_path(&arena, string_c(&arena, name), ".expected.txt"));
    }
}

static void every_set_here_is_a_golden(void **state)
{
    (void)state;
    struct strings paths = { 0 };
    struct failure failure;
    assert_int_equal(files_list(&arena, STRING("tests/core/explain"), STRING(".md"), &paths, &failure), STATUS_OK);
    assert_int_equal(paths.count, sets_name_count);
}

/* Verdicts. -----------------------------------------------------------------------------------------------------------
 */

static struct string verdict_of(struct response response)
{
    const struct set *set = sets_read(&arena, sets_path(&arena, "three-rivals", ".md"));
    struct option_order order = sets_order_as_written(&set->exercises[0]);
    struct explanation explanation = explain(&arena, set, &set->exercises[0], &order, &response);
    return markup_write(&arena, explanation.verdict);
}

static struct response sure(size_t option, enum sureness sureness)
{
    struct response response = sets_choice(option);
    response.sureness = sureness;
    return response;
}

static void a_right_guess_is_asked_to_look_and_a_confident_error_to_take_its_time(void **state)
{
    (void)state;
    assert_text(verdict_of(sure(1, SURE_UNSAID)), "Right: **B** is the best answer.");
    assert_text(verdict_of(sure(1, SURE_FAIRLY)), "Right: **B** is the best answer.");
    assert_text(verdict_of(sure(1, SURE_YES)), "Right: **B** is the best answer.");
    assert_text(verdict_of(sure(1, SURE_GUESS)),
                "Right: **B** is the best answer. You guessed, so make sure you can see why.");
    assert_text(verdict_of(sure(0, SURE_UNSAID)), "The best answer is **B**. You chose **A**.");
    assert_text(verdict_of(sure(0, SURE_GUESS)), "The best answer is **B**. You chose **A**.");
    assert_text(verdict_of(sure(0, SURE_FAIRLY)), "The best answer is **B**. You chose **A**.");
    assert_text(verdict_of(sure(0, SURE_YES)),
                "The best answer is **B**. You chose **A** and were sure of it, so take your time with this one.");
    assert_text(verdict_of(sets_dont_know),
                "You said that you don't know, and that is fine: this is what practice is for. "
                "The best answer is **B**.");
}

static void places_and_letters_are_those_shown(void **state)
{
    (void)state;
    const struct set *set = sets_read(&arena, sets_path(&arena, "three-rivals", ".md"));
    struct option_order order = { { 3, 2, 1, 0 }, 4 };
    struct response response = sets_choice(0);
    struct explanation explanation = explain(&arena, set, &set->exercises[0], &order, &response);
    assert_int_equal(explanation.option_count, 4);
    assert_memory_equal(explanation.letters, "ABCD", 4);
    assert_int_equal(explanation.best_place, 2);
    assert_int_equal(explanation.chosen_place, 3);
    assert_int_equal(explanation.row_count, 6);
    assert_int_equal(explanation.rows[0].cells[2], VERDICT_COVERED);
    assert_int_equal(explanation.rows[1].cells[0], VERDICT_TOUCHED);
    assert_int_equal(explanation.rows[1].cells[3], VERDICT_ABSENT);
    assert_true(prose_equal(explanation.lesson, set->exercises[0].lesson));

    explanation = explain(&arena, set, &set->exercises[0], &order, &sets_dont_know);
    assert_true(explanation.chosen_place == SIZE_MAX);
}

static void who_chose_nothing_is_told_like_who_does_not_know(void **state)
{
    (void)state;
    struct response nothing = { .chosen = 0, .took_ms = -1 },
                    both = { .chosen = 1, .is_dont_know = true, .took_ms = -1 };
    assert_true(string_equal(verdict_of(nothing), verdict_of(sets_dont_know)));
    assert_true(string_equal(verdict_of(both), verdict_of(sets_dont_know)));
}

/* viva's own words. ---------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *id, *one, *other;
} sentences[] = {
#define SENTENCE(id, text)               { #id, text, text },
#define SENTENCE_COUNTED(id, one, other) { #id, one, other },
#include "words/sentences.def"
#undef SENTENCE
#undef SENTENCE_COUNTED
};
#define SENTENCE_COUNT (sizeof sentences / sizeof sentences[0])

static void no_word_of_the_trade_reaches_the_learner(void **state)
{
    (void)state;
    static const char *const words[] = { "cover", "touch",         "claim:", "claims", "fault",
                                         "mark",  "misconception", "rival",  "option" };
    for (size_t i = 0; i < SENTENCE_COUNT; i++)
        for (size_t j = 0; j < sizeof words / sizeof words[0] && strncmp(sentences[i].id, "EXPLAIN_", 8) == 0; j++) {
            struct string rest = string_from(sentences[i].other); /* outside of the places */
            while (rest.size > 0) {
                struct string said_outside = string_cut(&rest, '{');
                assert_true(string_find(said_outside, string_from(words[j])) == STRING_NOT_FOUND);
                string_cut(&rest, '}');
            }
        }
}

static void expect_word_behind(const char *sentence, const char *place)
{
    const char *at = strstr(sentence, place);
    if (at)
        assert_true(at[strlen(place)] == ' ' && at[strlen(place) + 1] != '\0');
}

/* "{options}" may end in the comma of "D, your choice,". */
static void a_word_follows_wherever_options_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < SENTENCE_COUNT; i++) {
        if (strncmp(sentences[i].id, "EXPLAIN_", 8) != 0)
            continue;
        expect_word_behind(sentences[i].one, "{options}");
        expect_word_behind(sentences[i].other, "{options}");
    }
}

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test_teardown(the_bundled_set_reads_as_expected, clear),
        cmocka_unit_test_teardown(every_set_here_is_a_golden, clear),
        cmocka_unit_test_teardown(a_right_guess_is_asked_to_look_and_a_confident_error_to_take_its_time, clear),
        cmocka_unit_test_teardown(places_and_letters_are_those_shown, clear),
        cmocka_unit_test_teardown(who_chose_nothing_is_told_like_who_does_not_know, clear),
        cmocka_unit_test_teardown(no_word_of_the_trade_reaches_the_learner, clear),
        cmocka_unit_test_teardown(a_word_follows_wherever_options_are_named, clear),
    };
    struct CMUnitTest tests[64];
    size_t other_count = sizeof others / sizeof others[0];
    for (size_t i = 0; i < sets_name_count; i++)
        tests[i] = (struct CMUnitTest){ .name = sets_names[i],
                                        .test_func = reads_as_expected,
                                        .teardown_func = clear,
                                        .initial_state = (void *)(uintptr_t)sets_names[i] };
    memcpy(tests + sets_name_count, others, sizeof others);
    return _cmocka_run_group_tests("explain", tests, sets_name_count + other_count, NULL, NULL);
}
