/* http_guard: which requests are refused before anybody looks at what they want.
 *
 * Knows framing, Host, origins and control bytes (RFC 9110, RFC 9112). Knows nothing of routes. Pure: it is tested by
 * tables and fuzzed. It closes what libmicrohttpd 0.9.75 lets through: two Content-Lengths, Content-Length beside
 * Transfer-Encoding, a space before the colon, two Hosts, control bytes in values. Bare line feeds, folded lines and
 * NUL cannot be seen from here: where strangers connect, a reverse proxy stands in front (docs/http.md). */
#ifndef VIVA_FACE_WEB_HTTP_GUARD_H
#define VIVA_FACE_WEB_HTTP_GUARD_H

#include "face/web/http.h"

/* The names under which we may be called: "localhost", "127.0.0.1", "[::1]" and our address, each with our port, which
 * may be left out where it is the usual one. */
#define HTTP_GUARD_NAMES_MAX 8
struct http_guard {
    char names[HTTP_GUARD_NAMES_MAX][64];
    size_t name_count;
    bool is_socket; /* on a Unix socket any Host is fine, and an Origin that is the same: no browser can be led there */
};

struct http_guard http_guard_for_port(const char *address, uint16_t port);
struct http_guard http_guard_for_socket(void);

/* 0 when the request may go on; else the status to answer with (400, 411, 413, 414, 417, 421, 403, 431), after which
 * the connection is closed. *reason is a sentence for the reply and the log, static. The body is not looked at. */
int http_guard_check(const struct http_guard *guard, const struct http_request *request, struct string target,
                     const char **reason);

/* Whether the target ("/sets/a%20b?x") is fit to be split into path and query: begins with '/', no control bytes, good
 * percent signs that hide neither these nor a '/', no dot segment, and UTF-8 once decoded. The decoded path lives in
 * arena. */
bool http_guard_target(struct arena *arena, struct string target, struct string *path, struct string *query);

#endif
