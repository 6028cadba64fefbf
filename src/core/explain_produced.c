#include "core/clause.h"
#include "core/explain.h"
#include "core/grade.h"
#include "core/teller.h"

/* So many of the points that were made are said again, and so many of those left out are told: in all, and under one
 * heading. The table has the rest. */
#define SAID_TOLD 2
#define LEFT_TOLD 5
#define LEFT_EACH 2

/* Each heading is told by these in turn. */
#define VARIANT_COUNT 3
static const enum say lefts[VARIANT_COUNT] = { SAY_EXPLAIN_LEFT_1, SAY_EXPLAIN_LEFT_2, SAY_EXPLAIN_LEFT_3 };
static const enum say belongs[VARIANT_COUNT] = { SAY_EXPLAIN_BELONGS_1, SAY_EXPLAIN_BELONGS_2, SAY_EXPLAIN_BELONGS_3 };
static const enum say reasons[VARIANT_COUNT] = { SAY_EXPLAIN_REASON_1, SAY_EXPLAIN_REASON_2, SAY_EXPLAIN_REASON_3 };

/* The answer in hand. */
struct produced {
    struct teller teller;
    point_mask all, made;
    int left_told; /* points */
};

static heading_mask headings_of(const struct exercise *exercise, point_mask points)
{
    heading_mask headings = 0;
    for (size_t i = 0; i < exercise->point_count; i++)
        if (mask_has(points, i))
            headings |= (heading_mask)1 << exercise->points[i].heading;
    return headings;
}

static enum say verdict_sentence(const struct produced *produced, bool is_dont_know)
{
    if (is_dont_know)
        return SAY_EXPLAIN_MADE_NOTHING;
    if (produced->made == 0)
        return SAY_EXPLAIN_MADE_NONE;
    return produced->made == produced->all ? SAY_EXPLAIN_MADE_ALL : SAY_EXPLAIN_MADE_SOME;
}

static struct text verdict(const struct produced *produced, bool is_dont_know)
{
    const struct teller *teller = &produced->teller;
    struct string made = string_format(teller->arena, "%d", mask_count(produced->made));
    heading_mask left = headings_of(teller->exercise, produced->all & ~produced->made);
    return words_counted_text(
        teller->arena, verdict_sentence(produced, is_dont_know), mask_count(produced->all),
        WORDS({ .name = "made", .plain = made }, { .name = "headings", .rich = teller_headings(teller, left) }));
}

static void say_point(const struct produced *produced, struct texts *sentences, enum say say, size_t point)
{
    const struct teller *teller = &produced->teller;
    teller_say(teller, sentences, say,
               WORDS({ .name = "point", .rich = teller_clause(teller, teller->exercise->points[point].statement) }));
}

static void say_count(const struct produced *produced, struct texts *sentences, enum say say, int count)
{
    if (count > 0)
        *LIST_ADD(produced->teller.arena, sentences) = words_counted_text(
            produced->teller.arena, say, count, WORDS({ "table", .plain = words_plain(SAY_PRODUCED_HEADING) }));
}

/* What was said comes first: it is what to build on. */
static void add_made(const struct produced *produced, struct texts *paragraphs)
{
    struct texts sentences = { 0 };
    int told = 0;
    for (size_t i = 0; i < produced->teller.exercise->point_count && told < SAID_TOLD; i++)
        if (mask_has(produced->made, i))
            say_point(produced, &sentences, told++ == 0 ? SAY_EXPLAIN_SAID : SAY_EXPLAIN_SAID_TOO, i);
    say_count(produced, &sentences, SAY_EXPLAIN_SAID_REST, mask_count(produced->made) - told);
    teller_close(&produced->teller, paragraphs, &sentences);
}

static void add_heading(struct produced *produced, struct texts *paragraphs, size_t heading, size_t variant)
{
    const struct teller *teller = &produced->teller;
    struct texts sentences = { 0 };
    int told = 0;
    enum say first =
        (produced->made ? lefts : belongs)[variant % VARIANT_COUNT]; /* who said nothing left nothing out */
    bool is_ended = clause_is_ended(teller->guide->headings[heading].title);
    teller_say(teller, &sentences, is_ended ? SAY_EXPLAIN_HEADING_ENDED : SAY_EXPLAIN_HEADING,
               WORDS({ .name = "heading", .rich = teller_headings(teller, (heading_mask)1 << heading) }));
    for (size_t i = 0; i < teller->exercise->point_count; i++) {
        const struct point *point = &teller->exercise->points[i];
        bool is_left = point->heading == heading && !mask_has(produced->made, i);
        if (!is_left || told == LEFT_EACH || produced->left_told == LEFT_TOLD)
            continue;
        say_point(produced, &sentences, told == 0 ? first : SAY_EXPLAIN_LEFT_TOO, i);
        if (told == 0 && !text_is_empty(point->why))
            teller_say(teller, &sentences, reasons[variant % VARIANT_COUNT],
                       WORDS({ .name = "why", .rich = teller_clause(teller, point->why) }));
        told++;
        produced->left_told++;
    }
    if (told > 0)
        teller_close(teller, paragraphs, &sentences);
}

static void add_left(struct produced *produced, struct texts *paragraphs)
{
    const struct teller *teller = &produced->teller;
    point_mask left = produced->all & ~produced->made;
    heading_mask headings = headings_of(teller->exercise, left);
    struct texts sentences = { 0 };
    size_t variant = 0;
    for (size_t i = 0; i < teller->guide->heading_count; i++)
        if (mask_has(headings, i))
            add_heading(produced, paragraphs, i, variant++);
    say_count(produced, &sentences, SAY_EXPLAIN_LEFT_REST, mask_count(left) - produced->left_told);
    teller_close(teller, paragraphs, &sentences);
}

static void list_rows(const struct produced *produced, struct explanation *explanation)
{
    const struct exercise *exercise = produced->teller.exercise;
    explanation->rows = ARENA_NEW_MANY(produced->teller.arena, exercise->point_count, struct explanation_row);
    for (size_t heading = 0; heading < produced->teller.guide->heading_count; heading++)
        for (size_t i = 0; i < exercise->point_count; i++)
            if (exercise->points[i].heading == heading)
                explanation->rows[explanation->row_count++] = (struct explanation_row){
                    .point = i,
                    .cells = { mask_has(produced->made, i) ? VERDICT_COVERED : VERDICT_ABSENT },
                };
}

static point_mask points_of(const struct exercise *exercise)
{
    point_mask points = 0;
    for (size_t i = 0; i < exercise->point_count; i++)
        points |= (point_mask)1 << i;
    return points;
}

struct explanation explain_produced(struct arena *arena, const struct set *set, const struct exercise *exercise,
                                    const struct response *response)
{
    struct produced produced = {
        .teller = { .arena = arena, .guide = &set->guide, .exercise = exercise, .language = set->language },
        .all = points_of(exercise),
        .made = response->is_dont_know ? 0 : response->ticked & points_of(exercise),
    };
    struct explanation explanation = {
        .is_produced = true,
        .lesson = exercise->lesson,
        .model_answer = &exercise->options[exercise_best(exercise)].body,
        .option_count = 1,
        .best_place = SIZE_MAX,
        .chosen_place = SIZE_MAX,
    };
    explanation.verdict = verdict(&produced, response->is_dont_know);
    add_made(&produced, &explanation.best);
    add_left(&produced, &explanation.best);
    list_rows(&produced, &explanation);
    return explanation;
}
