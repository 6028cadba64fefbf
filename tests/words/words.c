#include "../expect.h"

#include <signal.h>

#include "words/words.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct text styled(const char *text, unsigned style)
{
    struct text made = text_plain(&arena, string_from(text));
    made.spans[0].style = style;
    return made;
}

/* A text as one line: every span in brackets behind its style. */
static struct string shown(struct text text)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < text.count; i++)
        buffer_add_format(&buffer, "%u%s[%.*s]", text.spans[i].style, text.spans[i].href.size ? "@" : "",
                          STRING_ARG(text.spans[i].text));
    return buffer_string(&buffer);
}

static void places_are_filled_wherever_they_stand(void **state)
{
    (void)state;
    static const struct {
        const char *template, *filled;
    } rows[] = {
        { "", "" },
        { "no place", "no place" },
        { "{a}", "one" },
        { "{a}{b}", "onetwo" },
        { "x {b} y {a} z {b}", "x two y one z two" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_text(words_fill(&arena, rows[i].template,
                               WORDS({ .name = "a", .plain = STRING("one") }, { .name = "b", .plain = STRING("two") })),
                    rows[i].filled);
}

static void a_value_that_looks_like_a_place_is_left_alone(void **state)
{
    (void)state;
    assert_text(words_fill(&arena, "{a} {b}",
                           WORDS({ .name = "a", .plain = STRING("{b}") }, { .name = "b", .plain = STRING("}{") })),
                "{b} }{");
}

static void a_rich_value_fills_a_plain_sentence_with_its_words(void **state)
{
    (void)state;
    assert_text(
        words_fill(&arena, "<{a}>", WORDS({ .name = "a", .plain = STRING("no"), .rich = styled("yes", SPAN_CODE) })),
        "<yes>");
}

static void fill_without_the_value(void)
{
    words_fill(&arena, "{a}", WORDS({ .name = "b" }));
}

static void fill_without_any_value(void)
{
    words_fill(&arena, "{a}", NO_WORDS);
}

static void fill_an_open_brace(void)
{
    words_fill(&arena, "{a", WORDS({ .name = "a" }));
}

static void say_a_counted_sentence_uncounted(void)
{
    words_plain(SAY_OPENING_COUNT);
}

static void say_a_sentence_with_places_as_plain(void)
{
    words_plain(SAY_COMPLETED);
}

static void count_a_sentence_without_a_plural(void)
{
    words_counted(&arena, SAY_AND, 1, NO_WORDS);
}

static void say_nothing_there_is(void)
{
    words_plain(SENTENCE_END);
}

static void a_sentence_that_is_said_wrongly_is_a_bug(void **state)
{
    (void)state;
    void (*const wrong[])(void) = { fill_without_the_value,
                                    fill_without_any_value,
                                    fill_an_open_brace,
                                    say_a_counted_sentence_uncounted,
                                    say_a_sentence_with_places_as_plain,
                                    count_a_sentence_without_a_plural,
                                    say_nothing_there_is };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(ending_of(wrong[i]), -SIGABRT);
}

static void the_count_picks_the_form_and_fills_its_place(void **state)
{
    (void)state;
    assert_text(words_counted(&arena, SAY_OPENING_COUNT, 1, NO_WORDS), "1 exercise");
    assert_text(words_counted(&arena, SAY_OPENING_COUNT, 0, NO_WORDS), "0 exercises");
    assert_text(words_counted(&arena, SAY_OPENING_COUNT, 2, NO_WORDS), "2 exercises");
    assert_text(words_counted(&arena, SAY_OPENING_COUNT, -1, NO_WORDS), "-1 exercises");
    assert_text(words_counted(&arena, SAY_SHARE_COVERED, 5, WORDS({ .name = "covered", .plain = STRING("3") })),
                "3 of 5 points");
}

static void a_counted_sentence_can_be_rich(void **state)
{
    (void)state;
    struct text code = styled("Rc", SPAN_CODE);
    assert_text(shown(words_counted_text(&arena, SAY_SHARE_COVERED, 5, WORDS({ .name = "covered", .rich = code }))),
                "4[Rc]0[ of 5 points]");
    assert_text(shown(words_counted_text(&arena, SAY_OPENING_COUNT, 1, NO_WORDS)), "0[1 exercise]");
}

static void a_failure_is_told_in_a_sentence(void **state)
{
    (void)state;
    struct failure failure;
    const struct word *values =
        WORDS({ .name = "done", .plain = STRING("2") }, { .name = "count", .plain = STRING("5\x1b") });
    assert_int_equal(words_failure(&failure, STATUS_CONFLICT, SAY_COMPLETED, values), STATUS_CONFLICT);
    assert_int_equal(failure.status, STATUS_CONFLICT);
    assert_string_equal(failure.text, "2 / 5? completed");
    assert_int_equal(words_failure(NULL, STATUS_FULL, SAY_COMPLETED, values), STATUS_FULL);
}

static void a_sentence_is_said_in_plain_words(void **state)
{
    (void)state;
    assert_text(words_plain(SAY_AND), " and ");
    assert_text(
        words_string(&arena, SAY_COMPLETED,
                     WORDS({ .name = "done", .plain = STRING("2") }, { .name = "count", .plain = STRING("5") })),
        "2 / 5 completed");
}

static void a_rich_sentence_keeps_styles_and_merges_neighbours(void **state)
{
    (void)state;
    struct text code = styled("Box", SPAN_CODE), plain = styled("plain", SPAN_PLAIN);
    assert_text(shown(words_text(&arena, SAY_AGAIN_ITEM,
                                 WORDS({ .name = "title", .rich = code }, { .name = "reason", .rich = plain }))),
                "4[Box]0[: plain]");
    assert_text(shown(words_text(&arena, SAY_AGAIN_ITEM,
                                 WORDS({ .name = "title", .plain = STRING("a") }, { .name = "reason", .rich = code }))),
                "0[a: ]4[Box]");
    assert_text(shown(words_text(&arena, SAY_AGAIN_ITEM, WORDS({ .name = "title" }, { .name = "reason" }))), "0[: ]");
}

static void links_are_merged_only_with_themselves(void **state)
{
    (void)state;
    struct text link = styled("here", SPAN_PLAIN);
    link.spans[0].href = STRING("https://example.org/");
    assert_text(shown(words_and_text(&arena, (struct text[]){ link, link }, 2)), "0@[here]0[ and ]0@[here]");
    assert_text(
        shown(words_text(&arena, SAY_AGAIN_ITEM, WORDS({ .name = "title", .rich = link }, { .name = "reason" }))),
        "0@[here]0[: ]");
}

static void a_hard_break_stands_alone(void **state)
{
    (void)state;
    assert_text(shown(words_text(&arena, SAY_AGAIN_ITEM,
                                 WORDS({ .name = "title", .plain = STRING("a\n\nb\n") },
                                       { .name = "reason", .plain = STRING("\n") }))),
                "0[a]0[\n]0[\n]0[b]0[\n]0[: ]0[\n]");
}

static void lists_are_joined_as_people_say_them(void **state)
{
    (void)state;
    static const struct string items[] = { STRING_INIT("A"), STRING_INIT("B"), STRING_INIT("C"), STRING_INIT("D") };
    static const char *const joined[] = { "", "A", "A and B", "A, B and C", "A, B, C and D" };
    for (size_t count = 0; count <= 4; count++)
        assert_text(words_and(&arena, items, count), joined[count]);
    struct text rich[] = { styled("A", SPAN_STRONG), styled("B", SPAN_STRONG), styled("C", SPAN_PLAIN) };
    assert_text(shown(words_and_text(&arena, rich, 3)), "2[A]0[, ]2[B]0[ and C]");
    assert_int_equal(words_and_text(&arena, rich, 0).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_filled_wherever_they_stand),
        cmocka_unit_test(a_value_that_looks_like_a_place_is_left_alone),
        cmocka_unit_test(a_rich_value_fills_a_plain_sentence_with_its_words),
        cmocka_unit_test(a_sentence_that_is_said_wrongly_is_a_bug),
        cmocka_unit_test(the_count_picks_the_form_and_fills_its_place),
        cmocka_unit_test(a_counted_sentence_can_be_rich),
        cmocka_unit_test(a_failure_is_told_in_a_sentence),
        cmocka_unit_test(a_sentence_is_said_in_plain_words),
        cmocka_unit_test(a_rich_sentence_keeps_styles_and_merges_neighbours),
        cmocka_unit_test(links_are_merged_only_with_themselves),
        cmocka_unit_test(a_hard_break_stands_alone),
        cmocka_unit_test(lists_are_joined_as_people_say_them),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, clear);
}
