/* explain: an answer that was said aloud, and ticked point by point.
 *
 * tests/core/explain/NAME.produced.txt is what is said of each exercise of a set there, for a few ways of ticking. They
 * are meant to be read aloud, too. */
#include "core/explain.h"

#include "../expect.h"
#include "base/random.h"
#include "core/grade.h"
#include "golden.h"
#include "markup.h"
#include "sets.h"

#define TRIES 40

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct response ticked(point_mask points)
{
    return (struct response){ .is_produced = true, .ticked = points, .took_ms = -1 };
}

static const struct response nothing = { .is_produced = true, .is_dont_know = true, .took_ms = -1 };

static point_mask all_points(const struct exercise *exercise)
{
    return exercise->point_count == 32 ? UINT32_MAX : ((point_mask)1 << exercise->point_count) - 1;
}

/* Goldens. */

static void add_response(struct buffer *buffer, const struct set *set, const struct exercise *exercise,
                         struct response response, const char *title)
{
    struct explanation explanation = explain_produced(&arena, set, exercise, &response);
    buffer_add_format(buffer, "--- %s\n\n%.*s\n\n", title, STRING_ARG(markup_write(&arena, explanation.verdict)));
    for (size_t i = 0; i < explanation.best.count; i++)
        buffer_add_format(buffer, "%.*s\n\n", STRING_ARG(markup_write(&arena, explanation.best.items[i])));
}

static void add_exercise(struct buffer *buffer, const struct set *set, const struct exercise *exercise)
{
    buffer_add_format(buffer, "=== %.*s\n\n", STRING_ARG(exercise->id));
    add_response(buffer, set, exercise, ticked(all_points(exercise)), "all points");
    add_response(buffer, set, exercise, ticked(all_points(exercise) & ~(point_mask)1), "all but the first");
    add_response(buffer, set, exercise, ticked(all_points(exercise) & 0x55555555u), "every second");
    add_response(buffer, set, exercise, ticked(0), "none");
    add_response(buffer, set, exercise, nothing, "\"I don't know\"");
}

static void reads_as_expected(void **state)
{
    const char *name = *state;
    const struct set *set = sets_read(&arena, sets_path(&arena, name, ".md"));
    struct buffer buffer = buffer_in(&arena);
    for (size_t i = 0; i < set->exercise_count; i++)
        add_exercise(&buffer, set, &set->exercises[i]);
    struct string text = buffer_string(&buffer);
    golden_expect(&arena, sets_path(&arena, name, ".produced.txt"), string_slice(text, 0, text.size - 1));
}

static void the_bundled_set_reads_as_expected(void **state)
{
    (void)state;
    const struct set *set = sets_read(&arena, "sets/senior-rust.md");
    struct buffer buffer = buffer_in(&arena);
    add_exercise(&buffer, set, &set->exercises[0]);
    struct string text = buffer_string(&buffer);
    golden_expect(&arena, "tests/core/explain/senior-rust/produced.txt", string_slice(text, 0, text.size - 1));
}

/* Promises, for every set here and random ticks. */

static const struct exercise *each_exercise(size_t name, size_t index, const struct set **set)
{
    *set = sets_read(&arena, sets_path(&arena, sets_names[name], ".md"));
    return index < (*set)->exercise_count ? &(*set)->exercises[index] : NULL;
}

/* How often a paragraph has an author's statement in it. */
static size_t count_told(const struct explanation *explanation, struct text statement)
{
    size_t count = 0;
    struct string wanted = markup_write(&arena, statement);
    while (wanted.size > 0 && wanted.bytes[wanted.size - 1] == '.')
        wanted.size--;
    for (size_t i = 0; i < explanation->best.count; i++)
        count += string_find(markup_write(&arena, explanation->best.items[i]), wanted) != STRING_NOT_FOUND;
    return count;
}

static void assert_explained(const struct set *set, const struct exercise *exercise, struct response response)
{
    struct explanation explanation = explain(&arena, set, exercise, &(struct option_order){ 0 }, &response);
    struct judgement judgement = grade_response(exercise, &response);
    size_t left = 0, told = 0;
    assert_true(explanation.is_produced);
    assert_int_equal(explanation.others.count, 0);
    assert_int_equal(explanation.option_count, 1);
    assert_int_equal(explanation.letters[0], 0);
    assert_int_equal(explanation.chosen_place, SIZE_MAX);
    assert_ptr_equal(explanation.model_answer, &exercise->options[exercise_best(exercise)].body);
    assert_int_equal(explanation.row_count, exercise->point_count);
    for (size_t i = 0; i < explanation.row_count; i++) {
        const struct explanation_row *row = &explanation.rows[i];
        assert_int_equal(row->cells[0], judgement.points[row->point]);
        left += row->cells[0] == VERDICT_ABSENT;
        told += row->cells[0] == VERDICT_ABSENT && count_told(&explanation, exercise->points[row->point].statement) > 0;
        assert_true(i == 0 || exercise->points[row[-1].point].heading <= exercise->points[row->point].heading);
    }
    assert_true(told >= (left < 2 ? left : 2)); /* what is left out is told, up to a few */
    assert_true(explanation.verdict.count > 0);
}

static void what_was_left_out_is_told_and_the_table_has_all(void **state)
{
    struct random random = random_from(3);
    const struct set *set;
    const struct exercise *exercise;
    (void)state;
    for (size_t name = 0; name < sets_name_count; name++)
        for (size_t index = 0; (exercise = each_exercise(name, index, &set)); index++) {
            assert_explained(set, exercise, nothing);
            for (int i = 0; i < TRIES; i++)
                assert_explained(set, exercise, ticked((point_mask)random_next(&random) & all_points(exercise)));
        }
}

static void points_that_an_exercise_does_not_have_are_not_counted(void **state)
{
    (void)state;
    const struct set *set = sets_read(&arena, sets_path(&arena, "few-points", ".md"));
    struct response all = ticked(all_points(&set->exercises[0])), more = ticked(UINT32_MAX);
    struct explanation explanation = explain_produced(&arena, set, &set->exercises[0], &all);
    struct explanation other = explain_produced(&arena, set, &set->exercises[0], &more);
    assert_true(string_equal(markup_write(&arena, explanation.verdict), markup_write(&arena, other.verdict)));
}

#define GOLDEN(name)                                                                                                   \
    {                                                                                                                  \
        name " reads as expected", reads_as_expected, NULL, clear, (void *)(uintptr_t)(name)                           \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        GOLDEN("few-points"),
        GOLDEN("many-points"),
        GOLDEN("german-guide"),
        GOLDEN("story-guide"),
        GOLDEN("one-heading"),
        cmocka_unit_test_teardown(the_bundled_set_reads_as_expected, clear),
        cmocka_unit_test_teardown(what_was_left_out_is_told_and_the_table_has_all, clear),
        cmocka_unit_test_teardown(points_that_an_exercise_does_not_have_are_not_counted, clear),
    };
    return cmocka_run_group_tests_name("explain_produced", tests, NULL, NULL);
}
