/* explain: what holds for every explanation, of the sets beside the goldens and of exercises made up at random. */
#include "core/explain.h"

#include <stdlib.h>
#include <string.h>

#include "../expect.h"
#include "base/random.h"
#include "core/deal.h"
#include "core/rivals.h"
#include "markup.h"
#include "sets.h"
#include "words/words.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* Promises that hold for every exercise. ------------------------------------------------------------------------------
 */

/* A paragraph with letters turned back into the options they stand for, its words sorted: what is left when order and
 * letters are taken away. */
struct bag {
    struct string words[512];
    size_t count;
    option_mask named;
};

static int compare_words(const void *a, const void *b)
{
    return string_compare(*(const struct string *)a, *(const struct string *)b);
}

static bool is_letter(struct span span)
{
    return span.style == SPAN_STRONG && span.text.size == 1;
}

static struct bag bag_of(struct text text, const struct option_order *order)
{
    struct bag bag = { .count = 0 };
    for (size_t i = 0; i < text.count; i++) {
        struct string rest = text.spans[i].text;
        if (is_letter(text.spans[i])) {
            size_t option = order->items[rest.bytes[0] - 'A'];
            bag.named |= (option_mask)1 << option;
            bag.words[bag.count++] = string_format(&arena, "<%zu>", option);
            continue;
        }
        while (rest.size > 0) {
            struct string word = string_cut(&rest, ' ');
            while (word.size > 0 && strchr(",:", word.bytes[word.size - 1]) != NULL) /* commas of lists move */
                word.size--;
            bool is_joint =
                word.size == 0 || string_is(word, "and") || string_is(word, "(your") || string_is(word, "choice)");
            assert_true(bag.count < 512);
            if (!is_joint)
                bag.words[bag.count++] = word;
        }
    }
    qsort(bag.words, bag.count, sizeof bag.words[0], compare_words);
    return bag;
}

static struct string bag_string(const struct bag *bag)
{
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < bag->count; i++) {
        buffer_add(&buffer, bag->words[i]);
        buffer_add_byte(&buffer, ' ');
    }
    return buffer_string(&buffer);
}

/* All paragraphs as bags, sorted: the same for two explanations that say the same. */
static struct string said(const struct texts *paragraphs, const struct option_order *order)
{
    struct string bags[16];
    assert_true(paragraphs->count <= 16);
    for (size_t i = 0; i < paragraphs->count; i++) {
        struct bag bag = bag_of(paragraphs->items[i], order);
        bags[i] = bag_string(&bag);
    }
    qsort(bags, paragraphs->count, sizeof bags[0], compare_words);
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < paragraphs->count; i++) {
        buffer_add(&buffer, bags[i]);
        buffer_add_byte(&buffer, '\n');
    }
    return buffer_string(&buffer);
}

/* The number-th order of count options, by its Lehmer code. */
static struct option_order order_number(size_t number, size_t count)
{
    uint8_t left[EXERCISE_OPTIONS_MAX];
    struct option_order order = { .count = count };
    for (size_t i = 0; i < count; i++)
        left[i] = (uint8_t)i;
    for (size_t place = 0; place < count; place++) {
        size_t picked = number % (count - place);
        number /= count - place;
        order.items[place] = left[picked];
        memmove(left + picked, left + picked + 1, count - place - picked - 1);
    }
    return order;
}

static void expect_same_under_all_orders(const struct set *set, const struct exercise *exercise,
                                         const struct response *response)
{
    struct option_order first = sets_order_as_written(exercise);
    struct explanation expected = explain(&arena, set, exercise, &first, response);
    struct string best = said(&expected.best, &first), others = said(&expected.others, &first);
    for (size_t number = 0; number < 24; number++) {
        struct option_order order = order_number(number, exercise->option_count);
        struct explanation explanation = explain(&arena, set, exercise, &order, response);
        assert_true(string_equal(said(&explanation.best, &order), best));
        assert_true(string_equal(said(&explanation.others, &order), others));
        for (size_t i = 0; i < explanation.row_count; i++)
            for (size_t place = 0; place < order.count; place++)
                assert_int_equal(explanation.rows[i].cells[place], expected.rows[i].cells[order.items[place]]);
    }
}

static void a_shuffle_changes_letters_and_the_order_of_groups_and_nothing_else(void **state)
{
    (void)state;
    static const char *const of_four[] = { "three-rivals",  "group-of-three", "group-with-notes",
                                           "contradiction", "no-points",      "story-guide" };
    for (size_t i = 0; i < sizeof of_four / sizeof of_four[0]; i++) {
        const struct set *set = sets_read(&arena, sets_path(&arena, of_four[i], ".md"));
        const struct exercise *exercise = &set->exercises[0];
        assert_int_equal(exercise->option_count, 4);
        for (size_t option = 0; option < 4; option++) {
            struct response response = sets_choice(option);
            expect_same_under_all_orders(set, exercise, &response);
        }
        expect_same_under_all_orders(set, exercise, &sets_dont_know);
    }
}

