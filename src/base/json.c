#include "base/json.h"

/* jansson and we have a few names in common. Its own are bent out of the way, here and nowhere else. */
#undef json_string
#undef json_integer
#undef json_real
#undef json_null
#define json_string  jansson_string
#define json_integer jansson_integer
#define json_real    jansson_real
#define json_null    jansson_null
#define JSON_OBJECT  JANSSON_OBJECT
#define JSON_ARRAY   JANSSON_ARRAY
#define JSON_STRING  JANSSON_STRING
#define JSON_INTEGER JANSSON_INTEGER
#define JSON_REAL    JANSSON_REAL
#define JSON_TRUE    JANSSON_TRUE
#define JSON_FALSE   JANSSON_FALSE
#define JSON_NULL    JANSSON_NULL
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING
#undef JSON_INTEGER
#undef JSON_REAL
#undef JSON_TRUE
#undef JSON_FALSE
#undef JSON_NULL

#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(json_int_t) == sizeof(int64_t), "integers beyond int64 are refused by jansson");

static struct json *refuse(struct json_error *error, size_t offset, const char *message)
{
    error->offset = offset;
    snprintf(error->message, sizeof error->message, "%s", message);
    return NULL;
}

/* The offset of the first bracket that goes too deep, or STRING_NOT_FOUND. */
static size_t find_too_deep(struct string text)
{
    int depth = 0;
    bool is_in_string = false;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == '"')
            is_in_string = !is_in_string;
        else if (is_in_string)
            i += byte == '\\';
        else if (byte == '{' || byte == '[')
            depth++;
        else if (byte == '}' || byte == ']')
            depth--;
        if (depth > JSON_DEPTH_MAX)
            return i;
    }
    return STRING_NOT_FOUND;
}

/* What we say for what jansson found. What is not in the table is said in jansson's own words. */
static const char *message_for(enum json_error_code code)
{
    switch ((int)code) {
    case json_error_invalid_utf8:
        return "not UTF-8";
    case json_error_premature_end_of_input:
        return "the text ends too early";
    case json_error_end_of_input_expected:
        return "something follows the end of the value";
    case json_error_null_character:
        return "the character U+0000 may not stand in a text";
    case json_error_null_byte_in_key:
        return "the character U+0000 may not stand in a key";
    case json_error_duplicate_key:
        return "the same key stands twice in one object";
    case json_error_numeric_overflow:
        return "the number is too large";
    default:
        return NULL;
    }
}

/* Cuts off the token that jansson repeats in its text, raw, and returns the token's size: 0 when there is none, or when
 * it broke off within a string. */
static size_t take_token(char *text)
{
    char *near = strstr(text, " near '");
    if (!near)
        return 0;
    struct string token = string_from(near + strlen(" near '"));
    token = string_slice(token, 0, token.size > 0 ? token.size - 1 : 0);
    *near = '\0';
    bool is_cut =
        string_starts_with(token, STRING("\"")) && (token.size == 1 || !string_ends_with(token, STRING("\"")));
    return is_cut ? 0 : token.size;
}

/* jansson's position is behind the token it does not want; people look at where that begins. */
static struct json *refuse_as_jansson(struct json_error *error, const json_error_t *found, size_t size)
{
    char text[sizeof found->text];
    memcpy(text, found->text, sizeof text);
    size_t token_size = take_token(text), end = found->position > 0 ? (size_t)found->position : 0;
    const char *message = message_for(json_error_code(found));
    end = end > size ? size : end;
    return refuse(error, end - (token_size < end ? token_size : end), message ? message : text);
}

static struct string copy_string(struct arena *arena, const char *bytes, size_t size)
{
    return string_copy(arena, (struct string){ bytes, size });
}

static void copy_value(struct arena *arena, json_t *value, struct json *copy);

static void copy_array(struct arena *arena, const json_t *array, struct json *copy)
{
    copy->count = json_array_size(array);
    copy->items = ARENA_NEW_MANY(arena, copy->count, struct json);
    for (size_t i = 0; i < copy->count; i++)
        copy_value(arena, json_array_get(array, i), &copy->items[i]);
}

static void copy_object(struct arena *arena, json_t *object, struct json *copy)
{
    copy->count = json_object_size(object);
    copy->items = ARENA_NEW_MANY(arena, copy->count, struct json);
    struct json *member = copy->items;
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at), member++) {
        member->key = copy_string(arena, json_object_iter_key(at), json_object_iter_key_len(at));
        copy_value(arena, json_object_iter_value(at), member);
    }
}

static void copy_value(struct arena *arena, json_t *value, struct json *copy)
{
    switch (json_typeof(value)) {
    case JANSSON_NULL:
        copy->kind = JSON_NULL;
        break;
    case JANSSON_FALSE:
        copy->kind = JSON_FALSE;
        break;
    case JANSSON_TRUE:
        copy->kind = JSON_TRUE;
        break;
    case JANSSON_INTEGER:
        copy->kind = JSON_INTEGER;
        copy->integer = json_integer_value(value);
        break;
    case JANSSON_REAL:
        copy->kind = JSON_REAL;
        copy->real = json_real_value(value);
        break;
    case JANSSON_STRING:
        copy->kind = JSON_STRING;
        copy->string = copy_string(arena, json_string_value(value), json_string_length(value));
        break;
    case JANSSON_ARRAY:
        copy->kind = JSON_ARRAY;
        copy_array(arena, value, copy);
        break;
    case JANSSON_OBJECT:
        copy->kind = JSON_OBJECT;
        copy_object(arena, value, copy);
        break;
    }
}

const struct json *json_parse(struct arena *arena, struct string text, struct json_error *error)
{
    if (text.size > JSON_SIZE_MAX)
        return refuse(error, JSON_SIZE_MAX, "too large");
    size_t nul = string_find_byte(text, '\0'); /* jansson takes one behind a value for the end of the text */
    if (nul != STRING_NOT_FOUND)
        return refuse(error, nul, "the character U+0000 may not stand in a text");
    size_t too_deep = find_too_deep(text);
    if (too_deep != STRING_NOT_FOUND)
        return refuse(error, too_deep, "nested too deeply");
    json_error_t found;
    json_t *value =
        json_loadb(text.size ? text.bytes : "", text.size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &found);
    if (!value)
        return refuse_as_jansson(error, &found, text.size);
    struct json *copy = ARENA_NEW(arena, struct json);
    copy_value(arena, value, copy);
    json_decref(value);
    return copy;
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!object || object->kind != JSON_OBJECT)
        return NULL;
    struct string wanted = string_from(key);
    for (size_t i = 0; i < object->count; i++)
        if (string_equal(object->items[i].key, wanted))
            return &object->items[i];
    return NULL;
}

struct string json_string_or(const struct json *value, struct string otherwise)
{
    return value && value->kind == JSON_STRING ? value->string : otherwise;
}

int64_t json_integer_or(const struct json *value, int64_t otherwise)
{
    return value && value->kind == JSON_INTEGER ? value->integer : otherwise;
}

bool json_bool_or(const struct json *value, bool otherwise)
{
    bool is_bool = value && (value->kind == JSON_TRUE || value->kind == JSON_FALSE);
    return is_bool ? value->kind == JSON_TRUE : otherwise;
}
