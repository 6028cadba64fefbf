#include "read/markdown.h"

#include <cmark.h>
#include <string.h>

#include "read/pool.h"
#include "read/texts.h"
#include "read/values.h"

static _Thread_local uint32_t lines_before; /* the document: what cmark has not seen */

/* cmark's functions take nodes that are not const, and change nothing when they only look. */
static cmark_node *node_of(const struct markdown_node *node)
{
    union {
        const struct markdown_node *ours;
        cmark_node *theirs;
    } both = { .ours = node };
    return both.theirs;
}

static const struct markdown_node *ours(cmark_node *node)
{
    return (const struct markdown_node *)node;
}

const struct markdown_node *markdown_parse(struct reader *reader, uint32_t first_line)
{
    const struct source *source = reader->source;
    lines_before = first_line - 1;
    if (first_line > source->line_count)
        return NULL;
    struct string text = string_slice(source->text, source->line_starts[first_line - 1], source->text.size);
    static cmark_mem allocator = { pool_calloc, pool_realloc, pool_free };
    pool_use(reader->scratch);
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &allocator);
    cmark_parser_feed(parser, text.bytes, text.size);
    cmark_node *document = cmark_parser_finish(parser);
    return ours(cmark_node_first_child(document));
}

const struct markdown_node *markdown_next(const struct markdown_node *node)
{
    return ours(cmark_node_next(node_of(node)));
}

const struct markdown_node *markdown_first(const struct markdown_node *node)
{
    return ours(cmark_node_first_child(node_of(node)));
}

static enum markdown_kind list_kind(const struct markdown_node *node)
{
    return cmark_node_get_list_type(node_of(node)) == CMARK_BULLET_LIST ? MARKDOWN_BULLETS : MARKDOWN_NUMBERS;
}

enum markdown_kind markdown_kind(const struct markdown_node *node)
{
    static const enum markdown_kind kinds[] = {
        [CMARK_NODE_BLOCK_QUOTE] = MARKDOWN_QUOTE,   [CMARK_NODE_ITEM] = MARKDOWN_ITEM,
        [CMARK_NODE_CODE_BLOCK] = MARKDOWN_CODE,     [CMARK_NODE_HTML_BLOCK] = MARKDOWN_HTML,
        [CMARK_NODE_PARAGRAPH] = MARKDOWN_PARAGRAPH, [CMARK_NODE_HEADING] = MARKDOWN_HEADING,
        [CMARK_NODE_THEMATIC_BREAK] = MARKDOWN_RULE,
    };
    cmark_node_type type = cmark_node_get_type(node_of(node));
    return type == CMARK_NODE_LIST ? list_kind(node) : kinds[type];
}

int markdown_level(const struct markdown_node *heading)
{
    return cmark_node_get_heading_level(node_of(heading));
}

struct place markdown_place(const struct reader *reader, const struct markdown_node *node)
{
    uint32_t line = (uint32_t)cmark_node_get_start_line(node_of(node)) + lines_before;
    uint32_t column = (uint32_t)cmark_node_get_start_column(node_of(node));
    uint32_t size = (uint32_t)source_line(reader->source, line).size;
    return (struct place){ line, column, size >= column ? size - column + 1 : 0 };
}

static struct string literal_of(cmark_node *node)
{
    return string_from(cmark_node_get_literal(node));
}

/* Spans. ----------------------------------------------------------------------------------------------- */

/* The way through the spans of one paragraph: what surrounds the one at hand. */
struct walk {
    struct reader *reader;
    struct place place; /* of the paragraph */
    struct place at;    /* behind what was found in it last; its length is 0 */
    int emphasis_depth, strong_depth;
    struct string href;
};

static void report_unsupported(struct reader *reader, struct place place, enum say what, enum say instead)
{
    reader_report(reader, PROBLEM_UNSUPPORTED, place,
                  WORDS(WORD("what", words_plain(what)), WORD("instead", words_plain(instead))));
}

static bool is_within_code(const struct reader *reader, struct place place)
{
    struct string before = string_slice(source_line(reader->source, place.line), 0, place.column - 1);
    bool is_within = false;
    for (size_t i = 0; i < before.size; i++)
        is_within ^= before.bytes[i] == '`';
    return is_within;
}

