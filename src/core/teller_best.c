#include "core/clause.h"
#include "core/teller.h"

/* Up to here the points of the best answer are told one after another, without headings. */
#define FEW_POINTS 2

/* So many points are told in all, and under one heading; the table has the rest. More, and nobody reads to the end. */
#define POINTS_TOLD 5
#define POINTS_EACH 3

/* One point under each heading is told with its reason, by these in turn. */
#define REASON_COUNT 3
static const enum say reasons[REASON_COUNT] = { SAY_EXPLAIN_REASON_1, SAY_EXPLAIN_REASON_2, SAY_EXPLAIN_REASON_3 };

static point_mask points_under(const struct teller *teller, size_t heading)
{
    return teller_points_under(teller, (heading_mask)1 << heading);
}

/* Where there is room for two, the first stands for what the rest rests on, whoever else may say it. */
static point_mask most_telling(const struct teller *teller, point_mask from, int count)
{
    point_mask picked = count >= 2 ? from & (~from + 1) : 0;
    while (mask_count(picked) < count)
        picked |= (point_mask)1 << teller_pick(teller, from & ~picked);
    return picked;
}

/* The heading that is next to have one more point told: where fewest are, and of these where most are left. SIZE_MAX
 * when each has all that it may. */
static size_t next_heading(const struct teller *teller, const int *counts)
{
    size_t next = SIZE_MAX;
    int next_left = 0;
    for (size_t i = 0; i < teller->guide->heading_count; i++) {
        int left = mask_count(points_under(teller, i)) - counts[i];
        bool is_next = next == SIZE_MAX || counts[i] < counts[next] || (counts[i] == counts[next] && left > next_left);
        if (left == 0 || counts[i] == POINTS_EACH || !is_next)
            continue;
        next = i;
        next_left = left;
    }
    return next;
}

/* How many points to tell under each heading. */
static void share_out(const struct teller *teller, int counts[static GUIDE_HEADINGS_MAX])
{
    for (int room = POINTS_TOLD; room > 0; room--) {
        size_t heading = next_heading(teller, counts);
        if (heading == SIZE_MAX)
            break;
        counts[heading]++;
    }
}

/* The points in the author's words, and the first reason that there is. */
static void add_points(const struct teller *teller, struct texts *sentences, point_mask points, enum say reason)
{
    bool wants_reason = true;
    for (size_t i = 0; i < teller->exercise->point_count; i++) {
        const struct point *point = &teller->exercise->points[i];
        if (!mask_has(points, i))
            continue;
        teller_quote(teller, sentences, point->statement);
        if (wants_reason && !text_is_empty(point->why)) {
            teller_say(teller, sentences, reason, WORDS({ .name = "why", .rich = teller_clause(teller, point->why) }));
            wants_reason = false;
        }
    }
}

static bool is_told_of_a_group(const struct rivals *rivals, size_t heading)
{
    for (size_t i = 0; i < rivals->group_count; i++)
        if (rivals->groups[i].trait == TRAIT_SILENT && mask_has(rivals->groups[i].shared.silent, heading))
            return true;
    return false;
}

static void add_heading(const struct teller *teller, struct texts *paragraphs, size_t heading, point_mask points)
{
    struct texts sentences = { 0 };
    enum say say =
        clause_is_ended(teller->guide->headings[heading].title) ? SAY_EXPLAIN_HEADING_ENDED : SAY_EXPLAIN_HEADING;
    teller_say(teller, &sentences, say,
               WORDS({ .name = "heading", .rich = teller_headings(teller, (heading_mask)1 << heading) }));
    add_points(teller, &sentences, points, reasons[(paragraphs->count - 1) % REASON_COUNT]);
    if (mask_has(teller->rivals.silent, heading) && !is_told_of_a_group(&teller->rivals, heading))
        teller_say(teller, &sentences, SAY_EXPLAIN_NO_OTHER, NO_WORDS);
    teller_close(teller, paragraphs, &sentences);
}

static void add_rest(const struct teller *teller, struct texts *paragraphs, int count)
{
    struct texts sentences = { 0 };
    if (count > 0)
        *LIST_ADD(teller->arena, &sentences) =
            words_counted_text(teller->arena, SAY_EXPLAIN_REST, count,
                               WORDS({ .name = "best", .rich = teller_letter(teller, teller->best) },
                                     { .name = "table", .plain = words_plain(SAY_TABLES_HEADING) }));
    teller_close(teller, paragraphs, &sentences);
}

static void add_headings(const struct teller *teller, struct texts *paragraphs)
{
    int counts[GUIDE_HEADINGS_MAX] = { 0 };
    point_mask told = 0;
    share_out(teller, counts);
    for (size_t i = 0; i < teller->guide->heading_count; i++) {
        point_mask points = most_telling(teller, points_under(teller, i), counts[i]);
        told |= points;
        if (points)
            add_heading(teller, paragraphs, i, points);
    }
    add_rest(teller, paragraphs, mask_count(teller->rivals.wanted & ~told));
}

static void add_few(const struct teller *teller, struct texts *sentences)
{
    enum say say = SAY_EXPLAIN_SAYS;
    for (size_t i = 0; i < teller->exercise->point_count; i++) {
        if (!mask_has(teller->rivals.wanted, i))
            continue;
        teller_say(teller, sentences, say,
                   WORDS({ .name = "best", .rich = teller_letter(teller, teller->best) },
                         { .name = "point", .rich = teller_clause(teller, teller->exercise->points[i].statement) }));
        say = SAY_EXPLAIN_SAYS_TOO;
    }
}

static int count_headings(const struct teller *teller)
{
    int count = 0;
    for (size_t i = 0; i < teller->guide->heading_count; i++)
        count += points_under(teller, i) != 0;
    return count;
}

/* What stands before the points: the note, or at least a sentence that leads over. */
static struct texts opening(const struct teller *teller, bool has_headings)
{
    struct texts sentences = { 0 };
    struct text note = teller->exercise->options[teller->best].note;
    const struct word *best = WORDS({ .name = "best", .rich = teller_letter(teller, teller->best) });
    if (!text_is_empty(note))
        teller_say(teller, &sentences, SAY_EXPLAIN_WHY, best);
    teller_quote(teller, &sentences, note);
    if (has_headings)
        teller_say(teller, &sentences, count_headings(teller) == 1 ? SAY_EXPLAIN_LOOK_ONCE : SAY_EXPLAIN_LOOK, best);
    else
        add_few(teller, &sentences);
    return sentences;
}

struct texts teller_best(const struct teller *teller)
{
    struct texts paragraphs = { 0 };
    bool has_headings = mask_count(teller->rivals.wanted) > FEW_POINTS;
    struct texts sentences = opening(teller, has_headings);
    teller_close(teller, &paragraphs, &sentences);
    if (has_headings)
        add_headings(teller, &paragraphs);
    return paragraphs;
}
