/* telling: a group of rivals being told, sentence by sentence.
 *
 * Knows which sentence says which trait, and puts the author's clauses into it. Refuses to know who is in the group: it
 * has a subject, "D, your choice," or "A and C". */
#ifndef VIVA_CORE_TELLING_H
#define VIVA_CORE_TELLING_H

#include "core/teller.h"

struct telling {
    struct teller *teller;
    const struct group *group;
    struct texts sentences;
    struct text subject;            /* of the first sentence: "D, your choice," */
    struct text name;               /* of a later one that cannot say "it": "D" */
    point_mask absent, unexplained; /* what may be said to be missing, and was not yet */
    bool ends_aside; /* the last sentence was about the matter: in the next one "it" would not be the group */
};

/* The first sentence, with the subject: what the group is told by. A claim is followed by what is so instead. Not for
 * TRAIT_NOTE, of which there is nothing to say. */
void telling_lead(struct telling *telling);

/* What else the group claims or suffers from. */
void telling_more(struct telling *telling);

/* What it leaves out, in up to count sentences: whole headings, then points that are absent, then points only named. */
void telling_gaps(struct telling *telling, int count);

/* The faults that a lead by this trait has told already. */
fault_mask telling_faults_in(enum trait trait);

/* The first trait, in the order of the enumeration, that tells one of the faults; TRAIT_COUNT for none. */
enum trait telling_fault_trait(fault_mask faults);

#endif
