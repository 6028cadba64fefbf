#include "sample.h"

#include <string.h>

struct spans {
    struct span *items;
    size_t count, capacity;
};

static void add_span(struct arena *arena, struct spans *spans, const char *from, const char *to, unsigned style,
                     struct string href)
{
    if (to > from)
        *LIST_ADD(arena, spans) = (struct span){ .text = { from, (size_t)(to - from) }, .href = href, .style = style };
}

struct text sample_text(struct arena *arena, const char *marked)
{
    struct spans spans = { 0 };
    unsigned style = SPAN_PLAIN;
    const char *from = marked, *at = marked;
    for (; *at; at++) {
        unsigned bit = *at == '`'                     ? SPAN_CODE
                       : at[0] == '*' && at[1] == '*' ? SPAN_STRONG
                       : *at == '*'                   ? SPAN_EMPHASIS
                                                      : 0;
        const char *middle = *at == '[' ? strstr(at, "](") : NULL;
        if (!bit && !middle && *at != '\n')
            continue;
        add_span(arena, &spans, from, at, style, STRING(""));
        from = at + 1;
        if (middle) {
            const char *end = strchr(middle, ')');
            add_span(arena, &spans, at + 1, middle, style, (struct string){ middle + 2, (size_t)(end - middle - 2) });
            at = end;
            from = end + 1;
        } else if (*at == '\n') {
            add_span(arena, &spans, at, at + 1, SPAN_PLAIN, STRING(""));
        } else {
            style ^= bit;
            at += bit == SPAN_STRONG;
            from = at + 1;
        }
    }
    add_span(arena, &spans, from, at, style, STRING(""));
    return (struct text){ spans.items, spans.count };
}

static struct block paragraph(struct arena *arena, const char *marked)
{
    return (struct block){ .kind = BLOCK_PARAGRAPH, .text = sample_text(arena, marked) };
}

static struct prose prose_of(struct arena *arena, const struct block *blocks, size_t count)
{
    struct block *copies = ARENA_NEW_MANY(arena, count, struct block);
    memcpy(copies, blocks, count * sizeof *blocks);
    return (struct prose){ copies, count };
}

struct prose sample_paragraph(struct arena *arena, const char *marked)
{
    struct block block = paragraph(arena, marked);
    return prose_of(arena, &block, 1);
}

static struct block list_of(struct arena *arena, enum block_kind kind, const char *first, const char *second)
{
    struct block items[] = { { .kind = BLOCK_ITEM, .children = sample_paragraph(arena, first) },
                             { .kind = BLOCK_ITEM, .children = sample_paragraph(arena, second) } };
    return (struct block){ .kind = kind, .start = 3, .children = prose_of(arena, items, 2) };
}

static struct prose long_body(struct arena *arena)
{
    struct block blocks[] = {
        paragraph(arena, "Retry only what is *safe* to repeat. A `GET` is; a payment is **not**, unless it carries a "
                         "key by which the "
                         "server knows it again, see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)."),
        list_of(arena, BLOCK_BULLETS,
                "wait longer each time, and by a random part of it, so that clients do not march in step",
                "give up after a *budget*, not after a count"),
        { .kind = BLOCK_CODE,
          .language = STRING("rust"),
          .code = STRING("let wait = base * 2u32.pow(attempt);\n\nsleep(wait + random_below(wait)).await; // full "
                         "jitter, as in the article\n") },
        { .kind = BLOCK_QUOTE, .children = sample_paragraph(arena, "A retry is load.\nTreat it as load.") },
        list_of(arena, BLOCK_NUMBERS, "third", "fourth"),
    };
    return prose_of(arena, blocks, sizeof blocks / sizeof *blocks);
}

static void fill_guide(struct arena *arena, struct guide *guide)
{
    struct heading *headings = ARENA_NEW_MANY(arena, 2, struct heading);
    headings[0] = (struct heading){ .id = STRING("mechanism"),
                                    .title = sample_text(arena, "Explain the mechanism"),
                                    .advice = sample_text(arena, "say *why* it works, not only the rule.") };
    headings[1] = (struct heading){ .id = STRING("trade-off"),
                                    .title = sample_text(arena, "Name the trade-off"),
                                    .advice = sample_text(
                                        arena, "say what it costs; an answer without a price sounds like an advert.") };
    *guide = (struct guide){ .title = sample_text(arena, "How a good answer is built"),
                             .headings = headings,
                             .heading_count = 2 };
}

