/* Sets for tests: read from files beside the goldens, and what a learner may do with their exercises. */
#ifndef VIVA_TESTS_CORE_SETS_H
#define VIVA_TESTS_CORE_SETS_H

#include "model/response.h"
#include "model/run.h"
#include "model/set.h"

/* The set at a path from the source's root; its problems fail the test. */
const struct set *sets_read(struct arena *arena, const char *path);

/* tests/core/explain/NAME and suffix. */
char *sets_path(struct arena *arena, const char *name, const char *suffix);

/* The names of all sets in tests/core/explain. */
extern const char *const sets_names[];
extern const size_t sets_name_count;

struct option_order sets_order_as_written(const struct exercise *exercise);
struct response sets_choice(size_t option);
extern const struct response sets_dont_know;

#endif
