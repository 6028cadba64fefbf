/* Spans to CommonMark: what is escaped, and where emphasis begins and ends. */
#include <string.h>

#include "base/utf8.h"
#include "read/format.h"

/* What CommonMark looks at on either side of emphasis (section 6.2). UNSURE is what may be any of them: it is then
 * written as an entity, which is punctuation on both sides. */
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
    } ranges[] = { { 0xC0, 0xD6 },     { 0xD8, 0xF6 },     { 0xF8, 0x24F },    { 0x391, 0x3A1 },
                   { 0x3A3, 0x3CE },   { 0x400, 0x481 },   { 0x48A, 0x52F },   { 0x3041, 0x3096 },
                   { 0x30A1, 0x30FA }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 } };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (is_between(code_point, ranges[i].first, ranges[i].last))
            return true;
    return false;
}

static enum side side_of(uint32_t code_point)
{
    if (code_point == ' ' || code_point == '\n' || code_point == FORMAT_GLUE)
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
    struct text text;
    struct buffer out;
    struct opened stack[3];
    size_t depth;
    size_t last_at;       /* where the last character of words begins in out */
    uint32_t last;        /* that character; a line feed at the start */
    bool is_last_plain;   /* it was written as it is, and may be written anew as an entity */
    bool is_next_encoded; /* the next one must be an entity */
};

/* Characters. ------------------------------------------------------------------------------------------ */

