/* review: beginning one, once. */
#include "app/contents.h"
#include "app/review.h"
#include "app/run.h"

/* So many of the newest runs are looked at: a second tab, or a second start, comes soon after the first. */
#define RUNS_LOOKED_AT 100

/* Looking for a review of the same item that was begun and not answered. */
struct looking {
    const struct learner *learner;
    struct arena *arena;
    struct string exercise; /* full id of today */
    struct hash content;    /* of today */
    bool is_produced;
    struct transaction *transaction;
    size_t looked_count;
    bool is_found;
    struct practice *practice;
    struct failure *failure;
};

static bool asks_the_same(const struct looking *looking, const struct payload_run *run)
{
    const struct payload_step *step = &run->steps[0];
    return run->step_count == 1 && (step->option_count == 0) == looking->is_produced &&
           string_equal(step->exercise, looking->exercise) && hash_equal(step->content, looking->content);
}

static enum status look_at_entry(const struct entry *entry, void *context)
{
    struct looking *looking = context;
    struct payload_run run;
    looking->is_found = payload_run_read(looking->arena, entry->payload, &run) && asks_the_same(looking, &run);
    return STATUS_OK;
}

/* STATUS_ALREADY ends the walk. */
static enum status look_at_run(const struct run_progress *run, void *context)
{
    struct looking *looking = context;
    struct entry_filter filter = { .run = run->run, .kind = ENTRY_RUN };
    if (looking->looked_count++ == RUNS_LOOKED_AT)
        return STATUS_ALREADY;
    if (!run->is_review || run->is_closed || run->response_count > 0)
        return STATUS_OK;
    enum status status = transaction_walk(looking->transaction, &filter, look_at_entry, looking, looking->failure);
    if (status != STATUS_OK || !looking->is_found)
        return status;
    status =
        run_read(looking->transaction, looking->arena, looking->learner, run->run, looking->practice, looking->failure);
    return status == STATUS_OK ? STATUS_ALREADY : status;
}

static enum status look(struct transaction *transaction, void *context)
{
    struct looking *looking = context;
    looking->transaction = transaction;
    enum status status =
        transaction_run_walk(transaction, looking->learner->id, look_at_run, looking, looking->failure);
    return status == STATUS_ALREADY ? STATUS_OK : status;
}

static struct practice deal(const struct learner *learner, struct arena *arena, const struct review_item *item,
                            uint64_t seed, struct moment now)
{
    struct practice practice = run_deal(learner, arena, item->set, &item->exercise, 1, seed, now);
    practice.is_review = true;
    if (item->skill == MEMORY_PRODUCING)
        practice.run.steps[0].order.count = 0;
    return practice;
}

enum status review_begin(const struct learner *learner, struct arena *arena, const struct review_item *item,
                         uint64_t seed, struct moment now, struct practice *practice, struct failure *failure)
{
    struct looking looking = {
        .learner = learner,
        .arena = arena,
        .exercise = exercise_full_id(arena, item->set, &item->set->exercises[item->exercise]),
        .content = contents_hash(learner->library, item->set, item->exercise),
        .is_produced = item->skill == MEMORY_PRODUCING,
        .practice = practice,
        .failure = failure,
    };
    enum status status = store_read(learner->store, look, &looking, failure);
    if (status != STATUS_OK || looking.is_found)
        return status;
    *practice = deal(learner, arena, item, seed, now);
    run_submit(learner, practice);
    return STATUS_OK;
}
