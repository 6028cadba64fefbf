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

enum status key_judge(struct keys *keys, struct transaction *transaction, struct hash content,
                      const struct payload_choice *choice, struct response *response,
                      const struct judgement **judgement, struct failure *failure)
{
    if (keys->last >= keys->list.count || !hash_equal(keys->list.items[keys->last].content, content)) {
        enum status status = find(keys, transaction, content, &keys->last, failure);
        if (status != STATUS_OK)
            return status;
    }
    const struct key *key = &keys->list.items[keys->last];
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
