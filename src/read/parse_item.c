/* Items and attributes: lists that hold data. */
#include "read/parse.h"
#include "read/texts.h"
#include "read/values.h"

static struct string section_words(struct parse *parse, const struct section *section)
{
    return string_format(parse->reader->scratch, "\"%.*s\"", STRING_ARG(section->name));
}

/* An item without its list of attributes is a paragraph; list is NULL when there is none. */
static bool open_item(struct parse *parse, const struct markdown_node *node, struct string where, struct item *item,
                      const struct markdown_node **list)
{
    struct reader *reader = parse->reader;
    const struct markdown_node *first = markdown_first(node);
    *item = (struct item){ .node = node, .at = markdown_place(reader, node) };
    *list = NULL;
    if (!first || markdown_kind(first) != MARKDOWN_PARAGRAPH) {
        parse_unexpected(reader, first ? first : node, where, SAY_EXPECTED_WORDS);
        return false;
    }
    item->rest = markdown_text(reader, first);
    for (const struct markdown_node *block = markdown_next(first); block; block = markdown_next(block)) {
        if (*list || markdown_kind(block) != MARKDOWN_BULLETS)
            parse_unexpected(reader, block, where, SAY_EXPECTED_ATTRIBUTES);
        else
            *list = block;
    }
    return true;
}

static void read_item(struct parse *parse, const struct markdown_node *node, struct string where,
                      const struct item_form *form)
{
    struct item item;
    const struct markdown_node *list;
    if (!open_item(parse, node, where, &item, &list))
        return;
    if (!form->read(parse, &item)) {
        reader_report(parse->reader, PROBLEM_BROKEN_ITEM, item.at,
                      WORDS(WORD("where", where), WORD("form", string_from(form->form))));
        return;
    }
    if (list)
        parse_attributes(parse, list, where, form->attributes, form->attribute_count);
}

static size_t count_items(const struct section *section)
{
    size_t count = 0;
    for (const struct markdown_node *list = section->first; list && list != section->end; list = markdown_next(list))
        for (const struct markdown_node *item = markdown_first(list); item; item = markdown_next(item))
            count++;
    return count;
}

/* The items of one list, as far as there is room for them in all. */
static bool read_list(struct parse *parse, const struct markdown_node *list, struct string where,
                      const struct item_form *form, size_t *count)
{
    for (const struct markdown_node *item = markdown_first(list); item; item = markdown_next(item), ++*count) {
        if (!reader_has_room(parse->reader, *count, form->max, form->what, markdown_place(parse->reader, item)))
            return false;
        read_item(parse, item, where, form);
    }
    return true;
}

void parse_items(struct parse *parse, const struct section *section, const struct item_form *form)
{
    struct string where = section_words(parse, section);
    size_t count = 0, room = count_items(section);
    parse->room = room < form->max ? room : form->max;
    for (const struct markdown_node *list = section->first; list && list != section->end; list = markdown_next(list)) {
        if (markdown_kind(list) != MARKDOWN_BULLETS)
            parse_unexpected(parse->reader, list, where, SAY_EXPECTED_LIST);
        else if (!read_list(parse, list, where, form, &count))
            return;
    }
}

/* Attributes. ------------------------------------------------------------------------------------------ */

/* The size of a key at the start of words: lower-case letters and hyphens before a colon; 0 when there is none. */
static size_t key_size(struct string words)
{
    size_t size = 0;
    while (size < words.size && ((words.bytes[size] >= 'a' && words.bytes[size] <= 'z') || words.bytes[size] == '-'))
        size++;
    return size < words.size && words.bytes[size] == ':' ? size : 0;
}

bool parse_is_attribute(const struct reader *reader, const struct markdown_node *item)
{
    const struct markdown_node *first = markdown_first(item);
    if (!first || markdown_kind(first) != MARKDOWN_PARAGRAPH)
        return false;
    struct place at = markdown_place(reader, first);
    struct string line = source_line(reader->source, at.line);
    return key_size(string_slice(line, at.column - 1, line.size)) > 0;
}

static bool open_attribute(struct parse *parse, struct item *item, struct attribute *attribute)
{
    struct text *rest = &item->rest;
    size_t size = rest->count && rest->spans[0].style == SPAN_PLAIN ? key_size(rest->spans[0].text) : 0;
    if (size == 0)
        return false;
    struct text_point colon = { 0, size };
    attribute->key = string_slice(rest->spans[0].text, 0, size);
    attribute->value = texts_behind(parse->reader->arena, *rest, colon, 1);
    attribute->at = item->at;
    return true;
}

/* The index of the row with this key; of the nearest, with a problem, when there is none; count when there is nothing
 * near. */
static size_t find_row(struct parse *parse, const struct attribute *attribute, struct string where,
                       const struct attribute_row *rows, size_t count)
{
    struct reader *reader = parse->reader;
    for (size_t i = 0; i < count; i++)
        if (string_is(attribute->key, rows[i].key))
            return i;
    struct string keys[READER_NAMES_MAX];
    for (size_t i = 0; i < count; i++)
        keys[i] = string_from(rows[i].key);
    reader_report(reader, PROBLEM_UNKNOWN_KEY, reader_find(reader, attribute->at, attribute->key),
                  WORDS(WORD("key", attribute->key), WORD("where", where),
                        WORD("near", reader_near(reader, attribute->key, keys, count))));
    return reader_nearest(reader, attribute->key, keys, count);
}

