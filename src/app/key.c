#include "app/key.h"

#include <string.h>

#include "core/grade.h"

static uint64_t content_hash(struct hash content)
{
    uint64_t hash;
    memcpy(&hash, content.bytes, sizeof hash);
    return hash;
}

/* What every choice in the one exercise of a content comes to. */
static void fill(struct arena *arena, struct key *key, const struct exercise *exercise)
{
    size_t count = exercise->option_count;
    key->is_readable = true;
    key->option_count = count;
    key->judgements = ARENA_NEW_MANY(arena, count + 1, struct judgement);
    for (size_t i = 0; i < count; i++) {
        key->options[i] = string_copy(arena, exercise->options[i].id);
        key->judgements[i] = grade_response(exercise, &(struct response){ .chosen = (option_mask)1 << i });
    }
    key->judgements[count] = grade_response(exercise, &(struct response){ .is_dont_know = true });
    key->point_count = exercise->point_count;
    key->points = ARENA_NEW_MANY(arena, key->point_count, struct string);
    for (size_t i = 0; i < key->point_count; i++)
        key->points[i] = string_copy(arena, exercise->points[i].id);
}

static enum status load(struct keys *keys, struct transaction *transaction, struct key *key, struct failure *failure)
{
    struct arena arena = { 0 };
    struct string json;
    enum status status = transaction_content_get(transaction, key->content, &arena, &json, failure);
    const struct set *set = status == STATUS_OK ? keys->library->content_read(&arena, json) : NULL;
    if (set && set->exercise_count == 1)
        fill(keys->arena, key, &set->exercises[0]);
    arena_clear(&arena);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status find(struct keys *keys, struct transaction *transaction, struct hash content, size_t *index,
                        struct failure *failure)
{
    size_t cursor;
    uint64_t hash = content_hash(content);
    for (size_t i = table_first(&keys->table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&keys->table, hash, &cursor))
        if (hash_equal(keys->list.items[i].content, content)) {
            *index = i;
            return STATUS_OK;
        }
    *index = table_add(keys->arena, &keys->table, hash);
    struct key *key = LIST_ADD(keys->arena, &keys->list);
    key->content = content;
    return load(keys, transaction, key, failure);
}

/* The number of the judgement, or SIZE_MAX. */
static size_t chosen(const struct key *key, const struct payload_choice *choice)
{
    if (choice->is_dont_know)
        return choice->chosen_count == 0 ? key->option_count : SIZE_MAX;
    for (size_t i = 0; choice->chosen_count == 1 && i < key->option_count; i++)
        if (string_equal(key->options[i], choice->chosen[0]))
            return i;
    return SIZE_MAX;
}

/* The key of a content; good until the next one is looked for. */
static enum status key_of(struct keys *keys, struct transaction *transaction, struct hash content,
                          const struct key **key, struct failure *failure)
{
    enum status status = STATUS_OK;
    if (keys->last >= keys->list.count || !hash_equal(keys->list.items[keys->last].content, content))
        status = find(keys, transaction, content, &keys->last, failure);
    *key = status == STATUS_OK ? &keys->list.items[keys->last] : NULL;
    return status;
}

enum status key_judge(struct keys *keys, struct transaction *transaction, struct hash content,
                      const struct payload_choice *choice, struct response *response,
                      const struct judgement **judgement, struct failure *failure)
{
    const struct key *key;
    enum status status = key_of(keys, transaction, content, &key, failure);
    if (status != STATUS_OK)
        return status;
    size_t index = key->is_readable ? chosen(key, choice) : SIZE_MAX;
    if (index == SIZE_MAX)
        return STATUS_NOT_FOUND;
    *response = (struct response){
        .chosen = choice->is_dont_know ? 0 : (option_mask)1 << index,
        .is_dont_know = choice->is_dont_know,
        .sureness = choice->sureness,
        .took_ms = choice->took_ms,
    };
    *judgement = &key->judgements[index];
    return STATUS_OK;
}

static size_t find_point(const struct key *key, struct string id)
{
    for (size_t i = 0; i < key->point_count; i++)
        if (string_equal(key->points[i], id))
            return i;
    return SIZE_MAX;
}

/* False for a point that the content does not have, and for points that were made by who knew nothing. */
static bool read_ticks(const struct key *key, const struct payload_marks *marks, point_mask *ticked)
{
    *ticked = 0;
    for (size_t i = 0; i < marks->covered_count; i++) {
        size_t point = find_point(key, marks->covered[i]);
        if (point == SIZE_MAX)
            return false;
        *ticked |= (point_mask)1 << point;
    }
    return !marks->is_dont_know || marks->covered_count == 0;
}

enum status key_judge_marks(struct keys *keys, struct transaction *transaction, struct hash content,
                            const struct payload_marks *marks, struct response *response, struct judgement *judgement,
                            struct failure *failure)
{
    const struct key *key;
    *response =
        (struct response){ .is_produced = true, .is_dont_know = marks->is_dont_know, .took_ms = marks->took_ms };
    enum status status = key_of(keys, transaction, content, &key, failure);
    if (status != STATUS_OK)
        return status;
    if (!key->is_readable || key->point_count == 0 || !read_ticks(key, marks, &response->ticked))
        return STATUS_NOT_FOUND;
    *judgement = grade_produced(key->point_count, response->ticked);
    return STATUS_OK;
}
