#include "http_stage.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "app/contents.h"
#include "base/check.h"
#include "base/json.h"
#include "base/utf8.h"
#include "cmd/bundle.h"
#include "face/web/http_guard.h"
#include "face/web/routes.h"
#include "read/read.h"
#include "store/store.h"

/* After so many requests the learner is forgotten, so that memory does not grow with the journal. */
#define REQUESTS_PER_LEARNER 2000

/* In the place of the library. ----------------------------------------------------------------------------------- */

struct http_exchange {
    struct http_request request;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    http_handler next;
    void *next_context;
    bool has_reply;
    struct http_reply reply;
};

void http_send(struct http_exchange *exchange, const struct http_reply *reply)
{
    pthread_mutex_lock(&exchange->lock);
    CHECK(!exchange->has_reply && exchange->next == NULL);
    exchange->reply = *reply;
    exchange->has_reply = true;
    pthread_cond_signal(&exchange->moved);
    pthread_mutex_unlock(&exchange->lock);
}

void http_continue(struct http_exchange *exchange, http_handler then, void *context)
{
    pthread_mutex_lock(&exchange->lock);
    CHECK(!exchange->has_reply && exchange->next == NULL);
    exchange->next = then;
    exchange->next_context = context;
    pthread_cond_signal(&exchange->moved);
    pthread_mutex_unlock(&exchange->lock);
}

static http_handler take_next(struct http_exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    while (!exchange->has_reply && exchange->next == NULL)
        pthread_cond_wait(&exchange->moved, &exchange->lock);
    http_handler next = exchange->next;
    exchange->next = NULL;
    pthread_mutex_unlock(&exchange->lock);
    return next;
}

/* The site. ------------------------------------------------------------------------------------------------------ */

static struct site site;
static struct web_options options = {
    .address = "127.0.0.1", .port = 8080, .has_seed = true, .seed = 1, .has_now = true
};
static struct http_guard guard;
static struct string run;   /* the uuid of the open run */
static struct string aloud; /* and of one whose step is said aloud */

static void open_library(struct library *library)
{
    static struct arena arena; /* for as long as the program runs */
    static const struct set *sets[1];
    struct problems problems = problems_in(&arena);
    sets[0] = read_any(&arena, bundle[0].name, bundle[0].bytes, &problems);
    CHECK(sets[0] != NULL);
    *library =
        (struct library){ .sets = sets, .set_count = 1, .content_write = content_json, .content_read = content_read };
    library->contents = contents_new(&arena, library);
}

static void open_site(void)
{
    static struct library library;
    struct learner learner;
    struct failure failure;
    open_library(&library);
    CHECK(time_parse(STRING("2026-11-22T10:00:00Z"), &options.now));
    CHECK(learner_local(store_open_memory(), &library, &learner, &failure) == STATUS_OK);
    CHECK(site_init(&site, &options, &learner, &failure) == STATUS_OK);
    guard = http_guard_for_port(options.address, options.port);
}

static void begin_runs(void)
{
    static struct arena arena;
    struct review_item item = { .set = site.learner.library->sets[0], .skill = MEMORY_PRODUCING };
    struct lease *lease;
    struct failure failure;
    arena_reset(&arena);
    item.row.exercise = exercise_full_id(&arena, item.set, &item.set->exercises[item.exercise]);
    CHECK(runs_begin_review(site.runs, &item, 1, options.now, &lease, &failure) == STATUS_OK);
    aloud = uuid_string(&arena, lease->practice.run.id);
    runs_give_back(site.runs, lease);
    CHECK(runs_begin(site.runs, site.learner.library->sets[0], NULL, 0, 1, options.now, &lease, &failure) == STATUS_OK);
    run = uuid_string(&arena, lease->practice.run.id);
    runs_give_back(site.runs, lease);
}

static void make_ready(void)
{
    static size_t request_count;
    struct failure failure;
    if (request_count == 0)
        open_site();
    if (request_count % REQUESTS_PER_LEARNER == 0) {
        site_take(&site);
        CHECK(site_erase(&site, &failure) == STATUS_OK);
        site_give(&site);
        begin_runs();
    }
    request_count++;
}

/* What must hold of every reply. --------------------------------------------------------------------------------- */

static bool has_line_end(struct string s)
{
    return string_find_byte(s, '\r') != STRING_NOT_FOUND || string_find_byte(s, '\n') != STRING_NOT_FOUND;
}

/* Our own mistakes, and what only a failing disk may lead to, are none of a client's doing. */
static bool is_expected(int status)
{
    static const int statuses[] = {
        200, 201, 303, 304, 400, 403, 404, 405, 409, 411, 413, 414, 415, 417, 421, 422, 431
    };
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i] == status)
            return true;
    return false;
}

static void check_json(struct arena *arena, struct string body)
{
    struct json_error error;
    CHECK(json_parse(arena, body, &error) != NULL);
}

/* A script or a handler of a client's own could only come from bytes that were not escaped. */
static void check_html(struct string body)
{
    struct string script = STRING("<script");
    size_t at = string_find(body, script);
    CHECK(at != STRING_NOT_FOUND);
    CHECK(string_find(string_slice(body, at + script.size, body.size), script) == STRING_NOT_FOUND);
    CHECK(string_find(body, STRING("=\"javascript:")) == STRING_NOT_FOUND);
}

