/* Rich text in JSON: a string, or an array of strings and styled spans: ["See ", {"text": "Rc<T>", "code": true}, "."].
 * A line feed in a string is a hard line break. */
#include "read/json_form.h"
#include "read/texts.h"
#include "read/values.h"

/* Reading. --------------------------------------------------------------------------------------------- */

static void add_plain(struct json_in *in, const struct json_member *member, struct string words)
{
    if (member->is_line) {
        texts_add(in->reader, words, SPAN_PLAIN, (struct string){ 0 }); /* to which a line feed is a space */
        return;
    }
    while (words.size) {
        bool has_break = string_find_byte(words, '\n') != STRING_NOT_FOUND;
        texts_add(in->reader, string_cut(&words, '\n'), SPAN_PLAIN, (struct string){ 0 });
        if (has_break)
            texts_break(in->reader);
    }
}

/* What a styled span may have; text aside. */
static const struct style_row {
    const char *key;
    unsigned style;
} styles[] = { { "emphasis", SPAN_EMPHASIS }, { "strong", SPAN_STRONG }, { "code", SPAN_CODE } };
#define STYLE_COUNT (sizeof styles / sizeof *styles)

static unsigned read_style(struct json_in *in, const struct json *member)
{
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (string_is(member->key, styles[i].key) && json_is(in, member, JSON_TRUE, styles[i].key))
            return member->kind == JSON_TRUE ? styles[i].style : SPAN_PLAIN;
    return SPAN_PLAIN;
}

static bool is_span_key(struct string key)
{
    bool is_known = string_is(key, "text") || string_is(key, "link");
    for (size_t i = 0; i < STYLE_COUNT; i++)
        is_known |= string_is(key, styles[i].key);
    return is_known;
}

static void report_span_key(struct json_in *in, const struct json *member)
{
    static const struct string keys[] = { STRING_INIT("text"), STRING_INIT("emphasis"), STRING_INIT("strong"),
                                          STRING_INIT("code"), STRING_INIT("link") };
    size_t count = sizeof keys / sizeof *keys;
    reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of_key(in, member),
                  WORDS(WORD("key", member->key), WORD("where", words_plain(SAY_JSON_IN_SPAN)),
                        WORD("near", reader_near(in->reader, member->key, keys, count))));
}

static void add_styled(struct json_in *in, const struct json_member *member, const struct json *span)
{
    const struct json *text = json_get(span, "text"), *link = json_get(span, "link");
    struct string href = { 0 };
    unsigned style = SPAN_PLAIN;
    for (size_t i = 0; i < span->count; i++) {
        if (!is_span_key(span->items[i].key))
            report_span_key(in, &span->items[i]);
        style |= read_style(in, &span->items[i]);
    }
    if (link && json_is(in, link, JSON_STRING, "link") &&
        values_link(in->reader, link->string, json_place_of(in, link)))
        href = string_copy(in->reader->arena, link->string);
    if (!text)
        json_report_shape(in, span, "text", SAY_JSON_SPAN);
    else if (json_is(in, text, JSON_STRING, "text"))
        texts_add(in->reader, text->string, style & ~member->without, member->is_link ? (struct string){ 0 } : href);
}

static void add_spans(struct json_in *in, const struct json_member *member, const struct json *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct json *span = &spans->items[i];
        if (span->kind == JSON_STRING)
            add_plain(in, member, span->string);
        else if (span->kind == JSON_OBJECT)
            add_styled(in, member, span);
        else
            json_report_shape(in, span, member->key, SAY_JSON_SPAN);
    }
}

struct text json_text_read(struct json_in *in, const struct json_member *member, const struct json *value)
{
    texts_start(in->reader);
    if (value->kind == JSON_STRING)
        add_plain(in, member, value->string);
    else if (value->kind == JSON_ARRAY)
        add_spans(in, member, value);
    else
        json_report_shape(in, value, member->key, SAY_JSON_TEXT);
    return texts_end(in->reader, json_place_of(in, value));
}

static void read_text_field(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    struct text text = json_text_read(in, member, value);
    values_size(in->reader, texts_size(text), SAY_A_TEXT, json_place_of(in, value));
    *(struct text *)field = text;
}

static void read_texts_field(struct json_in *in, const struct json_member *member, const struct json *value,
                             void *field)
{
    struct texts *texts = field;
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return;
    for (size_t i = 0; i < value->count; i++) {
        if (!reader_has_room(in->reader, texts->count, LIST_ITEMS_MAX, member->what,
                             json_place_of(in, &value->items[i])))
            return;
        struct text text = { 0 };
        read_text_field(in, member, &value->items[i], &text);
        if (!text_is_empty(text))
            *LIST_ADD(in->reader->arena, texts) = text;
    }
}

/* Writing. --------------------------------------------------------------------------------------------- */

static bool is_plain(const struct span *span)
{
    return span->style == SPAN_PLAIN && span->href.size == 0;
}

/* The plain spans from start on as one string; gives the index behind them. */
static size_t write_plain(struct json_out *out, struct text text, size_t start)
{
    struct buffer words = buffer_in(out->arena);
    size_t i = start;
    while (i < text.count && is_plain(&text.spans[i]))
        buffer_add(&words, text.spans[i++].text);
    json_write_string(&out->writer, buffer_string(&words));
    return i;
}

static void write_styled(struct json_out *out, const struct span *span)
{
    json_begin_object(&out->writer);
    json_write_key(&out->writer, "text");
    json_write_string(&out->writer, span->text);
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (span->style & styles[i].style) {
            json_write_key(&out->writer, styles[i].key);
            json_write_bool(&out->writer, true);
        }
    if (span->href.size) {
        json_write_key(&out->writer, "link");
        json_write_string(&out->writer, span->href);
    }
    json_end_object(&out->writer);
}

void json_text_write(struct json_out *out, struct text text)
{
    size_t plain = 0;
    while (plain < text.count && is_plain(&text.spans[plain]))
        plain++;
    if (plain == text.count) {
        write_plain(out, text, 0);
        return;
    }
    json_begin_array(&out->writer);
    for (size_t i = 0; i < text.count;) {
        if (is_plain(&text.spans[i]))
            i = write_plain(out, text, i);
        else
            write_styled(out, &text.spans[i++]);
    }
    json_end_array(&out->writer);
}

static void write_text_field(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    json_text_write(out, *(const struct text *)field);
}

static bool is_text_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return text_is_empty(*(const struct text *)field);
}

const struct json_shape json_shape_text = { read_text_field, write_text_field, is_text_empty };

static void write_texts_field(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    const struct texts *texts = field;
    json_begin_array(&out->writer);
    for (size_t i = 0; i < texts->count; i++)
        json_text_write(out, texts->items[i]);
    json_end_array(&out->writer);
}

static bool are_texts_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return ((const struct texts *)field)->count == 0;
}

const struct json_shape json_shape_texts = { read_texts_field, write_texts_field, are_texts_empty };
