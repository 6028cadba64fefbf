#include "base/table.h"

#include <string.h>

#include "base/check.h"

/* Open addressing with linear steps, at most half full. The multiplication brings all bits of a hash into the place
 * (Knuth, The Art of Computer Programming 6.4): the low ones alone may be few, as in a uuid, whose variant stands
 * there. */

static size_t first_place(uint64_t hash)
{
    return (size_t)((hash * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

static size_t find_from(const struct table *table, uint64_t hash, size_t *cursor)
{
    size_t mask = table->slot_count - 1;
    for (;; ++*cursor) {
        uint32_t slot = table->slots[*cursor & mask];
        if (slot == 0)
            return TABLE_NONE;
        if (table->hashes[slot - 1] == hash)
            return slot - 1;
    }
}

size_t table_first(const struct table *table, uint64_t hash, size_t *cursor)
{
    if (table->slot_count == 0)
        return TABLE_NONE;
    *cursor = first_place(hash);
    return find_from(table, hash, cursor);
}

size_t table_next(const struct table *table, uint64_t hash, size_t *cursor)
{
    ++*cursor;
    return find_from(table, hash, cursor);
}

static void place(struct table *table, size_t number)
{
    size_t mask = table->slot_count - 1, at = first_place(table->hashes[number]);
    while (table->slots[at & mask] != 0)
        at++;
    table->slots[at & mask] = (uint32_t)number + 1;
}

static void grow(struct arena *arena, struct table *table)
{
    size_t slot_count = table->slot_count == 0 ? 16 : table->slot_count * 2;
    uint64_t *hashes = ARENA_NEW_MANY(arena, slot_count / 2, uint64_t);
    if (table->count > 0)
        memcpy(hashes, table->hashes, table->count * sizeof *hashes);
    *table = (struct table){ ARENA_NEW_MANY(arena, slot_count, uint32_t), hashes, slot_count, table->count };
    for (size_t i = 0; i < table->count; i++)
        place(table, i);
}

size_t table_add(struct arena *arena, struct table *table, uint64_t hash)
{
    CHECK(table->count < UINT32_MAX - 1);
    if (table->count >= table->slot_count / 2)
        grow(arena, table);
    table->hashes[table->count] = hash;
    place(table, table->count);
    return table->count++;
}
