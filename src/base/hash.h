/* hash: SHA-256 (FIPS 180-4), by nettle, in hash.c alone. */
#ifndef VIVA_BASE_HASH_H
#define VIVA_BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

struct hash {
    uint8_t bytes[32];
};

struct hash hash_of(struct string bytes);
bool hash_equal(struct hash a, struct hash b);
bool hash_is_zero(struct hash hash);                              /* all zero stands for "none" */
struct string hash_string(struct arena *arena, struct hash hash); /* 64 lower-case hex digits */
bool hash_parse(struct string text, struct hash *hash);

#endif
