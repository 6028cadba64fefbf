/* Choosing what to practise: all sets, and one of them with its guide. */
#include "app/progress.h"
#include "app/review.h"
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/page_plan.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/renewal.h"
#include "face/web/reply.h"
#include "render/html.h"
#include "view/guide.h"
#include "view/progress.h"
#include "view/question.h"
#include "view/review.h"
#include "view/sets.h"

static void add_set(struct document *document, struct request *request, const struct set_progress *progress)
{
    const struct set *set = progress->set;
    document_raw(document, "<li><h2>");
    document_link_in(document, NULL, set->language, path_of_set(request, set), set->title);
    document_raw(document, "</h2>\n");
    if (set->focus.size > 0) {
        document_raw(document, "<p");
        document_attribute(document, "lang", set->language);
        document_raw(document, ">");
        document_text(document, set->focus);
        document_raw(document, "</p>\n");
    }
    if (progress->has_open_run)
        document_view(document,
                      view_completed(document->arena, (size_t)progress->open_run.response_count,
                                     (size_t)progress->open_run.step_count),
                      0);
    else
        document_element(
            document, "p", "muted",
            progress->answered_count == 0
                ? view_set_size(document->arena, set)
                : words_counted(
                      document->arena, SAY_PROGRESS_ALL_TIME, (int64_t)set->exercise_count,
                      WORDS({ "answered", .plain = view_figure(document->arena, (int64_t)progress->answered_count) })));
    document_raw(document, "</li>\n");
}

/* How much is due, in words; empty when nothing is, which one look at an index finds out. */
static enum status look_at_due(const struct request *request, struct string *due, struct failure *failure)
{
    struct review_outlook outlook;
    struct moment now = site_now(request->site);
    bool is_due;
    *due = (struct string){ 0 };
    enum status status = review_is_due(&request->site->learner, now, &is_due, failure);
    if (status != STATUS_OK || !is_due)
        return status;
    status = review_look(&request->site->learner, request->arena, now, &outlook, failure);
    if (status == STATUS_OK && outlook.item_count > 0)
        *due = view_due_count(request->arena, &outlook);
    return status;
}

static void add_due(struct document *document, struct string due)
{
    if (due.size == 0)
        return;
    document_raw(document, "<p class=\"lead due\">");
    document_link(document, NULL, STRING("/review"), due);
    document_raw(document, "</p>\n");
}

static void show_sets(struct request *request)
{
    struct sets_progress sets;
    struct string due;
    struct failure failure = { 0 };
    enum status status = progress_of_sets(&request->site->learner, request->arena, &sets, &failure);
    if (status == STATUS_OK)
        status = look_at_due(request, &due, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_SETS), PLACE_SETS);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_SETS));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_SETS_TEXT));
    add_due(&document, due);
    if (request->site->author != NULL) {
        document_raw(&document, "<p>");
        document_link(&document, NULL, STRING("/author"), words_plain(SAY_WEB_AUTHOR));
        document_raw(&document, "</p>\n");
    }
    page_plan_line(&document, request);
    document_raw(&document, "<ul class=\"sets\">\n");
    for (size_t i = 0; i < sets.count; i++)
        add_set(&document, request, &sets.items[i]);
    document_raw(&document, "</ul>\n");
    reply_html(request, 200, document_end(&document));
}

void page_sets(struct request *request)
{
    renewal_before(request, show_sets);
}

/* First of all what to do; then on what, how far one is, and what it is about. */
static void add_opening(struct document *document, const struct set *set, const struct set_progress *progress)
{
    document_raw(document, "<h1");
    document_attribute(document, "lang", set->language);
    document_raw(document, ">");
    document_text(document, set->title);
    document_raw(document, "</h1>\n");
    document_element(document, "p", "lead",
                     words_counted(document->arena, SAY_WEB_SET_WHAT, (int64_t)set->exercise_count, NO_WORDS));
    if (set->focus.size > 0) {
        struct text focus = words_quoted(document->arena, text_plain(document->arena, set->focus), set->language);
        document_raw(document, "<p class=\"muted\">");
        html_phrase(&document->html, words_text(document->arena, SAY_WEB_SET_FOCUS, WORDS({ "focus", .rich = focus })));
        document_raw(document, "</p>\n");
    }
    if (progress->has_open_run || progress->answered_count == 0)
        document_view(
            document,
            view_completed(document->arena, (size_t)progress->open_run.response_count,
                           progress->has_open_run ? (size_t)progress->open_run.step_count : set->exercise_count),
            0);
    document_raw(document, "<div");
    document_attribute(document, "lang", set->language);
    document_raw(document, ">\n");
    html_prose(&document->html, set->about);
    document_raw(document, "</div>\n");
}

static void add_begin_form(struct document *document, struct request *request, bool is_first)
{
    document_raw(document, "<form method=\"post\" data-swap");
    document_attribute(document, "action", path_below(request, path_of_set(request, request->set), "runs"));
    document_raw(document, is_first ? "><button class=\"first\">" : "><button>");
    document_say(document, is_first ? SAY_WEB_BEGIN : SAY_WEB_BEGIN_ANEW);
    document_raw(document, "</button></form>\n");
}

void page_set(struct request *request)
{
    struct set_progress progress;
    struct failure failure = { 0 };
    enum status status = progress_of_set(&request->site->learner, request->arena, request->set, &progress, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(request->arena, request->set->title, PLACE_SETS);
    document_raw(&document, "<div class=\"desk\"><div class=\"sheet\">\n");
    add_opening(&document, request->set, &progress);
    document_raw(&document, "<div class=\"actions\">\n");
    if (progress.has_open_run)
        document_link(&document, "button first", path_of_run_id(request, progress.open_run.run),
                      words_plain(SAY_WEB_RESUME));
    add_begin_form(&document, request, !progress.has_open_run);
    document_raw(&document, "</div>\n");
    if (progress.answered_count > 0) {
        document_element(&document, "h2", NULL, words_plain(SAY_WEB_SO_FAR));
        document_raw(&document, "<div class=\"states\">\n");
        document_view(&document, view_progress_states(request->arena, request->set, progress.exercises, NULL), 0);
        document_raw(&document, "</div>\n");
    }
    document_raw(&document, "</div><div class=\"side\"");
    document_attribute(&document, "lang", request->set->language);
    document_raw(&document, ">\n");
    document_view(&document, view_guide(request->arena, &request->set->guide), 0);
    document_raw(&document, "</div></div>\n");
    reply_html(request, 200, document_end(&document));
}

void page_begin_run(struct request *request)
{
    struct failure failure = { 0 };
    enum status status = runs_begin(request->site->runs, request->set, NULL, 0, site_seed(request->site),
                                    site_now(request->site), &request->lease, &failure);
    if (status == STATUS_OK)
        page_begun(request);
    else
        reply_failure(request, status, &failure);
}
