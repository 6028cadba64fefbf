/* practice: where a run stands, and which step comes next. */
#include "app/practice.h"
#include "app/receipt.h"
#include "app/run.h"

struct standing_look {
    const struct learner *learner;
    const struct practice *practice;
    size_t step;
    struct arena *arena;
    struct practice_receipt receipt;
    enum status receipt_status;
    struct practice_standing standing;
    struct failure *failure;
};

/* The first of count steps from first on, going round, without a response. STATUS_NOT_FOUND when all have one. */
static enum status find_open(struct transaction *transaction, struct arena *arena, const struct practice *practice,
                             size_t first, size_t count, size_t *open, struct failure *failure)
{
    for (size_t i = 0; i < count; i++) {
        struct entry entry;
        size_t step = (first + i) % practice->run.step_count;
        enum status status =
            receipt_entry(transaction, arena, practice->run.id, step, &entry, failure);
        if (status == STATUS_OK)
            continue;
        *open = step;
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    return STATUS_NOT_FOUND;
}

/* A run on its way to the disk has no row and no response yet. */
static enum status count_responses(struct transaction *transaction, struct arena *arena,
                                   const struct practice *practice, size_t *count, struct failure *failure)
{
    struct run_progress row = { 0 };
    enum status status = transaction_run_get(transaction, practice->run.id, arena, &row, failure);
    *count = status == STATUS_OK ? (size_t)row.response_count : 0;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* How far the run is, and the first of count steps from first on that is open. */
static enum status stand(struct transaction *transaction, struct arena *arena, const struct practice *practice,
                         size_t first, size_t count, struct practice_standing *standing, struct failure *failure)
{
    enum status status = count_responses(transaction, arena, practice, &standing->response_count, failure);
    standing->next = first % practice->run.step_count;
    standing->has_next = count > 0 && standing->response_count == 0;
    if (status != STATUS_OK || count == 0 || standing->has_next)
        return status;
    status = find_open(transaction, arena, practice, first, count, &standing->next, failure);
    standing->has_next = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status look_at_all(struct transaction *transaction, void *context)
{
    struct standing_look *look = context;
    look->receipt_status = receipt_read(transaction, look->arena, look->learner, look->practice, look->step,
                                        &look->receipt, look->failure);
    if (look->receipt_status != STATUS_OK && look->receipt_status != STATUS_NOT_FOUND)
        return look->receipt_status;
    return stand(transaction, look->arena, look->practice, look->step + 1, look->practice->run.step_count - 1,
                 &look->standing, look->failure);
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
    *state = look.receipt_status == STATUS_OK
                 ? practice_step_of(arena, practice, step, &look.receipt)
                 : practice_step_unanswered(arena, practice, step, look.receipt.is_flagged);
    return STATUS_OK;
}

/* Without a step. */

struct next_look {
    const struct practice *practice;
    size_t from, next;
    struct practice_standing standing;
    struct failure *failure;
};

static enum status look_at_standing(struct transaction *transaction, void *context)
{
    struct next_look *look = context;
    struct arena arena = { 0 };
    enum status status = stand(transaction, &arena, look->practice, 0, look->practice->run.step_count, &look->standing,
                               look->failure);
    arena_clear(&arena);
    return status;
}

enum status practice_stand(const struct learner *learner, const struct practice *practice,
                           struct practice_standing *standing, struct failure *failure)
{
    struct next_look look = { .practice = practice, .failure = failure };
    enum status status = store_read(learner->store, look_at_standing, &look, failure);
    *standing = look.standing;
    return status;
}

static enum status look_for_next(struct transaction *transaction, void *context)
{
    struct next_look *look = context;
    struct arena arena = { 0 };
    enum status status = find_open(transaction, &arena, look->practice, look->from, look->practice->run.step_count,
                                   &look->next, look->failure);
    arena_clear(&arena);
    return status;
}

enum status practice_next(const struct learner *learner, const struct practice *practice, size_t from, size_t *next,
                          struct failure *failure)
{
    enum status status = run_check_step(practice, from, failure);
    if (status != STATUS_OK)
        return status;
    struct next_look look = { .practice = practice, .from = from, .failure = failure };
    status = store_read(learner->store, look_for_next, &look, failure);
    *next = look.next;
    return status == STATUS_NOT_FOUND ? failure_set(failure, status, "every step of this run has a response") : status;
}
