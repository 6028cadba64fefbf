/* http_stage: the whole server without a network: a request as bytes goes in, and the one reply is looked at.
 *
 * Knows how libmicrohttpd hands a request over, and stands in its place (http_send, http_continue). Guard, routes,
 * handlers and a store in memory are the real ones. Whatever must hold of every reply is checked here; any surprise
 * ends the program. */
#ifndef VIVA_FUZZ_HTTP_STAGE_H
#define VIVA_FUZZ_HTTP_STAGE_H

#include <stdbool.h>

#include "base/string.h"

/* A request, head and body. "RUN" in its first line stands for a run that is open, "ALOUD" for one whose step is said
 * aloud. The bytes behind the head are the body, whatever the head says of it, as they are once libmicrohttpd has read
 * it. */
void http_stage_ask(struct string bytes);

/* The same for a body alone: sent to each of these addresses in turn, with this type. */
struct http_stage_address {
    const char *method, *target;
};
void http_stage_send(const struct http_stage_address *addresses, size_t count, const char *type, struct string body);

#endif
