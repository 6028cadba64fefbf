/* words: every sentence that viva itself says to people, in one catalogue.
 *
 * Knows ids, texts, plurals and how to fill the places in them. Knows nothing of when a sentence is said. The
 * catalogue is words/sentences.def and, for what is wrong with a set, words/problems.def; a translation is another
 * table of the same ids. On every face the same thing is said in the same words.
 *
 * A place is a name in braces: "{option} is the best answer". Translations may move places, never rename them.
 * Sentences are lower case where they are messages, and cased as prose where they are read as prose. */
#ifndef VIVA_WORDS_WORDS_H
#define VIVA_WORDS_WORDS_H

#include "base/status.h"
#include "base/string.h"
#include "model/prose.h"

enum say {
#define SENTENCE(id, text)               SAY_##id,
#define SENTENCE_COUNTED(id, one, other) SAY_##id,
#include "words/sentences.def"
#undef SENTENCE
#undef SENTENCE_COUNTED
    SENTENCE_END
};

/* A value for the place called name: plain, or rich (then plain is ignored). */
struct word {
    const char *name;
    struct string plain;
    struct text rich;
};

/* The value lists are ended by a word without a name. Every place of the sentence must have its value (a bug
 * otherwise). */
struct string words_string(struct arena *arena, enum say sentence, const struct word *values);
struct text words_text(struct arena *arena, enum say sentence,
                       const struct word *values); /* keeps the style of rich values */

/* A sentence with a plural: picks the form for count, and fills {count} with it. */
struct string words_counted(struct arena *arena, enum say sentence, int64_t count, const struct word *values);
struct text words_counted_text(struct arena *arena, enum say sentence, int64_t count,
                               const struct word *values); /* rich */

struct string words_plain(enum say sentence); /* a sentence without places; static */

/* What an author wrote, on its way into a sentence or a page of viva's: says its language (BCP 47) where that is not
 * the one of the sentences. */
struct text words_quoted(struct arena *arena, struct text text, struct string language);

/* Fill failure (which may be NULL) with a sentence, and return status. */
enum status words_failure(struct failure *failure, enum status status, enum say sentence, const struct word *values);

/* The same for any template (problems.def uses it). */
struct string words_fill(struct arena *arena, const char *template, const struct word *values);

#define WORDS(...) ((const struct word[]){ __VA_ARGS__, { .name = NULL } })
#define NO_WORDS   ((const struct word[]){ { .name = NULL } })

/* "A", "A and C", "A, C and D". */
struct string words_and(struct arena *arena, const struct string *items, size_t count);
struct text words_and_text(struct arena *arena, const struct text *items, size_t count);

/* Whole sentences, one behind the other, as one paragraph. */
struct text words_paragraph(struct arena *arena, const struct text *sentences, size_t count);

#endif
