#include "app/progress.h"

#include "app/derive.h"
#include "app/run.h"
#include "core/fold.h"
#include "words/words.h"

/* One row added to another: an exercise that was renamed has one for each of its ids. */
static void add_row(struct progress *sum, const struct progress *row)
{
    bool is_later = row->last_at > sum->last_at;
    sum->is_flagged |= row->is_flagged;
    if (row->response_count == 0)
        return;
    if (sum->response_count == 0 || row->first_at < sum->first_at)
        sum->first_at = row->first_at;
    if (sum->response_count == 0 || is_later) {
        sum->last_at = row->last_at;
        sum->last_score_percent = row->last_score_percent;
        sum->last_sureness = row->last_sureness;
        sum->last_content = row->last_content;
    }
    sum->response_count += row->response_count;
    sum->right_count += row->right_count;
    sum->dont_know_count += row->dont_know_count;
    sum->score_percent_sum += row->score_percent_sum;
    sum->confident_wrong_count += row->confident_wrong_count;
    sum->took_ms_sum += row->took_ms_sum;
}

/* Of one set. */

struct gathering {
    const struct learner *learner;
    struct arena *arena;
    struct set_progress *progress;
    size_t prefix_size; /* of the set id that is walked, with its slash */
    struct failure *failure;
};

static enum status gather_row(const struct progress *row, void *context)
{
    struct gathering *gathering = context;
    struct string slug = string_slice(row->exercise, gathering->prefix_size, row->exercise.size);
    size_t index = set_find_exercise(gathering->progress->set, slug);
    if (index != SIZE_MAX)
        add_row(&gathering->progress->exercises[index], row);
    return STATUS_OK;
}

static enum status gather(struct transaction *transaction, void *context)
{
    struct gathering *gathering = context;
    struct set_progress *progress = gathering->progress;
    struct strings ids = library_set_ids(gathering->arena, progress->set);
    for (size_t i = 0; i < ids.count; i++) {
        struct string prefix = string_format(gathering->arena, "%.*s/", STRING_ARG(ids.items[i]));
        gathering->prefix_size = prefix.size;
        enum status status = transaction_progress_walk(transaction, gathering->learner->id, prefix, gather_row,
                                                       gathering, gathering->failure);
        if (status != STATUS_OK)
            return status;
    }
    enum status status = run_find_open(transaction, gathering->arena, gathering->learner, progress->set,
                                       &progress->open_run, gathering->failure);
    progress->has_open_run = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status progress_of_set(const struct learner *learner, struct arena *arena, const struct set *set,
                            struct set_progress *progress, struct failure *failure)
{
    *progress = (struct set_progress){ .set = set };
    progress->exercises = ARENA_NEW_MANY(arena, set->exercise_count, struct progress);
    for (size_t i = 0; i < set->exercise_count; i++)
        progress->exercises[i] = fold_start(learner->id, exercise_full_id(arena, set, &set->exercises[i]));
    struct gathering gathering = { .learner = learner, .arena = arena, .progress = progress, .failure = failure };
    enum status status = store_read(learner->store, gather, &gathering, failure);
    for (size_t i = 0; i < set->exercise_count; i++)
        progress->answered_count += progress->exercises[i].response_count > 0;
    return status;
}

/* Of all sets. */

static bool is_touched(const struct set_progress *progress)
{
    bool has_flag = false;
    for (size_t i = 0; i < progress->set->exercise_count; i++)
        has_flag |= progress->exercises[i].is_flagged;
    return progress->has_open_run || progress->answered_count > 0 || has_flag;
}

enum status progress_of_sets(const struct learner *learner, struct arena *arena, struct sets_progress *sets,
                             struct failure *failure)
{
    const struct library *library = learner->library;
    struct set_progress *all = ARENA_NEW_MANY(arena, library->set_count, struct set_progress);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < library->set_count && status == STATUS_OK; i++)
        status = progress_of_set(learner, arena, library->sets[i], &all[i], failure);
    *sets = (struct sets_progress){ .items = ARENA_NEW_MANY(arena, library->set_count, struct set_progress) };
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < library->set_count; i++) {
        if (is_touched(&all[i]))
            sets->items[sets->touched_count++] = all[i];
    }
    sets->count = sets->touched_count;
    for (size_t i = 0; i < library->set_count; i++) {
        if (!is_touched(&all[i]))
            sets->items[sets->count++] = all[i];
    }
    return STATUS_OK;
}

/* Elsewhere. */

struct listing {
    const struct learner *learner;
    struct arena *arena;
    struct progress_list *list;
    struct failure *failure;
};

static enum status list_row(const struct progress *row, void *context)
{
    const struct set *set;
    struct listing *listing = context;
    library_find_exercise(listing->learner->library, row->exercise, &set);
    if (set || (row->response_count == 0 && !row->is_flagged))
        return STATUS_OK;
    struct progress *kept = LIST_ADD(listing->arena, listing->list);
    *kept = *row;
    kept->exercise = string_copy(listing->arena, row->exercise);
    return STATUS_OK;
}

static enum status list_elsewhere(struct transaction *transaction, void *context)
{
    struct listing *listing = context;
    return transaction_progress_walk(transaction, listing->learner->id, STRING(""), list_row, listing,
                                     listing->failure);
}

enum status progress_elsewhere(const struct learner *learner, struct arena *arena, struct progress_list *list,
                               struct failure *failure)
{
    struct listing listing = { .learner = learner, .arena = arena, .list = list, .failure = failure };
    *list = (struct progress_list){ 0 };
    return store_read(learner->store, list_elsewhere, &listing, failure);
}

/* Resetting. */

