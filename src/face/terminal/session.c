#include "face/terminal/session.h"

#include "view/question.h"
#include "view/result.h"
#include "view/summary.h"

struct moment session_now(const struct session *session)
{
    return session->options->has_now ? session->options->now : time_now();
}

int64_t session_took_ms(const struct session *session)
{
    return session->options->has_now ? -1 : (int64_t)(time_monotonic_ms() - session->shown_at_ms);
}

struct string session_letters(struct session *session)
{
    size_t option_count = session->state.question.option_count;
    if (option_count == 0)
        return STRING("");
    if (option_count == 2)
        return words_plain(SAY_LETTERS_TWO);
    struct string last = string_format(&session->moment_arena, "%c", (int)('a' + option_count - 1));
    return words_string(&session->moment_arena, SAY_LETTERS, WORDS({ "last", .plain = last }));
}

struct string session_words(struct session *session, enum say sentence, struct string line)
{
    struct arena *arena = &session->moment_arena;
    return words_string(arena, sentence,
                        WORDS({ "line", .plain = line }, { "letters", .plain = session_letters(session) },
                              { "count", .plain = view_figure(arena, (int64_t)session->points.count) }));
}

void session_say_counts(struct session *session, enum view_role role, enum say sentence)
{
    struct arena *arena = &session->moment_arena;
    screen_say(
        &session->screen, role,
        words_string(arena, sentence,
                     WORDS({ "done", .plain = view_figure(arena, (int64_t)session->response_count) },
                           { "count", .plain = view_figure(arena, (int64_t)session->practice.run.step_count) })));
}

static bool leads_on(enum command command)
{
    return command == COMMAND_ANSWER || command == COMMAND_DONT_KNOW || command == COMMAND_SKIP ||
           command == COMMAND_TICK || command == COMMAND_ALL || command == COMMAND_NONE_OF_THEM ||
           command == COMMAND_NEXT || command == COMMAND_AGAIN || command == COMMAND_QUIT || command == COMMAND_END;
}

enum status session_ask(struct session *session, unsigned moment, struct request *request)
{
    enum status status;
    do {
        arena_reset(&session->moment_arena);
        status = session->asker->ask(session, moment, request);
        if (status != STATUS_OK)
            break;
        if (request->command == COMMAND_NEXT && screen_has_more(&session->screen)) {
            screen_show_more(&session->screen);
            request->command = COMMAND_NONE;
        } else if (!leads_on(request->command)) {
            status = aside_do(session, moment, request);
        }
    } while (status == STATUS_OK && !leads_on(request->command));
    return status == STATUS_OK ? session->screen.status : status;
}

/* One question. --------------------------------------------------------------------------------------------------- */

static void take_from_queue(struct session *session)
{
    session->queue_count--;
    for (size_t i = 0; i < session->queue_count; i++)
        session->queue[i] = session->queue[i + 1];
}

static void skip(struct session *session)
{
    size_t step = session->queue[0];
    take_from_queue(session);
    session->queue[session->queue_count++] = step;
    screen_say(&session->screen, ROLE_NONE, words_plain(session->queue_count > 1 ? SAY_SKIPPED : SAY_SKIPPED_LAST));
}

static enum status send_answer(struct session *session, const struct request *request, bool *is_repeated)
{
    struct practice_answer answer = {
        .place = request->place,
        .is_dont_know = request->command == COMMAND_DONT_KNOW,
        .sureness = request->sureness,
        .took_ms = session_took_ms(session),
        .now = session_now(session),
    };
    enum status status = practice_answer(session->learner, &session->step_arena, &session->practice, session->step,
                                         &answer, &session->state, session->failure);
    *is_repeated = status == STATUS_ALREADY;
    if (status != STATUS_OK && status != STATUS_ALREADY)
        return status;
    take_from_queue(session);
    session->is_last = session->queue_count == 0;
    return practice_count(session->learner, &session->practice, &session->response_count, session->failure);
}

static void show_result(struct session *session, bool is_repeated)
{
    struct arena *arena = &session->step_arena;
    if (is_repeated)
        screen_say(&session->screen, ROLE_NONE, words_plain(SAY_ANSWERED_BEFORE));
    struct view *result = view_result(arena, session->practice.contents[session->step], &session->state.explanation,
                                      &session->state.response);
    view_append(result, view_completed(arena, session->response_count, session->practice.run.step_count));
    screen_show(&session->screen, result);
}

