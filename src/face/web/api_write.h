/* api_write: JSON as the API writes it.
 *
 * Knows how text with style is written: {"text": its words alone, "html": the same rendered}. Knows nothing of calls.
 */
#ifndef VIVA_FACE_WEB_API_WRITE_H
#define VIVA_FACE_WEB_API_WRITE_H

#include "app/progress.h"
#include "base/json.h"
#include "face/web/site.h"

/* An answer being written: one object. */
struct api_answer {
    struct request *request;
    struct arena *arena;
    struct buffer buffer;
    struct json_writer json;
};

void api_begin_answer(struct api_answer *answer, struct request *request);
struct string api_end_answer(struct api_answer *answer);

/* Members. key is NULL for an element of an array. */
void api_string(struct api_answer *answer, const char *key, struct string value);
void api_integer(struct api_answer *answer, const char *key, int64_t value);
void api_integer_or_null(struct api_answer *answer, const char *key, int64_t value, bool has);
void api_decimal(struct api_answer *answer, const char *key, double value, int places); /* as json_write_decimal */
void api_bool(struct api_answer *answer, const char *key, bool value);
void api_null(struct api_answer *answer, const char *key);
void api_letter(struct api_answer *answer, const char *key, size_t place); /* "A"; null for SIZE_MAX */
void api_time(struct api_answer *answer, const char *key, int64_t at);     /* RFC 3339, UTC; null for 0 */
void api_text(struct api_answer *answer, const char *key, struct text text);
void api_prose(struct api_answer *answer, const char *key, struct prose prose); /* null when there is none */
void api_open_object(struct api_answer *answer, const char *key);
void api_close_object(struct api_answer *answer);
void api_open_array(struct api_answer *answer, const char *key);
void api_close_array(struct api_answer *answer);

/* "set": id, title, language, focus and how many exercises there are; null for NULL. */
void api_set_members(struct api_answer *answer, const struct set *set);

/* How far one is in a set, of all time, and "open_run". */
void api_set_progress(struct api_answer *answer, const struct set_progress *progress);

#endif
