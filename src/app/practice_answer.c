/* practice: the answer to a step, which is one change of the store. */
#include "app/derive.h"
#include "app/practice.h"
#include "app/receipt.h"
#include "app/run.h"
#include "core/grade.h"
#include "words/words.h"

/* One answer on its way. It owns its arena, in which it lies itself when nobody waits for it. */
struct answering {
    struct arena arena;
    const struct learner *learner;
    const struct practice *practice;
    size_t step;
    struct entry entry;
    struct practice_receipt receipt; /* first of what was done now, then of what the store says */
    struct failure failure;
    practice_answered completion;
    void *completion_context;
};

static enum status store_answer(struct transaction *transaction, struct answering *answering)
{
    struct derived_stored stored = derived_stored(transaction, &answering->arena, &answering->failure);
    enum status status = transaction_append(transaction, &answering->entry, &answering->failure);
    return status == STATUS_OK ? derive_choice(&stored.derived, &answering->entry, &answering->receipt.response,
                                               &answering->receipt.judgement)
                               : status;
}

/* The whole of an answer, inside one change: the first response is looked up, or becomes this one. */
static enum status answer_change(struct transaction *transaction, void *context)
{
    struct answering *answering = context;
    struct practice_receipt first;
    enum status status = receipt_read(transaction, &answering->arena, answering->learner, answering->practice,
                                      answering->step, &first, &answering->failure);
    answering->receipt.is_flagged = first.is_flagged;
    if (status == STATUS_OK) {
        answering->receipt = first;
        return STATUS_ALREADY;
    }
    if (status != STATUS_NOT_FOUND)
        return status;
    status = run_ensure(transaction, &answering->arena, answering->learner, answering->practice, &answering->failure);
    return status == STATUS_OK ? store_answer(transaction, answering) : status;
}

static struct response response_of(const struct option_order *order, const struct practice_answer *answer)
{
    return (struct response){
        .chosen = answer->is_dont_know ? 0 : (option_mask)1 << order->items[answer->place],
        .is_dont_know = answer->is_dont_know,
        .sureness = answer->sureness,
        .took_ms = answer->took_ms,
    };
}

static struct string choice_payload(struct arena *arena, const struct exercise *exercise,
                                    const struct response *response)
{
    struct payload_choice payload = {
        .is_dont_know = response->is_dont_know,
        .sureness = response->sureness,
        .took_ms = response->took_ms,
    };
    for (size_t i = 0; i < exercise->option_count; i++)
        if (response->chosen & (option_mask)1 << i)
            payload.chosen[payload.chosen_count++] = exercise->options[i].id;
    return payload_choice_write(arena, &payload);
}

static void answering_fill(struct answering *answering, const struct learner *learner, const struct practice *practice,
                           size_t step, const struct practice_answer *answer)
{
    const struct exercise *exercise = run_exercise(practice, step);
    answering->learner = learner;
    answering->practice = practice;
    answering->step = step;
    answering->receipt.response = response_of(&practice->run.steps[step].order, answer);
    answering->receipt.judgement = grade_response(exercise, &answering->receipt.response);
    answering->entry = run_entry_at(learner, practice, step, ENTRY_CHOICE, answer->now);
    answering->entry.payload = choice_payload(&answering->arena, exercise, &answering->receipt.response);
}

static enum status check_answer(const struct practice *practice, size_t step, const struct practice_answer *answer,
                                struct failure *failure)
{
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    if (answer->is_dont_know || answer->place < practice->run.steps[step].order.count)
        return STATUS_OK;
    struct arena arena = { 0 };
    struct string number = string_format(&arena, "%zu", answer->place + 1);
    words_failure(failure, STATUS_USAGE, SAY_NO_SUCH_PLACE, WORDS({ "place", .plain = number }));
    arena_clear(&arena);
    return STATUS_USAGE;
}

enum status practice_answer(const struct learner *learner, struct arena *arena, const struct practice *practice,
                            size_t step, const struct practice_answer *answer, struct practice_step *state,
                            struct failure *failure)
{
    struct answering answering = { 0 };
    enum status status = check_answer(practice, step, answer, failure);
    if (status != STATUS_OK)
        return status;
    answering_fill(&answering, learner, practice, step, answer);
    status = store_change(learner->store, answer_change, &answering, &answering.failure);
    if (status == STATUS_OK || status == STATUS_ALREADY)
        *state = practice_step_of(arena, practice, step, &answering.receipt);
    else if (failure)
        *failure = answering.failure;
    arena_clear(&answering.arena);
    return status;
}

static void answer_done(enum status status, const struct failure *failure, void *context)
{
    struct answering *answering = context;
    struct arena arena = answering->arena;
    bool is_good = status == STATUS_OK || status == STATUS_ALREADY;
    answering->completion(status, is_good ? &answering->receipt : NULL, failure ? failure : &answering->failure,
                          answering->completion_context);
    arena_clear(&arena);
}

enum status practice_answer_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                   const struct practice_answer *answer, practice_answered completion, void *context,
                                   struct failure *failure)
{
    struct arena arena = { 0 };
    enum status status = check_answer(practice, step, answer, failure);
    if (status != STATUS_OK)
        return status;
    struct answering *answering = ARENA_NEW(&arena, struct answering);
    answering->arena = arena;
    answering->completion = completion;
    answering->completion_context = context;
    answering_fill(answering, learner, practice, step, answer);
    store_submit(learner->store, answer_change, answering, answer_done, answering);
    return STATUS_OK;
}
