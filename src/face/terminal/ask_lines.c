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

static void prompt(struct session *session, unsigned moment)
{
    struct arena *arena = &session->moment_arena;
    if (moment & MOMENT_QUESTION)
        screen_prompt(&session->screen, words_string(arena, SAY_PROMPT_LINE_QUESTION,
                                                     WORDS({ "letters", .plain = session_letters(session) })));
    else
        screen_prompt(&session->screen, words_plain(SAY_PROMPT_LINE_FINISH));
}

static void complain(struct session *session, unsigned moment, struct string line, bool is_long)
{
    struct string trimmed = string_trim(line);
    enum say sentence = is_long                       ? SAY_LINE_TOO_LONG
                        : !(moment & MOMENT_QUESTION) ? SAY_LINE_NOTHING
                        : trimmed.size == 0           ? SAY_LINE_EMPTY
                                                      : SAY_LINE_NO_ANSWER;
    screen_say(&session->screen, ROLE_NONE,
               words_string(&session->moment_arena, sentence,
                            WORDS({ "line", .plain = trimmed }, { "letters", .plain = session_letters(session) })));
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
        *request = command_parse(moment, session->state.question.option_count, line);
    if (request->command == COMMAND_NEXT && moment & MOMENT_QUESTION)
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
