/* pool: memory for cmark, out of an arena.
 *
 * Knows pieces of a few sizes, each a power of two, and gives those that were freed out again; all of it goes with the
 * arena. cmark's allocator has no room for a context, so there is one pool a thread. Knows nothing of what is kept in
 * it. */
#ifndef VIVA_READ_POOL_H
#define VIVA_READ_POOL_H

#include "base/arena.h"

/* From here on pieces come from this arena; those of another must not be touched any more. */
void pool_use(struct arena *arena);

void *pool_calloc(size_t count, size_t size); /* zeroed */
void *pool_realloc(void *piece, size_t size); /* piece may be NULL; what is new in it is not zeroed */
void pool_free(void *piece);                  /* NULL is fine */

#endif
