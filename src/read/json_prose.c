/* Prose in JSON: an array of blocks. A text is a paragraph, an object anything else. */
#include "read/json_form.h"
#include "read/texts.h"

/* Reading. ------------------------------------------------------------------------------------------ */

static size_t read_blocks(struct json_in *in, const struct json_member *member, const struct json *value,
                          struct prose *prose, int depth);

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

static size_t read_quote(struct json_in *in, const struct json_member *member, const struct json *value,
                         struct block *block, int depth)
{
    block->kind = BLOCK_QUOTE;
    return can_nest(in, value, depth) ? read_blocks(in, member, json_get(value, "quote"), &block->children, depth + 1)
                                      : 0;
}

/* The items of a list, each of them blocks. */
static size_t read_items(struct json_in *in, const struct json_member *member, const struct json *items,
                         struct block *block, int depth)
{
    if (!json_is(in, items, JSON_ARRAY, member->key) || !can_nest(in, items, depth))
        return 0;
    size_t size = 0;
    block->children.blocks = ARENA_NEW_MANY(in->reader->arena, items->count, struct block);
    block->children.count = items->count;
    for (size_t i = 0; i < items->count; i++) {
        struct block *item = &block->children.blocks[i];
        item->kind = BLOCK_ITEM;
        size += 1 + read_blocks(in, member, &items->items[i], &item->children, depth + 1);
    }
    return size;
}

/* The first number of a list is at most this (CommonMark 5.2: nine digits). */
#define LIST_START_MAX 999999999

static size_t read_numbers(struct json_in *in, const struct json_member *member, const struct json *value,
                           struct block *block, int depth)
{
    const struct json *start = json_get(value, "start");
    block->kind = BLOCK_NUMBERS;
    block->start = json_integer_or(start, 1);
    bool is_fine = !start || (start->kind == JSON_INTEGER && block->start >= 0 && block->start <= LIST_START_MAX);
    if (!is_fine)
        json_report_shape(in, start, "start", SAY_JSON_START);
    return read_items(in, member, json_get(value, "numbers"), block, depth);
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
            reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of_key(in, &value->items[i]),
                          WORDS(WORD("key", value->items[i].key), WORD("where", words_plain(SAY_JSON_IN_BLOCK)),
                                WORD("near", reader_near(in->reader, value->items[i].key, keys, count))));
    }
}

/* Fills block and gives the size of its words; 0 when there is nothing to keep. */
static size_t read_block(struct json_in *in, const struct json_member *member, const struct json *value,
                         struct block *block, int depth)
{
    if (value->kind != JSON_OBJECT) {
        block->text = json_text_read(in, member, value);
        return texts_size(block->text);
    }
    check_block_keys(in, value);
    if (json_get(value, "code"))
        return read_code(in, value, block);
    if (json_get(value, "quote"))
        return read_quote(in, member, value, block, depth);
    block->kind = BLOCK_BULLETS;
    if (json_get(value, "bullets"))
        return read_items(in, member, json_get(value, "bullets"), block, depth);
    if (json_get(value, "numbers"))
        return read_numbers(in, member, value, block, depth);
    json_report_shape(in, value, member->key, SAY_JSON_BLOCK);
    return 0;
}

/* Calls itself at most PROSE_DEPTH_MAX deep. */
static size_t read_blocks(struct json_in *in, const struct json_member *member, const struct json *value,
                          struct prose *prose, int depth)
{
    size_t size = 0;
    if (!json_is(in, value, JSON_ARRAY, member->key))
        return 0;
    prose->blocks = ARENA_NEW_MANY(in->reader->arena, value->count, struct block);
    for (size_t i = 0; i < value->count; i++) {
        struct block block = { 0 };
        size_t block_size = read_block(in, member, &value->items[i], &block, depth);
        if (block_size)
            prose->blocks[prose->count++] = block;
        size += block_size;
    }
    return size;
}

static void read_prose_field(struct json_in *in, const struct json_member *member, const struct json *value,
                             void *field)
{
    size_t size = read_blocks(in, member, value, field, 0);
    if (size > PROSE_BYTES_MAX)
        reader_report(in->reader, PROBLEM_TOO_LONG, json_place_of(in, value),
                      WORDS(WORD("what", words_plain(SAY_A_TEXT)), WORD("size", reader_number(in->reader, size)),
                            WORD("max", reader_number(in->reader, PROSE_BYTES_MAX))));
}

/* Writing. ------------------------------------------------------------------------------------------ */

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
        json_text_write(out, block->text);
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
