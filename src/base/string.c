#include "base/string.h"

#include <string.h>

struct string string_copy(struct arena *arena, struct string s)
{
    return (struct string){ string_c(arena, s), s.size };
}

struct string string_join(struct arena *arena, const struct string *parts, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += parts[i].size;
    char *bytes = arena_take(arena, size), *end = bytes;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].size > 0)
            memcpy(end, parts[i].bytes, parts[i].size);
        end += parts[i].size;
    }
    return (struct string){ bytes, size };
}

char *string_c(struct arena *arena, struct string s)
{
    char *copy = arena_take(arena, s.size + 1);
    if (s.size)
        memcpy(copy, s.bytes, s.size);
    return copy;
}

bool string_equal(struct string a, struct string b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool string_is(struct string s, const char *c_string)
{
    return string_equal(s, string_from(c_string));
}

int string_compare(struct string a, struct string b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.bytes, b.bytes, shared) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool string_starts_with(struct string s, struct string prefix)
{
    return s.size >= prefix.size && string_equal(string_slice(s, 0, prefix.size), prefix);
}

bool string_ends_with(struct string s, struct string suffix)
{
    return s.size >= suffix.size && string_equal(string_slice(s, s.size - suffix.size, s.size), suffix);
}

/* FNV-1a (Fowler, Noll, Vo), with the high bits folded down for tables that use the low ones. */
uint64_t string_hash(struct string s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.size; i++)
        hash = (hash ^ (unsigned char)s.bytes[i]) * 0x100000001b3u;
    return hash ^ (hash >> 32);
}

size_t string_find(struct string s, struct string needle)
{
    if (needle.size == 0)
        return 0;
    const char *found = s.size ? memmem(s.bytes, s.size, needle.bytes, needle.size) : NULL;
    return found ? (size_t)(found - s.bytes) : STRING_NOT_FOUND;
}

size_t string_find_byte(struct string s, char byte)
{
    const char *found = s.size ? memchr(s.bytes, byte, s.size) : NULL;
    return found ? (size_t)(found - s.bytes) : STRING_NOT_FOUND;
}

struct string string_slice(struct string s, size_t from, size_t to)
{
    to = to > s.size ? s.size : to;
    from = from > to ? to : from;
    return s.bytes ? (struct string){ s.bytes + from, to - from } : s;
}

static bool is_white_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct string string_trim(struct string s)
{
    size_t from = 0, to = s.size;
    while (from < to && is_white_space(s.bytes[from]))
        from++;
    while (to > from && is_white_space(s.bytes[to - 1]))
        to--;
    return string_slice(s, from, to);
}

struct string string_cut(struct string *rest, char separator)
{
    struct string all = *rest;
    size_t at = string_find_byte(all, separator);
    *rest = at == STRING_NOT_FOUND ? string_slice(all, all.size, all.size) : string_slice(all, at + 1, all.size);
    return string_slice(all, 0, at);
}

bool string_is_slug(struct string s)
{
    if (s.size == 0 || s.size > SLUG_MAX)
        return false;
    bool was_hyphen = true; /* none may stand first */
    for (size_t i = 0; i < s.size; i++) {
        char byte = s.bytes[i];
        bool is_hyphen = byte == '-';
        if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && !(is_hyphen && !was_hyphen))
            return false;
        was_hyphen = is_hyphen;
    }
    return !was_hyphen;
}

#define DISTANCE_BYTES_MAX 128

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t string_distance(struct string a, struct string b)
{
    if (a.size > DISTANCE_BYTES_MAX || b.size > DISTANCE_BYTES_MAX)
        return string_equal(a, b) ? 0 : SIZE_MAX;
    size_t rows[3][DISTANCE_BYTES_MAX + 1]; /* row i of the matrix is rows[i % 3] */
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t change = above[j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] && a.bytes[i - 2] == b.bytes[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a.size % 3][b.size];
}

bool strings_hold(const struct strings *strings, struct string wanted)
{
    for (size_t i = 0; i < strings->count; i++)
        if (string_equal(strings->items[i], wanted))
            return true;
    return false;
}

struct string string_nearest(struct string word, const struct string *candidates, size_t count)
{
    size_t limit = least((word.size + 2) / 3, 3);
    struct string nearest = { 0 };
    size_t nearest_distance = limit + 1;
    for (size_t i = 0; i < count; i++) {
        size_t distance = string_distance(word, candidates[i]);
        if (distance < nearest_distance) {
            nearest_distance = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
