/* What is kept: the data and its places, export, erasing. */
#include "app/journal.h"
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/reply.h"

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
