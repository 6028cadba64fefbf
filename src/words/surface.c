#include "words/surface.h"

#include "base/utf8.h"

/* FNV-1a (Fowler, Noll, Vo), a code point at a time. */
#define HASH_START UINT64_C(0xcbf29ce484222325)
#define HASH_PRIME UINT64_C(0x100000001b3)

/* A text being read: the word that is open. */
struct reading {
    struct arena *arena;
    struct surface *surface;
    uint64_t hash;
    uint32_t length; /* characters of the open word; 0 when none is open */
    bool is_code;
};

static void close_word(struct reading *reading)
{
    if (reading->length > 0)
        *LIST_ADD(reading->arena, &reading->surface->words) = (struct surface_word){
            .hash = reading->hash, .is_code = reading->is_code, .is_long = reading->length >= SURFACE_LONG_WORD
        };
    reading->hash = HASH_START;
    reading->length = 0;
}

static void add_letter(struct reading *reading, uint32_t letter)
{
    reading->hash = (reading->hash ^ letter) * HASH_PRIME;
    reading->length++;
}

static bool is_letter_or_digit(unsigned char byte)
{
    return (unsigned)((byte | 0x20) - 'a') < 26 || (unsigned)(byte - '0') < 10;
}

/* Whether a word goes on behind this offset: then a hyphen or an apostrophe is part of writing it. */
static bool goes_on(struct string s, size_t offset)
{
    return offset < s.size && (is_letter_or_digit((unsigned char)s.bytes[offset]) || (s.bytes[offset] & 0x80));
}

static void read_ascii(struct reading *reading, struct string s, size_t behind, unsigned char byte)
{
    bool is_inside = (byte == '\'' || byte == '-') && reading->length > 0 && goes_on(s, behind);
    if (is_letter_or_digit(byte)) {
        reading->surface->digits += byte <= '9';
        add_letter(reading, byte <= '9' ? byte : byte | 0x20u);
        return;
    }
    if (is_inside && byte == '\'') {
        add_letter(reading, byte);
        return;
    }
    close_word(reading);
    reading->surface->punctuation += byte > ' ' && byte < 0x7F && !is_inside && !reading->is_code;
}

/* The general punctuation of Unicode: dashes, quotation marks, dots (U+2010 to U+2027, U+2030 to U+205E). */
static bool is_punctuation(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) || c == 0xAB || c == 0xBB || c == 0xA1 ||
           c == 0xBF || (c >= 0x3001 && c <= 0x3011);
}

static bool is_space(uint32_t c)
{
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

static void read_wide(struct reading *reading, struct string s, size_t behind, uint32_t c)
{
    if (c == 0x2019 && reading->length > 0 && goes_on(s, behind)) { /* the apostrophe of printers */
        add_letter(reading, '\'');
    } else if (is_punctuation(c) || is_space(c)) {
        close_word(reading);
        reading->surface->punctuation += !is_space(c) && !reading->is_code;
    } else {
        add_letter(reading, utf8_lower(c));
    }
}

static void read_string(struct arena *arena, struct surface *surface, struct string s, bool is_code)
{
    struct reading reading = { .arena = arena, .surface = surface, .hash = HASH_START, .is_code = is_code };
    uint32_t characters = 0;
    for (size_t at = 0; at < s.size; characters++) {
        unsigned char byte = (unsigned char)s.bytes[at];
        if (byte < 0x80) {
            at++;
            read_ascii(&reading, s, at, byte);
        } else {
            uint32_t c = utf8_next(s, &at);
            read_wide(&reading, s, at, c);
        }
    }
    close_word(&reading);
    surface->characters += characters;
    surface->code_characters += is_code ? characters : 0;
    surface->code_marks += is_code;
}

void surface_add_string(struct arena *arena, struct surface *surface, struct string s)
{
    read_string(arena, surface, s, false);
}

void surface_add_text(struct arena *arena, struct surface *surface, struct text text)
{
    for (size_t i = 0; i < text.count; i++)
        read_string(arena, surface, text.spans[i].text, text.spans[i].style & SPAN_CODE);
}

void surface_add_prose(struct arena *arena, struct surface *surface, struct prose prose)
{
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        surface_add_text(arena, surface, block->text);
        if (block->code.size > 0)
            read_string(arena, surface, block->code, true);
        surface_add_prose(arena, surface, block->children); /* as deep as prose goes: PROSE_DEPTH_MAX */
    }
}
