#include "app/receipt.h"

#include "app/run.h"
#include "core/grade.h"
#include "words/words.h"

static bool response_of(const struct exercise *exercise, const struct payload_choice *payload,
                        struct response *response)
{
    *response = (struct response){
        .is_dont_know = payload->is_dont_know,
        .sureness = payload->sureness,
        .took_ms = payload->took_ms,
    };
    if (payload->chosen_count != (payload->is_dont_know ? 0 : 1))
        return false;
    if (payload->is_dont_know)
        return true;
    size_t option = exercise_find_option(exercise, payload->chosen[0]);
    if (option >= exercise->option_count)
        return false;
    response->chosen = (option_mask)1 << option;
    return true;
}

static bool read_choice(const struct exercise *exercise, struct string text, struct response *response)
{
    struct payload_choice payload;
    return payload_choice_read(text, &payload) && response_of(exercise, &payload, response);
}

static bool read_marks(const struct exercise *exercise, struct string text, struct response *response)
{
    struct payload_marks payload;
    if (!payload_marks_read(text, &payload) || (payload.is_dont_know && payload.covered_count > 0))
        return false;
    *response =
        (struct response){ .is_produced = true, .is_dont_know = payload.is_dont_know, .took_ms = payload.took_ms };
    for (size_t i = 0; i < payload.covered_count; i++) {
        size_t point = exercise_find_point(exercise, payload.covered[i]);
        if (point >= exercise->point_count)
            return false;
        response->ticked |= (point_mask)1 << point;
    }
    return exercise->point_count > 0;
}

/* A kind without a row is no response that this version knows. */
static bool (*const by_kind[ENTRY_KIND_END])(const struct exercise *, struct string, struct response *) = {
    [ENTRY_CHOICE] = read_choice,
    [ENTRY_SELF_MARKS] = read_marks,
};

bool receipt_response(const struct exercise *exercise, const struct entry *entry, struct response *response)
{
    return (unsigned)entry->kind < ENTRY_KIND_END && by_kind[entry->kind] && entry->format == ENTRY_FORMAT &&
           by_kind[entry->kind](exercise, entry->payload, response);
}

enum status receipt_flag(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                         const struct strings *exercises, bool *is_flagged, struct failure *failure)
{
    *is_flagged = false;
    for (size_t i = 0; i < exercises->count && !*is_flagged; i++) {
        struct progress row;
        enum status status =
            transaction_progress_get(transaction, learner->id, exercises->items[i], arena, &row, failure);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
        *is_flagged = status == STATUS_OK && row.is_flagged;
    }
    return STATUS_OK;
}

enum status receipt_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                         const struct practice *practice, size_t step, struct practice_receipt *receipt,
                         struct failure *failure)
{
    struct entry entry;
    struct strings ids = run_exercise_ids(arena, learner, practice, step);
    *receipt = (struct practice_receipt){ 0 };
    enum status status = receipt_flag(transaction, arena, learner, &ids, &receipt->is_flagged, failure);
    if (status != STATUS_OK)
        return status;
    status = transaction_first_response(transaction, practice->run.id, (int32_t)step, arena, &entry, failure);
    if (status != STATUS_OK)
        return status;
    const struct exercise *exercise = run_exercise(practice, step);
    if (!receipt_response(exercise, &entry, &receipt->response))
        return words_failure(failure, STATUS_TOO_NEW, SAY_ANSWER_UNREADABLE, NO_WORDS);
    receipt->judgement = grade_response(exercise, &receipt->response);
    return STATUS_OK;
}
