/* clause: an author's words within viva's sentences. */
#include "core/clause.h"

#include "../expect.h"
#include "markup.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void expect_inside(const char *clause, const char *expected)
{
    assert_text(markup_write(&arena, clause_inside(&arena, markup_read(&arena, clause))), expected);
}

static void expect_sentence(const char *clause, const char *expected)
{
    assert_text(markup_write(&arena, clause_sentence(&arena, markup_read(&arena, clause))), expected);
}

static void a_clause_loses_its_full_stop_inside_a_sentence(void **state)
{
    (void)state;
    expect_inside("each value has one owner.", "each value has one owner");
    expect_inside("each value has one owner", "each value has one owner");
    expect_inside("each value has one owner. ", "each value has one owner");
    expect_inside("each value has *one owner.*", "each value has *one owner*");
    expect_inside("each value has *one owner*.", "each value has *one owner*");
    expect_inside("is that so?", "is that so?");
}

static void an_ellipsis_and_a_dot_in_code_are_no_full_stop(void **state)
{
    (void)state;
    expect_inside("and so on...", "and so on...");
    expect_inside("the range `a..b.`", "the range `a..b.`");
    expect_inside("the range is `..`.", "the range is `..`");
}

static void an_empty_clause_stays_empty(void **state)
{
    (void)state;
    expect_inside("", "");
    expect_inside(" ", "");
    expect_inside(".", "");
    expect_sentence("", "");
    expect_sentence(" ", "");
}

static void a_clause_becomes_a_sentence(void **state)
{
    (void)state;
    expect_sentence("each value has one owner", "Each value has one owner.");
    expect_sentence("each value has one owner.", "Each value has one owner.");
    expect_sentence("*each* value has one owner", "*Each* value has one owner.");
    expect_sentence("éviter une copie", "Éviter une copie.");
    expect_sentence("Rust has one owner", "Rust has one owner.");
    expect_sentence("say *so*", "Say *so*.");
    expect_sentence("say `so`", "Say `so`.");
    expect_sentence("say `so.` ", "Say `so.`.");
}

static void a_quotation_mark_before_the_first_letter_is_passed_over(void **state)
{
    (void)state;
    expect_sentence("\"it depends\" is no answer", "\"It depends\" is no answer.");
    expect_sentence("« au moins une fois » veut dire", "« Au moins une fois » veut dire.");
    expect_sentence("¿por qué?", "¿Por qué?");
    expect_sentence("(`drop` runs)", "(`drop` runs).");
    expect_sentence("(eBPF) runs", "(eBPF) runs.");
    expect_sentence("\"\"", "\"\".");
}

static void a_hard_break_at_the_end_is_dropped(void **state)
{
    (void)state;
    struct span spans[] = { { .text = STRING("one owner") }, { .text = STRING("\n") } };
    assert_text(markup_write(&arena, clause_sentence(&arena, (struct text){ spans, 2 })), "One owner.");
}

static void code_and_words_that_are_written_as_they_are_keep_their_case(void **state)
{
    (void)state;
    expect_sentence("`drop` runs at the end", "`drop` runs at the end.");
    expect_sentence("eBPF runs in the kernel", "eBPF runs in the kernel.");
    expect_sentence("catch_unwind is no general try", "catch_unwind is no general try.");
    expect_sentence("panic! stops the thread", "panic! stops the thread.");
    expect_sentence("std::mem is a module", "std::mem is a module.");
    expect_sentence("i32 wraps", "i32 wraps.");
    expect_sentence("7 of them", "7 of them.");
}

static void what_ends_a_sentence_already_gets_no_stop(void **state)
{
    (void)state;
    expect_sentence("is that so?", "Is that so?");
    expect_sentence("stop!", "stop!"); /* one word with a sign is taken for a name */
    expect_sentence("stop now!", "Stop now!");
    expect_sentence("and so on…", "And so on…");
    expect_sentence("say this:", "Say this:");
    expect_sentence("they say \"it depends.\"", "They say \"it depends.\"");
    expect_sentence("they say “it depends.”", "They say “it depends.”");
    expect_sentence("they say \"it depends\"", "They say \"it depends\".");
    expect_sentence("each value (see above)", "Each value (see above).");
}

static void a_stop_behind_a_link_or_a_style_is_no_part_of_it(void **state)
{
    (void)state;
    struct span link = { .text = STRING("The Book"), .href = STRING("https://doc.rust-lang.org/book/") };
    struct text sentence = clause_sentence(&arena, (struct text){ &link, 1 });
    assert_int_equal(sentence.count, 2);
    assert_text(sentence.spans[0].text, "The Book");
    assert_text(sentence.spans[1].text, ".");
    assert_int_equal(sentence.spans[1].href.size, 0);
    expect_sentence("say it *twice*", "Say it *twice*.");
}

static void a_clause_is_ended_by_a_stop_outside_code(void **state)
{
    (void)state;
    assert_true(clause_is_ended(markup_read(&arena, "What went wrong?")));
    assert_true(clause_is_ended(markup_read(&arena, "(see above.)")));
    assert_false(clause_is_ended(markup_read(&arena, "What went wrong")));
    assert_false(clause_is_ended(markup_read(&arena, "the operator `?`")));
    assert_false(clause_is_ended((struct text){ 0 }));
}

static void a_style_is_laid_over_the_others(void **state)
{
    (void)state;
    struct text text = markup_read(&arena, "why `drop` runs");
    assert_text(markup_write(&arena, clause_styled(&arena, text, SPAN_EMPHASIS)), "*why **`drop`** runs*");
    assert_text(markup_write(&arena, text), "why `drop` runs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_clause_loses_its_full_stop_inside_a_sentence, clear),
        cmocka_unit_test_teardown(an_ellipsis_and_a_dot_in_code_are_no_full_stop, clear),
        cmocka_unit_test_teardown(an_empty_clause_stays_empty, clear),
        cmocka_unit_test_teardown(a_clause_becomes_a_sentence, clear),
        cmocka_unit_test_teardown(a_quotation_mark_before_the_first_letter_is_passed_over, clear),
        cmocka_unit_test_teardown(a_hard_break_at_the_end_is_dropped, clear),
        cmocka_unit_test_teardown(code_and_words_that_are_written_as_they_are_keep_their_case, clear),
        cmocka_unit_test_teardown(what_ends_a_sentence_already_gets_no_stop, clear),
        cmocka_unit_test_teardown(a_stop_behind_a_link_or_a_style_is_no_part_of_it, clear),
        cmocka_unit_test_teardown(a_clause_is_ended_by_a_stop_outside_code, clear),
        cmocka_unit_test_teardown(a_style_is_laid_over_the_others, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
