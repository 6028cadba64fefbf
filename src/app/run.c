#include "app/run.h"

#include "app/derive.h"
#include "base/check.h"
#include "words/words.h"

const struct exercise *run_exercise(const struct practice *practice, size_t step)
{
    CHECK(step < practice->run.step_count);
    return &practice->contents[step]->exercises[0];
}

const struct set *run_content(struct arena *arena, const struct set *set, size_t index)
{
    struct set *content = ARENA_NEW(arena, struct set);
    *content = *set;
    content->exercises = &set->exercises[index];
    content->exercise_count = 1;
    return content;
}

enum status run_check_step(const struct practice *practice, size_t step, struct failure *failure)
{
    if (step < practice->run.step_count)
        return STATUS_OK;
    struct arena arena = { 0 };
    struct string number = string_format(&arena, "%zu", step + 1);
    words_failure(failure, STATUS_USAGE, SAY_NO_SUCH_STEP, WORDS({ "step", .plain = number }));
    arena_clear(&arena);
    return STATUS_USAGE;
}

struct strings run_exercise_ids(struct arena *arena, const struct learner *learner, const struct practice *practice,
                                size_t step)
{
    const struct set *set;
    struct string id = practice->run.steps[step].exercise;
    size_t index = library_find_exercise(learner->library, id, &set);
    if (set)
        return library_exercise_ids(arena, set, &set->exercises[index]);
    struct strings ids = { 0 };
    *LIST_ADD(arena, &ids) = id;
    return ids;
}

struct entry run_entry_at(const struct learner *learner, const struct practice *practice, size_t step,
                          enum entry_kind kind, struct moment now)
{
    return (struct entry){
        .id = uuid_new(),
        .learner = learner->id,
        .device = learner->device,
        .run = practice->run.id,
        .step = (int32_t)step,
        .kind = kind,
        .format = ENTRY_FORMAT,
        .time = now,
        .subject = practice->run.steps[step].exercise,
        .content = practice->run.steps[step].content,
    };
}

/* Storing. */

/* What is stored when a run begins. Its contents are exercises of the set as it is today. */
struct record {
    struct entry entry;
    struct payload_run payload;
    const struct library *library;
    const struct set *set;
    struct record_content {
        struct hash hash;
        const struct exercise *exercise;
    } * contents;
    size_t count;
};

/* All full ids but today's. Mostly there is none, and then nothing is put together. */
static struct strings former_ids(struct arena *arena, const struct set *set, const struct exercise *exercise)
{
    if (set->was.count == 0 && exercise->was.count == 0)
        return (struct strings){ 0 };
    struct strings ids = library_exercise_ids(arena, set, exercise);
    return (struct strings){ .items = ids.items + 1, .count = ids.count - 1 };
}

static struct payload_step payload_step(struct arena *arena, const struct practice *practice, size_t index)
{
    const struct step *step = &practice->run.steps[index];
    const struct exercise *exercise = run_exercise(practice, index);
    struct payload_step payload = { .exercise = string_copy(arena, step->exercise),
                                    .was = former_ids(arena, practice->set, exercise),
                                    .content = step->content,
                                    .option_count = step->order.count };
    for (size_t place = 0; place < step->order.count; place++)
        payload.options[place] = exercise->options[step->order.items[place]].id;
    return payload;
}

static struct payload_run payload_of(struct arena *arena, const struct practice *practice)
{
    struct payload_run payload = { .seed = practice->run.seed,
                                   .is_review = practice->is_review,
                                   .step_count = practice->run.step_count };
    payload.steps = ARENA_NEW_MANY(arena, payload.step_count, struct payload_step);
    for (size_t i = 0; i < payload.step_count; i++)
        payload.steps[i] = payload_step(arena, practice, i);
    return payload;
}

/* All but the library is copied: the record outlives the practice. The entry has the run's own id, so it is stored
 * once. */
static struct record record_of(struct arena *arena, const struct learner *learner, const struct practice *practice)
{
    const struct run *run = &practice->run;
    CHECK(practice->is_new && practice->set);
    struct record record = {
        .entry = {
            .id = run->id,
            .learner = run->learner,
            .device = learner->device,
            .run = run->id,
            .step = ENTRY_NO_STEP,
            .kind = ENTRY_RUN,
            .format = ENTRY_FORMAT,
            .time = run->begun,
            .subject = string_copy(arena, run->set),
        },
        .payload = payload_of(arena, practice),
        .library = learner->library,
        .set = practice->set,
        .contents = ARENA_NEW_MANY(arena, run->step_count, struct record_content),
        .count = run->step_count,
    };
    record.entry.payload = payload_run_write(arena, &record.payload);
    for (size_t i = 0; i < record.count; i++)
        record.contents[i] = (struct record_content){ run->steps[i].content, run_exercise(practice, i) };
    return record;
}

/* Most contents are there since an earlier run: their JSON is not even written. */
static enum status content_store(struct transaction *transaction, const struct record *record, size_t index,
                                 struct failure *failure)
{
    const struct record_content *content = &record->contents[index];
    struct arena working = { 0 };
    enum status status = transaction_content_has(transaction, content->hash, failure);
    if (status == STATUS_NOT_FOUND)
        status =
            transaction_content_put(transaction, content->hash,
                                    record->library->content_write(&working, record->set, content->exercise), failure);
    arena_clear(&working);
    return status;
}

static enum status record_store(struct transaction *transaction, struct arena *arena, const struct record *record,
                                struct failure *failure)
{
    struct derived_stored stored = derived_stored(transaction, arena, failure);
    enum status status = transaction_append(transaction, &record->entry, failure);
    if (status == STATUS_ALREADY)
        return STATUS_OK;
    for (size_t i = 0; i < record->count && status == STATUS_OK; i++)
        status = content_store(transaction, record, i, failure);
    if (status == STATUS_OK)
        status = derive_run(&stored.derived, &record->entry, (int32_t)record->count, record->payload.is_review);
    return status == STATUS_OK
               ? derive_renames(&stored.derived, &record->entry, record->payload.steps, record->payload.step_count)
               : status;
}

enum status run_ensure(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                       const struct practice *practice, struct failure *failure)
{
    struct run_progress row;
    enum status status = transaction_run_get(transaction, practice->run.id, arena, &row, failure);
    if (status != STATUS_NOT_FOUND || !practice->is_new)
        return status;
    struct record record = record_of(arena, learner, practice);
    return record_store(transaction, arena, &record, failure);
}

/* A record on its way: it owns all it needs. */
struct sending {
    struct arena arena;
    struct record record;
    struct failure failure;
};

static enum status sending_change(struct transaction *transaction, void *context)
{
    struct sending *sending = context;
    return record_store(transaction, &sending->arena, &sending->record, &sending->failure);
}

static void sending_done(enum status status, const struct failure *failure, void *context)
{
    struct sending *sending = context;
    (void)status; /* nobody waits: run_ensure finds out with the first answer, when there is somebody to tell */
    (void)failure;
    struct arena arena = sending->arena;
    arena_clear(&arena);
}

void run_submit(const struct learner *learner, const struct practice *practice)
{
    struct arena arena = { 0 };
    struct sending *sending = ARENA_NEW(&arena, struct sending);
    sending->record = record_of(&arena, learner, practice);
    sending->arena = arena;
    store_submit(learner->store, sending_change, sending, sending_done, sending);
}
