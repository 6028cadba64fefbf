#include "app/contents.h"

#include <stdatomic.h>

/* Whoever finds a slot empty may fill it; until it is full others work the hash out for themselves. */
enum slot_state { SLOT_EMPTY, SLOT_TAKEN, SLOT_FULL };

struct slot {
    _Atomic int state;
    struct hash hash;
};

struct contents {
    const struct set *const *sets;
    struct slot **slots; /* by set and exercise */
    size_t set_count;
};

struct contents *contents_new(struct arena *arena, const struct library *library)
{
    struct contents *contents = ARENA_NEW(arena, struct contents);
    *contents = (struct contents){ .sets = library->sets, .set_count = library->set_count };
    contents->slots = ARENA_NEW_MANY(arena, library->set_count, struct slot *);
    for (size_t i = 0; i < library->set_count; i++)
        contents->slots[i] = ARENA_NEW_MANY(arena, library->sets[i]->exercise_count, struct slot);
    return contents;
}

static struct slot *slot_of(struct contents *contents, const struct set *set, size_t index)
{
    for (size_t i = 0; contents && i < contents->set_count; i++)
        if (contents->sets[i] == set)
            return &contents->slots[i][index];
    return NULL;
}

static struct hash work_out(const struct library *library, const struct set *set, size_t index)
{
    struct arena arena = { 0 };
    struct hash hash = hash_of(library->content_write(&arena, set, &set->exercises[index]));
    arena_clear(&arena);
    return hash;
}

struct hash contents_hash(const struct library *library, const struct set *set, size_t index)
{
    int empty = SLOT_EMPTY;
    struct slot *slot = slot_of(library->contents, set, index);
    if (slot && atomic_load_explicit(&slot->state, memory_order_acquire) == SLOT_FULL)
        return slot->hash;
    struct hash hash = work_out(library, set, index);
    if (slot && atomic_compare_exchange_strong(&slot->state, &empty, SLOT_TAKEN)) {
        slot->hash = hash;
        atomic_store_explicit(&slot->state, SLOT_FULL, memory_order_release);
    }
    return hash;
}
