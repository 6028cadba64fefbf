/* string: bytes with a length.
 *
 * Knows views of bytes and a buffer to build them in. Knows nothing of files, of people or of screens.
 *
 * Invariants: a string never owns its bytes: whoever made them says how long they live. It need not end in
 * NUL and may hold any byte; by convention it is UTF-8. bytes may be NULL only when size is 0. */
#ifndef VIVA_BASE_STRING_H
#define VIVA_BASE_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct string {
    const char *bytes;
    size_t size;
};

struct strings {
    struct string *items;
    size_t count, capacity;
};

/* A string of a literal, usable as an initialiser and as an expression. */
#define STRING_INIT(literal)                                                                                           \
    {                                                                                                                  \
        "" literal, sizeof(literal) - 1                                                                                \
    }
#define STRING(literal) ((struct string)STRING_INIT(literal))

/* For printf: printf("%.*s", STRING_ARG(s)). Strings over INT_MAX bytes are cut. */
#define STRING_ARG(s) (int)((s).size > INT32_MAX ? INT32_MAX : (s).size), ((s).bytes ? (s).bytes : "")

/* NULL gives the empty string; same lifetime as c_string. Here, so that the size of a literal is known when it is
 * compiled. */
static inline struct string string_from(const char *c_string)
{
    return (struct string){ c_string, c_string ? strlen(c_string) : 0 };
}

struct string string_copy(struct arena *arena, struct string s);
struct string string_join(struct arena *arena, const struct string *parts, size_t count); /* one behind the other */
#define STRING_JOIN(arena, ...)                                                                                        \
    string_join((arena), (const struct string[]){ __VA_ARGS__ },                                                       \
                sizeof((const struct string[]){ __VA_ARGS__ }) / sizeof(struct string))
char *string_c(struct arena *arena, struct string s); /* a NUL-ended copy; NUL bytes inside end it early */

bool string_equal(struct string a, struct string b);
bool string_is(struct string s, const char *c_string); /* string_equal against a C string */
int string_compare(struct string a, struct string b);  /* by bytes, as memcmp: <0, 0, >0 */
bool string_starts_with(struct string s, struct string prefix);
bool string_ends_with(struct string s, struct string suffix);
uint64_t string_hash(struct string s); /* for tables in memory; never stored, never shown */

#define STRING_NOT_FOUND SIZE_MAX
size_t string_find(struct string s, struct string needle); /* offset of the first needle, or STRING_NOT_FOUND */
size_t string_find_byte(struct string s, char byte);

/* The bytes from (included) to to (excluded); both are clamped to the size. */
struct string string_slice(struct string s, size_t from, size_t to);
struct string string_trim(struct string s); /* without ASCII white space at both ends */

/* Cut *rest at the first separator: returns what stood before it, leaves what stands after. Without a
 * separator returns all and leaves the empty string. A loop ends when rest->size is 0. */
struct string string_cut(struct string *rest, char separator);

/* A slug: lower-case a-z, 0-9 and single hyphens inside; 1 to SLUG_MAX bytes. */
#define SLUG_MAX 64
bool string_is_slug(struct string s);

/* Optimal string alignment distance in bytes (insert, delete, replace, swap neighbours), for "did you mean".
 * Strings over 128 bytes are at distance SIZE_MAX from everything but themselves. */
size_t string_distance(struct string a, struct string b);

bool strings_hold(const struct strings *strings, struct string wanted);

/* The candidate nearest to word when it is near enough to be a slip (distance at most a third of its length, rounded
 * up, and at most 3); else the empty string. The first of equals wins. */
struct string string_nearest(struct string word, const struct string *candidates, size_t count);

/* A string being built, in an arena. A buffer is good for as long as its arena. */
struct buffer {
    struct arena *arena;
    char *bytes;
    size_t size, capacity;
};

struct buffer buffer_in(struct arena *arena);
void buffer_expect(struct buffer *buffer,
                   size_t size); /* room for size more bytes at once, where that is known before */
void buffer_add(struct buffer *buffer, struct string s);
static inline void buffer_add_c(struct buffer *buffer, const char *c_string)
{
    buffer_add(buffer, string_from(c_string));
}
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_repeat(struct buffer *buffer, char byte, size_t count);
void buffer_add_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct string buffer_string(const struct buffer *buffer); /* a view, good until the buffer grows */

struct string string_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
