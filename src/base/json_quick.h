/* json_quick: the short way through JSON that is plain, for a journal of a million small payloads.
 *
 * Knows the part of RFC 8259 that our own writer mostly uses: no escape in a string, no fraction, no exponent, few members an
 * object. Refuses to know the rest, and what is wrong with a text: that is json_parse's, by jansson, which takes about twenty
 * times as long. Whatever is read here jansson reads too, and into the same tree; a test compares them. */
#ifndef VIVA_BASE_JSON_QUICK_H
#define VIVA_BASE_JSON_QUICK_H

#include "base/json.h"

/* The tree, in arena; or NULL for "ask jansson". */
const struct json *json_parse_quick(struct arena *arena, struct string text);

#endif
