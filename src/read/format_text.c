/* Spans to CommonMark: what is escaped, and where emphasis begins and ends. */
#include <string.h>

#include "base/utf8.h"
#include "read/format.h"

/* What CommonMark looks at on either side of emphasis (section 6.2). UNSURE is what may be any of them: it is then written as an entity,
 * which is punctuation on both sides. */
enum side { SIDE_SPACE, SIDE_PUNCTUATION, SIDE_LETTER, SIDE_UNSURE };

static bool is_between(uint32_t code_point, uint32_t first, uint32_t last)
{
    return code_point >= first && code_point <= last;
}

static bool is_ascii_letter(uint32_t code_point)
{
    return is_between(code_point, 'a', 'z') || is_between(code_point, 'A', 'Z') || is_between(code_point, '0', '9');
}

/* Letters of common scripts, for sure: Latin, Greek, Cyrillic, kana, Han, Hangul. */
static bool is_sure_letter(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = { { 0xC0, 0xD6 },     { 0xD8, 0xF6 },     { 0xF8, 0x24F },    { 0x391, 0x3A1 },   { 0x3A3, 0x3CE },
                   { 0x400, 0x481 },   { 0x48A, 0x52F },   { 0x3041, 0x3096 }, { 0x30A1, 0x30FA }, { 0x3400, 0x4DBF },
                   { 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 } };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (is_between(code_point, ranges[i].first, ranges[i].last))
            return true;
    return false;
}

static enum side side_of(uint32_t code_point)
{
    if (code_point == ' ' || code_point == '\n')
        return SIDE_SPACE;
    if (is_ascii_letter(code_point) || is_sure_letter(code_point))
        return SIDE_LETTER;
    return code_point < 0x80 ? SIDE_PUNCTUATION : SIDE_UNSURE;
}

/* A style that is open, and how it is closed. */
struct opened {
    unsigned style; /* SPAN_EMPHASIS or SPAN_STRONG; 0 for a link */
    char mark;
    struct string href;
};

struct spans_writer {
    struct arena *arena;
    struct text text;
    struct buffer out;
    struct opened stack[3];
    size_t depth;
    size_t last_at;         /* where the last character of words begins in out */
    uint32_t last;          /* that character; a line feed at the start */
    bool is_last_plain;     /* it was written as it is, and may be written anew as an entity */
    bool is_next_encoded;   /* the next one must be an entity */
    bool is_line_start;
};

/* Characters. -------------------------------------------------------------------------------------------------------------- */

static void add_entity(struct spans_writer *writer, uint32_t code_point)
{
    buffer_add_format(&writer->out, "&#%u;", (unsigned)code_point);
}

static bool is_punctuation(char byte)
{
    return side_of((unsigned char)byte) == SIDE_PUNCTUATION;
}

/* "&amp;" or "&#38;" or anything of that form */
static bool begins_entity(struct string words)
{
    size_t i = 1;
    i += i < words.size && words.bytes[i] == '#';
    size_t start = i;
    while (i < words.size && is_ascii_letter((unsigned char)words.bytes[i]))
        i++;
    return i > start && i < words.size && words.bytes[i] == ';';
}

/* What surrounds a byte within its span: a space at the ends would be too good a neighbour, so a mark stands in for the unknown. */
struct context {
    char before, behind;
    bool is_in_link, is_before_link;
};

static bool needs_escape(struct string rest, struct context context)
{
    char before = context.before, behind = context.behind;
    bool stands_alone = before == ' ' && behind == ' ';
    switch (rest.bytes[0]) {
    case '`':
        return true;
    case '\\':
        return behind == ' ' || is_punctuation(behind);
    case '*':
        return !stands_alone;
    case '_':
        return !stands_alone &&
               !(is_ascii_letter((unsigned char)before) && is_ascii_letter((unsigned char)behind));
    case '[':
        return context.is_in_link;
    case ']':
        return context.is_in_link || behind == '(';
    case '!':
        return rest.size == 1 && context.is_before_link;
    case '<':
        return behind == '/' || behind == '!' || behind == '?' || (is_ascii_letter((unsigned char)behind) && behind > '9');
    case '&':
        return begins_entity(rest);
    default:
        return false;
    }
}

/* How many bytes at the start of a line would begin a block: a marker of a list, a quote, a heading, a fence or a line across the page. For
 * a number it is the point that is escaped. */
