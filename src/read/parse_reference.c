/* Items of "Phrases", "Glossary" and "Sources", of a set and of an exercise. */
#include "read/parse.h"
#include "read/texts.h"
#include "read/values.h"

/* "**phrase**" before a colon, in rich text. */
static bool read_rich_label(struct parse *parse, struct item *item, struct text *label)
{
    *label = texts_take_strong(parse->reader->arena, &item->rest);
    parse_text(parse, *label, item->at);
    return !text_is_empty(*label) && parse_colon(item);
}

/* "- **phrase**: use" */
static bool read_phrase(struct parse *parse, struct item *item)
{
    struct reference *reference = parse->reference;
    struct phrase phrase = { 0 };
    if (!read_rich_label(parse, item, &phrase.phrase))
        return false;
    phrase.use = parse_text(parse, item->rest, item->at);
    if (text_is_empty(phrase.use))
        return false;
    if (!reference->phrases)
        reference->phrases = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct phrase);
    reference->phrases[reference->phrase_count++] = phrase;
    return true;
}

const struct item_form parse_phrases = {
    .form = "- **phrase**: when to say it",
    .what = SAY_PHRASES,
    .max = LIST_ITEMS_MAX,
    .read = read_phrase,
};

/* "- **term**: meaning" */
static bool read_term(struct parse *parse, struct item *item)
{
    struct reference *reference = parse->reference;
    struct term term = { 0 };
    if (!read_rich_label(parse, item, &term.term))
        return false;
    term.meaning = parse_text(parse, item->rest, item->at);
    if (text_is_empty(term.meaning))
        return false;
    if (!reference->terms)
        reference->terms = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct term);
    reference->terms[reference->term_count++] = term;
    return true;
}

const struct item_form parse_terms = {
    .form = "- **term**: meaning",
    .what = SAY_TERMS,
    .max = LIST_ITEMS_MAX,
    .read = read_term,
};

/* What stands behind a link: nothing, or " -> ids" within an exercise. */
static bool read_backed(struct parse *parse, struct item *item, struct string *ids)
{
    bool has_arrow = texts_take(&item->rest, STRING(" ->"));
    *ids = text_string(parse->reader->arena, texts_trim(item->rest));
    return has_arrow ? ids->size > 0 && parse->exercise : ids->size == 0;
}

/* "- [title](url) -> ids" */
static bool read_citation(struct parse *parse, struct item *item)
{
    struct reference *reference = parse->reference;
    struct citation citation = { .at = item->at };
    struct string ids;
    struct text title = texts_take_link(parse->reader->arena, &item->rest, &citation.url);
    citation.title = parse_text(parse, title, item->at);
    if (text_is_empty(citation.title) || !read_backed(parse, item, &ids))
        return false;
    values_source(parse->reader, citation.url, reader_find(parse->reader, item->at, citation.url));
    if (!reference->citations)
        reference->citations = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct citation);
    parse->owner = reference->citation_count;
    reference->citations[reference->citation_count++] = citation;
    if (ids.size)
        parse_links(parse, ids, LINK_CITATION, item->at);
    return true;
}

const struct item_form parse_citations = {
    .form = "- [title](https://...) -> point",
    .what = SAY_CITATIONS,
    .max = LIST_ITEMS_MAX,
    .read = read_citation,
};
