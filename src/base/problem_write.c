/* How a problem looks on paper: the last function of base/problems.h. */
#include "base/problems.h"
#include "base/utf8.h"

#define LINE_COLUMNS_MAX 160 /* what still fits on a wide screen, once */
#define COLUMNS_BEFORE   60  /* of a cut line, before the caret: enough to know where one is */
#define INDENT           "  "
#define ELLIPSIS         "..."

/* Adds s as a terminal may be shown it. */
static void add_shown(struct buffer *buffer, struct string s)
{
    for (size_t offset = 0; offset < s.size;) {
        uint32_t code_point = utf8_next(s, &offset);
        if (code_point == '\t')
            buffer_add_byte(buffer, ' ');
        else if (code_point == '\n' || utf8_is_control(code_point) || utf8_is_bidi_control(code_point))
            utf8_add(buffer, UTF8_INVALID);
        else
            utf8_add(buffer, code_point);
    }
}

static size_t shown_width(struct arena *arena, struct string s)
{
    struct buffer shown = buffer_in(arena);
    add_shown(&shown, s);
    return utf8_width(buffer_string(&shown));
}

/* Columns that a code point at most takes up; one without a width counts too, so that marks heaped up are cut as well.
 */
static size_t cost_of(struct string line, size_t from, size_t to)
{
    size_t width = utf8_width(string_slice(line, from, to));
    return width ? width : 1;
}

/* The largest offset that columns reach when they begin at from. */
static size_t fit_forward(struct string line, size_t from, size_t columns)
{
    while (from < line.size) {
        size_t next = from;
        utf8_next(line, &next);
        size_t cost = cost_of(line, from, next);
        if (cost > columns)
            break;
        columns -= cost;
        from = next;
    }
    return from;
}

/* The smallest offset from which columns reach to. UTF-8 is read forwards, so this begins well before. */
static size_t fit_backward(struct string line, size_t to, size_t columns)
{
    size_t far = columns * 4 < to ? to - columns * 4 : 0;
    while (far > 0 && far < to && ((unsigned char)line.bytes[far] & 0xC0) == 0x80)
        far++;
    while (far < to && fit_forward(line, far, columns) < to)
        utf8_next(line, &far);
    return far;
}

struct window {
    size_t start, end; /* offsets into the line */
};

static struct window window_around(struct string line, size_t caret)
{
    if (fit_forward(line, 0, LINE_COLUMNS_MAX) == line.size)
        return (struct window){ 0, line.size };
    size_t columns = LINE_COLUMNS_MAX - 2 * (sizeof ELLIPSIS - 1);
    size_t start = fit_backward(line, caret, COLUMNS_BEFORE);
    size_t end = fit_forward(line, start, columns);
    if (end == line.size)
        start = fit_backward(line, end, columns);
    return (struct window){ start, end };
}

static void add_line_and_caret(struct buffer *buffer, struct string line, size_t caret, size_t length)
{
    struct window window = window_around(line, caret);
    const char *before = window.start > 0 ? INDENT ELLIPSIS : INDENT;
    size_t span_end = caret + length < window.end ? caret + length : window.end;
    size_t span = shown_width(buffer->arena, string_slice(line, caret, span_end));

    buffer_add_c(buffer, before);
    add_shown(buffer, string_slice(line, window.start, window.end));
    buffer_add_c(buffer, window.end < line.size ? ELLIPSIS "\n" : "\n");
    buffer_add_repeat(buffer, ' ', string_from(before).size);
    buffer_add_repeat(buffer, ' ', shown_width(buffer->arena, string_slice(line, window.start, caret)));
    buffer_add_byte(buffer, '^');
    buffer_add_repeat(buffer, '~', span > 1 ? span - 1 : 0);
    buffer_add_byte(buffer, '\n');
}

/* "file:3:7: ", as far as the place is known. */
static void add_place(struct buffer *buffer, const struct problem *problem, size_t character)
{
    if (!problem->source)
        return;
    add_shown(buffer, problem->source->name);
    if (problem->place.line > 0)
        buffer_add_format(buffer, ":%u:%zu", problem->place.line, character);
    buffer_add_c(buffer, ": ");
}

void problem_write(struct buffer *buffer, const struct problem *problem)
{
    bool has_line = problem->source && problem->place.line > 0;
    struct string line = has_line ? source_line(problem->source, problem->place.line) : (struct string){ 0 };
    size_t caret = problem->place.column > 0 ? problem->place.column - 1 : 0;
    caret = caret > line.size ? line.size : caret;

    add_place(buffer, problem, utf8_count(string_slice(line, 0, caret)) + 1);
    buffer_add_c(buffer, problem->severity == SEVERITY_ERROR ? "error: " : "warning: ");
    add_shown(buffer, problem->message);
    buffer_add_format(buffer, " [%s]\n", problem->code);
    if (has_line)
        add_line_and_caret(buffer, line, caret, problem->place.length);
    if (problem->hint.size) {
        buffer_add_c(buffer, "hint: ");
        add_shown(buffer, problem->hint);
        buffer_add_byte(buffer, '\n');
    }
}
