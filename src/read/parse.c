#include "read/parse.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void read_guide(struct parse *parse, const struct section *section)
{
    parse->reader->set->guide.title = section->argument;
    parse->reader->set->guide.at = section->at;
}

static const struct section_row parts[] = {
    { .name = "Guide", .read = read_guide, .items = &parse_headings, .argument = TAKES_TITLE },
    { .name = "Phrases", .items = &parse_phrases },
    { .name = "Glossary", .items = &parse_terms },
    { .name = "Sources", .items = &parse_citations },
    { .name = "Exercise", .read = parse_exercise, .argument = TAKES_ID, .is_repeatable = true },
};

static size_t count_parts(const struct markdown_node *first)
{
    size_t count = 0;
    for (const struct markdown_node *node = parse_skip(first, 1); node; node = parse_skip(markdown_next(node), 1))
        count++;
    return count < SET_EXERCISES_MAX ? count : SET_EXERCISES_MAX;
}

void parse_document(struct reader *reader, uint32_t first_line)
{
    struct set *set = reader->set;
    const struct markdown_node *first = markdown_parse(reader, first_line);
    const struct markdown_node *node = parse_skip(first, 1);
    struct parse parse = { .reader = reader, .reference = &set->reference };
    bool seen[COUNT(parts)] = { false };
    if (first && first != node)
        set->about = markdown_prose(reader, first, node);
    set->exercises = ARENA_NEW_MANY(reader->arena, count_parts(node), struct exercise);
    while (node) {
        struct section section = parse_section(reader, node, 1);
        parse_by_rows(&parse, &section, parts, COUNT(parts), seen);
        node = section.end;
    }
}
