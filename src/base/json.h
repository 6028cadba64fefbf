/* json: reading and writing RFC 8259.
 *
 * Reading rests on jansson, in json.c alone: strict, duplicate keys refused, depth and size capped. What was read is
 * copied into the caller's arena as a plain tree. Writing is a stream into a buffer; keys come out in the order
 * they are written, so a writer that wants canonical bytes writes them in that order. */
#ifndef VIVA_BASE_JSON_H
#define VIVA_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INTEGER, JSON_REAL, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    struct string key; /* when it is a member of an object */
    union {
        int64_t integer;
        double real;
        struct string string; /* may hold any code point but U+0000 */
        struct {
            struct json *items; /* elements, or members in the order of the text */
            size_t count;
        };
    };
};

#define JSON_DEPTH_MAX 64 /* deeper than any form of ours; a stack of calls must not be the limit */
#define JSON_SIZE_MAX  ((size_t)64 * 1024 * 1024) /* bytes: the largest set, four times over */

struct json_error {
    size_t offset;     /* bytes from the start */
    char message[160]; /* lower case */
};

/* NULL with *error filled when text is not JSON. The tree and its strings live in arena. */
const struct json *json_parse(struct arena *arena, struct string text, struct json_error *error);

const struct json *json_get(const struct json *object, const char *key); /* NULL when absent, or not an object */
struct string json_string_or(const struct json *value, struct string otherwise); /* value may be NULL */
int64_t json_integer_or(const struct json *value, int64_t otherwise);
bool json_bool_or(const struct json *value, bool otherwise);

/* Where in text (which json_parse accepted) a JSON pointer (RFC 6901) leads: the offset of that value, or of the
 * nearest ancestor that exists. Slow: only for messages. */
size_t json_locate(struct string text, struct string pointer);

struct json_writer {
    struct buffer *buffer;
    int depth;
    int indent; /* spaces a level; 0 writes everything on one line */
    bool needs_comma, after_key;
};

struct json_writer json_writer_to(struct buffer *buffer, int indent);
void json_begin_object(struct json_writer *writer);
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer);
void json_end_array(struct json_writer *writer);
void json_write_key(struct json_writer *writer, const char *key);
void json_write_string(struct json_writer *writer, struct string value); /* bytes that are not UTF-8 become U+FFFD */
void json_write_integer(struct json_writer *writer, int64_t value);
void json_write_hundredths(struct json_writer *writer,
                           int64_t value); /* 40 is written 0.4: exact, and the same everywhere */
void json_write_decimal(struct json_writer *writer, double value,
                        int places); /* rounded to 0 to 9 places, zeros at the end left out; |value| < 1e9 */
void json_write_real(struct json_writer *writer, double value); /* finite; as few digits as read back the same double */
void json_write_bool(struct json_writer *writer, bool value);
void json_write_null(struct json_writer *writer);

#endif