/* The place of token behind what was found before it; of the whole paragraph when it is not there as it is. cmark's own
 * positions within a paragraph are not right. */
static struct place find_next(struct walk *walk, struct string token)
{
    struct place found = reader_find(walk->reader, walk->at, token);
    while (found.length && is_within_code(walk->reader, found))
        found = reader_find(walk->reader, (struct place){ found.line, found.column + 1, 0 }, token);
    if (found.length == 0)
        return walk->place;
    walk->at = (struct place){ found.line, found.column + found.length, 0 };
    return found;
}

static void report_html(struct walk *walk, struct string html)
{
    struct string rest = html, line = string_cut(&rest, '\n');
    reader_report(walk->reader, PROBLEM_RAW_HTML, find_next(walk, line), WORDS(WORD("html", line)));
}

static void enter_link(struct walk *walk, cmark_node *link)
{
    struct string url = string_from(cmark_node_get_url(link));
    struct place place = find_next(walk, url);
    if (!values_link(walk->reader, url, place))
        return;
    if (string_from(cmark_node_get_title(link)).size)
        report_unsupported(walk->reader, place, SAY_LINK_TITLE, SAY_LINK_TITLE_INSTEAD);
    walk->href = string_copy(walk->reader->arena, url);
}

static unsigned style_of(const struct walk *walk)
{
    return (walk->emphasis_depth ? SPAN_EMPHASIS : 0u) | (walk->strong_depth ? SPAN_STRONG : 0u);
}

static void enter_span(struct walk *walk, cmark_node *node)
{
    struct reader *reader = walk->reader;
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        texts_add(reader, literal_of(node), style_of(walk), walk->href);
        break;
    case CMARK_NODE_SOFTBREAK:
        texts_add(reader, STRING(" "), style_of(walk), walk->href);
        break;
    case CMARK_NODE_LINEBREAK:
        texts_break(reader);
        break;
    case CMARK_NODE_CODE:
        texts_add(reader, literal_of(node), style_of(walk) | SPAN_CODE, walk->href);
        break;
    case CMARK_NODE_HTML_INLINE:
        report_html(walk, literal_of(node));
        texts_add(reader, literal_of(node), style_of(walk), walk->href);
        break;
    case CMARK_NODE_EMPH:
        walk->emphasis_depth++;
        break;
    case CMARK_NODE_STRONG:
        walk->strong_depth++;
        break;
    case CMARK_NODE_LINK:
        enter_link(walk, node);
        break;
    case CMARK_NODE_IMAGE:
        report_unsupported(reader, find_next(walk, STRING("![")), SAY_IMAGE, SAY_IMAGE_INSTEAD);
        break;
    }
}

static void leave_span(struct walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    walk->emphasis_depth -= type == CMARK_NODE_EMPH;
    walk->strong_depth -= type == CMARK_NODE_STRONG;
    if (type == CMARK_NODE_LINK)
        walk->href = (struct string){ 0 };
}

/* In document order, up and down by pointers: spans nest as deeply as an author likes, and the stack must not care. */
static void walk_spans(struct walk *walk, cmark_node *paragraph)
{
    cmark_node *node = cmark_node_first_child(paragraph);
    while (node) {
        enter_span(walk, node);
        cmark_node *next = cmark_node_first_child(node);
        while (!next && node != paragraph) {
            leave_span(walk, node);
            next = cmark_node_next(node);
            if (!next)
                node = cmark_node_parent(node);
        }
        node = next;
    }
}

static struct walk walk_of(struct reader *reader, const struct markdown_node *node)
{
    struct place place = markdown_place(reader, node);
    return (struct walk){ .reader = reader, .place = place, .at = { place.line, place.column, 0 } };
}

struct text markdown_text(struct reader *reader, const struct markdown_node *node)
{
    struct walk walk = walk_of(reader, node);
    texts_start(reader);
    walk_spans(&walk, node_of(node));
    return texts_end(reader, walk.place);
}

/* Blocks. ---------------------------------------------------------------------------------------------- */

static size_t add_blocks(struct reader *reader, struct prose *prose, const struct markdown_node *node,
                         const struct markdown_node *end, int depth);

