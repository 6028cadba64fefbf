/* lexicon: which words of a text are absolutes, hedges, or the vocabulary of a guide.
 *
 * Knows phrases (words/lexicon.def, and the signals of a set's guide) and counts them. Refuses to know what follows
 * from how many there are. */
#ifndef VIVA_WORDS_LEXICON_H
#define VIVA_WORDS_LEXICON_H

#include "base/table.h"
#include "model/set.h"
#include "words/surface.h"

enum lexicon_kind {
    LEXICON_NOTHING = 0, /* keeps the words in it from being counted */
    LEXICON_ABSOLUTE = 1,
    LEXICON_HEDGE = 2,
    LEXICON_GUIDE = 4,   /* because, in exchange, and the signals of the set's own guide */
    LEXICON_ARTICLE = 8, /* these are grammar, for openings that agree with a question */
    LEXICON_SINGULAR = 16,
    LEXICON_PLURAL = 32,
    LEXICON_IS = 64,
    LEXICON_ARE = 128,
    LEXICON_VERB = 256,
    LEXICON_PRONOUN = 512,
    LEXICON_REPLY = 1024,
    LEXICON_OR = 2048,
};

struct lexicon_counts {
    uint32_t absolutes, hedges, guide_words;
};

struct lexicon_phrase {
    struct string text;
    unsigned kinds;
    const uint64_t *words; /* hashes */
    size_t count;
};

struct lexicon {
    struct lexicon_phrase *items;
    size_t count, capacity;
    struct table by_first_word;
};

/* The words that count in a set: its guide's signals, and of words/lexicon.def when it is in English. Lives in arena,
 * as does all it points to. */
struct lexicon lexicon_of(struct arena *arena, const struct set *set);

/* Whether the rows of words/lexicon.def are meant for this language (BCP 47). */
bool lexicon_speaks(struct string language);

/* How often each kind stands in the text; code is left out. The longest phrase counts, the words in it not again. */
struct lexicon_counts lexicon_count(const struct lexicon *lexicon, const struct surface *surface);

/* The first phrase of a kind that lexicon_count would count, in lower case; empty for none. */
struct string lexicon_first(const struct lexicon *lexicon, const struct surface *surface, enum lexicon_kind kind);

/* The kinds of a word that is a phrase by itself; 0 for any other. */
unsigned lexicon_kinds(const struct lexicon *lexicon, const struct surface_word *word);

#endif
