/* teller: what the parts of an explanation share while it is composed.
 *
 * Knows the exercise, the order shown and what was told so far. Refuses to know which sentence is due: teller_best and
 * telling decide that. */
#ifndef VIVA_CORE_TELLER_H
#define VIVA_CORE_TELLER_H

#include "core/rivals.h"
#include "model/run.h"
#include "words/words.h"

struct teller {
    struct arena *arena;
    const struct guide *guide;
    const struct exercise *exercise;
    struct string language; /* of the exercise, BCP 47 */
    const struct option_order *order;
    struct rivals rivals;
    size_t best;                                       /* option */
    size_t chosen;                                     /* option; SIZE_MAX for "I don't know" */
    size_t silent_told, absent_told, unexplained_told; /* sentences of that kind: the next is put in other words */
    point_mask told; /* points said to be missing so far: of the next group rather another one is told */
};

/* The letter under which an option was shown, in strong. */
struct text teller_letter(const struct teller *teller, size_t option);

/* A clause of the author's as it stands inside a sentence of viva's. */
struct text teller_clause(const struct teller *teller, struct text clause);

/* The most telling of the points in from (not 0): the one that the rivals have least of; of equals the first, since
 * authors begin with what matters. */
size_t teller_pick(const struct teller *teller, point_mask from);

/* The points of the best answer under any of these headings. */
point_mask teller_points_under(const struct teller *teller, heading_mask headings);

/* The titles of headings, in emphasis, as one list. */
struct text teller_headings(const struct teller *teller, heading_mask headings);

/* Add a sentence of viva's to a paragraph, or of the author's where it is not empty. */
void teller_say(const struct teller *teller, struct texts *sentences, enum say say, const struct word *values);
void teller_quote(const struct teller *teller, struct texts *sentences, struct text clause);

/* Close a paragraph: its sentences become one text; without sentences there is none. */
void teller_close(const struct teller *teller, struct texts *paragraphs, const struct texts *sentences);

/* The two halves of an explanation, as paragraphs. */
struct texts teller_best(const struct teller *teller);
struct texts teller_others(struct teller *teller);

#endif
