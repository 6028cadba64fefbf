#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer every piece stands between poisoned bytes, as pieces from malloc would. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_IS_GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_IS_GUARDED 1
#endif
#endif
#ifdef ARENA_IS_GUARDED
#include <sanitizer/asan_interface.h>
#define GUARD_BYTES              16
#define GUARD_CLOSE(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define GUARD_OPEN(start, size)  ASAN_UNPOISON_MEMORY_REGION((start), (size))
#else
#define GUARD_BYTES              0
#define GUARD_CLOSE(start, size) ((void)(start), (void)(size))
#define GUARD_OPEN(start, size)  ((void)(start), (void)(size))
#endif

#define CHUNK_BYTES_MIN ((size_t)4096)
#define CHUNK_BYTES_MAX ((size_t)64 * 1024 * 1024) /* what is not touched costs no memory */
#define ALIGNMENT       _Alignof(max_align_t)

/* Bytes from used on have never been handed out, and are zero. */
struct arena_chunk {
    struct arena_chunk *older;
    size_t size, used;
    max_align_t bytes[];
};

_Noreturn static void out_of_memory(void)
{
    fputs("error: out of memory\n", stderr);
    exit(4); /* not _exit: a terminal must be left as it was */
}

static struct arena_chunk *chunk_new(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    struct arena_chunk *chunk = calloc(1, sizeof *chunk + size); /* fresh pages come zeroed, without a memset */
    if (!chunk)
        out_of_memory();
    chunk->size = size;
    GUARD_CLOSE(chunk->bytes, size);
    return chunk;
}

static void chunk_free(struct arena_chunk *chunk)
{
    GUARD_OPEN(chunk->bytes, chunk->size);
    free(chunk);
}

static void *chunk_take(struct arena_chunk *chunk, size_t room, size_t size_bytes)
{
    char *piece = (char *)chunk->bytes + chunk->used;
    chunk->used += room;
    GUARD_OPEN(piece, size_bytes);
    (void)size_bytes;
    return piece;
}

/* A chunk with room in it. What fits no usual chunk gets one of its own, behind the newest, which goes on being filled.
 */
static struct arena_chunk *chunk_for(struct arena *arena, size_t room)
{
    size_t size = arena->chunk ? arena->chunk->size * 2 : CHUNK_BYTES_MIN;
    size = size > CHUNK_BYTES_MAX ? CHUNK_BYTES_MAX : size;
    bool is_large = room > size / 2;
    struct arena_chunk *chunk = chunk_new(is_large && room > size ? room : size);
    if (is_large && arena->chunk) {
        chunk->older = arena->chunk->older;
        arena->chunk->older = chunk;
    } else {
        chunk->older = arena->chunk;
        arena->chunk = chunk;
    }
    return chunk;
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){ 0 };
}

void arena_clear(struct arena *arena)
{
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk; chunk = older) {
        older = chunk->older;
        chunk_free(chunk);
    }
    arena_init(arena);
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *largest = arena->chunk;
    for (struct arena_chunk *chunk = arena->chunk; chunk; chunk = chunk->older)
        if (chunk->size > largest->size)
            largest = chunk;
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk; chunk = older) {
        older = chunk->older;
        if (chunk != largest)
            chunk_free(chunk);
    }
    arena->chunk = largest;
    arena->used_bytes = 0;
    if (!largest)
        return;
    GUARD_OPEN(largest->bytes, largest->size);
    memset(largest->bytes, 0, largest->used);
    GUARD_CLOSE(largest->bytes, largest->size);
    largest->older = NULL;
    largest->used = 0;
}

void *arena_take(struct arena *arena, size_t size_bytes)
{
    if (size_bytes > SIZE_MAX / 4)
        out_of_memory();
    size_t room = (size_bytes + GUARD_BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_chunk *chunk = arena->chunk;
    if (!chunk || chunk->size - chunk->used < room)
        chunk = chunk_for(arena, room);
    arena->used_bytes += size_bytes;
    return chunk_take(chunk, room, size_bytes);
}

void *arena_take_many(struct arena *arena, size_t count, size_t size_bytes)
{
    size_t product;
    if (__builtin_mul_overflow(count, size_bytes, &product))
        out_of_memory();
    return arena_take(arena, product);
}

void *list_reserve(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size_bytes)
{
    if (count < *capacity)
        return items;
    *capacity = count < 4 ? 4 : count * 2;
    void *moved = arena_take_many(arena, *capacity, size_bytes);
    if (count)
        memcpy(moved, items, count * size_bytes);
    return moved;
}
