#include "app/progress.h"
#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"
#include "cmd/shelf.h"

/* An id that is known goes as it is; a file stands for its set. What is in no set any more is known to the store alone.
 */
static enum status id_of(struct shelf *shelf, struct string name, struct string *id)
{
    const struct set *set;
    *id = name;
    shelf_read_all(shelf);
    if (!files_exists(name) || library_find(&shelf->library, name))
        return STATUS_OK;
    enum status status = shelf_find(shelf, name, &set);
    if (status == STATUS_OK) {
        shelf_keep(shelf, set);
        *id = set_full_id(shelf->call->arena, set);
    }
    return status;
}

static enum status reset(struct call *call, const struct shelf *shelf, struct store *store, struct string id)
{
    struct learner learner;
    size_t count;
    enum status status = learner_local(store, &shelf->library, &learner, &call->failure);
    if (status == STATUS_OK)
        status = progress_reset(&learner, id, arguments_now(call->arguments), &count, &call->failure);
    if (status == STATUS_ALREADY)
        say_out(words_string(call->arena, SAY_RESET_NOTHING, WORDS({ "id", .plain = id })));
    if (status == STATUS_OK)
        say_out(words_counted(call->arena, SAY_RESET_DONE, (int64_t)count, WORDS({ "id", .plain = id })));
    return status;
}

static enum status run(struct call *call)
{
    struct shelf shelf;
    struct store *store;
    struct string id;
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = id_of(&shelf, call->arguments->operands[0], &id);
    if (status == STATUS_OK)
        status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    status = reset(call, &shelf, store, id);
    store_close(store);
    return status;
}

const struct verb verb_reset = {
    .name = "reset",
    .summary = "begin again with a set or an exercise",
    .operands = "ID",
    .operand_kind = OPERAND_SET,
    .operand_min = 1,
    .operand_max = 1,
    .options = { OPTION_NOW },
    .text = "From here on your progress in this set, or in this one exercise, counts from zero. The journal keeps what was; "
            "\"viva forget\" erases it. ID is the name of a set, such as senior-rust, or of an exercise in it, such as "
            "senior-rust/ownership.",
    .examples = {
        { "viva reset senior-rust", "begin the whole set again" },
        { "viva reset senior-rust/ownership", "begin one exercise again" },
    },
    .function = run,
};
