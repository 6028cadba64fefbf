/* Rich text and prose in JSON.
 *
 * A text is a string, or an array of strings and styled spans: ["See ", {"text": "Rc<T>", "code": true}, "."]. A line
 * feed in a string is a hard line break. Prose is an array of blocks: a text is a paragraph, an object anything else.
 */
#include "read/json_form.h"
#include "read/texts.h"
#include "read/values.h"

/* Reading.
 * --------------------------------------------------------------------------------------------------------------- */

static void add_plain(struct json_in *in, struct string words)
{
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
    reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of(in, member),
                  WORDS(WORD("key", member->key), WORD("where", words_plain(SAY_JSON_SPAN)),
                        WORD("near", reader_near(in->reader, member->key, keys, count))));
}

static void add_styled(struct json_in *in, const struct json *span)
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
        texts_add(in->reader, text->string, style, href);
}

static void add_spans(struct json_in *in, const struct json *spans, const char *key)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct json *span = &spans->items[i];
        if (span->kind == JSON_STRING)
            add_plain(in, span->string);
        else if (span->kind == JSON_OBJECT)
            add_styled(in, span);
        else
            json_report_shape(in, span, key, SAY_JSON_SPAN);
    }
}

static struct text read_text(struct json_in *in, const struct json *value, const char *key)
{
    texts_start(in->reader);
    if (value->kind == JSON_STRING)
        add_plain(in, value->string);
    else if (value->kind == JSON_ARRAY)
        add_spans(in, value, key);
    else
        json_report_shape(in, value, key, SAY_JSON_TEXT);
    return texts_end(in->reader, json_place_of(in, value));
}

static void read_text_field(struct json_in *in, const struct json_member *member, const struct json *value, void *field)
{
    struct text text = read_text(in, value, member->key);
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

/* Prose.
 * ------------------------------------------------------------------------------------------------------------------ */

static size_t read_blocks(struct json_in *in, const struct json *value, const char *key, struct prose *prose,
                          int depth);

static size_t read_code(struct json_in *in, const struct json *value, struct block *block)
{
    const struct json *code = json_get(value, "code"), *language = json_get(value, "language");
    block->kind = BLOCK_CODE;
    if (!json_is(in, code, JSON_STRING, "code"))
        return 0;
    block->code = texts_code(in->reader, code->string, json_place_of(in, code));
    if (language && json_is(in, language, JSON_STRING, "language"))
        block->language = texts_language(in->reader, language->string);
    return block->code.size;
}

static bool can_nest(struct json_in *in, const struct json *value, int depth)
{
    if (depth < PROSE_DEPTH_MAX)
        return true;
    reader_report(in->reader, PROBLEM_TOO_DEEP, json_place_of(in, value),
                  WORDS(WORD("max", reader_number(in->reader, PROSE_DEPTH_MAX))));
    return false;
}

static size_t read_quote(struct json_in *in, const struct json *value, struct block *block, int depth)
{
    block->kind = BLOCK_QUOTE;
    return can_nest(in, value, depth) ? read_blocks(in, json_get(value, "quote"), "quote", &block->children, depth + 1)
                                      : 0;
}

/* The items of a list, each of them blocks. */
static size_t read_items(struct json_in *in, const struct json *items, const char *key, struct block *block, int depth)
{
    if (!json_is(in, items, JSON_ARRAY, key) || !can_nest(in, items, depth))
        return 0;
    size_t size = 0;
    block->children.blocks = ARENA_NEW_MANY(in->reader->arena, items->count, struct block);
    block->children.count = items->count;
    for (size_t i = 0; i < items->count; i++) {
        struct block *item = &block->children.blocks[i];
        item->kind = BLOCK_ITEM;
        size += 1 + read_blocks(in, &items->items[i], key, &item->children, depth + 1);
    }
    return size;
}

/* The first number of a list is at most this (CommonMark 5.2: nine digits). */
#define LIST_START_MAX 999999999

static size_t read_numbers(struct json_in *in, const struct json *value, struct block *block, int depth)
{
    const struct json *start = json_get(value, "start");
    block->kind = BLOCK_NUMBERS;
    block->start = json_integer_or(start, 1);
    bool is_fine = !start || (start->kind == JSON_INTEGER && block->start >= 0 && block->start <= LIST_START_MAX);
    if (!is_fine)
        json_report_shape(in, start, "start", SAY_JSON_START);
    return read_items(in, json_get(value, "numbers"), "numbers", block, depth);
}

static void check_block_keys(struct json_in *in, const struct json *value)
{
    static const struct string keys[] = { STRING_INIT("code"),    STRING_INIT("language"), STRING_INIT("quote"),
                                          STRING_INIT("bullets"), STRING_INIT("numbers"),  STRING_INIT("start") };
    size_t count = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < value->count; i++) {
        size_t known = 0;
        while (known < count && !string_equal(value->items[i].key, keys[known]))
            known++;
        if (known == count)
            reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of(in, &value->items[i]),
                          WORDS(WORD("key", value->items[i].key), WORD("where", words_plain(SAY_JSON_BLOCK)),
                                WORD("near", reader_near(in->reader, value->items[i].key, keys, count))));
    }
}

