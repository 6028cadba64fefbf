#include "face/web/http_percent.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_percent_decode(struct arena *arena, struct string raw, bool plus_is_space, struct string *decoded)
{
    if (string_find_byte(raw, '%') == STRING_NOT_FOUND &&
        (!plus_is_space || string_find_byte(raw, '+') == STRING_NOT_FOUND)) {
        *decoded = raw;
        return true;
    }
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < raw.size; i++) {
        char byte = raw.bytes[i];
        if (byte == '+' && plus_is_space)
            byte = ' ';
        if (byte == '%') {
            if (raw.size - i < 3 || hex_digit(raw.bytes[i + 1]) < 0 || hex_digit(raw.bytes[i + 2]) < 0)
                return false;
            byte = (char)(hex_digit(raw.bytes[i + 1]) * 16 + hex_digit(raw.bytes[i + 2]));
            i += 2;
        }
        buffer_add_byte(&buffer, byte);
    }
    *decoded = buffer_string(&buffer);
    return true;
}
