#include "app/derived_kept.h"

#include <string.h>

static struct derived_kept *kept_of(struct derived *derived)
{
    return (struct derived_kept *)derived; /* derived is its first member */
}

/* Hashes. The last bytes of a uuid of version 7 are random. */

static uint64_t uuid_hash(struct uuid uuid)
{
    uint64_t hash;
    memcpy(&hash, uuid.bytes + sizeof uuid.bytes - sizeof hash, sizeof hash);
    return hash;
}

static uint64_t exercise_hash(struct uuid learner, struct string exercise, enum memory_skill skill)
{
    return (uuid_hash(learner) * 31 + string_hash(exercise)) * 31 + skill;
}

/* Days. */

static uint64_t day_hash(struct uuid learner, int32_t day)
{
    return uuid_hash(learner) * 31 + (uint64_t)(uint32_t)day * UINT64_C(0x9e3779b97f4a7c15);
}

static bool is_day(const struct practice_day *row, struct uuid learner, int32_t day)
{
    return row->day == day && uuid_equal(row->learner, learner);
}

static size_t find_day(const struct derived_kept *kept, struct uuid learner, int32_t day)
{
    size_t cursor, last = kept->last_day;
    uint64_t hash = day_hash(learner, day);
    if (last < kept->days.count && is_day(&kept->days.items[last], learner, day))
        return last;
    for (size_t i = table_first(&kept->day_table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&kept->day_table, hash, &cursor))
        if (is_day(&kept->days.items[i], learner, day))
            return i;
    return TABLE_NONE;
}

static enum status kept_day_get(struct derived *derived, struct uuid learner, int32_t day, struct practice_day *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_day(kept, learner, day);
    if (index == TABLE_NONE)
        return STATUS_NOT_FOUND;
    kept->last_day = index;
    *row = kept->days.items[index];
    return STATUS_OK;
}

static enum status kept_day_put(struct derived *derived, const struct practice_day *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_day(kept, row->learner, row->day);
    if (index == TABLE_NONE) {
        index = table_add(kept->arena, &kept->day_table, day_hash(row->learner, row->day));
        (void)LIST_ADD(kept->arena, &kept->days);
    }
    kept->days.items[index] = *row;
    return STATUS_OK;
}

/* Looking up. */

static bool is_exercise(const struct exercise_row *row, struct uuid learner, struct string exercise,
                        enum memory_skill skill)
{
    return row->skill == skill && uuid_equal(row->learner, learner) && string_equal(row->exercise, exercise);
}

static size_t find_exercise(const struct derived_kept *kept, struct uuid learner, struct string exercise,
                            enum memory_skill skill)
{
    size_t cursor, last = kept->last_exercise;
    if (last < kept->exercises.count && is_exercise(&kept->exercises.items[last], learner, exercise, skill))
        return last;
    uint64_t hash = exercise_hash(learner, exercise, skill);
    for (size_t i = table_first(&kept->exercise_table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&kept->exercise_table, hash, &cursor))
        if (is_exercise(&kept->exercises.items[i], learner, exercise, skill))
            return i;
    return TABLE_NONE;
}

static size_t find_run(const struct derived_kept *kept, struct uuid run)
{
    size_t cursor, last = kept->last_run;
    if (last < kept->runs.count && uuid_equal(kept->runs.items[last].run, run))
        return last;
    for (size_t i = table_first(&kept->run_table, uuid_hash(run), &cursor); i != TABLE_NONE;
         i = table_next(&kept->run_table, uuid_hash(run), &cursor))
        if (uuid_equal(kept->runs.items[i].run, run))
            return i;
    return TABLE_NONE;
}

static struct kept_learner *find_learner(const struct derived_kept *kept, struct uuid id)
{
    size_t cursor, last = kept->last_learner;
    if (last < kept->learners.count && uuid_equal(kept->learners.items[last].id, id))
        return &kept->learners.items[last];
    for (size_t i = table_first(&kept->learner_table, uuid_hash(id), &cursor); i != TABLE_NONE;
         i = table_next(&kept->learner_table, uuid_hash(id), &cursor))
        if (uuid_equal(kept->learners.items[i].id, id))
            return &kept->learners.items[i];
    return NULL;
}

static struct kept_learner *learner_of(struct derived_kept *kept, struct uuid id)
{
    struct kept_learner *learner = find_learner(kept, id);
    if (learner) {
        kept->last_learner = (size_t)(learner - kept->learners.items);
        return learner;
    }
    table_add(kept->arena, &kept->learner_table, uuid_hash(id));
    learner = LIST_ADD(kept->arena, &kept->learners);
    learner->id = id;
    return learner;
}

/* Getting and putting. */

static bool is_empty(const struct exercise_row *row)
{
    return !row->is_counted && !row->is_remembered;
}

static enum status kept_exercise_get(struct derived *derived, struct uuid learner, struct string exercise,
                                     enum memory_skill skill, struct exercise_row *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_exercise(kept, learner, exercise, skill);
    if (index == TABLE_NONE || is_empty(&kept->exercises.items[index]))
        return STATUS_NOT_FOUND;
    kept->last_exercise = index;
    *row = kept->exercises.items[index];
    return STATUS_OK;
}