static void a_choice_changes_nothing_in_why_the_best_is_the_best(void **state)
{
    (void)state;
    for (size_t i = 0; i < sets_name_count; i++) {
        const struct set *set = sets_read(&arena, sets_path(&arena, sets_names[i], ".md"));
        const struct exercise *exercise = &set->exercises[0];
        struct option_order order = sets_order_as_written(exercise);
        struct explanation expected = explain(&arena, set, exercise, &order, &sets_dont_know);
        for (size_t option = 0; option < exercise->option_count; option++) {
            struct response response = sets_choice(option);
            struct explanation explanation = explain(&arena, set, exercise, &order, &response);
            assert_int_equal(explanation.best.count, expected.best.count);
            for (size_t j = 0; j < expected.best.count; j++)
                assert_true(text_equal(explanation.best.items[j], expected.best.items[j]));
        }
    }
}

/* Which options each paragraph is about; the best is named where a rival is held against it. */
static void expect_each_rival_once(const struct exercise *exercise, const struct option_order *order,
                                   const struct explanation *explanation)
{
    option_mask seen = 0, best = (option_mask)1 << exercise_best(exercise);
    for (size_t i = 0; i < explanation->others.count; i++) {
        option_mask named = bag_of(explanation->others.items[i], order).named & ~best;
        assert_int_not_equal(named, 0);
        assert_int_equal(seen & named, 0);
        seen |= named;
    }
    if (exercise->point_count > 0)
        assert_int_equal(seen | best, ((option_mask)1 << exercise->option_count) - 1);
}

static void every_rival_has_its_place_in_exactly_one_paragraph_and_the_chosen_one_comes_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < sets_name_count; i++) {
        const struct set *set = sets_read(&arena, sets_path(&arena, sets_names[i], ".md"));
        const struct exercise *exercise = &set->exercises[0];
        for (size_t option = 0; option < exercise->option_count; option++) {
            struct option_order order = deal_order(i, option, exercise->option_count);
            struct response response = sets_choice(option);
            struct explanation explanation = explain(&arena, set, exercise, &order, &response);
            expect_each_rival_once(exercise, &order, &explanation);
            bool is_told = exercise->point_count > 0 || !text_is_empty(exercise->options[option].note);
            if (option != exercise_best(exercise) && is_told)
                assert_true(mask_has(bag_of(explanation.others.items[0], &order).named, option));
        }
    }
}

/* What viva says of several rivals is put in other words each time: the words of one sentence of the catalogue, outside
 * of its places, are found in one explanation three times at most. */
static size_t count_found(struct string text, struct string words)
{
    size_t count = 0;
    for (size_t at; (at = string_find(text, words)) != STRING_NOT_FOUND; count++)
        text = string_slice(text, at + words.size, text.size);
    return count;
}

static void expect_no_pattern_four_times(struct string text, const char *sentence)
{
    struct string rest = string_from(sentence), longest = { 0 };
    while (rest.size > 0) {
        struct string words = string_cut(&rest, '{');
        if (words.size > longest.size)
            longest = words;
        string_cut(&rest, '}');
    }
    if (longest.size >= strlen("It leaves out")) /* "and", ": " and the like are no pattern */
        assert_true(count_found(text, longest) <= 3);
}

static void no_sentence_is_heard_four_times(void **state)
{
    (void)state;
    static const char *const sentences[] = {
#define SENTENCE(id, text)               text,
#define SENTENCE_COUNTED(id, one, other) one, other,
#include "words/sentences.def"
#undef SENTENCE
#undef SENTENCE_COUNTED
    };
    for (size_t i = 0; i < sets_name_count; i++) {
        const struct set *set = sets_read(&arena, sets_path(&arena, sets_names[i], ".md"));
        struct option_order order = sets_order_as_written(&set->exercises[0]);
        struct explanation explanation = explain(&arena, set, &set->exercises[0], &order, &sets_dont_know);
        struct text others = words_paragraph(&arena, explanation.others.items, explanation.others.count);
        for (size_t j = 0; j < sizeof sentences / sizeof sentences[0]; j++)
            expect_no_pattern_four_times(text_string(&arena, others), sentences[j]);
    }
}

/* Exercises made up at random. ----------------------------------------------------------------------------------------
 */

#define EXERCISES_MADE 4000

/* A text that ends in number; about one in emptiness is empty, none for 0. */
static struct text made_text(struct random *random, const char *words, size_t number, uint64_t emptiness)
{
    bool is_empty = emptiness > 0 && random_below(random, emptiness) == 0;
    return is_empty ? (struct text){ 0 } : text_plain(&arena, string_format(&arena, "%s %zu", words, number));
}

static uint32_t made_mask(struct random *random, size_t bits)
{
    uint32_t all = bits == 32 ? ~0u : ((uint32_t)1 << bits) - 1;
    return (uint32_t)(random_next(random) & random_next(random)) & all; /* a quarter of the bits */
}

