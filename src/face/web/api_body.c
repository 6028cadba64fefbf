#include "face/web/api_body.h"

#include "base/json.h"
#include "face/web/reply.h"
#include "words/words.h"

static const struct json *read_object(struct request *request)
{
    struct json_error error;
    const struct json *body = json_parse(request->arena, request->http->body, &error);
    if (body == NULL) {
        struct string place = string_format(request->arena, "%zu", error.offset);
        reply_error(
            request, 400,
            words_string(request->arena, SAY_WEB_BAD_JSON,
                         WORDS({ "reason", .plain = string_from(error.message) }, { "offset", .plain = place })));
    } else if (body->kind != JSON_OBJECT) {
        reply_error(request, 400, words_plain(SAY_WEB_NO_OBJECT));
        body = NULL;
    }
    return body;
}

static bool is_within(int64_t value, const struct api_field *field)
{
    return value >= field->low && value <= field->high;
}

/* An array of whole numbers within the range, none of them twice. */
static bool fill_places(struct api_field *field, const struct json *value)
{
    field->places = 0;
    for (size_t i = 0; value->kind == JSON_ARRAY && i < value->count; i++) {
        int64_t place = json_integer_or(&value->items[i], 0);
        bool is_fit = value->items[i].kind == JSON_INTEGER && is_within(place, field);
        if (!is_fit || (field->places >> (place - 1) & 1) != 0)
            return false;
        field->places |= UINT32_C(1) << (place - 1);
    }
    return value->kind == JSON_ARRAY;
}

static bool fill_strings(struct arena *arena, struct api_field *field, const struct json *value)
{
    if (value->kind != JSON_ARRAY)
        return false;
    for (size_t i = 0; i < value->count; i++) {
        struct string item = json_string_or(&value->items[i], (struct string){ 0 });
        if (value->items[i].kind != JSON_STRING || !is_within((int64_t)item.size, field))
            return false;
        *LIST_ADD(arena, &field->strings) = item;
    }
    return true;
}

/* False when the value is not what the field takes. */
static bool fill(struct arena *arena, struct api_field *field, const struct json *value)
{
    field->has = true;
    switch (field->kind) {
    case API_STRING:
        field->string = json_string_or(value, (struct string){ 0 });
        return value->kind == JSON_STRING && is_within((int64_t)field->string.size, field);
    case API_INTEGER:
        field->integer = json_integer_or(value, 0);
        return value->kind == JSON_INTEGER && is_within(field->integer, field);
    case API_BOOL:
        field->is_true = value->kind == JSON_TRUE;
        return value->kind == JSON_TRUE || value->kind == JSON_FALSE;
    case API_PLACES:
        return fill_places(field, value);
    case API_STRINGS:
        return fill_strings(arena, field, value);
    }
    return false;
}

static struct string expected(struct arena *arena, const struct api_field *field)
{
    static const enum say kinds[] = {
        [API_STRING] = SAY_WEB_A_STRING, [API_INTEGER] = SAY_WEB_AN_INTEGER, [API_BOOL] = SAY_WEB_A_BOOL,
        [API_PLACES] = SAY_WEB_PLACES,   [API_STRINGS] = SAY_WEB_STRINGS,
    };
    return words_string(arena, kinds[field->kind],
                        WORDS({ "low", .plain = string_format(arena, "%lld", (long long)field->low) },
                              { "high", .plain = string_format(arena, "%lld", (long long)field->high) }));
}

static bool take(struct request *request, struct api_field *fields, size_t count, const struct json *member)
{
    for (size_t i = 0; i < count; i++) {
        if (!string_is(member->key, fields[i].name))
            continue;
        if (fill(request->arena, &fields[i], member))
            return true;
        reply_field_error(request, member->key,
                          words_string(request->arena, SAY_WEB_BAD_FIELD,
                                       WORDS({ "name", .plain = member->key },
                                             { "expected", .plain = expected(request->arena, &fields[i]) })));
        return false;
    }
    reply_field_error(request, member->key,
                      words_string(request->arena, SAY_WEB_UNKNOWN_FIELD, WORDS({ "name", .plain = member->key })));
    return false;
}

bool api_read(struct request *request, struct api_field *fields, size_t count)
{
    const struct json *body = read_object(request);
    bool is_fine = body != NULL;
    for (size_t i = 0; is_fine && i < body->count; i++)
        is_fine = take(request, fields, count, &body->items[i]);
    return is_fine;
}

size_t api_read_name(struct request *request, const struct api_field *field, const char *const *names, size_t count)
{
    struct buffer all = buffer_in(request->arena);
    for (size_t i = 0; i < count; i++) {
        if (string_is(field->string, names[i]))
            return i;
        buffer_add_format(&all, "%s\"%s\"", i > 0 ? ", " : "", names[i]);
    }
    struct string name = string_from(field->name);
    reply_field_error(request, name,
                      words_string(request->arena, SAY_WEB_BAD_NAME,
                                   WORDS({ "name", .plain = name }, { "names", .plain = buffer_string(&all) })));
    return SIZE_MAX;
}
