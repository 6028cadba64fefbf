/* The building half of base/string.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/string.h"

#define BUFFER_BYTES_MIN 64

struct buffer buffer_in(struct arena *arena)
{
    return (struct buffer){ .arena = arena };
}

/* Room for size more bytes, and a NUL that printf wants to put behind them. */
static char *buffer_reserve(struct buffer *buffer, size_t size)
{
    size_t needed = buffer->size + size + 1;
    CHECK(needed > size);
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity * 2 : BUFFER_BYTES_MIN;
        capacity = capacity < needed ? needed : capacity;
        char *moved = arena_take(buffer->arena, capacity);
        if (buffer->size)
            memcpy(moved, buffer->bytes, buffer->size);
        buffer->bytes = moved;
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->size;
}

void buffer_expect(struct buffer *buffer, size_t size)
{
    (void)buffer_reserve(buffer, size);
}

void buffer_add(struct buffer *buffer, struct string s)
{
    if (s.size == 0)
        return;
    memcpy(buffer_reserve(buffer, s.size), s.bytes, s.size);
    buffer->size += s.size;
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->size++;
}

void buffer_add_repeat(struct buffer *buffer, char byte, size_t count)
{
    memset(buffer_reserve(buffer, count), byte, count);
    buffer->size += count;
}

static void __attribute__((format(printf, 2, 0), nonnull))
add_list(struct buffer *buffer, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    CHECK(size >= 0);
    char *room = buffer_reserve(buffer, (size_t)size);
    buffer->size += (size_t)vsnprintf(room, (size_t)size + 1, format, again);
    va_end(again);
}

void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    add_list(buffer, format, list);
    va_end(list);
}

struct string buffer_string(const struct buffer *buffer)
{
    return (struct string){ buffer->bytes, buffer->size };
}

struct string string_format(struct arena *arena, const char *format, ...)
{
    struct buffer buffer = buffer_in(arena);
    va_list list;
    va_start(list, format);
    add_list(&buffer, format, list);
    va_end(list);
    return buffer_string(&buffer);
}
