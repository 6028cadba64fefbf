/* practice: to be told when a run that was begun is on the disk. */
#include "app/practice.h"
#include "app/run.h"

/* Somebody waits. It lies in its own arena. */
struct awaiting {
    struct arena arena;
    const struct learner *learner;
    const struct practice *practice;
    struct failure failure;
    practice_told completion;
    void *completion_context;
};

/* Changes are stored in the order of their submission, so the run is there by now, unless it could not be stored. */
static enum status ensure_change(struct transaction *transaction, void *context)
{
    struct awaiting *awaiting = context;
    return run_ensure(transaction, &awaiting->arena, awaiting->learner, awaiting->practice, &awaiting->failure);
}

static void ensure_done(enum status status, const struct failure *failure, void *context)
{
    struct awaiting *awaiting = context;
    struct arena arena = awaiting->arena;
    awaiting->completion(status, failure ? failure : &awaiting->failure, awaiting->completion_context);
    arena_clear(&arena);
}

void practice_stored_submit(const struct learner *learner, const struct practice *practice, practice_told completion,
                            void *context)
{
    struct arena arena = { 0 };
    struct awaiting *awaiting = ARENA_NEW(&arena, struct awaiting);
    *awaiting = (struct awaiting){
        .learner = learner,
        .practice = practice,
        .completion = completion,
        .completion_context = context,
    };
    awaiting->arena = arena;
    store_submit(learner->store, ensure_change, awaiting, ensure_done, awaiting);
}
