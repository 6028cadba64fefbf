/* payload: those about producing, planning and remembering, written and read side by side. */
#include "app/payload.h"
#include "app/payload_scan.h"
#include "base/time.h"
#include "core/schedule_parameters.h"

/* Self-marks: {"covered":["owner","cost"],"dont_know":false,"took_ms":5321}. */

struct string payload_marks_write(struct arena *arena, const struct payload_marks *payload)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "{\"covered\":");
    write_ids(&buffer, payload->covered, payload->covered_count);
    buffer_add_c(&buffer, ",\"dont_know\":");
    write_bool(&buffer, payload->is_dont_know);
    write_took(&buffer, payload->took_ms);
    return buffer_string(&buffer);
}

bool payload_marks_read(struct string text, struct payload_marks *payload)
{
    struct scan scan = scan_of(text);
    EXPECT(&scan, "{\"covered\":");
    payload->covered_count = scan_ids(&scan, payload->covered, EXERCISE_POINTS_MAX);
    EXPECT(&scan, ",\"dont_know\":");
    payload->is_dont_know = scan_bool(&scan);
    payload->took_ms = scan_took(&scan);
    return scan_is_done(&scan);
}

/* A plan: {"interview":"2026-12-24","sets":["n/s"]}; null without an interview. */

struct string payload_plan_write(struct arena *arena, const struct plan *plan)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "{\"interview\":");
    if (plan->has_interview)
        write_id(&buffer, time_day_format(arena, plan->interview_day));
    else
        buffer_add_c(&buffer, "null");
    buffer_add_c(&buffer, ",\"sets\":");
    write_ids(&buffer, plan->sets.items, plan->sets.count);
    buffer_add_byte(&buffer, '}');
    return buffer_string(&buffer);
}

#define NOON "T12:00:00Z" /* so that the local day is the date */

static int32_t scan_day(struct scan *scan)
{
    char noon[sizeof "2026-12-24" NOON] = "2026-12-24" NOON;
    struct string date = scan_id(scan);
    struct moment moment = { 0 };
    if (scan->is_lost || date.size != sizeof "2026-12-24" - 1) {
        scan->is_lost = true;
        return 0;
    }
    memcpy(noon, date.bytes, date.size);
    if (!time_parse(string_from(noon), &moment))
        scan->is_lost = true;
    return time_local_day(moment);
}

bool payload_plan_read(struct arena *arena, struct string text, struct plan *plan)
{
    struct scan scan = scan_of(text);
    *plan = (struct plan){ 0 };
    EXPECT(&scan, "{\"interview\":");
    plan->has_interview = !TRY(&scan, "null");
    if (plan->has_interview)
        plan->interview_day = scan_day(&scan);
    EXPECT(&scan, ",\"sets\":");
    plan->sets = scan_id_list(&scan, arena);
    EXPECT(&scan, "}");
    return scan_is_done(&scan);
}

/* Parameters: {"parameters":[0.212000, ... 21 of them]}; null when they are given up. */

#define DECIMALS  6
#define MILLION   1000000
#define WHOLE_MAX 1000 /* ten times as much as any bound */

struct string payload_parameters_write(struct arena *arena, const struct payload_parameters *payload)
{
    struct buffer buffer = buffer_in(arena);
    if (!payload->has_parameters)
        return STRING("{\"parameters\":null}");
    buffer_add_c(&buffer, "{\"parameters\":[");
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++) {
        long long millionths = (long long)(payload->parameters[i] * MILLION + 0.5); /* none is below 0 */
        buffer_add_format(&buffer, "%s%lld.%06lld", i > 0 ? "," : "", millionths / MILLION, millionths % MILLION);
    }
    buffer_add_c(&buffer, "]}");
    return buffer_string(&buffer);
}

/* One division, which rounds the same everywhere. */
static double scan_parameter(struct scan *scan)
{
    uint64_t millionths = scan_number(scan, WHOLE_MAX) * MILLION, unit = MILLION;
    EXPECT(scan, ".");
    for (int i = 0; i < DECIMALS && !scan->is_lost; i++) {
        bool is_digit = scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
        unit /= 10;
        if (is_digit)
            millionths += unit * (uint64_t)(*scan->at++ - '0');
        else
            scan->is_lost = true;
    }
    return (double)millionths / MILLION;
}

bool payload_parameters_read(struct string text, struct payload_parameters *payload)
{
    struct scan scan = scan_of(text);
    size_t index = 0;
    *payload = (struct payload_parameters){ 0 };
    EXPECT(&scan, "{\"parameters\":");
    if (TRY(&scan, "null}"))
        return scan_is_done(&scan);
    payload->has_parameters = true;
    EXPECT(&scan, "[");
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++) {
        if (i > 0)
            EXPECT(&scan, ",");
        payload->parameters[i] = scan_parameter(&scan);
    }
    EXPECT(&scan, "]}");
    return scan_is_done(&scan) && schedule_parameters_check(payload->parameters, &index) == SCHEDULE_FINE;
}