static void fill_exercise(struct arena *arena, struct exercise *exercise)
{
    struct point *points = ARENA_NEW_MANY(arena, 3, struct point);
    points[0] =
        (struct point){ .heading = 0, .statement = sample_text(arena, "only what is *idempotent* is repeated.") };
    points[1] = (struct point){ .heading = 0,
                                .statement = sample_text(arena, "waits grow, and have a random part (`jitter`)") };
    points[2] =
        (struct point){ .heading = 1, .statement = sample_text(arena, "every retry is load on what already fails") };
    struct option *options = ARENA_NEW_MANY(arena, 3, struct option);
    options[0] = (struct option){ .is_best = true, .mark_percent = 100, .body = long_body(arena) };
    options[1].body = sample_paragraph(arena, "Use a library with exponential back-off and jitter. "
                                              "再試行は負荷です。よく考えてください。そうしないと障害が広がります。");
    options[2].body = sample_paragraph(arena, "Retries cost nothing, so do them at once and often.");
    *exercise = (struct exercise){
        .id = STRING("retries"),
        .title = sample_text(arena, "Retries and `jitter`"),
        .question = sample_paragraph(arena, "A call to another service failed. When do you try again?"),
        .look_for = sample_text(arena, "Which answer knows what a retry *costs*?"),
        .points = points,
        .point_count = 3,
        .options = options,
        .option_count = 3,
        .lesson = sample_paragraph(arena, "A retry is load: budget it."),
    };
}

struct set *sample_set(struct arena *arena)
{
    struct set *set = ARENA_NEW(arena, struct set);
    set->id = STRING("calls");
    set->name_space = STRING("test");
    set->title = STRING("Calls between services");
    set->focus = STRING("retries, time-outs");
    set->language = STRING("en");
    set->about = sample_paragraph(arena, "What one says about calls that fail.");
    set->exercises = ARENA_NEW(arena, struct exercise);
    set->exercise_count = 1;
    fill_guide(arena, &set->guide);
    fill_exercise(arena, set->exercises);
    return set;
}

struct question sample_question(struct arena *arena, const struct set *set)
{
    const struct exercise *exercise = &set->exercises[0];
    struct term *terms = ARENA_NEW(arena, struct term);
    *terms = (struct term){ sample_text(arena, "jitter"), sample_text(arena, "a random part of a wait.") };
    struct phrase *phrases = ARENA_NEW(arena, struct phrase);
    *phrases =
        (struct phrase){ sample_text(arena, "That comes at a price:"), sample_text(arena, "to open the trade-off.") };
    struct question question = { .language = set->language,
                                 .title = exercise->title,
                                 .question = exercise->question,
                                 .look_for = exercise->look_for,
                                 .option_count = exercise->option_count,
                                 .phrases = phrases,
                                 .phrase_count = 1,
                                 .terms = terms,
                                 .term_count = 1 };
    for (size_t i = 0; i < exercise->option_count; i++)
        question.options[i] = &exercise->options[i].body;
    return question;
}

static struct texts paragraphs(struct arena *arena, const char *first, const char *second)
{
    struct texts texts = { 0 };
    *LIST_ADD(arena, &texts) = sample_text(arena, first);
    *LIST_ADD(arena, &texts) = sample_text(arena, second);
    return texts;
}

