#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"

/* Nothing to copy is no success: a backup of nothing would be found out too late. */
static enum status check_there(struct call *call)
{
    struct home home = home_of(call);
    if (files_exists(home.database))
        return STATUS_OK;
    return words_failure(&call->failure, STATUS_NOT_FOUND, SAY_BACKUP_NOTHING,
                         WORDS({ "path", .plain = home.database }));
}

static enum status run(struct call *call)
{
    struct string path = call->arguments->operands[0];
    struct store *store;
    enum status status = check_there(call);
    if (status == STATUS_OK)
        status = home_open(call, &store);
    if (status != STATUS_OK)
        return status;
    status = store_backup(store, path, &call->failure);
    store_close(store);
    if (status == STATUS_OK)
        say_out(words_string(call->arena, SAY_BACKUP_DONE, WORDS({ "path", .plain = path })));
    return status;
}

const struct verb verb_backup = {
    .name = "backup",
    .summary = "copy everything you answered to a file",
    .operands = "FILE",
    .operand_kind = OPERAND_FILE,
    .operand_min = 1,
    .operand_max = 1,
    .text =
        "Writes a complete copy of the database to FILE, which must not be there yet; only you can read it. This works "
        "while you practise in another window. \"viva restore\" brings it back.",
    .examples = { { "viva backup viva-november.db", "keep a copy" } },
    .function = run,
};
