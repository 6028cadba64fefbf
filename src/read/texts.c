#include "read/texts.h"

#include <string.h>

#include "base/utf8.h"
#include "read/eight.h"
#include "read/names.h"

/* What a byte may mean to a text: most mean themselves. Suspect are C0, DEL, and the first bytes of C1 (C2), of U+061C
 * (D8) and of the other marks of direction (E2). */
enum byte_kind { BYTE_PLAIN, BYTE_SPACE, BYTE_SUSPECT };

static enum byte_kind kind_of(char byte)
{
    if (byte > ' ' && byte < 0x7F)
        return BYTE_PLAIN;
    if (byte == ' ' || byte == '\t' || byte == '\n')
        return BYTE_SPACE;
    bool begins_suspect = byte == '\xC2' || byte == '\xD8' || byte == '\xE2';
    return begins_suspect || (byte >= 0 && byte < ' ') || byte == 0x7F ? BYTE_SUSPECT : BYTE_PLAIN;
}

void texts_start(struct reader *reader)
{
    struct text_parts *parts = &reader->parts;
    parts->size = parts->count = 0;
    parts->control = 0;
}

/* Room for size more bytes, and for U+FFFD in place of each. */
static char *room_for(struct reader *reader, size_t size)
{
    struct text_parts *parts = &reader->parts;
    size_t wanted = parts->size + size * 3 + 3;
    if (wanted > parts->room) {
        char *moved = arena_take(reader->scratch, wanted * 2);
        if (parts->size)
            memcpy(moved, parts->bytes, parts->size);
        parts->bytes = moved;
        parts->room = wanted * 2;
    }
    return parts->bytes;
}

static bool is_break_part(const struct text_parts *parts, size_t i)
{
    return parts->bytes[parts->items[i].from] == '\n'; /* in words and in code it is a space */
}

/* Whether a space here would stand at the start of a line, or behind another space. */
static bool is_space_idle(const struct text_parts *parts)
{
    if (parts->size == 0)
        return true;
    bool is_behind_code = parts->items[parts->count - 1].style & SPAN_CODE;
    char last = parts->bytes[parts->size - 1];
    return !is_behind_code && (last == ' ' || last == '\n');
}

static void open_part(struct reader *reader, unsigned style, struct string href)
{
    struct text_parts *parts = &reader->parts;
    struct text_part *last = parts->count ? &parts->items[parts->count - 1] : NULL;
    if (last && last->style == style && string_equal(last->href, href) && !is_break_part(parts, parts->count - 1))
        return;
    struct text_part part = { .from = parts->size, .style = style, .href = href };
    *LIST_ADD(reader->scratch, parts) = part;
}

/* One character that may be one of those that must not reach a screen. Moves *offset behind it. */
static void add_suspect(struct reader *reader, struct string words, size_t *offset)
{
    struct text_parts *parts = &reader->parts;
    size_t start = *offset;
    uint32_t code_point = utf8_next(words, offset);
    bool is_bad = utf8_is_control(code_point) || utf8_is_bidi_control(code_point) || code_point == UTF8_INVALID;
    struct string shown = is_bad ? STRING("\xEF\xBF\xBD") : string_slice(words, start, *offset);
    memcpy(parts->bytes + parts->size, shown.bytes, shown.size);
    parts->size += shown.size;
    parts->control = is_bad ? code_point : parts->control;
}

static bool is_behind_space(const struct text_parts *parts)
{
    return parts->size > parts->items[parts->count - 1].from && parts->bytes[parts->size - 1] == ' ';
}

/* A byte that is no plain character: spaces run together unless they are code. Moves *offset behind it. */
static void add_special(struct reader *reader, struct string words, size_t *offset, bool is_code)
{
    struct text_parts *parts = &reader->parts;
    if (kind_of(words.bytes[*offset]) == BYTE_SUSPECT) {
        add_suspect(reader, words, offset);
        return;
    }
    bool is_space = kind_of(words.bytes[*offset]) == BYTE_SPACE;
    if (!is_space || is_code || !is_behind_space(parts))
        parts->bytes[parts->size++] = is_space ? ' ' : words.bytes[*offset];
    ++*offset;
}

/* Whether eight bytes are all printable, and no two of them spaces in a row. */
static bool are_simple(uint64_t eight)
{
    uint64_t spaces = eight_equal(eight, ' ');
    return (eight_unprintable(eight) | (spaces & (spaces << 8))) == 0;
}

/* As many times eight bytes as are simple; gives the offset behind them. */
static size_t add_eights(struct text_parts *parts, struct string words, size_t offset)
{
    for (; offset + 8 <= words.size; offset += 8) {
        bool begins_idle = words.bytes[offset] == ' ' && is_behind_space(parts);
        if (begins_idle || !are_simple(eight_load(words.bytes + offset)))
            break;
        memcpy(parts->bytes + parts->size, words.bytes + offset, 8);
        parts->size += 8;
    }
    return offset;
}

