/* The http interface on libmicrohttpd: an epoll pool of threads, requests suspended while somebody else works on
 * the answer.
 *
 * Locking: an exchange has a mutex for the hand-over between the thread of its connection and whoever ends its wait.
 * The server has one for the list of open connections, which the watch thread walks to end those that are too slow. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.h"
#include "base/time.h"
#include "face/web/http.h"
#include "face/web/http_guard.h"
#include "face/web/http_listen.h"
#include "face/web/microhttpd_load.h"

/* A thread of libmicrohttpd 0.9.75 that finds 128 events at once forgets them until the next one comes: it asks for
 * more, and waits. So it never has as many: its connections, the listening socket and its own wake-up are fewer. */
#define THREAD_COUNT           3
#define THREAD_CONNECTIONS_MAX 125
#define CONNECTION_MEMORY_BYTES                                                                                        \
    ((size_t)24 * 1024) /* request line, headers and one read of the body; zeroed each time */
#define WATCH_INTERVAL_MS 250
#define SPARES_MAX        256 /* a class whose answers wait for one flush; the last used go first, so most stay small */
#define IDLE_SECONDS      60  /* libmicrohttpd's own limit on silence; the watch is stricter */

/* What the watch thread knows of a connection. */
struct connection {
    struct connection *next, *previous;
    int socket;
    _Atomic uint64_t deadline_ms;  /* when the phase it is in must be over; 0 while we owe it an answer */
    struct http_exchange *pending; /* its request line was seen, its headers not yet */
};

struct http_server {
    struct MHD_Daemon *daemon;
    struct http_options options;
    struct http_guard guard;
    uint16_t port;
    pthread_t watch;
    pthread_mutex_t lock; /* connections, spares, is_closing */
    struct connection *connections;
    struct http_exchange *spares; /* to be used again, with the memory they have */
    size_t spare_count;
    bool is_closing;
    atomic_bool is_ending; /* what is answered from here on is the last of its connection; what comes is refused */
    atomic_size_t exchange_count;
    atomic_size_t
        under_way_count; /* of these, handed over and without a reply: others may hold them, and they may wait */
};

/* READING: not handed over yet. HANDLING: a handler is running. SUSPENDED: nobody works on it here. RESUMED: the wait
 * is over, with a reply or with somebody who goes on. QUEUED: the library has the reply. */
enum exchange_state { EXCHANGE_READING, EXCHANGE_HANDLING, EXCHANGE_SUSPENDED, EXCHANGE_RESUMED, EXCHANGE_QUEUED };

struct http_exchange {
    struct http_exchange *next_spare;
    struct http_server *server;
    struct arena arena;
    pthread_mutex_t lock; /* over what is in hand from state on */
    struct {
        struct MHD_Connection *connection;
        struct string target;
        struct http_request request;
        struct buffer body;
        bool has_begun;    /* the first handler call has been */
        bool is_too_large; /* a chunked body went over the cap */
        bool is_under_way; /* counted as such */
        bool must_close;   /* refused by the guard: the framing cannot be trusted any more */
        enum exchange_state state;
        bool has_reply;
        struct http_reply reply;
        http_handler next; /* who goes on; NULL for nobody */
        void *next_context;
    } hand; /* of the one request that it serves now */
};

/* Sent with every reply that has something to show. No script or style but our own files, nothing from elsewhere, no
 * framing. */
static const struct {
    const char *name, *value;
} safety_headers[] = {
    { "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                                 "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy",
      "same-origin" }, /* nobody else is told; under "no-referrer" a form's own origin would be "null" */
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
};

static struct http_exchange *take_spare(struct http_server *server)
{
    pthread_mutex_lock(&server->lock);
    struct http_exchange *exchange = server->spares;
    if (exchange != NULL) {
        server->spares = exchange->next_spare;
        server->spare_count--;
    }
    pthread_mutex_unlock(&server->lock);
    return exchange;
}

