#include "cmd/home.h"

#include "base/files.h"

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

enum status home_open(struct call *call, struct store **store)
{
    struct home home = home_of(call);
    if (!files_exists(home.database)) {
        *store = store_open_memory();
        return STATUS_OK;
    }
    struct store_sqlite_options options = { .path = home.database, .read_only = true };
    return store_open_sqlite(&options, store, &call->failure);
}

enum status home_open_for_change(struct call *call, struct store **store)
{
    struct home home = home_of(call);
    enum status status = files_make_private_folder(home.folder, &call->failure);
    if (status != STATUS_OK)
        return status;
    struct store_sqlite_options options = { .path = home.database };
    return store_open_sqlite(&options, store, &call->failure);
}
