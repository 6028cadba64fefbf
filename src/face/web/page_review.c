/* What is due, one after the other: the page that says how much, and what a step shows when it is reviewed. */
#include "app/library.h"
#include "face/web/page_step.h"
#include "face/web/pages.h"
#include "face/web/reply.h"
#include "view/review.h"

#define DUE_SHOWN_MAX 12 /* who has more before them than this wants to begin, not to read */

static bool look(struct request *request, struct review_outlook *outlook)
{
    struct failure failure = { 0 };
    enum status status =
        review_look(&request->site->learner, request->arena, site_now(request->site), outlook, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
    return status == STATUS_OK;
}

/* The page. ----------------------------------------------------------------------------------------------------- */

static void add_button(struct document *document, enum say says)
{
    document_raw(document,
                 "<form method=\"post\" action=\"/review\" data-swap><button class=\"first\" data-key=\"next\">");
    document_say(document, says);
    document_raw(document, "</button></form>\n");
}

static void add_due(struct document *document, const struct review_outlook *outlook, struct moment now)
{
    document_element(document, "h2", NULL, words_plain(SAY_WEB_REVIEW_DUE));
    document_raw(document, "<div class=\"states\">\n");
    document_view(document, view_due(document->arena, outlook, DUE_SHOWN_MAX, now), 0);
    document_raw(document, "</div>\n");
}

void page_review(struct request *request)
{
    struct review_outlook outlook;
    struct moment now = site_now(request->site);
    if (!look(request, &outlook))
        return;
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_NAV_REVIEW), PLACE_REVIEW);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_NAV_REVIEW));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_REVIEW_TEXT));
    document_raw(&document, "<div class=\"outlook\">\n");
    document_view(&document, view_outlook(request->arena, &outlook, now), 0);
    document_raw(&document, "</div>\n<div class=\"actions\">\n");
    if (outlook.item_count > 0)
        add_button(&document, SAY_WEB_REVIEW_START);
    else
        document_link(&document, "button first", STRING("/"), words_plain(SAY_WEB_HOME));
    document_raw(&document, "</div>\n");
    if (outlook.item_count > 0)
        add_due(&document, &outlook, now);
    reply_html(request, 200, document_end(&document));
}

/* Whoever asks for the next when nothing is due any more is told so. */
void page_begin_review(struct request *request)
{
    struct review_outlook outlook;
    struct failure failure = { 0 };
    if (!look(request, &outlook))
        return;
    if (outlook.item_count == 0) {
        reply_see_other(request, STRING("/review"));
        return;
    }
    enum status status = runs_begin_review(request->site->runs, &outlook.items[0], site_seed(request->site),
                                           site_now(request->site), &request->lease, &failure);
    if (status == STATUS_OK)
        page_begun(request);
    else
        reply_failure(request, status, &failure);
}

/* A step in a review. ------------------------------------------------------------------------------------------- */

/* The item that the step asks, if it is due still. */
static const struct review_item *item_of(const struct step_page *page, const struct review_outlook *outlook)
{
    const struct step *step = &step_page_practice(page)->run.steps[page->request->step];
    enum memory_skill skill = step->order.count == 0 ? MEMORY_PRODUCING : MEMORY_RECOGNISING;
    for (size_t i = 0; i < outlook->item_count; i++)
        if (outlook->items[i].skill == skill && string_equal(outlook->items[i].row.exercise, step->exercise))
            return &outlook->items[i];
    return NULL;
}

static bool look_at_outcome(struct step_page *page)
{
    struct request *request = page->request;
    struct failure failure = { 0 };
    enum status status = review_outcome(&request->site->learner, request->arena, step_page_practice(page),
                                        request->step, &page->state, &page->review.outcome, &failure);
    page->review.has_outcome = status == STATUS_OK;
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        return true;
    reply_failure(request, status, &failure);
    return false;
}

bool step_review_look(struct step_page *page)
{
    struct review_outlook outlook;
    if (!look(page->request, &outlook))
        return false;
    const struct review_item *item = item_of(page, &outlook);
    page->review.is_due = item != NULL;
    page->review.more_count = outlook.due_count - (item != NULL);
    if (item != NULL)
        page->review.row = item->row;
    return !page->state.has_response || look_at_outcome(page);
}

void step_review_stop(struct document *document)
{
    document_link(document, "button", STRING("/review"), words_plain(SAY_WEB_REVIEW_STOP));
}

void step_review_actions(const struct step_page *page, struct document *document)
{
    document_raw(document, "<div class=\"actions\">\n");
    if (page->review.more_count > 0 || page->review.is_due) {
        add_button(document, SAY_WEB_REVIEW_NEXT);
        step_review_stop(document);
    } else {
        document_raw(document, "<a data-swap data-key=\"next\" class=\"button first\" href=\"/review\">");
        document_say(document, SAY_WEB_REVIEW_DONE);
        document_raw(document, "</a>\n");
    }
    document_raw(document, "</div>\n");
}
