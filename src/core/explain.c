#include "core/explain.h"

#include "core/deal.h"
#include "core/grade.h"
#include "core/teller.h"

/* What the verdict says, by how sure the learner was: an error made in confidence deserves a second look, and so does a
 * guess that was right. */
static const enum say rights[] = {
    [SURE_UNSAID] = SAY_EXPLAIN_RIGHT,
    [SURE_GUESS] = SAY_EXPLAIN_RIGHT_GUESSED,
    [SURE_FAIRLY] = SAY_EXPLAIN_RIGHT,
    [SURE_YES] = SAY_EXPLAIN_RIGHT,
};
static const enum say wrongs[] = {
    [SURE_UNSAID] = SAY_EXPLAIN_WRONG,
    [SURE_GUESS] = SAY_EXPLAIN_WRONG,
    [SURE_FAIRLY] = SAY_EXPLAIN_WRONG,
    [SURE_YES] = SAY_EXPLAIN_WRONG_SURE,
};

static size_t chosen_option(const struct exercise *exercise, const struct response *response)
{
    for (size_t i = 0; i < exercise->option_count && !response->is_dont_know; i++)
        if (mask_has(response->chosen, i))
            return i;
    return SIZE_MAX;
}

static struct text verdict(const struct teller *teller, enum sureness sureness)
{
    struct text best = teller_letter(teller, teller->best);
    if (teller->chosen == SIZE_MAX)
        return words_text(teller->arena, SAY_EXPLAIN_DONT_KNOW, WORDS({ .name = "best", .rich = best }));
    if (teller->chosen == teller->best)
        return words_text(teller->arena, rights[sureness], WORDS({ .name = "best", .rich = best }));
    return words_text(
        teller->arena, wrongs[sureness],
        WORDS({ .name = "best", .rich = best }, { .name = "chosen", .rich = teller_letter(teller, teller->chosen) }));
}

static struct explanation_row row_of(const struct teller *teller, size_t point)
{
    struct explanation_row row = { .point = point };
    for (size_t place = 0; place < teller->order->count; place++) {
        const struct option *option = &teller->exercise->options[teller->order->items[place]];
        row.cells[place] = grade_point(teller->exercise, &option->marks, point);
    }
    return row;
}

static void list_rows(const struct teller *teller, struct explanation *explanation)
{
    const struct exercise *exercise = teller->exercise;
    explanation->rows = ARENA_NEW_MANY(teller->arena, exercise->point_count, struct explanation_row);
    for (size_t heading = 0; heading < teller->guide->heading_count; heading++)
        for (size_t i = 0; i < exercise->point_count; i++)
            if (exercise->points[i].heading == heading)
                explanation->rows[explanation->row_count++] = row_of(teller, i);
}

struct explanation explain(struct arena *arena, const struct set *set, const struct exercise *exercise,
                           const struct option_order *order, const struct response *response)
{
    if (response->is_produced)
        return explain_produced(arena, set, exercise, response);
    struct teller teller = {
        .arena = arena,
        .guide = &set->guide,
        .exercise = exercise,
        .language = set->language,
        .order = order,
        .rivals = rivals_of(exercise, &set->guide),
        .best = exercise_best(exercise),
        .chosen = chosen_option(exercise, response),
    };
    struct explanation explanation = { .lesson = exercise->lesson, .option_count = order->count };
    explanation.verdict = verdict(&teller, response->sureness);
    explanation.best = teller_best(&teller);
    explanation.others = teller_others(&teller);
    explanation.best_place = deal_place(order, teller.best);
    explanation.chosen_place = deal_place(order, teller.chosen);
    for (size_t place = 0; place < order->count; place++)
        explanation.letters[place] = (char)('A' + place);
    list_rows(&teller, &explanation);
    return explanation;
}
