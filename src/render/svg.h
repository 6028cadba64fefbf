/* render/svg: pictures as SVG within HTML: figures first, words around them as HTML, so that they are as large as any
 * other text however small the drawing becomes.
 *
 * Knows elements, places and classes. Refuses to know colours, which are the style sheet's, and what is drawn. No
 * style attributes and no scripts come out. */
#ifndef VIVA_RENDER_SVG_H
#define VIVA_RENDER_SVG_H

#include "base/string.h"
#include "view/picture.h"

/* What stands within the element that is the picture to whoever cannot see it. */
void svg_picture(struct buffer *buffer, const struct picture *picture);

#endif
