/* web: practice in a browser, and the same as JSON.
 *
 * Knows how one person on this machine is asked and answered over HTTP. Refuses to know rules of practice (app/), SQL,
 * Markdown, and how a tree becomes HTML (render/). docs/http.md describes what it serves. */
#ifndef VIVA_FACE_WEB_WEB_H
#define VIVA_FACE_WEB_WEB_H

#include "app/learner.h"
#include "base/problems.h"
#include "base/time.h"
#include "view/view.h"

/* Sets that are being written (--author), as their files stood at one moment. */
struct web_draft_set {
    const struct set *set;
    struct view *preview; /* all of it, with the key */
};
struct web_draft {
    struct library library;     /* all sets that can be practised, those that are written before others */
    struct web_draft_set *sets; /* those that are written and have no error */
    size_t set_count;
    struct problems problems; /* sorted */
    enum status status;       /* STATUS_OK, or what kept a file from being read, with: */
    struct failure failure;
};

/* How to read them: given by cmd/, which alone may name a reader. Called by one thread at a time, not always the same.
 */
struct web_author {
    struct string path;                                                        /* as it was given */
    uint64_t (*stamp)(void *context);                                          /* another number when a file changed */
    void (*read)(void *context, struct arena *arena, struct web_draft *draft); /* all of the draft lives in arena */
    void *context;
};

/* The sets at hand, which may be others while the service goes on. Given by cmd/, too. */
struct web_stock {
    uint64_t first_stamp;             /* of the library that the learner is handed */
    uint64_t (*stamp)(void *context); /* another number when there are others; from any thread, and quick */
    bool (*read)(void *context, struct arena *arena,
                 struct library *library); /* all of it lives in arena; false when it
                                              cannot be read. By one thread at a time */
    void *context;
};

struct web_options {
    const char *address;     /* "127.0.0.1" or another loopback address */
    uint16_t port;           /* 0 takes a free one */
    const char *socket_path; /* a Unix socket instead; NULL for none */
    bool has_now;            /* --now: the clock stands still */
    struct moment now;
    bool has_seed; /* --seed: every new run has this seed */
    uint64_t seed;
    const struct web_author *author; /* NULL unless a set is being written */
    const struct web_stock *stock;   /* NULL: the sets stay as they are, but for those that are being written */
    struct string data_folder;       /* shown on the page that says what is kept where */
};

/* To be called before any thread is started: the signals that end the service are kept for web_serve, which waits for
 * them. */
void web_block_signals(void);

/* Serve until SIGTERM or SIGINT, then finish what is under way and return, within ten seconds. Once requests are
 * answered, the address is printed to standard output, alone on the first line. */
enum status web_serve(const struct web_options *options, const struct learner *learner, struct failure *failure);

#endif
