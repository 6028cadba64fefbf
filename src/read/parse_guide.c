/* Items of "# Guide": "- **id** Title: advice". */
#include "read/parse.h"
#include "read/texts.h"

/* The title ends at the first colon; without one it is all there is. */
static void read_title(struct parse *parse, struct heading *heading, struct text text)
{
    struct arena *arena = parse->reader->arena;
    struct text_point colon;
    bool has_advice = texts_find(text, STRING(":"), &colon);
    heading->title = parse_text(parse, has_advice ? texts_before(arena, text, colon) : text, heading->at);
    if (has_advice)
        heading->advice = parse_text(parse, texts_behind(arena, text, colon, 1), heading->at);
}

static bool read_heading(struct parse *parse, struct item *item)
{
    struct reader *reader = parse->reader;
    struct guide *guide = &reader->set->guide;
    struct heading heading = { .at = item->at };
    if (!parse_label(parse, item, &heading.id))
        return false;
    read_title(parse, &heading, texts_trim(item->rest));
    if (!guide->headings)
        guide->headings = ARENA_NEW_MANY(reader->arena, parse->room, struct heading);
    parse->owner = guide->heading_count;
    guide->headings[guide->heading_count++] = heading;
    return true;
}

static void read_signals(struct parse *parse, const struct attribute *attribute)
{
    struct heading *heading = &parse->reader->set->guide.headings[parse->owner];
    parse_strings(parse, attribute, &heading->signals, HEADING_SIGNALS_MAX, SAY_SIGNALS);
}

static const struct attribute_row heading_attributes[] = {
    { "signals", read_signals, false },
};

const struct item_form parse_headings = {
    .form = "- **id** Title: advice",
    .what = SAY_HEADINGS,
    .max = GUIDE_HEADINGS_MAX,
    .read = read_heading,
    .attributes = heading_attributes,
    .attribute_count = 1,
};