static void exchange_free(struct http_exchange *exchange)
{
    arena_clear(&exchange->arena);
    pthread_mutex_destroy(&exchange->lock);
    free(exchange);
}

/* For the next request, unless there are enough of them. */
static void exchange_give_back(struct http_server *server, struct http_exchange *exchange)
{
    arena_reset(&exchange->arena);
    pthread_mutex_lock(&server->lock);
    bool is_kept = server->spare_count < SPARES_MAX;
    if (is_kept) {
        exchange->next_spare = server->spares;
        server->spares = exchange;
        server->spare_count++;
    }
    pthread_mutex_unlock(&server->lock);
    if (!is_kept)
        exchange_free(exchange);
}

static struct http_exchange *exchange_new(struct http_server *server, const char *target)
{
    struct http_exchange *exchange = take_spare(server);
    if (exchange == NULL) {
        exchange = calloc(1, sizeof *exchange);
        if (exchange == NULL)
            return NULL;
        exchange->server = server;
        pthread_mutex_init(&exchange->lock, NULL);
    }
    memset(&exchange->hand, 0, sizeof exchange->hand);
    exchange->hand.target = string_copy(&exchange->arena, string_from(target));
    exchange->hand.request.arena = &exchange->arena;
    exchange->hand.body = buffer_in(&exchange->arena);
    return exchange;
}

/* Deadlines. ---------------------------------------------------------------------------------------------------- */

static struct connection *connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        microhttpd.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

/* The phase that begins now must end within seconds; 0 for a phase that is ours. */
static void connection_expect(struct MHD_Connection *mhd_connection, uint64_t seconds)
{
    struct connection *connection = connection_of(mhd_connection);
    if (connection != NULL)
        atomic_store_explicit(&connection->deadline_ms, seconds == 0 ? 0 : time_monotonic_ms() + seconds * 1000,
                              memory_order_relaxed);
}

static void connection_open(struct http_server *server, struct MHD_Connection *mhd_connection, void **context)
{
    const union MHD_ConnectionInfo *info =
        microhttpd.MHD_get_connection_info(mhd_connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL || info == NULL) {
        free(connection);
        return;
    }
    connection->socket = info->connect_fd;
    connection->deadline_ms = time_monotonic_ms() + HTTP_HEADER_SECONDS * 1000;
    pthread_mutex_lock(&server->lock);
    connection->next = server->connections;
    if (connection->next != NULL)
        connection->next->previous = connection;
    server->connections = connection;
    pthread_mutex_unlock(&server->lock);
    *context = connection;
}

static void connection_close(struct http_server *server, struct connection *connection)
{
    pthread_mutex_lock(&server->lock);
    if (connection->previous != NULL)
        connection->previous->next = connection->next;
    else
        server->connections = connection->next;
    if (connection->next != NULL)
        connection->next->previous = connection->previous;
    pthread_mutex_unlock(&server->lock);
    if (connection->pending != NULL)
        exchange_free(connection->pending);
    free(connection);
}

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        connection_open(context, connection, socket_context);
    else if (*socket_context != NULL)
        connection_close(context, *socket_context);
}

/* End the connections whose phase took too long. Shutting the socket down makes libmicrohttpd see its end and clean up;
 * the list is locked, and a connection leaves it before its socket is closed, so no other socket can be hit. */
static void end_slow_connections(struct http_server *server)
{
    uint64_t now = time_monotonic_ms();
    for (struct connection *connection = server->connections; connection != NULL; connection = connection->next) {
        uint64_t deadline_ms = atomic_load_explicit(&connection->deadline_ms, memory_order_relaxed);
        if (deadline_ms != 0 && deadline_ms < now)
            (void)shutdown(connection->socket, SHUT_RDWR);
    }
}

static void *watch_connections(void *context)
{
    struct http_server *server = context;
    pthread_mutex_lock(&server->lock);
    while (!server->is_closing) {
        end_slow_connections(server);
        pthread_mutex_unlock(&server->lock);
        (void)usleep(WATCH_INTERVAL_MS * 1000);
        pthread_mutex_lock(&server->lock);
    }
    pthread_mutex_unlock(&server->lock);
    return NULL;
}

