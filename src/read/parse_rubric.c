/* Items of "## Points" and "## Misconceptions". */
#include "read/parse.h"
#include "read/texts.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* "- **id** (heading): statement" */
static bool read_point(struct parse *parse, struct item *item)
{
    struct exercise *exercise = parse->exercise;
    struct point point = { .at = item->at };
    struct string heading;
    if (!parse_label(parse, item, &point.id) || !parse_note(parse, item, &heading) || !parse_colon(item))
        return false;
    point.statement = parse_text(parse, item->rest, item->at);
    if (!exercise->points)
        exercise->points = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct point);
    parse->owner = exercise->point_count;
    exercise->points[exercise->point_count++] = point;
    parse_links(parse, heading, LINK_POINT_HEADING, item->at);
    return true;
}

static struct point *owning_point(const struct parse *parse)
{
    return &parse->exercise->points[parse->owner];
}

static void read_point_why(struct parse *parse, const struct attribute *attribute)
{
    owning_point(parse)->why = parse_text(parse, attribute->value, attribute->at);
}

static void read_point_variant(struct parse *parse, const struct attribute *attribute)
{
    parse_texts(parse, attribute, &owning_point(parse)->variants, SAY_VARIANTS);
}

static void read_point_cues(struct parse *parse, const struct attribute *attribute)
{
    parse_strings(parse, attribute, &owning_point(parse)->cues, LIST_ITEMS_MAX, SAY_CUES);
}

static void read_point_was(struct parse *parse, const struct attribute *attribute)
{
    parse_ids(parse, attribute, &owning_point(parse)->was);
}

static const struct attribute_row point_attributes[] = {
    { "why", read_point_why, false },
    { "variant", read_point_variant, true },
    { "cues", read_point_cues, false },
    { "was", read_point_was, false },
};

const struct item_form parse_points = {
    .form = "- **id** (heading): statement",
    .what = SAY_POINTS,
    .max = EXERCISE_POINTS_MAX,
    .read = read_point,
    .attributes = point_attributes,
    .attribute_count = COUNT(point_attributes),
};

/* A full stop in front of "Not so:" ends the claim, and is no part of it. */
static struct text without_full_stop(struct arena *arena, struct text claim)
{
    if (claim.count == 0 || (claim.spans[claim.count - 1].style & SPAN_CODE))
        return claim;
    struct string last = claim.spans[claim.count - 1].text;
    if (!string_ends_with(last, STRING(".")))
        return claim;
    return texts_before(arena, claim, (struct text_point){ claim.count - 1, last.size - 1 });
}

/* "- **id**: claim. Not so: truth" */
static bool read_misconception(struct parse *parse, struct item *item)
{
    struct arena *arena = parse->reader->arena;
    struct exercise *exercise = parse->exercise;
    struct misconception misconception = { .at = item->at };
    struct text_point turn;
    if (!parse_label(parse, item, &misconception.id) || !parse_colon(item) ||
        !texts_find(item->rest, STRING("Not so:"), &turn))
        return false;
    misconception.claim = parse_text(parse, without_full_stop(arena, texts_before(arena, item->rest, turn)), item->at);
    misconception.truth = parse_text(parse, texts_behind(arena, item->rest, turn, 7), item->at);
    if (!exercise->misconceptions)
        exercise->misconceptions = ARENA_NEW_MANY(arena, parse->room, struct misconception);
    parse->owner = exercise->misconception_count;
    exercise->misconceptions[exercise->misconception_count++] = misconception;
    return true;
}

static void read_misconception_variant(struct parse *parse, const struct attribute *attribute)
{
    parse_texts(parse, attribute, &parse->exercise->misconceptions[parse->owner].variants, SAY_VARIANTS);
}

static void read_misconception_was(struct parse *parse, const struct attribute *attribute)
{
    parse_ids(parse, attribute, &parse->exercise->misconceptions[parse->owner].was);
}

static void read_misconception_against(struct parse *parse, const struct attribute *attribute)
{
    parse_links(parse, parse_words(parse, attribute), LINK_MISCONCEPTION_AGAINST, attribute->at);
}

static const struct attribute_row misconception_attributes[] = {
    { "against", read_misconception_against, false },
    { "variant", read_misconception_variant, true },
    { "was", read_misconception_was, false },
};

const struct item_form parse_misconceptions = {
    .form = "- **id**: claim. Not so: truth",
    .what = SAY_MISCONCEPTIONS,
    .max = EXERCISE_MISCONCEPTIONS_MAX,
    .read = read_misconception,
    .attributes = misconception_attributes,
    .attribute_count = COUNT(misconception_attributes),
};
