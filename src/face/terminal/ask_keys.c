/* ask_keys: a person at a terminal, asked for single keys. */
#include "base/utf8.h"
#include "face/terminal/keys.h"
#include "face/terminal/session.h"
#include "face/terminal/tty.h"
#include "view/question.h"

/* The rest of the sequence of a special key follows its escape within this time, even over a slow line. */
#define ESCAPE_WAIT_MS 50

/* The pieces of a long paste follow one another within this time. */
#define PASTE_WAIT_MS 100

enum key_event { GOT_KEY, GOT_PASTE, GOT_CONTINUED };

static struct string unused(const struct input *input)
{
    return (struct string){ input->bytes + input->start, input->end - input->start };
}

/* Wait for one piece of input behind what is there. */
static enum tty_event read_piece(struct input *input, int timeout_ms)
{
    size_t size;
    enum tty_event event = tty_read(input->bytes + input->end, INPUT_BYTES_MAX - input->end, &size, timeout_ms);
    input->end += size;
    return event;
}

/* Pasted text is dropped whole, however many pieces it comes in. */
static enum tty_event drop_paste(struct input *input)
{
    enum tty_event event;
    do {
        input->start = input->end = 0;
        event = read_piece(input, PASTE_WAIT_MS);
    } while (event == TTY_BYTES);
    return event;
}

static enum tty_event fill(struct input *input, bool *is_pasted)
{
    input->start = input->end = 0;
    enum tty_event event = read_piece(input, -1);
    if (event == TTY_BYTES && string_is(unused(input), "\x1b"))
        event = read_piece(input, ESCAPE_WAIT_MS);
    *is_pasted = keys_are_pasted(unused(input));
    if (*is_pasted)
        event = drop_paste(input);
    return event == TTY_QUIET ? TTY_BYTES : event;
}

/* The next key, or what came in its place. */
static enum status next_key(struct session *session, enum key_event *got, struct key *key)
{
    struct input *input = &session->input;
    *got = GOT_KEY;
    if (input->start == input->end) {
        bool is_pasted = false;
        enum tty_event event = fill(input, &is_pasted);
        if (event == TTY_INTERRUPTED)
            return STATUS_INTERRUPTED;
        if (event == TTY_CONTINUED || is_pasted) {
            *got = event == TTY_CONTINUED ? GOT_CONTINUED : GOT_PASTE;
            return STATUS_OK;
        }
        if (event == TTY_END) {
            *key = (struct key){ .kind = KEY_END };
            return STATUS_OK;
        }
    }
    struct string rest = unused(input);
    *key = keys_next(&rest);
    input->start = input->end - rest.size;
    return STATUS_OK;
}

/* Prompts. ------------------------------------------------------------------------------------------------------------
 */

static struct string moment_prompt(struct session *session, unsigned moment)
{
    const struct moment_words *words = moment_words(moment);
    if (screen_has_more(&session->screen))
        return session_words(session, words->key_prompt_more, STRING(""));
    if (moment & MOMENT_RESULT && session->is_last)
        return words_plain(SAY_PROMPT_SUMMARY);
    return session_words(session, words->key_prompt, STRING(""));
}

/* Ask with this prompt for one key that means something; after a paste or a stop, again. */
static enum status prompt_key(struct session *session, struct string prompt, struct key *key)
{
    for (;;) {
        enum key_event got = GOT_CONTINUED;
        screen_prompt(&session->screen, prompt);
        do {
            enum status status =
                session->screen.status != STATUS_OK ? session->screen.status : next_key(session, &got, key);
            if (status != STATUS_OK)
                return status;
        } while (got == GOT_KEY && key->kind == KEY_OTHER);
        if (got == GOT_KEY)
            return STATUS_OK;
        screen_echo(&session->screen, STRING(""));
        if (got == GOT_PASTE)
            screen_say(&session->screen, ROLE_NONE, words_plain(SAY_PASTED));
    }
}

static bool is_character(const struct key *key, uint32_t code_point)
{
    return key->kind == KEY_CHARACTER && key->code_point == code_point;
}

static struct string key_name(struct session *session, const struct key *key)
{
    struct buffer name = buffer_in(&session->moment_arena);
    if (key->kind == KEY_CHARACTER)
        utf8_add(&name, key->code_point);
    return buffer_string(&name);
}

/* The key does nothing here; what would? */
static void complain(struct session *session, const struct key *key, struct string expected)
{
    struct string name = key_name(session, key);
    screen_echo(&session->screen, name);
    screen_say(&session->screen, ROLE_NONE, expected);
}

/* After a choice: how sure, or taken back. ------------------------------------------------------------------------ */

static bool takes_back(const struct key *key)
{
    return key->kind == KEY_BACK || key->kind == KEY_ESCAPE || is_character(key, 'u') || is_character(key, 'U');
}

static bool is_sureness(const struct key *key)
{
    return key->kind == KEY_CHARACTER && key->code_point >= '0' + SURE_GUESS && key->code_point <= '0' + SURE_YES;
}

static const enum say sureness_words[] = {
    [SURE_UNSAID] = SENTENCE_END,
    [SURE_GUESS] = SAY_SURENESS_GUESS_KEY,
    [SURE_FAIRLY] = SAY_SURENESS_FAIRLY_KEY,
    [SURE_YES] = SAY_SURENESS_SURE_KEY,
};

static bool asks_sureness(const struct session *session, const struct request *request)
{
    return request->command == COMMAND_ANSWER && !session->options->asks_no_sureness;
}