/* The request. -------------------------------------------------------------------------------------------------- */

/* libmicrohttpd tells us of the end of a request only once its headers were whole; until then the exchange is the
 * connection's. */
static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct connection *owner = connection_of(connection);
    if (owner == NULL || owner->pending != NULL)
        return NULL;
    owner->pending = exchange_new(context, target);
    return owner->pending;
}

/* Paths and fields are decoded by us, strictly and once. */
static size_t on_unescape(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static enum http_method method_of(const char *name)
{
    static const char *const names[] = {
        [HTTP_GET] = "GET", [HTTP_HEAD] = "HEAD", [HTTP_POST] = "POST", [HTTP_PUT] = "PUT", [HTTP_DELETE] = "DELETE",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return (enum http_method)i;
    }
    return HTTP_OTHER;
}

struct header_list {
    struct http_header *items;
    size_t count;
};

/* Views: the library keeps the bytes for as long as the request lives. */
static enum MHD_Result on_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                 const char *value, size_t value_size)
{
    struct header_list *list = context;
    (void)kind;
    list->items[list->count++] = (struct http_header){ { name, name_size }, { value, value_size } };
    return list->count > HTTP_HEADERS_MAX ? MHD_NO : MHD_YES;
}

static void request_fill(struct http_exchange *exchange, const char *method)
{
    struct http_request *request = &exchange->hand.request;
    int count = microhttpd.MHD_get_connection_values_n(exchange->hand.connection, MHD_HEADER_KIND, NULL, NULL);
    size_t room = count < HTTP_HEADERS_MAX ? (size_t)count : HTTP_HEADERS_MAX + 1; /* one too many is enough to know */
    struct header_list list = { .items = ARENA_NEW_MANY(&exchange->arena, room, struct http_header) };
    (void)microhttpd.MHD_get_connection_values_n(exchange->hand.connection, MHD_HEADER_KIND, on_header, &list);
    request->method = method_of(method);
    request->method_name = string_from(method);
    request->headers = list.items;
    request->header_count = list.count;
}

/* The reply. ---------------------------------------------------------------------------------------------------- */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value != NULL)
        CHECK(microhttpd.MHD_add_response_header(response, name, value) == MHD_YES);
}

static void add_string_header(struct http_exchange *exchange, struct MHD_Response *response, const char *name,
                              struct string value)
{
    if (value.size > 0)
        add_header(response, name, string_c(&exchange->arena, value));
}

static void add_headers(struct http_exchange *exchange, struct MHD_Response *response)
{
    const struct http_reply *reply = &exchange->hand.reply;
    bool closes = exchange->hand.must_close || atomic_load_explicit(&exchange->server->is_ending, memory_order_relaxed);
    for (size_t i = 0; reply->type != NULL && i < sizeof safety_headers / sizeof *safety_headers; i++)
        add_header(response, safety_headers[i].name, safety_headers[i].value);
    add_header(response, "Cache-Control", reply->cache != NULL ? reply->cache : "no-store");
    add_header(response, "Content-Type", reply->type);
    add_header(response, "Content-Encoding", reply->encoding);
    add_header(response, "Vary", reply->varies);
    add_header(response, "Allow", reply->allow);
    add_header(response, "Connection", closes ? "close" : NULL);
    add_string_header(exchange, response, "Location", reply->location);
    add_string_header(exchange, response, "ETag", reply->etag);
    if (reply->download_name.size > 0)
        add_string_header(
            exchange, response, "Content-Disposition",
            string_format(&exchange->arena, "attachment; filename=\"%.*s\"", STRING_ARG(reply->download_name)));
}

static void leave_way(struct http_exchange *exchange)
{
    if (exchange->hand.is_under_way)
        atomic_fetch_sub(&exchange->server->under_way_count, 1);
    exchange->hand.is_under_way = false;
}