/* Fills block and gives the size of its words; 0 when there is nothing to keep. */
static size_t read_block(struct json_in *in, const struct json *value, const char *key, struct block *block, int depth)
{
    if (value->kind != JSON_OBJECT) {
        block->text = read_text(in, value, key);
        return texts_size(block->text);
    }
    check_block_keys(in, value);
    if (json_get(value, "code"))
        return read_code(in, value, block);
    if (json_get(value, "quote"))
        return read_quote(in, value, block, depth);
    block->kind = BLOCK_BULLETS;
    if (json_get(value, "bullets"))
        return read_items(in, json_get(value, "bullets"), "bullets", block, depth);
    if (json_get(value, "numbers"))
        return read_numbers(in, value, block, depth);
    json_report_shape(in, value, key, SAY_JSON_BLOCK);
    return 0;
}

/* Calls itself at most PROSE_DEPTH_MAX deep. */
static size_t read_blocks(struct json_in *in, const struct json *value, const char *key, struct prose *prose, int depth)
{
    size_t size = 0;
    if (!json_is(in, value, JSON_ARRAY, key))
        return 0;
    prose->blocks = ARENA_NEW_MANY(in->reader->arena, value->count, struct block);
    for (size_t i = 0; i < value->count; i++) {
        struct block block = { 0 };
        size_t block_size = read_block(in, &value->items[i], key, &block, depth);
        if (block_size)
            prose->blocks[prose->count++] = block;
        size += block_size;
    }
    return size;
}

static void read_prose_field(struct json_in *in, const struct json_member *member, const struct json *value,
                             void *field)
{
    size_t size = read_blocks(in, value, member->key, field, 0);
    if (size > PROSE_BYTES_MAX)
        reader_report(in->reader, PROBLEM_TOO_LONG, json_place_of(in, value),
                      WORDS(WORD("what", words_plain(SAY_A_TEXT)), WORD("size", reader_number(in->reader, size)),
                            WORD("max", reader_number(in->reader, PROSE_BYTES_MAX))));
}

/* Writing.
 * --------------------------------------------------------------------------------------------------------------- */

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
    json_string(&out->writer, buffer_string(&words));
    return i;
}

static void write_styled(struct json_out *out, const struct span *span)
{
    json_begin_object(&out->writer);
    json_key(&out->writer, "text");
    json_string(&out->writer, span->text);
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (span->style & styles[i].style) {
            json_key(&out->writer, styles[i].key);
            json_bool(&out->writer, true);
        }
    if (span->href.size) {
        json_key(&out->writer, "link");
        json_string(&out->writer, span->href);
    }
    json_end_object(&out->writer);
}

static void write_text(struct json_out *out, struct text text)
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
    write_text(out, *(const struct text *)field);
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
        write_text(out, texts->items[i]);
    json_end_array(&out->writer);
}

static bool are_texts_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return ((const struct texts *)field)->count == 0;
}

const struct json_shape json_shape_texts = { read_texts_field, write_texts_field, are_texts_empty };

static void write_blocks(struct json_out *out, struct prose prose);

static void write_code(struct json_out *out, const struct block *block)
{
    json_key(&out->writer, "code");
    json_string(&out->writer, block->code);
    if (block->language.size) {
        json_key(&out->writer, "language");
        json_string(&out->writer, block->language);
    }
}

static void write_items(struct json_out *out, const struct block *list)
{
    bool has_numbers = list->kind == BLOCK_NUMBERS;
    json_key(&out->writer, has_numbers ? "numbers" : "bullets");
    json_begin_array(&out->writer);
    for (size_t i = 0; i < list->children.count; i++)
        write_blocks(out, list->children.blocks[i].children);
    json_end_array(&out->writer);
    if (has_numbers && list->start != 1) {
        json_key(&out->writer, "start");
        json_integer(&out->writer, list->start);
    }
}

static void write_block(struct json_out *out, const struct block *block)
{
    if (block->kind == BLOCK_PARAGRAPH) {
        write_text(out, block->text);
        return;
    }
    json_begin_object(&out->writer);
    if (block->kind == BLOCK_CODE) {
        write_code(out, block);
    } else if (block->kind == BLOCK_QUOTE) {
        json_key(&out->writer, "quote");
        write_blocks(out, block->children);
    } else {
        write_items(out, block);
    }
    json_end_object(&out->writer);
}

/* Calls itself at most PROSE_DEPTH_MAX deep. */
static void write_blocks(struct json_out *out, struct prose prose)
{
    json_begin_array(&out->writer);
    for (size_t i = 0; i < prose.count; i++)
        write_block(out, &prose.blocks[i]);
    json_end_array(&out->writer);
}

static void write_prose_field(struct json_out *out, const struct json_member *member, const void *field)
{
    (void)member;
    write_blocks(out, *(const struct prose *)field);
}

static bool is_prose_field_empty(const struct json_member *member, const void *field)
{
    (void)member;
    return ((const struct prose *)field)->count == 0;
}

const struct json_shape json_shape_prose = { read_prose_field, write_prose_field, is_prose_field_empty };
