/* An exercise that is said aloud: its points, to be had once it was said, and the ticks. */
#include "face/web/api.h"
#include "face/web/api_body.h"
#include "face/web/api_review.h"
#include "face/web/reply.h"
#include "words/words.h"

static bool is_produced(struct request *request)
{
    if (api_skill(request) == MEMORY_PRODUCING)
        return true;
    reply_error(request, 409, words_plain(SAY_WEB_CHOSEN));
    return false;
}

void api_points(struct request *request)
{
    struct api_answer answer;
    if (!is_produced(request))
        return;
    struct practice_points points = practice_points(request->arena, &request->lease->practice, request->step);
    api_begin_answer(&answer, request);
    api_open_array(&answer, "points");
    for (size_t i = 0; i < points.count; i++) {
        api_open_object(&answer, NULL);
        api_integer(&answer, "point", (int64_t)i + 1);
        api_text(&answer, "heading", points.items[i].heading);
        api_text(&answer, "statement", points.items[i].statement);
        api_close_object(&answer);
    }
    api_close_array(&answer);
    reply_json(request, 200, api_end_answer(&answer));
}

enum { POINTS, DONT_KNOW, TOOK_MS, FIELD_COUNT };

/* False, and 400 was sent, when these are no ticks for this exercise. */
static bool read_ticks(struct request *request, struct practice_ticks *ticks)
{
    struct practice_points points = practice_points(request->arena, &request->lease->practice, request->step);
    struct api_field fields[FIELD_COUNT] = {
        [POINTS] = { .name = "points", .kind = API_PLACES, .low = 1, .high = (int64_t)points.count },
        [DONT_KNOW] = { .name = "dont_know", .kind = API_BOOL },
        [TOOK_MS] = { .name = "took_ms", .kind = API_INTEGER, .high = TOOK_MS_MAX },
    };
    if (!api_read(request, fields, FIELD_COUNT))
        return false;
    if (fields[POINTS].has == fields[DONT_KNOW].is_true) {
        reply_field_error(request, STRING("points"), words_plain(SAY_WEB_POINTS_OR_NOT));
        return false;
    }
    *ticks = (struct practice_ticks){
        .places = fields[POINTS].places,
        .is_dont_know = fields[DONT_KNOW].is_true,
        .took_ms = fields[TOOK_MS].has ? fields[TOOK_MS].integer : -1,
        .now = site_now(request->site),
    };
    return true;
}

void api_tick(struct request *request)
{
    struct practice_ticks ticks;
    struct failure failure = { 0 };
    if (!is_produced(request) || !read_ticks(request, &ticks))
        return;
    request->then = api_answered;
    enum status status = practice_tick_submit(&request->site->learner, &request->lease->practice, request->step, &ticks,
                                              request_told_answer, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}
