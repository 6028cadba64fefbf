/* Objects of the JSON form, by their tables. */
#include "read/json_form.h"
#include "read/link.h"
#include "read/read.h"

static enum say kind_words(enum json_kind kind)
{
    static const enum say words[] = {
        [JSON_NULL] = SAY_JSON_NULL,       [JSON_FALSE] = SAY_JSON_BOOL,    [JSON_TRUE] = SAY_JSON_BOOL,
        [JSON_INTEGER] = SAY_JSON_INTEGER, [JSON_REAL] = SAY_JSON_REAL,     [JSON_STRING] = SAY_JSON_STRING,
        [JSON_ARRAY] = SAY_JSON_ARRAY,     [JSON_OBJECT] = SAY_JSON_OBJECT,
    };
    return words[kind];
}

void json_report_shape(struct json_in *in, const struct json *value, const char *key, enum say expected)
{
    reader_report(in->reader, PROBLEM_JSON_SHAPE, json_place_of(in, value),
                  WORDS(WORD("key", string_from(key)), WORD("found", words_plain(kind_words(value->kind))),
                        WORD("expected", words_plain(expected))));
}

bool json_is(struct json_in *in, const struct json *value, enum json_kind kind, const char *key)
{
    bool is_it = value->kind == kind || (kind == JSON_TRUE && value->kind == JSON_FALSE);
    if (!is_it)
        json_report_shape(in, value, key, kind_words(kind));
    return is_it;
}

static void report_unknown(struct json_in *in, const struct json_object *object, const struct json *value)
{
    struct string keys[READER_NAMES_MAX];
    for (size_t i = 0; i < object->count; i++)
        keys[i] = string_from(object->members[i].key);
    reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of_key(in, value),
                  WORDS(WORD("key", value->key), WORD("where", words_plain(object->where)),
                        WORD("near", reader_near(in->reader, value->key, keys, object->count))));
}

static void report_missing(struct json_in *in, const struct json_object *object, const struct json *value)
{
    for (size_t i = 0; i < object->count; i++)
        if (object->members[i].is_required && !json_get(value, object->members[i].key))
            reader_report(
                in->reader, PROBLEM_MISSING_KEY, json_place_of(in, value),
                WORDS(WORD("key", string_from(object->members[i].key)), WORD("where", words_plain(object->where)),
                      WORD("form", string_format(in->reader->problems->arena, "\"%s\": ...", object->members[i].key))));
}

static const struct json_member *find_member(const struct json_object *object, struct string key)
{
    for (size_t i = 0; i < object->count; i++)
        if (string_is(key, object->members[i].key))
            return &object->members[i];
    return NULL;
}

/* In the order of the table and not of the text: an exercise's waivers then hold for what follows. */
void json_object_read(struct json_in *in, const struct json_object *object, const struct json *value, void *fields)
{
    if (!json_is(in, value, JSON_OBJECT, value->key.size ? string_c(in->reader->scratch, value->key) : "..."))
        return;
    if (object->is_exercise)
        in->reader->exercise = fields;
    if (object->at != SIZE_MAX)
        *(struct place *)(void *)((char *)fields + object->at) = json_place_of(in, value);
    for (size_t i = 0; i < object->count; i++) {
        const struct json_member *member = &object->members[i];
        const struct json *found = json_get(value, member->key);
        if (found)
            member->shape->read(in, member, found, (char *)fields + member->offset);
    }
    for (size_t i = 0; i < value->count; i++)
        if (!find_member(object, value->items[i].key))
            report_unknown(in, object, &value->items[i]);
    report_missing(in, object, value);
    if (object->is_exercise)
        in->reader->exercise = NULL;
}

void json_object_write(struct json_out *out, const struct json_object *object, const void *fields)
{
    if (object->is_exercise)
        out->exercise = fields;
    json_begin_object(&out->writer);
    for (size_t i = 0; i < object->count; i++) {
        const struct json_member *member = &object->members[i];
        const void *field = (const char *)fields + member->offset;
        if (member->shape->is_empty(member, field))
            continue;
        json_write_key(&out->writer, member->key);
        member->shape->write(out, member, field);
    }
    json_end_object(&out->writer);
}

/* An object in a field, and a list of objects. --------------------------------------------------------- */

static void read_object(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    json_object_read(in, member->object, value, field);
}

static void write_object(struct json_out *out, const struct json_member *member, const void *field)
{
    json_object_write(out, member->object, field);
}

static bool is_object_empty(const struct json_member *member, const void *field)
{
    const struct json_object *object = member->object;
    for (size_t i = 0; i < object->count; i++)
        if (!object->members[i].shape->is_empty(&object->members[i], (const char *)field + object->members[i].offset))
            return false;
    return true;
}

const struct json_shape json_shape_object = { read_object, write_object, is_object_empty };

/* A list of structs: a pointer to them, and their count beside it. */
static size_t *count_of(const struct json_member *member, void *field)
{
    return (size_t *)(void *)((char *)field - member->offset + member->count_offset);
}

static void read_list(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    size_t count = value->count < member->max ? value->count : member->max;
    if (value->count > member->max)
        reader_has_room(in->reader, member->max, member->max, member->what,
                        json_place_of(in, &value->items[member->max]));
    char *items = arena_take_many(in->reader->arena, count, member->object->size);
    uint32_t *index = (uint32_t *)(void *)((char *)in + member->index_offset);
    *(void **)field = items;
    *count_of(member, field) = count;
    for (size_t i = 0; i < count; i++) {
        *index = (uint32_t)i;
        json_object_read(in, member->object, &value->items[i], items + i * member->object->size);
    }
}

static size_t written_count(const struct json_member *member, const void *field)
{
    return *(const size_t *)(const void *)((const char *)field - member->offset + member->count_offset);
}

static void write_list(struct json_out *out, const struct json_member *member, const void *field)
{
    const char *items = *(const char *const *)field;
    json_begin_array(&out->writer);
    for (size_t i = 0; i < written_count(member, field); i++)
        json_object_write(out, member->object, items + i * member->object->size);
    json_end_array(&out->writer);
}

static bool is_list_empty(const struct json_member *member, const void *field)
{
    return written_count(member, field) == 0;
}

const struct json_shape json_shape_list = { read_list, write_list, is_list_empty };
