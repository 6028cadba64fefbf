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

/* Notes value, which begins at at (idle bytes aside), and gives the offset behind it. As deep as JSON may be:
 * JSON_DEPTH_MAX. */
static size_t walk(struct arena *arena, struct json_places *places, struct string text, const struct json *value,
                   size_t at)
{
    at = skip_idle(text, at);
    table_add(arena, &places->table, hash_of_address(value));
    *LIST_ADD(arena, places) = (struct json_place){ value, at };
    if (value->kind != JSON_ARRAY && value->kind != JSON_OBJECT)
        return skip_leaf(text, at);
    at++;
    for (size_t i = 0; i < value->count; i++) {
        if (value->kind == JSON_OBJECT)
            at = skip_string(text, skip_idle(text, at));
        at = walk(arena, places, text, &value->items[i], at);
    }
    return skip_idle(text, at) + 1;
}

void json_places_find(struct arena *arena, struct json_places *places, struct string text, const struct json *root)
{
    walk(arena, places, text, root, 0);
}

struct place json_place_of(const struct json_in *in, const struct json *value)
{
    const struct json_places *places = &in->places;
    size_t cursor;
    for (size_t i = table_first(&places->table, hash_of_address(value), &cursor); i != TABLE_NONE;
         i = table_next(&places->table, hash_of_address(value), &cursor)) {
        struct json_place place = places->items[i];
        size_t length = skip_leaf(in->reader->source->text, place.offset) - place.offset;
        if (place.value == value)
            return source_place(in->reader->source, place.offset, length ? length : 1);
    }
    return (struct place){ 0 };
}
