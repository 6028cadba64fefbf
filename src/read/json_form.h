/* json_form: the JSON form of a set, in both directions.
 *
 * Knows which key stands for which field: each object is a table of members, by which it is read and written, in this
 * order. Needs no Markdown. docs/format.md and docs/set.schema.json describe the same form to people and to programs.
 */
#ifndef VIVA_READ_JSON_FORM_H
#define VIVA_READ_JSON_FORM_H

#include "base/json.h"
#include "base/table.h"
#include "read/reader.h"

/* Makes reader->set and reader->links of the source. False when it is no JSON object, or of a later format. */
bool json_form_read(struct reader *reader);

/* Shared by the files of this form. -------------------------------------------------------------------- */

/* Where each value of a tree stands in the text, found by its address. */
struct json_places {
    struct table table;
    struct json_place {
        const struct json *value;
        size_t key, offset; /* key: of its key, when it is a member */
    } * items;
    size_t count, capacity;
};

struct json_in {
    struct reader *reader;
    struct json_places places;
    uint32_t exercise, owner, part; /* indices of what is being read, for links */
};

struct json_out {
    struct json_writer writer;
    struct arena *arena;
    const struct set *set;
    const struct exercise *exercise;
};

struct json_member;

/* How a field stands in JSON. */
struct json_shape {
    void (*read)(struct json_in *in, const struct json_member *member, const struct json *value, void *field);
    void (*write)(struct json_out *out, const struct json_member *member, const void *field);
    bool (*is_empty)(const struct json_member *member, const void *field); /* then it is left out */
};

struct json_object {
    const struct json_member *members;
    size_t count, size; /* size of the struct */
    size_t at;          /* offset of its place; SIZE_MAX for none */
    enum say where;     /* "an option" */
    bool is_exercise;   /* what is read or written within it belongs to it */
};

struct json_member {
    const char *key;
    const struct json_shape *shape;
    size_t offset;
    bool is_required;
    unsigned without;                 /* of a text: styles that it has as a whole, and so not in part */
    bool is_link;                     /* of a text: it is a link as a whole, and so has none in it */
    bool is_line;                     /* of a text: it is a heading, where a hard break is a space */
    enum link_kind link;              /* of ids */
    const struct json_object *object; /* of an object, or of the objects of a list */
    size_t count_offset;              /* of a list: where its count is */
    size_t max;                       /* of a list */
    size_t index_offset;              /* of a list: which index of struct json_in counts its objects */
    enum say what;                    /* of a list: "points" */
};

extern const struct json_object json_set, json_content;

/* What a content is made of. */
struct json_content_parts {
    struct string id, set; /* full ids */
    struct string language;
    struct guide guide;
    struct exercise exercise;
};

/* json_places.c */
void json_places_find(struct arena *arena, struct json_places *places, struct string text, const struct json *root);
/* Line 0 when places were not looked for. */
struct place json_place_of(const struct json_in *in, const struct json *value);
struct place json_place_of_key(const struct json_in *in, const struct json *member);

/* json_object.c */
void json_object_read(struct json_in *in, const struct json_object *object, const struct json *value, void *fields);
void json_object_write(struct json_out *out, const struct json_object *object, const void *fields);
/* Whether value is of this kind; reports it under key when not. */
bool json_is(struct json_in *in, const struct json *value, enum json_kind kind, const char *key);
/* One problem for anything that has not the shape of what is expected. */
void json_report_shape(struct json_in *in, const struct json *value, const char *key, enum say expected);

/* json_text.c, json_prose.c: rich text and prose */
struct text json_text_read(struct json_in *in, const struct json_member *member, const struct json *value);
void json_text_write(struct json_out *out, struct text text);
extern const struct json_shape json_shape_text, json_shape_prose, json_shape_texts;

/* json_values.c: everything else */
extern const struct json_shape json_shape_format, json_shape_slug, json_shape_full_id, json_shape_language,
    json_shape_words, json_shape_cues, json_shape_slug_list, json_shape_full_id_list, json_shape_code_list,
    json_shape_kind, json_shape_minutes, json_shape_best, json_shape_mark, json_shape_flag, json_shape_faults,
    json_shape_url, json_shape_link, json_shape_links, json_shape_backs, json_shape_labels, json_shape_object,
    json_shape_list;

#endif