static size_t add_exercise(struct derived_kept *kept, const struct exercise_row *row)
{
    struct arena *arena = kept->arena;
    size_t index = table_add(arena, &kept->exercise_table, exercise_hash(row->learner, row->exercise, row->skill));
    LIST_ADD(arena, &kept->exercises)->exercise = string_copy(arena, row->exercise);
    *LIST_ADD(arena, &learner_of(kept, row->learner)->exercises) = (uint32_t)index;
    return index;
}

static enum status kept_exercise_put(struct derived *derived, const struct exercise_row *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_exercise(kept, row->learner, row->exercise, row->skill);
    if (index == TABLE_NONE)
        index = add_exercise(kept, row);
    kept->last_exercise = index;
    struct string own = kept->exercises.items[index].exercise;
    kept->exercises.items[index] = *row;
    exercise_row_name(&kept->exercises.items[index], own); /* that of an entry is gone with the entry */
    return STATUS_OK;
}

static enum status kept_run_get(struct derived *derived, struct uuid run, struct run_progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_run(kept, run);
    if (index == TABLE_NONE)
        return STATUS_NOT_FOUND;
    kept->last_run = index;
    *row = kept->runs.items[index];
    return STATUS_OK;
}

static size_t add_run(struct derived_kept *kept, const struct run_progress *row)
{
    struct arena *arena = kept->arena;
    size_t index = table_add(arena, &kept->run_table, uuid_hash(row->run));
    LIST_ADD(arena, &kept->runs)->set = string_copy(arena, row->set);
    *LIST_ADD(arena, &learner_of(kept, row->learner)->runs) = (uint32_t)index;
    return index;
}

static enum status kept_run_put(struct derived *derived, const struct run_progress *row)
{
    struct derived_kept *kept = kept_of(derived);
    size_t index = find_run(kept, row->run);
    if (index == TABLE_NONE)
        index = add_run(kept, row);
    struct string own = kept->runs.items[index].set;
    kept->runs.items[index] = *row;
    kept->runs.items[index].set = own;
    return STATUS_OK;
}

/* Plans and parameters. */

static struct kept_tuning *tuning_of(struct derived_kept *kept, struct uuid learner)
{
    struct kept_learner *owner = learner_of(kept, learner);
    if (owner->tuning)
        return owner->tuning;
    owner->tuning = ARENA_NEW(kept->arena, struct kept_tuning);
    owner->tuning->tuning = remember_untuned();
    owner->tuning->remembering = remembering_make(&owner->tuning->tuning);
    return owner->tuning;
}

static enum status kept_remembering(struct derived *derived, struct uuid learner,
                                    const struct remembering **remembering)
{
    *remembering = &tuning_of(kept_of(derived), learner)->remembering;
    return STATUS_OK;
}

enum status derived_kept_plan(struct derived_kept *kept, const struct entry *entry, const struct plan *plan)
{
    struct kept_tuning *tuning = tuning_of(kept, entry->learner);
    struct plan *own = &tuning->tuning.plan;
    tuning->is_said = true;
    *own = *plan;
    own->made_day = time_local_day(entry->time);
    own->sets = (struct strings){ 0 };
    for (size_t i = 0; i < plan->sets.count; i++) {
        struct string set = string_copy(kept->arena, plan->sets.items[i]);
        *LIST_ADD(kept->arena, &own->sets) = set;
    }
    return STATUS_OK;
}

void derived_kept_parameters(struct derived_kept *kept, struct uuid learner,
                             const struct payload_parameters *parameters)
{
    struct kept_tuning *tuning = tuning_of(kept, learner);
    tuning->is_said = true;
    tuning->last = *parameters;
}

void derived_kept_tune(struct derived_kept *kept, struct uuid learner, const struct tuning *tuning)
{
    struct kept_tuning *own = tuning_of(kept, learner);
    own->tuning = *tuning;
    own->remembering = remembering_make(&own->tuning);
}

/* The last that were said, as a whole. */
static struct tuning last_tuning(const struct kept_tuning *kept)
{
    struct tuning tuning = remember_untuned();
    tuning.plan = kept->tuning.plan;
    tuning.has_parameters = kept->last.has_parameters;
    if (tuning.has_parameters)
        memcpy(tuning.parameters, kept->last.parameters, sizeof tuning.parameters);
    return tuning;
}

static bool have_equal_parameters(const struct tuning *one, const struct tuning *other)
{
    for (size_t i = 0; i < sizeof one->parameters / sizeof *one->parameters; i++)
        if (one->parameters[i] != other->parameters[i])
            return false;
    return true;
}

bool derived_kept_is_behind(const struct derived_kept *kept)
{
    for (size_t i = 0; i < kept->learners.count; i++) {
        const struct kept_tuning *own = kept->learners.items[i].tuning;
        struct tuning last = own ? last_tuning(own) : (struct tuning){ 0 };
        if (own && !have_equal_parameters(&last, &own->tuning))
            return true;
    }
    return false;
}

