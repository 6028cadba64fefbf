#include "face/web/form.h"

#include "face/web/reply.h"
#include "words/words.h"

static bool read_fields(struct request *request, struct string bytes, struct http_form *form)
{
    const char *reason = "";
    if (http_form_read(request->arena, bytes, form, &reason))
        return true;
    reply_error(request, 400,
                words_string(request->arena, SAY_WEB_BAD_FORM, WORDS({ "reason", .plain = string_from(reason) })));
    return false;
}

bool form_read(struct request *request, struct http_form *form)
{
    return read_fields(request, request->http->body, form);
}

bool form_read_query(struct request *request, struct http_form *form)
{
    return read_fields(request, request->http->query, form);
}

static bool read_number(struct string text, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || i > 8)
            return false;
        *number = *number * 10 + (text.bytes[i] - '0');
    }
    return text.size > 0;
}

bool form_number(struct request *request, const struct http_form *form, const char *name, int64_t low, int64_t high,
                 int64_t otherwise, int64_t *number)
{
    bool has;
    struct string text = http_form_value(form, name, &has);
    *number = otherwise;
    if (!has || text.size == 0)
        return true;
    if (read_number(text, number) && *number >= low && *number <= high)
        return true;
    reply_error(request, 400,
                words_string(request->arena, SAY_WEB_BAD_NUMBER,
                             WORDS({ "name", .plain = string_from(name) },
                                   { "low", .plain = string_format(request->arena, "%lld", (long long)low) },
                                   { "high", .plain = string_format(request->arena, "%lld", (long long)high) })));
    return false;
}
