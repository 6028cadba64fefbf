#include "base/utf8.h"

#include <unicase.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#define REPLACEMENT_CHARACTER 0xFFFDu

/* Nobody types a cluster longer than this; beyond it, marks heaped on marks are cut. */
#define GRAPHEME_BYTES_MAX 256

static const uint8_t *units(struct string s, size_t offset)
{
    return (const uint8_t *)s.bytes + offset;
}

uint32_t utf8_next(struct string s, size_t *offset)
{
    unsigned char first = (unsigned char)s.bytes[*offset];
    if (first < 0x80) {
        *offset += 1;
        return first;
    }
    ucs4_t code_point;
    int size = u8_mbtoucr(&code_point, units(s, *offset), s.size - *offset);
    *offset += size > 0 ? (size_t)size : 1;
    return size > 0 ? code_point : UTF8_INVALID;
}

size_t utf8_find_invalid(struct string s)
{
    const uint8_t *invalid = s.size ? u8_check(units(s, 0), s.size) : NULL;
    return invalid ? (size_t)(invalid - units(s, 0)) : STRING_NOT_FOUND;
}

void utf8_add(struct buffer *buffer, uint32_t code_point)
{
    uint8_t bytes[4];
    int size = u8_uctomb(bytes, code_point, sizeof bytes);
    if (size < 0)
        size = u8_uctomb(bytes, REPLACEMENT_CHARACTER, sizeof bytes);
    buffer_add(buffer, (struct string){ (const char *)bytes, (size_t)size });
}

size_t utf8_count(struct string s)
{
    size_t count = 0;
    for (size_t offset = 0; offset < s.size; count++)
        utf8_next(s, &offset);
    return count;
}

/* An invalid byte is as wide as the U+FFFD that is shown for it. */
static size_t width_of(uint32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x7F)
        return 1;
    int width = uc_width(code_point == UTF8_INVALID ? REPLACEMENT_CHARACTER : code_point, "UTF-8");
    return width > 0 ? (size_t)width : 0;
}

size_t utf8_width(struct string s)
{
    size_t width = 0;
    for (size_t offset = 0; offset < s.size;)
        width += width_of(utf8_next(s, &offset));
    return width;
}

size_t utf8_grapheme_size(struct string s)
{
    bool is_alone = s.size < 2 || ((s.bytes[0] & 0x80) == 0 && (s.bytes[1] & 0x80) == 0 && s.bytes[0] != '\r');
    if (is_alone)
        return s.size ? 1 : 0;
    /* u8_grapheme_next looks at neighbours only, and would part a family; u8_grapheme_breaks sees it whole. */
    size_t size = 0, next = 0;
    while (next < s.size && next <= GRAPHEME_BYTES_MAX - 4) {
        utf8_next(s, &next);
        size = next;
    }
    char breaks[GRAPHEME_BYTES_MAX];
    u8_grapheme_breaks(units(s, 0), size, breaks);
    for (size_t i = 1; i < size; i++)
        if (breaks[i])
            return i;
    return size;
}

uint32_t utf8_upper(uint32_t code_point)
{
    return uc_toupper(code_point);
}

uint32_t utf8_lower(uint32_t code_point)
{
    return uc_tolower(code_point);
}

struct string utf8_without_mark(struct string s)
{
    const struct string mark = STRING("\xEF\xBB\xBF");
    return string_starts_with(s, mark) ? string_slice(s, mark.size, s.size) : s;
}

bool utf8_is_bidi_control(uint32_t code_point)
{
    return code_point == 0x61C || code_point == 0x200E || code_point == 0x200F ||
           (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

bool utf8_is_control(uint32_t code_point)
{
    if (code_point == '\t' || code_point == '\n')
        return false;
    return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}
