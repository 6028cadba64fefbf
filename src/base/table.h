/* table: from hashes to numbers, for looking things up in memory.
 *
 * Knows items only as numbers 0, 1, 2 ... in the order they were added, each with its 64-bit hash. Refuses to know the
 * items: the caller keeps them in a list of its own, in that order, and compares.
 *
 *     size_t cursor;
 *     for (size_t i = table_first(&table, hash, &cursor); i != TABLE_NONE; i = table_next(&table, hash, &cursor))
 *         if (string_equal(names.items[i], name))
 *             return i;
 */
#ifndef VIVA_BASE_TABLE_H
#define VIVA_BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A zeroed table is empty. It lives in the arena that items are added with, always the same one; at most UINT32_MAX - 1
 * items. */
struct table {
    uint32_t *slots;  /* 1 + number of an item, or 0; slot_count of them, a power of two */
    uint64_t *hashes; /* by number */
    size_t slot_count, count;
};

#define TABLE_NONE SIZE_MAX

/* The numbers of all items with this hash, one after another, then TABLE_NONE. Adding ends the walk. */
size_t table_first(const struct table *table, uint64_t hash, size_t *cursor);
size_t table_next(const struct table *table, uint64_t hash, size_t *cursor);

/* Add an item; its number is the count before. */
size_t table_add(struct arena *arena, struct table *table, uint64_t hash);

#endif
