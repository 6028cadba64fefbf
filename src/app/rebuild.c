/* progress: everything derived, derived anew from the journal and its contents alone. */
#include "app/derive.h"
#include "app/derived_kept.h"
#include "app/key.h"
#include "app/progress.h"

/* Between two words to the watcher: a blink at a million entries a second, a second at a slow ten thousand. */
#define WATCH_ENTRIES 8192

struct rebuilding {
    struct arena arena;   /* rows and keys */
    struct arena working; /* one entry */
    struct derived_kept kept;
    struct keys keys;
    struct transaction *transaction;
    rebuild_watcher watcher;
    void *watcher_context;
    struct rebuild_result result;
    struct failure *failure;
};

/* By kind. STATUS_NOT_FOUND says that the entry cannot be read, and is counted. */

static enum status rebuild_run(struct rebuilding *rebuilding, const struct entry *entry)
{
    int32_t step_count;
    if (!payload_run_count(entry->payload, &step_count))
        return STATUS_NOT_FOUND;
    return derive_run(&rebuilding->kept.derived, entry, step_count);
}

static enum status rebuild_choice(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_choice payload;
    struct response response;
    const struct judgement *judgement;
    if (!payload_choice_read(entry->payload, &payload))
        return STATUS_NOT_FOUND;
    enum status status = key_judge(&rebuilding->keys, rebuilding->transaction, entry->content, &payload, &response,
                                   &judgement, rebuilding->failure);
    return status == STATUS_OK ? derive_choice(&rebuilding->kept.derived, entry, &response, judgement) : status;
}

static enum status rebuild_reset(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_reset payload;
    if (!payload_reset_read(&rebuilding->working, entry->payload, &payload))
        return STATUS_NOT_FOUND;
    return derive_reset(&rebuilding->kept.derived, entry, &payload);
}

static enum status rebuild_flag(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_flag payload;
    if (!payload_flag_read(&rebuilding->working, entry->payload, &payload))
        return STATUS_NOT_FOUND;
    return derive_flag(&rebuilding->kept.derived, entry, &payload);
}

/* A kind without a row here is not written by this version. */
static enum status (*const by_kind[ENTRY_KIND_END])(struct rebuilding *, const struct entry *) = {
    [ENTRY_RUN] = rebuild_run,
    [ENTRY_CHOICE] = rebuild_choice,
    [ENTRY_RESET] = rebuild_reset,
    [ENTRY_FLAG] = rebuild_flag,
};

static enum status rebuild_entry(const struct entry *entry, void *context)
{
    struct rebuilding *rebuilding = context;
    bool is_known = (unsigned)entry->kind < ENTRY_KIND_END && by_kind[entry->kind] && entry->format == ENTRY_FORMAT;
    enum status status = is_known ? by_kind[entry->kind](rebuilding, entry) : STATUS_NOT_FOUND;
    if (rebuilding->working.chunk)
        arena_reset(&rebuilding->working);
    rebuilding->result.unreadable_count += status == STATUS_NOT_FOUND;
    if (++rebuilding->result.entry_count % WATCH_ENTRIES == 0 && rebuilding->watcher)
        rebuilding->watcher(rebuilding->result.entry_count, rebuilding->watcher_context);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* One change: nobody sees the rows half rebuilt, and no entry comes in between. */
static enum status rebuild_change(struct transaction *transaction, void *context)
{
    struct rebuilding *rebuilding = context;
    rebuilding->transaction = transaction;
    enum status status =
        transaction_walk(transaction, &(struct entry_filter){ 0 }, rebuild_entry, rebuilding, rebuilding->failure);
    if (status == STATUS_OK)
        status = transaction_derived_clear(transaction, rebuilding->failure);
    return status == STATUS_OK ? derived_kept_store(&rebuilding->kept, transaction, rebuilding->failure) : status;
}

enum status progress_rebuild(struct store *store, const struct library *library, rebuild_watcher watcher,
                             void *watcher_context, struct rebuild_result *result, struct failure *failure)
{
    struct rebuilding rebuilding = { .watcher = watcher, .watcher_context = watcher_context, .failure = failure };
    rebuilding.keys = (struct keys){ .library = library, .arena = &rebuilding.arena };
    rebuilding.kept = derived_kept(&rebuilding.arena, &rebuilding.working);
    rebuilding.kept.derived.failure = failure;
    enum status status = store_change(store, rebuild_change, &rebuilding, failure);
    rebuilding.result.progress_count = (int64_t)rebuilding.kept.progress.count;
    rebuilding.result.run_count = (int64_t)rebuilding.kept.runs.count;
    *result = rebuilding.result;
    arena_clear(&rebuilding.working);
    arena_clear(&rebuilding.arena);
    return status;
}
