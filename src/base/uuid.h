/* uuid: names that need no registry, in the order of their making (RFC 9562, version 7). */
#ifndef VIVA_BASE_UUID_H
#define VIVA_BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/string.h"

#define UUID_TEXT_SIZE 36

struct uuid {
    uint8_t bytes[16];
};

/* A new version 7 uuid from the real clock (milliseconds) and the kernel's randomness. Within a process each is
 * greater than the one before, from any thread (RFC 9562 section 6.2, method 1). */
struct uuid uuid_new(void);

bool uuid_parse(struct string text, struct uuid *uuid);            /* 8-4-4-4-12 hex digits, either case */
void uuid_format(struct uuid uuid, char text[UUID_TEXT_SIZE + 1]); /* lower case, NUL-ended */
struct string uuid_string(struct arena *arena, struct uuid uuid);
bool uuid_equal(struct uuid a, struct uuid b);
bool uuid_is_nil(struct uuid uuid);

#endif
