#include "app/plan.h"

#include "app/derive.h"
#include "app/rebuild.h"
#include "base/check.h"
#include "words/words.h"

/* What is on its way to the store. It owns its arena, in which it lies itself when nobody waits for it. */
struct planning {
    struct arena arena;
    const struct learner *learner;
    struct entry entry;
    struct plan plan;
    struct payload_parameters parameters;
    struct failure *failure;
    struct failure own_failure; /* when nobody waits */
    practice_told completion;
    void *completion_context;
};

static struct entry entry_of(const struct learner *learner, enum entry_kind kind, struct moment now)
{
    return (struct entry){
        .id = uuid_new(),
        .learner = learner->id,
        .device = learner->device,
        .step = ENTRY_NO_STEP,
        .kind = kind,
        .format = ENTRY_FORMAT,
        .time = now,
    };
}

/* The plan. */

/* Each set once, under all the ids that it ever had: rows may still stand under a former one, and a rebuild has no
 * library. */
static enum status name_sets(struct planning *planning, const struct plan *plan)
{
    for (size_t i = 0; i < plan->sets.count; i++) {
        const struct set *set = library_find(planning->learner->library, plan->sets.items[i]);
        if (!set)
            return words_failure(planning->failure, STATUS_USAGE, SAY_PLAN_NO_SET,
                                 WORDS({ .name = "set", .plain = plan->sets.items[i] }));
        struct strings ids = library_set_ids(&planning->arena, set);
        for (size_t id = 0; id < ids.count; id++)
            if (!strings_hold(&planning->plan.sets, ids.items[id]))
                *LIST_ADD(&planning->arena, &planning->plan.sets) = ids.items[id];
    }
    return STATUS_OK;
}

static enum status planning_fill(struct planning *planning, const struct plan *plan, struct moment now)
{
    enum status status = STATUS_OK;
    planning->plan.made_day = time_local_day(now);
    planning->plan.has_interview = plan->has_interview;
    if (plan->has_interview) {
        planning->plan.interview_day = plan->interview_day;
        status = plan_day_check(plan->interview_day, now, planning->failure);
        if (status == STATUS_OK)
            status = name_sets(planning, plan);
    }
    if (status == STATUS_OK)
        planning->entry.payload = payload_plan_write(&planning->arena, &planning->plan);
    return status;
}

static enum status plan_change(struct transaction *transaction, void *context)
{
    struct planning *planning = context;
    struct tuning tuning;
    struct uuid learner = planning->learner->id;
    struct derived_stored stored = derived_stored(transaction, &planning->arena, planning->failure);
    enum status status = transaction_append(transaction, &planning->entry, planning->failure);
    if (status == STATUS_OK)
        status = derive_tuning(transaction, &planning->arena, learner, &tuning, planning->failure);
    if (status != STATUS_OK)
        return status;
    tuning.plan = planning->plan;
    status = transaction_tuning_put(transaction, learner, &tuning, planning->failure);
    return status == STATUS_OK ? derive_dues(&stored.derived, learner) : status;
}

enum status plan_set(const struct learner *learner, const struct plan *plan, struct moment now, struct failure *failure)
{
    struct planning planning = { .learner = learner, .entry = entry_of(learner, ENTRY_PLAN, now), .failure = failure };
    enum status status = planning_fill(&planning, plan, now);
    if (status == STATUS_OK)
        status = store_change(learner->store, plan_change, &planning, failure);
    arena_clear(&planning.arena);
    return status;
}

static void plan_done(enum status status, const struct failure *failure, void *context)
{
    struct planning *planning = context;
    struct arena arena = planning->arena;
    planning->completion(status, failure ? failure : &planning->own_failure, planning->completion_context);
    arena_clear(&arena);
}

enum status plan_set_submit(const struct learner *learner, const struct plan *plan, struct moment now,
                            practice_told completion, void *context, struct failure *failure)
{
    struct arena arena = { 0 };
    struct planning *planning = ARENA_NEW(&arena, struct planning);
    *planning = (struct planning){ .arena = arena,
                                   .learner = learner,
                                   .entry = entry_of(learner, ENTRY_PLAN, now),
                                   .failure = failure,
                                   .completion = completion,
                                   .completion_context = context };
    enum status status = planning_fill(planning, plan, now);
    planning->failure = &planning->own_failure;
    if (status == STATUS_OK)
        store_submit(learner->store, plan_change, planning, plan_done, planning);
    else {
        arena = planning->arena;
        arena_clear(&arena);
    }
    return status;
}

