#include "face/web/routes.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "app/library.h"
#include "base/check.h"
#include "face/web/api.h"
#include "face/web/asset.h"
#include "face/web/pages.h"
#include "face/web/reply.h"
#include "words/words.h"

const struct route routes[] = {
    { HTTP_GET, "/", WHO_LEARNER, BODY_NONE, page_sets },
    { HTTP_GET, "/sets/:namespace/:set", WHO_LEARNER, BODY_NONE, page_set },
    { HTTP_POST, "/sets/:namespace/:set/runs", WHO_LEARNER, BODY_FORM, page_begin_run },
    { HTTP_GET, "/runs/:run", WHO_LEARNER, BODY_NONE, page_run },
    { HTTP_GET, "/runs/:run/summary", WHO_LEARNER, BODY_NONE, page_summary },
    { HTTP_POST, "/runs/:run/again", WHO_LEARNER, BODY_FORM, page_again },
    { HTTP_GET, "/runs/:run/:step", WHO_LEARNER, BODY_NONE, page_step },
    { HTTP_POST, "/runs/:run/:step/answer", WHO_LEARNER, BODY_FORM, page_answer },
    { HTTP_POST, "/runs/:run/:step/flag", WHO_LEARNER, BODY_FORM, page_flag },
    { HTTP_GET, "/runs/:run/:step/report", WHO_LEARNER, BODY_NONE, page_report },
    { HTTP_POST, "/runs/:run/:step/report", WHO_LEARNER, BODY_FORM, page_report_text },
    { HTTP_GET, "/runs/:run/:step/points", WHO_LEARNER, BODY_NONE, page_points },
    { HTTP_POST, "/runs/:run/:step/points", WHO_LEARNER, BODY_FORM, page_points_with_notes },
    { HTTP_POST, "/runs/:run/:step/ticks", WHO_LEARNER, BODY_FORM, page_tick },
    { HTTP_GET, "/review", WHO_LEARNER, BODY_NONE, page_review },
    { HTTP_POST, "/review", WHO_LEARNER, BODY_FORM, page_begin_review },
    { HTTP_GET, "/progress", WHO_LEARNER, BODY_NONE, page_progress },
    { HTTP_GET, "/progress/:namespace/:set/:exercise", WHO_LEARNER, BODY_NONE, page_curve },
    { HTTP_GET, "/plan", WHO_LEARNER, BODY_NONE, page_plan },
    { HTTP_POST, "/plan", WHO_LEARNER, BODY_FORM, page_plan_set },
    { HTTP_POST, "/plan/remove", WHO_LEARNER, BODY_FORM, page_plan_remove },
    { HTTP_GET, "/data", WHO_LEARNER, BODY_NONE, page_data },
    { HTTP_GET, "/data/journal.jsonl", WHO_LEARNER, BODY_NONE, page_export },
    { HTTP_POST, "/data/erase", WHO_LEARNER, BODY_FORM, page_erase },
    { HTTP_GET, "/author", WHO_LEARNER, BODY_NONE, page_author },
    { HTTP_GET, "/author/version", WHO_LEARNER, BODY_NONE, page_author_version },
    { HTTP_GET, "/about", WHO_ANYONE, BODY_NONE, page_about },
    { HTTP_GET, "/healthz", WHO_ANYONE, BODY_NONE, page_health },
    { HTTP_GET, "/favicon.ico", WHO_ANYONE, BODY_NONE, asset_favicon },
    { HTTP_GET, "/assets/:asset", WHO_ANYONE, BODY_NONE, asset_file },
    { HTTP_GET, "/api/v1/openapi.json", WHO_ANYONE, BODY_NONE, asset_openapi },
    { HTTP_GET, "/api/v1/sets", WHO_LEARNER, BODY_NONE, api_sets },
    { HTTP_GET, "/api/v1/sets/:namespace/:set", WHO_LEARNER, BODY_NONE, api_set },
    { HTTP_POST, "/api/v1/runs", WHO_LEARNER, BODY_JSON, api_begin },
    { HTTP_GET, "/api/v1/runs/:run", WHO_LEARNER, BODY_NONE, api_run },
    { HTTP_GET, "/api/v1/runs/:run/summary", WHO_LEARNER, BODY_NONE, api_summary },
    { HTTP_GET, "/api/v1/runs/:run/steps/:step", WHO_LEARNER, BODY_NONE, api_step },
    { HTTP_POST, "/api/v1/runs/:run/steps/:step/answer", WHO_LEARNER, BODY_JSON, api_answer },
    { HTTP_POST, "/api/v1/runs/:run/steps/:step/flag", WHO_LEARNER, BODY_JSON, api_flag },
    { HTTP_POST, "/api/v1/runs/:run/steps/:step/report", WHO_LEARNER, BODY_JSON, api_report },
    { HTTP_GET, "/api/v1/runs/:run/steps/:step/points", WHO_LEARNER, BODY_NONE, api_points },
    { HTTP_POST, "/api/v1/runs/:run/steps/:step/ticks", WHO_LEARNER, BODY_JSON, api_tick },
    { HTTP_GET, "/api/v1/review", WHO_LEARNER, BODY_NONE, api_review },
    { HTTP_POST, "/api/v1/review", WHO_LEARNER, BODY_JSON, api_begin_review },
    { HTTP_GET, "/api/v1/progress", WHO_LEARNER, BODY_NONE, api_progress },
    { HTTP_GET, "/api/v1/progress/:namespace/:set/:exercise", WHO_LEARNER, BODY_NONE, api_curve },
    { HTTP_GET, "/api/v1/plan", WHO_LEARNER, BODY_NONE, api_plan },
    { HTTP_PUT, "/api/v1/plan", WHO_LEARNER, BODY_JSON, api_plan_set },
    { HTTP_DELETE, "/api/v1/plan", WHO_LEARNER, BODY_NONE, api_plan_remove },
};
const size_t route_count = sizeof routes / sizeof *routes;

