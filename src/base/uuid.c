#include "base/uuid.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "base/random.h"

#define COUNTER_BITS 12 /* of rand_a; the topmost starts as 0, as a guard against overflow */

/* The last milliseconds and counter that were given out, as one number: (ms << COUNTER_BITS) | counter. */
static _Atomic uint64_t last_tick;

static uint64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* A tick above all before it. A full counter, or a clock set back, makes it run ahead of the clock for a while (RFC
 * 9562 section 6.2). */
static uint64_t next_tick(uint16_t chance)
{
    uint64_t fresh = clock_ms() << COUNTER_BITS | (chance & ((1u << (COUNTER_BITS - 1)) - 1));
    uint64_t last = atomic_load(&last_tick), next;
    do
        next = fresh > last ? fresh : last + 1;
    while (!atomic_compare_exchange_weak(&last_tick, &last, next));
    return next;
}

struct uuid uuid_new(void)
{
    struct uuid uuid;
    random_bytes(uuid.bytes, sizeof uuid.bytes);
    uint64_t tick = next_tick((uint16_t)(uuid.bytes[0] << 8 | uuid.bytes[1]));
    uint64_t ms = tick >> COUNTER_BITS;
    for (int i = 0; i < 6; i++)
        uuid.bytes[i] = (uint8_t)(ms >> (40 - 8 * i));
    uuid.bytes[6] = (uint8_t)(0x70 | (tick >> 8 & 0x0F));
    uuid.bytes[7] = (uint8_t)tick;
    uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3F));
    return uuid;
}

static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_hyphen_place(size_t at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

bool uuid_parse(struct string text, struct uuid *uuid)
{
    if (text.size != UUID_TEXT_SIZE)
        return false;
    struct uuid parsed = { { 0 } };
    size_t digits = 0;
    for (size_t i = 0; i < UUID_TEXT_SIZE; i++) {
        if (is_hyphen_place(i)) {
            if (text.bytes[i] != '-')
                return false;
            continue;
        }
        int value = digit_value(text.bytes[i]);
        if (value < 0)
            return false;
        parsed.bytes[digits / 2] = (uint8_t)(parsed.bytes[digits / 2] << 4 | value);
        digits++;
    }
    *uuid = parsed;
    return true;
}

void uuid_format(struct uuid uuid, char text[UUID_TEXT_SIZE + 1])
{
    static const char hex[] = "0123456789abcdef";
    size_t digits = 0;
    for (size_t i = 0; i < UUID_TEXT_SIZE; i++) {
        if (is_hyphen_place(i)) {
            text[i] = '-';
            continue;
        }
        text[i] = hex[uuid.bytes[digits / 2] >> (digits % 2 ? 0 : 4) & 15];
        digits++;
    }
    text[UUID_TEXT_SIZE] = '\0';
}

struct string uuid_string(struct arena *arena, struct uuid uuid)
{
    char *text = arena_take(arena, UUID_TEXT_SIZE + 1);
    uuid_format(uuid, text);
    return (struct string){ text, UUID_TEXT_SIZE };
}

bool uuid_equal(struct uuid a, struct uuid b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

bool uuid_is_nil(struct uuid uuid)
{
    return uuid_equal(uuid, (struct uuid){ { 0 } });
}
