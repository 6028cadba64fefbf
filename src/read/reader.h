/* reader: one reading of one source, from the first byte to the last rule.
 *
 * Knows what all steps share: where the set lives, what is being read, where problems go and whose waivers hold. Knows
 * nothing of Markdown, JSON or rules. */
#ifndef VIVA_READ_READER_H
#define VIVA_READ_READER_H

#include "base/problems.h"
#include "model/set.h"
#include "words/words.h"

enum problem_code {
#define PROBLEM(id, code, severity, message, hint) PROBLEM_##id,
#include "words/problems.def"
#undef PROBLEM
    PROBLEM_COUNT
};

/* What a mention of an id fills, once all ids are known. A row of the table in link.c for each. */
enum link_kind {
    LINK_POINT_HEADING,
    LINK_MISCONCEPTION_AGAINST,
    LINK_OPTION_COVERS,
    LINK_OPTION_TOUCHES,
    LINK_OPTION_CLAIMS,
    LINK_ANSWER_COVERS,
    LINK_ANSWER_TOUCHES,
    LINK_ANSWER_CLAIMS,
    LINK_SAMPLE_POINT,
    LINK_SAMPLE_MISCONCEPTION,
    LINK_PROBE_POINT,
    LINK_SENTENCE_AFTER,
    LINK_CITATION,
    LINK_KIND_COUNT
};

/* An id mentioned in the text, not looked up yet. owner is the index of the point, option, answer, sample, probe,
 * sentence or citation of the exercise that mentions it; part the index of a sample's label. */
struct link {
    enum link_kind kind;
    uint32_t exercise, owner, part;
    struct string id;
    struct place at; /* of the item that mentions it; reader_find narrows it to the id */
};

struct links {
    struct link *items;
    size_t count, capacity;
};

/* What a text is put together from, span by span (texts.h). */
struct text_parts {
    char *bytes;
    size_t size, room;
    struct text_part {
        size_t from;
        unsigned style;
        struct string href;
    } * items;
    size_t count, capacity;
    uint32_t control; /* a character that was replaced since it may not reach a screen; 0 for none */
};

struct lexicon;

struct reader {
    struct arena *arena;   /* the set's */
    struct arena *scratch; /* what is in it lives as long as the reading */
    const struct source *source;
    struct problems *problems;
    struct set *set;
    const struct exercise *exercise; /* whose waivers hold besides the set's; NULL outside exercises */
    const struct lexicon *lexicon;   /* words that give answers away, while the set is checked */
    struct links links;
    struct text_parts parts;
    bool is_json;     /* places are exact as they are */
    bool has_control; /* reported already, with its place */
};

/* A new reading; source and set are made by the steps. */
struct reader reader_open(struct arena *arena, struct arena *scratch, struct problems *problems);

/* Add a problem, unless it is a warning that the set or the exercise at hand waives. Plain values are shown shortened,
 * with characters that may not reach a screen replaced. */
void reader_report(struct reader *reader, enum problem_code code, struct place place, const struct word *values);

/* Whether nobody will be shown a further problem. Then they are only counted: a hostile file may have millions, and
 * each would cost time and memory. */
bool reader_is_full(const struct reader *reader);

/* The most names among which one is looked for: the points and misconceptions of an exercise. */
#define READER_NAMES_MAX (EXERCISE_POINTS_MAX + EXERCISE_MISCONCEPTIONS_MAX)

/* The place of token from place on: the first time it stands there as a word of its own, at most FIND_LINES_MAX lines
 * down; place itself when it does not. */
struct place reader_find(const struct reader *reader, struct place place, struct string token);

/* The one of the names that word was probably meant to be: its index, or count when none is near. */
size_t reader_nearest(const struct reader *reader, struct string word, const struct string *names, size_t count);

/* For {near}: a question about the nearest of the names, or the list of them. Lives in the problems' arena. */
struct string reader_near(const struct reader *reader, struct string word, const struct string *names, size_t count);

/* For {near} of an id that is no slug: the slug that was probably meant. */
struct string reader_slug_near(const struct reader *reader, struct string word);

/* Whether one more fits behind count; reports TOO_MANY of what (a sentence's plain words) when not. */
bool reader_has_room(struct reader *reader, size_t count, size_t max, enum say what, struct place place);

bool reader_is_warning(struct string code); /* a code of a warning, which may be waived */
bool reader_is_error(struct string code);
size_t reader_warnings(struct string names[PROBLEM_COUNT]); /* all of them; returns how many */

/* Shorthand for the values of WORDS. */
struct string reader_number(const struct reader *reader, size_t number);
#define WORD(key, value)                                                                                               \
    {                                                                                                                  \
        .name = (key), .plain = (value)                                                                                \
    }

#endif
