#include "cmd/home.h"

#include "app/progress.h"
#include "app/rebuild.h"
#include "base/files.h"
#include "cmd/say.h"
#include "read/read.h"

struct home home_of(const struct call *call)
{
    const struct option_value *data = &call->arguments->options[OPTION_DATA];
    struct string folder = data->is_given ? data->text : files_data_folder(call->arena);
    return (struct home){
        .folder = folder,
        .database = files_join(call->arena, folder, STRING("viva.db")),
        .sets = files_join(call->arena, folder, STRING("sets")),
        .installed = files_join(call->arena, folder, STRING("installed")),
    };
}

static void watch(int64_t entry_count, void *context)
{
    say_progress(context, entry_count);
}

/* What an older viva derived of the journal is derived anew, once. */
static enum status bring_forward(struct call *call, struct store *store)
{
    bool is_wanted = false;
    enum status status = rebuild_is_wanted(store, &is_wanted, &call->failure);
    if (status != STATUS_OK || !is_wanted)
        return status;
    struct library library = { .content_write = content_json, .content_read = content_read }; /* no set is needed */
    struct rebuild_result result;
    struct say_progress progress =
        say_progress_start(SAY_REBUILD_PROGRESS, call->arguments->options[OPTION_PLAIN].is_given);
    status = progress_rebuild(store, &library, watch, &progress, &result, &call->failure);
    say_progress_end(&progress);
    return status;
}

static enum status open_changing(struct call *call, struct string database, struct store **store)
{
    struct store_sqlite_options options = { .path = database };
    enum status status = store_open_sqlite(&options, store, &call->failure);
    if (status != STATUS_OK)
        return status;
    status = bring_forward(call, *store);
    if (status != STATUS_OK)
        store_close(*store);
    return status;
}

static bool is_behind(struct store *store)
{
    bool is_wanted = false;
    return rebuild_is_wanted(store, &is_wanted, NULL) == STATUS_OK && is_wanted;
}

/* A database that an older viva wrote has to be changed before it can be looked into. Where that is impossible, it is
 * read as it stands, or the first failure is told. */
enum status home_open(struct call *call, struct store **store)
{
    struct home home = home_of(call);
    struct store *changed;
    if (!files_exists(home.database)) {
        *store = store_open_memory();
        return STATUS_OK;
    }
    struct store_sqlite_options options = { .path = home.database, .read_only = true };
    enum status status = store_open_sqlite(&options, store, &call->failure);
    bool is_old = status == STATUS_OK ? is_behind(*store) : status == STATUS_SYSTEM;
    struct failure first = call->failure;
    if (!is_old)
        return status;
    bool is_brought = open_changing(call, home.database, &changed) == STATUS_OK;
    call->failure = first;
    if (!is_brought)
        return status;
    store_close(changed);
    if (status == STATUS_OK)
        store_close(*store);
    call->failure = (struct failure){ 0 };
    return store_open_sqlite(&options, store, &call->failure);
}

enum status home_open_for_change(struct call *call, struct store **store)
{
    struct home home = home_of(call);
    enum status status = files_make_private_folder(home.folder, &call->failure);
    return status == STATUS_OK ? open_changing(call, home.database, store) : status;
}
