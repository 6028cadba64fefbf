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

static void add_terms(struct term *terms, size_t *count, const struct reference *reference)
{
    if (reference->term_count > 0)
        memcpy(terms + *count, reference->terms, reference->term_count * sizeof *terms);
    *count += reference->term_count;
}

struct question deal_question(struct arena *arena, const struct set *set, const struct exercise *exercise,
                              const struct option_order *order)
{
    CHECK(order->count == exercise->option_count);
    struct question question = {
        .language = set->language,
        .title = exercise->title,
        .question = exercise->question,
        .look_for = exercise->look_for,
        .option_count = order->count,
        .phrases = exercise->reference.phrases,
        .phrase_count = exercise->reference.phrase_count,
    };
    /* Copied in shown order, so that not even the addresses tell how they were written down. */
    struct prose *options = ARENA_NEW_MANY(arena, order->count, struct prose);
    for (size_t place = 0; place < order->count; place++) {
        options[place] = exercise->options[order->items[place]].body;
        question.options[place] = &options[place];
    }

    struct term *terms = ARENA_NEW_MANY(arena, exercise->reference.term_count + set->reference.term_count, struct term);
    add_terms(terms, &question.term_count, &exercise->reference);
    add_terms(terms, &question.term_count, &set->reference);
    question.terms = terms;
    return question;
}
