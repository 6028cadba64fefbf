#include "read/pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/check.h"

/* Classes of sizes, in steps of 16 bytes up to 256, then by powers of two. */
#define STEP          16
#define STEPPED_COUNT 16
#define CLASS_COUNT   (STEPPED_COUNT + 48)

struct piece {
    size_t class;
    _Alignas(max_align_t) struct piece *next; /* when it is free; else its bytes begin here */
};
#define HEAD_BYTES offsetof(struct piece, next)

static _Thread_local struct pool {
    struct arena *arena;
    struct piece *free[CLASS_COUNT];
} pool;

/* The size of the pieces of a class. */
static size_t class_size(size_t class)
{
    return class < STEPPED_COUNT ? (class + 1) * STEP : (size_t)(STEP * STEPPED_COUNT) << (class - STEPPED_COUNT + 1);
}

static size_t class_of(size_t size)
{
    size_t class = size ? (size - 1) / STEP : 0;
    if (class < STEPPED_COUNT)
        return class;
    for (class = STEPPED_COUNT; class_size(class) < size; class ++)
        CHECK(class + 1 < CLASS_COUNT);
    return class;
}

static struct piece *piece_of(void *bytes)
{
    return (struct piece *)(void *)((char *)bytes - HEAD_BYTES);
}

void pool_use(struct arena *arena)
{
    pool = (struct pool){ .arena = arena };
}

static void *take(size_t size, bool *is_new)
{
    size_t class = class_of(size);
    struct piece *piece = pool.free[class];
    *is_new = !piece;
    if (piece)
        pool.free[class] = piece->next;
    else
        piece = arena_take(pool.arena, HEAD_BYTES + class_size(class));
    piece->class = class;
    return (char *)piece + HEAD_BYTES;
}

void *pool_calloc(size_t count, size_t size)
{
    size_t bytes;
    bool is_too_much = __builtin_mul_overflow(count, size, &bytes), is_new;
    CHECK(!is_too_much);
    void *piece = take(bytes, &is_new);
    return is_new ? piece : memset(piece, 0, bytes);
}

void *pool_realloc(void *old, size_t size)
{
    size_t room = old ? class_size(piece_of(old)->class) : 0;
    if (old && size <= room)
        return old;
    bool is_new;
    void *piece = take(size, &is_new);
    if (old)
        memcpy(piece, old, room);
    pool_free(old);
    return piece;
}

void pool_free(void *bytes)
{
    if (!bytes)
        return;
    struct piece *piece = piece_of(bytes);
    piece->next = pool.free[piece->class];
    pool.free[piece->class] = piece;
}
