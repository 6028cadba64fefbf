/* What was done so far, and what is kept of it: progress, the data and its places, export, erasing. */
#include "app/journal.h"
#include "app/progress.h"
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/picture.h"
#include "face/web/reply.h"
#include "view/progress.h"
#include "view/sets.h"

#define DAYS_SHOWN 28 /* four weeks: what one still remembers, and fits a phone */

/* Progress. ----------------------------------------------------------------------------------------------------- */

static void add_days(struct document *document, struct request *request)
{
    struct progress_day days[DAYS_SHOWN];
    int32_t today = time_local_day(site_now(request->site));
    struct failure failure = { 0 };
    enum status status = progress_days(&request->site->learner, today - DAYS_SHOWN + 1, DAYS_SHOWN, days, &failure);
    int64_t total = 0;
    for (size_t i = 0; i < DAYS_SHOWN && status == STATUS_OK; i++)
        total += days[i].response_count;
    if (status != STATUS_OK || total == 0)
        return;
    document_raw(document, "<section>\n");
    document_element(document, "h2", NULL, words_plain(SAY_WEB_DAYS));
    picture_of_days(document, days, DAYS_SHOWN);
    document_details_begin(document, SAY_WEB_DAYS_TABLE, false);
    document_raw(document, "<table><thead><tr><th scope=\"col\">");
    document_say(document, SAY_WEB_DAY);
    document_raw(document, "</th><th scope=\"col\">");
    document_say(document, SAY_WEB_ANSWERED);
    document_raw(document, "</th><th scope=\"col\">");
    document_say(document, SAY_WEB_BEST_CHOSEN);
    document_raw(document, "</th></tr></thead><tbody>\n");
    for (size_t i = DAYS_SHOWN; i-- > 0;) {
        if (days[i].response_count > 0)
            buffer_add_format(&document->html, "<tr><th scope=\"row\">%.*s</th><td>%lld</td><td>%lld</td></tr>\n",
                              STRING_ARG(time_day_format(document->arena, days[i].day)),
                              (long long)days[i].response_count, (long long)days[i].right_count);
    }
    document_raw(document, "</tbody></table>\n");
    document_details_end(document);
    document_raw(document, "</section>\n");
}

static void add_set(struct document *document, const struct request *request, const struct set_progress *progress)
{
    document_raw(document, "<section class=\"states\"><h2>");
    document_link_in(document, NULL, progress->set->language, path_of_set(request, progress->set),
                     progress->set->title);
    document_raw(document, "</h2>\n");
    document_view(document,
                  view_progress_states(request->arena, progress->set, progress->exercises,
                                       progress->has_open_run ? &progress->open_run : NULL),
                  0);
    document_raw(document, "</section>\n");
}

/* A line for each set in which nothing was done so far. */
static void add_untouched(struct document *document, const struct request *request, const struct sets_progress *sets)
{
    if (sets->touched_count == sets->count)
        return;
    document_raw(document, "<section class=\"untouched\">\n");
    document_element(document, "h2", NULL, words_plain(SAY_WEB_UNTOUCHED));
    document_raw(document, "<ul>\n");
    for (size_t i = sets->touched_count; i < sets->count; i++) {
        const struct set *set = sets->items[i].set;
        document_raw(document, "<li>");
        document_link_in(document, NULL, set->language, path_of_set(request, set), set->title);
        document_raw(document, "<span class=\"muted\">");
        document_text(document, view_set_size(request->arena, set));
        document_raw(document, "</span></li>\n");
    }
    document_raw(document, "</ul></section>\n");
}

void page_progress(struct request *request)
{
    struct sets_progress sets;
    struct progress_list elsewhere;
    struct failure failure = { 0 };
    enum status status = progress_of_sets(&request->site->learner, request->arena, &sets, &failure);
    if (status == STATUS_OK)
        status = progress_elsewhere(&request->site->learner, request->arena, &elsewhere, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_NAV_PROGRESS), PLACE_PROGRESS);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_NAV_PROGRESS));
    document_raw(&document, "<div class=\"columns flow\">\n");
    add_days(&document, request);
    for (size_t i = 0; i < sets.touched_count; i++)
        add_set(&document, request, &sets.items[i]);
    add_untouched(&document, request, &sets);
    document_view(&document, view_progress_elsewhere(request->arena, elsewhere.items, elsewhere.count), 0);
    document_raw(&document, "</div>\n");
    reply_html(request, 200, document_end(&document));
}

