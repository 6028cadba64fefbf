/* progress: everything derived, derived anew from the journal and its contents alone. */
#include "app/rebuild.h"
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
    struct own_reviews *reviews; /* where graded answers are collected; NULL: nowhere */
    rebuild_watcher watcher;
    void *watcher_context;
    struct rebuild_result result;
    struct failure *failure;
};

/* Collecting. */

/* The row as the answer left it says how the answer was graded. */
static enum status collect(struct rebuilding *rebuilding, const struct entry *entry, enum memory_skill skill,
                           size_t option_count)
{
    struct exercise_row row;
    struct derived *derived = &rebuilding->kept.derived;
    if (!rebuilding->reviews)
        return STATUS_OK;
    enum status status = derived->exercise_get(derived, entry->learner, entry->subject, skill, &row);
    if (status == STATUS_OK)
        own_reviews_add(rebuilding->reviews, &row.memory, option_count > 0 ? 1 / (float)option_count : 0);
    return status;
}

static void collect_renames(struct rebuilding *rebuilding, struct uuid learner, const struct payload_run *run)
{
    for (size_t i = 0; rebuilding->reviews && i < run->step_count; i++)
        for (size_t j = 0; j < run->steps[i].was.count; j++)
            own_reviews_rename(rebuilding->reviews, learner, run->steps[i].was.items[j], run->steps[i].exercise);
}

/* By kind. STATUS_NOT_FOUND says that the entry cannot be read, and is counted. */

static enum status rebuild_run(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_run_head head;
    struct payload_run payload;
    if (!payload_run_look(entry->payload, &head))
        return STATUS_NOT_FOUND;
    enum status status = derive_run(&rebuilding->kept.derived, entry, head.step_count, head.is_review);
    bool has_renames = head.has_was && payload_run_read(&rebuilding->working, entry->payload, &payload);
    if (status != STATUS_OK || !has_renames)
        return status;
    collect_renames(rebuilding, entry->learner, &payload);
    return derive_renames(&rebuilding->kept.derived, entry, payload.steps, payload.step_count);
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
    if (status == STATUS_OK)
        status = derive_choice(&rebuilding->kept.derived, entry, &response, judgement);
    return status == STATUS_OK ? collect(rebuilding, entry, MEMORY_RECOGNISING,
                                         rebuilding->keys.list.items[rebuilding->keys.last].option_count)
                               : status;
}

static enum status rebuild_marks(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_marks payload;
    struct response response;
    struct judgement judgement;
    if (!payload_marks_read(entry->payload, &payload))
        return STATUS_NOT_FOUND;
    enum status status = key_judge_marks(&rebuilding->keys, rebuilding->transaction, entry->content, &payload,
                                         &response, &judgement, rebuilding->failure);
    if (status == STATUS_OK)
        status = derive_marks(&rebuilding->kept.derived, entry, &response, &judgement);
    return status == STATUS_OK ? collect(rebuilding, entry, MEMORY_PRODUCING, 0) : status;
}

static enum status rebuild_plan(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct plan plan;
    if (!payload_plan_read(&rebuilding->working, entry->payload, &plan))
        return STATUS_NOT_FOUND;
    return derived_kept_plan(&rebuilding->kept, entry, &plan);
}

