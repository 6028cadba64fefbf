/* world: small sets whose every part is known, and learners who practise them on either backend. */
#ifndef VIVA_TESTS_APP_WORLD_H
#define VIVA_TESTS_APP_WORLD_H

#include "../expect.h"
#include "app/practice.h"
#include "app/progress.h"

#define assert_status(actual, expected) assert_string_equal(status_name(actual), status_name(expected))

/* An exercise with the options "best" (mark 100), "half" (covers one of two points) and "wrong" (claims what is false).
 */
struct world_exercise {
    const char *id;
    const char *was;     /* NULL for none */
    const char *version; /* a word of the question: another one makes another content */
};

/* A checked set "test/ID". was is a former full id, or NULL. */
const struct set *world_set(struct arena *arena, const char *id, const char *was,
                            const struct world_exercise *exercises, size_t count);

struct library world_library(struct arena *arena, const struct set *const *sets, size_t count);

/* One test's world: a new store of the backend in *state, and a learner who has the library at hand. */
struct world {
    struct arena arena;
    struct library library;
    struct store *store;
    struct learner learner;
    struct failure failure;
    char folder[64]; /* of the SQLite backend */
};

/* The three exercises "one", "two" and "three" of "test/sample", first version. */
const struct set *world_three(struct arena *arena);

int world_setup(void **state); /* *state comes as a backend's name, and becomes a struct world with world_three */
int world_teardown(void **state);

/* What is at hand from now on. */
void world_use(struct world *world, const struct set *set);

/* The place at which the option of this id is shown. */
size_t world_place(const struct practice *practice, size_t step, const char *option);

/* Begin a run over the only set, with this seed. */
struct practice world_begin(struct world *world, uint64_t seed);

/* Answer with an option by its id, NULL for "I don't know"; returns the status. */
enum status world_answer(struct world *world, const struct practice *practice, size_t step, const char *option,
                         struct practice_step *state);

/* A moment, counted in minutes from the first of a test. */
struct moment world_minute(int minute);

/* All derived rows of these learners as text, to be compared. */
struct string world_rows(struct arena *arena, struct store *store, const struct uuid *learners, size_t count);

/* How many entries of this kind there are; 0 for all kinds. */
size_t world_entries(struct store *store, enum entry_kind kind);

/* A test on the memory backend alone, and on each. */
#define ON_MEMORY(name)                                                                                                \
    {                                                                                                                  \
#name, name, world_setup, world_teardown, (void *)"memory"                                                     \
    }
#define ON_BOTH(name)                                                                                                  \
    { #name "_in_memory", name, world_setup, world_teardown, (void *)"memory" },                                       \
    {                                                                                                                  \
#name "_in_sqlite", name, world_setup, world_teardown, (void *)"sqlite"                                        \
    }

#endif