static size_t marker_escape_at(struct string rest)
{
    size_t digits = 0, same = 0;
    while (digits < rest.size && rest.bytes[digits] >= '0' && rest.bytes[digits] <= '9')
        digits++;
    if (digits > 0 && digits < rest.size && (rest.bytes[digits] == '.' || rest.bytes[digits] == ')'))
        return digits + 1 == rest.size || rest.bytes[digits + 1] == ' ' ? digits : SIZE_MAX;
    while (same < rest.size && rest.bytes[same] == rest.bytes[0])
        same++;
    bool ends = same == rest.size || rest.bytes[same] == ' ';
    switch (rest.bytes[0]) {
    case '>':
    case '[':
        return 0;
    case '#':
        return ends && same <= 6 ? 0 : SIZE_MAX;
    case '-':
    case '+':
    case '=':
        return ends ? 0 : SIZE_MAX;
    case '~':
        return same >= 3 ? 0 : SIZE_MAX;
    default:
        return SIZE_MAX;
    }
}

static void add_character(struct spans_writer *writer, struct string words, size_t *offset, struct context context,
                          bool is_marker)
{
    size_t start = *offset;
    uint32_t code_point = utf8_next(words, offset);
    writer->last_at = writer->out.size;
    writer->is_last_plain = !writer->is_next_encoded;
    writer->last = code_point;
    if (writer->is_next_encoded) {
        add_entity(writer, code_point);
    } else {
        if (is_marker || needs_escape(string_slice(words, start, words.size), context))
            buffer_add_byte(&writer->out, '\\');
        buffer_add(&writer->out, string_slice(words, start, *offset));
    }
    writer->is_next_encoded = false;
}

static void add_words(struct spans_writer *writer, const struct span *span, bool is_before_link)
{
    struct string words = span->text;
    size_t marker = writer->is_line_start ? marker_escape_at(words) : SIZE_MAX;
    for (size_t offset = 0; offset < words.size;) {
        size_t at = offset;
        struct context context = { .before = at > 0 ? words.bytes[at - 1] : '*',
                                   .behind = at + 1 < words.size ? words.bytes[at + 1] : '*',
                                   .is_in_link = span->href.size > 0,
                                   .is_before_link = is_before_link };
        add_character(writer, words, &offset, context, at == marker);
    }
}

static size_t longest_ticks(struct string code)
{
    size_t longest = 0, ticks = 0;
    for (size_t i = 0; i < code.size; i++) {
        ticks = code.bytes[i] == '`' ? ticks + 1 : 0;
        longest = ticks > longest ? ticks : longest;
    }
    return longest;
}

static bool is_all_spaces(struct string code)
{
    size_t i = 0;
    while (i < code.size && code.bytes[i] == ' ')
        i++;
    return i == code.size;
}

/* Between as many backticks as it takes, and spaces where CommonMark would take some away (section 6.1). */
static void add_code(struct spans_writer *writer, struct string code)
{
    char first = code.bytes[0], last = code.bytes[code.size - 1];
    bool is_padded = first == '`' || last == '`' || (first == ' ' && last == ' ' && !is_all_spaces(code));
    size_t ticks = 1;
    while (ticks <= longest_ticks(code) && longest_ticks(code) > 0 && ticks == longest_ticks(code))
        ticks++;
    if (longest_ticks(code) >= ticks)
        ticks = longest_ticks(code) + 1;
    buffer_add_repeat(&writer->out, '`', ticks);
    buffer_add_repeat(&writer->out, FORMAT_GLUE, is_padded);
    for (size_t i = 0; i < code.size; i++)
        buffer_add_byte(&writer->out, code.bytes[i] == ' ' ? FORMAT_GLUE : code.bytes[i]);
    buffer_add_repeat(&writer->out, FORMAT_GLUE, is_padded);
    buffer_add_repeat(&writer->out, '`', ticks);
    writer->last = '`';
    writer->is_last_plain = writer->is_next_encoded = false;
}

/* Styles. ------------------------------------------------------------------------------------------------------------------- */

/* The last character of words as an entity, so that it is punctuation to what follows. */
static void encode_last(struct spans_writer *writer)
{
    if (!writer->is_last_plain)
        return;
    writer->out.size = writer->last_at;
    add_entity(writer, writer->last);
    writer->last = ';';
    writer->is_last_plain = false;
}

/* The first character that a span brings: a mark of its own, or its words. */
static uint32_t first_of(const struct span *span)
{
    if (span->style & SPAN_CODE)
        return '`';
    if (span->href.size)
        return '[';
    size_t offset = 0;
    return utf8_next(span->text, &offset);
}

static bool is_open(const struct spans_writer *writer, size_t i, const struct span *span)
{
    const struct opened *opened = &writer->stack[i];
    return opened->style ? (span->style & opened->style) != 0
                         : span->href.size && string_equal(span->href, opened->href);
}

