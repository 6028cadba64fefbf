#include "../expect.h"

#include <stdlib.h>

#include "../view/sample.h"
#include "base/files.h"
#include "base/utf8.h"
#include "render/text.h"
#include "view/checklist.h"
#include "view/guide.h"
#include "view/plan.h"
#include "view/question.h"
#include "view/result.h"
#include "view/review.h"
#include "view/summary.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct string text_of(const struct view *view, int width, bool is_coloured)
{
    struct buffer buffer = buffer_in(&arena);
    struct text_style style = { .width = width, .is_coloured = is_coloured, .is_drawn = is_coloured };
    render_text(&buffer, view, &style);
    return buffer_string(&buffer);
}

/* Goldens. Six pages, four widths and none, in ink and without. VIVA_GOLDEN=write writes them anew. -------------- */

static struct view *guide_page(const struct set *set)
{
    struct view *page = view_opening(&arena, set, true);
    view_append(page, view_guide(&arena, &set->guide));
    return page;
}

static struct view *question_page(const struct set *set)
{
    struct question *question = ARENA_NEW(&arena, struct question);
    *question = sample_question(&arena, set);
    struct view *page = view_question(&arena, question, 0, 5);
    view_append(page, view_terms(&arena, question));
    view_append(page, view_phrases(&arena, question));
    return page;
}

static struct view *result_page(const struct set *set)
{
    struct explanation explanation = sample_explanation(&arena, set, 2);
    struct response response = { .chosen = 4 };
    struct view *page = view_result(&arena, set, &explanation, &response);
    view_append(page, view_completed(&arena, 2, 5));
    return page;
}

static struct view *summary_page(const struct set *set)
{
    struct summary summary = sample_summary(&arena);
    struct view_summary_step steps[] = { { .title = set->exercises[0].title },
                                         { .title = set->exercises[0].title },
                                         { .title = sample_text(&arena, "Time-outs") } };
    return view_summary(&arena, &set->guide, steps, set->language, &summary);
}

static struct view *plan_page(const struct set *set)
{
    struct plan_outlook outlook = sample_outlook(&arena, set);
    struct view *page = view_plan(&arena, &outlook);
    view_append(page, view_plan_days(&arena, &outlook, 3));
    return page;
}

/* What is due, then the points to tick of it. */
static struct view *review_page(const struct set *set)
{
    static const uint8_t order[] = { 0, 1, 2 };
    struct review_item item = { .set = set, .skill = MEMORY_PRODUCING, .row.due_day = 20779 };
    struct review_outlook outlook = {
        .items = &item, .item_count = 1, .due_count = 1, .memory_count = 2, .has_next = true, .next = item
    };
    struct moment now = { .at = INT64_C(1795341600) };
    outlook.next.row.due_day = time_local_day(now) + 3;
    struct view *page = view_outlook(&arena, &outlook, now);
    view_append(page, view_due(&arena, &outlook, 5, now));
    view_append(page, view_checklist(&arena, set, order, 3, 5));
    return page;
}

static const struct {
    const char *name;
    struct view *(*build)(const struct set *set);
} pages[] = {
    { "review", review_page }, { "guide", guide_page },     { "question", question_page },
    { "result", result_page }, { "summary", summary_page }, { "plan", plan_page },
};
static const int widths[] = { 0, 40, 60, 80, 120 };

static void hold_against_golden(const char *name, int width, bool is_coloured, struct string actual)
{
    struct string path =
        string_format(&arena, "tests/render/goldens/%s.%d.%s", name, width, is_coloured ? "colour" : "plain");
    struct failure failure = { 0 };
    const char *golden = getenv("VIVA_GOLDEN");
    if (golden && string_is(string_from(golden), "write")) {
        assert_int_equal(files_replace(path, actual, 0644, &failure), STATUS_OK);
        return;
    }
    struct string expected;
    if (files_read(&arena, path, 1 << 20, &expected, &failure) != STATUS_OK)
        fail_msg("%s", failure.text);
    if (!string_equal(actual, expected))
        fail_msg("%.*s differs; now it is:\n%.*s", STRING_ARG(path), STRING_ARG(actual));
}

static void every_page_is_set_as_its_golden_at_every_width(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    for (size_t page = 0; page < sizeof pages / sizeof *pages; page++)
        for (size_t width = 0; width < sizeof widths / sizeof *widths; width++)
            for (int is_coloured = 0; is_coloured <= 1; is_coloured++)
                hold_against_golden(pages[page].name, widths[width], is_coloured,
                                    text_of(pages[page].build(set), widths[width], is_coloured));
}