static enum MHD_Result reply_queue(struct http_exchange *exchange)
{
    const struct http_reply *reply = &exchange->hand.reply;
    static char nothing[1];
    /* libmicrohttpd only reads from a persistent buffer; its parameter lacks the const. */
    union {
        const char *bytes;
        void *buffer;
    } body = { reply->body.size > 0 ? reply->body.bytes : nothing };
    struct MHD_Response *response =
        microhttpd.MHD_create_response_from_buffer(reply->body.size, body.buffer, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    add_headers(exchange, response);
    exchange->hand.state = EXCHANGE_QUEUED;
    leave_way(exchange);
    connection_expect(exchange->hand.connection, HTTP_BODY_SECONDS);
    enum MHD_Result result =
        microhttpd.MHD_queue_response(exchange->hand.connection, (unsigned)reply->status, response);
    microhttpd.MHD_destroy_response(response);
    return result;
}

/* Waiting. ------------------------------------------------------------------------------------------------------ */

/* Let the connection's thread look again. From here on the exchange may be gone. */
static void wake(struct http_exchange *exchange, bool is_suspended)
{
    struct MHD_Connection *connection = exchange->hand.connection;
    pthread_mutex_unlock(&exchange->lock);
    if (is_suspended)
        microhttpd.MHD_resume_connection(connection);
}

/* The lock is taken, and kept: the caller says what happens, then wakes. */
static bool resume(struct http_exchange *exchange)
{
    pthread_mutex_lock(&exchange->lock);
    CHECK(exchange->hand.state == EXCHANGE_HANDLING || exchange->hand.state == EXCHANGE_SUSPENDED);
    bool is_suspended = exchange->hand.state == EXCHANGE_SUSPENDED;
    exchange->hand.state = EXCHANGE_RESUMED;
    return is_suspended;
}

void http_send(struct http_exchange *exchange, const struct http_reply *reply)
{
    bool is_suspended = resume(exchange);
    exchange->hand.reply = *reply;
    exchange->hand.has_reply = true;
    wake(exchange, is_suspended);
}

void http_continue(struct http_exchange *exchange, http_handler then, void *context)
{
    bool is_suspended = resume(exchange);
    exchange->hand.next = then;
    exchange->hand.next_context = context;
    wake(exchange, is_suspended);
}

/* Whoever goes on with the request; NULL when there is a reply, or nobody yet: then the connection waits from here on,
 * and the exchange must not be looked at any more. */
static http_handler take_next(struct http_exchange *exchange, bool *has_reply)
{
    pthread_mutex_lock(&exchange->lock);
    http_handler next = exchange->hand.next;
    exchange->hand.next = NULL;
    *has_reply = exchange->hand.has_reply;
    if (next != NULL) {
        exchange->hand.state = EXCHANGE_HANDLING;
    } else if (!exchange->hand.has_reply) {
        exchange->hand.state = EXCHANGE_SUSPENDED;
        microhttpd.MHD_suspend_connection(exchange->hand.connection);
    }
    pthread_mutex_unlock(&exchange->lock);
    return next;
}

/* Hand over, until there is a reply or somebody to wait for. */
static enum MHD_Result exchange_go_on(struct http_exchange *exchange)
{
    http_handler next;
    bool has_reply;
    while ((next = take_next(exchange, &has_reply)) != NULL)
        next(exchange, &exchange->hand.request, exchange->hand.next_context);
    return has_reply ? reply_queue(exchange) : MHD_YES;
}

/* Handling. ----------------------------------------------------------------------------------------------------- */

static enum MHD_Result refuse(struct http_exchange *exchange, int status, const char *reason)
{
    exchange->hand.must_close = true;
    exchange->hand.reply = (struct http_reply){
        .status = status,
        .type = "text/plain; charset=utf-8",
        .body = string_format(&exchange->arena, "%s\n", reason),
    };
    return reply_queue(exchange);
}

static const char ending[] = "the server is ending";

/* First call: nothing of the body was read yet. Refusing here leaves it unread and closes the connection. */
static enum MHD_Result exchange_begin(struct http_exchange *exchange, const char *method)
{
    const char *reason;
    exchange->hand.has_begun = true;
    connection_of(exchange->hand.connection)->pending = NULL;
    atomic_fetch_add(&exchange->server->exchange_count, 1);
    request_fill(exchange, method);
    int status = http_guard_check(&exchange->server->guard, &exchange->hand.request, exchange->hand.target, &reason);
    if (atomic_load(&exchange->server->is_ending)) {
        status = 503;
        reason = ending;
    }
    if (status == 0 && !http_guard_target(&exchange->arena, exchange->hand.target, &exchange->hand.request.path,
                                          &exchange->hand.request.query)) {
        status = 400;
        reason = "the address is malformed";
    }
    if (status != 0)
        return refuse(exchange, status, reason);
    connection_expect(exchange->hand.connection, HTTP_BODY_SECONDS);
    return MHD_YES;
}

static void exchange_read(struct http_exchange *exchange, const char *bytes, size_t size)
{
    if (exchange->hand.body.size + size > HTTP_BODY_BYTES_MAX)
        exchange->hand.is_too_large = true;
    if (!exchange->hand.is_too_large)
        buffer_add(&exchange->hand.body, (struct string){ bytes, size });
}

/* The request is whole. */
static enum MHD_Result exchange_hand_over(struct http_exchange *exchange)
{
    if (exchange->hand.is_too_large)
        return refuse(exchange, 413, "the body is too large");
    atomic_fetch_add(&exchange->server->under_way_count, 1);
    exchange->hand.is_under_way = true;
    if (atomic_load(&exchange->server->is_ending)) /* it was counted first: http_close sees it, or it sees http_close */
        return refuse(exchange, 503, ending);
    connection_expect(exchange->hand.connection, 0);
    exchange->hand.request.body = buffer_string(&exchange->hand.body);
    exchange->hand.next = exchange->server->options.handler;
    exchange->hand.next_context = exchange->server->options.context;
    return exchange_go_on(exchange);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *upload_size, void **request_context)
{
    struct http_exchange *exchange = *request_context;
    (void)context;
    (void)url;
    (void)version;
    if (exchange == NULL)
        return MHD_NO; /* out of memory when the connection or the target was seen */
    exchange->hand.connection = connection;
    if (!exchange->hand.has_begun)
        return exchange_begin(exchange, method);
    if (*upload_size > 0) {
        exchange_read(exchange, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    if (exchange->hand.state == EXCHANGE_QUEUED)
        return MHD_NO; /* a library that is being stopped accepts a reply and drops it, then asks again */
    return exchange->hand.state == EXCHANGE_READING ? exchange_hand_over(exchange) : exchange_go_on(exchange);
}

/* The client may have gone while its request waited: whoever goes on must still do so, or would never let go of what it
 * holds. The reply is written for nobody. */
static void exchange_finish(struct http_exchange *exchange)
{
    bool has_reply = true;
    http_handler next = exchange->hand.next;
    exchange->hand.next = NULL;
    if (next != NULL) {
        exchange->hand.state = EXCHANGE_HANDLING;
        exchange->hand.request.is_gone = true;
        next(exchange, &exchange->hand.request, exchange->hand.next_context);
        has_reply = exchange->hand.has_reply;
    }
    CHECK(has_reply); /* http.h wants it so */
}

static void on_completed(void *context, struct MHD_Connection *connection, void **request_context,
                         enum MHD_RequestTerminationCode code)
{
    struct http_server *server = context;
    struct http_exchange *exchange = *request_context;
    (void)code;
    if (exchange != NULL && exchange->hand.has_begun) {
        exchange_finish(exchange);
        leave_way(exchange);
        exchange_give_back(server, exchange);
        atomic_fetch_sub(&server->exchange_count, 1);
    }
    *request_context = NULL;
    connection_expect(connection, HTTP_HEADER_SECONDS);
}

/* Opening and closing. ------------------------------------------------------------------------------------------ */

_Static_assert(HTTP_CONNECTIONS_MAX <= THREAD_COUNT * THREAD_CONNECTIONS_MAX, "every thread keeps below 128 events");

static struct MHD_Daemon *daemon_start(struct http_server *server, int socket_number)
{
    return microhttpd.MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, NULL, NULL, on_request, server,
        MHD_OPTION_LISTEN_SOCKET, socket_number, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREAD_COUNT,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK,
        on_unescape, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_END);
}

static enum status server_start(struct http_server *server, int socket_number, struct failure *failure)
{
    pthread_mutex_init(&server->lock, NULL);
    server->daemon = daemon_start(server, socket_number);
    if (server->daemon == NULL) {
        (void)close(socket_number);
        return failure_set(failure, STATUS_SYSTEM, "the web server cannot start");
    }
    if (pthread_create(&server->watch, NULL, watch_connections, server) == 0)
        return STATUS_OK;
    microhttpd.MHD_stop_daemon(server->daemon);
    return failure_set(failure, STATUS_SYSTEM, "the web server cannot start its watch");
}

enum status http_open(const struct http_options *options, struct http_server **opened, struct failure *failure)
{
    int socket_number = -1;
    uint16_t port = options->port;
    bool is_socket = options->socket_path != NULL;
    enum status status = microhttpd_load(failure);
    if (status == STATUS_OK)
        status = is_socket ? http_listen_unix(options->socket_path, &socket_number, failure)
                           : http_listen_internet(options->address, &port, &socket_number, failure);
    if (status != STATUS_OK)
        return status;
    struct http_server *server = calloc(1, sizeof *server);
    CHECK(server != NULL);
    server->options = *options;
    server->port = port;
    server->guard = is_socket ? http_guard_for_socket() : http_guard_for_port(options->address, port);
    status = server_start(server, socket_number, failure);
    if (status == STATUS_OK)
        *opened = server;
    else
        free(server);
    return status;
}

uint16_t http_port(const struct http_server *server)
{
    return server->port;
}

/* Until nothing is under way, or the time is over. Nothing more begins: the library must not be stopped while a request
 * waits, and who holds a connection open may send one at any moment. */
static void drain(struct http_server *server)
{
    uint64_t until_ms = time_monotonic_ms() + HTTP_DRAIN_SECONDS * 1000;
    atomic_store(&server->is_ending, true);
    while (atomic_load(&server->exchange_count) > 0 && time_monotonic_ms() < until_ms)
        (void)usleep(10 * 1000);
}

static void watch_stop(struct http_server *server)
{
    pthread_mutex_lock(&server->lock);
    server->is_closing = true;
    pthread_mutex_unlock(&server->lock);
    (void)pthread_join(server->watch, NULL);
}

enum status http_close(struct http_server *server, struct failure *failure)
{
    if (server == NULL)
        return STATUS_OK;
    /* While it is ours still: once it is closed, another may put its own there. */
    if (server->options.socket_path != NULL)
        (void)unlink(server->options.socket_path);
    int socket_number = microhttpd.MHD_quiesce_daemon(server->daemon);
    if (socket_number >= 0)
        (void)close(socket_number);
    drain(server);
    watch_stop(server);
    if (atomic_load(&server->under_way_count) > 0) /* somebody still has a hold of exchanges: they cannot be freed */
        return failure_set(failure, STATUS_INTERRUPTED,
                           "requests were still under way %d seconds after the end was asked for", HTTP_DRAIN_SECONDS);
    microhttpd.MHD_stop_daemon(server->daemon);
    for (struct http_exchange *spare; (spare = take_spare(server)) != NULL;)
        exchange_free(spare);
    pthread_mutex_destroy(&server->lock);
    free(server);
    return STATUS_OK;
}
