#include "core/deal.h"

#include <string.h>

#include "base/check.h"
#include "base/random.h"

/* The generator of a step is derived from the run's seed, so that a step's order does not hang on how many options the
 * steps before it had. */
struct option_order deal_order(uint64_t seed, size_t step, size_t option_count)
{
    CHECK(option_count <= EXERCISE_OPTIONS_MAX);
    struct option_order order = { .count = option_count };
    for (size_t place = 0; place < option_count; place++)
        order.items[place] = (uint8_t)place;
    struct random random = random_from(random_derive(seed, step));
    random_shuffle(&random, order.items, option_count);
    return order;
}

size_t deal_place(const struct option_order *order, size_t option)
{
    for (size_t place = 0; place < order->count; place++)
        if (order->items[place] == option)
            return place;
    return SIZE_MAX;
}

/* What helps with the language: the exercise's own before the set's. */
static void add_reference(struct arena *arena, struct question *question, const struct reference *own,
                          const struct reference *set)
{
    struct phrase *phrases = ARENA_NEW_MANY(arena, own->phrase_count + set->phrase_count, struct phrase);
    struct term *terms = ARENA_NEW_MANY(arena, own->term_count + set->term_count, struct term);
    question->phrases = phrases;
    question->terms = terms;
    for (size_t i = 0; i < own->phrase_count; i++)
        phrases[question->phrase_count++] = own->phrases[i];
    for (size_t i = 0; i < set->phrase_count; i++)
        phrases[question->phrase_count++] = set->phrases[i];
    for (size_t i = 0; i < own->term_count; i++)
        terms[question->term_count++] = own->terms[i];
    for (size_t i = 0; i < set->term_count; i++)
        terms[question->term_count++] = set->terms[i];
}

struct question deal_question(struct arena *arena, const struct set *set, const struct exercise *exercise,
                              const struct option_order *order)
{
    CHECK(order->count == exercise->option_count || order->count == 0);
    struct question question = {
        .language = set->language,
        .title = exercise->title,
        .question = exercise->question,
        .look_for = exercise->look_for,
        .option_count = order->count,
    };
    /* Copied in shown order, so that not even the addresses tell how they were written down. */
    struct prose *options = ARENA_NEW_MANY(arena, order->count, struct prose);
    for (size_t place = 0; place < order->count; place++) {
        options[place] = exercise->options[order->items[place]].body;
        question.options[place] = &options[place];
    }
    add_reference(arena, &question, &exercise->reference, &set->reference);
    return question;
}
