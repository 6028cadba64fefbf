/* render/blocks: what an author wrote, block by block, on a page. */
#ifndef VIVA_RENDER_BLOCKS_H
#define VIVA_RENDER_BLOCKS_H

#include "render/page.h"

/* Every block in ink, with an empty line between two; lists and quotes within margins of their own. */
void blocks_set(struct page *page, struct prose prose, unsigned ink);

#endif
