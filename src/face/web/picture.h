/* picture: small drawings in SVG, each with its text alternative; the figures stand as text beside them too.
 *
 * Knows coordinates. Refuses to know what a day's figures mean. Letters are never drawn, so that they are as large as any other text. */
#ifndef VIVA_FACE_WEB_PICTURE_H
#define VIVA_FACE_WEB_PICTURE_H

#include "app/progress.h"
#include "face/web/document.h"

/* A bar for each day, oldest first: exercises answered, and how many of them right. Below it the first and the last day. */
void picture_of_days(struct document *document, const struct progress_day *days, size_t count);

#endif
