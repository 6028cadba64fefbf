/* Prose in JSON: an array of blocks. A text is a paragraph, an object anything else. */
#include "read/json_form.h"
#include "read/texts.h"

/* Reading. ------------------------------------------------------------------------------------------ */

static size_t read_blocks(struct json_in *in, const struct json_member *member, const struct json *value,
                          struct prose *prose, int depth);

/* What is behind a fence in Markdown ends at the first odd sign; here nothing stands behind it, so nothing may be lost.
 */
static struct string read_code_language(struct json_in *in, const struct json *value)
{
    struct string language = texts_language(in->reader, value->string);
    if (language.size < value->string.size)
        reader_report(in->reader, PROBLEM_NOT_A_CODE_LANGUAGE, json_place_of(in, value),
                      WORDS(WORD("value", value->string), WORD("max", reader_number(in->reader, SLUG_MAX))));
    return language;
}

static size_t read_code(struct json_in *in, const struct json_member *member, const struct json *value,
                        struct block *block, int depth)
{
    (void)member, (void)depth;
    const struct json *code = json_get(value, "code"), *language = json_get(value, "language");
    block->kind = BLOCK_CODE;
    if (!json_is(in, code, JSON_STRING, "code"))
        return 0;
    block->code = texts_code(in->reader, code->string, json_place_of(in, code));
    if (language && json_is(in, language, JSON_STRING, "language"))
        block->language = read_code_language(in, language);
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

static size_t read_bullets(struct json_in *in, const struct json_member *member, const struct json *value,
                           struct block *block, int depth)
{
    block->kind = BLOCK_BULLETS;
    return read_items(in, member, json_get(value, "bullets"), block, depth);
}

/* A kind of block: the key it is known by, what may stand beside that, and its reader. */
static const struct block_row {
    struct string keys[2];
    size_t key_count;
    size_t (*read)(struct json_in *in, const struct json_member *member, const struct json *value, struct block *block,
                   int depth);
} block_rows[] = {
    { { STRING_INIT("code"), STRING_INIT("language") }, 2, read_code },
    { { STRING_INIT("quote") }, 1, read_quote },
    { { STRING_INIT("bullets") }, 1, read_bullets },
    { { STRING_INIT("numbers"), STRING_INIT("start") }, 2, read_numbers },
};
#define BLOCK_ROW_COUNT (sizeof block_rows / sizeof *block_rows)

static bool holds(const struct string *keys, size_t count, struct string key)
{
    size_t i = 0;
    while (i < count && !string_equal(key, keys[i]))
        i++;
    return i < count;
}

/* NULL when it is of no kind. */
static const struct block_row *find_block_row(const struct json *value)
{
    for (size_t i = 0; i < BLOCK_ROW_COUNT; i++)
        for (size_t j = 0; j < value->count; j++)
            if (string_equal(value->items[j].key, block_rows[i].keys[0]))
                return &block_rows[i];
    return NULL;
}

/* What stands in a block beside its own keys would be lost, even if it is a key of another kind. */
static void check_block_keys(struct json_in *in, const struct json *value, const struct block_row *row)
{
    for (size_t i = 0; i < value->count; i++) {
        const struct json *item = &value->items[i];
        if (!holds(row->keys, row->key_count, item->key))
            reader_report(in->reader, PROBLEM_UNKNOWN_KEY, json_place_of_key(in, item),
                          WORDS(WORD("key", item->key), WORD("where", words_plain(SAY_JSON_IN_BLOCK)),
                                WORD("near", reader_near(in->reader, item->key, row->keys, row->key_count))));
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
    const struct block_row *row = find_block_row(value);
    if (!row) {
        json_report_shape(in, value, member->key, SAY_JSON_BLOCK);
        return 0;
    }
    check_block_keys(in, value, row);
    return row->read(in, member, value, block, depth);
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
    json_write_key(&out->writer, "code");
    json_write_string(&out->writer, block->code);
    if (block->language.size) {
        json_write_key(&out->writer, "language");
        json_write_string(&out->writer, block->language);
    }
}

static void write_items(struct json_out *out, const struct block *list)
{
    bool has_numbers = list->kind == BLOCK_NUMBERS;
    json_write_key(&out->writer, has_numbers ? "numbers" : "bullets");
    json_begin_array(&out->writer);
    for (size_t i = 0; i < list->children.count; i++)
        write_blocks(out, list->children.blocks[i].children);
    json_end_array(&out->writer);
    if (has_numbers && list->start != 1) {
        json_write_key(&out->writer, "start");
        json_write_integer(&out->writer, list->start);
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
        json_write_key(&out->writer, "quote");
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