/* seen has a bit for each row. */
static void read_attribute(struct parse *parse, const struct attribute *attribute, struct string where,
                           const struct attribute_row *rows, size_t count, uint32_t *seen)
{
    struct reader *reader = parse->reader;
    struct word key = WORD("key", attribute->key);
    size_t i = find_row(parse, attribute, where, rows, count);
    if (i == count)
        return;
    if ((*seen >> i & 1) && !rows[i].is_repeatable)
        reader_report(reader, PROBLEM_KEY_TWICE, attribute->at, WORDS(key, WORD("where", where)));
    else if (text_is_empty(attribute->value))
        reader_report(reader, PROBLEM_EMPTY_VALUE, attribute->at, WORDS(key));
    else
        rows[i].read(parse, attribute);
    *seen |= UINT32_C(1) << i;
}

void parse_attributes(struct parse *parse, const struct markdown_node *list, struct string where,
                      const struct attribute_row *rows, size_t count)
{
    uint32_t seen = 0;
    for (const struct markdown_node *node = markdown_first(list); node; node = markdown_next(node)) {
        struct item item;
        struct attribute attribute;
        const struct markdown_node *below;
        if (!open_item(parse, node, where, &item, &below))
            continue;
        if (below)
            parse_unexpected(parse->reader, below, where, SAY_EXPECTED_ATTRIBUTE);
        if (open_attribute(parse, &item, &attribute))
            read_attribute(parse, &attribute, where, rows, count, &seen);
        else
            reader_report(parse->reader, PROBLEM_BROKEN_ATTRIBUTE, item.at,
                          WORDS(WORD("line", text_string(parse->reader->scratch, item.rest))));
    }
}

/* Pieces of items. ------------------------------------------------------------------------------------- */

bool parse_label(struct parse *parse, struct item *item, struct string *id)
{
    struct reader *reader = parse->reader;
    *id = text_string(reader->arena, texts_take_strong(reader->scratch, &item->rest));
    if (id->size == 0)
        return false;
    values_slug(reader, *id, reader_find(reader, item->at, *id));
    return true;
}

bool parse_note(struct parse *parse, struct item *item, struct string *note)
{
    struct text rest = item->rest;
    struct text_point end;
    if (rest.count == 0 || !texts_find(rest, STRING(")"), &end) || end.span > 0)
        return false;
    struct string words = string_slice(rest.spans[0].text, 0, end.offset);
    if (!string_starts_with(words, STRING(" (")))
        return false;
    *note = string_trim(string_slice(words, 2, words.size));
    item->rest = texts_behind(parse->reader->arena, rest, end, 1);
    return true;
}

bool parse_colon(struct item *item)
{
    bool has_colon = texts_take(&item->rest, STRING(":"));
    item->rest = texts_trim(item->rest);
    return has_colon;
}

/* Values. ---------------------------------------------------------------------------------------------- */

struct text parse_text(struct parse *parse, struct text text, struct place at)
{
    values_size(parse->reader, texts_size(text), SAY_A_TEXT, at);
    return text;
}

struct string parse_words(struct parse *parse, const struct attribute *attribute)
{
    return text_string(parse->reader->arena, attribute->value);
}

void parse_texts(struct parse *parse, const struct attribute *attribute, struct texts *texts, enum say what)
{
    if (reader_has_room(parse->reader, texts->count, LIST_ITEMS_MAX, what, attribute->at))
        *LIST_ADD(parse->reader->arena, texts) = parse_text(parse, attribute->value, attribute->at);
}

void parse_strings(struct parse *parse, const struct attribute *attribute, struct strings *strings, size_t max,
                   enum say what)
{
    struct string rest = parse_words(parse, attribute);
    while (rest.size) {
        if (!values_add_cue(parse->reader, strings, string_cut(&rest, ';'), max, what, attribute->at))
            return;
    }
}

static void add_checked(struct parse *parse, const struct attribute *attribute, struct strings *list, enum say what,
                        bool (*is_fine)(struct reader *, struct string, struct place))
{
    struct string rest = parse_words(parse, attribute);
    while (rest.size) {
        struct string value = string_trim(string_cut(&rest, ','));
        struct place at = reader_find(parse->reader, attribute->at, value);
        if (is_fine(parse->reader, value, at) &&
            !values_add(parse->reader, list, value, LIST_ITEMS_MAX, what, attribute->at))
            return;
    }
}

void parse_ids(struct parse *parse, const struct attribute *attribute, struct strings *ids)
{
    add_checked(parse, attribute, ids, SAY_FORMER_IDS, values_slug);
}

void parse_codes(struct parse *parse, const struct attribute *attribute, struct strings *codes)
{
    add_checked(parse, attribute, codes, SAY_WAIVERS, values_code);
}

void parse_links(struct parse *parse, struct string ids, enum link_kind kind, struct place at)
{
    struct reader *reader = parse->reader;
    struct string rest = ids;
    while (rest.size) {
        struct link link = { .kind = kind,
                             .exercise = (uint32_t)(parse->exercise - reader->set->exercises),
                             .owner = (uint32_t)parse->owner,
                             .id = string_trim(string_cut(&rest, ',')),
                             .at = at };
        *LIST_ADD(reader->scratch, &reader->links) = link;
    }
}
