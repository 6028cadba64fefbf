#include "face/web/reply.h"

#include "base/json.h"
#include "face/web/document.h"
#include "words/words.h"

#define HTML    "text/html; charset=utf-8"
#define JSON    "application/json"
#define PROBLEM "application/problem+json"

/* The one way out: nothing of the run is needed any more, the reply lies in the request's own memory. */
static void finish(struct request *request, const struct http_reply *reply)
{
    site_leave(request);
    http_send(request->exchange, reply);
}

void reply_html(struct request *request, int status, struct string html)
{
    finish(request, &(struct http_reply){ .status = status, .type = HTML, .body = html });
}

void reply_json(struct request *request, int status, struct string json)
{
    finish(request, &(struct http_reply){ .status = status, .type = JSON, .body = json });
}

void reply_created(struct request *request, struct string path, struct string json)
{
    finish(request, &(struct http_reply){ .status = 201, .type = JSON, .location = path, .body = json });
}

void reply_see_other(struct request *request, struct string path)
{
    finish(request, &(struct http_reply){ .status = 303, .location = path });
}

void reply_download(struct request *request, const char *type, struct string name, struct string bytes)
{
    finish(request, &(struct http_reply){ .status = 200, .type = type, .body = bytes, .download_name = name });
}

/* Whether "gzip" is among what the client takes. One that gives it a small weight gets the plain form, which is never
 * wrong. */
static bool takes_gzip(const struct http_request *http)
{
    struct string rest = http_request_header(http, "accept-encoding");
    while (rest.size > 0) {
        struct string coding = string_cut(&rest, ',');
        struct string name = string_trim(string_cut(&coding, ';'));
        if (string_is(name, "gzip") && string_find(coding, STRING("q=0")) == STRING_NOT_FOUND)
            return true;
    }
    return false;
}

void reply_asset(struct request *request, const struct asset_file *file, bool is_forever)
{
    bool is_packed = takes_gzip(request->http);
    const struct asset_form *form = is_packed ? &file->gzip : &file->plain;
    struct http_reply reply = {
        .status = 200,
        .type = file->type,
        .encoding = is_packed ? "gzip" : NULL,
        .body = { (const char *)form->bytes, form->size },
        .etag = string_from(form->etag),
        .cache = is_forever ? "public, max-age=31536000, immutable" : "no-cache",
        .varies = "Accept-Encoding",
    };
    if (string_equal(http_request_header(request->http, "if-none-match"), reply.etag)) {
        reply.status = 304;
        reply.type = reply.encoding = NULL;
        reply.body = (struct string){ 0 };
    }
    finish(request, &reply);
}

/* A problem document (RFC 9457); with the field of the body that is wrong, if one is. */
static struct string problem_json(struct arena *arena, int status, struct string title, struct string detail,
                                  struct string field)
{
    struct buffer buffer = buffer_in(arena);
    struct json_writer writer = json_writer_to(&buffer, 0);
    json_begin_object(&writer);
    json_write_key(&writer, "title");
    json_write_string(&writer, title);
    json_write_key(&writer, "status");
    json_write_integer(&writer, status);
    json_write_key(&writer, "detail");
    json_write_string(&writer, detail);
    if (field.size > 0) {
        json_write_key(&writer, "field");
        json_write_string(&writer, field);
    }
    json_end_object(&writer);
    buffer_add_byte(&buffer, '\n');
    return buffer_string(&buffer);
}

static const struct {
    int status;
    enum say title;
} titles[] = {
    { 400, SAY_WEB_TITLE_400 }, { 403, SAY_WEB_TITLE_403 }, { 404, SAY_WEB_TITLE_404 }, { 405, SAY_WEB_TITLE_405 },
    { 409, SAY_WEB_TITLE_409 }, { 413, SAY_WEB_TITLE_413 }, { 415, SAY_WEB_TITLE_415 }, { 422, SAY_WEB_TITLE_422 },
    { 503, SAY_WEB_TITLE_503 }, { 507, SAY_WEB_TITLE_507 },
};

static struct string title_of(int status)
{
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (titles[i].status == status)
            return words_plain(titles[i].title);
    }
    return words_plain(SAY_WEB_TITLE_500);
}

static void reply_error_with(struct request *request, int status, struct string detail, struct string field,
                             const char *allow)
{
    struct string title = title_of(status);
    struct http_reply reply = { .status = status, .allow = allow };
    if (request->is_api) {
        reply.type = PROBLEM;
        reply.body = problem_json(request->arena, status, title, detail, field);
    } else {
        reply.type = HTML;
        reply.body = document_error(request->arena, status, title, detail);
    }
    finish(request, &reply);
}

void reply_error(struct request *request, int status, struct string detail)
{
    reply_error_with(request, status, detail, (struct string){ 0 }, NULL);
}

void reply_gone(struct request *request)
{
    reply_error(request, 503, words_plain(SAY_WEB_TITLE_503));
}

void reply_field_error(struct request *request, struct string field, struct string detail)
{
    reply_error_with(request, 400, detail, field, NULL);
}

void reply_wrong_method(struct request *request, const char *allow)
{
    struct string detail =
        words_string(request->arena, SAY_WEB_WRONG_METHOD, WORDS({ "methods", .plain = string_from(allow) }));
    reply_error_with(request, 405, detail, (struct string){ 0 }, allow);
}

void reply_failure(struct request *request, enum status status, const struct failure *failure)
{
    const char *text = failure != NULL && failure->text[0] != '\0' ? failure->text : status_text(status);
    reply_error(request, status_http(status), string_copy(request->arena, string_from(text)));
}
