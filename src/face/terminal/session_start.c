/* session_start: how a sitting begins: a run is begun, or gone on with, and introduced. */
#include "app/progress.h"
#include "base/random.h"
#include "face/terminal/session.h"
#include "view/guide.h"
#include "view/question.h"

uint64_t session_seed(struct session *session)
{
    uint64_t seed;
    random_bytes(&seed, sizeof seed);
    if (session->options->has_seed)
        seed = session->round == 0 ? session->options->seed : random_derive(session->options->seed, session->round);
    session->round++;
    return seed;
}

static enum status begin(struct session *session, const size_t *exercises, size_t exercise_count)
{
    return practice_begin(session->learner, &session->arena, session->options->set, exercises, exercise_count,
                          session_seed(session), session_now(session), &session->practice, session->failure);
}

/* An open run, if one is to be gone on with. */
static enum status resume(struct session *session)
{
    const struct terminal_options *options = session->options;
    if (options->begins_anew)
        return STATUS_NOT_FOUND;
    enum status status =
        practice_resume(session->learner, &session->arena, options->set, &session->practice, session->failure);
    if (status == STATUS_OK && options->has_seed && session->practice.run.seed != options->seed)
        return STATUS_NOT_FOUND;
    return status;
}

/* The steps without a response, in their order. */
static enum status fill_queue(struct session *session)
{
    enum status status = practice_unanswered(session->learner, &session->arena, &session->practice, &session->queue,
                                             &session->queue_count, session->failure);
    session->response_count = session->practice.run.step_count - session->queue_count;
    return status;
}

/* The guide stands before the first question that is ever asked from a set. */
static enum status is_new_to_set(struct session *session, bool *is_new)
{
    struct set_progress progress;
    enum status status =
        progress_of_set(session->learner, &session->step_arena, session->options->set, &progress, session->failure);
    *is_new = status == STATUS_OK && progress.answered_count == 0;
    return status;
}

static enum status introduce(struct session *session, bool is_resumed, struct request *request)
{
    bool is_new = false;
    enum status status = is_new_to_set(session, &is_new);
    if (status != STATUS_OK)
        return status;
    screen_aside(&session->screen, view_opening(&session->step_arena, session->options->set, !is_resumed));
    if (session->screen.is_plain)
        screen_say(&session->screen, ROLE_NONE, words_plain(SAY_PLAIN));
    else if (!is_resumed)
        screen_aside(&session->screen,
                     view_completed(&session->step_arena, session->response_count, session->practice.run.step_count));
    if (is_resumed)
        session_say_counts(session, ROLE_NONE, SAY_RESUMED);
    if (is_resumed && session->practice.changed_count > 0)
        screen_say(&session->screen, ROLE_HINT, words_plain(SAY_RESUMED_OLDER));
    if (!is_new)
        return STATUS_OK;
    screen_show(&session->screen, view_guide(&session->step_arena, practice_guide(&session->practice)));
    return session->screen.is_plain ? STATUS_OK : session_ask(session, MOMENT_START, request);
}

enum status session_start_again(struct session *session, const size_t *exercises, size_t exercise_count)
{
    enum status status = begin(session, exercises, exercise_count);
    return status == STATUS_OK ? fill_queue(session) : status;
}

enum status session_start(struct session *session, struct request *request)
{
    enum status status = resume(session);
    bool is_resumed = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        status = begin(session, NULL, 0);
    if (status == STATUS_OK)
        status = fill_queue(session);
    if (status == STATUS_OK)
        status = introduce(session, is_resumed && session->response_count > 0, request);
    return status;
}
