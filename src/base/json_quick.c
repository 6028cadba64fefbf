#include "base/json_quick.h"

#include "base/utf8.h"

#define QUICK_BYTES_MAX                                                                                                \
    65536                    /* beyond it the time goes elsewhere, and an arena need not hold a tree given up halfway */
#define QUICK_MEMBERS_MAX 32 /* keys of an object are compared each with each */
#define QUICK_DIGITS_MAX  18 /* so many always fit int64_t */

struct reader {
    struct arena *arena;
    const char *at, *end;
    int depth;
    unsigned char seen; /* all bytes of strings or-ed together: the top bit asks for a look at the UTF-8 */
};

struct values {
    struct json *items;
    size_t count, capacity;
};

static bool read_value(struct reader *reader, struct json *value);

static void skip_white_space(struct reader *reader)
{
    while (reader->at < reader->end &&
           (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t' || *reader->at == '\r'))
        reader->at++;
}

/* Takes byte when it comes next, white space aside. */
static bool take(struct reader *reader, char byte)
{
    skip_white_space(reader);
    if (reader->at == reader->end || *reader->at != byte)
        return false;
    reader->at++;
    return true;
}

static bool take_word(struct reader *reader, struct string word)
{
    struct string rest = { reader->at, (size_t)(reader->end - reader->at) };
    if (!string_starts_with(rest, word))
        return false;
    reader->at += word.size;
    return true;
}

/* What stands up to the closing quote; the opening one is already taken. */
static bool read_string(struct reader *reader, struct string *string)
{
    const char *start = reader->at;
    while (reader->at < reader->end && *reader->at != '"') {
        unsigned char byte = (unsigned char)*reader->at;
        if (byte == '\\' || byte < ' ')
            return false;
        reader->seen |= byte;
        reader->at++;
    }
    if (reader->at == reader->end)
        return false;
    *string = (struct string){ start, (size_t)(reader->at - start) };
    reader->at++;
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool read_integer(struct reader *reader, int64_t *integer)
{
    bool is_negative = take_word(reader, STRING("-"));
    const char *start = reader->at;
    int64_t distance = 0;
    while (reader->at < reader->end && is_digit(*reader->at) && reader->at - start < QUICK_DIGITS_MAX)
        distance = distance * 10 + (*reader->at++ - '0');
    bool has_leading_zero = reader->at - start > 1 && *start == '0';
    bool goes_on = reader->at < reader->end &&
                   (is_digit(*reader->at) || *reader->at == '.' || *reader->at == 'e' || *reader->at == 'E');
    *integer = is_negative ? -distance : distance;
    return reader->at > start && !has_leading_zero && !goes_on;
}

static bool read_array(struct reader *reader, struct values *values)
{
    if (take(reader, ']'))
        return true;
    do
        if (!read_value(reader, LIST_ADD(reader->arena, values)))
            return false;
    while (take(reader, ','));
    return take(reader, ']');
}

static bool has_key(const struct values *members, struct string key)
{
    for (size_t i = 0; i < members->count; i++)
        if (string_equal(members->items[i].key, key))
            return true;
    return false;
}

static bool read_member(struct reader *reader, struct values *members)
{
    struct string key;
    if (!take(reader, '"') || !read_string(reader, &key) || !take(reader, ':'))
        return false;
    if (members->count == QUICK_MEMBERS_MAX || has_key(members, key))
        return false;
    struct json *member = LIST_ADD(reader->arena, members);
    member->key = key;
    return read_value(reader, member);
}

static bool read_object(struct reader *reader, struct values *members)
{
    if (take(reader, '}'))
        return true;
    do
        if (!read_member(reader, members))
            return false;
    while (take(reader, ','));
    return take(reader, '}');
}

static bool read_items(struct reader *reader, struct json *value)
{
    bool is_object = *reader->at++ == '{';
    struct values values = { 0 };
    if (++reader->depth > JSON_DEPTH_MAX)
        return false;
    bool is_read = is_object ? read_object(reader, &values) : read_array(reader, &values);
    reader->depth--;
    value->kind = is_object ? JSON_OBJECT : JSON_ARRAY;
    value->items = values.items;
    value->count = values.count;
    return is_read;
}

/* value is zeroed but for its key. */
static bool read_value(struct reader *reader, struct json *value)
{
    skip_white_space(reader);
    if (reader->at == reader->end)
        return false;
    switch (*reader->at) {
    case '{':
    case '[':
        return read_items(reader, value);
    case '"':
        reader->at++;
        value->kind = JSON_STRING;
        return read_string(reader, &value->string);
    case 't':
        value->kind = JSON_TRUE;
        return take_word(reader, STRING("true"));
    case 'f':
        value->kind = JSON_FALSE;
        return take_word(reader, STRING("false"));
    case 'n':
        value->kind = JSON_NULL;
        return take_word(reader, STRING("null"));
    default:
        value->kind = JSON_INTEGER;
        return read_integer(reader, &value->integer);
    }
}

const struct json *json_parse_quick(struct arena *arena, struct string text)
{
    if (text.size > QUICK_BYTES_MAX)
        return NULL;
    struct string kept = string_copy(arena, text); /* one copy, and all strings of the tree are views into it */
    struct reader reader = { .arena = arena, .at = kept.bytes, .end = kept.bytes + kept.size };
    struct json *value = ARENA_NEW(arena, struct json);
    if (!read_value(&reader, value))
        return NULL;
    skip_white_space(&reader);
    bool is_whole = reader.at == reader.end;
    bool is_utf8 = reader.seen < 0x80 || utf8_find_invalid(kept) == STRING_NOT_FOUND;
    return is_whole && is_utf8 ? value : NULL;
}
