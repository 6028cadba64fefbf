#include "read/scan.h"

#include <string.h>

#include "base/utf8.h"
#include "read/eight.h"

/* A copy with LF for CRLF. A CR alone stays, to be reported. */
static struct string with_line_feeds(struct arena *arena, struct string bytes)
{
    if (string_find_byte(bytes, '\r') == STRING_NOT_FOUND)
        return string_copy(arena, bytes);
    char *copy = arena_take(arena, bytes.size);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        bool is_crlf = bytes.bytes[i] == '\r' && i + 1 < bytes.size && bytes.bytes[i + 1] == '\n';
        if (!is_crlf)
            copy[size++] = bytes.bytes[i];
    }
    return (struct string){ copy, size };
}

static void make_source(struct reader *reader, struct string name, struct string text)
{
    struct source *source = ARENA_NEW(reader->arena, struct source);
    *source = source_make(reader->arena, string_copy(reader->arena, name), text);
    reader->source = source;
}

static bool is_too_large(struct reader *reader, struct string name, struct string bytes)
{
    if (bytes.size <= SET_BYTES_MAX)
        return false;
    make_source(reader, name, (struct string){ 0 });
    reader_report(
        reader, PROBLEM_FILE_TOO_LARGE, (struct place){ 0 },
        WORDS(WORD("size", reader_number(reader, bytes.size)), WORD("max", reader_number(reader, SET_BYTES_MAX))));
    return true;
}

/* The first byte of each line that is not UTF-8: a file in another encoding has many, and one a line is enough. */
static void report_invalid(struct reader *reader, size_t offset)
{
    struct string text = reader->source->text;
    while (offset < text.size && !reader_is_full(reader)) {
        reader_report(reader, PROBLEM_NOT_UTF8, source_place(reader->source, offset, 1),
                      WORDS(WORD("byte", string_format(reader->problems->arena, "0x%02X",
                                                       (unsigned)(unsigned char)text.bytes[offset]))));
        size_t line_feed = string_find_byte(string_slice(text, offset, text.size), '\n');
        if (line_feed == STRING_NOT_FOUND)
            return;
        offset += line_feed;
        size_t next = utf8_find_invalid(string_slice(text, offset, text.size));
        if (next == STRING_NOT_FOUND)
            return;
        offset += next;
    }
}

static void report_character(struct reader *reader, size_t offset, size_t size, uint32_t code_point)
{
    enum problem_code code = utf8_is_control(code_point) ? PROBLEM_CONTROL_CHARACTER : PROBLEM_BIDI_CONTROL;
    struct string name = { 0 };
    if (!reader_is_full(reader))
        name = string_format(reader->problems->arena, "U+%04X", (unsigned)code_point);
    reader_report(reader, code, source_place(reader->source, offset, size), WORDS(WORD("code", name)));
    reader->has_control = true;
}

/* Where the next byte stands that is neither printable ASCII nor a line feed; the size of text when there is none. */
static size_t find_special(struct string text, size_t offset)
{
    for (; offset + 8 <= text.size; offset += 8) {
        uint64_t eight = eight_load(text.bytes + offset);
        uint64_t special = eight_unprintable(eight) & ~eight_equal(eight, '\n');
        if (special)
            return offset + eight_first(special);
    }
    while (offset < text.size &&
           (text.bytes[offset] == '\n' || (text.bytes[offset] >= ' ' && text.bytes[offset] != 0x7F)))
        offset++;
    return offset;
}

/* special is where the first special byte stands. False when a carriage return stands alone: Markdown would count lines
 * otherwise than we do. */
static bool scan_characters(struct reader *reader, size_t special)
{
    struct string text = reader->source->text;
    bool has_lines = true;
    for (size_t offset = special; offset < text.size; offset = find_special(text, offset)) {
        size_t start = offset;
        uint32_t code_point = utf8_next(text, &offset);
        has_lines &= code_point != '\r';
        if (utf8_is_control(code_point) || utf8_is_bidi_control(code_point))
            report_character(reader, start, offset - start, code_point);
    }
    return has_lines;
}

