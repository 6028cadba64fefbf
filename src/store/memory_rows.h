/* memory_rows: rows in sorted lists, and how to take back what was done to them.
 *
 * Knows order, places and the way back. Knows nothing of what stands in a row. */
#ifndef VIVA_STORE_MEMORY_ROWS_H
#define VIVA_STORE_MEMORY_ROWS_H

#include "base/arena.h"

/* <0, 0, >0 like memcmp. A key is a row of which only what is compared is filled. */
typedef int (*row_compare)(const void *row, const void *other);

/* Pointers to rows in the order of compare; equal rows are one row. A row itself is never moved. */
struct rows {
    row_compare compare;
    size_t row_bytes;
    void **items;
    size_t count, capacity;
};

/* What was done, in its order; to be taken back from its end. */
struct undo_list {
    struct arena arena;
    struct undo *items;
    size_t count, capacity;
};

/* Where a row with this key stands, or would stand. */
size_t rows_place(const struct rows *rows, const void *key);
void *rows_find(const struct rows *rows, const void *key); /* NULL when there is none */

/* Let a row, which lives as long as the arena, stand in these rows, where none is equal to it. */
void rows_add(struct rows *rows, struct arena *arena, struct undo_list *undo, void *row);

/* Write the bytes of row over those of old, which rows_find gave, or into a new row when old is NULL. */
void rows_put(struct rows *rows, struct arena *arena, struct undo_list *undo, void *old, const void *row);

/* Take away a row that rows_find gave; it is kept for the way back. */
void rows_take(struct rows *rows, struct undo_list *undo, void *row);

void rows_empty(struct rows *rows, struct undo_list *undo);

/* Take back until only so many steps are left. */
void undo_to(struct undo_list *undo, size_t count);
void undo_forget(struct undo_list *undo); /* nothing can be taken back any more */

#endif
