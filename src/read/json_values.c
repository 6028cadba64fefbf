/* Single values and lists of them in JSON. */
#include "read/json_form.h"
#include "read/link.h"
#include "read/read.h"
#include "read/values.h"

/* The format number. ----------------------------------------------------------------------------------- */

static void read_format(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    (void)in, (void)member, (void)value, (void)field; /* looked at before anything else */
}

static void write_format(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member, (void)field;
    json_write_integer(&out->writer, READ_FORMAT);
}

static bool is_never_empty(const struct json_member *member, const void *field)
{
    (void)member, (void)field;
    return false;
}

const struct json_shape json_shape_format = { read_format, write_format, is_never_empty };

/* Strings. --------------------------------------------------------------------------------------------- */

/* How a single string is checked. */
typedef bool is_value(struct reader *reader, struct string value, struct place place);

static void read_checked(struct json_in *in, const struct json_member *member, const struct json *value,
                         struct string *field, is_value *is_fine)
{
    if (json_is(in, value, JSON_STRING, member->key) && is_fine(in->reader, value->string, json_place_of(in, value)))
        *field = string_copy(in->reader->arena, value->string);
}

static void read_slug(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_checked(in, member, value, field, values_slug);
}

static void read_full_id(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_checked(in, member, value, field, values_full_id);
}

static void read_language(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_checked(in, member, value, field, values_language);
}

static void read_url(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_checked(in, member, value, field, values_source);
}

static void read_words(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (!json_is(in, value, JSON_STRING, member->key))
        return;
    struct string words = values_words(in->reader, value->string, json_place_of(in, value));
    if (words.size == 0)
        reader_report(in->reader, PROBLEM_EMPTY_VALUE, json_place_of(in, value),
                      WORDS(WORD("key", string_from(member->key))));
    *(struct string *)field = words;
}

static void write_string(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_write_string(&out->writer, *(const struct string *)field);
}

static bool is_string_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return ((const struct string *)field)->size == 0;
}

const struct json_shape json_shape_slug = { read_slug, write_string, is_string_empty };
const struct json_shape json_shape_full_id = { read_full_id, write_string, is_string_empty };
const struct json_shape json_shape_language = { read_language, write_string, is_string_empty };
const struct json_shape json_shape_url = { read_url, write_string, is_string_empty };
const struct json_shape json_shape_words = { read_words, write_string, is_string_empty };

/* Lists of strings. ------------------------------------------------------------------------------------ */

static void read_strings(struct json_in *in, const struct json_member *member, const struct json *value,
                         struct strings *list, is_value *is_fine)
{
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    for (size_t i = 0; i < value->count; i++) {
        const struct json *item = &value->items[i];
        struct place at = json_place_of(in, item);
        if (json_is(in, item, JSON_STRING, member->key) && is_fine(in->reader, item->string, at) &&
            !values_add(in->reader, list, item->string, LIST_ITEMS_MAX, member->what, at))
            return;
    }
}

static void read_slugs(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_strings(in, member, value, field, values_slug);
}

static void read_full_ids(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_strings(in, member, value, field, values_full_id);
}

static void read_codes(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    read_strings(in, member, value, field, values_code);
}

static void read_cues(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    for (size_t i = 0; i < value->count; i++) {
        const struct json *item = &value->items[i];
        struct place at = json_place_of(in, item);
        if (json_is(in, item, JSON_STRING, member->key) &&
            !values_add_cue(in->reader, field, item->string, member->max, member->what, at))
            return;
    }
}

static void write_strings(struct json_out *out, const struct strings *list)
{
    json_begin_array(&out->writer);
    for (size_t i = 0; i < list->count; i++)
        json_write_string(&out->writer, list->items[i]);
    json_end_array(&out->writer);
}

static void write_strings_field(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    write_strings(out, field);
}

static bool are_strings_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return ((const struct strings *)field)->count == 0;
}

const struct json_shape json_shape_slug_list = { read_slugs, write_strings_field, are_strings_empty };
const struct json_shape json_shape_full_id_list = { read_full_ids, write_strings_field, are_strings_empty };
const struct json_shape json_shape_code_list = { read_codes, write_strings_field, are_strings_empty };
const struct json_shape json_shape_cues = { read_cues, write_strings_field, are_strings_empty };