static enum status answer(struct session *session, struct request *request)
{
    bool is_repeated = false;
    enum status status = send_answer(session, request, &is_repeated);
    if (status != STATUS_OK)
        return status;
    show_result(session, is_repeated);
    request->command = COMMAND_NEXT;
    return session->screen.is_plain ? session->screen.status : session_ask(session, MOMENT_RESULT, request);
}

/* Ask the first question of the queue. *request is what led away from it. */
static enum status go_through_step(struct session *session, struct request *request)
{
    session->step = session->queue[0];
    arena_reset(&session->step_arena);
    enum status status = practice_step(session->learner, &session->step_arena, &session->practice, session->step,
                                       &session->state, session->failure);
    if (status != STATUS_OK)
        return status;
    screen_show(&session->screen, view_question(&session->step_arena, &session->state.question, session->step,
                                                session->practice.run.step_count));
    session->shown_at_ms = time_monotonic_ms();
    status = session_ask(session, MOMENT_QUESTION, request);
    if (status != STATUS_OK)
        return status;
    if (request->command == COMMAND_SKIP)
        skip(session);
    if (request->command == COMMAND_ANSWER || request->command == COMMAND_DONT_KNOW)
        return answer(session, request);
    return STATUS_OK;
}

/* A whole run. ---------------------------------------------------------------------------------------------------- */

static enum status go_through(struct session *session, struct request *request)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && session->queue_count > 0 && !command_leaves(request))
        status = go_through_step(session, request);
    return status;
}

static void show_summary(struct session *session, const struct summary *summary)
{
    struct arena *arena = &session->step_arena;
    const struct practice *practice = &session->practice;
    struct view_summary_step *steps = ARENA_NEW_MANY(arena, practice->run.step_count, struct view_summary_step);
    for (size_t step = 0; step < practice->run.step_count; step++)
        steps[step].title = practice->contents[step]->exercises[0].title;
    screen_show(&session->screen,
                view_summary(arena, practice_guide(practice), steps, practice->contents[0]->language, summary));
}

/* The end of a run; *exercises is what to go over again, if the person wants to. */
static enum status sum_up(struct session *session, struct request *request, size_t **exercises, size_t *exercise_count)
{
    struct summary summary;
    arena_reset(&session->step_arena);
    session->state = (struct practice_step){ 0 };
    enum status status =
        practice_summary(session->learner, &session->step_arena, &session->practice, &summary, session->failure);
    if (status != STATUS_OK)
        return status;
    show_summary(session, &summary);
    *exercise_count = practice_again(&session->arena, &session->practice, &summary, exercises);
    request->command = COMMAND_NEXT;
    if (!session->is_interactive || (*exercise_count == 0 && !screen_has_more(&session->screen)))
        return session->screen.status;
    return session_ask(session, *exercise_count > 0 ? MOMENT_FINISH : MOMENT_RESULT, request);
}

static enum status run_to_end(struct session *session, struct request *request)
{
    size_t *exercises = NULL, exercise_count = 0;
    enum status status = go_through(session, request);
    while (status == STATUS_OK && !command_leaves(request)) {
        status = sum_up(session, request, &exercises, &exercise_count);
        if (status != STATUS_OK || request->command != COMMAND_AGAIN)
            return status;
        status = session_start_again(session, exercises, exercise_count);
        if (status == STATUS_OK)
            status = go_through(session, request);
    }
    if (status == STATUS_OK && session->queue_count > 0)
        session_say_counts(session, ROLE_NONE, SAY_LEFT);
    return status;
}

/* What to say when the person, or the system, broke off. The line of the prompt is ended first. */
static enum status interrupted(struct session *session, enum say sentence)
{
    struct arena *arena = &session->moment_arena;
    if (!session->screen.is_plain)
        screen_echo(&session->screen, STRING(""));
    return words_failure(session->failure, STATUS_INTERRUPTED, sentence,
                         WORDS({ "done", .plain = view_figure(arena, (int64_t)session->response_count) },
                               { "count", .plain = view_figure(arena, (int64_t)session->practice.run.step_count) }));
}

enum status session_end(struct session *session, enum status status, enum say sentence)
{
    if (status == STATUS_INTERRUPTED)
        return interrupted(session, sentence);
    if (session->screen.status == STATUS_OK || (status != STATUS_OK && status != session->screen.status))
        return status;
    *session->failure = session->screen.failure;
    return session->screen.status;
}

enum status session_run(struct session *session)
{
    struct request request = { .command = COMMAND_NEXT };
    enum status status = session_start(session, &request);
    if (status == STATUS_OK)
        status = run_to_end(session, &request);
    return session_end(session, status, SAY_INTERRUPTED);
}