struct resetting {
    struct arena arena;
    const struct learner *learner;
    struct string id;
    struct entry entry;
    struct payload_reset payload;
    struct strings counted; /* exercises that have something to forget, each as it is called today */
    bool is_known;
    struct failure *failure;
};

/* Rows may stand under several ids of one exercise. */
static void count_once(struct resetting *resetting, struct string exercise)
{
    const struct set *set;
    size_t index = library_find_exercise(resetting->learner->library, exercise, &set);
    struct string name = set ? exercise_full_id(&resetting->arena, set, &set->exercises[index])
                             : string_copy(&resetting->arena, exercise);
    if (!strings_hold(&resetting->counted, name))
        *LIST_ADD(&resetting->arena, &resetting->counted) = name;
}

static enum status count_row(const struct progress *row, void *context)
{
    struct resetting *resetting = context;
    resetting->is_known = true;
    if (row->response_count > 0)
        count_once(resetting, row->exercise);
    return STATUS_OK;
}

static enum status count_exercise(struct transaction *transaction, struct resetting *resetting, struct string exercise)
{
    struct progress row;
    enum status status = transaction_progress_get(transaction, resetting->learner->id, exercise, &resetting->arena,
                                                  &row, resetting->failure);
    if (status == STATUS_OK)
        status = count_row(&row, resetting);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status count_set(struct transaction *transaction, struct resetting *resetting, struct string set)
{
    struct string prefix = string_format(&resetting->arena, "%.*s/", STRING_ARG(set));
    return transaction_progress_walk(transaction, resetting->learner->id, prefix, count_row, resetting,
                                     resetting->failure);
}

/* What is remembered though nothing was chosen since the last reset: an answer that was said aloud. */
struct remembered {
    struct resetting *resetting;
    struct string id; /* an exercise, or a set */
};

static enum status count_memory(const struct memory_row *row, void *context)
{
    struct remembered *remembered = context;
    bool is_meant = row->exercise.size == remembered->id.size || row->exercise.bytes[remembered->id.size] == '/';
    if (!is_meant)
        return STATUS_OK;
    remembered->resetting->is_known = true;
    count_once(remembered->resetting, row->exercise);
    return STATUS_OK;
}

static enum status count_memories(struct transaction *transaction, struct resetting *resetting, struct string id)
{
    struct remembered remembered = { .resetting = resetting, .id = id };
    return transaction_memory_walk(transaction, resetting->learner->id, id, count_memory, &remembered,
                                   resetting->failure);
}

/* What there is to forget under each of the ids. */
static enum status count_all(struct transaction *transaction, struct resetting *resetting)
{
    const struct payload_reset *payload = &resetting->payload;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < payload->exercises.count && status == STATUS_OK; i++) {
        status = count_exercise(transaction, resetting, payload->exercises.items[i]);
        if (status == STATUS_OK)
            status = count_memories(transaction, resetting, payload->exercises.items[i]);
    }
    for (size_t i = 0; i < payload->sets.count && status == STATUS_OK; i++) {
        status = count_set(transaction, resetting, payload->sets.items[i]);
        if (status == STATUS_OK)
            status = count_memories(transaction, resetting, payload->sets.items[i]);
    }
    return status;
}

/* The ids that are meant. What is in no set is taken as an exercise and as a set: the rows then show which it is. */
static void resolve(struct resetting *resetting)
{
    const struct library *library = resetting->learner->library;
    const struct set *set = library_find(library, resetting->id), *owner;
    size_t index = library_find_exercise(library, resetting->id, &owner);
    resetting->is_known = set || owner;
    if (set) {
        resetting->payload.sets = library_set_ids(&resetting->arena, set);
        resetting->entry.subject = resetting->payload.sets.items[0];
    } else if (owner) {
        resetting->payload.exercises = library_exercise_ids(&resetting->arena, owner, &owner->exercises[index]);
        resetting->entry.subject = resetting->payload.exercises.items[0];
    } else {
        *LIST_ADD(&resetting->arena, &resetting->payload.exercises) = resetting->id;
        *LIST_ADD(&resetting->arena, &resetting->payload.sets) = resetting->id;
        resetting->entry.subject = resetting->id;
    }
}

static enum status reset_change(struct transaction *transaction, void *context)
{
    struct resetting *resetting = context;
    enum status status = count_all(transaction, resetting);
    if (status != STATUS_OK)
        return status;
    if (!resetting->is_known)
        return words_failure(resetting->failure, STATUS_NOT_FOUND, SAY_NOT_PRACTISED,
                             WORDS({ "id", .plain = resetting->id }));
    if (resetting->counted.count == 0)
        return STATUS_ALREADY;
    struct derived_stored stored = derived_stored(transaction, &resetting->arena, resetting->failure);
    status = transaction_append(transaction, &resetting->entry, resetting->failure);
    return status == STATUS_OK ? derive_reset(&stored.derived, &resetting->entry, &resetting->payload) : status;
}

enum status progress_reset(const struct learner *learner, struct string id, struct moment now, size_t *exercise_count,
                           struct failure *failure)
{
    struct resetting resetting = { .learner = learner, .id = id, .failure = failure };
    resetting.entry = (struct entry){
        .id = uuid_new(),
        .learner = learner->id,
        .device = learner->device,
        .step = ENTRY_NO_STEP,
        .kind = ENTRY_RESET,
        .format = ENTRY_FORMAT,
        .time = now,
    };
    resolve(&resetting);
    resetting.entry.payload = payload_reset_write(&resetting.arena, &resetting.payload);
    enum status status = store_change(learner->store, reset_change, &resetting, failure);
    *exercise_count = resetting.counted.count;
    arena_clear(&resetting.arena);
    return status;
}
