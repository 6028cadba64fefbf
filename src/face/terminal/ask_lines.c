/* ask_lines: a person, or a program, asked line by line: plain mode. */
#include <string.h>

#include "face/terminal/session.h"
#include "face/terminal/tty.h"

/* The first line feed of what was read, or NULL. */
static char *line_end(struct input *input)
{
    return memchr(input->bytes + input->start, '\n', input->end - input->start);
}

static void make_room(struct input *input)
{
    memmove(input->bytes, input->bytes + input->start, input->end - input->start);
    input->end -= input->start;
    input->start = 0;
}

static struct string take(struct input *input, size_t size)
{
    struct string taken = { input->bytes + input->start, size };
    input->start += size;
    return taken;
}

/* Read until a line is whole, or nothing more comes. A line that is too long is dropped up to its end, but for its
 * beginning. */
enum status session_read_line(struct session *session, struct string *line, bool *is_end, bool *is_long)
{
    struct input *input = &session->input;
    *is_end = *is_long = false;
    make_room(input);
    char *end;
    while (!(end = line_end(input))) {
        if (input->end == INPUT_BYTES_MAX) {
            *is_long = true;
            input->end = 0;
        }
        size_t size;
        enum tty_event event = tty_read(input->bytes + input->end, INPUT_BYTES_MAX - input->end, &size, -1);
        if (event == TTY_INTERRUPTED)
            return STATUS_INTERRUPTED;
        if (event == TTY_END) {
            *is_end = input->end == 0;
            *line = take(input, input->end);
            return STATUS_OK;
        }
        input->end += size;
    }
    *line = take(input, (size_t)(end - input->bytes));
    take(input, 1);
    return STATUS_OK;
}

/* A terminal in single keys shows the prompt that fits them: what is typed stands behind it. */
static void prompt(struct session *session, unsigned moment)
{
    const struct moment_words *words = moment_words(moment);
    screen_prompt(
        &session->screen,
        session_words(session, session->screen.is_plain ? words->line_prompt : words->key_prompt, STRING("")));
}

static void complain(struct session *session, unsigned moment, struct string line, bool is_long)
{
    struct string trimmed = string_trim(line);
    const struct moment_words *words = moment_words(moment);
    enum say sentence = is_long ? SAY_LINE_TOO_LONG : trimmed.size == 0 ? words->line_empty : words->line_wrong;
    screen_say(&session->screen, ROLE_NONE, session_words(session, sentence, trimmed));
}

static enum status ask(struct session *session, unsigned moment, struct request *request)
{
    struct string line;
    bool is_end, is_long;
    prompt(session, moment);
    enum status status = session_read_line(session, &line, &is_end, &is_long);
    if (status != STATUS_OK)
        return status;
    *request = (struct request){ .command = is_end ? COMMAND_END : COMMAND_NONE };
    if (!is_end && !is_long)
        *request = command_parse(
            moment, moment & MOMENT_TICK ? session->points.count : session->state.question.option_count, line);
    if (request->command == COMMAND_NEXT && moment & (MOMENT_QUESTION | MOMENT_TICK))
        request->command = COMMAND_NONE;
    if (request->command == COMMAND_NONE)
        complain(session, moment, line, is_long);
    return STATUS_OK;
}

/* A remark stands on the line of its command, or there is none. */
static enum status ask_remark(struct session *session, struct string *remark)
{
    (void)session;
    *remark = STRING("");
    return STATUS_OK;
}

const struct asker ask_by_lines = { ask, ask_remark };
