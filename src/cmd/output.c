#include "cmd/output.h"

#include "cmd/say.h"
#include "face/terminal/terminal.h"

void output_view(struct call *call, const struct view *view)
{
    const struct option_value *options = call->arguments->options;
    struct buffer buffer = buffer_in(call->arena);
    struct text_style style =
        terminal_text_style((enum terminal_colour)options[OPTION_COLOR].choice, options[OPTION_PLAIN].is_given);
    render_text(&buffer, view, &style);
    say_out(buffer_string(&buffer));
}

struct output_json output_json_begin(struct call *call, const char *shape)
{
    struct output_json output = { .arena = call->arena, .buffer = ARENA_NEW(call->arena, struct buffer) };
    *output.buffer = buffer_in(call->arena);
    output.writer = json_writer_to(output.buffer, 2);
    json_begin_object(&output.writer);
    output_string(&output.writer, "viva", string_from(shape));
    output_integer(&output.writer, "version", OUTPUT_VERSION);
    return output;
}

void output_json_flush(struct output_json *output)
{
    say_out(buffer_string(output->buffer));
    output->buffer->size = 0;
}

void output_json_end(struct output_json *output)
{
    json_end_object(&output->writer);
    buffer_add_byte(output->buffer, '\n');
    output_json_flush(output);
}

void output_string(struct json_writer *json, const char *key, struct string value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

void output_string_or_null(struct json_writer *json, const char *key, struct string value)
{
    json_write_key(json, key);
    if (value.size > 0)
        json_write_string(json, value);
    else
        json_write_null(json);
}

void output_strings(struct json_writer *json, const char *key, const struct strings *values)
{
    json_write_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < values->count; i++)
        json_write_string(json, values->items[i]);
    json_end_array(json);
}

void output_integer(struct json_writer *json, const char *key, int64_t value)
{
    json_write_key(json, key);
    json_write_integer(json, value);
}

void output_decimal(struct json_writer *json, const char *key, double value, int places)
{
    json_write_key(json, key);
    json_write_decimal(json, value, places);
}

void output_bool(struct json_writer *json, const char *key, bool value)
{
    json_write_key(json, key);
    json_write_bool(json, value);
}

void output_time(struct json_writer *json, const char *key, int64_t at)
{
    json_write_key(json, key);
    if (at == 0)
        json_write_null(json);
    else
        json_write_string(json, time_format(json->buffer->arena, (struct moment){ .at = at }));
}

void output_open_run(struct json_writer *json, const struct set_progress *progress)
{
    json_write_key(json, "open_run");
    if (!progress->has_open_run) {
        json_write_null(json);
        return;
    }
    json_begin_object(json);
    output_integer(json, "completed", progress->open_run.response_count);
    output_integer(json, "exercises", progress->open_run.step_count);
    output_integer(json, "right", progress->open_run.right_count);
    output_time(json, "begun_at", progress->open_run.begun_at);
    json_end_object(json);
}
