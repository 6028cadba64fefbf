/* eight: eight bytes looked at together, in a word of the machine.
 *
 * Text is mostly plain letters with a space between words; what is not goes the slow way, byte by byte. Exact on either
 * order of bytes but for eight_first, which knows the order. */
#ifndef VIVA_READ_EIGHT_H
#define VIVA_READ_EIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_TOPS UINT64_C(0x8080808080808080)

static inline uint64_t eight_load(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* The top bit of every byte that is this one. */
static inline uint64_t eight_equal(uint64_t eight, char byte)
{
    uint64_t difference = eight ^ (EIGHT_ONES * (unsigned char)byte);
    return ~((difference & ~EIGHT_TOPS) + ~EIGHT_TOPS) & ~difference & EIGHT_TOPS;
}

/* The top bit of every byte that is no printable ASCII character: C0, DEL, and whatever is no ASCII at all. */
static inline uint64_t eight_unprintable(uint64_t eight)
{
    uint64_t low = eight & ~EIGHT_TOPS;
    uint64_t is_printable = (low + EIGHT_ONES * (0x80 - ' ')) & ~(low + EIGHT_ONES) & ~eight;
    return ~is_printable & EIGHT_TOPS;
}

/* The index of the first byte whose top bit is set; mask is not 0. */
static inline size_t eight_first(uint64_t mask)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(mask) / 8;
#else
    return (size_t)__builtin_clzll(mask) / 8;
#endif
}

/* The mask without its first byte. */
static inline uint64_t eight_rest(uint64_t mask)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return mask & (mask - 1);
#else
    return mask & ~(UINT64_C(1) << (63 - __builtin_clzll(mask)));
#endif
}

#endif
