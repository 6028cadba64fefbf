/* surface and lexicon: what somebody who understands nothing counts. */
#include "words/surface.h"

#include "../expect.h"
#include "words/lexicon.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct surface of(const char *words)
{
    struct surface surface = { 0 };
    surface_add_string(&arena, &surface, string_from(words));
    return surface;
}

static struct set set_in(const char *language, const char *signal)
{
    struct heading *heading = ARENA_NEW(&arena, struct heading);
    *LIST_ADD(&arena, &heading->signals) = string_from(signal);
    return (struct set){ .language = string_from(language), .guide = { .headings = heading, .heading_count = 1 } };
}

static void assert_counts(const char *words, unsigned absolutes, unsigned hedges, unsigned guide_words)
{
    struct set set = set_in("en", "The bottom line");
    struct lexicon lexicon = lexicon_of(&arena, &set);
    struct surface surface = of(words);
    struct lexicon_counts counts = lexicon_count(&lexicon, &surface);
    if (counts.absolutes != absolutes || counts.hedges != hedges || counts.guide_words != guide_words)
        fail_msg("\"%s\" has %u, %u and %u", words, counts.absolutes, counts.hedges, counts.guide_words);
}

/* Characters. ------------------------------------------------------------------------------------------------ */

static void characters_are_counted_as_people_count_them(void **state)
{
    (void)state;
    assert_int_equal(of("").characters, 0);
    assert_int_equal(of("Straße, naïve").characters, 13);
    assert_int_equal(of("一二三").characters, 3);
}

static void punctuation_within_a_word_is_spelling(void **state)
{
    (void)state;
    assert_int_equal(of("it's a well-known trade-off").punctuation, 0);
    assert_int_equal(of("it\u2019s known").punctuation, 0);
    assert_int_equal(of("yes, no; maybe: (so) - \"what\"?").punctuation, 9);
    assert_int_equal(of("yes \u2014 no \u201Cso\u201D").punctuation, 3);
}

static void digits_are_counted_one_by_one(void **state)
{
    (void)state;
    assert_int_equal(of("from 1,024 to 65536").digits, 9);
    assert_int_equal(of("none").digits, 0);
}

static void a_word_is_the_same_in_any_case_and_spelling_of_its_apostrophe(void **state)
{
    (void)state;
    struct surface words = of("DON'T don\u2019t Ärger ärger don't-dont x");
    assert_int_equal(words.words.count, 7);
    assert_true(words.words.items[0].hash == words.words.items[1].hash);
    assert_true(words.words.items[2].hash == words.words.items[3].hash);
    assert_true(words.words.items[4].hash == words.words.items[0].hash);
    assert_true(words.words.items[5].hash != words.words.items[0].hash);
    assert_true(words.words.items[5].is_long && !words.words.items[6].is_long);
}

static void code_is_counted_apart(void **state)
{
    (void)state;
    struct span spans[] = { { .text = STRING("Call "), .style = SPAN_PLAIN },
                            { .text = STRING("f(x, 1);"), .style = SPAN_CODE },
                            { .text = STRING(", twice."), .style = SPAN_EMPHASIS } };
    struct block blocks[] = { { .kind = BLOCK_PARAGRAPH, .text = { spans, 3 } },
                              { .kind = BLOCK_CODE, .code = STRING("always();\n") } };
    struct block quote = { .kind = BLOCK_QUOTE, .children = { blocks, 2 } };
    struct surface surface = { 0 };
    surface_add_prose(&arena, &surface, (struct prose){ &quote, 1 });
    assert_int_equal(surface.characters, 5 + 8 + 8 + 10);
    assert_int_equal(surface.code_marks, 2);
    assert_int_equal(surface.code_characters, 18);
    assert_int_equal(surface.punctuation, 2);
    assert_int_equal(surface.digits, 1);
    struct set set = set_in("en", "x");
    struct lexicon lexicon = lexicon_of(&arena, &set);
    assert_int_equal(lexicon_count(&lexicon, &surface).absolutes, 0);
    assert_int_equal(lexicon_count(&lexicon, &surface).guide_words, 0);
}

/* Phrases. ---------------------------------------------------------------------------------------------------- */