static struct string without_ink(struct string coloured)
{
    struct buffer text = buffer_in(&arena);
    for (size_t i = 0; i < coloured.size; i++)
        if (coloured.bytes[i] == '\x1b')
            i += string_find_byte(string_slice(coloured, i, coloured.size), 'm');
        else
            buffer_add_byte(&text, coloured.bytes[i]);
    return buffer_string(&text);
}

/* Without the signs that stand for a role. */
static struct string without_signs(struct string text)
{
    static const struct string signs[] = { STRING_INIT("✓ "), STRING_INIT("✗ "), STRING_INIT("~ "), STRING_INIT("– ") };
    struct buffer words = buffer_in(&arena);
    while (text.size > 0) {
        size_t size = 0;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
            if (string_starts_with(text, signs[i]))
                size = signs[i].size;
        if (size == 0)
            buffer_add_byte(&words, text.bytes[size++]);
        text = string_slice(text, size, text.size);
    }
    return buffer_string(&words);
}

static void ink_adds_signs_to_the_words_and_takes_none_away(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    struct string plain = text_of(summary_page(set), 0, false);
    assert_false(string_equal(text_of(summary_page(set), 0, true), plain));
    assert_true(string_equal(without_signs(without_ink(text_of(summary_page(set), 0, true))), plain));
}

static struct string paragraph_text(struct text text, int width, bool is_coloured)
{
    struct view *view = view_new(&arena, VIEW_PARAGRAPH, ROLE_NONE);
    view->text = text;
    return text_of(view, width, is_coloured);
}

static void figures_stand_in_columns_wherever_they_are_seen_coloured_or_not(void **state)
{
    (void)state;
    const struct view *page = plan_page(sample_set(&arena));
    struct buffer drawn = buffer_in(&arena);
    render_text(&drawn, page, &(struct text_style){ .width = 80, .is_drawn = true });
    assert_true(string_equal(buffer_string(&drawn), without_ink(text_of(page, 80, true))));
}

static void a_line_is_broken_at_its_width_and_not_before(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "12345678 0123456789 x"), 20, false), "12345678 0123456789\nx\n");
    assert_text(paragraph_text(sample_text(&arena, "12345678 01234567890 x"), 20, false), "12345678 01234567890\nx\n");
    assert_text(paragraph_text(sample_text(&arena, "12345678 012345678901 x"), 20, false),
                "12345678\n012345678901 x\n");
}

static void a_word_wider_than_the_page_stands_whole_on_a_line_of_its_own(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "see https://example.org/a/rather/long/path for more"), 20, false),
                "see\nhttps://example.org/a/rather/long/path\nfor more\n");
}

static void wide_characters_count_twice_and_may_be_parted(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "再試行は負荷です。よく考えて"), 20, false),
                "再試行は負荷です。よ\nく考えて\n");
}

static void a_letter_stays_with_its_accents(void **state)
{
    (void)state;
    /* e and U+0301, twenty times: twenty columns, one word, one line. */
    struct buffer word = buffer_in(&arena);
    for (int i = 0; i < 20; i++)
        buffer_add_c(&word, "e\xCC\x81");
    buffer_add_c(&word, " b");
    struct string text = paragraph_text(text_plain(&arena, buffer_string(&word)), 20, false);
    assert_int_equal(string_find_byte(text, '\n'), 60);
}

static void spaces_run_together_and_a_hard_break_ends_a_line(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "  a   b \n  c  "), 0, false), "a b\nc\n");
}

static void no_line_is_broken_at_a_no_break_space(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "0123456789 012345\xC2\xA0"
                                                   "6789 x"),
                               20, false),
                "0123456789\n012345 6789 x\n");
}

static void code_is_in_backticks_in_both_modes_and_emphasis_in_stars_without_ink(void **state)
{
    (void)state;
    struct text text = sample_text(&arena, "use `Rc`, *not* **this**");
    assert_text(paragraph_text(text, 0, false), "use `Rc`, *not* this\n");
    assert_text(paragraph_text(text, 0, true),
                "use \x1b[2m`\x1b[0mRc\x1b[2m`\x1b[0m, \x1b[3mnot\x1b[0m \x1b[1mthis\x1b[0m\n");
}