static void close_link(struct spans_writer *writer, struct string href)
{
    buffer_add_c(&writer->out, "](");
    for (size_t i = 0; i < href.size; i++) {
        char byte = href.bytes[i];
        bool is_entity = byte == '&' && begins_entity(string_slice(href, i, href.size));
        if (byte == '(' || byte == ')' || byte == '\\' || is_entity)
            buffer_add_byte(&writer->out, '\\');
        buffer_add_byte(&writer->out, byte);
    }
    buffer_add_byte(&writer->out, ')');
    writer->last = ')';
    writer->is_last_plain = false;
}

/* A closing mark must not follow a space, and where it follows punctuation no letter may follow it (section 6.2). */
static void close_style(struct spans_writer *writer, const struct opened *opened, uint32_t next)
{
    enum side inside = side_of(writer->last);
    if (inside == SIDE_SPACE || inside == SIDE_UNSURE)
        encode_last(writer);
    bool ends_in_letter = side_of(writer->last) == SIDE_LETTER && opened->mark == '*';
    bool is_next_fine = side_of(next) == SIDE_SPACE || side_of(next) == SIDE_PUNCTUATION;
    writer->is_next_encoded |= !ends_in_letter && !is_next_fine;
    buffer_add_repeat(&writer->out, opened->mark, opened->style == SPAN_STRONG ? 2 : 1);
    writer->last = (unsigned char)opened->mark;
    writer->is_last_plain = false;
}

static void close_last(struct spans_writer *writer, uint32_t next)
{
    struct opened opened = writer->stack[--writer->depth];
    if (opened.style)
        close_style(writer, &opened, next);
    else
        close_link(writer, opened.href);
}

/* How many spans from start on have this style. */
static size_t lasts(const struct spans_writer *writer, size_t start, unsigned style)
{
    const struct text *text = &writer->text;
    size_t count = 0;
    while (start + count < text->count && (text->spans[start + count].style & style))
        count++;
    return count;
}

static size_t link_lasts(const struct spans_writer *writer, size_t start)
{
    const struct text *text = &writer->text;
    size_t count = 0;
    while (start + count < text->count && string_equal(text->spans[start + count].href, text->spans[start].href))
        count++;
    return count;
}

/* An opening mark must not precede a space, and where it precedes punctuation it must not follow a letter (section 6.2). */
static void open_style(struct spans_writer *writer, unsigned style, uint32_t next, char mark)
{
    enum side inside = side_of(next);
    if (inside == SIDE_SPACE || inside == SIDE_UNSURE)
        writer->is_next_encoded = true;
    bool begins_with_letter = inside == SIDE_LETTER && !writer->is_next_encoded;
    enum side outside = side_of(writer->last);
    bool is_last_fine = outside == SIDE_SPACE || outside == SIDE_PUNCTUATION;
    if (!begins_with_letter && !is_last_fine)
        encode_last(writer);
    buffer_add_repeat(&writer->out, mark, style == SPAN_STRONG ? 2 : 1);
    writer->stack[writer->depth++] = (struct opened){ .style = style, .mark = mark };
}

/* Opens what the span has and is not open, what lasts longest first, so that little is closed early. */
static void open_missing(struct spans_writer *writer, size_t index)
{
    const struct span *span = &writer->text.spans[index];
    bool has_emphasis = false, has_strong = false, has_link = false;
    for (size_t i = 0; i < writer->depth; i++) {
        has_emphasis |= writer->stack[i].style == SPAN_EMPHASIS;
        has_strong |= writer->stack[i].style == SPAN_STRONG;
        has_link |= writer->stack[i].style == 0;
    }
    size_t emphasis = span->style & SPAN_EMPHASIS && !has_emphasis ? lasts(writer, index, SPAN_EMPHASIS) : 0;
    size_t strong = span->style & SPAN_STRONG && !has_strong ? lasts(writer, index, SPAN_STRONG) : 0;
    size_t link = span->href.size && !has_link ? link_lasts(writer, index) : 0;
    char mark = writer->last == '*' && !writer->is_last_plain ? '_' : '*';
    while (emphasis || strong || link) {
        uint32_t next = link && link < (emphasis > strong ? emphasis : strong) ? '[' : first_of(span);
        if (link >= emphasis && link >= strong) {
            buffer_add_byte(&writer->out, '[');
            writer->stack[writer->depth++] = (struct opened){ .href = span->href };
            writer->last = '[';
            writer->is_last_plain = false;
            link = 0;
        } else if (strong >= emphasis) {
            open_style(writer, SPAN_STRONG, next, mark);
            strong = 0;
        } else {
            open_style(writer, SPAN_EMPHASIS, next, mark);
            emphasis = 0;
        }
    }
}

/* Closes what the next span has not, and so whatever was opened within it. */
static void close_unwanted(struct spans_writer *writer, const struct span *next)
{
    size_t keep = 0;
    while (keep < writer->depth && next && is_open(writer, keep, next))
        keep++;
    while (writer->depth > keep)
        close_last(writer, next ? first_of(next) : '\n');
}