struct explanation sample_explanation(struct arena *arena, const struct set *set, size_t chosen_place)
{
    struct explanation explanation = {
        .verdict = sample_text(arena, chosen_place == 0 ? "Right: A is the best answer." : "A is the better answer."),
        .best = paragraphs(arena, "A says that only what is *idempotent* is repeated, and why.",
                           "It also names the price."),
        .others =
            paragraphs(arena, "B names the parts and never says how they work.", "C is wrong: a retry is not free."),
        .lesson = set->exercises[0].lesson,
        .letters = { 'A', 'B', 'C' },
        .option_count = 3,
        .best_place = 0,
        .chosen_place = chosen_place,
        .row_count = 3,
    };
    static const struct explanation_row rows[] = {
        { 0, { VERDICT_COVERED, VERDICT_ABSENT, VERDICT_CONTRADICTED } },
        { 1, { VERDICT_COVERED, VERDICT_TOUCHED, VERDICT_ABSENT } },
        { 2, { VERDICT_COVERED, VERDICT_COVERED, VERDICT_UNSURE } },
    };
    explanation.rows = ARENA_NEW_MANY(arena, 3, struct explanation_row);
    memcpy(explanation.rows, rows, sizeof rows);
    return explanation;
}

struct summary sample_summary(struct arena *arena)
{
    static const struct heading_share shares[] = { { 0, 4, 3, 1 }, { 1, 2, 0, 0 } };
    static const struct again again[] = { { 0, AGAIN_CONFIDENT_WRONG }, { 2, AGAIN_FLAGGED } };
    struct summary summary = { .step_count = 3,
                               .response_count = 3,
                               .right_count = 1,
                               .dont_know_count = 1,
                               .score_percent = 47,
                               .share_count = 2,
                               .again_count = 2,
                               .sure_count = { 0, 1, 0, 2 },
                               .sure_right_count = { 0, 0, 0, 1 } };
    summary.shares = ARENA_NEW_MANY(arena, 2, struct heading_share);
    memcpy(summary.shares, shares, sizeof shares);
    summary.again = ARENA_NEW_MANY(arena, 2, struct again);
    memcpy(summary.again, again, sizeof again);
    return summary;
}

#define OUTLOOK_TODAY 20779 /* 2026-11-22 */
#define OUTLOOK_DAYS  32

struct plan_outlook sample_outlook(struct arena *arena, const struct set *set)
{
    static const struct plan_heading headings[] = {
        { .heading = 0,
          .point_count = 20,
          .skills = { [MEMORY_RECOGNISING] = { 0.42, 0.36, 0.9, 0.85, 0.96 },
                      [MEMORY_PRODUCING] = { 0.1, 0.05, 0.6, 0.5, 0.71 } } },
        { .heading = 1,
          .point_count = 6,
          .skills = { [MEMORY_RECOGNISING] = { 0, 0, 0.97, 0.96, 0.98 },
                      [MEMORY_PRODUCING] = { 0, 0, 0.4, 0.1, 0.7 } } },
    };
    struct plan_outlook outlook = {
        .plan = { .has_interview = true, .interview_day = OUTLOOK_TODAY + OUTLOOK_DAYS },
        .today = OUTLOOK_TODAY,
        .days_left = OUTLOOK_DAYS,
        .day_count = OUTLOOK_DAYS,
        .minutes_a_day = 11.6,
        .set_count = 1,
    };
    outlook.days = ARENA_NEW_MANY(arena, OUTLOOK_DAYS, struct plan_day);
    for (int i = 0; i < OUTLOOK_DAYS; i++)
        outlook.days[i] = (struct plan_day){ OUTLOOK_TODAY + i, 6.2 - i * 0.1, i % 2, 14.4 - i };
    outlook.sets = ARENA_NEW(arena, struct plan_set_outlook);
    outlook.sets[0] = (struct plan_set_outlook){ .set = set,
                                                 .exercise_count = 8,
                                                 .begun_count = 3,
                                                 .point_count = 26,
                                                 .skills = { [MEMORY_RECOGNISING] = { 0.32, 0.28, 0.92, 0.88, 0.95 },
                                                             [MEMORY_PRODUCING] = { 0.08, 0.04, 0.55, 0.42, 0.7 } },
                                                 .heading_count = sizeof headings / sizeof *headings };
    outlook.sets[0].headings = ARENA_NEW_MANY(arena, outlook.sets[0].heading_count, struct plan_heading);
    memcpy(outlook.sets[0].headings, headings, sizeof headings);
    return outlook;
}
