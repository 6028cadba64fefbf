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
    if (status != STATUS_OK)
        return status;
    return (answering->receipt.response.is_produced ? derive_marks : derive_choice)(
        &stored.derived, &answering->entry, &answering->receipt.response, &answering->receipt.judgement);
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

/* All but the payload. */
static void answering_fill(struct answering *answering, const struct learner *learner, const struct practice *practice,
                           size_t step, struct response response, struct moment now)
{
    answering->learner = learner;
    answering->practice = practice;
    answering->step = step;
    answering->receipt.response = response;
    answering->receipt.judgement = grade_response(run_exercise(practice, step), &response);
    answering->entry =
        run_entry_at(learner, practice, step, response.is_produced ? ENTRY_SELF_MARKS : ENTRY_CHOICE, now);
}

static enum status answering_wait(struct answering *answering, struct arena *arena, struct practice_step *state,
                                  struct failure *failure)
{
    enum status status = store_change(answering->learner->store, answer_change, answering, &answering->failure);
    if (status == STATUS_OK || status == STATUS_ALREADY)
        *state = practice_step_of(arena, answering->practice, answering->step, &answering->receipt);
    else if (failure)
        *failure = answering->failure;
    arena_clear(&answering->arena);
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

static struct answering *answering_new(practice_answered completion, void *context)
{
    struct arena arena = { 0 };
    struct answering *answering = ARENA_NEW(&arena, struct answering);
    answering->arena = arena;
    answering->completion = completion;
    answering->completion_context = context;
    return answering;
}

/* Choosing. */

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

static void choosing_fill(struct answering *answering, const struct learner *learner, const struct practice *practice,
                          size_t step, const struct practice_answer *answer)
{
    answering_fill(answering, learner, practice, step, response_of(&practice->run.steps[step].order, answer),
                   answer->now);
    answering->entry.payload =
        choice_payload(&answering->arena, run_exercise(practice, step), &answering->receipt.response);
}

/* A place, counted from 1, in a sentence that it does not exist. */
static enum status no_such_place(enum say sentence, size_t place, struct failure *failure)
{
    struct arena arena = { 0 };
    struct string number = string_format(&arena, "%zu", place + 1);
    words_failure(failure, STATUS_USAGE, sentence, WORDS({ "place", .plain = number }));
    arena_clear(&arena);
    return STATUS_USAGE;
}

static enum status check_answer(const struct practice *practice, size_t step, const struct practice_answer *answer,
                                struct failure *failure)
{
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    size_t count = practice->run.steps[step].order.count;
    if (count == 0)
        return words_failure(failure, STATUS_USAGE, SAY_NOTHING_TO_CHOOSE, NO_WORDS);
    return answer->is_dont_know || answer->place < count ? STATUS_OK
                                                         : no_such_place(SAY_NO_SUCH_PLACE, answer->place, failure);
}

enum status practice_answer(const struct learner *learner, struct arena *arena, const struct practice *practice,
                            size_t step, const struct practice_answer *answer, struct practice_step *state,
                            struct failure *failure)
{
    struct answering answering = { 0 };
    enum status status = check_answer(practice, step, answer, failure);
    if (status != STATUS_OK)
        return status;
    choosing_fill(&answering, learner, practice, step, answer);
    return answering_wait(&answering, arena, state, failure);
}

enum status practice_answer_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                   const struct practice_answer *answer, practice_answered completion, void *context,
                                   struct failure *failure)
{
    enum status status = check_answer(practice, step, answer, failure);
    if (status != STATUS_OK)
        return status;
    struct answering *answering = answering_new(completion, context);
    choosing_fill(answering, learner, practice, step, answer);
    store_submit(learner->store, answer_change, answering, answer_done, answering);
    return STATUS_OK;
}

/* Producing. */

struct practice_points practice_points(struct arena *arena, const struct practice *practice, size_t step)
{
    const struct exercise *exercise = run_exercise(practice, step);
    const struct guide *guide = &practice->contents[step]->guide;
    struct practice_points points = {
        .items = ARENA_NEW_MANY(arena, exercise->point_count, struct practice_point),
        .order = ARENA_NEW_MANY(arena, exercise->point_count, uint8_t),
    };
    for (size_t heading = 0; heading < guide->heading_count; heading++)
        for (size_t i = 0; i < exercise->point_count; i++) {
            if (exercise->points[i].heading != heading)
                continue;
            points.order[points.count] = (uint8_t)i;
            points.items[points.count++] = (struct practice_point){
                .heading = guide->headings[heading].title,
                .statement = exercise->points[i].statement,
            };
        }
    return points;
}

static struct string marks_payload(struct arena *arena, const struct exercise *exercise,
                                   const struct response *response)
{
    struct payload_marks payload = { .is_dont_know = response->is_dont_know, .took_ms = response->took_ms };
    for (size_t i = 0; i < exercise->point_count; i++)
        if (response->ticked & (point_mask)1 << i)
            payload.covered[payload.covered_count++] = exercise->points[i].id;
    return payload_marks_write(arena, &payload);
}

static void ticking_fill(struct answering *answering, const struct learner *learner, const struct practice *practice,
                         size_t step, const struct practice_ticks *ticks)
{
    struct practice_points points = practice_points(&answering->arena, practice, step);
    struct response response = { .is_produced = true, .is_dont_know = ticks->is_dont_know, .took_ms = ticks->took_ms };
    for (size_t i = 0; i < points.count && !ticks->is_dont_know; i++)
        if (ticks->places & (point_mask)1 << i)
            response.ticked |= (point_mask)1 << points.order[i];
    answering_fill(answering, learner, practice, step, response, ticks->now);
    answering->entry.payload = marks_payload(&answering->arena, run_exercise(practice, step), &response);
}

static enum status check_ticks(const struct practice *practice, size_t step, const struct practice_ticks *ticks,
                               struct failure *failure)
{
    enum status status = run_check_step(practice, step, failure);
    if (status != STATUS_OK)
        return status;
    if (practice->run.steps[step].order.count > 0)
        return words_failure(failure, STATUS_USAGE, SAY_NOTHING_TO_TICK, NO_WORDS);
    size_t count = run_exercise(practice, step)->point_count;
    for (size_t i = count; i < EXERCISE_POINTS_MAX; i++)
        if (ticks->places & (point_mask)1 << i)
            return no_such_place(SAY_NO_SUCH_POINT, i, failure);
    return STATUS_OK;
}

enum status practice_tick(const struct learner *learner, struct arena *arena, const struct practice *practice,
                          size_t step, const struct practice_ticks *ticks, struct practice_step *state,
                          struct failure *failure)
{
    struct answering answering = { 0 };
    enum status status = check_ticks(practice, step, ticks, failure);
    if (status != STATUS_OK)
        return status;
    ticking_fill(&answering, learner, practice, step, ticks);
    return answering_wait(&answering, arena, state, failure);
}

enum status practice_tick_submit(const struct learner *learner, const struct practice *practice, size_t step,
                                 const struct practice_ticks *ticks, practice_answered completion, void *context,
                                 struct failure *failure)
{
    enum status status = check_ticks(practice, step, ticks, failure);
    if (status != STATUS_OK)
        return status;
    struct answering *answering = answering_new(completion, context);
    ticking_fill(answering, learner, practice, step, ticks);
    store_submit(learner->store, answer_change, answering, answer_done, answering);
    return STATUS_OK;
}
