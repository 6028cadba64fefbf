#include "face/web/http_form.h"

#include "base/utf8.h"
#include "face/web/http_percent.h"

/* Browsers send line ends as CRLF; ours are LF. */
static struct string without_returns(struct arena *arena, struct string s)
{
    if (string_find_byte(s, '\r') == STRING_NOT_FOUND)
        return s;
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < s.size; i++) {
        if (s.bytes[i] != '\r')
            buffer_add_byte(&buffer, s.bytes[i]);
    }
    return buffer_string(&buffer);
}

static bool is_text(struct string s)
{
    size_t offset = 0;
    while (offset < s.size) {
        uint32_t code_point = utf8_next(s, &offset);
        if (code_point == UTF8_INVALID || utf8_is_control(code_point))
            return false;
    }
    return true;
}

static bool add_field(struct arena *arena, struct string pair, struct http_form *form, const char **reason)
{
    struct http_field *field = &form->fields[form->count];
    struct string value = pair;
    struct string name = string_cut(&value, '=');
    bool is_twice = false;
    if (!http_percent_decode(arena, name, true, &field->name) ||
        !http_percent_decode(arena, value, true, &field->value)) {
        *reason = "a percent sign is not followed by two hex digits";
        return false;
    }
    field->value = without_returns(arena, field->value);
    if (!is_text(field->name) || !is_text(field->value)) {
        *reason = "a field holds bytes that are not text";
        return false;
    }
    for (size_t i = 0; i < form->count; i++)
        is_twice = is_twice || string_equal(form->fields[i].name, field->name);
    if (is_twice) {
        *reason = "a field is there twice";
        return false;
    }
    form->count++;
    return true;
}

bool http_form_read(struct arena *arena, struct string body, struct http_form *form, const char **reason)
{
    form->count = 0;
    while (body.size > 0) {
        struct string pair = string_cut(&body, '&');
        if (pair.size == 0)
            continue;
        if (form->count == HTTP_FORM_FIELDS_MAX) {
            *reason = "there are too many fields";
            return false;
        }
        if (!add_field(arena, pair, form, reason))
            return false;
    }
    return true;
}

struct string http_form_value(const struct http_form *form, const char *name, bool *has)
{
    for (size_t i = 0; i < form->count; i++) {
        if (string_is(form->fields[i].name, name)) {
            *has = true;
            return form->fields[i].value;
        }
    }
    *has = false;
    return (struct string){ 0 };
}
