/* practice: what a run came to, and what is worth another look. */
#include "app/practice.h"
#include "app/receipt.h"
#include "app/run.h"
#include "core/grade.h"
#include "core/summarise.h"

struct summing {
    const struct learner *learner;
    struct arena *arena;
    const struct practice *practice;
    struct summary_step *steps;
    struct failure *failure;
};

static enum status add_response(const struct entry *entry, void *context)
{
    struct summing *summing = context;
    if (entry->step < 0 || (size_t)entry->step >= summing->practice->run.step_count)
        return STATUS_OK;
    struct summary_step *step = &summing->steps[entry->step];
    if (receipt_response(step->exercise, entry, &step->response)) {
        step->has_response = true;
        step->judgement = grade_response(step->exercise, &step->response);
    }
    return STATUS_OK;
}

static enum status look_up(struct transaction *transaction, void *context)
{
    struct summing *summing = context;
    const struct practice *practice = summing->practice;
    struct entry_filter filter = { .run = practice->run.id };
    enum status status = transaction_walk(transaction, &filter, add_response, summing, summing->failure);
    for (size_t i = 0; i < practice->run.step_count && status == STATUS_OK; i++) {
        struct strings ids = run_exercise_ids(summing->arena, summing->learner, practice, i);
        status = receipt_flag(transaction, summing->arena, summing->learner, &ids, &summing->steps[i].is_flagged,
                              summing->failure);
    }
    return status;
}

enum status practice_summary(const struct learner *learner, struct arena *arena, const struct practice *practice,
                             struct summary *summary, struct failure *failure)
{
    size_t count = practice->run.step_count;
    struct summing summing = { .learner = learner, .arena = arena, .practice = practice, .failure = failure };
    summing.steps = ARENA_NEW_MANY(arena, count, struct summary_step);
    for (size_t i = 0; i < count; i++) {
        summing.steps[i].exercise = run_exercise(practice, i);
        summing.steps[i].guide = &practice->contents[i]->guide;
    }
    enum status status = store_read(learner->store, look_up, &summing, failure);
    if (status == STATUS_OK)
        *summary = summarise(arena, practice_guide(practice), summing.steps, count);
    return status;
}

const struct guide *practice_guide(const struct practice *practice)
{
    return practice->set ? &practice->set->guide : &practice->contents[0]->guide;
}

static bool is_listed(const size_t *exercises, size_t count, size_t exercise)
{
    for (size_t i = 0; i < count; i++)
        if (exercises[i] == exercise)
            return true;
    return false;
}

/* Two exercises of the run may be one today. */
size_t practice_again(struct arena *arena, const struct practice *practice, const struct summary *summary,
                      size_t **exercises)
{
    size_t count = 0;
    struct library today = { .sets = (const struct set *[]){ practice->set }, .set_count = practice->set ? 1 : 0 };
    *exercises = ARENA_NEW_MANY(arena, summary->again_count, size_t);
    for (size_t i = 0; i < summary->again_count; i++) {
        const struct set *set;
        size_t index = library_find_exercise(&today, practice->run.steps[summary->again[i].step].exercise, &set);
        if (set && !is_listed(*exercises, count, index))
            (*exercises)[count++] = index;
    }
    return count;
}
