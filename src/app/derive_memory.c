/* derive: what an entry leads to in what is remembered. */
#include "app/derive.h"

/* An answer. */

/* What a row remembers, begun when that is nothing yet. */
static struct memory_row *remembered(struct exercise_row *row)
{
    if (!row->is_remembered)
        row->memory = remember_start(row->learner, row->exercise, row->skill);
    row->is_remembered = true;
    return &row->memory;
}

enum status derive_memory(struct derived *derived, const struct entry *entry, const struct response *response,
                          const struct judgement *judgement, struct exercise_row *row)
{
    const struct remembering *remembering;
    enum status status = derived->remembering(derived, entry->learner, &remembering);
    if (status == STATUS_OK)
        remember_answer(remembering, remembered(row), entry->time, remember_grade(response, judgement),
                        remember_is_confident_wrong(response, judgement));
    return status;
}

enum status derive_ready(struct derived *derived, const struct entry *entry, const struct judgement *judgement,
                         const struct exercise_row *recognising)
{
    const struct remembering *remembering;
    struct exercise_row row;
    if (judgement->point_count == 0 || !remember_is_stable(&recognising->memory))
        return STATUS_OK;
    enum status status = derive_row(derived, entry->learner, entry->subject, MEMORY_PRODUCING, &row);
    if (status == STATUS_OK && !row.is_remembered)
        status = derived->remembering(derived, entry->learner, &remembering);
    if (status != STATUS_OK || row.is_remembered)
        return status;
    remember_ready(remembering, remembered(&row), entry->time);
    return derived->exercise_put(derived, &row);
}

/* Renaming. */

/* Of two memories of one exercise the better founded. */
static bool is_better(const struct memory_row *row, const struct memory_row *other)
{
    return row->review_count != other->review_count ? row->review_count > other->review_count
                                                    : row->last_at > other->last_at;
}

/* Take what is remembered out of the row of a former id. STATUS_NOT_FOUND when that is nothing. */
static enum status take_memory(struct derived *derived, struct uuid learner, struct string exercise,
                               enum memory_skill skill, struct memory_row *memory)
{
    struct exercise_row row;
    enum status status = derived->exercise_get(derived, learner, exercise, skill, &row);
    if (status != STATUS_OK || !row.is_remembered)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    *memory = row.memory;
    row.is_remembered = false;
    return derived->exercise_put(derived, &row);
}

static enum status rename_row(struct derived *derived, struct uuid learner, struct string from, struct string to,
                              enum memory_skill skill)
{
    const struct remembering *remembering;
    struct memory_row memory;
    struct exercise_row row;
    enum status status = take_memory(derived, learner, from, skill, &memory);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = derived->remembering(derived, learner, &remembering);
    if (status == STATUS_OK)
        status = derive_row(derived, learner, to, skill, &row);
    if (status != STATUS_OK || (row.is_remembered && !is_better(&memory, &row.memory)))
        return status;
    row.is_remembered = true;
    row.memory = memory;
    row.memory.exercise = to;
    remember_due(remembering, &row.memory);
    return derived->exercise_put(derived, &row);
}

static enum status rename_step(struct derived *derived, struct uuid learner, const struct payload_step *step)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < step->was.count && status == STATUS_OK; i++)
        for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END && status == STATUS_OK; skill++)
            status = rename_row(derived, learner, step->was.items[i], step->exercise, skill);
    return status;
}

enum status derive_renames(struct derived *derived, const struct entry *entry, const struct payload_step *steps,
                           size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = rename_step(derived, entry->learner, &steps[i]);
    return status;
}

/* Planning. */

enum status derive_dues(struct derived *derived, struct uuid learner)
{
    const struct remembering *remembering;
    struct exercise_row *rows;
    size_t count;
    enum status status = derived->remembering(derived, learner, &remembering);
    if (status == STATUS_OK)
        status = derived->exercises_below(derived, learner, STRING(""), &rows, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        int32_t before = rows[i].memory.due_day;
        if (!rows[i].is_remembered)
            continue;
        remember_due(remembering, &rows[i].memory);
        if (rows[i].memory.due_day != before)
            status = derived->exercise_put(derived, &rows[i]);
    }
    return status;
}
