#include "app/learner.h"
#include "cmd/home.h"
#include "cmd/shelf.h"
#include "face/terminal/terminal.h"

static enum status practise(struct call *call, const struct shelf *shelf, const struct set *set, struct store *store)
{
    const struct option_value *options = call->arguments->options;
    struct learner learner;
    enum status status = learner_local(store, &shelf->library, &learner, &call->failure);
    if (status != STATUS_OK)
        return status;
    struct terminal_options terminal = {
        .set = set,
        .is_plain = options[OPTION_PLAIN].is_given,
        .colour = (enum terminal_colour)options[OPTION_COLOR].choice,
        .asks_no_sureness = options[OPTION_NO_SURENESS].is_given,
        .begins_anew = options[OPTION_NEW].is_given,
        .has_seed = options[OPTION_SEED].is_given,
        .seed = options[OPTION_SEED].number,
        .has_now = options[OPTION_NOW].is_given,
        .now = options[OPTION_NOW].moment,
    };
    return terminal_practice(&terminal, &learner, &call->failure);
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct shelf shelf;
    struct store *store;
    const struct set *set;
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = arguments->operand_count > 0 ? shelf_find(&shelf, arguments->operands[0], &set)
                                              : shelf_find_only(&shelf, &set);
    if (status == STATUS_OK)
        status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    shelf_keep(&shelf, set);
    status = practise(call, &shelf, set, store);
    store_close(store);
    return status;
}

const struct verb verb_practice = {
    .name = "practice",
    .summary = "practise a set, or go on where you stopped",
    .operands = "[SET]",
    .operand_kind = OPERAND_SET,
    .operand_max = 1,
    .options = { OPTION_NEW, OPTION_NO_SURENESS, OPTION_SEED, OPTION_NOW },
    .text = "Asks the questions of a set, one after another. After each answer you see why the best answer is the best, and "
            "what each of the others leaves out or gets wrong. Every answer is on disk before its explanation is shown, so "
            "you can stop at any moment, in any way; the next time you go on where you stopped.\n"
            "SET is a name from \"viva sets\", or a file, or a folder with one set. It may be left out when there is only one.\n"
            "Where standard input or output is not a terminal, or with --plain, one answer is read from each line: a letter, "
            "with a number for how sure you are (1 a guess, 2 fairly, 3 sure), such as \"b 3\"; \"?\" says that you do not "
            "know; \"help\" lists what else can be said.",
    .examples = {
        { "viva practice senior-rust", "practise the set that comes with viva" },
        { "viva practice ./my-set.md --new", "begin your own set from the start" },
        { "printf 'b 3\\n?\\n' | viva practice senior-rust", "answer from a script" },
    },
    .function = run,
};
