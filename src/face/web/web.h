/* web: practice in a browser, and the same as JSON.
 *
 * Knows how one person on this machine is asked and answered over HTTP. Refuses to know rules of practice (app/), SQL,
 * Markdown, and how a tree becomes HTML (render/). docs/http.md describes what it serves. */
#ifndef VIVA_FACE_WEB_WEB_H
#define VIVA_FACE_WEB_WEB_H

#include "app/learner.h"
#include "base/time.h"

struct web_options {
    const char *address;     /* "127.0.0.1" or another loopback address */
    uint16_t port;           /* 0 takes a free one */
    const char *socket_path; /* a Unix socket instead; NULL for none */
    bool has_now;            /* --now: the clock stands still */
    struct moment now;
    bool has_seed; /* --seed: every new run has this seed */
    uint64_t seed;
    struct string data_folder; /* shown on the page that says what is kept where */
};

/* To be called before any thread is started: the signals that end the service are kept for web_serve, which waits for
 * them. */
void web_block_signals(void);

/* Serve until SIGTERM or SIGINT, then finish what is under way and return, within ten seconds. Once requests are
 * answered, the address is printed to standard output, alone on the first line. */
enum status web_serve(const struct web_options *options, const struct learner *learner, struct failure *failure);

#endif
