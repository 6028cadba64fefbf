/* What is done with exercises and tunings inside a transaction of the memory backend. What is due is found by looking
 * at all of a learner's rows: nobody keeps a million of them where they are lost with the process. */
#include <stdlib.h>
#include <string.h>

#include "store/memory_store.h"

struct tuning_row {
    struct uuid learner;
    struct tuning tuning;
};

static int uuid_compare(struct uuid a, struct uuid b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes);
}

static int compare_exercises(const void *row, const void *other)
{
    const struct exercise_row *a = row, *b = other;
    int order = uuid_compare(a->learner, b->learner);
    order = order != 0 ? order : string_compare(a->exercise, b->exercise);
    return order != 0 ? order : (a->skill > b->skill) - (a->skill < b->skill);
}

static int compare_learners(const void *row, const void *other)
{
    const struct tuning_row *a = row, *b = other;
    return uuid_compare(a->learner, b->learner);
}

const struct rows memory_no_exercises = { .compare = compare_exercises, .row_bytes = sizeof(struct exercise_row) };
const struct rows memory_no_tunings = { .compare = compare_learners, .row_bytes = sizeof(struct tuning_row) };

static struct memory_store *memory_of(struct transaction *transaction)
{
    return (struct memory_store *)transaction->store;
}

/* Exercises. */

static struct exercise_row *find(struct transaction *transaction, struct uuid learner, struct string exercise,
                                 enum memory_skill skill)
{
    struct exercise_row key = { .learner = learner, .exercise = exercise, .skill = skill };
    return rows_find(&memory_of(transaction)->rows[EXERCISES], &key);
}

enum status memory_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct rows *table = &memory->rows[EXERCISES];
    struct exercise_row *old = find(transaction, row->learner, row->exercise, row->skill), kept = *row;
    (void)failure;
    if (row->is_counted || row->is_remembered) {
        exercise_row_name(&kept, old == NULL ? string_copy(&memory->arena, row->exercise) : old->exercise);
        rows_put(table, &memory->arena, &memory->undo, old, &kept);
    } else if (old != NULL) {
        rows_take(table, &memory->undo, old);
    }
    return STATUS_OK;
}

enum status memory_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                struct failure *failure)
{
    const struct exercise_row *found = find(transaction, learner, exercise, skill);
    if (found == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing is known of that exercise");
    }
    *row = *found;
    exercise_row_name(row, string_copy(arena, found->exercise));
    return STATUS_OK;
}

enum status memory_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                 exercise_visitor visitor, void *context, struct failure *failure)
{
    const struct rows *table = &memory_of(transaction)->rows[EXERCISES];
    struct exercise_row first = { .learner = learner, .exercise = prefix };
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = rows_place(table, &first); i < table->count && status == STATUS_OK; i++) {
        const struct exercise_row *row = table->items[i];
        if (!uuid_equal(row->learner, learner) || !string_starts_with(row->exercise, prefix)) {
            break;
        }
        status = visitor(row, context);
    }
    return status;
}

/* What is due. */

struct due_list {
    struct arena arena;
    const struct memory_row **items;
    size_t count, capacity;
    struct moment now;
    int32_t day;
    bool is_due; /* which are wanted */
};

static bool is_due(const struct memory_row *row, int32_t day, int64_t at)
{
    return row->due_day < day || (row->due_day == day && row->due_at <= at);
}

static enum status list_row(const struct exercise_row *row, void *context)
{
    struct due_list *list = context;
    if (row->is_remembered && is_due(&row->memory, list->day, list->now.at) == list->is_due) {
        *LIST_ADD(&list->arena, list) = &row->memory;
    }
    return STATUS_OK;
}

static int compare_dues(const struct memory_row *a, const struct memory_row *b)
{
    if (a->due_day != b->due_day) {
        return a->due_day < b->due_day ? -1 : 1;
    }
    if (a->due_at != b->due_at) {
        return a->due_at < b->due_at ? -1 : 1;
    }
    int order = string_compare(a->exercise, b->exercise);
    return order != 0 ? order : (a->skill > b->skill) - (a->skill < b->skill);
}

