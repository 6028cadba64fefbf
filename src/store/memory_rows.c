#include "store/memory_rows.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"

/* One step: a row put in anew (before is NULL), a row written over, a row taken away (is_taken), or rows emptied (row
 * is NULL). */
struct undo {
    struct rows *rows;
    void *row;
    void *before; /* a copy of the row, or all items */
    size_t count; /* of the items */
    bool is_taken;
};

size_t rows_place(const struct rows *rows, const void *key)
{
    size_t from = 0, to = rows->count;
    if (to > 0 && rows->compare(rows->items[to - 1], key) < 0) {
        return to; /* keys are mostly in the order of time */
    }
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (rows->compare(rows->items[middle], key) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

void *rows_find(const struct rows *rows, const void *key)
{
    size_t place = rows_place(rows, key);
    bool is_found = place < rows->count && rows->compare(rows->items[place], key) == 0;
    return is_found ? rows->items[place] : NULL;
}

static void undo_add(struct undo_list *undo, struct undo step)
{
    *LIST_ADD(&undo->arena, undo) = step;
}

/* There is room for one more. */
static void rows_insert(struct rows *rows, void *row)
{
    size_t place = rows_place(rows, row);
    memmove(&rows->items[place + 1], &rows->items[place], (rows->count - place) * sizeof *rows->items);
    rows->items[place] = row;
    rows->count++;
}

void rows_add(struct rows *rows, struct arena *arena, struct undo_list *undo, void *row)
{
    rows->items = list_reserve(arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    rows_insert(rows, row);
    undo_add(undo, (struct undo){ .rows = rows, .row = row });
}

static void rows_remove(struct rows *rows, const void *row)
{
    size_t place = rows_place(rows, row);
    CHECK(place < rows->count && rows->items[place] == row);
    rows->count--;
    memmove(&rows->items[place], &rows->items[place + 1], (rows->count - place) * sizeof *rows->items);
}

void rows_put(struct rows *rows, struct arena *arena, struct undo_list *undo, void *old, const void *row)
{
    if (old == NULL) {
        void *added = arena_take(arena, rows->row_bytes);
        memcpy(added, row, rows->row_bytes);
        rows_add(rows, arena, undo, added);
        return;
    }
    void *before = arena_take(&undo->arena, rows->row_bytes);
    memcpy(before, old, rows->row_bytes);
    undo_add(undo, (struct undo){ .rows = rows, .row = old, .before = before });
    memcpy(old, row, rows->row_bytes);
}

void rows_take(struct rows *rows, struct undo_list *undo, void *row)
{
    rows_remove(rows, row);
    undo_add(undo, (struct undo){ .rows = rows, .row = row, .is_taken = true });
}

void rows_empty(struct rows *rows, struct undo_list *undo)
{
    undo_add(undo, (struct undo){ .rows = rows, .before = rows->items, .count = rows->count });
    *rows = (struct rows){ .compare = rows->compare, .row_bytes = rows->row_bytes };
}

static void undo_step(const struct undo *step)
{
    if (step->row == NULL) {
        step->rows->items = step->before;
        step->rows->count = step->rows->capacity = step->count;
    } else if (step->is_taken) {
        rows_insert(step->rows, step->row); /* in the room that it left */
    } else if (step->before == NULL) {
        rows_remove(step->rows, step->row);
    } else {
        memcpy(step->row, step->before, step->rows->row_bytes);
    }
}

void undo_to(struct undo_list *undo, size_t count)
{
    while (undo->count > count) {
        undo_step(&undo->items[--undo->count]);
    }
}

void undo_forget(struct undo_list *undo)
{
    arena_reset(&undo->arena);
    undo->items = NULL;
    undo->count = undo->capacity = 0;
}
