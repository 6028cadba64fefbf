/* render/figures: a table of figures in columns, for the eye.
 *
 * Knows the widths of its cells. Refuses tables of verdicts, and those that are wider than the page: these are said row
 * by row (render/text.c), as all are where nobody looks. */
#ifndef VIVA_RENDER_FIGURES_H
#define VIVA_RENDER_FIGURES_H

#include "render/page.h"
#include "view/view.h"

/* False, and nothing written, when the table cannot stand in columns. */
bool figures_set(struct page *page, const struct view *table);

#endif
