#include "app/run.h"

#include <string.h>

#include "app/derive.h"
#include "base/check.h"
#include "words/words.h"

const struct exercise *run_exercise(const struct practice *practice, size_t step)
{
    CHECK(step < practice->run.step_count);
    return &practice->contents[step]->exercises[0];
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

/* What is stored when a run begins. */
struct record {
    struct entry entry;
    struct hash *contents;
    struct string *jsons;
    size_t count;
};

static struct payload_step payload_step(const struct practice *practice, size_t index)
{
    const struct step *step = &practice->run.steps[index];
    const struct exercise *exercise = run_exercise(practice, index);
    struct payload_step payload = { .exercise = step->exercise,
                                    .content = step->content,
                                    .option_count = step->order.count };
    for (size_t place = 0; place < step->order.count; place++)
        payload.options[place] = exercise->options[step->order.items[place]].id;
    return payload;
}

static struct string run_payload(struct arena *arena, const struct practice *practice)
{
    struct payload_run payload = { .seed = practice->run.seed, .step_count = practice->run.step_count };
    payload.steps = ARENA_NEW_MANY(arena, payload.step_count, struct payload_step);
    for (size_t i = 0; i < payload.step_count; i++)
        payload.steps[i] = payload_step(practice, i);
    return payload_run_write(arena, &payload);
}

/* Everything is copied: the record outlives the practice. The entry has the run's own id, so it is stored once. */
static struct record record_of(struct arena *arena, const struct learner *learner, const struct practice *practice)
{
    const struct run *run = &practice->run;
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
            .payload = run_payload(arena, practice),
        },
        .contents = ARENA_NEW_MANY(arena, run->step_count, struct hash),
        .jsons = ARENA_NEW_MANY(arena, run->step_count, struct string),
        .count = run->step_count,
    };
    for (size_t i = 0; i < record.count; i++) {
        record.contents[i] = run->steps[i].content;
        record.jsons[i] = string_copy(arena, practice->jsons[i]);
    }
    return record;
}

static enum status record_store(struct transaction *transaction, struct arena *arena, const struct record *record,
                                struct failure *failure)
{
    struct derived_stored stored = derived_stored(transaction, arena, failure);
    enum status status = transaction_append(transaction, &record->entry, failure);
    if (status == STATUS_ALREADY)
        return STATUS_OK;
    for (size_t i = 0; i < record->count && status == STATUS_OK; i++)
        status = transaction_content_put(transaction, record->contents[i], record->jsons[i], failure);
    return status == STATUS_OK ? derive_run(&stored.derived, &record->entry, (int32_t)record->count) : status;
}

