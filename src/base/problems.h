/* problems: what a person wrote, and what is wrong with it.
 *
 * Knows places in sources, and collects problems so that all of them are shown, once, by the one who owns the screen.
 * Knows nothing of what the sources mean: codes, texts and hints are handed in. */
#ifndef VIVA_BASE_PROBLEMS_H
#define VIVA_BASE_PROBLEMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

/* A text with a name, and where its lines begin. */
struct source {
    struct string name;    /* as a person would type it: a path, or a set's id */
    struct string text;    /* UTF-8; CRLF and BOM already taken out */
    uint32_t *line_starts; /* line_count offsets into text; the first is 0 */
    uint32_t line_count;
};

/* Where in a source: lines and columns count from 1, columns in bytes. length is in bytes on that line, at least 0.
 * line 0 means "the whole source". */
struct place {
    uint32_t line, column, length;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct problem {
    const struct source *source;
    struct place place;
    enum severity severity;
    const char *code;      /* a slug, static: "unknown-point" */
    struct string message; /* lower case, one line, the value in quotes, what was expected */
    struct string hint;    /* what to do about it; may be empty */
};

struct problems {
    struct arena *arena; /* owns the messages and hints */
    struct problem *items;
    size_t count, capacity;
    size_t error_count;
    size_t dropped_count; /* beyond PROBLEMS_MAX */
    bool takes_errors_only;
};

/* Nobody mends more than these in one go; a hostile file could otherwise fill the memory with them. */
#define PROBLEMS_MAX 1000

/* Index the lines of text, which must outlive the source. At most UINT32_MAX bytes. */
struct source source_make(struct arena *arena, struct string name, struct string text);

struct string source_line(const struct source *source,
                          uint32_t line); /* without its line feed; empty when there is none */
struct place source_place(const struct source *source, size_t offset, size_t length_bytes);

struct problems problems_in(struct arena *arena);

/* For who wants to use a source and not to mend it: warnings are not taken, and a reader need not look for them. */
struct problems problems_of_errors_in(struct arena *arena);

/* message and hint are kept as they are: they must live in problems->arena, or be static. */
void problems_add(struct problems *problems, const struct source *source, struct place place, enum severity severity,
                  const char *code, struct string message, struct string hint);
bool problems_has_errors(const struct problems *problems);

/* By source (in the order they were first seen), line, column, then as they came. */
void problems_sort(struct problems *problems);

/* The text form, as in "file:3:7: error: ... [code]", the line itself, a caret line, and "hint: ...". The column
 * counts characters. Control and bidi characters of the line are shown as U+FFFD; a line over 160 columns is cut around
 * the caret. */
void problem_write(struct buffer *buffer, const struct problem *problem);

#endif