static void add_bytes(struct reader *reader, struct string words, bool is_code)
{
    struct text_parts *parts = &reader->parts;
    for (size_t offset = 0; offset < words.size;) {
        offset = add_eights(parts, words, offset);
        while (offset < words.size && words.bytes[offset] > ' ' && words.bytes[offset] < 0x7F)
            parts->bytes[parts->size++] = words.bytes[offset++];
        if (offset < words.size)
            add_special(reader, words, &offset, is_code);
    }
}

void texts_add(struct reader *reader, struct string words, unsigned style, struct string href)
{
    struct text_parts *parts = &reader->parts;
    bool is_code = style & SPAN_CODE;
    if (!is_code && is_space_idle(parts))
        while (words.size && kind_of(words.bytes[0]) == BYTE_SPACE)
            words = string_slice(words, 1, words.size);
    if (words.size == 0)
        return;
    room_for(reader, words.size);
    open_part(reader, style, href);
    add_bytes(reader, words, is_code);
}

/* Drops spaces, and breaks too when nothing follows, from the end of what was added. */
static void trim_end(struct text_parts *parts, bool drops_breaks)
{
    while (parts->count) {
        struct text_part *last = &parts->items[parts->count - 1];
        char byte = parts->bytes[parts->size - 1];
        bool is_idle = !(last->style & SPAN_CODE) && (byte == ' ' || (drops_breaks && byte == '\n'));
        if (!is_idle)
            return;
        parts->size--;
        if (parts->size == last->from)
            parts->count--;
    }
}

void texts_break(struct reader *reader)
{
    struct text_parts *parts = &reader->parts;
    trim_end(parts, true);
    if (parts->size == 0)
        return;
    room_for(reader, 1);
    struct text_part part = { .from = parts->size };
    *LIST_ADD(reader->scratch, parts) = part;
    parts->bytes[parts->size++] = '\n';
}

static void report_control(struct reader *reader, uint32_t code_point, struct place place)
{
    if (code_point == 0 || reader->has_control) /* then it was reported with its own place */
        return;
    enum problem_code code = utf8_is_bidi_control(code_point) ? PROBLEM_BIDI_CONTROL : PROBLEM_CONTROL_CHARACTER;
    reader_report(reader, code, place,
                  WORDS(WORD("code", string_format(reader->problems->arena, "U+%04X", (unsigned)code_point))));
}

/* For the search for names, which is about prose. */
static void blank_code(struct text_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        size_t to = i + 1 < parts->count ? parts->items[i + 1].from : parts->size;
        if (parts->items[i].style & SPAN_CODE)
            memset(parts->bytes + parts->items[i].from, '`', to - parts->items[i].from);
    }
}

struct text texts_end(struct reader *reader, struct place place)
{
    struct text_parts *parts = &reader->parts;
    trim_end(parts, true);
    report_control(reader, parts->control, place);
    if (parts->count == 0)
        return (struct text){ 0 };
    struct text text = { ARENA_NEW_MANY(reader->arena, parts->count, struct span), parts->count };
    struct string bytes = string_copy(reader->arena, (struct string){ parts->bytes, parts->size });
    for (size_t i = 0; i < parts->count; i++) {
        size_t to = i + 1 < parts->count ? parts->items[i + 1].from : parts->size;
        text.spans[i] = (struct span){ .text = string_slice(bytes, parts->items[i].from, to),
                                       .style = parts->items[i].style,
                                       .href = parts->items[i].href };
    }
    blank_code(parts);
    names_check(reader, (struct string){ parts->bytes, parts->size }, place);
    return text;
}

/* Adds a line of code without its line feed. */
static void add_code_line(struct reader *reader, struct string line, struct place place)
{
    struct text_parts *parts = &reader->parts;
    texts_start(reader);
    room_for(reader, line.size);
    for (size_t offset = 0; offset < line.size;) {
        bool is_suspect = line.bytes[offset] != '\t' && kind_of(line.bytes[offset]) == BYTE_SUSPECT;
        if (is_suspect)
            add_suspect(reader, line, &offset);
        else
            parts->bytes[parts->size++] = line.bytes[offset++];
    }
    report_control(reader, parts->control, place);
}

struct string texts_code(struct reader *reader, struct string code, struct place place)
{
    struct buffer buffer = buffer_in(reader->arena);
    while (code.size) {
        struct string line = string_cut(&code, '\n');
        if (string_trim(line).size) {
            add_code_line(reader, line, place);
            buffer_add(&buffer, (struct string){ reader->parts.bytes, reader->parts.size });
        }
        buffer_add_byte(&buffer, '\n');
    }
    return buffer_string(&buffer);
}

struct string texts_language(struct reader *reader, struct string info)
{
    size_t size = 0;
    while (size < info.size && size < SLUG_MAX) {
        char byte = info.bytes[size];
        bool is_alphanumeric =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (!is_alphanumeric && (byte == '\0' || !strchr("+#._-", byte)))
            break;
        size++;
    }
    return string_copy(reader->arena, string_slice(info, 0, size));
}