static void a_link_is_followed_by_its_address_unless_it_is_the_address(void **state)
{
    (void)state;
    assert_text(paragraph_text(sample_text(&arena, "[the `book`](https://a.b) says"), 0, false),
                "the `book` (https://a.b) says\n");
    assert_text(paragraph_text(sample_text(&arena, "[https://a.b](https://a.b)."), 0, false), "https://a.b.\n");
}

static void code_lines_are_broken_at_spaces_and_within_a_word_only_when_needed(void **state)
{
    (void)state;
    struct block block = { .kind = BLOCK_CODE, .code = STRING("\tlet a = call(one, two);\n0123456789abcdefg\n") };
    struct view *view = view_new(&arena, VIEW_PROSE, ROLE_NONE);
    view->prose = (struct prose){ &block, 1 };
    assert_text(text_of(view, 24, false), "     let a = call(one,\n        two);\n    0123456789abcdefg\n");
    assert_text(text_of(view, 20, false),
                "     let a =\n        call(one,\n        two);\n    0123456789abcdef\n        g\n");
}

static void what_would_command_the_terminal_is_shown_as_u_fffd(void **state)
{
    (void)state;
    struct text text = text_plain(&arena, STRING("a\x1b[2Jb\x07\xC2\x9B\xE2\x80\xAE\xFF\x7F z"));
    assert_text(paragraph_text(text, 0, true),
                "a\xEF\xBF\xBD[2Jb\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD z\n");
}

static void a_page_is_set_no_wider_than_one_reads_well(void **state)
{
    (void)state;
    const struct set *set = sample_set(&arena);
    assert_true(
        string_equal(text_of(question_page(set), 200, false), text_of(question_page(set), TEXT_MEASURE_MAX, false)));
}

static void speech_of_one_paragraph_is_in_quotation_marks(void **state)
{
    (void)state;
    struct view *speech = view_new(&arena, VIEW_QUOTE, ROLE_INTERVIEWER);
    speech->label = text_plain(&arena, STRING("Interviewer:"));
    view_add_prose(&arena, speech, ROLE_NONE, sample_paragraph(&arena, "Why?"));
    assert_text(text_of(speech, 0, false), "Interviewer: “Why?”\n");
    view_add_prose(&arena, speech, ROLE_NONE, sample_paragraph(&arena, "How?"));
    assert_text(text_of(speech, 0, false), "Interviewer:\n  Why?\n\n  How?\n");
}

static void a_prompt_is_one_line_whatever_its_length(void **state)
{
    (void)state;
    struct text_style style = { .width = 20, .is_coloured = true };
    struct buffer buffer = buffer_in(&arena);
    render_text_inline(&buffer, sample_text(&arena, "a prompt that is longer than the page is wide:"), ROLE_HINT,
                       &style);
    assert_text(buffer_string(&buffer), "\x1b[2ma prompt that is longer than the page is wide:\x1b[0m");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_page_is_set_as_its_golden_at_every_width, clear),
        cmocka_unit_test_teardown(ink_adds_signs_to_the_words_and_takes_none_away, clear),
        cmocka_unit_test_teardown(figures_stand_in_columns_wherever_they_are_seen_coloured_or_not, clear),
        cmocka_unit_test_teardown(a_line_is_broken_at_its_width_and_not_before, clear),
        cmocka_unit_test_teardown(a_word_wider_than_the_page_stands_whole_on_a_line_of_its_own, clear),
        cmocka_unit_test_teardown(wide_characters_count_twice_and_may_be_parted, clear),
        cmocka_unit_test_teardown(a_letter_stays_with_its_accents, clear),
        cmocka_unit_test_teardown(spaces_run_together_and_a_hard_break_ends_a_line, clear),
        cmocka_unit_test_teardown(no_line_is_broken_at_a_no_break_space, clear),
        cmocka_unit_test_teardown(code_is_in_backticks_in_both_modes_and_emphasis_in_stars_without_ink, clear),
        cmocka_unit_test_teardown(a_link_is_followed_by_its_address_unless_it_is_the_address, clear),
        cmocka_unit_test_teardown(code_lines_are_broken_at_spaces_and_within_a_word_only_when_needed, clear),
        cmocka_unit_test_teardown(what_would_command_the_terminal_is_shown_as_u_fffd, clear),
        cmocka_unit_test_teardown(a_page_is_set_no_wider_than_one_reads_well, clear),
        cmocka_unit_test_teardown(speech_of_one_paragraph_is_in_quotation_marks, clear),
        cmocka_unit_test_teardown(a_prompt_is_one_line_whatever_its_length, clear),
    };
    return cmocka_run_group_tests_name("render text", tests, NULL, NULL);
}
