/* review: what an answer led to. */
#include "app/review.h"
#include "app/run.h"
#include "core/remember.h"
#include "words/words.h"

static const enum say right_reasons[SURENESS_COUNT] = {
    [SURE_UNSAID] = SAY_REVIEW_RIGHT,
    [SURE_GUESS] = SAY_REVIEW_RIGHT_GUESSED,
    [SURE_FAIRLY] = SAY_REVIEW_RIGHT_FAIRLY,
    [SURE_YES] = SAY_REVIEW_RIGHT_SURE,
};

static const enum say made_reasons[] = {
    [MEMORY_AGAIN] = SAY_REVIEW_MADE_AGAIN,
    [MEMORY_HARD] = SAY_REVIEW_MADE_HARD,
    [MEMORY_GOOD] = SAY_REVIEW_MADE_GOOD,
    [MEMORY_EASY] = SAY_REVIEW_MADE_EASY,
};

static enum say reason(const struct practice_step *state)
{
    const struct response *response = &state->response;
    if (response->is_dont_know)
        return SAY_REVIEW_DONT_KNOW;
    if (response->is_produced)
        return made_reasons[remember_grade(response, &state->judgement)];
    if (state->judgement.is_right)
        return right_reasons[response->sureness];
    return response->sureness == SURE_YES ? SAY_REVIEW_WRONG_SURE : SAY_REVIEW_WRONG;
}

struct outcome_look {
    const struct learner *learner;
    struct arena *arena;
    struct strings ids;
    enum memory_skill skill;
    struct memory_row *row;
    struct failure *failure;
};

static enum status find_row(struct transaction *transaction, void *context)
{
    struct outcome_look *look = context;
    enum status status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < look->ids.count && status == STATUS_NOT_FOUND; i++)
        status = transaction_memory_get(transaction, look->learner->id, look->ids.items[i], look->skill, look->arena,
                                        look->row, look->failure);
    return status;
}

enum status review_outcome(const struct learner *learner, struct arena *arena, const struct practice *practice,
                           size_t step, const struct practice_step *state, struct review_outcome *outcome,
                           struct failure *failure)
{
    struct outcome_look look = {
        .learner = learner,
        .arena = arena,
        .ids = run_exercise_ids(arena, learner, practice, step),
        .skill = state->response.is_produced ? MEMORY_PRODUCING : MEMORY_RECOGNISING,
        .row = &outcome->row,
        .failure = failure,
    };
    enum status status = store_read(learner->store, find_row, &look, failure);
    if (status != STATUS_OK)
        return status;
    outcome->reason = words_text(arena, reason(state), NO_WORDS);
    return STATUS_OK;
}
