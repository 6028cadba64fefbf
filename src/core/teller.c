#include "core/teller.h"

#include "base/check.h"
#include "core/clause.h"
#include "core/deal.h"

struct text teller_letter(const struct teller *teller, size_t option)
{
    static const char letters[EXERCISE_OPTIONS_MAX] = { 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H' };
    size_t place = deal_place(teller->order, option);
    CHECK(place < EXERCISE_OPTIONS_MAX);
    return clause_styled(teller->arena, text_plain(teller->arena, (struct string){ &letters[place], 1 }), SPAN_STRONG);
}

struct text teller_clause(const struct teller *teller, struct text clause)
{
    return words_quoted(teller->arena, clause_inside(teller->arena, clause), teller->language);
}

size_t teller_pick(const struct teller *teller, point_mask from)
{
    size_t picked = SIZE_MAX;
    for (size_t i = 0; i < teller->exercise->point_count; i++) {
        bool is_first = picked == SIZE_MAX;
        if (mask_has(from, i) &&
            (is_first || rivals_share(teller->exercise, i) < rivals_share(teller->exercise, picked)))
            picked = i;
    }
    CHECK(picked != SIZE_MAX);
    return picked;
}

point_mask teller_points_under(const struct teller *teller, heading_mask headings)
{
    point_mask points = 0;
    for (size_t i = 0; i < teller->exercise->point_count; i++)
        if (mask_has(teller->rivals.wanted, i) && mask_has(headings, teller->exercise->points[i].heading))
            points |= (point_mask)1 << i;
    return points;
}

struct text teller_headings(const struct teller *teller, heading_mask headings)
{
    struct texts titles = { 0 };
    for (size_t i = 0; i < teller->guide->heading_count; i++)
        if (mask_has(headings, i))
            *LIST_ADD(teller->arena, &titles) =
                clause_styled(teller->arena, teller_clause(teller, teller->guide->headings[i].title), SPAN_EMPHASIS);
    return words_and_text(teller->arena, titles.items, titles.count);
}

void teller_say(const struct teller *teller, struct texts *sentences, enum say say, const struct word *values)
{
    *LIST_ADD(teller->arena, sentences) = words_text(teller->arena, say, values);
}

void teller_quote(const struct teller *teller, struct texts *sentences, struct text clause)
{
    if (!text_is_empty(clause))
        *LIST_ADD(teller->arena, sentences) =
            words_quoted(teller->arena, clause_sentence(teller->arena, clause), teller->language);
}

void teller_close(const struct teller *teller, struct texts *paragraphs, const struct texts *sentences)
{
    if (sentences->count > 0)
        *LIST_ADD(teller->arena, paragraphs) = words_paragraph(teller->arena, sentences->items, sentences->count);
}