static enum status rebuild_parameters(struct rebuilding *rebuilding, const struct entry *entry)
{
    struct payload_parameters payload;
    if (!payload_parameters_read(entry->payload, &payload))
        return STATUS_NOT_FOUND;
    derived_kept_parameters(&rebuilding->kept, entry->learner, &payload);
    return STATUS_OK;
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
    [ENTRY_SELF_MARKS] = rebuild_marks,
    [ENTRY_PLAN] = rebuild_plan,
    [ENTRY_RESET] = rebuild_reset,
    [ENTRY_FLAG] = rebuild_flag,
    [ENTRY_PARAMETERS] = rebuild_parameters,
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

static enum status walk(struct rebuilding *rebuilding, const struct entry_filter *filter)
{
    return transaction_walk(rebuilding->transaction, filter, rebuild_entry, rebuilding, rebuilding->failure);
}

static enum status store_form(struct transaction *transaction, struct failure *failure)
{
    return transaction_setting_put(transaction, REBUILD_SETTING, STRING(REBUILD_FORM), failure);
}

/* One change: nobody sees the rows half rebuilt, and no entry comes in between. Fitted parameters are known at the end
 * only, and hold from the beginning: then all is derived once more. */
static enum status rebuild_change(struct transaction *transaction, void *context)
{
    struct rebuilding *rebuilding = context;
    rebuilding->transaction = transaction;
    enum status status = walk(rebuilding, &(struct entry_filter){ 0 });
    if (status == STATUS_OK && derived_kept_is_behind(&rebuilding->kept)) {
        rebuilding->kept = derived_kept_again(&rebuilding->kept, &rebuilding->arena, &rebuilding->working);
        rebuilding->result = (struct rebuild_result){ 0 };
        status = walk(rebuilding, &(struct entry_filter){ 0 });
    }
    if (status == STATUS_OK)
        status = derived_kept_end(&rebuilding->kept);
    if (status == STATUS_OK)
        status = transaction_derived_clear(transaction, rebuilding->failure);
    if (status == STATUS_OK)
        status = derived_kept_store(&rebuilding->kept, transaction, rebuilding->failure);
    return status == STATUS_OK ? store_form(transaction, rebuilding->failure) : status;
}

static struct rebuilding *rebuilding_begin(struct arena *arena, const struct library *library, struct failure *failure)
{
    struct rebuilding *rebuilding = ARENA_NEW(arena, struct rebuilding);
    rebuilding->failure = failure;
    rebuilding->keys = (struct keys){ .library = library, .arena = &rebuilding->arena };
    rebuilding->kept = derived_kept(&rebuilding->arena, &rebuilding->working);
    rebuilding->kept.derived.failure = failure;
    return rebuilding;
}

static void rebuilding_clear(struct rebuilding *rebuilding)
{
    arena_clear(&rebuilding->working);
    arena_clear(&rebuilding->arena);
}

enum status progress_rebuild(struct store *store, const struct library *library, rebuild_watcher watcher,
                             void *watcher_context, struct rebuild_result *result, struct failure *failure)
{
    struct arena arena = { 0 };
    struct rebuilding *rebuilding = rebuilding_begin(&arena, library, failure);
    rebuilding->watcher = watcher;
    rebuilding->watcher_context = watcher_context;
    enum status status = store_change(store, rebuild_change, rebuilding, failure);
    rebuilding->result.progress_count = derived_kept_counted(&rebuilding->kept);
    rebuilding->result.run_count = (int64_t)rebuilding->kept.runs.count;
    *result = rebuilding->result;
    rebuilding_clear(rebuilding);
    arena_clear(&arena);
    return status;
}

enum status rebuild_memories(struct transaction *transaction, const struct library *library, struct uuid learner,
                             const struct tuning *tuning, struct failure *failure)
{
    struct arena arena = { 0 };
    struct rebuilding *rebuilding = rebuilding_begin(&arena, library, failure);
    rebuilding->transaction = transaction;
    derived_kept_tune(&rebuilding->kept, learner, tuning);
    enum status status = walk(rebuilding, &(struct entry_filter){ .learner = learner });
    if (status == STATUS_OK)
        status = derived_kept_end(&rebuilding->kept);
    if (status == STATUS_OK)
        status = derived_kept_store_memories(&rebuilding->kept, transaction, learner, failure);
    rebuilding_clear(rebuilding);
    arena_clear(&arena);
    return status;
}

enum status rebuild_reviews(struct transaction *transaction, const struct library *library, struct uuid learner,
                            struct own_reviews *reviews, struct failure *failure)
{
    struct arena arena = { 0 };
    struct rebuilding *rebuilding = rebuilding_begin(&arena, library, failure);
    rebuilding->transaction = transaction;
    rebuilding->reviews = reviews;
    enum status status = walk(rebuilding, &(struct entry_filter){ .learner = learner });
    rebuilding_clear(rebuilding);
    arena_clear(&arena);
    return status;
}

/* Bringing an older store forward. */

struct form_look {
    bool is_behind;
    struct failure *failure;
};

/* A store without a learner has nothing yet, or what others brought: learner_local says its form. */
static enum status look_at_form(struct transaction *transaction, void *context)
{
    struct form_look *look = context;
    struct arena arena = { 0 };
    struct string form;
    enum status status = transaction_setting_get(transaction, REBUILD_SETTING, &arena, &form, look->failure);
    look->is_behind = status == STATUS_NOT_FOUND || (status == STATUS_OK && !string_is(form, REBUILD_FORM));
    if (status == STATUS_NOT_FOUND) {
        status = transaction_setting_get(transaction, "learner", &arena, &form, look->failure);
        look->is_behind = status == STATUS_OK;
    }
    arena_clear(&arena);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status rebuild_is_wanted(struct store *store, bool *is_wanted, struct failure *failure)
{
    struct form_look look = { .failure = failure };
    enum status status = store_read(store, look_at_form, &look, failure);
    *is_wanted = look.is_behind;
    return status;
}