/* Matching. ----------------------------------------------------------------------------------------------------- */

/* What a path's parts say, before anything is looked up. */
struct captured {
    struct string name_space, set, exercise, run, step, part;
};

/* A request whose route is known. It comes first, so that one leads to the other. */
struct routed {
    struct request request;
    const struct route *route;
    struct captured captured;
};

/* By its size: find_run parses it, once. */
static bool is_uuid(struct string part)
{
    return part.size == UUID_TEXT_SIZE;
}

/* 1 to RUN_STEPS_MAX, as we write it ourselves: no sign, no leading zero. */
static bool is_step(struct string part)
{
    bool is_number = part.size > 0 && part.size <= 4 && part.bytes[0] != '0';
    for (size_t i = 0; i < part.size; i++)
        is_number = is_number && part.bytes[i] >= '0' && part.bytes[i] <= '9';
    return is_number;
}

static bool is_asset(struct string part)
{
    return part.size > 0 && part.bytes[0] != '.';
}

static const struct {
    const char *name;
    size_t offset;                      /* of the member of struct captured */
    bool (*is_fit)(struct string part); /* else the path is another one */
} parameters[] = {
    { ":namespace", offsetof(struct captured, name_space), string_is_slug },
    { ":set", offsetof(struct captured, set), string_is_slug },
    { ":exercise", offsetof(struct captured, exercise), string_is_slug },
    { ":run", offsetof(struct captured, run), is_uuid },
    { ":step", offsetof(struct captured, step), is_step },
    { ":asset", offsetof(struct captured, part), is_asset },
};

/* A path cut at its slashes. */
#define PARTS_MAX 8 /* one more than our longest path has */
struct parts {
    struct string items[PARTS_MAX];
    size_t count;
};

/* False for a path that is none of ours: with more parts, or with a slash at its end. */
static bool split(struct string path, struct parts *parts)
{
    struct string rest = string_slice(path, 1, path.size);
    parts->count = 0;
    while (rest.size > 0 && parts->count < PARTS_MAX)
        parts->items[parts->count++] = string_cut(&rest, '/');
    return rest.size == 0 && (path.size == 1 || path.bytes[path.size - 1] != '/');
}

static bool capture(struct string name, struct string part, struct captured *captured)
{
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        if (!string_is(name, parameters[i].name))
            continue;
        struct string *value = (struct string *)(void *)((char *)captured + parameters[i].offset);
        *value = part;
        return parameters[i].is_fit(part);
    }
    CHECK(false); /* a route names a parameter that nobody reads */
    return false;
}

static bool match_path(const char *pattern, const struct parts *parts, struct captured *captured)
{
    const char *at = pattern + 1;
    for (size_t i = 0; i < parts->count; i++) {
        struct string expected = { at, strcspn(at, "/") };
        bool is_parameter = *at == ':';
        if (is_parameter ? !capture(expected, parts->items[i], captured) : !string_equal(expected, parts->items[i]))
            return false;
        at += expected.size;
        if (*at == '/')
            at++;
        else if (i + 1 < parts->count)
            return false;
    }
    return *at == '\0';
}

static bool is_method(const struct route *route, enum http_method method)
{
    return route->method == method || (route->method == HTTP_GET && method == HTTP_HEAD);
}

/* The methods that the path does take, in one order; NULL when there are none. */
static const char *methods_of(struct arena *arena, const bool has[static HTTP_OTHER])
{
    static const char *const names[HTTP_OTHER] = {
        [HTTP_GET] = "GET, HEAD",
        [HTTP_POST] = "POST",
        [HTTP_PUT] = "PUT",
        [HTTP_DELETE] = "DELETE",
    };
    struct buffer all = buffer_in(arena);
    for (enum http_method method = HTTP_GET; method < HTTP_OTHER; method++) {
        if (has[method])
            buffer_add_format(&all, "%s%s", all.size > 0 ? ", " : "", names[method]);
    }
    buffer_add_byte(&all, '\0');
    return all.size > 1 ? all.bytes : NULL;
}

