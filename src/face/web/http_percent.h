/* http_percent: percent-encoding undone (RFC 3986 section 2.1). Addresses of our own need none: slugs, uuids and
 * numbers. */
#ifndef VIVA_FACE_WEB_HTTP_PERCENT_H
#define VIVA_FACE_WEB_HTTP_PERCENT_H

#include <stdbool.h>

#include "base/string.h"

/* False at a percent sign that is not followed by two hex digits. With plus_is_space as forms have it. What needs no
 * decoding is a view of raw. */
bool http_percent_decode(struct arena *arena, struct string raw, bool plus_is_space, struct string *decoded);

#endif