/* Words of a vocabulary. ------------------------------------------------------------------------------- */

static void read_kind(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (!json_is(in, value, JSON_STRING, member->key))
        return;
    size_t kind = values_word(in->reader, PROBLEM_UNKNOWN_KIND, value->string, exercise_kind_ids, EXERCISE_KIND_COUNT,
                              json_place_of(in, value));
    if (kind != SIZE_MAX)
        *(enum exercise_kind *)field = (enum exercise_kind)kind;
}

static void write_kind(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_write_string(&out->writer, string_from(exercise_kind_ids[*(const enum exercise_kind *)field]));
}

const struct json_shape json_shape_kind = { read_kind, write_kind, is_never_empty };

static void read_faults(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    for (size_t i = 0; i < value->count; i++) {
        const struct json *item = &value->items[i];
        size_t fault = SIZE_MAX;
        if (json_is(in, item, JSON_STRING, member->key))
            fault = values_word(in->reader, PROBLEM_UNKNOWN_FAULT, item->string, fault_ids, FAULT_COUNT,
                                json_place_of(in, item));
        if (fault != SIZE_MAX)
            *(fault_mask *)field |= UINT32_C(1) << fault;
    }
}

static void write_faults(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_begin_array(&out->writer);
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (*(const fault_mask *)field >> i & 1)
            json_write_string(&out->writer, string_from(fault_ids[i]));
    json_end_array(&out->writer);
}

static bool is_mask_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return *(const uint32_t *)field == 0;
}

const struct json_shape json_shape_faults = { read_faults, write_faults, is_mask_empty };

/* Numbers and flags. ----------------------------------------------------------------------------------- */

static void read_minutes(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (json_is(in, value, JSON_INTEGER, member->key))
        *(int *)field =
            values_minutes(in->reader, string_format(in->reader->scratch, "%lld", (long long)value->integer),
                           json_place_of(in, value));
}

static void write_integer(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_write_integer(&out->writer, *(const int *)field);
}

static bool is_zero(const struct json_member *member, const void *field)
{
    (void)member;
    return *(const int *)field == 0;
}

const struct json_shape json_shape_minutes = { read_minutes, write_integer, is_zero };

static void read_mark(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (value->kind != JSON_INTEGER && value->kind != JSON_REAL) {
        json_report_shape(in, value, member->key, SAY_JSON_REAL);
        return;
    }
    double mark = value->kind == JSON_INTEGER ? (double)value->integer : value->real;
    int percent = values_mark(in->reader, string_format(in->reader->scratch, "%.15g", mark), json_place_of(in, value));
    if (percent >= 0)
        *(int *)field = percent;
}

static void write_mark(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_write_hundredths(&out->writer, *(const int *)field);
}

const struct json_shape json_shape_mark = { read_mark, write_mark, is_never_empty };

static void read_flag(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    if (json_is(in, value, JSON_TRUE, member->key))
        *(bool *)field = value->kind == JSON_TRUE;
}

/* The best option has the mark 1 unless something else is said, which is then reported. */
static void read_best(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    struct option *option = (struct option *)(void *)((char *)field - offsetof(struct option, is_best));
    read_flag(in, member, value, field);
    option->mark_percent = option->is_best ? 100 : 0;
}

static void write_flag(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_write_bool(&out->writer, *(const bool *)field);
}

static bool is_false(const struct json_member *member, const void *field)
{
    (void)member;
    return !*(const bool *)field;
}

const struct json_shape json_shape_flag = { read_flag, write_flag, is_false };
const struct json_shape json_shape_best = { read_best, write_flag, is_false };

/* Ids that lead to other parts. ------------------------------------------------------------------------ */

static void add_link(struct json_in *in, enum link_kind kind, const struct json *id, const char *key)
{
    if (json_is(in, id, JSON_STRING, key))
        *LIST_ADD(in->reader->scratch, &in->reader->links) = (struct link){ .kind = kind,
                                                                            .exercise = in->exercise,
                                                                            .owner = in->owner,
                                                                            .part = in->part,
                                                                            .id = id->string,
                                                                            .at = json_place_of(in, id) };
}

static void read_link(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    (void)field;
    add_link(in, member->link, value, member->key);
}

