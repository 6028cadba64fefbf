/* values: what a single value may be, in front matter, attributes and JSON alike.
 *
 * Each function reports at place what is wrong with value. Knows the vocabularies of the format; knows nothing of where
 * a value stands. */
#ifndef VIVA_READ_VALUES_H
#define VIVA_READ_VALUES_H

#include "read/reader.h"

#define MINUTES_MAX 120
#define FULL_ID_MAX (2 * SLUG_MAX + 1)

bool values_slug(struct reader *reader, struct string value, struct place place);
bool values_full_id(struct reader *reader, struct string value, struct place place); /* "namespace/set" */
bool values_language(struct reader *reader, struct string value, struct place place);
bool values_code(struct reader *reader, struct string value, struct place place); /* of a warning, to be waived */

/* Where a link may lead: http, https or mailto; for a source http or https. */
bool values_link(struct reader *reader, struct string url, struct place place);
bool values_source(struct reader *reader, struct string url, struct place place);

/* Plain words as they are kept: in the reader's arena, spaces run together. */
struct string values_words(struct reader *reader, struct string value, struct place place);

/* A word of a vocabulary: its index, or SIZE_MAX. */
size_t values_word(struct reader *reader, enum problem_code unknown, struct string value, const char *const *words,
                   size_t count, struct place place);

/* Decimal digits alone. 0 when it is not from 1 to MINUTES_MAX. */
int values_minutes(struct reader *reader, struct string value, struct place place);

/* "0", "1", "0.4", "0.35" to per cent; -1 when it is none. */
int values_mark(struct reader *reader, struct string value, struct place place);

/* Reports more than TEXT_BYTES_MAX bytes. */
void values_size(struct reader *reader, size_t size, enum say what, struct place place);

/* Adds value to list, in the reader's arena, while it holds less than max. */
bool values_add(struct reader *reader, struct strings *list, struct string value, size_t max, enum say what,
                struct place place);

/* The same for a cue or a signal, in normal form; what is empty is passed over. It holds no semicolon, which separates
 * cues. */
bool values_add_cue(struct reader *reader, struct strings *list, struct string value, size_t max, enum say what,
                    struct place place);

#endif
