/* author: the sets that are being written, always as their files stand now.
 *
 * Knows when to read them again, and how to put what was read in the place of what was there while nobody is in the
 * site. Knows neither files nor formats: web.h's struct web_author does. */
#ifndef VIVA_FACE_WEB_AUTHOR_H
#define VIVA_FACE_WEB_AUTHOR_H

#include "face/web/site.h"

/* How soon a saved file is seen. */
#define AUTHOR_INTERVAL_MS 250

/* Read the sets, and follow their files from now on. What cannot be read the first time is likely a slip of the pen, so
 * it is a failure; later it is shown. The site must have no requests yet. */
enum status author_begin(struct site *site, struct failure *failure);

/* Follow no longer. Nobody may be in the site. NULL is fine. */
void author_end(struct author *author);

/* For those in the site, while they are. */
const struct web_draft *author_draft(const struct author *author);

/* Which state of the files the draft is of: hexadecimal, in arena. */
struct string author_version(const struct author *author, struct arena *arena);

#endif
