/* check: the rules that a whole set keeps once its ids are linked.
 *
 * Knows what must hold between parts: rules are rows of a table, by kind of exercise. Knows nothing of the form a set
 * was read from. */
#ifndef VIVA_READ_CHECK_H
#define VIVA_READ_CHECK_H

#include "base/table.h"
#include "read/reader.h"

void check_set(struct reader *reader);

/* Shared by the files of this step. -------------------------------------------------------------------- */

/* One rule, held against one exercise. */
typedef void check_rule(struct reader *reader, const struct exercise *exercise);

check_rule check_ids, check_parts, check_marks, check_samples, check_sentences; /* of every exercise */
check_rule check_option_count, check_best, check_rival_marks, check_equal, check_covered, check_shortcomings,
    check_cues; /* of choose-one */

/* The first option with the star; NULL when there is none. */
const struct option *check_find_best(const struct exercise *exercise);

/* The phrases, terms and sources of the set or an exercise that stands at this place. */
void check_reference(struct reader *reader, const struct reference *reference, struct place at);

/* Ids that must differ from one another. */
struct check_names {
    struct string *items;
    size_t count, capacity;
    struct table table;
    enum say what; /* "exercises" */
};

/* Adds id to the names, or reports code (ID_TWICE or FORMER_ID_TAKEN) when it is there already. */
void check_name(struct reader *reader, struct check_names *names, struct string id, enum problem_code code,
                struct place at);
void check_former_names(struct reader *reader, struct check_names *names, struct strings was, struct place at);

/* Reports that something has not what it needs. */
void check_has(struct reader *reader, bool is_missing, enum say where, enum say what, struct place at);

/* Reports that a text holds what would end it in Markdown. Only a text from JSON can. */
void check_lacks(struct reader *reader, struct text text, struct string separator, struct place at);

#endif
