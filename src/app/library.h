/* library: the sets at hand, and how exercises become contents.
 *
 * The application is handed one; it never reads a file itself. cmd/ fills it from the bundled sets, from folders and
 * from files. */
#ifndef VIVA_APP_LIBRARY_H
#define VIVA_APP_LIBRARY_H

#include "base/hash.h"
#include "base/status.h"
#include "model/set.h"

struct contents;

struct library {
    const struct set **sets; /* checked: without errors */
    size_t set_count;

    /* The canonical JSON of one exercise with its guide (docs/format.md), and its way back: a set with that one
     * exercise, or NULL. Given by whoever fills the library, since a reader of sets is nothing the application may
     * name. */
    struct string (*content_write)(struct arena *arena, const struct set *set, const struct exercise *exercise);
    const struct set *(*content_read)(struct arena *arena, struct string json);

    struct contents *contents; /* hashes that were worked out before (app/contents.h); NULL: none are kept */
};

/* By full id, former full id, or by the bare slug when only one set has it. NULL when there is none. */
const struct set *library_find(const struct library *library, struct string id);

/* Whether one of its sets has the full id of this one. */
bool library_holds(const struct library *library, const struct set *set);

/* The set and index of an exercise by full id ("viva/senior-rust/ownership"), former ids included. SIZE_MAX, and *set
 * is NULL, when there is none. */
size_t library_find_exercise(const struct library *library, struct string full_id, const struct set **set);

/* All full ids under which a set may have been practised: today's first, then the former ones. In arena. */
struct strings library_set_ids(struct arena *arena, const struct set *set);

/* The same for one of its exercises: every one of its ids under every one of the set's. */
struct strings library_exercise_ids(struct arena *arena, const struct set *set, const struct exercise *exercise);

#endif
