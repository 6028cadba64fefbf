#include "cmd/changes.h"

#include "read/read.h"
#include "words/words.h"

struct changes {
    struct arena *arena;
    const struct set *before, *after;
    struct strings fresh, changed, gone, renamed; /* what is said of exercises */
};

/* The exercise as it was: the one of this id, else the one of an id that it had. SIZE_MAX when there is none. */
static size_t find_before(const struct changes *changes, const struct exercise *exercise)
{
    size_t index = set_find_exercise(changes->before, exercise->id);
    for (size_t i = 0; i < exercise->was.count && index == SIZE_MAX; i++)
        index = set_find_exercise(changes->before, exercise->was.items[i]);
    return index;
}

/* Compared as if the set had had its new name before: a set that is renamed does not change its exercises. */
static bool is_same(const struct changes *changes, const struct exercise *before, const struct exercise *after)
{
    struct set named = *changes->before;
    named.id = changes->after->id;
    named.name_space = changes->after->name_space;
    return string_equal(content_json(changes->arena, &named, before),
                        content_json(changes->arena, changes->after, after));
}

static void look_at(struct changes *changes, const struct exercise *exercise, bool *was_found)
{
    struct arena *arena = changes->arena;
    size_t index = find_before(changes, exercise);
    if (index == SIZE_MAX) {
        *LIST_ADD(arena, &changes->fresh) = exercise->id;
        return;
    }
    const struct exercise *before = &changes->before->exercises[index];
    was_found[index] = true;
    if (!string_equal(before->id, exercise->id))
        *LIST_ADD(arena, &changes->renamed) = words_string(
            arena, SAY_CHANGE_RENAMED_ITEM, WORDS({ "id", .plain = exercise->id }, { "was", .plain = before->id }));
    else if (!is_same(changes, before, exercise))
        *LIST_ADD(arena, &changes->changed) = exercise->id;
}

static void compare(struct changes *changes)
{
    bool *was_found = ARENA_NEW_MANY(changes->arena, changes->before->exercise_count, bool);
    for (size_t i = 0; i < changes->after->exercise_count; i++)
        look_at(changes, &changes->after->exercises[i], was_found);
    for (size_t i = 0; i < changes->before->exercise_count; i++)
        if (!was_found[i])
            *LIST_ADD(changes->arena, &changes->gone) = changes->before->exercises[i].id;
}

static struct string ids_of(struct arena *arena, const struct strings *ids)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < ids->count; i++) {
        buffer_add(&buffer, i > 0 ? words_plain(SAY_COMMA) : STRING(""));
        buffer_add(&buffer, ids->items[i]);
    }
    return buffer_string(&buffer);
}

static struct string say_all(const struct changes *changes)
{
    const struct {
        enum say sentence;
        const struct strings *ids;
    } rows[] = { { SAY_CHANGE_NEW, &changes->fresh },
                 { SAY_CHANGE_CHANGED, &changes->changed },
                 { SAY_CHANGE_RENAMED, &changes->renamed },
                 { SAY_CHANGE_GONE, &changes->gone } };
    struct arena *arena = changes->arena;
    struct buffer buffer = buffer_in(arena);
    struct string before = set_full_id(arena, changes->before);
    if (!string_equal(before, set_full_id(arena, changes->after)))
        buffer_add(&buffer, words_string(arena, SAY_CHANGE_RENAMED_SET, WORDS({ "id", .plain = before })));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].ids->count == 0)
            continue;
        buffer_add(&buffer, buffer.size > 0 ? words_plain(SAY_ROW_JOIN) : STRING(""));
        buffer_add(&buffer,
                   words_string(arena, rows[i].sentence, WORDS({ "ids", .plain = ids_of(arena, rows[i].ids) })));
    }
    return buffer.size > 0 ? buffer_string(&buffer) : words_plain(SAY_CHANGE_NO_EXERCISE);
}

struct string changes_words(struct arena *arena, const struct set *before, const struct set *after)
{
    struct changes changes = { .arena = arena, .before = before, .after = after };
    struct string count = words_counted(arena, SAY_OPENING_COUNT, (int64_t)after->exercise_count, NO_WORDS);
    if (!before)
        return words_string(arena, SAY_CHANGE_ADDED_SET, WORDS({ "count", .plain = count }));
    compare(&changes);
    return say_all(&changes);
}
