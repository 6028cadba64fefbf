/* practice: where a run stands, and which step comes next. */
#include "app/practice.h"
#include "app/receipt.h"
#include "app/run.h"

struct standing_look {
    const struct learner *learner;
    const struct practice *practice;
    size_t step;
    struct arena *arena;
    bool has_response;
    struct practice_receipt receipt;
    struct practice_standing standing;
    struct failure *failure;
};

/* Which steps of a run have a response, in their order. */
struct responded {
    int32_t *steps;
    size_t count;
};

static bool has_response(const struct responded *responded, size_t step)
{
    for (size_t i = 0; i < responded->count; i++)
        if ((size_t)responded->steps[i] == step)
            return true;
    return false;
}

/* The first step from first on that is open, below end. */
static bool find_open(const struct responded *responded, size_t first, size_t end, size_t *open)
{
    size_t passed = 0;
    for (*open = first; *open < end; (*open)++) {
        while (passed < responded->count && (size_t)responded->steps[passed] < *open)
            passed++;
        if (passed == responded->count || (size_t)responded->steps[passed] != *open)
            return true;
    }
    return false;
}

/* Of step_count steps the first open one from first on, going round, up to but not including end. */
static struct practice_standing stand(const struct responded *responded, size_t first, size_t end, size_t step_count)
{
    struct practice_standing standing = { .response_count = responded->count };
    standing.has_next =
        find_open(responded, first, step_count, &standing.next) || find_open(responded, 0, end, &standing.next);
    return standing;
}

static enum status look_at_all(struct transaction *transaction, void *context)
{
    struct standing_look *look = context;
    const struct practice *practice = look->practice;
    struct responded responded;
    enum status status = transaction_responses(transaction, practice->run.id, look->arena, &responded.steps,
                                               &responded.count, look->failure);
    if (status != STATUS_OK)
        return status;
    look->standing = stand(&responded, look->step + 1, look->step, practice->run.step_count);
    look->has_response = has_response(&responded, look->step);
    if (look->has_response)
        return receipt_read(transaction, look->arena, look->learner, practice, look->step, &look->receipt,
                            look->failure);
    struct strings ids = run_exercise_ids(look->arena, look->learner, practice, look->step);
    return receipt_flag(transaction, look->arena, look->learner, &ids, &look->receipt.is_flagged, look->failure);
}

enum status practice_look(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, struct practice_step *state, struct practice_standing *standing,
                          struct failure *failure)
{
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    struct standing_look look = {
        .learner = learner, .practice = practice, .step = step, .arena = arena, .failure = failure
    };
    status = store_read(learner->store, look_at_all, &look, failure);
    if (status != STATUS_OK)
        return status;
    *standing = look.standing;
    *state = look.has_response ? practice_step_of(arena, practice, step, &look.receipt)
                               : practice_step_unanswered(arena, practice, step, look.receipt.is_flagged);
    return STATUS_OK;
}

/* Without a step. */

struct run_look {
    const struct practice *practice;
    size_t from;
    struct practice_standing standing;
    struct failure *failure;
};

static enum status look_at_run(struct transaction *transaction, void *context)
{
    struct run_look *look = context;
    struct arena arena = { 0 };
    struct responded responded;
    enum status status = transaction_responses(transaction, look->practice->run.id, &arena, &responded.steps,
                                               &responded.count, look->failure);
    if (status == STATUS_OK)
        look->standing = stand(&responded, look->from, look->from, look->practice->run.step_count);
    arena_clear(&arena);
    return status;
}

enum status practice_stand(const struct learner *learner, const struct practice *practice, size_t from,
                           struct practice_standing *standing, struct failure *failure)
{
    enum status status = run_check_step(practice, from, failure);
    if (status != STATUS_OK)
        return status;
    struct run_look look = { .practice = practice, .from = from, .failure = failure };
    status = store_read(learner->store, look_at_run, &look, failure);
    *standing = look.standing;
    return status;
}
