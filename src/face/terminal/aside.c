/* aside: what a person can ask for at any time, and that leads nowhere else. */
#include "face/terminal/session.h"
#include "view/guide.h"
#include "view/question.h"

static enum status show_guide(struct session *session)
{
    screen_aside(&session->screen, view_guide(&session->moment_arena, practice_guide(&session->practice)));
    return STATUS_OK;
}

static enum status show_terms(struct session *session)
{
    screen_aside(&session->screen, view_terms(&session->moment_arena, &session->state.question));
    return STATUS_OK;
}

static enum status show_phrases(struct session *session)
{
    screen_aside(&session->screen, view_phrases(&session->moment_arena, &session->state.question));
    return STATUS_OK;
}

/* From the top, in place of what was still to be shown. */
static enum status show_options(struct session *session)
{
    screen_show(&session->screen, view_options(&session->step_arena, &session->state.question));
    return STATUS_OK;
}

static enum status turn_flag(struct session *session)
{
    bool is_flagged = !session->state.is_flagged;
    enum status status = practice_flag(session->learner, &session->practice, session->step, is_flagged,
                                       session_now(session), session->failure);
    if (status != STATUS_OK && status != STATUS_ALREADY)
        return status;
    session->state.is_flagged = is_flagged;
    screen_say(&session->screen, ROLE_NONE, words_plain(is_flagged ? SAY_FLAGGED : SAY_NO_LONGER_FLAGGED));
    return STATUS_OK;
}

/* A text is shown as code, so that its lines stay as they are. */
static void show_report(struct session *session, struct string remark)
{
    struct arena *arena = &session->moment_arena;
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = BLOCK_CODE;
    block->code = practice_report(arena, &session->practice, session->step, &session->state, remark);
    screen_say(&session->screen, ROLE_NONE, words_plain(SAY_REPORT));
    struct view *text = view_new(arena, VIEW_PROSE, ROLE_NONE);
    text->prose = (struct prose){ block, 1 };
    screen_aside(&session->screen, text);
}

static enum status report(struct session *session, struct string remark)
{
    enum status status = remark.size == 0 ? session->asker->ask_remark(session, &remark) : STATUS_OK;
    if (status == STATUS_OK)
        show_report(session, remark);
    return status;
}

/* How an answer is given is no row of the table: it has as many keys as there are options. */
static void add_answer_help(struct session *session, struct view *pairs)
{
    struct arena *arena = &session->moment_arena;
    enum say help = session->asker == &ask_by_lines ? SAY_HELP_ANSWER_LINE : SAY_HELP_ANSWER_KEY;
    view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, session_letters(session)),
                  text_plain(arena, words_plain(help)));
}

/* Nor is how points are ticked, and what Enter does when an answer was said. */
static void add_moment_help(struct session *session, unsigned moment, struct view *pairs)
{
    struct arena *arena = &session->moment_arena;
    bool is_line = session->asker == &ask_by_lines;
    if (moment & MOMENT_QUESTION)
        add_answer_help(session, pairs);
    if (moment & MOMENT_SAY)
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, words_plain(is_line ? SAY_EMPTY_LINE : SAY_KEY_ENTER)),
                      text_plain(arena, words_plain(SAY_HELP_SAID)));
    if (moment & MOMENT_TICK)
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, words_plain(SAY_NUMBERS)),
                      text_plain(arena, words_plain(SAY_HELP_TICK)));
}

static enum status show_help(struct session *session, unsigned moment)
{
    struct arena *arena = &session->moment_arena;
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    bool is_line = session->asker == &ask_by_lines || moment & MOMENT_TICK;
    add_moment_help(session, moment, pairs);
    if (!is_line && !(moment & MOMENT_SAY) && (!(moment & MOMENT_QUESTION) || screen_has_more(&session->screen)))
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, words_plain(SAY_KEY_ENTER)),
                      text_plain(arena, words_plain(SAY_HELP_ENTER)));
    const struct command_row *row;
    for (size_t i = 0; (row = command_row(moment, i)); i++) {
        struct string name = is_line
                                 ? words_plain(row->word)
                                 : string_format(arena, "%c", command_key(row, session->state.question.option_count));
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, name), text_plain(arena, words_plain(row->help)));
    }
    screen_aside(&session->screen, pairs);
    return STATUS_OK;
}

enum status aside_do(struct session *session, unsigned moment, const struct request *request)
{
    switch (request->command) {
    case COMMAND_GUIDE:
        return show_guide(session);
    case COMMAND_TERMS:
        return show_terms(session);
    case COMMAND_PHRASES:
        return show_phrases(session);
    case COMMAND_OPTIONS:
        return show_options(session);
    case COMMAND_FLAG:
        return turn_flag(session);
    case COMMAND_REPORT:
        return report(session, request->remark);
    case COMMAND_HELP:
        return show_help(session, moment);
    case COMMAND_NONE:
    case COMMAND_ANSWER:
    case COMMAND_DONT_KNOW:
    case COMMAND_TICK:
    case COMMAND_ALL:
    case COMMAND_NONE_OF_THEM:
    case COMMAND_SKIP:
    case COMMAND_AGAIN:
    case COMMAND_NEXT:
    case COMMAND_QUIT:
    case COMMAND_END:
    case COMMAND_COUNT:
        break;
    }
    return STATUS_OK;
}
