/* arena: memory with one lifetime.
 *
 * Knows how to hand out memory that is all given back at once. Knows nothing of what is kept in it.
 *
 * Invariants: what an arena hands out is zeroed, aligned for any type, never moved and never freed alone.
 * It lives until arena_clear. An arena belongs to one thread at a time. Running out of memory ends the
 * program with exit code 4 (there is nothing sensible a person could be told afterwards), so no caller checks
 * for NULL. */
#ifndef VIVA_BASE_ARENA_H
#define VIVA_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk; /* the newest chunk; NULL when empty */
    size_t used_bytes;         /* all that was handed out, for limits and for curiosity */
};

/* Make an arena empty. Takes no memory yet; `(struct arena){0}` does the same. */
void arena_init(struct arena *arena);

/* Give everything back. The arena is empty afterwards and may be used again. */
void arena_clear(struct arena *arena);

/* Forget everything but keep the largest chunk, for a loop that fills the same arena again and again. */
void arena_reset(struct arena *arena);

/* size_bytes zeroed bytes; 0 gives a valid pointer that must not be read. */
void *arena_take(struct arena *arena, size_t size_bytes);

/* count items of size_bytes each; an overflowing product ends the program like running out of memory. */
void *arena_take_many(struct arena *arena, size_t count, size_t size_bytes);

#define ARENA_NEW(arena, type)             ((type *)arena_take((arena), sizeof(type)))
#define ARENA_NEW_MANY(arena, count, type) ((type *)arena_take_many((arena), (count), sizeof(type)))

/* A list that grows in an arena: struct { T *items; size_t count, capacity; }. A zeroed list is empty.
 * LIST_ADD gives a pointer to a new zeroed item, good until the next LIST_ADD on the same list.
 *
 *     struct points { struct point *items; size_t count, capacity; };
 *     struct point *point = LIST_ADD(arena, &points);
 */
#define LIST_ADD(arena, list)                                                                                          \
    ((list)->items = list_reserve((arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items),    \
     (list)->items + (list)->count++)

/* Room for one more than count items of size_bytes each: the same items, or moved to twice the room.
 * Used through LIST_ADD. */
void *list_reserve(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size_bytes);

#endif
