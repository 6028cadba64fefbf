#include "../expect.h"

#include "model/prose.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

#define TEXT(...)                                                                                                      \
    {                                                                                                                  \
        (struct span[]){ __VA_ARGS__ }, sizeof((struct span[]){ __VA_ARGS__ }) / sizeof(struct span)                   \
    }
#define PROSE(...)                                                                                                     \
    {                                                                                                                  \
        (struct block[]){ __VA_ARGS__ }, sizeof((struct block[]){ __VA_ARGS__ }) / sizeof(struct block)                \
    }
#define WORDS_OF(literal)                                                                                              \
    {                                                                                                                  \
        .text = STRING_INIT(literal)                                                                                   \
    }
#define PARAGRAPH(...)                                                                                                 \
    {                                                                                                                  \
        .kind = BLOCK_PARAGRAPH, .text = TEXT(__VA_ARGS__)                                                             \
    }

/* A paragraph, a list with a paragraph and some code in its items, a quote. */
static const struct prose sample =
    PROSE(PARAGRAPH(WORDS_OF("Each value has "), { .text = STRING_INIT("one"), .style = SPAN_EMPHASIS },
                    WORDS_OF(" owner."), WORDS_OF("\n"), { .text = STRING_INIT("Always."), .style = SPAN_STRONG }),
          { .kind = BLOCK_NUMBERS,
            .start = 1,
            .children = PROSE({ .kind = BLOCK_ITEM, .children = PROSE(PARAGRAPH(WORDS_OF("first"))) },
                              { .kind = BLOCK_ITEM,
                                .children = PROSE(PARAGRAPH(WORDS_OF("second")),
                                                  { .kind = BLOCK_CODE,
                                                    .language = STRING_INIT("rust"),
                                                    .code = STRING_INIT("let a = 1;\nlet b = 2;\n") }) }) },
          { .kind = BLOCK_QUOTE, .children = PROSE(PARAGRAPH(WORDS_OF("said"))) });

static void plain_text_is_one_span_or_none(void **state)
{
    (void)state;
    struct text text = text_plain(&arena, STRING("words"));
    assert_int_equal(text.count, 1);
    assert_int_equal(text.spans[0].style, SPAN_PLAIN);
    assert_text(text_string(&arena, text), "words");
    assert_int_equal(text_plain(&arena, STRING("")).count, 0);
    assert_int_equal(text_string(&arena, (struct text){ 0 }).size, 0);
}

static void the_words_alone_have_a_space_for_a_hard_break(void **state)
{
    (void)state;
    assert_text(text_string(&arena, sample.blocks[0].text), "Each value has one owner. Always.");
}

static void the_words_of_prose_have_a_line_feed_between_blocks(void **state)
{
    (void)state;
    assert_text(prose_string(&arena, sample),
                "Each value has one owner. Always.\nfirst\nsecond\nlet a = 1;\nlet b = 2;\nsaid");
    assert_int_equal(prose_string(&arena, (struct prose){ 0 }).size, 0);
}

static void words_are_counted_across_spans_and_not_across_blocks(void **state)
{
    (void)state;
    assert_int_equal(prose_word_count(sample), 6 + 1 + 1 + 8 + 1);
    assert_int_equal(prose_word_count((struct prose){ 0 }), 0);
    struct prose joined =
        PROSE(PARAGRAPH(WORDS_OF("un"), { .text = STRING_INIT("safe"), .style = SPAN_STRONG }, WORDS_OF("ly")));
    assert_int_equal(prose_word_count(joined), 1);
    struct prose blank = PROSE(PARAGRAPH(WORDS_OF(" \t ")));
    assert_int_equal(prose_word_count(blank), 0);
}

static void what_has_no_words_is_empty(void **state)
{
    (void)state;
    assert_true(text_is_empty((struct text){ 0 }));
    struct text hollow = TEXT({ .style = SPAN_STRONG });
    assert_true(text_is_empty(hollow));
    assert_false(text_is_empty(text_plain(&arena, STRING(" "))));
    assert_true(prose_is_empty((struct prose){ 0 }));
    struct prose nested = PROSE({ .kind = BLOCK_QUOTE, .children = PROSE({ .kind = BLOCK_PARAGRAPH }) });
    assert_true(prose_is_empty(nested));
    assert_false(prose_is_empty(sample));
    struct prose code = PROSE({ .kind = BLOCK_CODE, .code = STRING_INIT("\n") });
    assert_false(prose_is_empty(code));
}

static void texts_are_equal_when_words_style_and_links_are(void **state)
{
    (void)state;
    const struct text texts[] = {
        { NULL, 0 },
        TEXT(WORDS_OF("a")),
        TEXT(WORDS_OF("b")),
        TEXT({ .text = STRING_INIT("a"), .style = SPAN_CODE }),
        TEXT({ .text = STRING_INIT("a"), .href = STRING_INIT("https://a/") }),
        TEXT({ .text = STRING_INIT("a"), .href = STRING_INIT("https://b/") }),
        TEXT(WORDS_OF("a"), { .text = STRING_INIT("b"), .style = SPAN_STRONG }),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            assert_int_equal(text_equal(texts[i], texts[j]), i == j);
}

static void prose_is_equal_when_every_part_is(void **state)
{
    (void)state;
    const struct prose proses[] = {
        { NULL, 0 },
        PROSE(PARAGRAPH(WORDS_OF("a"))),
        PROSE(PARAGRAPH(WORDS_OF("b"))),
        PROSE(PARAGRAPH(WORDS_OF("a")), PARAGRAPH(WORDS_OF("a"))),
        PROSE({ .kind = BLOCK_CODE, .code = STRING_INIT("a\n") }),
        PROSE({ .kind = BLOCK_CODE, .code = STRING_INIT("b\n") }),
        PROSE({ .kind = BLOCK_CODE, .code = STRING_INIT("a\n"), .language = STRING_INIT("c") }),
        PROSE({ .kind = BLOCK_QUOTE, .children = PROSE(PARAGRAPH(WORDS_OF("a"))) }),
        PROSE({ .kind = BLOCK_QUOTE, .children = PROSE(PARAGRAPH(WORDS_OF("b"))) }),
        PROSE({ .kind = BLOCK_NUMBERS, .start = 1 }),
        PROSE({ .kind = BLOCK_NUMBERS, .start = 2 }),
        PROSE({ .kind = BLOCK_BULLETS }),
    };
    for (size_t i = 0; i < sizeof proses / sizeof *proses; i++)
        for (size_t j = 0; j < sizeof proses / sizeof *proses; j++)
            assert_int_equal(prose_equal(proses[i], proses[j]), i == j);
    assert_true(prose_equal(sample, sample));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_one_span_or_none),
        cmocka_unit_test(the_words_alone_have_a_space_for_a_hard_break),
        cmocka_unit_test(the_words_of_prose_have_a_line_feed_between_blocks),
        cmocka_unit_test(words_are_counted_across_spans_and_not_across_blocks),
        cmocka_unit_test(what_has_no_words_is_empty),
        cmocka_unit_test(texts_are_equal_when_words_style_and_links_are),
        cmocka_unit_test(prose_is_equal_when_every_part_is),
    };
    return cmocka_run_group_tests_name("prose", tests, NULL, clear);
}
