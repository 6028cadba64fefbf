#include "face/terminal/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "face/terminal/session.h"
#include "face/terminal/tty.h"

/* A terminal that can do nothing but print, by its own word. */
static bool is_dumb(void)
{
    const char *term = getenv("TERM");
    return !term || !*term || strcmp(term, "dumb") == 0;
}

static bool is_coloured(enum terminal_colour colour, bool is_capable)
{
    const char *no_color = getenv("NO_COLOR");
    if (colour == COLOUR_AUTO)
        return is_capable && !(no_color && *no_color);
    return colour == COLOUR_ALWAYS;
}

struct text_style terminal_text_style(enum terminal_colour colour, bool is_plain)
{
    bool is_terminal = tty_is_terminal(STDOUT_FILENO);
    bool is_able = is_terminal && !is_dumb();
    return (struct text_style){ .width = tty_size(STDOUT_FILENO).columns,
                                .is_coloured = !is_plain && is_coloured(colour, is_able),
                                .is_drawn = !is_plain && (is_able || colour == COLOUR_ALWAYS) };
}

/* May keys be read one by one, and the page be inked? */
static bool is_capable(const struct terminal_options *options)
{
    return !options->is_plain && tty_is_terminal(STDIN_FILENO) && tty_is_terminal(STDOUT_FILENO) && !is_dumb();
}

static void session_clear(struct session *session)
{
    arena_clear(&session->moment_arena);
    arena_clear(&session->step_arena);
    arena_clear(&session->arena);
}

static enum status sit(const struct terminal_options *options, const struct learner *learner,
                       enum status (*run)(struct session *session), struct failure *failure)
{
    bool has_keys = is_capable(options);
    struct session session = {
        .options = options,
        .learner = learner,
        .failure = failure,
        .screen = { .is_plain = !has_keys, .is_coloured = has_keys && is_coloured(options->colour, true) },
        .asker = has_keys ? &ask_by_keys : &ask_by_lines,
        .is_interactive = tty_is_terminal(STDIN_FILENO),
    };
    enum status status = tty_open(has_keys, failure);
    if (status == STATUS_OK)
        status = run(&session);
    tty_close();
    session_clear(&session);
    return status;
}

enum status terminal_practice(const struct terminal_options *options, const struct learner *learner,
                              struct failure *failure)
{
    return sit(options, learner, session_run, failure);
}

enum status terminal_review(const struct terminal_options *options, const struct learner *learner,
                            struct failure *failure)
{
    return sit(options, learner, session_review, failure);
}
