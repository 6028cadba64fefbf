/* picture: small drawings in SVG, each with its text alternative; the figures stand as text beside them too. */
#ifndef VIVA_FACE_WEB_PICTURE_H
#define VIVA_FACE_WEB_PICTURE_H

#include "app/progress.h"
#include "face/web/document.h"
#include "model/summary.h"

/* A bar for each heading of the guide: points said, only named, left out. Nothing when no points were asked for. */
void picture_of_shares(struct document *document, const struct guide *guide, const struct summary *summary);

/* A bar for each day, oldest first: exercises answered. */
void picture_of_days(struct document *document, const struct progress_day *days, size_t count);

#endif