/* The row for this request; NULL with what the path does allow, if anything. */
static const struct route *find_route(const struct http_request *http, struct captured *captured, const char **allow)
{
    struct parts parts;
    bool is_ours = split(http->path, &parts);
    bool has[HTTP_OTHER] = { false };
    *allow = NULL;
    for (size_t i = 0; is_ours && i < route_count; i++) {
        *captured = (struct captured){ 0 };
        if (!match_path(routes[i].path, &parts, captured))
            continue;
        if (is_method(&routes[i], http->method))
            return &routes[i];
        has[routes[i].method] = true;
    }
    *allow = methods_of(http->arena, has);
    return NULL;
}

/* Looking up what the parameters name. -------------------------------------------------------------------------- */

static bool find_set(struct request *request, const struct captured *captured)
{
    if (captured->set.size == 0)
        return true;
    struct string id =
        string_format(request->arena, "%.*s/%.*s", STRING_ARG(captured->name_space), STRING_ARG(captured->set));
    request->set = library_find(request->site->learner.library, id);
    if (request->set == NULL)
        reply_error(request, 404, words_string(request->arena, SAY_WEB_NO_SET, WORDS({ "set", .plain = id })));
    return request->set != NULL;
}

static bool find_exercise(struct request *request, const struct captured *captured)
{
    if (captured->exercise.size == 0)
        return true;
    request->exercise = set_find_exercise(request->set, captured->exercise);
    if (request->exercise == SIZE_MAX)
        reply_error(
            request, 404,
            words_string(request->arena, SAY_WEB_NO_EXERCISE, WORDS({ "exercise", .plain = captured->exercise })));
    return request->exercise != SIZE_MAX;
}

static bool find_run(struct request *request, const struct captured *captured)
{
    struct failure failure = { 0 };
    struct uuid id;
    if (captured->run.size == 0)
        return true;
    if (!uuid_parse(captured->run, &id)) {
        reply_error(request, 404, words_plain(SAY_WEB_NO_RUN));
        return false;
    }
    enum status status = runs_take(request->site->runs, id, &request->lease, &failure);
    if (status == STATUS_NOT_FOUND)
        reply_error(request, 404, words_plain(SAY_WEB_NO_RUN));
    else if (status != STATUS_OK)
        reply_failure(request, status, &failure);
    return status == STATUS_OK;
}

static bool find_step(struct request *request, const struct captured *captured)
{
    size_t number = 0;
    for (size_t i = 0; i < captured->step.size; i++)
        number = number * 10 + (size_t)(captured->step.bytes[i] - '0');
    if (captured->step.size == 0)
        return true;
    if (number > request->lease->practice.run.step_count) {
        reply_error(request, 404, words_plain(SAY_WEB_NO_STEP));
        return false;
    }
    request->step = number - 1;
    return true;
}

static bool has_media_type(const struct http_request *http, const char *type)
{
    struct string value = http_request_header(http, "content-type");
    struct string name = string_trim(string_cut(&value, ';'));
    return name.size == strlen(type) && strncasecmp(name.bytes, type, name.size) == 0;
}

static bool check_body(struct request *request, enum body_kind body)
{
    static const char *const types[] = {
        [BODY_FORM] = "application/x-www-form-urlencoded", [BODY_JSON] = "application/json"
    };
    if (body == BODY_NONE || has_media_type(request->http, types[body]))
        return true;
    reply_error(request, 415,
                words_string(request->arena, SAY_WEB_WRONG_TYPE, WORDS({ "type", .plain = string_from(types[body]) })));
    return false;
}

static struct routed *routed_new(struct http_exchange *exchange, const struct http_request *http, struct site *site)
{
    struct routed *routed = ARENA_NEW(http->arena, struct routed);
    routed->request = (struct request){
        .site = site,
        .exchange = exchange,
        .http = http,
        .arena = http->arena,
        .is_api = string_starts_with(http->path, STRING("/api/")),
    };
    return routed;
}

static void handle(struct request *request)
{
    const struct routed *routed = (struct routed *)request;
    const struct captured *captured = &routed->captured;
    if (request->http->is_gone) {
        reply_gone(request);
        return;
    }
    if (check_body(request, routed->route->body) && find_set(request, captured) && find_exercise(request, captured) &&
        find_run(request, captured) && find_step(request, captured)) {
        request->part = captured->part;
        routed->route->handler(request);
    }
}

void routes_handle(struct http_exchange *exchange, const struct http_request *http, void *site)
{
    struct routed *routed = routed_new(exchange, http, site);
    const char *allow;
    routed->route = find_route(http, &routed->captured, &allow);
    if (routed->route == NULL && allow != NULL)
        reply_wrong_method(&routed->request, allow);
    else if (routed->route == NULL)
        reply_error(&routed->request, 404, words_plain(SAY_WEB_NO_PAGE));
    else if (routed->route->who == WHO_LEARNER)
        site_enter(&routed->request, handle);
    else
        handle(&routed->request);
}
