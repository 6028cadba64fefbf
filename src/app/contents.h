/* contents: what the versions of exercises at hand are called: the hash of the canonical JSON of each, worked out when
 * it is first wanted and kept, since a long exercise takes a millisecond. For a library that many runs are begun from.
 *
 * Knows sets by their addresses, for as long as the library lives. From any thread. */
#ifndef VIVA_APP_CONTENTS_H
#define VIVA_APP_CONTENTS_H

#include "app/library.h"

struct contents;

/* For the sets that the library has now. Lives in arena. */
struct contents *contents_new(struct arena *arena, const struct library *library);

/* The hash of one of a set's exercises: kept where library->contents knows the set, else worked out anew. */
struct hash contents_hash(const struct library *library, const struct set *set, size_t index);

#endif