static void phrases_are_found_wherever_a_text_has_them(void **state)
{
    (void)state;
    assert_counts("It always holds, and nobody NEVER sees it.", 3, 0, 0);
    assert_counts("Usually it might hold, in most cases.", 0, 3, 0);
    assert_counts("Because it holds; in exchange, it costs.", 0, 0, 2);
    assert_counts("It depends on one thing.", 0, 1, 1);
    assert_counts("alwayss nevermore onlyness", 0, 0, 0);
}

static void the_longest_phrase_counts_and_its_words_not_again(void **state)
{
    (void)state;
    assert_counts("It is not only fast, after all, and not at all dear.", 0, 0, 0);
    assert_counts("Only that, at the cost of the cost.", 1, 0, 2);
    assert_counts("no one", 1, 0, 0);
    assert_counts("no", 0, 0, 0);
    assert_counts("in most", 0, 0, 0);
}

static void a_guide_s_own_signals_count_in_any_language(void **state)
{
    (void)state;
    assert_counts("the bottom line: the bottom-line", 0, 0, 2);
    struct set set = set_in("de", "unter dem Strich");
    struct lexicon lexicon = lexicon_of(&arena, &set);
    struct surface surface = of("Unter dem Strich never because");
    struct lexicon_counts counts = lexicon_count(&lexicon, &surface);
    assert_int_equal(counts.guide_words, 1);
    assert_int_equal(counts.absolutes, 0);
}

static void a_signal_that_is_no_word_is_left_out(void **state)
{
    (void)state;
    struct set set = set_in("fr", "...");
    assert_int_equal(lexicon_of(&arena, &set).count, 0);
}

static void english_is_known_by_its_tag(void **state)
{
    (void)state;
    assert_true(lexicon_speaks(STRING("en")));
    assert_true(lexicon_speaks(STRING("en-GB")));
    assert_false(lexicon_speaks(STRING("enm")));
    assert_false(lexicon_speaks(STRING("de")));
}

static void the_first_phrase_of_a_kind_is_told(void **state)
{
    (void)state;
    struct set set = set_in("en", "x");
    struct lexicon lexicon = lexicon_of(&arena, &set);
    struct surface surface = of("Perhaps not only this, but Never and always.");
    assert_text(lexicon_first(&lexicon, &surface, LEXICON_ABSOLUTE), "never");
    assert_text(lexicon_first(&lexicon, &surface, LEXICON_HEDGE), "perhaps");
    assert_int_equal(lexicon_first(&lexicon, &surface, LEXICON_REPLY).size, 0);
}

static void a_word_has_its_kinds_alone(void **state)
{
    (void)state;
    struct set set = set_in("en", "x");
    struct lexicon lexicon = lexicon_of(&arena, &set);
    struct surface surface = of("every that word");
    assert_int_equal(lexicon_kinds(&lexicon, &surface.words.items[0]), LEXICON_ABSOLUTE | LEXICON_SINGULAR);
    assert_int_equal(lexicon_kinds(&lexicon, &surface.words.items[1]), LEXICON_SINGULAR | LEXICON_PRONOUN);
    assert_int_equal(lexicon_kinds(&lexicon, &surface.words.items[2]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_counted_as_people_count_them),
        cmocka_unit_test(punctuation_within_a_word_is_spelling),
        cmocka_unit_test(digits_are_counted_one_by_one),
        cmocka_unit_test(a_word_is_the_same_in_any_case_and_spelling_of_its_apostrophe),
        cmocka_unit_test(code_is_counted_apart),
        cmocka_unit_test(phrases_are_found_wherever_a_text_has_them),
        cmocka_unit_test(the_longest_phrase_counts_and_its_words_not_again),
        cmocka_unit_test(a_guide_s_own_signals_count_in_any_language),
        cmocka_unit_test(a_signal_that_is_no_word_is_left_out),
        cmocka_unit_test(english_is_known_by_its_tag),
        cmocka_unit_test(the_first_phrase_of_a_kind_is_told),
        cmocka_unit_test(a_word_has_its_kinds_alone),
    };
    return cmocka_run_group_tests_name("surface", tests, NULL, clear);
}
