/* A text to send to whoever keeps the set, about an exercise that is wrong or unclear. Nothing is sent from here: the
 * reader copies it. */
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"

static struct document begin(struct request *request)
{
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_REPORT), PLACE_SETS);
    document_crumb(&document, (struct string){ 0 }, path_of_step(request, request->step),
                   words_plain(SAY_WEB_BACK_TO_STEP));
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_REPORT));
    return document;
}

void page_report(struct request *request)
{
    struct document document = begin(request);
    document_raw(&document, "<form method=\"post\" data-swap");
    document_attribute(&document, "action", path_below(request, path_of_step(request, request->step), "report"));
    document_raw(&document, "><p><label for=\"remark\">");
    document_say(&document, SAY_WEB_REPORT_REMARK);
    document_raw(&document,
                 "</label></p>\n<p><textarea id=\"remark\" name=\"remark\" maxlength=\"4000\"></textarea></p>\n"
                 "<div class=\"actions\"><button class=\"first\">");
    document_say(&document, SAY_WEB_REPORT_MAKE);
    document_raw(&document, "</button></div></form>\n");
    reply_html(request, 200, document_end(&document));
}

void page_report_text(struct request *request)
{
    struct http_form form;
    struct practice_step state;
    struct failure failure = { 0 };
    bool has_remark;
    const struct practice *practice = &request->lease->practice;
    if (!form_read(request, &form))
        return;
    enum status status =
        practice_step(&request->site->learner, request->arena, practice, request->step, &state, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct string text = practice_report_discreet(request->arena, practice, request->step, &state,
                                                  http_form_value(&form, "remark", &has_remark));
    struct document document = begin(request);
    document_raw(&document, "<p><label for=\"report\" data-say>");
    document_say(&document, SAY_WEB_REPORT_TEXT);
    document_raw(&document, "</label></p>\n<p><textarea id=\"report\" readonly rows=\"14\">");
    document_text(&document, text);
    document_raw(&document, "</textarea></p>\n");
    reply_html(request, 200, document_end(&document));
}
