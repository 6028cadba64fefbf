/* Sections: headings, what stands behind their names, and the tables that say who reads them. */
#include "read/parse.h"
#include "read/texts.h"

static bool is_heading(const struct markdown_node *node, int level)
{
    return markdown_kind(node) == MARKDOWN_HEADING && markdown_level(node) <= level;
}

const struct markdown_node *parse_skip(const struct markdown_node *node, int level)
{
    while (node && !is_heading(node, level))
        node = markdown_next(node);
    return node;
}

struct section parse_section(struct reader *reader, const struct markdown_node *heading, int level)
{
    struct section section = { .heading = heading, .at = markdown_place(reader, heading) };
    struct text title = markdown_text(reader, heading);
    struct text_point colon;
    bool has_colon = texts_find(title, STRING(":"), &colon);
    section.name = text_string(reader->arena, has_colon ? texts_before(reader->arena, title, colon) : title);
    if (has_colon)
        section.argument = texts_behind(reader->arena, title, colon, 1);
    section.first = markdown_next(heading);
    section.end = parse_skip(section.first, level);
    return section;
}

/* The index of the row with this name; of the nearest, with a problem, when there is none; count when there is nothing
 * near. */
static size_t find_row(struct reader *reader, const struct section *section, const struct section_row *rows,
                       size_t count)
{
    struct string names[READER_NAMES_MAX];
    for (size_t i = 0; i < count; i++) {
        names[i] = string_from(rows[i].name);
        if (string_equal(section->name, names[i]))
            return i;
    }
    reader_report(reader, PROBLEM_UNKNOWN_SECTION, section->at,
                  WORDS(WORD("name", section->name), WORD("near", reader_near(reader, section->name, names, count))));
    return reader_nearest(reader, section->name, names, count);
}

static struct string marks_of(const struct section *section)
{
    return markdown_level(section->heading) == 1 ? STRING("#") : STRING("##");
}

/* What stands behind the name must be what the row takes. */
static void check_argument(struct reader *reader, const struct section *section, const struct section_row *row)
{
    bool is_empty = text_is_empty(section->argument);
    struct word marks = WORD("marks", marks_of(section)), name = WORD("name", section->name);
    if (row->argument == TAKES_ID && is_empty)
        reader_report(reader, PROBLEM_SECTION_NEEDS_ID, section->at, WORDS(name, marks));
    if (row->argument == TAKES_NOTHING && !is_empty)
        reader_report(reader, PROBLEM_SECTION_TAKES_NOTHING, section->at,
                      WORDS(name, marks, WORD("argument", text_string(reader->scratch, section->argument))));
}

void parse_by_rows(struct parse *parse, const struct section *section, const struct section_row *rows, size_t count,
                   bool *seen)
{
    struct reader *reader = parse->reader;
    size_t i = find_row(reader, section, rows, count);
    if (i == count)
        return;
    if (seen[i] && !rows[i].is_repeatable) {
        reader_report(reader, PROBLEM_SECTION_TWICE, section->at, WORDS(WORD("name", section->name)));
        return;
    }
    seen[i] = true;
    check_argument(reader, section, &rows[i]);
    if (rows[i].read)
        rows[i].read(parse, section);
    if (rows[i].items)
        parse_items(parse, section, rows[i].items);
}

static enum say kind_words(const struct markdown_node *node)
{
    static const enum say words[] = {
        [MARKDOWN_HEADING] = SAY_BLOCK_HEADING, [MARKDOWN_PARAGRAPH] = SAY_BLOCK_PARAGRAPH,
        [MARKDOWN_CODE] = SAY_BLOCK_CODE,       [MARKDOWN_QUOTE] = SAY_BLOCK_QUOTE,
        [MARKDOWN_BULLETS] = SAY_BLOCK_BULLETS, [MARKDOWN_NUMBERS] = SAY_BLOCK_NUMBERS,
        [MARKDOWN_ITEM] = SAY_BLOCK_ITEM,       [MARKDOWN_HTML] = SAY_BLOCK_HTML,
        [MARKDOWN_RULE] = SAY_BLOCK_RULE,
    };
    return words[markdown_kind(node)];
}

void parse_unexpected(struct reader *reader, const struct markdown_node *node, struct string where, enum say expected)
{
    reader_report(reader, PROBLEM_UNEXPECTED_BLOCK, markdown_place(reader, node),
                  WORDS(WORD("what", words_plain(kind_words(node))), WORD("where", where),
                        WORD("expected", words_plain(expected))));
}
