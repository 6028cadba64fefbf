/* Places of JSON values: the tree is walked along the text that it was read from. */
#include <string.h>

#include "read/json_form.h"

static size_t skip_idle(struct string text, size_t at)
{
    while (at < text.size && text.bytes[at] && strchr(" \t\r\n,:", text.bytes[at]))
        at++;
    return at;
}

static size_t skip_string(struct string text, size_t at)
{
    for (at++; at < text.size && text.bytes[at] != '"'; at++)
        if (text.bytes[at] == '\\')
            at++;
    return at + 1;
}

static size_t skip_leaf(struct string text, size_t at)
{
    if (at < text.size && text.bytes[at] == '"')
        return skip_string(text, at);
    while (at < text.size && text.bytes[at] && !strchr(" \t\r\n,]}", text.bytes[at]))
        at++;
    return at;
}

static uint64_t hash_of_address(const struct json *value)
{
    return (uint64_t)(uintptr_t)value * UINT64_C(0x9E3779B97F4A7C15);
}

/* Notes value, whose key (if it is a member) begins at key and which itself begins at at (idle bytes aside), and gives
 * the offset behind it. As deep as JSON may be: JSON_DEPTH_MAX. */
static size_t walk(struct arena *arena, struct json_places *places, struct string text, const struct json *value,
                   size_t key, size_t at)
{
    at = skip_idle(text, at);
    table_add(arena, &places->table, hash_of_address(value));
    *LIST_ADD(arena, places) = (struct json_place){ value, key, at };
    if (value->kind != JSON_ARRAY && value->kind != JSON_OBJECT)
        return skip_leaf(text, at);
    at++;
    for (size_t i = 0; i < value->count; i++) {
        key = skip_idle(text, at);
        at =
            walk(arena, places, text, &value->items[i], key, value->kind == JSON_OBJECT ? skip_string(text, key) : key);
    }
    return skip_idle(text, at) + 1;
}

void json_places_find(struct arena *arena, struct json_places *places, struct string text, const struct json *root)
{
    walk(arena, places, text, root, 0, 0);
}

/* NULL when places were not looked for. */
static const struct json_place *find_place(const struct json_places *places, const struct json *value)
{
    size_t cursor;
    for (size_t i = table_first(&places->table, hash_of_address(value), &cursor); i != TABLE_NONE;
         i = table_next(&places->table, hash_of_address(value), &cursor))
        if (places->items[i].value == value)
            return &places->items[i];
    return NULL;
}

struct place json_place_of(const struct json_in *in, const struct json *value)
{
    const struct json_place *place = find_place(&in->places, value);
    bool has_parts = value->kind == JSON_ARRAY || value->kind == JSON_OBJECT;
    if (!place)
        return (struct place){ 0 };
    size_t end = has_parts ? place->offset + 1 : skip_leaf(in->reader->source->text, place->offset);
    return source_place(in->reader->source, place->offset, end - place->offset);
}

struct place json_place_of_key(const struct json_in *in, const struct json *member)
{
    const struct json_place *place = find_place(&in->places, member);
    if (!place)
        return (struct place){ 0 };
    return source_place(in->reader->source, place->key, skip_string(in->reader->source->text, place->key) - place->key);
}
