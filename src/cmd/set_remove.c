#include "cmd/installed.h"
#include "cmd/say.h"
#include "cmd/shelf.h"

/* A set may be at hand and yet not have been installed: then it is said what it is. The failure of the search stands
 * where it is not. */
static enum status not_installed(struct call *call, struct string name, enum status status)
{
    struct call other = { .arguments = call->arguments, .arena = call->arena };
    struct shelf shelf;
    if (status != STATUS_NOT_FOUND || shelf_open(&other, &shelf) != STATUS_OK || shelf_read_all(&shelf) != STATUS_OK)
        return status;
    const struct set *set = library_find(&shelf.library, name);
    const struct book *book = set ? shelf_book(&shelf, set) : NULL;
    if (!book || book->is_installed)
        return status;
    return words_failure(&call->failure, STATUS_NOT_FOUND,
                         book->is_bundled ? SAY_SET_REMOVE_BUNDLED : SAY_SET_REMOVE_FILE,
                         WORDS({ "set", .plain = name }, { "path", .plain = book->name }));
}

/* Takes the item at index out of a list. */
#define LIST_REMOVE(list, index)                                                                                       \
    do {                                                                                                               \
        for (size_t at = (index) + 1; at < (list)->count; at++)                                                        \
            (list)->items[at - 1] = (list)->items[at];                                                                 \
        (list)->count--;                                                                                               \
    } while (0)

static enum status take_out(struct call *call, struct installed *installed, struct string name, struct strings *removed)
{
    struct installed_source *source;
    size_t set;
    enum status status = installed_find(call, installed, name, &source, &set);
    if (status != STATUS_OK)
        return not_installed(call, name, status);
    *LIST_ADD(call->arena, removed) = source->sets.items[set].id;
    *LIST_ADD(call->arena, &source->left_out) = source->sets.items[set].id;
    LIST_REMOVE(&source->sets, set);
    if (source->sets.count == 0)
        LIST_REMOVE(&installed->sources, (size_t)(source - installed->sources.items));
    return STATUS_OK;
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct installed installed;
    struct strings removed = { 0 };
    int lock = -1;
    enum status status = installed_read(call, &installed);
    if (status == STATUS_OK && installed.sources.count > 0)
        status = installed_open_for_change(call, &installed, &lock);
    for (size_t i = 0; i < arguments->operand_count && status == STATUS_OK; i++)
        status = take_out(call, &installed, arguments->operands[i], &removed);
    if (status == STATUS_OK)
        status = installed_write(call, &installed);
    if (status == STATUS_OK)
        installed_sweep(call);
    installed_close_for_change(call, &installed, lock);
    for (size_t i = 0; i < removed.count && status == STATUS_OK; i++)
        say_out(words_string(call->arena, SAY_SET_REMOVED, WORDS({ "id", .plain = removed.items[i] })));
    return status;
}

const struct verb verb_set_remove = {
    .name = "set remove",
    .summary = "take installed sets away, and keep what you answered",
    .operands = "NAME...",
    .operand_kind = OPERAND_INSTALLED,
    .operand_min = 1,
    .operand_max = SIZE_MAX,
    .text = "Takes sets that \"viva set add\" installed out of the data folder; the files they came from stay. What "
            "you answered "
            "stays too. A set that came with others is left out when these are updated; \"viva set add\" with their "
            "path brings "
            "it back.",
    .examples = { { "viva set remove caching", "no longer have the set caching at hand" } },
    .function = run,
};
