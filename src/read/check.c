#include "read/check.h"

#include "base/check.h"
#include "read/texts.h"
#include "words/lexicon.h"

#define KIND(kind) (1u << EXERCISE_##kind)
#define EVERY_KIND (~0u)

static const struct rule {
    unsigned kinds;
    check_rule *check;
    bool only_warns;
} rules[] = {
    { EVERY_KIND, check_ids, false },
    { EVERY_KIND, check_parts, false },
    { EVERY_KIND, check_marks, false },
    { EVERY_KIND, check_samples, false },
    { EVERY_KIND, check_sentences, false },
    { KIND(CHOOSE_ONE), check_option_count, false },
    { KIND(CHOOSE_ONE), check_best, false },
    { KIND(CHOOSE_ONE), check_rival_marks, false },
    { KIND(CHOOSE_ONE), check_equal, false },
    { KIND(CHOOSE_ONE), check_covered, false },
    { KIND(CHOOSE_ONE), check_shortcomings, false },
    { KIND(CHOOSE_ONE), check_cues, true },
};

/* Ids. ------------------------------------------------------------------------------------------------- */

void check_name(struct reader *reader, struct check_names *names, struct string id, enum problem_code code,
                struct place at)
{
    if (id.size == 0) /* reported as missing */
        return;
    uint64_t hash = string_hash(id);
    size_t cursor;
    for (size_t i = table_first(&names->table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&names->table, hash, &cursor)) {
        CHECK(names->items); /* the table's numbers are places in this list */
        if (string_equal(names->items[i], id)) {
            reader_report(reader, code, reader_find(reader, at, id),
                          WORDS(WORD("id", id), WORD("what", words_plain(names->what))));
            return;
        }
    }
    table_add(reader->scratch, &names->table, hash);
    *LIST_ADD(reader->scratch, names) = id;
}

void check_former_names(struct reader *reader, struct check_names *names, struct strings was, struct place at)
{
    for (size_t i = 0; i < was.count; i++)
        check_name(reader, names, was.items[i], PROBLEM_FORMER_ID_TAKEN, at);
}

/* Ids in use come first, so that it is the former one that is reported. */
static void check_exercise_ids(struct reader *reader, const struct set *set)
{
    struct check_names names = { .what = SAY_ID_EXERCISES };
    for (size_t i = 0; i < set->exercise_count; i++)
        check_name(reader, &names, set->exercises[i].id, PROBLEM_ID_TWICE, set->exercises[i].at);
    for (size_t i = 0; i < set->exercise_count; i++)
        check_former_names(reader, &names, set->exercises[i].was, set->exercises[i].at);
}

/* The guide. ------------------------------------------------------------------------------------------- */

static void check_guide(struct reader *reader, const struct guide *guide)
{
    struct check_names names = { .what = SAY_ID_HEADINGS };
    for (size_t i = 0; i < guide->heading_count; i++) {
        const struct heading *heading = &guide->headings[i];
        check_name(reader, &names, heading->id, PROBLEM_ID_TWICE, heading->at);
        check_has(reader, text_is_empty(heading->title), SAY_PART_HEADING, SAY_PART_TITLE, heading->at);
        check_lacks(reader, heading->title, STRING(":"), heading->at);
    }
}

void check_has(struct reader *reader, bool is_missing, enum say where, enum say what, struct place at)
{
    if (is_missing)
        reader_report(reader, PROBLEM_MISSING_PART, at,
                      WORDS(WORD("where", words_plain(where)), WORD("what", words_plain(what))));
}

void check_lacks(struct reader *reader, struct text text, struct string separator, struct place at)
{
    struct text_point point;
    if (texts_find(text, separator, &point))
        reader_report(reader, PROBLEM_SEPARATOR_INSIDE, at,
                      WORDS(WORD("value", text_string(reader->scratch, text)), WORD("separator", separator)));
}

static void check_exercise(struct reader *reader, const struct exercise *exercise)
{
    reader->exercise = exercise;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if ((rules[i].kinds >> exercise->kind & 1) && !(rules[i].only_warns && reader->problems->takes_errors_only))
            rules[i].check(reader, exercise);
    reader->exercise = NULL;
}

void check_set(struct reader *reader)
{
    const struct set *set = reader->set;
    struct lexicon lexicon;
    if (!reader->problems->takes_errors_only) {
        lexicon = lexicon_of(reader->scratch, set);
        reader->lexicon = &lexicon;
    }
    check_guide(reader, &set->guide);
    check_reference(reader, &set->reference, (struct place){ 0 });
    check_exercise_ids(reader, set);
    for (size_t i = 0; i < set->exercise_count; i++)
        check_exercise(reader, &set->exercises[i]);
    if (set->exercise_count == 0)
        reader_report(reader, PROBLEM_NO_EXERCISE, (struct place){ 0 }, NO_WORDS);
    reader->lexicon = NULL;
}
