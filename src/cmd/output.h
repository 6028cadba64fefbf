/* output: results on standard output, as a view or as JSON.
 *
 * Knows how both are begun and ended in the same way for every command (docs/json-output.md). Knows nothing of what is
 * in them. */
#ifndef VIVA_CMD_OUTPUT_H
#define VIVA_CMD_OUTPUT_H

#include "app/progress.h"
#include "base/json.h"
#include "cmd/verb.h"
#include "view/view.h"

/* The version of every shape; it grows when a key changes its meaning or goes, not when one is added. */
#define OUTPUT_VERSION 1

/* A view as text, in the width and colour of standard output. */
void output_view(struct call *call, const struct view *view);

/* {"viva": shape, "version": 1, ... }: what stands between begin and end are the members. */
struct output_json {
    struct arena *arena;
    struct buffer *buffer;
    struct json_writer writer;
};
struct output_json output_json_begin(struct call *call, const char *shape);
void output_json_flush(struct output_json *output); /* write what is there, for long lists */
void output_json_end(struct output_json *output);

/* Members. */
void output_string(struct json_writer *json, const char *key, struct string value);
void output_string_or_null(struct json_writer *json, const char *key, struct string value); /* null for the empty one */
void output_strings(struct json_writer *json, const char *key, const struct strings *values);
void output_integer(struct json_writer *json, const char *key, int64_t value);
void output_decimal(struct json_writer *json, const char *key, double value, int places); /* as json_write_decimal */
void output_bool(struct json_writer *json, const char *key, bool value);
void output_time(struct json_writer *json, const char *key, int64_t at); /* RFC 3339 in UTC; null for 0 */
void output_open_run(struct json_writer *json,
                     const struct set_progress *progress); /* "open_run"; null when none is open */

#endif
