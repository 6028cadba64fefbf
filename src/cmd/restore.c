#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"

static enum status run(struct call *call)
{
    struct string backup = call->arguments->operands[0];
    struct home home = home_of(call);
    bool had_database = files_exists(home.database);
    enum status status = files_make_private_folder(home.folder, &call->failure);
    if (status == STATUS_OK)
        status = store_restore(home.database, backup, &call->failure);
    if (status == STATUS_CORRUPT || status == STATUS_TOO_NEW)
        status = STATUS_BAD_INPUT; /* it is the file that was named, not what viva keeps */
    if (status == STATUS_OK)
        say_out(words_string(call->arena, had_database ? SAY_RESTORE_DONE_KEPT : SAY_RESTORE_DONE,
                             WORDS({ "path", .plain = backup }, { "database", .plain = home.database })));
    return status;
}

const struct verb verb_restore = {
    .name = "restore",
    .summary = "bring back what a backup holds",
    .operands = "FILE",
    .operand_kind = OPERAND_FILE,
    .operand_min = 1,
    .operand_max = 1,
    .text = "Checks that FILE is an undamaged backup and puts it in the place of the database. What was there is kept "
            "beside "
            "it, as viva.db.before-restore. No other viva may be running on the same data.",
    .examples = { { "viva restore viva-november.db", "go back to that copy" } },
    .function = run,
};
