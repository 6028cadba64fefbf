/* clause: an author's words within viva's sentences.
 *
 * Knows how a clause is embedded, and how it becomes a sentence of its own. Refuses to touch code, or to guess whether
 * a capital belongs to a name: authors write clauses in lower case, so a clause is only ever raised, never lowered. */
#ifndef VIVA_CORE_CLAUSE_H
#define VIVA_CORE_CLAUSE_H

#include "model/prose.h"

/* To stand inside a sentence: without white space at the end and without its full stop ("..." stays). */
struct text clause_inside(struct arena *arena, struct text clause);

/* To stand alone: the first letter raised (behind an opening quotation mark, too), unless it is code or belongs to a
 * word that is written as it is ("eBPF", "panic!", "a_b"); a full stop at the end, unless one of .!?:… is there. The
 * empty text stays empty. */
struct text clause_sentence(struct arena *arena, struct text clause);

/* Whether it ends in one of .!?:… (a closing quotation mark or bracket behind it does not count), outside code. */
bool clause_is_ended(struct text clause);

/* All of it in one more style. */
struct text clause_styled(struct arena *arena, struct text clause, enum span_style style);

#endif
