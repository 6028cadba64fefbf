#include "app/derive.h"

#include "core/fold.h"

enum status derive_row(struct derived *derived, struct uuid learner, struct string exercise, enum memory_skill skill,
                       struct exercise_row *row)
{
    enum status status = derived->exercise_get(derived, learner, exercise, skill, row);
    if (status != STATUS_NOT_FOUND)
        return status;
    *row = (struct exercise_row){ .learner = learner, .exercise = exercise, .skill = skill };
    return STATUS_OK;
}

/* Its progress, begun when nothing was counted yet. */
static struct progress *counted(struct exercise_row *row)
{
    if (!row->is_counted)
        row->progress = fold_start(row->learner, row->exercise);
    row->is_counted = true;
    return &row->progress;
}

enum status derive_run(struct derived *derived, const struct entry *entry, int32_t step_count, bool is_review)
{
    struct run_progress row = {
        .run = entry->run,
        .learner = entry->learner,
        .set = entry->subject,
        .begun_at = entry->time.at,
        .last_at = entry->time.at,
        .step_count = step_count,
        .is_review = is_review,
    };
    return derived->run_put(derived, &row);
}

static enum status derive_run_response(struct derived *derived, const struct entry *entry,
                                       const struct judgement *judgement)
{
    struct run_progress row;
    enum status status = derived->run_get(derived, entry->run, &row);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK; /* its run is of a later format: the response counts, the run cannot be shown */
    if (status != STATUS_OK)
        return status;
    fold_run_response(&row, entry->time, judgement);
    return derived->run_put(derived, &row);
}

enum status derive_day(struct derived *derived, const struct entry *entry, const struct response *response,
                       const struct judgement *judgement)
{
    struct practice_day row;
    int32_t day = time_local_day(entry->time);
    enum status status = derived->day_get(derived, entry->learner, day, &row);
    if (status == STATUS_NOT_FOUND)
        row = fold_day_start(entry->learner, day);
    else if (status != STATUS_OK)
        return status;
    fold_day(&row, response, judgement);
    return derived->day_put(derived, &row);
}

enum status derive_choice(struct derived *derived, const struct entry *entry, const struct response *response,
                          const struct judgement *judgement)
{
    struct exercise_row row;
    enum status status = derive_day(derived, entry, response, judgement);
    if (status == STATUS_OK)
        status = derive_row(derived, entry->learner, entry->subject, MEMORY_RECOGNISING, &row);
    if (status != STATUS_OK)
        return status;
    fold_response(counted(&row), entry->time, entry->content, response, judgement);
    status = derive_memory(derived, entry, response, judgement, &row);
    if (status == STATUS_OK)
        status = derived->exercise_put(derived, &row);
    if (status == STATUS_OK)
        status = derive_ready(derived, entry, judgement, &row);
    return status == STATUS_OK ? derive_run_response(derived, entry, judgement) : status;
}

/* What was produced is no choice: nothing is counted. */
enum status derive_marks(struct derived *derived, const struct entry *entry, const struct response *response,
                         const struct judgement *judgement)
{
    struct exercise_row row;
    enum status status = derive_day(derived, entry, response, judgement);
    if (status == STATUS_OK)
        status = derive_row(derived, entry->learner, entry->subject, MEMORY_PRODUCING, &row);
    if (status == STATUS_OK)
        status = derive_memory(derived, entry, response, judgement, &row);
    if (status == STATUS_OK)
        status = derived->exercise_put(derived, &row);
    return status == STATUS_OK ? derive_run_response(derived, entry, judgement) : status;
}

/* Resetting. */

/* What is remembered is forgotten. */
static enum status reset_row(struct derived *derived, struct exercise_row *row)
{
    row->is_remembered = false;
    if (row->is_counted)
        fold_reset(&row->progress);
    return derived->exercise_put(derived, row);
}

static enum status reset_exercise(struct derived *derived, struct uuid learner, struct string exercise)
{
    enum status status = STATUS_OK;
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END && status == STATUS_OK; skill++) {
        struct exercise_row row;
        status = derived->exercise_get(derived, learner, exercise, skill, &row);
        status = status == STATUS_OK ? reset_row(derived, &row) : status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    return status;
}

static enum status reset_exercises_of(struct derived *derived, struct uuid learner, struct string set)
{
    struct exercise_row *rows;
    size_t count;
    struct string prefix = string_format(derived->arena, "%.*s/", STRING_ARG(set));
    enum status status = derived->exercises_below(derived, learner, prefix, &rows, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = reset_row(derived, &rows[i]);
    return status;
}

/* A set that was reset begins again: its runs are history, not something to go on with. */
static enum status close_runs_of(struct derived *derived, struct uuid learner, struct string set)
{
    struct run_progress *rows;
    size_t count;
    enum status status = derived->runs_of(derived, learner, &rows, &count);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (rows[i].is_closed || !string_equal(rows[i].set, set))
            continue;
        rows[i].is_closed = true;
        status = derived->run_put(derived, &rows[i]);
    }
    return status;
}

enum status derive_reset(struct derived *derived, const struct entry *entry, const struct payload_reset *payload)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < payload->exercises.count && status == STATUS_OK; i++)
        status = reset_exercise(derived, entry->learner, payload->exercises.items[i]);
    for (size_t i = 0; i < payload->sets.count && status == STATUS_OK; i++) {
        status = reset_exercises_of(derived, entry->learner, payload->sets.items[i]);
        if (status == STATUS_OK)
            status = close_runs_of(derived, entry->learner, payload->sets.items[i]);
    }
    return status;
}

/* Flagging: the flag stands at one id alone, or a former id would keep it up for ever. */

static enum status unflag(struct derived *derived, struct uuid learner, struct string exercise)
{
    struct exercise_row row;
    enum status status = derived->exercise_get(derived, learner, exercise, MEMORY_RECOGNISING, &row);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK || !row.is_counted || !row.progress.is_flagged)
        return status;
    fold_flag(&row.progress, false);
    return derived->exercise_put(derived, &row);
}

enum status derive_flag(struct derived *derived, const struct entry *entry, const struct payload_flag *payload)
{
    struct exercise_row row;
    enum status status = derive_row(derived, entry->learner, entry->subject, MEMORY_RECOGNISING, &row);
    if (status != STATUS_OK)
        return status;
    fold_flag(counted(&row), payload->is_flagged);
    status = derived->exercise_put(derived, &row);
    for (size_t i = 0; i < payload->was.count && status == STATUS_OK; i++)
        status = unflag(derived, entry->learner, payload->was.items[i]);
    return status;
}
