/* utf8: characters in bytes (RFC 3629).
 *
 * Knows code points, how wide they stand in a terminal, and which of them may not reach a screen. Knows
 * nothing of languages. Widths and grapheme breaks come from libunistring, in utf8.c alone. */
#ifndef VIVA_BASE_UTF8_H
#define VIVA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/string.h"

#define UTF8_INVALID UINT32_MAX

/* The code point at *offset, and moves *offset behind it. Bytes that are not UTF-8 give UTF8_INVALID and move one byte
 * on. *offset must be below s.size. */
uint32_t utf8_next(struct string s, size_t *offset);

/* Offset of the first byte that is not UTF-8, or STRING_NOT_FOUND. */
size_t utf8_find_invalid(struct string s);

/* The text behind a byte order mark, which some editors begin a file with; s itself where there is none. */
struct string utf8_without_mark(struct string s);

void utf8_add(struct buffer *buffer, uint32_t code_point);

size_t utf8_count(struct string s); /* code points, an invalid byte counts as one */

/* Columns on a terminal: wide characters are 2, combining marks 0, control characters 0. */
size_t utf8_width(struct string s);

/* The size in bytes of the first grapheme cluster of s: what a person calls a character. 0 for the empty string. */
size_t utf8_grapheme_size(struct string s);

/* One letter in the other case, by Unicode's simple mapping; everything else as it is. */
uint32_t utf8_upper(uint32_t code_point);
uint32_t utf8_lower(uint32_t code_point);

/* Characters that change the direction of text around them: U+061C, U+200E-F, U+202A-E, U+2066-9. */
bool utf8_is_bidi_control(uint32_t code_point);

/* C0 but tab and line feed, DEL, C1. */
bool utf8_is_control(uint32_t code_point);

#endif
