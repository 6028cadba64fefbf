#include "face/terminal/keys.h"

#include "base/utf8.h"

#define ESCAPE    0x1B
#define CONTROL_D 0x04
#define BACKSPACE 0x08
#define DELETE    0x7F
#define BELL      0x07

static void skip(struct string *bytes, size_t count)
{
    *bytes = string_slice(*bytes, count, bytes->size);
}

/* ECMA-48 5.4: parameters and intermediates, then one final byte from 0x40 to 0x7E. */
static size_t control_sequence_size(struct string bytes)
{
    for (size_t i = 2; i < bytes.size; i++)
        if ((unsigned char)bytes.bytes[i] >= 0x40)
            return i + 1;
    return bytes.size;
}

/* ECMA-48 5.6: a string up to its terminator, ESC \ or BEL. */
static size_t control_string_size(struct string bytes)
{
    for (size_t i = 2; i < bytes.size; i++)
        if (bytes.bytes[i] == BELL)
            return i + 1;
        else if (bytes.bytes[i] == ESCAPE)
            return i + 2;
    return bytes.size;
}

/* The sequence that begins bytes with an escape and something behind it. */
static size_t sequence_size(struct string bytes)
{
    switch (bytes.bytes[1]) {
    case '[':
        return control_sequence_size(bytes);
    case 'O': /* the keypad and F1 to F4 */
        return 3;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        return control_string_size(bytes);
    case ESCAPE:
        return 1;
    default: /* Alt and a character */
        return 1 + utf8_grapheme_size(string_slice(bytes, 1, bytes.size));
    }
}

struct key keys_next(struct string *bytes)
{
    unsigned char first = (unsigned char)bytes->bytes[0];
    if (first == ESCAPE && bytes->size > 1) {
        skip(bytes, sequence_size(*bytes));
        return (struct key){ .kind = KEY_OTHER };
    }
    size_t size = 0;
    uint32_t code_point = utf8_next(*bytes, &size);
    skip(bytes, size);
    switch (first) {
    case ESCAPE:
        return (struct key){ .kind = KEY_ESCAPE };
    case '\n':
    case '\r':
        return (struct key){ .kind = KEY_ENTER };
    case BACKSPACE:
    case DELETE:
        return (struct key){ .kind = KEY_BACK };
    case CONTROL_D:
        return (struct key){ .kind = KEY_END };
    default:
        break;
    }
    if (first < ' ' || code_point == UTF8_INVALID || utf8_is_control(code_point))
        return (struct key){ .kind = KEY_OTHER };
    return (struct key){ .kind = KEY_CHARACTER, .code_point = code_point };
}

bool keys_are_pasted(struct string bytes)
{
    size_t character_count = 0;
    while (bytes.size > 0)
        character_count += keys_next(&bytes).kind == KEY_CHARACTER;
    return character_count > KEYS_TYPED_MAX;
}
