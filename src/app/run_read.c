/* run: read back from the journal, and found. */
#include "app/run.h"

#include <string.h>

#include "app/contents.h"
#include "words/words.h"

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

/* The places of a step as indices; false when they are not the options of this content, each once; or none, for an
 * answer that is produced. */
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
    return order->count == exercise->option_count || (order->count == 0 && exercise->point_count > 0);
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

/* The exercise as it is today, when it is still the version wanted: then nothing needs to be read or parsed. */
static const struct set *todays_content(struct arena *arena, const struct library *library,
                                        const struct payload_step *payload)
{
    const struct set *set;
    size_t index = library_find_exercise(library, payload->exercise, &set);
    bool is_same = set && hash_equal(contents_hash(library, set, index), payload->content);
    return is_same ? run_content(arena, set, index) : NULL;
}

/* Another version, as it was stored. *content is NULL when it is not there or cannot be read. */
static enum status stored_content(struct transaction *transaction, struct arena *arena, const struct library *library,
                                  const struct set *today, struct hash hash, const struct set **content,
                                  struct failure *failure)
{
    struct string json;
    struct arena working = { 0 }; /* what is read keeps no hold of its JSON, which is many times as large */
    enum status status = transaction_content_get(transaction, hash, &working, &json, failure);
    *content = status == STATUS_OK ? read_content(arena, library, today, json) : NULL;
    arena_clear(&working);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status read_step(struct transaction *transaction, struct arena *arena, const struct library *library,
                             const struct payload_step *payload, struct practice *practice, size_t index,
                             struct failure *failure)
{
    struct step *step = &practice->run.steps[index];
    const struct set *content = todays_content(arena, library, payload);
    enum status status = STATUS_OK;
    *step = (struct step){ .exercise = payload->exercise, .content = payload->content };
    practice->changed_count += !content;
    if (!content)
        status = stored_content(transaction, arena, library, practice->set, payload->content, &content, failure);
    if (status != STATUS_OK)
        return status;
    practice->contents[index] = content;
    if (!content || !read_order(&content->exercises[0], payload, &step->order))
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
    practice->is_review = payload->is_review;
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