static int by_urgency(const void *item, const void *other)
{
    const struct memory_row *a = *(const struct memory_row *const *)item, *b = *(const struct memory_row *const *)other;
    return a->urgency != b->urgency ? (a->urgency > b->urgency) - (a->urgency < b->urgency) : compare_dues(a, b);
}

static struct due_list due_list(struct transaction *transaction, struct uuid learner, struct moment now, bool is_wanted)
{
    struct due_list list = { .now = now, .day = time_local_day(now), .is_due = is_wanted };
    memory_exercise_walk(transaction, learner, (struct string){ 0 }, list_row, &list, NULL);
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, by_urgency);
    }
    return list;
}

enum status memory_memory_due(struct transaction *transaction, struct uuid learner, struct moment now, size_t limit,
                              memory_visitor visitor, void *context, struct failure *failure)
{
    struct due_list list = due_list(transaction, learner, now, true);
    enum status status = STATUS_OK;
    (void)failure;
    for (size_t i = 0; i < list.count && i < limit && status == STATUS_OK; i++) {
        status = visitor(list.items[i], context);
    }
    arena_clear(&list.arena);
    return status;
}

enum status memory_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                 struct arena *arena, struct memory_row *row, struct failure *failure)
{
    struct due_list list = due_list(transaction, learner, now, false);
    const struct memory_row *first = list.count > 0 ? list.items[0] : NULL;
    for (size_t i = 1; i < list.count; i++) {
        first = compare_dues(list.items[i], first) < 0 ? list.items[i] : first;
    }
    arena_clear(&list.arena);
    if (first == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing comes back later");
    }
    *row = *first;
    row->exercise = string_copy(arena, first->exercise);
    return STATUS_OK;
}

struct counting {
    struct memory_count *count;
    struct moment now;
    int32_t day;
};

static enum status count_row(const struct exercise_row *row, void *context)
{
    struct counting *counting = context;
    struct memory_count *count = counting->count;
    bool is_now = is_due(&row->memory, counting->day, counting->now.at);
    if (!row->is_remembered) {
        return STATUS_OK;
    }
    count->all += count->all < MEMORY_COUNT_MAX;
    count->due += is_now && count->due < MEMORY_COUNT_MAX;
    count->today += !is_now && row->memory.due_day == counting->day && count->today < MEMORY_COUNT_MAX;
    return STATUS_OK;
}

enum status memory_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                struct memory_count *count, struct failure *failure)
{
    struct counting counting = { .count = count, .now = now, .day = time_local_day(now) };
    *count = (struct memory_count){ 0 };
    return memory_exercise_walk(transaction, learner, (struct string){ 0 }, count_row, &counting, failure);
}

/* Tunings. */

static struct strings strings_copy(struct arena *arena, struct strings strings)
{
    struct strings copy = { 0 };
    for (size_t i = 0; i < strings.count; i++) {
        struct string string = string_copy(arena, strings.items[i]);
        *LIST_ADD(arena, &copy) = string;
    }
    return copy;
}

enum status memory_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                              struct failure *failure)
{
    struct memory_store *memory = memory_of(transaction);
    struct tuning_row row = { .learner = learner, .tuning = *tuning };
    (void)failure;
    row.tuning.plan.sets = strings_copy(&memory->arena, tuning->plan.sets);
    if (!tuning->has_parameters) {
        memset(row.tuning.parameters, 0, sizeof row.tuning.parameters);
    }
    rows_put(&memory->rows[TUNINGS], &memory->arena, &memory->undo, rows_find(&memory->rows[TUNINGS], &row), &row);
    return STATUS_OK;
}

enum status memory_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                              struct tuning *tuning, struct failure *failure)
{
    struct tuning_row key = { .learner = learner };
    const struct tuning_row *row = rows_find(&memory_of(transaction)->rows[TUNINGS], &key);
    if (row == NULL) {
        return failure_set(failure, STATUS_NOT_FOUND, "nothing was planned");
    }
    *tuning = row->tuning;
    tuning->plan.sets = strings_copy(arena, row->tuning.plan.sets);
    return STATUS_OK;
}
