/* http_form: fields of an application/x-www-form-urlencoded body or query (WHATWG URL standard, section 5.1).
 *
 * Knows names and values. Stricter than the standard where a person never notices: bad percent signs, bytes that are
 * not UTF-8, control bytes other than tab and line ends, and a name twice are refused. Pure; fuzzed. */
#ifndef VIVA_FACE_WEB_HTTP_FORM_H
#define VIVA_FACE_WEB_HTTP_FORM_H

#include <stdbool.h>

#include "base/string.h"

#define HTTP_FORM_FIELDS_MAX 256 /* our largest form has a box for each set at hand */

struct http_field {
    struct string name, value;
};

struct http_form {
    struct http_field fields[HTTP_FORM_FIELDS_MAX];
    size_t count;
};

/* False, with *reason (static) saying what is wrong. Names and values live in arena. CRLF in values becomes LF. */
bool http_form_read(struct arena *arena, struct string body, struct http_form *form, const char **reason);

/* The value of a field; has is false (and the value empty) without it. */
struct string http_form_value(const struct http_form *form, const char *name, bool *has);

#endif
