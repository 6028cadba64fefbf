/* derive: what an entry leads to in what is remembered. */
#include "app/derive.h"

/* An answer. */

static enum status row_or_start(struct derived *derived, const struct entry *entry, enum memory_skill skill,
                                struct memory_row *row)
{
    enum status status = derived->memory_get(derived, entry->learner, entry->subject, skill, row);
    if (status != STATUS_NOT_FOUND)
        return status;
    *row = remember_start(entry->learner, entry->subject, skill);
    return STATUS_OK;
}

/* Once, on the day when recognising has become stable. */
static enum status make_producing_ready(struct derived *derived, const struct entry *entry,
                                        const struct remembering *remembering)
{
    struct memory_row row;
    enum status status = derived->memory_get(derived, entry->learner, entry->subject, MEMORY_PRODUCING, &row);
    if (status != STATUS_NOT_FOUND)
        return status;
    row = remember_start(entry->learner, entry->subject, MEMORY_PRODUCING);
    remember_ready(remembering, &row, entry->time);
    return derived->memory_put(derived, &row);
}

enum status derive_memory(struct derived *derived, const struct entry *entry, enum memory_skill skill,
                          const struct response *response, const struct judgement *judgement)
{
    const struct remembering *remembering;
    struct memory_row row;
    enum status status = derived->remembering(derived, entry->learner, &remembering);
    if (status == STATUS_OK)
        status = row_or_start(derived, entry, skill, &row);
    if (status != STATUS_OK)
        return status;
    remember_answer(remembering, &row, entry->time, remember_grade(response, judgement),
                    remember_is_confident_wrong(response, judgement));
    status = derived->memory_put(derived, &row);
    bool is_ready = skill == MEMORY_RECOGNISING && judgement->point_count > 0 && remember_is_stable(&row);
    return status == STATUS_OK && is_ready ? make_producing_ready(derived, entry, remembering) : status;
}

/* Renaming. */

/* Of two memories of one exercise the better founded. */
static bool is_better(const struct memory_row *row, const struct memory_row *other)
{
    return row->review_count != other->review_count ? row->review_count > other->review_count
                                                    : row->last_at > other->last_at;
}

static enum status rename_row(struct derived *derived, struct uuid learner, struct string from, struct string to,
                              enum memory_skill skill)
{
    const struct remembering *remembering;
    struct memory_row row, there;
    enum status status = derived->memory_get(derived, learner, from, skill, &row);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = derived->memory_remove(derived, learner, from, skill);
    if (status == STATUS_OK)
        status = derived->remembering(derived, learner, &remembering);
    if (status != STATUS_OK)
        return status;
    status = derived->memory_get(derived, learner, to, skill, &there);
    if (status != STATUS_NOT_FOUND && (status != STATUS_OK || !is_better(&row, &there)))
        return status;
    row.exercise = to;
    remember_due(remembering, &row);
    return derived->memory_put(derived, &row);
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

/* Forgetting. */

enum status derive_forget_exercise(struct derived *derived, struct uuid learner, struct string exercise)
{
    enum status status = STATUS_OK;
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END && status == STATUS_OK; skill++)
        status = derived->memory_remove(derived, learner, exercise, skill);
    return status;
}

enum status derive_forget_below(struct derived *derived, struct uuid learner, struct string prefix)
{
    struct memory_row *rows;
    size_t count;
    enum status status = derived->memories_below(derived, learner, prefix, &rows, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = derived->memory_remove(derived, learner, rows[i].exercise, rows[i].skill);
    return status;
}

/* Planning. */

enum status derive_dues(struct derived *derived, struct uuid learner)
{
    const struct remembering *remembering;
    struct memory_row *rows;
    size_t count;
    enum status status = derived->remembering(derived, learner, &remembering);
    if (status == STATUS_OK)
        status = derived->memories_below(derived, learner, STRING(""), &rows, &count);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        int32_t before = rows[i].due_day;
        remember_due(remembering, &rows[i]);
        if (rows[i].due_day != before)
            status = derived->memory_put(derived, &rows[i]);
    }
    return status;
}