/* What is kept. ------------------------------------------------------------------------------------------------- */

static struct string data_page(struct request *request, bool has_error)
{
    struct document document = document_begin(
        request->arena, words_plain(has_error ? SAY_WEB_DATA_TITLE_ERROR : SAY_WEB_DATA_TITLE), PLACE_DATA);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_DATA_TITLE));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_DATA_TEXT));
    document_raw(&document, "<p>");
    document_say(&document, SAY_WEB_DATA_FOLDER);
    document_raw(&document, " <code translate=\"no\">");
    document_text(&document, request->site->options->data_folder);
    document_raw(&document, "</code></p>\n<div class=\"columns\"><section><h2>");
    document_say(&document, SAY_WEB_EXPORT_TITLE);
    document_raw(&document, "</h2>\n");
    document_element(&document, "p", NULL, words_plain(SAY_WEB_EXPORT_TEXT));
    document_raw(&document, "<p class=\"actions\"><a class=\"button\" href=\"/data/journal.jsonl\">");
    document_say(&document, SAY_WEB_EXPORT);
    document_raw(&document, "</a></p></section>\n<section><h2>");
    document_say(&document, SAY_WEB_ERASE_TITLE);
    document_raw(&document, "</h2>\n<form method=\"post\" action=\"/data/erase\">\n");
    document_element(&document, "p", NULL, words_plain(SAY_WEB_ERASE_TEXT));
    document_raw(&document, "<p><label for=\"confirm\">");
    document_say(&document, SAY_WEB_ERASE_CONFIRM);
    document_raw(
        &document,
        "</label> <input type=\"text\" id=\"confirm\" name=\"confirm\" autocomplete=\"off\" autocapitalize=\"off\"");
    document_raw(&document, has_error ? " autofocus aria-invalid=\"true\" aria-describedby=\"confirm-error\"></p>\n<p "
                                        "class=\"error\" id=\"confirm-error\" data-say>"
                                      : "></p>\n");
    if (has_error) {
        document_say(&document, SAY_WEB_ERASE_ERROR);
        document_raw(&document, "</p>\n");
    }
    document_raw(&document, "<div class=\"actions\"><button class=\"danger\">");
    document_say(&document, SAY_WEB_ERASE);
    document_raw(&document, "</button></div></form></section></div>\n");
    return document_end(&document);
}

void page_data(struct request *request)
{
    reply_html(request, 200, data_page(request, false));
}

static enum status add_line(struct string line, void *lines)
{
    buffer_add(lines, line);
    return STATUS_OK;
}

void page_export(struct request *request)
{
    struct buffer lines = buffer_in(request->arena);
    struct failure failure = { 0 };
    enum status status = journal_export(request->site->learner.store, JOURNAL_ANSWERED, add_line, &lines, &failure);
    if (status == STATUS_OK)
        reply_download(request, "application/x-ndjson", STRING("viva-journal.jsonl"), buffer_string(&lines));
    else
        reply_failure(request, status, &failure);
}

static void erase(struct request *request)
{
    struct failure failure = { 0 };
    enum status status = site_erase(request->site, &failure);
    site_give(request->site);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_ERASED), PLACE_DATA);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_ERASED));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_ERASED_TEXT));
    reply_html(request, 200, document_end(&document));
}

void page_erase(struct request *request)
{
    struct http_form form;
    bool has_confirm;
    if (!form_read(request, &form))
        return;
    struct string confirm = string_trim(http_form_value(&form, "confirm", &has_confirm));
    if (!string_equal(confirm, words_plain(SAY_WEB_ERASE_WORD))) {
        reply_html(request, 422, data_page(request, true));
        return;
    }
    site_take_for(request, erase);
}
