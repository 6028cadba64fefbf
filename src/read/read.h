/* read: sets in and out of text, the only way.
 *
 * Knows the two forms of a set: Markdown, which people write, and JSON, which is hashed, exported and read where there
 * is no Markdown parser. docs/format.md specifies both. Refuses to know of grading and of storage.
 *
 * What is read lives in the arena given, whole; it keeps no hold of the bytes handed in. */
#ifndef VIVA_READ_READ_H
#define VIVA_READ_READ_H

#include "base/hash.h"
#include "base/problems.h"
#include "model/set.h"

/* The version of the JSON form, its "format". A reader refuses a later one. */
#define READ_FORMAT 1

/* A set from bytes. name is what a person would type for it, and stands before every problem. Everything that is wrong
 * is added to problems (whose arena must live as long as they are shown; so must arena, which holds the source lines).
 * NULL when there was an error; warnings alone do not stop it. */
const struct set *read_markdown(struct arena *arena, struct string name, struct string bytes,
                                struct problems *problems);
const struct set *read_json(struct arena *arena, struct string name, struct string bytes, struct problems *problems);

/* JSON when the first byte behind a byte order mark and white space is '{', Markdown otherwise. */
const struct set *read_any(struct arena *arena, struct string name, struct string bytes, struct problems *problems);

/* read_any for one of many sets in a row: scratch is the memory that a reading needs besides, kept from one to the
 * next. */
const struct set *read_next(struct arena *arena, struct arena *scratch, struct string name, struct string bytes,
                            struct problems *problems);

/* The one canonical Markdown of a set that was read without errors: a fixed point of reading and formatting, which
 * changes nothing that JSON holds. Lines are wrapped at FORMAT_COLUMNS. */
#define FORMAT_COLUMNS 100
struct string format_set(struct arena *arena, const struct set *set);

/* The canonical JSON of a set: keys in the order of docs/format.md, what is empty left out, ended by a line feed when
 * indented. indent is the number of spaces a level; 0 writes one line. */
struct string set_json(struct arena *arena, const struct set *set, int indent);

/* The canonical JSON of one exercise with all that is needed to understand it later: ids, language and guide. One line.
 * This is what is hashed and stored; it holds no place, no wrapping and no order but the author's. */
struct string content_json(struct arena *arena, const struct set *set, const struct exercise *exercise);

/* The way back: a set with that one exercise. NULL when it is not such a content, or of a later format. The rules of
 * kinds are not held against it: what was once stored stays readable when rules grow stricter. */
const struct set *content_read(struct arena *arena, struct string json);

#endif
