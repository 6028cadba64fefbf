/* Paragraphs and blocks: lines are filled, and blocks stand so that each is read as itself again. */
#include "base/utf8.h"
#include "read/format.h"
#include "read/read.h"

static struct string without_spaces_at_end(struct string s)
{
    while (s.size && s.bytes[s.size - 1] == ' ')
        s.size--;
    return s;
}

/* A line of nothing but the indent. */
static void add_empty_line(struct buffer *out, struct string indent)
{
    buffer_add(out, without_spaces_at_end(indent));
    buffer_add_byte(out, '\n');
}

/* Paragraphs. ------------------------------------------------------------------------------------------ */

/* The words of a line are filled in one after another. */
struct filler {
    struct buffer *out;
    struct string rest; /* the indent of lines to come */
    size_t column;      /* of the line so far */
    bool is_line_start;
};

static void start_line(struct filler *filler, struct string indent)
{
    buffer_add(filler->out, indent);
    filler->column = utf8_width(indent);
    filler->is_line_start = true;
}

static void add_glued(struct buffer *out, struct string word)
{
    for (size_t i = 0; i < word.size; i++)
        buffer_add_byte(out, word.bytes[i] == FORMAT_GLUE ? ' ' : word.bytes[i]);
}

/* A word that would begin a block stays on its line, however long that grows. */
static void add_word(struct filler *filler, struct string word)
{
    size_t width = utf8_width(word), glue = 0; /* FORMAT_GLUE has no width */
    for (size_t i = 0; i < word.size; i++)
        glue += word.bytes[i] == FORMAT_GLUE;
    width += glue;
    if (!filler->is_line_start) {
        bool fits = filler->column + 1 + width <= FORMAT_COLUMNS;
        if (fits || format_begins_block(word)) {
            buffer_add_byte(filler->out, ' ');
            filler->column++;
        } else {
            buffer_add_byte(filler->out, '\n');
            start_line(filler, filler->rest);
        }
    }
    add_glued(filler->out, word);
    filler->column += width;
    filler->is_line_start = false;
}

/* "[`a]: b`](c)" is a link, but at the start of a paragraph it would define one, and code cannot be escaped. */
static bool defines_link(struct string words)
{
    size_t i = 1;
    while (i < words.size && words.bytes[i] != ']')
        i += words.bytes[i] == '\\' ? 2 : 1;
    return words.size > 0 && words.bytes[0] == '[' && i + 1 < words.size && words.bytes[i + 1] == ':';
}

void format_paragraph(struct buffer *out, struct text text, struct format_indent indent)
{
    struct filler filler = { .out = out, .rest = indent.rest };
    struct string words = format_spans(out->arena, text);
    start_line(&filler, indent.first);
    if (defines_link(words)) {
        buffer_add_c(out, "\\\n"); /* a break before all words, which is dropped again */
        start_line(&filler, indent.rest);
    }
    while (words.size) {
        struct string line = string_cut(&words, '\n');
        while (line.size)
            add_word(&filler, string_cut(&line, ' '));
        if (words.size) {
            buffer_add_c(out, "\\\n");
            start_line(&filler, indent.rest);
        }
    }
    buffer_add_byte(out, '\n');
}

static bool is_all_marks(struct string word)
{
    for (size_t i = 0; i < word.size; i++)
        if (word.bytes[i] != '#')
            return false;
    return word.size > 0;
}

struct string format_line(struct arena *arena, struct text text)
{
    struct buffer line = buffer_in(arena);
    struct string words = format_spans(arena, text);
    for (size_t i = 0; i < words.size; i++) {
        bool is_space = words.bytes[i] == '\n' || words.bytes[i] == FORMAT_GLUE;
        bool is_behind_space = i > 0 && words.bytes[i - 1] == ' ';
        if (is_behind_space && is_all_marks(string_slice(words, i, words.size))) /* they would close a heading */
            buffer_add_byte(&line, '\\');
        buffer_add_byte(&line, is_space ? ' ' : words.bytes[i]);
    }
    return buffer_string(&line);
}

/* Blocks. ---------------------------------------------------------------------------------------------- */

/* How deep in lists, which decides their mark. */
struct place_in {
    struct format_indent indent;
    int depth;
};

static void add_blocks(struct buffer *out, struct prose prose, struct place_in in, bool is_tight);

static size_t longest_fence(struct string code)
{
    size_t longest = 0, ticks = 0;
    for (size_t i = 0; i < code.size; i++) {
        ticks = code.bytes[i] == '`' ? ticks + 1 : 0;
        longest = ticks > longest ? ticks : longest;
    }
    return longest;
}