enum status run_ensure(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                       const struct practice *practice, struct failure *failure)
{
    struct run_progress row;
    enum status status = transaction_run_get(transaction, practice->run.id, arena, &row, failure);
    if (status != STATUS_NOT_FOUND || !practice->jsons)
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

/* Reading. */

struct run_finding {
    struct arena *arena;
    const struct learner *learner;
    struct run *run;
    struct payload_run payload;
    bool is_found, is_readable;
};

static enum status keep_run(const struct entry *entry, void *context)
{
    struct run_finding *finding = context;
    if (!uuid_equal(entry->learner, finding->learner->id))
        return STATUS_OK;
    *finding->run = (struct run){
        .id = entry->run,
        .learner = entry->learner,
        .set = string_copy(finding->arena, entry->subject),
        .begun = entry->time,
    };
    struct string payload = string_copy(finding->arena, entry->payload);
    finding->is_found = true;
    finding->is_readable =
        entry->format == ENTRY_FORMAT && payload_run_read(finding->arena, payload, &finding->payload);
    return STATUS_OK;
}

static enum status find_run(struct transaction *transaction, struct run_finding *finding, struct uuid id,
                            struct failure *failure)
{
    struct entry_filter filter = { .run = id, .kind = ENTRY_RUN };
    enum status status = transaction_walk(transaction, &filter, keep_run, finding, failure);
    if (status != STATUS_OK)
        return status;
    if (!finding->is_found)
        return words_failure(failure, STATUS_NOT_FOUND, SAY_NO_RUN, NO_WORDS);
    if (!finding->is_readable)
        return words_failure(failure, STATUS_TOO_NEW, SAY_RUN_UNREADABLE, NO_WORDS);
    return STATUS_OK;
}

/* The places of a step as indices; false when they are not the options of this content, each once. */
static bool read_order(const struct exercise *exercise, const struct payload_step *payload, struct option_order *order)
{
    option_mask seen = 0;
    order->count = payload->option_count;
    for (size_t place = 0; place < payload->option_count; place++) {
        size_t option = exercise_find_option(exercise, payload->options[place]);
        if (option >= exercise->option_count || (seen & ((option_mask)1 << option)))
            return false;
        seen |= (option_mask)1 << option;
        order->items[place] = (uint8_t)option;
    }
    return order->count == exercise->option_count;
}

/* A set with one exercise, with today's glossary and phrases of the set at hand: they help, and are no part of a
 * version. */
static const struct set *read_content(struct arena *arena, const struct library *library, const struct set *today,
                                      struct string json)
{
    const struct set *content = library->content_read(arena, json);
    if (!content || content->exercise_count != 1 || !today)
        return content && content->exercise_count == 1 ? content : NULL;
    struct set *helped = ARENA_NEW(arena, struct set);
    *helped = *content;
    helped->reference = today->reference;
    return helped;
}

static enum status read_step(struct transaction *transaction, struct arena *arena, const struct library *library,
                             const struct payload_step *payload, struct practice *practice, size_t index,
                             struct failure *failure)
{
    struct string json;
    struct step *step = &practice->run.steps[index];
    *step = (struct step){ .exercise = payload->exercise, .content = payload->content };
    enum status status = transaction_content_get(transaction, payload->content, arena, &json, failure);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    practice->contents[index] = status == STATUS_OK ? read_content(arena, library, practice->set, json) : NULL;
    if (!practice->contents[index] || !read_order(run_exercise(practice, index), payload, &step->order))
        return words_failure(failure, STATUS_CORRUPT, SAY_CONTENT_UNREADABLE,
                             WORDS({ "exercise", .plain = payload->exercise }));
    return STATUS_OK;
}

enum status run_read(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                     struct uuid id, struct practice *practice, struct failure *failure)
{
    *practice = (struct practice){ 0 };
    struct run_finding finding = { .arena = arena, .learner = learner, .run = &practice->run };
    enum status status = find_run(transaction, &finding, id, failure);
    if (status != STATUS_OK)
        return status;
    const struct payload_run *payload = &finding.payload;
    practice->run.seed = payload->seed;
    practice->run.step_count = payload->step_count;
    practice->run.steps = ARENA_NEW_MANY(arena, payload->step_count, struct step);
    practice->contents = ARENA_NEW_MANY(arena, payload->step_count, const struct set *);
    practice->set = library_find(learner->library, practice->run.set);
    for (size_t i = 0; i < payload->step_count && status == STATUS_OK; i++)
        status = read_step(transaction, arena, learner->library, &payload->steps[i], practice, i, failure);
    return status;
}

/* Finding. */

enum status run_find_open(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                          const struct set *set, struct run_progress *run, struct failure *failure)
{
    struct strings ids = library_set_ids(arena, set);
    struct run_progress newest = { .is_closed = true };
    for (size_t i = 0; i < ids.count; i++) {
        struct run_progress row;
        enum status status = transaction_run_newest(transaction, learner->id, ids.items[i], arena, &row, failure);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
        if (status == STATUS_OK &&
            (uuid_is_nil(newest.run) || memcmp(row.run.bytes, newest.run.bytes, sizeof row.run.bytes) > 0))
            newest = row;
    }
    *run = newest;
    return newest.is_closed || newest.response_count >= newest.step_count ? STATUS_NOT_FOUND : STATUS_OK;
}