static size_t lead_of(struct string line)
{
    size_t lead = 0;
    while (lead < line.size && line.bytes[lead] && strchr(" \t>-*+.)0123456789", line.bytes[lead]))
        lead++;
    return lead;
}

static bool is_blank(struct string line)
{
    return line.size == 0 || string_trim(line).size == 0;
}

static void report_size(struct reader *reader, enum problem_code code, struct place place, const char *key, size_t size,
                        size_t max)
{
    reader_report(reader, code, place,
                  WORDS(WORD(key, reader_number(reader, size)), WORD("max", reader_number(reader, max))));
}

/* Whether a line begins an item of a list, and so ends whatever paragraph stands before it: further in than three
 * spaces it might go on with that (CommonMark 0.30, sections 4.8 and 5.2). */
static bool begins_item(struct string line)
{
    size_t at = 0;
    while (at < line.size && at < 3 && line.bytes[at] == ' ')
        at++;
    bool has_words = at + 2 < line.size && line.bytes[at + 1] == ' ' && line.bytes[at + 2] != ' ';
    return has_words && (line.bytes[at] == '-' || line.bytes[at] == '*' || line.bytes[at] == '+');
}

/* Lines that would make a parser of Markdown slow: far to the right, or without an end. */
static bool scan_lines(struct reader *reader)
{
    bool is_fine = true;
    size_t block_size = 0;
    struct place block = { 0 };
    for (uint32_t i = 1; i <= reader->source->line_count; i++) {
        struct string line = source_line(reader->source, i);
        size_t lead = line.size > LINE_LEAD_MAX ? lead_of(line) : 0;
        if (lead > LINE_LEAD_MAX) {
            report_size(reader, PROBLEM_LINE_TOO_DEEP, (struct place){ i, 1, (uint32_t)lead }, "count", lead,
                        LINE_LEAD_MAX);
            is_fine = false;
        }
        bool ends = line.size == 0 || (line.bytes[0] <= ' ' && is_blank(line));
        if (ends || begins_item(line))
            block_size = 0;
        if (!ends && block_size == 0)
            block = (struct place){ i, 1, (uint32_t)line.size };
        block_size += ends ? 0 : line.size + 1;
        if (block_size > BLOCK_BYTES_MAX && block_size - line.size - 1 <= BLOCK_BYTES_MAX) {
            report_size(reader, PROBLEM_BLOCK_TOO_LONG, block, "size", block_size, BLOCK_BYTES_MAX);
            is_fine = false;
        }
    }
    return is_fine;
}

/* True when the text is there; *special is then where its first special byte stands. */
static bool scan_text(struct reader *reader, struct string name, struct string bytes, size_t *special)
{
    if (is_too_large(reader, name, bytes))
        return false;
    make_source(reader, name, with_line_feeds(reader->arena, utf8_without_mark(bytes)));
    if (is_blank(reader->source->text)) {
        reader_report(reader, PROBLEM_EMPTY_FILE, (struct place){ 0 }, NO_WORDS);
        return false;
    }
    *special = find_special(reader->source->text, 0); /* before it all is ASCII */
    size_t invalid = utf8_find_invalid(string_slice(reader->source->text, *special, reader->source->text.size));
    if (invalid != STRING_NOT_FOUND) {
        report_invalid(reader, *special + invalid);
        return false;
    }
    return true;
}

bool scan_bytes(struct reader *reader, struct string name, struct string bytes)
{
    size_t special;
    if (!scan_text(reader, name, bytes, &special))
        return false;
    bool has_lines = scan_characters(reader, special);
    return scan_lines(reader) && has_lines;
}

bool scan_json_bytes(struct reader *reader, struct string name, struct string bytes)
{
    size_t special;
    return scan_text(reader, name, bytes, &special);
}