static void make_options(struct random *random, struct exercise *exercise)
{
    size_t best = (size_t)random_below(random, exercise->option_count);
    exercise->options = ARENA_NEW_MANY(&arena, exercise->option_count, struct option);
    for (size_t i = 0; i < exercise->option_count; i++) {
        struct option *option = &exercise->options[i];
        option->is_best = i == best;
        option->note = made_text(random, "here is note", i, 2);
        option->marks.covers = made_mask(random, exercise->point_count);
        if (option->is_best || random_below(random, 8) == 0)
            option->marks.covers |=
                ~made_mask(random, exercise->point_count) & (uint32_t)(((uint64_t)1 << exercise->point_count) - 1);
        option->marks.touches = made_mask(random, exercise->point_count) & ~option->marks.covers;
        if (!option->is_best && random_below(random, 3) == 0)
            option->marks.claims = made_mask(random, exercise->misconception_count);
        if (!option->is_best && random_below(random, 2) == 0)
            option->marks.faults = made_mask(random, FAULT_COUNT);
    }
}

static struct set *made_set(struct random *random)
{
    struct set *set = ARENA_NEW(&arena, struct set);
    struct exercise *exercise = ARENA_NEW(&arena, struct exercise);
    set->guide.heading_count = 1 + (size_t)random_below(random, GUIDE_HEADINGS_MAX);
    set->guide.headings = ARENA_NEW_MANY(&arena, set->guide.heading_count, struct heading);
    for (size_t i = 0; i < set->guide.heading_count; i++)
        set->guide.headings[i].title = made_text(random, "Heading", i, 0);
    exercise->point_count = (size_t)random_below(random, EXERCISE_POINTS_MAX + 1);
    if (random_below(random, 3) == 0)
        exercise->point_count %= 5;
    exercise->points = ARENA_NEW_MANY(&arena, exercise->point_count, struct point);
    for (size_t i = 0; i < exercise->point_count; i++) {
        exercise->points[i].heading = (size_t)random_below(random, set->guide.heading_count);
        exercise->points[i].statement = made_text(random, "here is point", i, 0);
        exercise->points[i].why = made_text(random, "of reason", i, 2);
    }
    exercise->misconception_count = (size_t)random_below(random, 5);
    exercise->misconceptions = ARENA_NEW_MANY(&arena, exercise->misconception_count, struct misconception);
    for (size_t i = 0; i < exercise->misconception_count; i++) {
        exercise->misconceptions[i].claim = made_text(random, "here is error", i, 0);
        exercise->misconceptions[i].truth = made_text(random, "here is truth", i, 0);
        exercise->misconceptions[i].against = made_mask(random, exercise->point_count);
    }
    exercise->option_count = 1 + (size_t)random_below(random, EXERCISE_OPTIONS_MAX);
    make_options(random, exercise);
    set->exercises = exercise;
    set->exercise_count = 1;
    return set;
}

static void expect_prose(struct text text)
{
    static const char *const slips[] = { "  ", " .", " ,", " :", "{", "}", "..", ",,", ", .", ":." };
    struct string s = text_string(&arena, text);
    assert_true(s.size > 1);
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++)
        assert_true(string_find(s, string_from(slips[i])) == STRING_NOT_FOUND);
    assert_true(s.bytes[0] >= 'A' && s.bytes[0] <= 'Z');
    assert_non_null(strchr(".?!", s.bytes[s.size - 1]));
    for (size_t i = 1; i < text.count; i++)
        assert_int_not_equal(text.spans[i].style, text.spans[i - 1].style);
}

static void every_paragraph_of_every_exercise_is_prose_and_tells_each_rival_once_under_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < EXERCISES_MADE; seed++) {
        struct random random = random_from(seed);
        const struct set *set = made_set(&random);
        const struct exercise *exercise = &set->exercises[0];
        size_t chosen = (size_t)random_below(&random, exercise->option_count + 1);
        struct response response = chosen == exercise->option_count ? sets_dont_know : sets_choice(chosen);
        struct option_order first = sets_order_as_written(exercise),
                            order = deal_order(seed, 0, exercise->option_count);
        struct explanation expected = explain(&arena, set, exercise, &first, &response);
        struct explanation explanation = explain(&arena, set, exercise, &order, &response);

        expect_prose(explanation.verdict);
        for (size_t i = 0; i < explanation.best.count; i++)
            expect_prose(explanation.best.items[i]);
        for (size_t i = 0; i < explanation.others.count; i++)
            expect_prose(explanation.others.items[i]);
        if (rivals_of(exercise, &set->guide).wanted)
            expect_each_rival_once(exercise, &order, &explanation);
        assert_true(string_equal(said(&explanation.best, &order), said(&expected.best, &first)));
        assert_true(string_equal(said(&explanation.others, &order), said(&expected.others, &first)));
        arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_shuffle_changes_letters_and_the_order_of_groups_and_nothing_else, clear),
        cmocka_unit_test_teardown(a_choice_changes_nothing_in_why_the_best_is_the_best, clear),
        cmocka_unit_test_teardown(every_rival_has_its_place_in_exactly_one_paragraph_and_the_chosen_one_comes_first,
                                  clear),
        cmocka_unit_test_teardown(no_sentence_is_heard_four_times, clear),
        cmocka_unit_test_teardown(every_paragraph_of_every_exercise_is_prose_and_tells_each_rival_once_under_any_order,
                                  clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
