/* payload_scan: the few shapes that payloads of format 1 are made of, written and read side by side. For the files of
 * payload alone; in a header, since a million payloads are read in a second.
 *
 * Knows literals, ids, numbers and lists of ids. Knows nothing of what a payload says. */
#ifndef VIVA_APP_PAYLOAD_SCAN_H
#define VIVA_APP_PAYLOAD_SCAN_H

#include <string.h>

#include "base/hash.h"
#include "base/string.h"

/* Writing. */

static inline void write_id(struct buffer *buffer, struct string id)
{
    buffer_add_byte(buffer, '"');
    buffer_add(buffer, id);
    buffer_add_byte(buffer, '"');
}

static inline void write_ids(struct buffer *buffer, const struct string *ids, size_t count)
{
    buffer_add_byte(buffer, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(buffer, ',');
        write_id(buffer, ids[i]);
    }
    buffer_add_byte(buffer, ']');
}

static inline void write_bool(struct buffer *buffer, bool value)
{
    buffer_add_c(buffer, value ? "true" : "false");
}

/* The end of every response: null where nothing was measured. */
static inline void write_took(struct buffer *buffer, int64_t took_ms)
{
    if (took_ms < 0)
        buffer_add_c(buffer, ",\"took_ms\":null}");
    else
        buffer_add_format(buffer, ",\"took_ms\":%lld}", (long long)took_ms);
}

/* Reading: a place in the text that moves over what was expected, or is lost for good. */

struct scan {
    const char *at, *end;
    bool is_lost;
};

static inline struct scan scan_of(struct string text)
{
    if (text.size == 0)
        return (struct scan){ .is_lost = true };
    return (struct scan){ .at = text.bytes, .end = text.bytes + text.size };
}

static inline bool scan_try(struct scan *scan, const char *literal, size_t size)
{
    if (scan->is_lost || (size_t)(scan->end - scan->at) < size || memcmp(scan->at, literal, size) != 0)
        return false;
    scan->at += size;
    return true;
}

#define TRY(scan, literal) scan_try((scan), "" literal, sizeof(literal) - 1)
#define EXPECT(scan, literal)                                                                                          \
    do {                                                                                                               \
        if (!TRY(scan, literal))                                                                                       \
            (scan)->is_lost = true;                                                                                    \
    } while (0)

static inline bool scan_is_done(const struct scan *scan)
{
    return !scan->is_lost && scan->at == scan->end;
}

static inline bool is_id_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '/';
}

static inline struct string scan_id(struct scan *scan)
{
    EXPECT(scan, "\"");
    if (scan->is_lost)
        return (struct string){ 0 };
    const char *from = scan->at;
    while (scan->at < scan->end && is_id_byte(*scan->at))
        scan->at++;
    struct string id = { from, (size_t)(scan->at - from) };
    EXPECT(scan, "\"");
    if (id.size == 0)
        scan->is_lost = true;
    return id;
}

/* Decimal digits without a leading zero, at most limit. */
static inline uint64_t scan_number(struct scan *scan, uint64_t limit)
{
    const char *from = scan->at;
    uint64_t value = 0;
    while (!scan->is_lost && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
        uint64_t digit = (uint64_t)(*scan->at++ - '0');
        if (value > (limit - digit) / 10)
            scan->is_lost = true;
        else
            value = value * 10 + digit;
    }
    ptrdiff_t size = scan->at - from;
    if (size == 0 || (size > 1 && *from == '0'))
        scan->is_lost = true;
    return value;
}

static inline bool scan_bool(struct scan *scan)
{
    if (TRY(scan, "true"))
        return true;
    EXPECT(scan, "false");
    return false;
}

static inline struct hash scan_hash(struct scan *scan)
{
    struct string digits = scan_id(scan);
    struct hash hash = { 0 };
    if (!scan->is_lost && !hash_parse(digits, &hash))
        scan->is_lost = true;
    return hash;
}

/* Ids into a fixed array; more than fit are not a payload of ours. */
static inline size_t scan_ids(struct scan *scan, struct string *ids, size_t capacity)
{
    size_t count = 0;
    EXPECT(scan, "[");
    if (TRY(scan, "]"))
        return 0;
    do {
        if (count == capacity)
            scan->is_lost = true;
        else
            ids[count++] = scan_id(scan);
    } while (TRY(scan, ","));
    EXPECT(scan, "]");
    return count;
}

static inline struct strings scan_id_list(struct scan *scan, struct arena *arena)
{
    struct strings ids = { 0 };
    EXPECT(scan, "[");
    if (TRY(scan, "]"))
        return ids;
    do {
        struct string id = scan_id(scan);
        *LIST_ADD(arena, &ids) = id;
    } while (TRY(scan, ","));
    EXPECT(scan, "]");
    return ids;
}

static inline int64_t scan_took(struct scan *scan)
{
    EXPECT(scan, ",\"took_ms\":");
    int64_t took_ms = TRY(scan, "null") ? -1 : (int64_t)scan_number(scan, INT64_MAX);
    EXPECT(scan, "}");
    return took_ms;
}

#endif
