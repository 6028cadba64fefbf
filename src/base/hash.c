#include "base/hash.h"

#include <nettle/sha2.h>
#include <string.h>

_Static_assert(sizeof(struct hash) == SHA256_DIGEST_SIZE, "a hash is one SHA-256");

struct hash hash_of(struct string bytes)
{
    struct hash hash;
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.size)
        sha256_update(&context, bytes.size, (const uint8_t *)bytes.bytes);
    sha256_digest(&context, sizeof hash.bytes, hash.bytes);
    return hash;
}

bool hash_equal(struct hash a, struct hash b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

bool hash_is_zero(struct hash hash)
{
    return hash_equal(hash, (struct hash){ { 0 } });
}

struct string hash_string(struct arena *arena, struct hash hash)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_take(arena, 2 * sizeof hash.bytes);
    for (size_t i = 0; i < sizeof hash.bytes; i++) {
        text[2 * i] = digits[hash.bytes[i] >> 4];
        text[2 * i + 1] = digits[hash.bytes[i] & 15];
    }
    return (struct string){ text, 2 * sizeof hash.bytes };
}

/* 0 to 15, or -1 for what is no lower-case hex digit: a hash has one spelling. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool hash_parse(struct string text, struct hash *hash)
{
    if (text.size != 2 * sizeof hash->bytes)
        return false;
    struct hash parsed;
    for (size_t i = 0; i < sizeof parsed.bytes; i++) {
        int high = digit_value(text.bytes[2 * i]), low = digit_value(text.bytes[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        parsed.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *hash = parsed;
    return true;
}
