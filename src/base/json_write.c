/* The writing half of base/json.h. */
#include <float.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/json.h"
#include "base/utf8.h"

struct json_writer json_writer_to(struct buffer *buffer, int indent)
{
    return (struct json_writer){ .buffer = buffer, .indent = indent };
}

static void new_line(struct json_writer *writer)
{
    if (writer->indent == 0)
        return;
    buffer_add_byte(writer->buffer, '\n');
    buffer_add_repeat(writer->buffer, ' ', (size_t)writer->indent * (size_t)writer->depth);
}

/* What stands before a key, or before a value that has none. */
static void separate(struct json_writer *writer)
{
    if (writer->needs_comma)
        buffer_add_byte(writer->buffer, ',');
    if (writer->depth > 0)
        new_line(writer);
}

static void begin_value(struct json_writer *writer)
{
    if (!writer->after_key)
        separate(writer);
    writer->after_key = false;
    writer->needs_comma = true;
}

static void begin(struct json_writer *writer, char bracket)
{
    begin_value(writer);
    buffer_add_byte(writer->buffer, bracket);
    writer->depth++;
    writer->needs_comma = false;
}

static void end(struct json_writer *writer, char bracket)
{
    CHECK(writer->depth > 0 && !writer->after_key);
    writer->depth--;
    if (writer->needs_comma)
        new_line(writer);
    buffer_add_byte(writer->buffer, bracket);
    writer->needs_comma = true;
}

void json_begin_object(struct json_writer *writer)
{
    begin(writer, '{');
}

void json_end_object(struct json_writer *writer)
{
    end(writer, '}');
}

void json_begin_array(struct json_writer *writer)
{
    begin(writer, '[');
}

void json_end_array(struct json_writer *writer)
{
    end(writer, ']');
}

/* The letter of a short escape (RFC 8259 section 7), or 0. */
static char short_escape(uint32_t code_point)
{
    switch (code_point) {
    case '"':
    case '\\':
        return (char)code_point;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

static void add_escape(struct buffer *buffer, uint32_t code_point)
{
    char letter = short_escape(code_point);
    if (code_point == UTF8_INVALID)
        utf8_add(buffer, code_point);
    else if (letter)
        buffer_add(buffer, (struct string){ (const char[]){ '\\', letter }, 2 });
    else
        buffer_add_format(buffer, "\\u%04x", code_point);
}

/* Most bytes of most texts: they stand for themselves, and need no decoding. */
static bool is_plain(char byte)
{
    return byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\';
}

/* Escapes as RFC 8785 section 3.2.2.2 has it: as few as there can be, so that the bytes are canonical. */
static void add_quoted(struct buffer *buffer, struct string value)
{
    buffer_add_byte(buffer, '"');
    size_t copied = 0;
    for (size_t offset = 0; offset < value.size;) {
        if (is_plain(value.bytes[offset])) {
            offset++;
            continue;
        }
        size_t start = offset;
        uint32_t code_point = utf8_next(value, &offset);
        if (code_point >= ' ' && code_point != '"' && code_point != '\\' && code_point != UTF8_INVALID)
            continue;
        buffer_add(buffer, string_slice(value, copied, start));
        add_escape(buffer, code_point);
        copied = offset;
    }
    buffer_add(buffer, string_slice(value, copied, value.size));
    buffer_add_byte(buffer, '"');
}

void json_write_key(struct json_writer *writer, const char *key)
{
    CHECK(writer->depth > 0 && !writer->after_key);
    separate(writer);
    add_quoted(writer->buffer, string_from(key));
    buffer_add_c(writer->buffer, writer->indent ? ": " : ":");
    writer->after_key = true;
}

void json_write_string(struct json_writer *writer, struct string value)
{
    begin_value(writer);
    add_quoted(writer->buffer, value);
}

void json_write_integer(struct json_writer *writer, int64_t value)
{
    begin_value(writer);
    buffer_add_format(writer->buffer, "%lld", (long long)value);
}

/* A whole number of parts of one, each a tenth to the power of places: exact, and without zeros at the end. */
static void add_parts(struct json_writer *writer, int64_t value, int places)
{
    uint64_t distance = value < 0 ? 0 - (uint64_t)value : (uint64_t)value, one = 1;
    for (; places > 0 && distance % 10 == 0; places--)
        distance /= 10;
    for (int i = 0; i < places; i++)
        one *= 10;
    buffer_add_format(writer->buffer, "%s%llu", value < 0 ? "-" : "", (unsigned long long)(distance / one));
    if (places > 0)
        buffer_add_format(writer->buffer, ".%0*llu", places, (unsigned long long)(distance % one));
}

void json_write_hundredths(struct json_writer *writer, int64_t value)
{
    begin_value(writer);
    add_parts(writer, value, 2);
}

void json_write_decimal(struct json_writer *writer, double value, int places)
{
    double parts = value;
    CHECK(places >= 0 && places <= 9 && value > -1e9 && value < 1e9);
    for (int i = 0; i < places; i++)
        parts *= 10;
    begin_value(writer);
    add_parts(writer, (int64_t)(parts + (parts < 0 ? -0.5 : 0.5)), places);
}

#define EXACT_MAX 1e15 /* doubles below it hold every whole number */

void json_write_real(struct json_writer *writer, double value)
{
    char digits[32];
    CHECK(value >= -DBL_MAX && value <= DBL_MAX);
    snprintf(digits, sizeof digits, "%.0f",
             value > -EXACT_MAX && value < EXACT_MAX ? value : 0); /* 36500, not 3.65e+04 */
    for (int count = 1; count <= DBL_DECIMAL_DIG && strtod(digits, NULL) != value; count++)
        snprintf(digits, sizeof digits, "%.*g", count, value);
    begin_value(writer);
    buffer_add_c(writer->buffer, digits);
}

void json_write_bool(struct json_writer *writer, bool value)
{
    begin_value(writer);
    buffer_add_c(writer->buffer, value ? "true" : "false");
}

void json_write_null(struct json_writer *writer)
{
    begin_value(writer);
    buffer_add_c(writer->buffer, "null");
}
