/* texts: rich text put together and taken apart.
 *
 * Knows the normal form of a text: spaces run together, none at an end, neighbours that differ in style or link, no
 * character that may not reach a screen. Both readers make their texts here, so that the same words are the same text.
 * Knows nothing of Markdown or JSON. */
#ifndef VIVA_READ_TEXTS_H
#define VIVA_READ_TEXTS_H

#include "read/reader.h"

/* One text at a time: start, add, end. What is added is copied. */
void texts_start(struct reader *reader);
void texts_add(struct reader *reader, struct string words, unsigned style, struct string href);
void texts_break(struct reader *reader); /* a hard line break */

/* The text, in the reader's arena. Reports at place what no text may hold: a character that may not reach a screen (in
 * Markdown one that hides behind an entity), and an option named by its letter. */
struct text texts_end(struct reader *reader, struct place place);

/* Code in its normal form: ended by a line feed, lines of nothing but spaces empty. */
struct string texts_code(struct reader *reader, struct string code, struct place place);

/* The language of code: the first word behind the fence, as far as it is made of letters, digits, "+", "#", ".", "_"
 * and "-", and at most SLUG_MAX bytes of it. */
struct string texts_language(struct reader *reader, struct string info);

/* Where in a text something stands: in span number span, at this offset of it. */
struct text_point {
    size_t span, offset;
};

/* The first (last) place of needle in words that are neither code nor a link. */
bool texts_find(struct text text, struct string needle, struct text_point *point);
bool texts_find_last(struct text text, struct string needle, struct text_point *point);

/* What stands before a point, and what stands size bytes behind it; without spaces at the ends. */
struct text texts_before(struct arena *arena, struct text text, struct text_point point);
struct text texts_behind(struct arena *arena, struct text text, struct text_point point, size_t size);

/* Takes the strong words at the front off *rest and gives them without being strong. Empty when there are none. */
struct text texts_take_strong(struct arena *arena, struct text *rest);

/* Takes the link at the front off *rest: its words, and in *href where it leads. */
struct text texts_take_link(struct arena *arena, struct text *rest, struct string *href);

/* Takes needle off the front of *rest when it stands there in plain words. */
bool texts_take(struct text *rest, struct string needle);

struct text texts_trim(struct text text); /* in place */
size_t texts_size(struct text text);      /* bytes */

#endif
