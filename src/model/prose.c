#include "model/prose.h"

struct text text_plain(struct arena *arena, struct string s)
{
    if (s.size == 0)
        return (struct text){ 0 };
    struct span *span = ARENA_NEW(arena, struct span);
    span->text = s;
    return (struct text){ span, 1 };
}

static void add_words(struct buffer *buffer, struct text text)
{
    for (size_t i = 0; i < text.count; i++)
        buffer_add(buffer, string_is(text.spans[i].text, "\n") ? STRING(" ") : text.spans[i].text);
}

struct string text_string(struct arena *arena, struct text text)
{
    struct buffer buffer = buffer_in(arena);
    add_words(&buffer, text);
    return buffer_string(&buffer);
}

bool text_is_empty(struct text text)
{
    for (size_t i = 0; i < text.count; i++)
        if (text.spans[i].text.size > 0)
            return false;
    return true;
}

static bool span_equal(struct span a, struct span b)
{
    return a.style == b.style && string_equal(a.text, b.text) && string_equal(a.href, b.href);
}

bool text_equal(struct text a, struct text b)
{
    if (a.count != b.count)
        return false;
    for (size_t i = 0; i < a.count; i++)
        if (!span_equal(a.spans[i], b.spans[i]))
            return false;
    return true;
}

static bool has_children(enum block_kind kind)
{
    return kind != BLOCK_PARAGRAPH && kind != BLOCK_CODE;
}

/* A line feed goes before a block rather than behind it, so that none stands at the end. */
static void add_blocks(struct buffer *buffer, struct prose prose)
{
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        if (has_children(block->kind)) {
            add_blocks(buffer, block->children);
            continue;
        }
        if (buffer->size > 0)
            buffer_add_byte(buffer, '\n');
        if (block->kind == BLOCK_PARAGRAPH)
            add_words(buffer, block->text);
        else
            buffer_add(buffer, string_slice(block->code, 0, block->code.size - (block->code.size > 0)));
    }
}

struct string prose_string(struct arena *arena, struct prose prose)
{
    struct buffer buffer = buffer_in(arena);
    add_blocks(&buffer, prose);
    return buffer_string(&buffer);
}

bool prose_is_empty(struct prose prose)
{
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        if (!text_is_empty(block->text) || block->code.size > 0 || !prose_is_empty(block->children))
            return false;
    }
    return true;
}

static bool block_equal(const struct block *a, const struct block *b)
{
    return a->kind == b->kind && a->start == b->start && text_equal(a->text, b->text) &&
           string_equal(a->code, b->code) && string_equal(a->language, b->language) &&
           prose_equal(a->children, b->children);
}

bool prose_equal(struct prose a, struct prose b)
{
    if (a.count != b.count)
        return false;
    for (size_t i = 0; i < a.count; i++)
        if (!block_equal(&a.blocks[i], &b.blocks[i]))
            return false;
    return true;
}

/* Words may run on from one styled span into the next; is_in_word carries that over. */
static size_t count_words(struct string s, bool *is_in_word)
{
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++) {
        bool is_white_space = s.bytes[i] == ' ' || (s.bytes[i] >= '\t' && s.bytes[i] <= '\r');
        count += !is_white_space && !*is_in_word;
        *is_in_word = !is_white_space;
    }
    return count;
}

size_t prose_word_count(struct prose prose)
{
    size_t count = 0;
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        bool is_in_word = false;
        for (size_t r = 0; r < block->text.count; r++)
            count += count_words(block->text.spans[r].text, &is_in_word);
        is_in_word = false;
        count += count_words(block->code, &is_in_word) + prose_word_count(block->children);
    }
    return count;
}
