/* payload: each kind is written and read side by side, by the same literals. */
#include "app/payload.h"

#include "app/payload_scan.h"
#include "base/check.h"

/* A run: {"seed":"7","steps":[{"exercise":"n/s/e","content":"64 hex digits","options":["a","b"]}]}. The seed is a
 * string because many readers of JSON hold no more than 53 bits of a number. A review has "review":true before its
 * steps, and a step whose exercise had other ids "was":["n/s/f"] behind the first. */

static void write_step(struct buffer *buffer, const struct payload_step *step)
{
    buffer_add_c(buffer, "{\"exercise\":");
    write_id(buffer, step->exercise);
    if (step->was.count > 0) {
        buffer_add_c(buffer, ",\"was\":");
        write_ids(buffer, step->was.items, step->was.count);
    }
    buffer_add_c(buffer, ",\"content\":");
    write_id(buffer, hash_string(buffer->arena, step->content));
    buffer_add_c(buffer, ",\"options\":");
    write_ids(buffer, step->options, step->option_count);
    buffer_add_byte(buffer, '}');
}

struct string payload_run_write(struct arena *arena, const struct payload_run *payload)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "{\"seed\":\"%llu\",%s\"steps\":[", (unsigned long long)payload->seed,
                      payload->is_review ? "\"review\":true," : "");
    for (size_t i = 0; i < payload->step_count; i++) {
        if (i > 0)
            buffer_add_byte(&buffer, ',');
        write_step(&buffer, &payload->steps[i]);
    }
    buffer_add_c(&buffer, "]}");
    return buffer_string(&buffer);
}

static struct payload_step scan_step(struct scan *scan, struct arena *arena)
{
    struct payload_step step = { 0 };
    EXPECT(scan, "{\"exercise\":");
    step.exercise = scan_id(scan);
    if (TRY(scan, ",\"was\":")) {
        step.was = scan_id_list(scan, arena);
        if (step.was.count == 0)
            scan->is_lost = true;
    }
    EXPECT(scan, ",\"content\":");
    step.content = scan_hash(scan);
    EXPECT(scan, ",\"options\":");
    step.option_count = scan_ids(scan, step.options, EXERCISE_OPTIONS_MAX);
    EXPECT(scan, "}");
    return step;
}

static uint64_t scan_run_head(struct scan *scan, bool *is_review)
{
    EXPECT(scan, "{\"seed\":\"");
    uint64_t seed = scan_number(scan, UINT64_MAX);
    EXPECT(scan, "\",");
    *is_review = TRY(scan, "\"review\":true,");
    EXPECT(scan, "\"steps\":[");
    return seed;
}

bool payload_run_read(struct arena *arena, struct string text, struct payload_run *payload)
{
    struct scan scan = scan_of(text);
    struct {
        struct payload_step *items;
        size_t count, capacity;
    } steps = { 0 };
    *payload = (struct payload_run){ 0 };
    payload->seed = scan_run_head(&scan, &payload->is_review);
    do {
        struct payload_step step = scan_step(&scan, arena);
        *LIST_ADD(arena, &steps) = step;
    } while (steps.count < RUN_STEPS_MAX && TRY(&scan, ","));
    EXPECT(&scan, "]}");
    payload->steps = steps.items;
    payload->step_count = steps.count;
    return scan_is_done(&scan);
}

/* For a look the strings of a step need not be read: no id and no hash holds a quotation mark. */
static void skip_string(struct scan *scan)
{
    EXPECT(scan, "\"");
    const char *end = scan->is_lost ? NULL : memchr(scan->at, '"', (size_t)(scan->end - scan->at));
    if (end)
        scan->at = end + 1;
    else
        scan->is_lost = true;
}

static void skip_strings(struct scan *scan)
{
    do
        skip_string(scan);
    while (TRY(scan, ","));
    EXPECT(scan, "]");
}

static void skip_step(struct scan *scan, struct payload_run_head *head)
{
    EXPECT(scan, "{\"exercise\":");
    skip_string(scan);
    if (TRY(scan, ",\"was\":[")) {
        head->has_was = true;
        skip_strings(scan);
    }
    EXPECT(scan, ",\"content\":");
    skip_string(scan);
    EXPECT(scan, ",\"options\":[");
    if (!TRY(scan, "]"))
        skip_strings(scan);
    EXPECT(scan, "}");
    head->step_count++;
}

bool payload_run_look(struct string text, struct payload_run_head *head)
{
    struct scan scan = scan_of(text);
    *head = (struct payload_run_head){ 0 };
    scan_run_head(&scan, &head->is_review);
    do
        skip_step(&scan, head);
    while (head->step_count < RUN_STEPS_MAX && TRY(&scan, ","));
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
    buffer_add_format(&buffer, ",\"sureness\":\"%s\"", sureness_ids[payload->sureness]);
    write_took(&buffer, payload->took_ms);
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
    payload->took_ms = scan_took(&scan);
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