/* What holds now. */

/* Each set once, as it is called today. */
static struct strings names_of_today(struct arena *arena, const struct library *library, struct strings sets)
{
    struct strings names = { 0 };
    for (size_t i = 0; i < sets.count; i++) {
        const struct set *set = library_find(library, sets.items[i]);
        struct string name = set ? set_full_id(arena, set) : sets.items[i];
        if (!strings_hold(&names, name))
            *LIST_ADD(arena, &names) = name;
    }
    return names;
}

enum status plan_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                      struct tuning *tuning, struct failure *failure)
{
    enum status status = derive_tuning(transaction, arena, learner->id, tuning, failure);
    if (status == STATUS_OK)
        tuning->plan.sets = names_of_today(arena, learner->library, tuning->plan.sets);
    return status;
}

struct plan_finding {
    const struct learner *learner;
    struct arena *arena;
    struct tuning *tuning;
    struct failure *failure;
};

static enum status find(struct transaction *transaction, void *context)
{
    struct plan_finding *finding = context;
    return plan_read(transaction, finding->arena, finding->learner, finding->tuning, finding->failure);
}

enum status plan_get(const struct learner *learner, struct arena *arena, struct tuning *tuning, struct failure *failure)
{
    struct plan_finding finding = { .learner = learner, .arena = arena, .tuning = tuning, .failure = failure };
    return store_read(learner->store, find, &finding, failure);
}

/* Parameters. */

static enum status check_parameters(const double *parameters, struct failure *failure)
{
    size_t index = 0;
    if (!parameters || schedule_parameters_check(parameters, &index) == SCHEDULE_FINE)
        return STATUS_OK;
    struct arena arena = { 0 };
    words_failure(
        failure, STATUS_USAGE, SAY_PARAMETER_BAD,
        WORDS({ .name = "number", .plain = string_format(&arena, "%zu", index) },
              { .name = "low", .plain = string_format(&arena, "%g", schedule_parameters_bounds[index].low) },
              { .name = "high", .plain = string_format(&arena, "%g", schedule_parameters_bounds[index].high) }));
    arena_clear(&arena);
    return STATUS_USAGE;
}

/* As they read back, which is what a rebuild has. */
static void parameters_fill(struct planning *planning, const double *parameters)
{
    struct payload_parameters given = { .has_parameters = parameters != NULL };
    for (size_t i = 0; parameters && i < TUNING_PARAMETER_COUNT; i++)
        given.parameters[i] = parameters[i];
    planning->entry.payload = payload_parameters_write(&planning->arena, &given);
    CHECK(payload_parameters_read(planning->entry.payload, &planning->parameters));
}

static enum status fit_change(struct transaction *transaction, void *context)
{
    struct planning *planning = context;
    struct uuid learner = planning->learner->id;
    struct tuning tuning, old;
    enum status status = transaction_append(transaction, &planning->entry, planning->failure);
    if (status == STATUS_OK)
        status = derive_tuning(transaction, &planning->arena, learner, &old, planning->failure);
    if (status != STATUS_OK)
        return status;
    tuning = remember_untuned();
    tuning.plan = old.plan;
    tuning.has_parameters = planning->parameters.has_parameters;
    for (size_t i = 0; tuning.has_parameters && i < TUNING_PARAMETER_COUNT; i++)
        tuning.parameters[i] = planning->parameters.parameters[i];
    status = transaction_tuning_put(transaction, learner, &tuning, planning->failure);
    return status == STATUS_OK
               ? rebuild_memories(transaction, planning->learner->library, learner, &tuning, planning->failure)
               : status;
}

enum status plan_fit(const struct learner *learner, const double *parameters, struct moment now,
                     struct failure *failure)
{
    struct planning planning = { .learner = learner,
                                 .entry = entry_of(learner, ENTRY_PARAMETERS, now),
                                 .failure = failure };
    enum status status = check_parameters(parameters, failure);
    if (status == STATUS_OK) {
        parameters_fill(&planning, parameters);
        status = store_change(learner->store, fit_change, &planning, failure);
    }
    arena_clear(&planning.arena);
    return status;
}
