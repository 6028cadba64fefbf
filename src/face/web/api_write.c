#include "face/web/api_write.h"

#include "render/html.h"
#include "view/question.h"

void api_begin_answer(struct api_answer *answer, struct request *request)
{
    *answer = (struct api_answer){ .request = request, .arena = request->arena };
    answer->buffer = buffer_in(request->arena);
    answer->json = json_writer_to(&answer->buffer, 0);
    json_begin_object(&answer->json);
}

struct string api_end_answer(struct api_answer *answer)
{
    json_end_object(&answer->json);
    buffer_add_byte(&answer->buffer, '\n');
    return buffer_string(&answer->buffer);
}

/* Members. ------------------------------------------------------------------------------------------------------ */

static void add_key(struct api_answer *answer, const char *key)
{
    if (key != NULL)
        json_write_key(&answer->json, key);
}

void api_string(struct api_answer *answer, const char *key, struct string value)
{
    add_key(answer, key);
    json_write_string(&answer->json, value);
}

void api_integer(struct api_answer *answer, const char *key, int64_t value)
{
    add_key(answer, key);
    json_write_integer(&answer->json, value);
}

void api_integer_or_null(struct api_answer *answer, const char *key, int64_t value, bool has)
{
    if (has)
        api_integer(answer, key, value);
    else
        api_null(answer, key);
}

void api_decimal(struct api_answer *answer, const char *key, double value, int places)
{
    add_key(answer, key);
    json_write_decimal(&answer->json, value, places);
}

void api_bool(struct api_answer *answer, const char *key, bool value)
{
    add_key(answer, key);
    json_write_bool(&answer->json, value);
}

void api_null(struct api_answer *answer, const char *key)
{
    add_key(answer, key);
    json_write_null(&answer->json);
}

void api_letter(struct api_answer *answer, const char *key, size_t place)
{
    char letter = place == SIZE_MAX ? '\0' : view_letter(place);
    if (place == SIZE_MAX)
        api_null(answer, key);
    else
        api_string(answer, key, (struct string){ &letter, 1 });
}

void api_time(struct api_answer *answer, const char *key, int64_t at)
{
    if (at == 0)
        api_null(answer, key);
    else
        api_string(answer, key, time_format(answer->arena, (struct moment){ .at = at }));
}

static void add_rich(struct api_answer *answer, const char *key, struct string plain, const struct buffer *html)
{
    api_open_object(answer, key);
    api_string(answer, "text", plain);
    api_string(answer, "html", buffer_string(html));
    api_close_object(answer);
}

void api_text(struct api_answer *answer, const char *key, struct text text)
{
    struct buffer html = buffer_in(answer->arena);
    html_phrase(&html, text);
    add_rich(answer, key, text_string(answer->arena, text), &html);
}

void api_prose(struct api_answer *answer, const char *key, struct prose prose)
{
    struct buffer html = buffer_in(answer->arena);
    if (prose_is_empty(prose)) {
        api_null(answer, key);
        return;
    }
    html_prose(&html, prose);
    add_rich(answer, key, prose_string(answer->arena, prose), &html);
}

void api_open_object(struct api_answer *answer, const char *key)
{
    add_key(answer, key);
    json_begin_object(&answer->json);
}

void api_close_object(struct api_answer *answer)
{
    json_end_object(&answer->json);
}

void api_open_array(struct api_answer *answer, const char *key)
{
    add_key(answer, key);
    json_begin_array(&answer->json);
}

void api_close_array(struct api_answer *answer)
{
    json_end_array(&answer->json);
}

/* Shapes that several calls share. ------------------------------------------------------------------------------ */

void api_set_members(struct api_answer *answer, const struct set *set)
{
    api_string(answer, "id", set_full_id(answer->arena, set));
    api_string(answer, "title", set->title);
    api_string(answer, "focus", set->focus);
    api_string(answer, "language", set->language);
    api_integer(answer, "exercise_count", (int64_t)set->exercise_count);
}

void api_set_progress(struct api_answer *answer, const struct set_progress *progress)
{
    api_integer(answer, "answered_count", (int64_t)progress->answered_count);
    if (!progress->has_open_run) {
        api_null(answer, "open_run");
        return;
    }
    api_open_object(answer, "open_run");
    api_string(answer, "run", uuid_string(answer->arena, progress->open_run.run));
    api_integer(answer, "step_count", progress->open_run.step_count);
    api_integer(answer, "response_count", progress->open_run.response_count);
    api_close_object(answer);
}
