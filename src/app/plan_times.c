#include "app/plan_times.h"

#include <stdlib.h>

#include "app/payload.h"

struct measured {
    int64_t *items; /* milliseconds */
    size_t count, capacity;
};

struct measuring {
    const struct learner *learner;
    struct arena arena;
    struct {
        struct uuid *items;
        size_t count, capacity;
    } runs;
    struct measured measured[MEMORY_SKILL_END];
    struct failure *failure;
};

/* STATUS_ALREADY ends the walk: there are enough. */
static enum status keep_run(const struct run_progress *run, void *context)
{
    struct measuring *measuring = context;
    if (measuring->runs.count == PLAN_TIMES_RUNS_MAX)
        return STATUS_ALREADY;
    if (run->response_count > 0)
        *LIST_ADD(&measuring->arena, &measuring->runs) = run->run;
    return STATUS_OK;
}

static enum status keep_time(const struct entry *entry, void *context)
{
    struct measuring *measuring = context;
    struct payload_choice choice;
    struct payload_marks marks;
    if (entry->kind == ENTRY_CHOICE && payload_choice_read(entry->payload, &choice) && choice.took_ms >= 0)
        *LIST_ADD(&measuring->arena, &measuring->measured[MEMORY_RECOGNISING]) = choice.took_ms;
    if (entry->kind == ENTRY_SELF_MARKS && payload_marks_read(entry->payload, &marks) && marks.took_ms >= 0)
        *LIST_ADD(&measuring->arena, &measuring->measured[MEMORY_PRODUCING]) = marks.took_ms;
    return STATUS_OK;
}

static enum status measure(struct transaction *transaction, void *context)
{
    struct measuring *measuring = context;
    enum status status =
        transaction_run_walk(transaction, measuring->learner->id, keep_run, measuring, measuring->failure);
    status = status == STATUS_ALREADY ? STATUS_OK : status;
    for (size_t i = 0; i < measuring->runs.count && status == STATUS_OK; i++) {
        struct entry_filter filter = { .run = measuring->runs.items[i] };
        status = transaction_walk(transaction, &filter, keep_time, measuring, measuring->failure);
    }
    return status;
}

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* The median: somebody was called away once, and that says nothing. */
static double minutes_of(struct measured *measured)
{
    qsort(measured->items, measured->count, sizeof *measured->items, compare);
    int64_t median_ms = measured->items[measured->count / 2];
    return (double)median_ms / 60000 + PLAN_MINUTES_READING;
}

enum status plan_times(const struct learner *learner, struct plan_times *times, struct failure *failure)
{
    struct measuring measuring = { .learner = learner, .failure = failure };
    enum status status = store_read(learner->store, measure, &measuring, failure);
    *times = (struct plan_times){ 0 };
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END && status == STATUS_OK; skill++) {
        times->is_measured[skill] = measuring.measured[skill].count >= PLAN_TIMES_MIN;
        if (times->is_measured[skill])
            times->minutes[skill] = minutes_of(&measuring.measured[skill]);
    }
    arena_clear(&measuring.arena);
    return status;
}
