/* Where a JSON pointer leads: a walk over text that json_parse accepted. Slow and simple, for messages. */
#include "base/json.h"

static size_t skip_white_space(struct string text, size_t at)
{
    while (at < text.size && (text.bytes[at] == ' ' || (text.bytes[at] >= '\t' && text.bytes[at] <= '\r')))
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

static bool is_delimiter(char byte)
{
    return byte == ',' || byte == ':' || byte == ']' || byte == '}' || byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The offset behind the value at at: brackets are counted, so the depth costs no stack. */
static size_t skip_value(struct string text, size_t at)
{
    size_t depth = 0;
    do {
        at = skip_white_space(text, at);
        if (at >= text.size)
            return text.size;
        char byte = text.bytes[at];
        if (byte == '"') {
            at = skip_string(text, at);
        } else if (byte == '{' || byte == '[') {
            depth++;
            at++;
        } else if (byte == '}' || byte == ']') {
            depth--;
            at++;
        } else if (byte == ',' || byte == ':') {
            at++;
        } else {
            while (at < text.size && !is_delimiter(text.bytes[at]))
                at++;
        }
    } while (depth > 0);
    return at;
}

/* One token of a pointer, with "~1" for "/" and "~0" for "~" undone. */
static struct string unescape_token(struct arena *arena, struct string token)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < token.size; i++) {
        bool is_escape = token.bytes[i] == '~' && i + 1 < token.size;
        char next = is_escape ? token.bytes[i + 1] : 0;
        bool is_known = next == '0' || next == '1';
        buffer_add_byte(&buffer, !is_known ? token.bytes[i] : next == '1' ? '/' : '~');
        i += is_known;
    }
    return buffer_string(&buffer);
}

static bool key_is(struct arena *arena, struct string quoted, struct string token)
{
    struct json_error error;
    const struct json *key = json_parse(arena, quoted, &error);
    return key && string_equal(json_string_or(key, (struct string){ 0 }), token);
}

/* The number an element is counted by: no sign, no leading zero (RFC 6901 section 4). */
static bool token_index(struct string token, size_t *index)
{
    if (token.size == 0 || token.size > 9 || (token.size > 1 && token.bytes[0] == '0'))
        return false;
    *index = 0;
    for (size_t i = 0; i < token.size; i++) {
        if (token.bytes[i] < '0' || token.bytes[i] > '9')
            return false;
        *index = *index * 10 + (size_t)(token.bytes[i] - '0');
    }
    return true;
}

/* The offset of the child of the value at at that token names, or STRING_NOT_FOUND. */
static size_t child_of(struct arena *arena, struct string text, size_t at, struct string token)
{
    char bracket = text.bytes[at];
    size_t index = 0, position = 0;
    bool is_object = bracket == '{', is_index = token_index(token, &index);
    if (!is_object && (bracket != '[' || !is_index))
        return STRING_NOT_FOUND;
    at = skip_white_space(text, at + 1);
    while (at < text.size && text.bytes[at] != '}' && text.bytes[at] != ']') {
        bool is_it = !is_object && position == index;
        if (is_object) {
            size_t end = skip_string(text, at);
            is_it = key_is(arena, string_slice(text, at, end), token);
            at = skip_white_space(text, skip_white_space(text, end) + 1);
        }
        if (is_it)
            return at;
        at = skip_white_space(text, skip_value(text, at));
        if (at < text.size && text.bytes[at] == ',')
            at = skip_white_space(text, at + 1);
        position++;
    }
    return STRING_NOT_FOUND;
}

size_t json_locate(struct string text, struct string pointer)
{
    struct arena arena = { 0 };
    size_t at = skip_white_space(text, 0);
    while (pointer.size > 0 && at < text.size) {
        struct string rest = string_slice(pointer, 1, pointer.size); /* behind the slash */
        size_t slash = string_find_byte(rest, '/');
        size_t child = child_of(&arena, text, at, unescape_token(&arena, string_slice(rest, 0, slash)));
        if (child == STRING_NOT_FOUND)
            break;
        at = child;
        pointer = string_slice(rest, slash, rest.size);
    }
    arena_clear(&arena);
    return at;
}
