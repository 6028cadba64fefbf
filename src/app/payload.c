/* payload: each kind is written and read side by side, by the same literals. */
#include "app/payload.h"

#include <string.h>

#include "base/check.h"


/* Writing. */

static void write_id(struct buffer *buffer, struct string id)
{
    buffer_add_byte(buffer, '"');
    buffer_add(buffer, id);
    buffer_add_byte(buffer, '"');
}

static void write_ids(struct buffer *buffer, const struct string *ids, size_t count)
{
    buffer_add_byte(buffer, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(buffer, ',');
        write_id(buffer, ids[i]);
    }
    buffer_add_byte(buffer, ']');
}

static void write_bool(struct buffer *buffer, bool value)
{
    buffer_add_c(buffer, value ? "true" : "false");
}

/* Reading: a place in the text that moves over what was expected, or is lost for good. */

struct scan {
    const char *at, *end;
    bool is_lost;
};

static struct scan scan_of(struct string text)
{
    if (text.size == 0)
        return (struct scan){ .is_lost = true };
    return (struct scan){ .at = text.bytes, .end = text.bytes + text.size };
}

static bool scan_try(struct scan *scan, const char *literal, size_t size)
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

static bool scan_is_done(const struct scan *scan)
{
    return !scan->is_lost && scan->at == scan->end;
}

static bool is_id_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '/';
}

static struct string scan_id(struct scan *scan)
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
static uint64_t scan_number(struct scan *scan, uint64_t limit)
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

static bool scan_bool(struct scan *scan)
{
    if (TRY(scan, "true"))
        return true;
    EXPECT(scan, "false");
    return false;
}

static struct hash scan_hash(struct scan *scan)
{
    struct string digits = scan_id(scan);
    struct hash hash = { 0 };
    if (!scan->is_lost && !hash_parse(digits, &hash))
        scan->is_lost = true;
    return hash;
}

/* Ids into a fixed array; more than fit are not a payload of ours. */
static size_t scan_ids(struct scan *scan, struct string *ids, size_t capacity)
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

static struct strings scan_id_list(struct scan *scan, struct arena *arena)
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

/* A run: {"seed":"7","steps":[{"exercise":"n/s/e","content":"64 hex digits","options":["a","b"]}]}. The seed is a
 * string because many readers of JSON hold no more than 53 bits of a number. */

static void write_step(struct buffer *buffer, const struct payload_step *step)
{
    buffer_add_c(buffer, "{\"exercise\":");
    write_id(buffer, step->exercise);
    buffer_add_c(buffer, ",\"content\":");
    write_id(buffer, hash_string(buffer->arena, step->content));
    buffer_add_c(buffer, ",\"options\":");
    write_ids(buffer, step->options, step->option_count);
    buffer_add_byte(buffer, '}');
}

struct string payload_run_write(struct arena *arena, const struct payload_run *payload)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "{\"seed\":\"%llu\",\"steps\":[", (unsigned long long)payload->seed);
    for (size_t i = 0; i < payload->step_count; i++) {
        if (i > 0)
            buffer_add_byte(&buffer, ',');
        write_step(&buffer, &payload->steps[i]);
    }
    buffer_add_c(&buffer, "]}");
    return buffer_string(&buffer);
}

static struct payload_step scan_step(struct scan *scan)
{
    struct payload_step step = { 0 };
    EXPECT(scan, "{\"exercise\":");
    step.exercise = scan_id(scan);
    EXPECT(scan, ",\"content\":");
    step.content = scan_hash(scan);
    EXPECT(scan, ",\"options\":");
    step.option_count = scan_ids(scan, step.options, EXERCISE_OPTIONS_MAX);
    EXPECT(scan, "}");
    return step;
}

static uint64_t scan_run_head(struct scan *scan)
{
    EXPECT(scan, "{\"seed\":\"");
    uint64_t seed = scan_number(scan, UINT64_MAX);
    EXPECT(scan, "\",\"steps\":[");
    return seed;
}

bool payload_run_read(struct arena *arena, struct string text, struct payload_run *payload)
{
    struct scan scan = scan_of(text);
    struct {
        struct payload_step *items;
        size_t count, capacity;
    } steps = { 0 };
    uint64_t seed = scan_run_head(&scan);
    do {
        *LIST_ADD(arena, &steps) = scan_step(&scan);
    } while (steps.count < RUN_STEPS_MAX && TRY(&scan, ","));
    EXPECT(&scan, "]}");
    *payload = (struct payload_run){ .seed = seed, .steps = steps.items, .step_count = steps.count };
    return scan_is_done(&scan);
}

