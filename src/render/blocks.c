#include "render/blocks.h"

#include "render/paragraph.h"

static struct string number_label(struct arena *arena, int64_t number)
{
    return string_format(arena, "%lld. ", (long long)number);
}

static void set_code(struct page *page, struct string code)
{
    struct margin margin;
    page_push(page, &margin, STRING("    "), STRING("    "), 0);
    while (code.size > 0) {
        struct string line = string_cut(&code, '\n');
        if (string_trim(line).size == 0)
            page_gap(page);
        else
            page_code_line(page, line);
    }
    page_pop(page);
}

static void set_items(struct page *page, const struct block *list, unsigned ink)
{
    for (size_t i = 0; i < list->children.count; i++) {
        struct string sign =
            list->kind == BLOCK_NUMBERS ? number_label(page->arena, list->start + (int64_t)i) : STRING("- ");
        struct margin margin;
        page_push(page, &margin, sign, page_blank_like(page, sign), 0);
        blocks_set(page, list->children.blocks[i].children, ink);
        page_pop(page);
        if (i + 1 < list->children.count)
            page_tighten(page);
    }
}

static void set_quote(struct page *page, struct prose prose, unsigned ink)
{
    struct margin margin;
    page_push(page, &margin, STRING("> "), STRING("> "), INK_DIM);
    blocks_set(page, prose, ink);
    page_pop(page);
}

static void set_block(struct page *page, const struct block *block, unsigned ink)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        paragraph_set_text(page, block->text, ink);
        break;
    case BLOCK_CODE:
        set_code(page, block->code);
        break;
    case BLOCK_QUOTE:
        set_quote(page, block->children, ink);
        break;
    case BLOCK_BULLETS:
    case BLOCK_NUMBERS:
        set_items(page, block, ink);
        break;
    case BLOCK_ITEM:
        blocks_set(page, block->children, ink);
        break;
    }
}

void blocks_set(struct page *page, struct prose prose, unsigned ink)
{
    for (size_t i = 0; i < prose.count; i++) {
        if (i > 0)
            page_gap(page);
        set_block(page, &prose.blocks[i], ink);
    }
}
