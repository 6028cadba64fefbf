/* http_guard: which requests are refused before anybody looks at what they want.
 *
 * Knows framing, Host, origins and control bytes (RFC 9110, RFC 9112). Knows nothing of routes. Pure: it is tested by
 * tables and fuzzed. It closes what libmicrohttpd 0.9.75 lets through: two Content-Lengths, Content-Length beside
 * Transfer-Encoding, a space before the colon, two Hosts, control bytes in values. Bare line feeds, folded lines and
 * NUL cannot be seen from here: where strangers connect, a reverse proxy stands in front (docs/http.md). */
#ifndef VIVA_FACE_WEB_HTTP_GUARD_H
#define VIVA_FACE_WEB_HTTP_GUARD_H

#include "face/web/http.h"

/* The names under which we may be called: "localhost", "127.0.0.1", "[::1]" and our address, each with our port. */
struct http_guard {
    const char *address;
    uint16_t port;
    bool is_socket; /* on a Unix socket any Host is fine: no browser can be led there */
};

/* 0 when the request may go on; else the status to answer with (400, 411, 413, 414, 417, 421, 403, 431), after which
 * the connection is closed. *reason is a sentence for the reply and the log, static. The body is not looked at. */
int http_guard_check(const struct http_guard *guard, const struct http_request *request, struct string target,
                     const char **reason);

/* Whether the target ("/sets/a%20b?x") is fit to be split into path and query: begins with '/', no control bytes, good
 * percent signs that hide no NUL, no
 * '/', no dot segment, and UTF-8 once decoded. The decoded path lives in arena. */
bool http_guard_target(struct arena *arena, struct string target, struct string *path, struct string *query);

#endif
