#include "app/progress.h"
#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"
#include "cmd/shelf.h"

static void watch(int64_t entry_count, void *context)
{
    say_progress(context, entry_count);
}

static void tell(const struct call *call, const struct rebuild_result *result)
{
    struct arena *arena = call->arena;
    say_out(words_string(
        arena, SAY_REBUILD_DONE,
        WORDS({ "entries", .plain = words_counted(arena, SAY_COUNT_ENTRIES, result->entry_count, NO_WORDS) },
              { "exercises", .plain = words_counted(arena, SAY_COUNT_EXERCISES, result->progress_count, NO_WORDS) },
              { "runs", .plain = words_counted(arena, SAY_COUNT_RUNS, result->run_count, NO_WORDS) })));
    if (result->unreadable_count > 0)
        say_note(words_counted(arena, SAY_REBUILD_UNREADABLE, result->unreadable_count, NO_WORDS));
}

static enum status run(struct call *call)
{
    struct home home = home_of(call);
    struct shelf shelf;
    struct store *store;
    if (!files_exists(home.database)) {
        say_out(words_plain(SAY_REBUILD_NOTHING));
        return STATUS_OK;
    }
    enum status status = shelf_open(call, &shelf);
    if (status == STATUS_OK)
        status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    struct rebuild_result result;
    struct say_progress progress =
        say_progress_start(SAY_REBUILD_PROGRESS, call->arguments->options[OPTION_PLAIN].is_given);
    status = progress_rebuild(store, &shelf.library, watch, &progress, &result, &call->failure);
    store_close(store);
    say_progress_end(&progress);
    if (status == STATUS_OK)
        tell(call, &result);
    return status;
}

const struct verb verb_rebuild = {
    .name = "rebuild",
    .summary = "work out your progress anew from the journal",
    .operands = "",
    .text = "Throws away everything that was worked out from your answers and works it out again, from the journal "
            "alone. It is "
            "never needed, unless a program other than viva has written to the database; it never changes an answer.",
    .examples = { { "viva rebuild", "work it out anew" } },
    .function = run,
};
