#include "cmd/show.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "core/deal.h"
#include "core/explain.h"
#include "read/read.h"
#include "view/guide.h"
#include "view/question.h"
#include "view/result.h"

static struct text best_text(struct arena *arena, char letter)
{
    return words_text(arena, SAY_SHOW_BEST, WORDS({ "best", .plain = string_format(arena, "%c", letter) }));
}

/* The options are shuffled as in practice: in the author's order the best would often be the first. */
static void add_exercise(struct arena *arena, struct view *page, const struct set *set, size_t index, uint64_t seed,
                         bool has_key)
{
    const struct exercise *exercise = &set->exercises[index];
    struct option_order order = deal_order(seed, index, exercise->option_count);
    struct question question = deal_question(arena, set, exercise, &order);
    view_append(page, view_question(arena, &question, index, set->exercise_count));
    if (!has_key)
        return;
    struct response best = { .chosen = (option_mask)1 << exercise_best(exercise), .took_ms = -1 };
    struct explanation explanation = explain(arena, set, exercise, &order, &best);
    explanation.verdict = best_text(arena, explanation.letters[explanation.best_place]); /* nobody chose anything */
    struct set *content = ARENA_NEW(arena, struct set);
    *content = *set;
    content->exercises = &set->exercises[index];
    content->exercise_count = 1;
    view_append(page, view_result(arena, content, &explanation, &best));
}

struct view *show_page(struct arena *arena, const struct set *set, uint64_t seed, bool has_key)
{
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    page->language = set->language;
    view_append(page, view_opening(arena, set, true));
    view_append(page, view_guide(arena, &set->guide));
    for (size_t i = 0; i < set->exercise_count; i++)
        add_exercise(arena, page, set, i, seed, has_key);
    return page;
}

static enum status run(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    struct shelf shelf;
    const struct set *set;
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = shelf_find(&shelf, call->arguments->operands[0], &set);
    if (status != STATUS_OK)
        return status;
    if (options[OPTION_JSON].is_given)
        say_out(set_json(call->arena, set, 2));
    else
        output_view(call, show_page(call->arena, set, options[OPTION_SEED].number, options[OPTION_KEY].is_given));
    return STATUS_OK;
}

const struct verb verb_show = {
    .name = "show",
    .summary = "show a set: its guide and its exercises",
    .operands = "SET",
    .operand_kind = OPERAND_SET,
    .operand_min = 1,
    .operand_max = 1,
    .options = { OPTION_KEY, OPTION_SEED, OPTION_JSON },
    .text = "Shows what a set trains, how a good answer in it is built, and each exercise with its possible answers, without "
            "saying which is best; --key says that too, and why. The answers are shuffled; --seed gives another order.\n"
            "With --json, the whole set in the JSON form that viva-set(5) describes, key and all.",
    .examples = {
        { "viva show senior-rust", "read the set before you practise it" },
        { "viva show senior-rust --key | less", "read the explanations too" },
        { "viva show my-set.md --json", "your set as a program reads it" },
    },
    .function = run,
};
