#include "app/memories.h"

#include "app/library.h"

struct gathering {
    struct arena *arena;
    struct memories *memories;
    size_t prefix_size; /* of the set id that is walked, with its slash */
};

static struct memory_row *place_of(const struct memories *memories, size_t exercise, enum memory_skill skill)
{
    return &memories->rows[exercise * MEMORY_SKILL_END + skill];
}

const struct memory_row *memories_row(const struct memories *memories, size_t exercise, enum memory_skill skill)
{
    const struct memory_row *row = place_of(memories, exercise, skill);
    return row->skill == skill ? row : NULL; /* no row has the skill 0 */
}

static enum status gather_row(const struct memory_row *row, void *context)
{
    struct gathering *gathering = context;
    struct memories *memories = gathering->memories;
    struct string slug = string_slice(row->exercise, gathering->prefix_size, row->exercise.size);
    size_t exercise = set_find_exercise(memories->set, slug);
    if (exercise == SIZE_MAX)
        return STATUS_OK;
    const struct memory_row *there = memories_row(memories, exercise, row->skill);
    if (there && there->last_at >= row->last_at)
        return STATUS_OK;
    struct memory_row *kept = place_of(memories, exercise, row->skill);
    *kept = *row;
    kept->exercise = string_copy(gathering->arena, row->exercise);
    return STATUS_OK;
}

enum status memories_of_set(struct transaction *transaction, struct arena *arena, const struct learner *learner,
                            const struct set *set, struct memories *memories, struct failure *failure)
{
    struct strings ids = library_set_ids(arena, set);
    struct gathering gathering = { .arena = arena, .memories = memories };
    enum status status = STATUS_OK;
    *memories = (struct memories){ .set = set };
    memories->rows = ARENA_NEW_MANY(arena, set->exercise_count * MEMORY_SKILL_END, struct memory_row);
    for (size_t i = 0; i < ids.count && status == STATUS_OK; i++) {
        struct string prefix = string_format(arena, "%.*s/", STRING_ARG(ids.items[i]));
        gathering.prefix_size = prefix.size;
        status = transaction_memory_walk(transaction, learner->id, prefix, gather_row, &gathering, failure);
    }
    return status;
}
