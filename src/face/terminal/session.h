/* session: one person's sitting: runs of one set, from where they stand to where they leave.
 *
 * Knows the order in which things are shown and asked. How one is asked, key by key or line by line, is behind struct
 * asker. */
#ifndef VIVA_FACE_TERMINAL_SESSION_H
#define VIVA_FACE_TERMINAL_SESSION_H

#include "app/practice.h"
#include "face/terminal/command.h"
#include "face/terminal/screen.h"
#include "face/terminal/terminal.h"

struct session;

/* A way of asking. */
struct asker {
    /* Ask once, with a prompt that fits the moment, and understand the answer. STATUS_INTERRUPTED, or a failure of
     * reading or writing. */
    enum status (*ask)(struct session *session, unsigned moment, struct request *request);
    /* The remark for a report whose request had none; empty for none. */
    enum status (*ask_remark)(struct session *session, struct string *remark);
};

extern const struct asker ask_by_keys, ask_by_lines;

/* A line longer than this is no answer, and no remark that anybody reads. */
#define INPUT_BYTES_MAX 4096

/* What was read and is not used yet. */
struct input {
    char bytes[INPUT_BYTES_MAX];
    size_t start, end;
};

struct session {
    const struct terminal_options *options;
    const struct learner *learner;
    struct failure *failure;
    struct screen screen;
    const struct asker *asker;
    struct input input;
    bool is_interactive; /* somebody sits at a terminal: there is a point in waiting for Enter */

    struct arena arena; /* of the run */
    struct practice practice;
    size_t *queue; /* the steps without a response: what was skipped is at the end */
    size_t queue_count;
    size_t response_count;
    uint64_t round; /* how many runs were begun in this sitting */
    bool is_last;   /* nothing is left to be answered after this step */

    struct arena step_arena; /* of the step on screen */
    size_t step;
    struct practice_step state;
    uint64_t shown_at_ms;
    struct practice_points points; /* that may be ticked: of an answer that was said aloud */

    struct arena moment_arena; /* of one question to the person */
};

/* Practise until the end, or until the person leaves. */
enum status session_run(struct session *session);

/* Review what is due, until nothing is or the person leaves. */
enum status session_review(struct session *session);

/* What a sitting that ended with this status comes to: an interruption is told with this sentence ({done}, {count}),
 * and what could not be written is a failure too. */
enum status session_end(struct session *session, enum status status, enum say interrupted);

/* Begin a run, or go on with the open one, and say what it is. *request becomes what the person answered, if one was
 * asked. */
enum status session_start(struct session *session, struct request *request);

/* Begin a run over these exercises (indices into the set). */
enum status session_start_again(struct session *session, const size_t *exercises, size_t exercise_count);

/* Say a sentence with how many are completed. */
void session_say_counts(struct session *session, enum view_role role, enum say sentence);

/* The seed of the next run of this sitting: by --seed, or from the kernel. */
uint64_t session_seed(struct session *session);

/* The time of what is done now. */
struct moment session_now(const struct session *session);

/* Since the question was shown; -1 for not measured, when the time is not the real one. */
int64_t session_took_ms(const struct session *session);

/* Ask until something is said that leads on: an answer, skip, next, again, quit or the end of input. Everything else is
 * done here. */
enum status session_ask(struct session *session, unsigned moment, struct request *request);

/* One line of input without its end, good until the next is read. *is_end at the end of input; *is_long when it was
 * cut. */
enum status session_read_line(struct session *session, struct string *line, bool *is_end, bool *is_long);

/* A sentence of this moment, with the letters of the options, the count of the points, and this line. */
struct string session_words(struct session *session, enum say sentence, struct string line);

/* "b or c", "a to d": how the letters of the options are named in a sentence. */
struct string session_letters(struct session *session);

/* Do what leads nowhere else: show a guide, set a flag, help. */
enum status aside_do(struct session *session, unsigned moment, const struct request *request);

#endif