static void read_links(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    (void)field;
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    for (size_t i = 0; i < value->count; i++)
        add_link(in, member->link, &value->items[i], member->key);
}

static void write_link(struct json_out *out, const struct json_member *member, const void *field)
{
    json_write_string(&out->writer, link_id(out->set, out->exercise, member->link, *(const size_t *)field));
}

static void write_links(struct json_out *out, const struct json_member *member, const void *field)
{
    struct strings ids = link_ids(out->arena, out->set, out->exercise, member->link, *(const uint32_t *)field, 0);
    write_strings(out, &ids);
}

const struct json_shape json_shape_link = { read_link, write_link, is_never_empty };
const struct json_shape json_shape_links = { read_links, write_links, is_mask_empty };

/* What a source backs: points and misconceptions in one list. */
static const struct citation *citation_of(const void *points)
{
    return (const struct citation *)(const void *)((const char *)points - offsetof(struct citation, points));
}

static void write_backs(struct json_out *out, const struct json_member *member, const void *field)
{
    const struct citation *citation = citation_of(field);
    struct strings ids =
        link_ids(out->arena, out->set, out->exercise, member->link, citation->points, citation->misconceptions);
    write_strings(out, &ids);
}

static bool is_backing_nothing(const struct json_member *member, const void *field)
{
    (void)member;
    return !citation_of(field)->points && !citation_of(field)->misconceptions;
}

const struct json_shape json_shape_backs = { read_links, write_backs, is_backing_nothing };

/* The labels of a sample: [{"mark": "near-miss", "id": "owner"}]. */
static void read_label(struct json_in *in, const struct json *value, struct sample_label *label)
{
    const struct json *mark = json_get(value, "mark"), *id = json_get(value, "id");
    if (value->kind != JSON_OBJECT || value->count != 2 || !mark || !id) {
        json_report_shape(in, value, "labels", SAY_JSON_LABEL);
        return;
    }
    size_t index = SIZE_MAX;
    if (json_is(in, mark, JSON_STRING, "mark"))
        index = values_word(in->reader, PROBLEM_UNKNOWN_MARK, mark->string, sample_mark_ids, SAMPLE_MARK_COUNT,
                            json_place_of(in, mark));
    if (index == SIZE_MAX)
        return;
    label->mark = (enum sample_mark)index;
    add_link(in, index == SAMPLE_CONTRADICTS ? LINK_SAMPLE_MISCONCEPTION : LINK_SAMPLE_POINT, id, "id");
}

static void read_labels(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    struct sample *sample = (struct sample *)(void *)((char *)field - offsetof(struct sample, labels));
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    if (value->count == 0) /* in Markdown such a sample would not read as one */
        reader_report(in->reader, PROBLEM_EMPTY_VALUE, json_place_of(in, value),
                      WORDS(WORD("key", string_from(member->key))));
    sample->labels = ARENA_NEW_MANY(in->reader->arena, value->count, struct sample_label);
    sample->label_count = value->count;
    for (size_t i = 0; i < value->count; i++) {
        in->part = (uint32_t)i;
        sample->labels[i].target = SIZE_MAX;
        read_label(in, &value->items[i], &sample->labels[i]);
    }
}

static const struct sample *sample_of(const void *labels)
{
    return (const struct sample *)(const void *)((const char *)labels - offsetof(struct sample, labels));
}

static void write_labels(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    const struct sample *sample = sample_of(field);
    json_begin_array(&out->writer);
    for (size_t i = 0; i < sample->label_count; i++) {
        struct sample_label label = sample->labels[i];
        enum link_kind kind = label.mark == SAMPLE_CONTRADICTS ? LINK_SAMPLE_MISCONCEPTION : LINK_SAMPLE_POINT;
        json_begin_object(&out->writer);
        json_write_key(&out->writer, "mark");
        json_write_string(&out->writer, string_from(sample_mark_ids[label.mark]));
        json_write_key(&out->writer, "id");
        json_write_string(&out->writer, link_id(out->set, out->exercise, kind, label.target));
        json_end_object(&out->writer);
    }
    json_end_array(&out->writer);
}

static bool has_no_label(const struct json_member *member, const void *field)
{
    (void)member;
    return sample_of(field)->label_count == 0;
}

const struct json_shape json_shape_labels = { read_labels, write_labels, has_no_label };
