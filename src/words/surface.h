/* surface: what can be counted on a text by somebody who understands nothing of it.
 *
 * Knows characters, words, figures, punctuation and stretches of code, as a learner sees them. Refuses to know what
 * they mean, and whether they are many or few. */
#ifndef VIVA_WORDS_SURFACE_H
#define VIVA_WORDS_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/prose.h"

/* Shorter words (the, and, not) are in any text: whether two texts share them says nothing. */
#define SURFACE_LONG_WORD 4

struct surface_word {
    uint64_t hash; /* of the word in lower case: string_hash would change from release to release, this one may not */
    bool is_code, is_long;
};

struct surface {
    uint32_t characters;  /* code points, code and spaces included */
    uint32_t punctuation; /* outside code; hyphens and apostrophes within a word are none */
    uint32_t digits;
    uint32_t code_marks; /* stretches of code in a line, and blocks */
    uint32_t code_characters;
    struct {
        struct surface_word *items; /* runs of letters, digits and apostrophes, in the order of the text */
        size_t count, capacity;
    } words;
};

/* Add what stands in a text. Words live in arena. */
void surface_add_prose(struct arena *arena, struct surface *surface, struct prose prose);
void surface_add_text(struct arena *arena, struct surface *surface, struct text text);
void surface_add_string(struct arena *arena, struct surface *surface, struct string s);

#endif
