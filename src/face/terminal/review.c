/* review: what is due, one after the other, until the person has had enough. */
#include "app/review.h"

#include "base/random.h"
#include "face/terminal/session.h"
#include "view/checklist.h"
#include "view/question.h"
#include "view/result.h"
#include "view/review.h"

/* One put off in this sitting: it is asked when nothing else is due. */
struct put_off {
    struct string exercise; /* full id */
    enum memory_skill skill;
};

struct reviewing {
    struct session *session;
    struct arena outlook_arena; /* until the next look */
    struct review_outlook outlook;
    size_t reviewed_count;
    struct arena arena; /* of what was put off */
    struct {
        struct put_off *items;
        size_t count, capacity;
    } put_off;
};

static enum status look(struct reviewing *reviewing)
{
    struct session *session = reviewing->session;
    arena_reset(&reviewing->outlook_arena);
    return review_look(session->learner, &reviewing->outlook_arena, session_now(session), &reviewing->outlook,
                       session->failure);
}

static void show_outlook(struct reviewing *reviewing)
{
    struct session *session = reviewing->session;
    screen_aside(&session->screen, view_outlook(&reviewing->outlook_arena, &reviewing->outlook, session_now(session)));
    if (reviewing->outlook.memory_count == 0)
        screen_say(&session->screen, ROLE_HINT, words_plain(SAY_REVIEW_HINT_NOTHING_YET));
}

/* Choosing what comes next. */

static bool was_put_off(const struct reviewing *reviewing, const struct review_item *item)
{
    for (size_t i = 0; i < reviewing->put_off.count; i++)
        if (reviewing->put_off.items[i].skill == item->skill &&
            string_equal(reviewing->put_off.items[i].exercise, item->row.exercise))
            return true;
    return false;
}

/* The most urgent that was not put off, or the most urgent. There must be one. */
static const struct review_item *next_item(struct reviewing *reviewing)
{
    for (size_t i = 0; i < reviewing->outlook.item_count; i++)
        if (!was_put_off(reviewing, &reviewing->outlook.items[i]))
            return &reviewing->outlook.items[i];
    reviewing->put_off.count = 0;
    return &reviewing->outlook.items[0];
}

static void put_off(struct reviewing *reviewing, const struct review_item *item)
{
    struct put_off *kept = LIST_ADD(&reviewing->arena, &reviewing->put_off);
    kept->exercise = string_copy(&reviewing->arena, item->row.exercise);
    kept->skill = item->skill;
    screen_say(&reviewing->session->screen, ROLE_NONE, words_plain(SAY_PUT_OFF));
}

static enum status begin(struct session *session, const struct review_item *item)
{
    session->step = 0;
    session->points = (struct practice_points){ 0 };
    arena_reset(&session->arena);
    enum status status = review_begin(session->learner, &session->arena, item, session_seed(session),
                                      session_now(session), &session->practice, session->failure);
    if (status != STATUS_OK)
        return status;
    arena_reset(&session->step_arena);
    return practice_step(session->learner, &session->step_arena, &session->practice, 0, &session->state,
                         session->failure);
}

/* Answering. */

static enum status send_choice(struct session *session, const struct request *request)
{
    struct practice_answer answer = {
        .place = request->place,
        .is_dont_know = request->command == COMMAND_DONT_KNOW,
        .sureness = request->sureness,
        .took_ms = session_took_ms(session),
        .now = session_now(session),
    };
    return practice_answer(session->learner, &session->step_arena, &session->practice, 0, &answer, &session->state,
                           session->failure);
}

static point_mask all_points(const struct session *session)
{
    return session->points.count == EXERCISE_POINTS_MAX ? ~(point_mask)0 : ((point_mask)1 << session->points.count) - 1;
}

static enum status send_ticks(struct session *session, const struct request *request, int64_t said_ms)
{
    struct practice_ticks ticks = {
        .places = request->command == COMMAND_TICK  ? request->points
                  : request->command == COMMAND_ALL ? all_points(session)
                                                    : 0,
        .is_dont_know = request->command == COMMAND_DONT_KNOW,
        .took_ms = said_ms,
        .now = session_now(session),
    };
    return practice_tick(session->learner, &session->step_arena, &session->practice, 0, &ticks, &session->state,
                         session->failure);
}

/* Why it is asked, and the question. */
static void show_question(struct session *session, const struct memory_row *row)
{
    struct arena *arena = &session->step_arena;
    struct view *shown = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_append(shown, view_reason(arena, row, session_now(session)));
    view_append(shown, view_question(arena, &session->state.question, 0, 0));
    screen_show(&session->screen, shown);
    session->shown_at_ms = time_monotonic_ms();
}