/* For a count the strings of a step need not be looked at: no id and no hash holds a quotation mark. */
static void skip_string(struct scan *scan)
{
    EXPECT(scan, "\"");
    const char *end = scan->is_lost ? NULL : memchr(scan->at, '"', (size_t)(scan->end - scan->at));
    if (end)
        scan->at = end + 1;
    else
        scan->is_lost = true;
}

static void skip_step(struct scan *scan)
{
    EXPECT(scan, "{\"exercise\":");
    skip_string(scan);
    EXPECT(scan, ",\"content\":");
    skip_string(scan);
    EXPECT(scan, ",\"options\":[");
    if (!TRY(scan, "]")) {
        do
            skip_string(scan);
        while (TRY(scan, ","));
        EXPECT(scan, "]");
    }
    EXPECT(scan, "}");
}

bool payload_run_count(struct string text, int32_t *step_count)
{
    struct scan scan = scan_of(text);
    *step_count = 0;
    scan_run_head(&scan);
    do {
        skip_step(&scan);
        ++*step_count;
    } while (*step_count < RUN_STEPS_MAX && TRY(&scan, ","));
    EXPECT(&scan, "]}");
    return scan_is_done(&scan);
}

/* A choice: {"chosen":["full"],"dont_know":false,"sureness":"sure","took_ms":5321}; null where nothing was measured. */

struct string payload_choice_write(struct arena *arena, const struct payload_choice *payload)
{
    CHECK((size_t)payload->sureness < SURENESS_COUNT);
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "{\"chosen\":");
    write_ids(&buffer, payload->chosen, payload->chosen_count);
    buffer_add_c(&buffer, ",\"dont_know\":");
    write_bool(&buffer, payload->is_dont_know);
    buffer_add_format(&buffer, ",\"sureness\":\"%s\",\"took_ms\":", sureness_ids[payload->sureness]);
    if (payload->took_ms < 0)
        buffer_add_c(&buffer, "null}");
    else
        buffer_add_format(&buffer, "%lld}", (long long)payload->took_ms);
    return buffer_string(&buffer);
}

static enum sureness scan_sureness(struct scan *scan)
{
    struct string id = scan_id(scan);
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        if (string_is(id, sureness_ids[i]))
            return (enum sureness)i;
    scan->is_lost = true;
    return SURE_UNSAID;
}

bool payload_choice_read(struct string text, struct payload_choice *payload)
{
    struct scan scan = scan_of(text);
    EXPECT(&scan, "{\"chosen\":");
    payload->chosen_count = scan_ids(&scan, payload->chosen, EXERCISE_OPTIONS_MAX);
    EXPECT(&scan, ",\"dont_know\":");
    payload->is_dont_know = scan_bool(&scan);
    EXPECT(&scan, ",\"sureness\":");
    payload->sureness = scan_sureness(&scan);
    EXPECT(&scan, ",\"took_ms\":");
    payload->took_ms = TRY(&scan, "null") ? -1 : (int64_t)scan_number(&scan, INT64_MAX);
    EXPECT(&scan, "}");
    return scan_is_done(&scan);
}

/* A reset: {"exercises":["n/s/e"],"sets":[]}. */

struct string payload_reset_write(struct arena *arena, const struct payload_reset *payload)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "{\"exercises\":");
    write_ids(&buffer, payload->exercises.items, payload->exercises.count);
    buffer_add_c(&buffer, ",\"sets\":");
    write_ids(&buffer, payload->sets.items, payload->sets.count);
    buffer_add_byte(&buffer, '}');
    return buffer_string(&buffer);
}

bool payload_reset_read(struct arena *arena, struct string text, struct payload_reset *payload)
{
    struct scan scan = scan_of(text);
    EXPECT(&scan, "{\"exercises\":");
    payload->exercises = scan_id_list(&scan, arena);
    EXPECT(&scan, ",\"sets\":");
    payload->sets = scan_id_list(&scan, arena);
    EXPECT(&scan, "}");
    return scan_is_done(&scan);
}

/* A flag: {"flagged":true,"was":[]}. */

struct string payload_flag_write(struct arena *arena, const struct payload_flag *payload)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "{\"flagged\":");
    write_bool(&buffer, payload->is_flagged);
    buffer_add_c(&buffer, ",\"was\":");
    write_ids(&buffer, payload->was.items, payload->was.count);
    buffer_add_byte(&buffer, '}');
    return buffer_string(&buffer);
}

bool payload_flag_read(struct arena *arena, struct string text, struct payload_flag *payload)
{
    struct scan scan = scan_of(text);
    EXPECT(&scan, "{\"flagged\":");
    payload->is_flagged = scan_bool(&scan);
    EXPECT(&scan, ",\"was\":");
    payload->was = scan_id_list(&scan, arena);
    EXPECT(&scan, "}");
    return scan_is_done(&scan);
}