struct derived_kept derived_kept_again(const struct derived_kept *kept, struct arena *arena, struct arena *working)
{
    struct derived_kept again = derived_kept(arena, working);
    again.derived.failure = kept->derived.failure;
    for (size_t i = 0; i < kept->learners.count; i++) {
        const struct kept_learner *owner = &kept->learners.items[i];
        struct tuning last = owner->tuning ? last_tuning(owner->tuning) : remember_untuned();
        derived_kept_tune(&again, owner->id, &last);
    }
    return again;
}

enum status derived_kept_end(struct derived_kept *kept)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < kept->learners.count && status == STATUS_OK; i++)
        if (kept->learners.items[i].tuning && kept->learners.items[i].tuning->is_said)
            status = derive_dues(&kept->derived, kept->learners.items[i].id);
    return status;
}

/* Walking. */

static enum status kept_exercises_below(struct derived *derived, struct uuid learner, struct string prefix,
                                        struct exercise_row **rows, size_t *count)
{
    struct derived_kept *kept = kept_of(derived);
    const struct kept_learner *owner = find_learner(kept, learner);
    size_t all = owner ? owner->exercises.count : 0;
    *rows = ARENA_NEW_MANY(derived->arena, all, struct exercise_row);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct exercise_row *row = &kept->exercises.items[owner->exercises.items[i]];
        if (!is_empty(row) && string_starts_with(row->exercise, prefix))
            (*rows)[(*count)++] = *row;
    }
    return STATUS_OK;
}

static enum status kept_runs_of(struct derived *derived, struct uuid learner, struct run_progress **rows, size_t *count)
{
    struct derived_kept *kept = kept_of(derived);
    const struct kept_learner *owner = find_learner(kept, learner);
    *count = owner ? owner->runs.count : 0;
    *rows = ARENA_NEW_MANY(derived->arena, *count, struct run_progress);
    for (size_t i = 0; i < *count; i++)
        (*rows)[i] = kept->runs.items[owner->runs.items[i]];
    return STATUS_OK;
}

struct derived_kept derived_kept(struct arena *arena, struct arena *working)
{
    return (struct derived_kept){
        .derived = {
            .day_get = kept_day_get,
            .day_put = kept_day_put,
            .exercise_get = kept_exercise_get,
            .exercise_put = kept_exercise_put,
            .exercises_below = kept_exercises_below,
            .run_get = kept_run_get,
            .run_put = kept_run_put,
            .runs_of = kept_runs_of,
            .remembering = kept_remembering,
            .arena = working,
        },
        .arena = arena,
    };
}

static enum status store_tunings(const struct derived_kept *kept, struct transaction *transaction,
                                 struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < kept->learners.count && status == STATUS_OK; i++) {
        const struct kept_learner *owner = &kept->learners.items[i];
        if (!owner->tuning || !owner->tuning->is_said)
            continue;
        struct tuning last = last_tuning(owner->tuning);
        status = transaction_tuning_put(transaction, owner->id, &last, failure);
    }
    return status;
}

enum status derived_kept_store(const struct derived_kept *kept, struct transaction *transaction,
                               struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < kept->days.count && status == STATUS_OK; i++)
        status = transaction_day_put(transaction, &kept->days.items[i], failure);
    for (size_t i = 0; i < kept->exercises.count && status == STATUS_OK; i++)
        if (!is_empty(&kept->exercises.items[i]))
            status = transaction_exercise_put(transaction, &kept->exercises.items[i], failure);
    for (size_t i = 0; i < kept->runs.count && status == STATUS_OK; i++)
        status = transaction_run_put(transaction, &kept->runs.items[i], failure);
    return status == STATUS_OK ? store_tunings(kept, transaction, failure) : status;
}

int64_t derived_kept_counted(const struct derived_kept *kept)
{
    int64_t count = 0;
    for (size_t i = 0; i < kept->exercises.count; i++)
        count += kept->exercises.items[i].is_counted;
    return count;
}

static enum status forget_memories(struct derived *derived, struct uuid learner)
{
    struct exercise_row *rows;
    size_t count;
    enum status status = derived->exercises_below(derived, learner, STRING(""), &rows, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        rows[i].is_remembered = false;
        status = derived->exercise_put(derived, &rows[i]);
    }
    return status;
}

/* What was counted stays as it stands in the store. */
static enum status store_memory(struct derived *derived, const struct exercise_row *kept)
{
    struct exercise_row row;
    enum status status = derive_row(derived, kept->learner, kept->exercise, kept->skill, &row);
    if (status != STATUS_OK)
        return status;
    row.is_remembered = true;
    row.memory = kept->memory;
    return derived->exercise_put(derived, &row);
}

enum status derived_kept_store_memories(const struct derived_kept *kept, struct transaction *transaction,
                                        struct uuid learner, struct failure *failure)
{
    struct arena arena = { 0 };
    struct derived_stored stored = derived_stored(transaction, &arena, failure);
    enum status status = forget_memories(&stored.derived, learner);
    for (size_t i = 0; i < kept->exercises.count && status == STATUS_OK; i++)
        if (kept->exercises.items[i].is_remembered)
            status = store_memory(&stored.derived, &kept->exercises.items[i]);
    arena_clear(&arena);
    return status;
}