static void check_reply(struct arena *arena, const struct http_reply *reply)
{
    CHECK(is_expected(reply->status));
    CHECK(!has_line_end(reply->location) && !has_line_end(reply->etag) && !has_line_end(reply->download_name));
    CHECK(reply->location.size == 0 ||
          (reply->location.bytes[0] == '/' && !string_starts_with(reply->location, STRING("//"))));
    CHECK(reply->status != 405 || reply->allow != NULL);
    if (reply->type == NULL || reply->encoding != NULL)
        return;
    CHECK(utf8_find_invalid(reply->body) == STRING_NOT_FOUND);
    if (strstr(reply->type, "json") != NULL && strstr(reply->type, "ndjson") == NULL)
        check_json(arena, reply->body);
    if (strncmp(reply->type, "text/html", 9) == 0)
        check_html(reply->body);
}

/* A request. ----------------------------------------------------------------------------------------------------- */

static void handle(struct http_exchange *exchange)
{
    http_handler next = routes_handle;
    void *context = &site;
    while (next != NULL) {
        next(exchange, &exchange->request, context);
        next = take_next(exchange);
        context = exchange->next_context;
    }
    check_reply(exchange->request.arena, &exchange->reply);
}

static void answer(struct arena *arena, const struct http_request *request, struct string target)
{
    struct http_exchange exchange = { .request = *request };
    const char *reason = NULL;
    int status = http_guard_check(&guard, request, target, &reason);
    CHECK(status == 0 || (is_expected(status) && reason != NULL));
    if (status != 0 || !http_guard_target(arena, target, &exchange.request.path, &exchange.request.query))
        return;
    CHECK(exchange.request.path.size > 0 && exchange.request.path.bytes[0] == '/');
    pthread_mutex_init(&exchange.lock, NULL);
    pthread_cond_init(&exchange.moved, NULL);
    handle(&exchange);
    pthread_cond_destroy(&exchange.moved);
    pthread_mutex_destroy(&exchange.lock);
}

static enum http_method method_of(struct string name)
{
    return string_is(name, "GET")      ? HTTP_GET
           : string_is(name, "HEAD")   ? HTTP_HEAD
           : string_is(name, "POST")   ? HTTP_POST
           : string_is(name, "PUT")    ? HTTP_PUT
           : string_is(name, "DELETE") ? HTTP_DELETE
                                       : HTTP_OTHER;
}

static struct string without_return(struct string line)
{
    return string_ends_with(line, STRING("\r")) ? string_slice(line, 0, line.size - 1) : line;
}

static struct string with(struct arena *arena, struct string target, struct string name, struct string value)
{
    size_t at = string_find(target, name);
    if (at == STRING_NOT_FOUND)
        return target;
    return STRING_JOIN(arena, string_slice(target, 0, at), value, string_slice(target, at + name.size, target.size));
}

static struct string with_run(struct arena *arena, struct string target)
{
    return with(arena, with(arena, target, STRING("RUN"), run), STRING("ALOUD"), aloud);
}

/* Name and value at the first colon, blanks before the value passed over: what else is odd in them, the guard is to
 * see. */
static struct http_header header_of(struct string line)
{
    struct http_header header = { .value = line };
    header.name = string_cut(&header.value, ':');
    while (header.value.size > 0 && (header.value.bytes[0] == ' ' || header.value.bytes[0] == '\t'))
        header.value = string_slice(header.value, 1, header.value.size);
    return header;
}

void http_stage_ask(struct string bytes)
{
    struct arena arena = { 0 };
    struct {
        struct http_header *items;
        size_t count, capacity;
    } headers = { 0 };
    make_ready();
    struct string rest = bytes, line = without_return(string_cut(&rest, '\n'));
    struct http_request request = { .arena = &arena, .method_name = string_cut(&line, ' ') };
    request.method = method_of(request.method_name);
    struct string target = with_run(&arena, string_cut(&line, ' '));
    while (rest.size > 0 && (line = without_return(string_cut(&rest, '\n'))).size > 0)
        *LIST_ADD(&arena, &headers) = header_of(line);
    request.headers = headers.items;
    request.header_count = headers.count;
    request.body = rest.size <= HTTP_BODY_BYTES_MAX ? rest : string_slice(rest, 0, HTTP_BODY_BYTES_MAX);
    answer(&arena, &request, target);
    arena_clear(&arena);
}

void http_stage_send(const struct http_stage_address *addresses, size_t count, const char *type, struct string body)
{
    const struct http_header headers[] = {
        { STRING("Host"), STRING("127.0.0.1:8080") },
        { STRING("Content-Type"), string_from(type) },
    };
    for (size_t i = 0; i < count; i++) {
        struct arena arena = { 0 };
        make_ready();
        struct http_request request = {
            .arena = &arena,
            .method_name = string_from(addresses[i].method),
            .method = method_of(string_from(addresses[i].method)),
            .headers = headers,
            .header_count = sizeof headers / sizeof *headers,
            .body = body.size <= HTTP_BODY_BYTES_MAX ? body : string_slice(body, 0, HTTP_BODY_BYTES_MAX),
        };
        answer(&arena, &request, with_run(&arena, string_from(addresses[i].target)));
        arena_clear(&arena);
    }
}