static struct text html_text(struct reader *reader, const struct markdown_node *node)
{
    struct walk walk = walk_of(reader, node);
    report_html(&walk, literal_of(node_of(node)));
    texts_start(reader);
    texts_add(reader, literal_of(node_of(node)), SPAN_PLAIN, (struct string){ 0 });
    return texts_end(reader, walk.place);
}

static bool can_nest(struct reader *reader, const struct markdown_node *node, int depth)
{
    if (depth < PROSE_DEPTH_MAX)
        return true;
    reader_report(reader, PROBLEM_TOO_DEEP, markdown_place(reader, node),
                  WORDS(WORD("max", reader_number(reader, PROSE_DEPTH_MAX))));
    return false;
}

/* The blocks within a list or a quote. */
static size_t add_nested(struct reader *reader, struct block *block, const struct markdown_node *node, int depth)
{
    return can_nest(reader, node, depth) ? add_blocks(reader, &block->children, markdown_first(node), NULL, depth + 1)
                                         : 0;
}

/* Fills block and gives the size of its words; 0 when there is nothing to keep. */
static size_t fill_block(struct reader *reader, struct block *block, const struct markdown_node *node, int depth)
{
    switch (markdown_kind(node)) {
    case MARKDOWN_PARAGRAPH:
        block->text = markdown_text(reader, node);
        return texts_size(block->text);
    case MARKDOWN_HTML:
        block->text = html_text(reader, node);
        return texts_size(block->text);
    case MARKDOWN_CODE:
        block->kind = BLOCK_CODE;
        block->code = texts_code(reader, literal_of(node_of(node)), markdown_place(reader, node));
        block->language = texts_language(reader, string_from(cmark_node_get_fence_info(node_of(node))));
        return block->code.size;
    case MARKDOWN_QUOTE:
        block->kind = BLOCK_QUOTE;
        return add_nested(reader, block, node, depth);
    case MARKDOWN_BULLETS:
        block->kind = BLOCK_BULLETS;
        return add_nested(reader, block, node, depth);
    case MARKDOWN_NUMBERS:
        block->kind = BLOCK_NUMBERS;
        block->start = cmark_node_get_list_start(node_of(node));
        return add_nested(reader, block, node, depth);
    case MARKDOWN_ITEM:
        block->kind = BLOCK_ITEM;
        return 1 + add_blocks(reader, &block->children, markdown_first(node), NULL, depth);
    case MARKDOWN_HEADING:
        report_unsupported(reader, markdown_place(reader, node), SAY_DEEP_HEADING, SAY_DEEP_HEADING_INSTEAD);
        return 0;
    case MARKDOWN_RULE:
        report_unsupported(reader, markdown_place(reader, node), SAY_RULE, SAY_RULE_INSTEAD);
        return 0;
    }
    return 0;
}

/* Fills prose with the blocks from node to end and gives the size of their words. Calls itself at most PROSE_DEPTH_MAX
 * deep. */
static size_t add_blocks(struct reader *reader, struct prose *prose, const struct markdown_node *node,
                         const struct markdown_node *end, int depth)
{
    size_t size = 0, count = 0;
    for (const struct markdown_node *block = node; block && block != end; block = markdown_next(block))
        count++;
    prose->blocks = ARENA_NEW_MANY(reader->arena, count, struct block);
    for (; node && node != end; node = markdown_next(node)) {
        struct block block = { 0 };
        size_t block_size = fill_block(reader, &block, node, depth);
        if (block_size)
            prose->blocks[prose->count++] = block;
        size += block_size;
    }
    return size;
}

struct prose markdown_prose(struct reader *reader, const struct markdown_node *node, const struct markdown_node *end)
{
    struct prose prose = { 0 };
    size_t size = add_blocks(reader, &prose, node, end, 0);
    if (size > PROSE_BYTES_MAX)
        reader_report(reader, PROBLEM_TOO_LONG, markdown_place(reader, node),
                      WORDS(WORD("what", words_plain(SAY_A_TEXT)), WORD("size", reader_number(reader, size)),
                            WORD("max", reader_number(reader, PROSE_BYTES_MAX))));
    return prose;
}
