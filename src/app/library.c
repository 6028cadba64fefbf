#include "app/library.h"

/* Whether id is "name_space/slug". */
static bool is_full_id(const struct set *set, struct string id)
{
    size_t slash = set->name_space.size;
    return id.size == slash + 1 + set->id.size && id.bytes[slash] == '/' && string_starts_with(id, set->name_space) &&
           string_ends_with(id, set->id);
}

static const struct set *find_by_slug(const struct library *library, struct string slug)
{
    const struct set *found = NULL;
    for (size_t i = 0; i < library->set_count; i++) {
        if (!string_equal(library->sets[i]->id, slug))
            continue;
        if (found)
            return NULL; /* two namespaces have it: only the full id says which is meant */
        found = library->sets[i];
    }
    return found;
}

const struct set *library_find(const struct library *library, struct string id)
{
    for (size_t i = 0; i < library->set_count; i++)
        if (is_full_id(library->sets[i], id))
            return library->sets[i];
    for (size_t i = 0; i < library->set_count; i++)
        if (strings_hold(&library->sets[i]->was, id))
            return library->sets[i];
    return find_by_slug(library, id);
}

bool library_holds(const struct library *library, const struct set *set)
{
    for (size_t i = 0; i < library->set_count; i++)
        if (string_equal(library->sets[i]->name_space, set->name_space) && string_equal(library->sets[i]->id, set->id))
            return true;
    return false;
}

static size_t last_slash(struct string id)
{
    for (size_t i = id.size; i > 0; i--)
        if (id.bytes[i - 1] == '/')
            return i - 1;
    return STRING_NOT_FOUND;
}

size_t library_find_exercise(const struct library *library, struct string full_id, const struct set **set)
{
    size_t slash = last_slash(full_id);
    *set = NULL;
    if (slash == STRING_NOT_FOUND)
        return SIZE_MAX;
    const struct set *found = library_find(library, string_slice(full_id, 0, slash));
    if (!found)
        return SIZE_MAX;
    size_t index = set_find_exercise(found, string_slice(full_id, slash + 1, full_id.size));
    if (index != SIZE_MAX)
        *set = found;
    return index;
}

struct strings library_set_ids(struct arena *arena, const struct set *set)
{
    struct strings ids = { 0 };
    *LIST_ADD(arena, &ids) = set_full_id(arena, set);
    for (size_t i = 0; i < set->was.count; i++)
        *LIST_ADD(arena, &ids) = set->was.items[i];
    return ids;
}

struct strings library_exercise_ids(struct arena *arena, const struct set *set, const struct exercise *exercise)
{
    struct strings ids = { 0 }, sets = library_set_ids(arena, set);
    for (size_t s = 0; s < sets.count; s++) {
        *LIST_ADD(arena, &ids) = STRING_JOIN(arena, sets.items[s], STRING("/"), exercise->id);
        for (size_t i = 0; i < exercise->was.count; i++)
            *LIST_ADD(arena, &ids) = STRING_JOIN(arena, sets.items[s], STRING("/"), exercise->was.items[i]);
    }
    return ids;
}