/* "B", or "?" when one does not know. */
static struct string request_name(struct session *session, const struct request *request)
{
    if (request->command == COMMAND_DONT_KNOW)
        return words_plain(SAY_WORD_DONT_KNOW);
    return string_format(&session->moment_arena, "%c", view_letter(request->place));
}

/* Is the choice settled by this key? Changes, takes back or completes the request. */
static bool settle(struct session *session, const struct key *key, struct request *request)
{
    struct screen *screen = &session->screen;
    size_t place =
        key->kind == KEY_CHARACTER ? command_place(session->state.question.option_count, key->code_point) : SIZE_MAX;
    if (takes_back(key)) {
        screen_echo(screen, words_plain(SAY_TAKEN_BACK));
        request->command = COMMAND_NONE;
    } else if (key->kind == KEY_END || is_character(key, 'q')) {
        screen_echo(screen, words_plain(SAY_WORD_QUIT));
        request->command = key->kind == KEY_END ? COMMAND_END : COMMAND_QUIT;
    } else if (asks_sureness(session, request) && is_sureness(key)) {
        request->sureness = (enum sureness)(key->code_point - '0');
        screen_echo(screen, words_plain(sureness_words[request->sureness]));
    } else if (!asks_sureness(session, request) && key->kind == KEY_ENTER) {
        screen_echo(screen, STRING(""));
    } else if (place != SIZE_MAX || is_character(key, '?')) {
        *request =
            (struct request){ .command = place == SIZE_MAX ? COMMAND_DONT_KNOW : COMMAND_ANSWER, .place = place };
        screen_echo(screen, request_name(session, request));
        return false;
    } else {
        complain(session, key,
                 words_plain(asks_sureness(session, request) ? SAY_EXPECTED_SURENESS : SAY_EXPECTED_ENTER));
        return false;
    }
    return true;
}

/* The letter of the choice, or that one does not know, and what to do now. */
static struct string choice_prompt(struct session *session, const struct request *request)
{
    if (request->command == COMMAND_DONT_KNOW)
        return words_plain(SAY_PROMPT_DONT_KNOW);
    return words_string(&session->moment_arena, asks_sureness(session, request) ? SAY_PROMPT_SURENESS : SAY_PROMPT_SEND,
                        WORDS({ "letter", .plain = request_name(session, request) }));
}

static enum status confirm(struct session *session, struct request *request)
{
    struct key key;
    enum status status;
    do {
        status = prompt_key(session, choice_prompt(session, request), &key);
    } while (status == STATUS_OK && !settle(session, &key, request));
    return status;
}

/* Asking. --------------------------------------------------------------------------------------------------------- */

/* Space goes on, as in every reader of pages, where Enter does. */
static bool goes_on(const struct session *session, unsigned moment, const struct key *key)
{
    bool can_go_on = !(moment & MOMENT_QUESTION) || screen_has_more(&session->screen);
    return can_go_on && (key->kind == KEY_ENTER || is_character(key, ' '));
}

static enum status ask_key(struct session *session, unsigned moment, struct request *request)
{
    size_t option_count = moment & MOMENT_QUESTION ? session->state.question.option_count : 0;
    struct key key;
    *request = (struct request){ .command = COMMAND_NONE };
    enum status status = prompt_key(session, moment_prompt(session, moment), &key);
    if (status != STATUS_OK)
        return status;
    size_t place = key.kind == KEY_CHARACTER ? command_place(option_count, key.code_point) : SIZE_MAX;
    const struct command_row *row =
        key.kind == KEY_CHARACTER ? command_find_key(moment, option_count, key.code_point) : NULL;
    if (place != SIZE_MAX) {
        *request = (struct request){ .command = COMMAND_ANSWER, .place = place };
        screen_echo(&session->screen, request_name(session, request));
    } else if (row) {
        request->command = row->command;
        screen_echo(&session->screen, words_plain(row->word));
    } else if (goes_on(session, moment, &key)) {
        request->command = COMMAND_NEXT;
        screen_echo(&session->screen, STRING(""));
    } else if (key.kind == KEY_END) {
        request->command = COMMAND_END;
        screen_echo(&session->screen, STRING(""));
    } else {
        complain(session, &key, session_words(session, moment_words(moment)->key_expected, STRING("")));
    }
    if (request->command == COMMAND_ANSWER || request->command == COMMAND_DONT_KNOW)
        return confirm(session, request);
    return STATUS_OK;
}

/* Some things take a line: the terminal's own editing serves better than any of ours. */

static enum status ask(struct session *session, unsigned moment, struct request *request)
{
    if (!(moment & MOMENT_TICK))
        return ask_key(session, moment, request);
    session->input.start = session->input.end = 0;
    tty_begin_lines();
    enum status status = ask_by_lines.ask(session, moment, request);
    tty_end_lines();
    return status;
}

static enum status ask_remark(struct session *session, struct string *remark)
{
    bool is_end, is_long;
    struct string line;
    screen_prompt(&session->screen, words_plain(SAY_PROMPT_REMARK));
    session->input.start = session->input.end = 0;
    tty_begin_lines();
    enum status status = session_read_line(session, &line, &is_end, &is_long);
    tty_end_lines();
    *remark = status == STATUS_OK ? string_copy(&session->moment_arena, line) : STRING("");
    return status;
}

const struct asker ask_by_keys = { ask, ask_remark };
