#include "cmd/changes.h"

#include "read/read.h"
#include "words/words.h"

/* Two versions being held against each other. */
struct comparison {
    struct arena *arena;
    const struct set *before, *after;
    struct changes changes;
};

/* The exercise as it was: the one of this id, else the one of an id that it had. SIZE_MAX when there is none. */
static size_t find_before(const struct comparison *comparison, const struct exercise *exercise)
{
    size_t index = set_find_exercise(comparison->before, exercise->id);
    for (size_t i = 0; i < exercise->was.count && index == SIZE_MAX; i++)
        index = set_find_exercise(comparison->before, exercise->was.items[i]);
    return index;
}

/* Compared as if the set had had its new name before: a set that is renamed does not change its exercises. */
static bool is_same(const struct comparison *comparison, const struct exercise *before, const struct exercise *after)
{
    struct set named = *comparison->before;
    named.id = comparison->after->id;
    named.name_space = comparison->after->name_space;
    return string_equal(content_json(comparison->arena, &named, before),
                        content_json(comparison->arena, comparison->after, after));
}

static void look_at(struct comparison *comparison, const struct exercise *exercise, bool *was_found)
{
    struct arena *arena = comparison->arena;
    struct changes *changes = &comparison->changes;
    size_t index = find_before(comparison, exercise);
    if (index == SIZE_MAX) {
        *LIST_ADD(arena, &changes->added) = exercise->id;
        return;
    }
    const struct exercise *before = &comparison->before->exercises[index];
    was_found[index] = true;
    if (!string_equal(before->id, exercise->id)) {
        *LIST_ADD(arena, &changes->renamed) = exercise->id;
        *LIST_ADD(arena, &changes->was) = before->id;
    } else if (!is_same(comparison, before, exercise)) {
        *LIST_ADD(arena, &changes->changed) = exercise->id;
    }
}

struct changes changes_between(struct arena *arena, const struct set *before, const struct set *after)
{
    struct comparison comparison = { .arena = arena, .before = before, .after = after };
    struct string former_id = set_full_id(arena, before);
    bool *was_found = ARENA_NEW_MANY(arena, before->exercise_count, bool);
    if (!string_equal(former_id, set_full_id(arena, after)))
        comparison.changes.former_id = former_id;
    for (size_t i = 0; i < after->exercise_count; i++)
        look_at(&comparison, &after->exercises[i], was_found);
    for (size_t i = 0; i < before->exercise_count; i++)
        if (!was_found[i])
            *LIST_ADD(arena, &comparison.changes.gone) = before->exercises[i].id;
    return comparison.changes;
}

/* In words. */

static struct string joined(struct arena *arena, const struct strings *items)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < items->count; i++) {
        buffer_add(&buffer, i > 0 ? words_plain(SAY_COMMA) : STRING(""));
        buffer_add(&buffer, items->items[i]);
    }
    return buffer_string(&buffer);
}

static struct strings renamed_words(struct arena *arena, const struct changes *changes)
{
    struct strings items = { 0 };
    for (size_t i = 0; i < changes->renamed.count; i++)
        *LIST_ADD(arena, &items) = words_string(
            arena, SAY_CHANGE_RENAMED_ITEM,
            WORDS({ "id", .plain = changes->renamed.items[i] }, { "was", .plain = changes->was.items[i] }));
    return items;
}

struct string changes_words(struct arena *arena, const struct changes *changes)
{
    struct strings renamed = renamed_words(arena, changes);
    const struct {
        enum say sentence;
        const struct strings *items;
    } rows[] = { { SAY_CHANGE_NEW, &changes->added },
                 { SAY_CHANGE_CHANGED, &changes->changed },
                 { SAY_CHANGE_RENAMED, &renamed },
                 { SAY_CHANGE_GONE, &changes->gone } };
    struct buffer buffer = buffer_in(arena);
    if (changes->former_id.size > 0)
        buffer_add(&buffer, words_string(arena, SAY_CHANGE_RENAMED_SET, WORDS({ "id", .plain = changes->former_id })));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].items->count == 0)
            continue;
        buffer_add(&buffer, buffer.size > 0 ? words_plain(SAY_ROW_JOIN) : STRING(""));
        buffer_add(&buffer,
                   words_string(arena, rows[i].sentence, WORDS({ "ids", .plain = joined(arena, rows[i].items) })));
    }
    return buffer.size > 0 ? buffer_string(&buffer) : words_plain(SAY_CHANGE_NO_EXERCISE);
}
