/* terminal: practice in a terminal, or through a pipe.
 *
 * Knows how one person is asked and answered, key by key on a terminal or line by line elsewhere. Refuses to know rules
 * of practice (app/), how a tree becomes text (render/) and where sets and stores come from (cmd/). */
#ifndef VIVA_FACE_TERMINAL_TERMINAL_H
#define VIVA_FACE_TERMINAL_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#include "app/learner.h"
#include "base/time.h"
#include "render/text.h"

enum terminal_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct terminal_options {
    const struct set *set; /* what is practised; NULL for a review */
    bool is_plain; /* --plain; plain mode also holds whenever standard input or output is no terminal, or TERM is "dumb"
                    */
    enum terminal_colour colour; /* --colour; in plain mode there is none */
    bool asks_no_sureness;       /* --no-sureness: how sure one is is not asked for, Enter sends a choice */
    bool begins_anew;            /* --new: begin a new run even when one is open */
    bool has_seed;               /* --seed: goes on with the open run of that seed, else begins a new run with it */
    uint64_t seed;
    bool has_now; /* --now: the clock stands still, and no times are taken */
    struct moment now;
};

/* Practise the set from where one stands to the summary. Reads standard input, writes standard output; a terminal is
 * left as it was found, however this ends. Signals: SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, and with single keys
 * SIGTSTP and SIGCONT, are handled while it runs, and given back as they were. STATUS_OK at the end, on "quit" and at
 * the end of input; STATUS_INTERRUPTED after SIGINT, SIGTERM, SIGHUP or SIGQUIT (failure then says what was kept); else
 * the status and failure of what went wrong. Whatever was acknowledged is on disk in every case. */
enum status terminal_practice(const struct terminal_options *options, const struct learner *learner,
                              struct failure *failure);

/* Review what is due across all sets at hand, until nothing is or the person leaves. All else as above. */
enum status terminal_review(const struct terminal_options *options, const struct learner *learner,
                            struct failure *failure);

/* How standard output is to be written by a command that lists something (render/text.h): the width of the terminal, or
 * unlimited when it is none; colour only on a terminal, unless asked for, and by NO_COLOR (no-color.org) and TERM=dumb.
 */
struct text_style terminal_text_style(enum terminal_colour colour, bool is_plain);

#endif
