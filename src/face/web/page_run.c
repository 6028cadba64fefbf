/* A run as a whole: where it goes on, what it came to, and again over what was missed. */
#include "face/web/document.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "view/question.h"
#include "view/summary.h"

void page_run(struct request *request)
{
    struct practice_standing standing;
    struct failure failure = { 0 };
    enum status status = practice_stand(&request->site->learner, &request->lease->practice, 0, &standing, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
    else if (request->lease->practice.is_review)
        reply_see_other(request, path_of_step(request, 0));
    else
        reply_see_other(request, standing.has_next ? path_of_step(request, standing.next) : path_of_summary(request));
}

/* Whoever was sent to a run must find it there, whatever happens to the server meanwhile. */
static void go_to_run(struct request *request)
{
    if (request->told == STATUS_OK)
        reply_see_other(request, path_of_step(request, 0));
    else
        reply_failure(request, request->told, &request->failure);
}

void page_begun(struct request *request)
{
    request->then = go_to_run;
    practice_stored_submit(&request->site->learner, &request->lease->practice, request_told, request);
}

static struct view_summary_step *steps_of(const struct request *request)
{
    const struct practice *practice = &request->lease->practice;
    struct view_summary_step *steps =
        ARENA_NEW_MANY(request->arena, practice->run.step_count, struct view_summary_step);
    for (size_t i = 0; i < practice->run.step_count; i++)
        steps[i] = (struct view_summary_step){ practice->contents[i]->exercises[0].title, path_of_step(request, i) };
    return steps;
}

static void add_actions(struct document *document, struct request *request, const struct summary *summary)
{
    const struct practice *practice = &request->lease->practice;
    document_raw(document, "<div class=\"actions\">\n");
    bool is_open = summary->response_count < summary->step_count;
    if (is_open)
        document_link(document, "button first", path_of_run(request), words_plain(SAY_WEB_RESUME));
    if (summary->again_count > 0 && practice->set != NULL) {
        document_raw(document, "<form method=\"post\" data-swap");
        document_attribute(document, "action", path_below(request, path_of_run(request), "again"));
        document_raw(document, is_open ? "><button>" : "><button class=\"first\">");
        document_say(document, SAY_WEB_AGAIN);
        document_raw(document, "</button></form>\n");
    }
    if (practice->set != NULL)
        document_link(document, "button", path_of_set(request, practice->set), words_plain(SAY_WEB_TO_SET));
    document_raw(document, "</div>\n");
}

void page_summary(struct request *request)
{
    const struct practice *practice = &request->lease->practice;
    struct summary summary;
    struct failure failure = { 0 };
    if (practice->is_review) { /* of one step, whose page says all there is */
        reply_see_other(request, path_of_step(request, 0));
        return;
    }
    enum status status = practice_summary(&request->site->learner, request->arena, practice, &summary, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(request->arena, words_plain(SAY_SUMMARY_HEADING), PLACE_SETS);
    if (practice->set != NULL)
        document_crumb(&document, practice->set->language, path_of_set(request, practice->set), practice->set->title);
    document_raw(&document, "<div class=\"summary\">\n");
    document_view(&document,
                  view_summary(request->arena, practice_guide(practice), steps_of(request),
                               practice->contents[0]->language, &summary),
                  -1);
    document_raw(&document, "</div>\n");
    add_actions(&document, request, &summary);
    reply_html(request, 200, document_end(&document));
}

void page_again(struct request *request)
{
    struct lease *before = request->lease;
    struct summary summary;
    size_t *exercises;
    struct failure failure = { 0 };
    enum status status =
        practice_summary(&request->site->learner, request->arena, &before->practice, &summary, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    size_t count = practice_again(request->arena, &before->practice, &summary, &exercises);
    if (count == 0) {
        reply_error(request, 409, words_plain(SAY_AGAIN_NONE));
        return;
    }
    status = runs_begin(request->site->runs, before->practice.set, exercises, count, site_seed(request->site),
                        site_now(request->site), &request->lease, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    runs_give_back(request->site->runs, before);
    page_begun(request);
}