static void add_code(struct buffer *out, const struct block *block, struct format_indent indent)
{
    size_t longest = longest_fence(block->code), fence = longest < 3 ? 3 : longest + 1;
    struct string code = block->code;
    buffer_add(out, indent.first);
    buffer_add_repeat(out, '`', fence);
    buffer_add(out, block->language);
    buffer_add_byte(out, '\n');
    while (code.size) {
        struct string line = string_cut(&code, '\n');
        if (line.size == 0) {
            add_empty_line(out, indent.rest);
            continue;
        }
        buffer_add(out, indent.rest);
        buffer_add(out, line);
        buffer_add_byte(out, '\n');
    }
    buffer_add(out, indent.rest);
    buffer_add_repeat(out, '`', fence);
    buffer_add_byte(out, '\n');
}

static struct string joined(struct arena *arena, struct string a, struct string b)
{
    return string_format(arena, "%.*s%.*s", STRING_ARG(a), STRING_ARG(b));
}

static void add_quote(struct buffer *out, const struct block *block, struct place_in in)
{
    struct string mark = STRING("> ");
    struct format_indent inner = { joined(out->arena, in.indent.first, mark),
                                   joined(out->arena, in.indent.rest, mark) };
    add_blocks(out, block->children, (struct place_in){ inner, in.depth + 1 }, false);
}

static bool is_list(const struct block *block)
{
    return block->kind == BLOCK_BULLETS || block->kind == BLOCK_NUMBERS;
}

/* An item that needs no empty line: a paragraph, and below it at most a list that may follow a paragraph directly. */
static bool is_item_tight(const struct block *item)
{
    const struct prose *blocks = &item->children;
    if (blocks->count == 0 || (blocks->count == 1 && blocks->blocks[0].kind == BLOCK_PARAGRAPH))
        return true;
    if (blocks->count != 2 || blocks->blocks[0].kind != BLOCK_PARAGRAPH || blocks->blocks[1].kind != BLOCK_BULLETS)
        return false;
    const struct prose *nested = &blocks->blocks[1].children;
    for (size_t i = 0; i < nested->count; i++)
        if (nested->blocks[i].children.count == 0 || !is_item_tight(&nested->blocks[i]))
            return false;
    return true;
}

static bool is_list_tight(const struct block *list)
{
    for (size_t i = 0; i < list->children.count; i++)
        if (!is_item_tight(&list->children.blocks[i]))
            return false;
    return true;
}

/* Bullets of prose are "*", since "-" begins attributes; "+" within them, and behind another list, which would else go
 * on. A list in a list may begin on the same line, and "* * *" would be a line across the page. */
static struct string mark_of(struct arena *arena, const struct block *list, size_t index, int depth,
                             bool is_behind_list)
{
    bool is_odd = (depth + is_behind_list) % 2;
    if (list->kind == BLOCK_BULLETS)
        return is_odd ? STRING("+ ") : STRING("* ");
    int64_t number = list->start + (int64_t)index;
    return string_format(arena, "%lld%c ", (long long)(number > 999999999 ? 999999999 : number), is_odd ? ')' : '.');
}

static struct string spaces(struct arena *arena, size_t count)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_repeat(&buffer, ' ', count);
    return buffer_string(&buffer);
}

static void add_item(struct buffer *out, const struct block *item, struct string mark, struct place_in in,
                     bool is_tight)
{
    struct arena *arena = out->arena;
    struct format_indent inner = { joined(arena, in.indent.first, mark),
                                   joined(arena, in.indent.rest, spaces(arena, mark.size)) };
    if (item->children.count == 0)
        add_empty_line(out, inner.first);
    else
        add_blocks(out, item->children, (struct place_in){ inner, in.depth + 1 }, is_tight);
}

static void add_list(struct buffer *out, const struct block *list, struct place_in in, bool is_behind_list)
{
    bool is_tight = is_list_tight(list);
    for (size_t i = 0; i < list->children.count; i++) {
        if (i > 0 && !is_tight)
            add_empty_line(out, in.indent.rest);
        add_item(out, &list->children.blocks[i], mark_of(out->arena, list, i, in.depth, is_behind_list), in, is_tight);
        in.indent.first = in.indent.rest;
    }
}

static void add_block(struct buffer *out, const struct block *block, struct place_in in, bool is_behind_list)
{
    if (block->kind == BLOCK_PARAGRAPH)
        format_paragraph(out, block->text, in.indent);
    else if (block->kind == BLOCK_CODE)
        add_code(out, block, in.indent);
    else if (block->kind == BLOCK_QUOTE)
        add_quote(out, block, in);
    else
        add_list(out, block, in, is_behind_list);
}

/* Calls itself as deep as prose goes: PROSE_DEPTH_MAX. */
static void add_blocks(struct buffer *out, struct prose prose, struct place_in in, bool is_tight)
{
    bool is_behind_list = false;
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        bool continues = i > 0 && is_list(block) && prose.blocks[i - 1].kind == block->kind;
        is_behind_list = continues && !is_behind_list;
        if (i > 0 && !is_tight)
            add_empty_line(out, in.indent.rest);
        add_block(out, block, in, is_behind_list);
        in.indent.first = in.indent.rest;
    }
}

void format_prose(struct buffer *out, struct prose prose, struct format_indent indent)
{
    add_blocks(out, prose, (struct place_in){ indent, 0 }, false);
}
