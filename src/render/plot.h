/* render/plot: pictures in a terminal: blocks, shades and dots, one character after the other.
 *
 * Knows which characters draw what, and how many fit. Refuses to know what is drawn. Shapes and words say everything;
 * colour is only added. */
#ifndef VIVA_RENDER_PLOT_H
#define VIVA_RENDER_PLOT_H

#include "render/page.h"
#include "view/picture.h"

/* The drawing alone, in lines within the margins. */
void plot_set(struct page *page, const struct picture *picture);

#endif
