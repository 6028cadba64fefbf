#include "read/json_form.h"

#include "read/link.h"
#include "read/read.h"

/* The format number must be ours before anything else is looked at. */
static bool has_our_format(struct json_in *in, const struct json *root)
{
    const struct json *format = json_get(root, "format");
    if (!format || !json_is(in, format, JSON_INTEGER, "format"))
        return !format; /* a missing one is reported with the other keys */
    if (format->integer >= 1 && format->integer <= READ_FORMAT)
        return true;
    struct arena *arena = in->reader->problems->arena;
    reader_report(in->reader, PROBLEM_JSON_FORMAT, json_place_of(in, format),
                  WORDS(WORD("found", string_format(arena, "%lld", (long long)format->integer)),
                        WORD("expected", string_format(arena, "%d", READ_FORMAT))));
    return false;
}

static const struct json *parse_text(struct reader *reader, struct string text)
{
    struct json_error error;
    const struct json *root = json_parse(reader->scratch, text, &error);
    if (!root)
        reader_report(reader, PROBLEM_NOT_JSON, source_place(reader->source, error.offset, 1),
                      WORDS(WORD("message", string_from(error.message))));
    return root;
}

bool json_form_read(struct reader *reader)
{
    struct json_in in = { .reader = reader };
    const struct json *root = parse_text(reader, reader->source->text);
    reader->is_json = true;
    if (!root)
        return false;
    json_places_find(reader->scratch, &in.places, reader->source->text, root);
    if (!json_is(&in, root, JSON_OBJECT, "...") || !has_our_format(&in, root))
        return false;
    reader->set = ARENA_NEW(reader->arena, struct set);
    json_object_read(&in, &json_set, root, reader->set);
    return true;
}

/* Writing. --------------------------------------------------------------------------------------------- */

struct string set_json(struct arena *arena, const struct set *set, int indent)
{
    struct buffer buffer = buffer_in(arena);
    struct json_out out = { .writer = json_writer_to(&buffer, indent), .arena = arena, .set = set };
    json_object_write(&out, &json_set, set);
    if (indent)
        buffer_add_byte(&buffer, '\n');
    return buffer_string(&buffer);
}

struct string content_json(struct arena *arena, const struct set *set, const struct exercise *exercise)
{
    struct buffer buffer = buffer_in(arena);
    struct json_out out = { .writer = json_writer_to(&buffer, 0), .arena = arena, .set = set };
    struct json_content_parts parts = { .id = exercise_full_id(arena, set, exercise),
                                        .set = set_full_id(arena, set),
                                        .language = set->language,
                                        .guide = set->guide,
                                        .exercise = *exercise };
    json_object_write(&out, &json_content, &parts);
    return buffer_string(&buffer);
}

/* The way back. ---------------------------------------------------------------------------------------- */

static struct set *set_of_parts(struct arena *arena, const struct json_content_parts *parts)
{
    struct set *set = ARENA_NEW(arena, struct set);
    struct string id = parts->set, name_space = string_cut(&id, '/');
    *set = (struct set){ .id = id, .name_space = name_space, .language = parts->language, .guide = parts->guide };
    set->exercises = ARENA_NEW(arena, struct exercise);
    set->exercises[0] = parts->exercise;
    set->exercise_count = 1;
    return set;
}

/* Places are of no use here: nobody is shown what is wrong with what viva itself wrote. */
static const struct set *read_content(struct reader *reader, struct string json)
{
    struct json_content_parts parts = { 0 };
    struct json_in in = { .reader = reader };
    struct json_error error;
    const struct json *root = json_parse(reader->scratch, json, &error);
    if (!root || !has_our_format(&in, root))
        return NULL;
    json_object_read(&in, &json_content, root, &parts);
    struct set *set = set_of_parts(reader->arena, &parts);
    reader->set = set;
    link_all(reader);
    return set;
}

const struct set *content_read(struct arena *arena, struct string json)
{
    struct arena scratch = { 0 };
    struct source source = source_make(&scratch, STRING("content"), json);
    struct problems problems = problems_of_errors_in(&scratch);
    struct reader reader = reader_open(arena, &scratch, &problems);
    reader.source = &source;
    reader.is_json = true;
    const struct set *set = read_content(&reader, json);
    bool is_fine = set && !problems_has_errors(&problems);
    arena_clear(&scratch);
    return is_fine ? set : NULL;
}
