/* http: requests and replies, without the library that carries them.
 *
 * Knows methods, paths, headers, cookies, forms and replies as plain data, and one loop that serves them. Knows nothing
 * of pages, of sets or of storage. libmicrohttpd stands behind it in http_microhttpd.c alone, so that another base can
 * take its place.
 *
 * Life of a request: accepted, guarded (http_guard.h), its body read whole, handed to the handler once. The handler
 * sends the reply at once, or keeps the exchange, whose connection is suspended meanwhile, so that no thread waits;
 * later anybody may send the reply from any thread, or have the work go on upon one of the server's own. */
#ifndef VIVA_FACE_WEB_HTTP_H
#define VIVA_FACE_WEB_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/string.h"

/* Caps on what a client may send, each tested at it and one beyond. */
#define HTTP_TARGET_BYTES_MAX  2048        /* our longest path is under 300 */
#define HTTP_HEADERS_BYTES_MAX (16 * 1024) /* what common servers accept */
#define HTTP_HEADERS_MAX       64
#define HTTP_BODY_BYTES_MAX    (64 * 1024) /* a report's remark is the longest thing a person sends here */
#define HTTP_CONNECTIONS_MAX   375         /* 256 people and half as many again; more wait in the kernel's queue */
#define HTTP_HEADER_SECONDS    10 /* to send the request line and headers; also how long a connection may idle */
#define HTTP_BODY_SECONDS      30 /* to send the body, and then to take the reply */
#define HTTP_DRAIN_SECONDS     7  /* from SIGTERM until what is still under way is cut off */

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_OTHER };

struct http_header {
    struct string name, value; /* as sent */
};

struct http_request {
    enum http_method method;
    struct string method_name; /* as sent */
    struct string path;        /* decoded once, "/sets/viva/senior-rust"; checked UTF-8 without control bytes */
    struct string query;       /* raw, without '?' */
    const struct http_header *headers;
    size_t header_count;
    struct string body;
    bool
        is_gone; /* the client went away while the request waited: a reply is still owed, but nothing should be begun */
    struct arena *arena; /* lives until the reply is sent */
};

/* The value of the first header of this name (any case), or the empty string. */
struct string http_request_header(const struct http_request *request, const char *name);

struct http_exchange; /* one request and the reply that is owed to it */

struct http_reply {
    int status;                  /* 200, 303, ... */
    const char *type;            /* media type with charset; NULL for no body */
    struct string body;          /* lives in the request's arena, or is static */
    struct string location;      /* for 303; empty for none */
    struct string etag;          /* quoted; empty for none */
    const char *encoding;        /* Content-Encoding; NULL for none */
    const char *varies;          /* Vary; NULL for none */
    const char *cache;           /* Cache-Control; NULL gives "no-store" */
    const char *allow;           /* for 405 */
    struct string download_name; /* Content-Disposition: attachment; empty for none */
};

/* Answer the exchange. Exactly once; from any thread. Headers for safety (CSP, nosniff, ...) are added to every reply
 * that has a type. */
void http_send(struct http_exchange *exchange, const struct http_reply *reply);

/* Must see to it that http_send is called once for the exchange, now or later. The request lives until then. */
typedef void (*http_handler)(struct http_exchange *exchange, const struct http_request *request, void *context);

/* For an exchange that was kept: call then, once, on the thread of its connection. From any thread; in place of
 * http_send, which is then's to call before it returns. */
void http_continue(struct http_exchange *exchange, http_handler then, void *context);

struct http_options {
    const char *address;     /* "127.0.0.1" or "::1"; not looked at with a socket path */
    uint16_t port;           /* 0 takes a free one */
    const char *socket_path; /* a Unix socket, made 0600; NULL for none */
    http_handler handler;
    void *context;
};

struct http_server;

/* Bind and answer from now on, with a small pool of threads. STATUS_CONFLICT when the port is taken. */
enum status http_open(const struct http_options *options, struct http_server **server, struct failure *failure);
uint16_t http_port(const struct http_server *server);

/* Take no more connections, finish what is under way for at most HTTP_DRAIN_SECONDS, refuse what comes after it (503),
 * close. STATUS_INTERRUPTED when handlers still held exchanges then: these are left as they are, and the process is to
 * end. NULL is fine. */
enum status http_close(struct http_server *server, struct failure *failure);

#endif
