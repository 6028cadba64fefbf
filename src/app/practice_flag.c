/* practice: the mark to look at an exercise again. */
#include "app/derive.h"
#include "app/practice.h"
#include "app/run.h"

/* One mark on its way. It owns its arena, in which it lies itself when nobody waits for it. */
struct flagging {
    struct arena arena;
    const struct learner *learner;
    const struct practice *practice;
    struct entry entry;
    struct payload_flag payload;
    struct failure failure;
    practice_told completion;
    void *completion_context;
};

static enum status flag_change(struct transaction *transaction, void *context)
{
    struct flagging *flagging = context;
    struct derived_stored stored = derived_stored(transaction, &flagging->arena, &flagging->failure);
    enum status status =
        run_ensure(transaction, &flagging->arena, flagging->learner, flagging->practice, &flagging->failure);
    if (status == STATUS_OK)
        status = transaction_append(transaction, &flagging->entry, &flagging->failure);
    return status == STATUS_OK ? derive_flag(&stored.derived, &flagging->entry, &flagging->payload) : status;
}

static void flagging_fill(struct flagging *flagging, const struct learner *learner, const struct practice *practice,
                          size_t step, bool is_flagged, struct moment now)
{
    struct strings ids = run_exercise_ids(&flagging->arena, learner, practice, step);
    flagging->learner = learner;
    flagging->practice = practice;
    flagging->payload.is_flagged = is_flagged;
    flagging->payload.was = (struct strings){ .items = ids.items + 1, .count = ids.count - 1 };
    flagging->entry = run_entry_at(learner, practice, step, ENTRY_FLAG, now);
    flagging->entry.subject = ids.items[0];
    flagging->entry.payload = payload_flag_write(&flagging->arena, &flagging->payload);
}

enum status practice_flag(const struct learner *learner, const struct practice *practice, size_t step, bool is_flagged,
                          struct moment now, struct failure *failure)
{
    struct flagging flagging = { 0 };
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    flagging_fill(&flagging, learner, practice, step, is_flagged, now);
    status = store_change(learner->store, flag_change, &flagging, &flagging.failure);
    if (status != STATUS_OK && failure)
        *failure = flagging.failure;
    arena_clear(&flagging.arena);
    return status;
}

static void flag_done(enum status status, const struct failure *failure, void *context)
{
    struct flagging *flagging = context;
    struct arena arena = flagging->arena;
    flagging->completion(status, failure ? failure : &flagging->failure, flagging->completion_context);
    arena_clear(&arena);
}

enum status practice_flag_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                 bool is_flagged, struct moment now, practice_told completion, void *context,
                                 struct failure *failure)
{
    struct arena arena = { 0 };
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    struct flagging *flagging = ARENA_NEW(&arena, struct flagging);
    flagging->arena = arena;
    flagging->completion = completion;
    flagging->completion_context = context;
    flagging_fill(flagging, learner, practice, step, is_flagged, now);
    store_submit(learner->store, flag_change, flagging, flag_done, flagging);
    return STATUS_OK;
}
