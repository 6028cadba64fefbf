/* practice: beginning, going on with, and looking at a run. */
#include "app/practice.h"

#include "app/contents.h"
#include "app/receipt.h"
#include "app/run.h"
#include "core/deal.h"
#include "core/explain.h"
#include "words/words.h"

/* Beginning. */

static void deal_step(const struct learner *learner, struct arena *arena, const struct set *set, size_t index,
                      struct practice *practice, size_t step)
{
    const struct exercise *exercise = &set->exercises[index];
    practice->contents[step] = run_content(arena, set, index);
    practice->run.steps[step] = (struct step){
        .exercise = exercise_full_id(arena, set, exercise),
        .content = contents_hash(learner->library, set, index),
        .order = deal_order(practice->run.seed, step, exercise->option_count),
    };
}

struct practice run_deal(const struct learner *learner, struct arena *arena, const struct set *set,
                         const size_t *exercises, size_t count, uint64_t seed, struct moment now)
{
    struct practice practice = {
        .run = {
            .id = uuid_new(),
            .learner = learner->id,
            .set = set_full_id(arena, set),
            .seed = seed,
            .begun = now,
            .steps = ARENA_NEW_MANY(arena, count, struct step),
            .step_count = count,
        },
        .contents = ARENA_NEW_MANY(arena, count, const struct set *),
        .set = set,
        .is_new = true,
    };
    for (size_t step = 0; step < count; step++)
        deal_step(learner, arena, set, exercises ? exercises[step] : step, &practice, step);
    return practice;
}

enum status practice_begin(const struct learner *learner, struct arena *arena, const struct set *set,
                           const size_t *exercises, size_t exercise_count, uint64_t seed, struct moment now,
                           struct practice *practice, struct failure *failure)
{
    size_t count = exercises ? exercise_count : set->exercise_count;
    if (count == 0)
        return words_failure(failure, STATUS_USAGE, SAY_NOTHING_TO_PRACTISE, WORDS({ "set", .plain = set->id }));
    *practice = run_deal(learner, arena, set, exercises, count, seed, now);
    run_submit(learner, practice);
    return STATUS_OK;
}

/* Going on. */

struct loading {
    const struct learner *learner;
    struct arena *arena;
    const struct set *set; /* resume: whose run; NULL to load the run with this id */
    struct uuid id;
    struct practice *practice;
    struct failure *failure;
};

static enum status load(struct transaction *transaction, void *context)
{
    struct loading *loading = context;
    if (loading->set) {
        struct run_progress open;
        enum status status =
            run_find_open(transaction, loading->arena, loading->learner, loading->set, &open, loading->failure);
        if (status != STATUS_OK)
            return status;
        loading->id = open.run;
    }
    return run_read(transaction, loading->arena, loading->learner, loading->id, loading->practice, loading->failure);
}

enum status practice_resume(const struct learner *learner, struct arena *arena, const struct set *set,
                            struct practice *practice, struct failure *failure)
{
    struct loading loading = {
        .learner = learner, .arena = arena, .set = set, .practice = practice, .failure = failure
    };
    return store_read(learner->store, load, &loading, failure);
}

enum status practice_load(const struct learner *learner, struct arena *arena, struct uuid run,
                          struct practice *practice, struct failure *failure)
{
    struct loading loading = {
        .learner = learner, .arena = arena, .id = run, .practice = practice, .failure = failure
    };
    return store_read(learner->store, load, &loading, failure);
}

/* Looking. */

struct counting {
    const struct practice *practice;
    size_t count;
    struct failure *failure;
};

static enum status count_responses(struct transaction *transaction, void *context)
{
    struct counting *counting = context;
    struct arena arena = { 0 };
    struct run_progress row;
    enum status status = transaction_run_get(transaction, counting->practice->run.id, &arena, &row, counting->failure);
    if (status == STATUS_OK)
        counting->count = (size_t)row.response_count;
    arena_clear(&arena);
    return status;
}

enum status practice_count(const struct learner *learner, const struct practice *practice, size_t *response_count,
                           struct failure *failure)
{
    struct counting counting = { .practice = practice, .failure = failure };
    enum status status = store_read(learner->store, count_responses, &counting, failure);
    *response_count = counting.count;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* a run on its way to the disk has no response yet */
}

/* Which steps are answered: a look at the index of responses, and at no content. */
struct marking {
    const struct practice *practice;
    struct arena *arena;
    int32_t *steps;
    size_t count;
    struct failure *failure;
};

static enum status mark_all(struct transaction *transaction, void *context)
{
    struct marking *marking = context;
    return transaction_responses(transaction, marking->practice->run.id, marking->arena, &marking->steps,
                                 &marking->count, marking->failure);
}

enum status practice_unanswered(const struct learner *learner, struct arena *arena, const struct practice *practice,
                                size_t **steps, size_t *step_count, struct failure *failure)
{
    size_t all = practice->run.step_count, passed = 0;
    struct marking marking = { .practice = practice, .arena = arena, .failure = failure };
    enum status status = store_read(learner->store, mark_all, &marking, failure);
    *steps = ARENA_NEW_MANY(arena, all, size_t);
    *step_count = 0;
    for (size_t i = 0; i < all; i++)
        if (passed < marking.count && (size_t)marking.steps[passed] == i)
            passed++;
        else
            (*steps)[(*step_count)++] = i;
    return status;
}

struct practice_step practice_step_unanswered(struct arena *arena, const struct practice *practice, size_t step,
                                              bool is_flagged)
{
    return (struct practice_step){
        .question = deal_question(arena, practice->contents[step], run_exercise(practice, step),
                                  &practice->run.steps[step].order),
        .is_flagged = is_flagged,
    };
}

struct practice_step practice_step_of(struct arena *arena, const struct practice *practice, size_t step,
                                      const struct practice_receipt *receipt)
{
    struct practice_step state = practice_step_unanswered(arena, practice, step, receipt->is_flagged);
    state.has_response = true;
    state.response = receipt->response;
    state.judgement = receipt->judgement;
    state.explanation = explain(arena, practice->contents[step], run_exercise(practice, step),
                                &practice->run.steps[step].order, &receipt->response);
    return state;
}

struct looking {
    const struct learner *learner;
    const struct practice *practice;
    size_t step;
    struct arena *arena;
    struct practice_receipt receipt;
    struct failure *failure;
};

static enum status look(struct transaction *transaction, void *context)
{
    struct looking *looking = context;
    return receipt_read(transaction, looking->arena, looking->learner, looking->practice, looking->step,
                        &looking->receipt, looking->failure);
}

enum status practice_step(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, struct practice_step *state, struct failure *failure)
{
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    struct looking looking = {
        .learner = learner, .practice = practice, .step = step, .arena = arena, .failure = failure
    };
    status = store_read(learner->store, look, &looking, failure);
    if (status == STATUS_NOT_FOUND) {
        *state = practice_step_unanswered(arena, practice, step, looking.receipt.is_flagged);
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        *state = practice_step_of(arena, practice, step, &looking.receipt);
    return status;
}