static enum status choose(struct session *session, struct request *request)
{
    enum status status = session_ask(session, MOMENT_QUESTION, request);
    bool is_answer = request->command == COMMAND_ANSWER || request->command == COMMAND_DONT_KNOW;
    return status == STATUS_OK && is_answer ? send_choice(session, request) : status;
}

/* Ticking: the time that counts is that until the points were asked for. */
static enum status tick(struct session *session, struct request *request, int64_t said_ms)
{
    session->points = practice_points(&session->step_arena, &session->practice, 0);
    screen_show(&session->screen, view_checklist(&session->step_arena, session->practice.contents[0],
                                                 session->points.order, session->points.count, 0));
    enum status status = session_ask(session, MOMENT_TICK, request);
    return status == STATUS_OK && !command_leaves(request) ? send_ticks(session, request, said_ms) : status;
}

static enum status say(struct session *session, struct request *request)
{
    enum status status = session_ask(session, MOMENT_SAY, request);
    int64_t said_ms = session_took_ms(session);
    if (status == STATUS_OK && request->command == COMMAND_NEXT)
        return tick(session, request, said_ms);
    return status == STATUS_OK && request->command == COMMAND_DONT_KNOW ? send_ticks(session, request, said_ms)
                                                                        : status;
}

/* Going through. */

/* What the answer came to, why, and when the exercise comes back. */
static enum status result_of(struct session *session, struct view **result)
{
    struct arena *arena = &session->step_arena;
    struct review_outcome outcome;
    *result = view_result(arena, session->practice.contents[0], &session->state.explanation, &session->state.response);
    enum status status =
        review_outcome(session->learner, arena, &session->practice, 0, &session->state, &outcome, session->failure);
    if (status == STATUS_OK)
        view_append(*result, view_outcome(arena, &outcome, session_now(session)));
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* How many are done, and how many are left. */
static void add_counts(const struct reviewing *reviewing, struct view *result)
{
    struct arena *arena = &reviewing->session->step_arena;
    view_add_string(arena, result, VIEW_PARAGRAPH, ROLE_PROGRESS,
                    words_counted(arena, SAY_REVIEWED, (int64_t)reviewing->reviewed_count, NO_WORDS));
    view_append(result, view_more_due(arena, reviewing->outlook.due_count));
}

/* All in one view: what is said beside it would stand in the middle of a result that takes several screens. */
static enum status answered(struct reviewing *reviewing, struct request *request)
{
    struct session *session = reviewing->session;
    struct view *result;
    reviewing->reviewed_count++;
    enum status status = result_of(session, &result);
    if (status == STATUS_OK)
        status = look(reviewing);
    if (status == STATUS_OK)
        add_counts(reviewing, result);
    screen_show(&session->screen, result);
    if (status != STATUS_OK)
        return status;
    session->is_last = reviewing->outlook.item_count == 0;
    request->command = COMMAND_NEXT;
    return session->screen.is_plain ? session->screen.status : session_ask(session, MOMENT_RESULT, request);
}

/* Ask the item. *request is what led away from it. */
static enum status go_through_item(struct reviewing *reviewing, const struct review_item *item, struct request *request)
{
    struct session *session = reviewing->session;
    struct review_item asked = *item;
    enum status status = begin(session, item);
    if (status == STATUS_OK) {
        show_question(session, &asked.row);
        status = asked.skill == MEMORY_PRODUCING ? say(session, request) : choose(session, request);
    }
    if (status == STATUS_ALREADY)
        status = STATUS_OK; /* from somewhere else, with the same run: nothing is answered twice */
    if (status != STATUS_OK || command_leaves(request))
        return status;
    if (request->command != COMMAND_SKIP)
        return answered(reviewing, request);
    put_off(reviewing, &asked);
    return look(reviewing);
}

static enum status go_through(struct reviewing *reviewing)
{
    struct request request = { .command = COMMAND_NEXT };
    enum status status = look(reviewing);
    if (status != STATUS_OK)
        return status;
    show_outlook(reviewing);
    while (status == STATUS_OK && reviewing->outlook.item_count > 0 && !command_leaves(&request))
        status = go_through_item(reviewing, next_item(reviewing), &request);
    return status;
}

enum status session_review(struct session *session)
{
    struct reviewing reviewing = { .session = session };
    enum status status = go_through(&reviewing);
    session->response_count = reviewing.reviewed_count;
    if (status == STATUS_OK && reviewing.reviewed_count > 0)
        show_outlook(&reviewing);
    arena_clear(&reviewing.outlook_arena);
    arena_clear(&reviewing.arena);
    return session_end(session, status, SAY_REVIEW_INTERRUPTED);
}
