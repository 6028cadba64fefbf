/* parse: from the blocks of a Markdown document to a set whose ids are not yet looked up.
 *
 * Knows sections, items and attributes: each is a row of a table with its reader. Knows nothing of what must hold
 * between them (link, check). docs/format.md is what it reads. */
#ifndef VIVA_READ_PARSE_H
#define VIVA_READ_PARSE_H

#include "read/markdown.h"

/* Fills reader->set and reader->links from the document that begins at this line. */
void parse_document(struct reader *reader, uint32_t first_line);

/* Shared by the files of this step. -------------------------------------------------------------------- */

/* What is being filled. */
struct parse {
    struct reader *reader;
    struct exercise *exercise;   /* NULL outside exercises */
    struct reference *reference; /* phrases, glossary and sources of the set or the exercise */
    size_t room;                 /* how many items the section at hand has, at most */
    size_t owner;                /* index of the item or option whose attributes are read */
};

/* A section: a heading and the blocks up to the next one. */
struct section {
    const struct markdown_node *heading, *first, *end; /* first is end when it is empty */
    struct place at;
    struct string name;   /* "Option" */
    struct text argument; /* behind the colon; may be empty */
};

/* An item of a list: its text, and the list below it. */
struct item {
    const struct markdown_node *node;
    struct place at;
    struct text rest; /* what is not yet read of its text */
};

/* "key: value" */
struct attribute {
    struct string key;
    struct text value;
    struct place at;
};

struct attribute_row {
    const char *key;
    void (*read)(struct parse *parse, const struct attribute *attribute);
    bool is_repeatable;
};

/* A kind of item, as it stands in a section that is one list. */
struct item_form {
    const char *form; /* as an author writes it, for messages */
    enum say what;    /* "points" */
    size_t max;
    bool (*read)(struct parse *parse,
                 struct item *item); /* false when it does not read as the form; sets parse->owner */
    const struct attribute_row *attributes;
    size_t attribute_count;
};

struct section_row {
    const char *name;
    const struct item_form *items; /* for a section that is one list; then read is NULL */
    void (*read)(struct parse *parse, const struct section *section);
    enum section_argument { TAKES_NOTHING, TAKES_TITLE, TAKES_ID } argument;
    bool is_repeatable;
};

/* parse_section.c: the heading at node, with its blocks. level is the heading's. */
struct section parse_section(struct reader *reader, const struct markdown_node *heading, int level);
const struct markdown_node *parse_skip(const struct markdown_node *node,
                                       int level); /* to the next heading up to this level */
/* Reads the section by its row; seen has a flag for each row. */
void parse_by_rows(struct parse *parse, const struct section *section, const struct section_row *rows, size_t count,
                   bool *seen);
void parse_unexpected(struct reader *reader, const struct markdown_node *node, struct string where, enum say expected);

/* parse_item.c */
void parse_items(struct parse *parse, const struct section *section, const struct item_form *form);
void parse_attributes(struct parse *parse, const struct markdown_node *list, struct string where,
                      const struct attribute_row *rows, size_t count);
bool parse_is_attribute(const struct reader *reader, const struct markdown_node *item); /* "word: ..." */
/* Pieces of an item's text; false (and nothing taken) when they do not stand there. */
bool parse_label(struct parse *parse, struct item *item, struct string *id);  /* "**id**", a slug */
bool parse_note(struct parse *parse, struct item *item, struct string *note); /* " (note)" */
bool parse_colon(struct item *item);                                          /* ":" and spaces */
/* Readers of values. */
struct text parse_text(struct parse *parse, struct text text,
                       struct place at); /* itself; reports one that is too long */
void parse_texts(struct parse *parse, const struct attribute *attribute, struct texts *texts, enum say what);
void parse_strings(struct parse *parse, const struct attribute *attribute, struct strings *strings, size_t max,
                   enum say what); /* separated by semicolons */
void parse_ids(struct parse *parse, const struct attribute *attribute, struct strings *ids);
void parse_codes(struct parse *parse, const struct attribute *attribute, struct strings *codes);
void parse_links(struct parse *parse, struct string ids, enum link_kind kind, struct place at);
struct string parse_words(struct parse *parse, const struct attribute *attribute); /* without style */

/* parse_guide.c, parse_rubric.c, parse_practice.c, parse_reference.c: the forms of items */
extern const struct item_form parse_headings, parse_points, parse_misconceptions, parse_samples, parse_probes,
    parse_sentences, parse_phrases, parse_terms, parse_citations;

/* parse_exercise.c */
void parse_exercise(struct parse *parse, const struct section *section);

#endif
