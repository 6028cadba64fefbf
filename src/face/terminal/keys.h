/* keys: from the bytes of a terminal to keys.
 *
 * Knows UTF-8 and the sequences that special keys send. Knows nothing of what a key is for; and reads nothing itself.
 */
#ifndef VIVA_FACE_TERMINAL_KEYS_H
#define VIVA_FACE_TERMINAL_KEYS_H

#include <stdint.h>

#include "base/string.h"

enum key_kind {
    KEY_CHARACTER, /* a printable character, or a space */
    KEY_ENTER,
    KEY_BACK,   /* backspace */
    KEY_ESCAPE, /* the key alone */
    KEY_END,    /* Ctrl-D: no more input */
    KEY_OTHER,  /* arrows, function keys, Alt and Ctrl with a letter: they mean nothing here */
};

struct key {
    enum key_kind kind;
    uint32_t code_point; /* KEY_CHARACTER */
};

/* More characters than these in one piece were pasted, not typed: nobody's fingers are that fast. */
#define KEYS_TYPED_MAX 3

/* Take the first key off *bytes. A sequence that is cut off at the end of bytes is one KEY_OTHER, and a lone escape
 * KEY_ESCAPE: so hand in what came together in one piece. bytes must not be empty. */
struct key keys_next(struct string *bytes);

/* Were these bytes, which came in one piece, pasted? Sequences of special keys do not count. */
bool keys_are_pasted(struct string bytes);

#endif