static void add_entity(struct spans_writer *writer, uint32_t code_point)
{
    buffer_add_format(&writer->out, "&#%u;", (unsigned)code_point);
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

/* "<a@b.c>" would be a link (section 6.5), and so might what goes on in the next span. */
static bool may_begin_address(struct string words)
{
    size_t i = 1;
    while (i < words.size && (is_ascii_letter((unsigned char)words.bytes[i]) ||
                              (words.bytes[i] && strchr(".!#$%&'*+/=?^_`{|}~-", words.bytes[i]))))
        i++;
    return i == words.size || (i > 1 && words.bytes[i] == '@');
}

/* What surrounds a byte within its span. The first and the last character of a span may become entities, so they are no
 * neighbours to count on: a mark stands in for them. */
struct context {
    char before, behind, beyond; /* beyond: behind, though it may be the last */
    bool is_in_link, is_before_link;
};

static struct context context_of(const struct span *span, size_t at, bool is_before_link)
{
    struct string words = span->text;
    return (struct context){ .before = at >= 2 ? words.bytes[at - 1] : '*',
                             .behind = at + 2 < words.size ? words.bytes[at + 1] : '*',
                             .beyond = at + 1 < words.size ? words.bytes[at + 1] : '*',
                             .is_in_link = span->href.size > 0,
                             .is_before_link = is_before_link };
}

static bool needs_escape(struct string rest, struct context context)
{
    char before = context.before, behind = context.behind, beyond = context.beyond;
    bool stands_alone = before == ' ' && behind == ' ';
    switch (rest.bytes[0]) {
    case '`':
    case '\\':
        return true;
    case '*':
        return !stands_alone;
    case '_':
        return !stands_alone && !(is_ascii_letter((unsigned char)before) && is_ascii_letter((unsigned char)behind));
    case '[':
        return context.is_in_link;
    case ']':
        return context.is_in_link || beyond == '(';
    case '!':
        return rest.size == 1 && context.is_before_link;
    case '<':
        return beyond == '/' || beyond == '!' || beyond == '?' ||
               (is_ascii_letter((unsigned char)beyond) && beyond > '9') || may_begin_address(rest);
    case '&':
        return begins_entity(rest);
    default:
        return false;
    }
}

/* The digits before "." or ")" that would begin a numbered list; SIZE_MAX when none do. */
static size_t number_marker(struct string rest)
{
    size_t digits = 0;
    while (digits < rest.size && rest.bytes[digits] >= '0' && rest.bytes[digits] <= '9')
        digits++;
    bool is_marker = digits > 0 && digits < rest.size && (rest.bytes[digits] == '.' || rest.bytes[digits] == ')') &&
                     (digits + 1 == rest.size || rest.bytes[digits + 1] == ' ');
    return is_marker ? digits : SIZE_MAX;
}

/* Where a backslash keeps what stands at the start of a line from beginning a block: a list, a quote, a heading, a
 * fence, a line across the page. SIZE_MAX when it begins none. */
static size_t marker_at(struct string rest)
{
    size_t same = 0;
    while (same < rest.size && rest.bytes[same] == rest.bytes[0])
        same++;
    bool ends = same == rest.size || rest.bytes[same] == ' ';
    bool is_marker = false;
    switch (rest.bytes[0]) {
    case '>':
        is_marker = true;
        break;
    case '#':
        is_marker = ends && same <= 6;
        break;
    case '-':
    case '+':
    case '=':
    case '*':
    case '_':
        is_marker = ends;
        break;
    case '~':
        is_marker = same >= 3;
        break;
    default:
        return number_marker(rest);
    }
    return is_marker ? 0 : SIZE_MAX;
}

bool format_begins_block(struct string word)
{
    return marker_at(word) != SIZE_MAX;
}

/* Within a link no line is broken. */
static struct string glued(struct string character, bool is_in_link)
{
    static const char glue[] = { FORMAT_GLUE };
    return is_in_link && string_is(character, " ") ? (struct string){ glue, 1 } : character;
}

static void add_character(struct spans_writer *writer, struct string words, size_t *offset, bool is_escaped,
                          bool is_in_link)
{
    size_t start = *offset;
    uint32_t code_point = utf8_next(words, offset);
    writer->last_at = writer->out.size;
    writer->is_last_plain = !writer->is_next_encoded;
    writer->last = writer->is_next_encoded ? ';' : code_point;
    if (writer->is_next_encoded) {
        add_entity(writer, code_point);
    } else {
        buffer_add_repeat(&writer->out, '\\', is_escaped);
        buffer_add(&writer->out, glued(string_slice(words, start, *offset), is_in_link));
    }
    writer->is_next_encoded = false;
}

static bool is_at_line_start(const struct spans_writer *writer)
{
    return writer->out.size == 0 || writer->out.bytes[writer->out.size - 1] == '\n';
}

static void add_words(struct spans_writer *writer, const struct span *span, bool is_before_link)
{
    struct string words = span->text;
    bool is_line_start = is_at_line_start(writer);
    size_t marker = is_line_start ? marker_at(words) : SIZE_MAX;
    if (is_line_start && words.bytes[0] == '[') /* "[a]: b" would define a link */
        marker = 0;
    for (size_t offset = 0; offset < words.size;) {
        size_t at = offset;
        struct context context = context_of(span, at, is_before_link);
        bool is_escaped = at == marker || needs_escape(string_slice(words, at, words.size), context);
        add_character(writer, words, &offset, is_escaped, context.is_in_link);
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
    size_t ticks = longest_ticks(code) + 1;
    buffer_add_repeat(&writer->out, '`', ticks);
    buffer_add_repeat(&writer->out, FORMAT_GLUE, is_padded);
    for (size_t i = 0; i < code.size; i++)
        buffer_add_byte(&writer->out, code.bytes[i] == ' ' ? FORMAT_GLUE : code.bytes[i]);
    buffer_add_repeat(&writer->out, FORMAT_GLUE, is_padded);
    buffer_add_repeat(&writer->out, '`', ticks);
    writer->last = '`';
    writer->is_last_plain = writer->is_next_encoded = false;
}

/* Styles. ---------------------------------------------------------------------------------------------- */

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

/* The first character of its words or code. */
static uint32_t first_of(const struct span *span)
{
    size_t offset = 0;
    return span->style & SPAN_CODE ? '`' : utf8_next(span->text, &offset);
}

/* The same for a mark that opens before it. A letter alone may still become an entity, and is then punctuation. */
static uint32_t first_within(const struct span *span)
{
    uint32_t first = first_of(span);
    return side_of(first) == SIDE_LETTER && utf8_count(span->text) == 1 ? '*' : first;
}

static bool is_open(const struct spans_writer *writer, size_t i, const struct span *span)
{
    const struct opened *opened = &writer->stack[i];
    return opened->style ? (span->style & opened->style) != 0
                         : span->href.size && string_equal(span->href, opened->href);
}

/* Brackets in pairs may stand in a destination as they are. */
static bool has_pairs(struct string href)
{
    size_t depth = 0;
    for (size_t i = 0; i < href.size; i++) {
        if (href.bytes[i] == ')' && depth == 0)
            return false;
        depth += href.bytes[i] == '(';
        depth -= href.bytes[i] == ')';
    }
    return depth == 0;
}

static void close_link(struct spans_writer *writer, struct string href)
{
    bool are_escaped = !has_pairs(href);
    buffer_add_c(&writer->out, "](");
    for (size_t i = 0; i < href.size; i++) {
        char byte = href.bytes[i];
        bool is_entity = byte == '&' && begins_entity(string_slice(href, i, href.size));
        buffer_add_repeat(&writer->out, '\\', byte == '\\' || (are_escaped && (byte == '(' || byte == ')')));
        buffer_add_byte(&writer->out, byte);
        /* cmark undoes entities in a destination before backslashes, so that a backslash would not save "&amp;" */
        buffer_add_c(&writer->out, is_entity ? "amp;" : "");
    }
    buffer_add_byte(&writer->out, ')');
    writer->last = ')';
    writer->is_last_plain = false;
}

/* A closing mark must not follow a space; where it follows punctuation, or is "_", no letter may follow it
 * (section 6.2). */
static void close_style(struct spans_writer *writer, const struct opened *opened, uint32_t next)
{
    enum side inside = side_of(writer->last);
    if (inside == SIDE_SPACE || inside == SIDE_UNSURE)
        encode_last(writer);
    bool takes_any = side_of(writer->last) == SIDE_LETTER && opened->mark == '*';
    bool is_next_fine = side_of(next) == SIDE_SPACE || side_of(next) == SIDE_PUNCTUATION;
    writer->is_next_encoded |= !takes_any && !is_next_fine;
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

/* An opening mark must not precede a space; where it precedes punctuation, or is "_", it must not follow a letter
 * (section 6.2). */
static void open_style(struct spans_writer *writer, unsigned style, char mark, uint32_t next)
{
    enum side inside = side_of(next), outside = side_of(writer->last);
    if (inside == SIDE_SPACE || inside == SIDE_UNSURE)
        writer->is_next_encoded = true;
    bool takes_any = inside == SIDE_LETTER && mark == '*';
    bool is_last_fine = outside == SIDE_SPACE || outside == SIDE_PUNCTUATION;
    if (!takes_any && !is_last_fine)
        encode_last(writer);
    buffer_add_repeat(&writer->out, mark, style == SPAN_STRONG ? 2 : 1);
    writer->stack[writer->depth++] = (struct opened){ .style = style, .mark = mark };
    writer->last = (unsigned char)mark;
    writer->is_last_plain = false;
}

/* Within "*" comes "_", and behind either the other: CommonMark would rather end emphasis than begin some in it. */
static char next_mark(const struct spans_writer *writer)
{
    bool is_star_taken = writer->last == '*' && !writer->is_last_plain;
    for (size_t i = 0; i < writer->depth; i++)
        is_star_taken |= writer->stack[i].mark == '*';
    return is_star_taken ? '_' : '*';
}

/* What a span has that is not open, and for how many spans from it on each lasts; 0 for what is open or not there. */
struct missing {
    size_t emphasis, strong, link;
};

static struct missing find_missing(const struct spans_writer *writer, size_t index)
{
    const struct span *span = &writer->text.spans[index];
    struct missing missing = {
        .emphasis = lasts(writer, index, SPAN_EMPHASIS),
        .strong = lasts(writer, index, SPAN_STRONG),
        .link = span->href.size ? link_lasts(writer, index) : 0,
    };
    for (size_t i = 0; i < writer->depth; i++) {
        unsigned style = writer->stack[i].style;
        *(style == SPAN_EMPHASIS ? &missing.emphasis : style == SPAN_STRONG ? &missing.strong : &missing.link) = 0;
    }
    return missing;
}

static void open_link(struct spans_writer *writer, struct string href)
{
    buffer_add_byte(&writer->out, '[');
    writer->stack[writer->depth++] = (struct opened){ .href = href };
    writer->last = '[';
    writer->is_last_plain = false;
}

/* What lasts longest first, so that little is closed early. */
static void open_missing(struct spans_writer *writer, size_t index)
{
    const struct span *span = &writer->text.spans[index];
    struct missing missing = find_missing(writer, index);
    while (missing.emphasis || missing.strong || missing.link) {
        bool is_link = missing.link && missing.link >= missing.emphasis && missing.link >= missing.strong;
        bool is_strong = !is_link && missing.strong >= missing.emphasis;
        *(is_link ? &missing.link : is_strong ? &missing.strong : &missing.emphasis) = 0;
        bool is_last = !missing.emphasis && !missing.strong && !missing.link;
        if (is_link)
            open_link(writer, span->href);
        else
            open_style(writer, is_strong ? SPAN_STRONG : SPAN_EMPHASIS, next_mark(writer),
                       is_last ? first_within(span) : '*');
    }
}

/* What follows the marks that are closed before the span at index (which may be the end): "*" stands for any mark. */
static uint32_t next_of(struct spans_writer *writer, size_t index)
{
    if (index == writer->text.count)
        return '\n';
    struct missing missing = find_missing(writer, index);
    bool opens = missing.emphasis || missing.strong || missing.link;
    return opens ? '*' : first_of(&writer->text.spans[index]);
}

/* How much of what is open a span has too, from the outermost on. */
static size_t wanted_depth(const struct spans_writer *writer, const struct span *span)
{
    size_t depth = 0;
    while (depth < writer->depth && is_open(writer, depth, span))
        depth++;
    return depth;
}

/* Closes what the span at index has not, and so whatever was opened within it. */
static void close_unwanted(struct spans_writer *writer, size_t index)
{
    size_t depth = writer->depth;
    size_t keep = index < writer->text.count ? wanted_depth(writer, &writer->text.spans[index]) : 0;
    writer->depth = keep;
    uint32_t next = next_of(writer, index);
    writer->depth = depth;
    while (writer->depth > keep)
        close_last(writer, writer->depth == keep + 1 ? next : '*');
}

/* "<https://...>" for a link that is its own text. */
static bool is_autolink(const struct spans_writer *writer, size_t index)
{
    const struct span *span = &writer->text.spans[index];
    return span->href.size && span->style == SPAN_PLAIN && link_lasts(writer, index) == 1 && writer->depth == 0 &&
           string_equal(span->text, span->href) && string_find_byte(span->text, '&') == STRING_NOT_FOUND;
}

static void add_autolink(struct spans_writer *writer, struct string url)
{
    buffer_add_byte(&writer->out, '<');
    buffer_add(&writer->out, url);
    buffer_add_byte(&writer->out, '>');
    writer->last = '>';
    writer->is_last_plain = false;
}

static void add_break(struct spans_writer *writer)
{
    buffer_add_byte(&writer->out, '\n');
    writer->last = '\n';
    writer->is_last_plain = writer->is_next_encoded = false;
}

static void add_span(struct spans_writer *writer, size_t index)
{
    const struct span *span = &writer->text.spans[index];
    bool is_before_link = index + 1 < writer->text.count && writer->text.spans[index + 1].href.size;
    close_unwanted(writer, index);
    if (string_is(span->text, "\n")) {
        add_break(writer);
        return;
    }
    if (is_autolink(writer, index)) {
        add_autolink(writer, span->text);
        return;
    }
    open_missing(writer, index);
    if (span->style & SPAN_CODE)
        add_code(writer, span->text);
    else
        add_words(writer, span, is_before_link);
}

struct string format_spans(struct arena *arena, struct text text)
{
    struct spans_writer writer = { .text = text, .out = buffer_in(arena), .last = '\n' };
    for (size_t i = 0; i < text.count; i++)
        add_span(&writer, i);
    close_unwanted(&writer, text.count);
    return buffer_string(&writer.out);
}
