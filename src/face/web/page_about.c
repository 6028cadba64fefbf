/* What viva is, in a few sentences, and whether it is well. */
#include "face/web/document.h"
#include "face/web/pages.h"
#include "face/web/reply.h"

void page_about(struct request *request)
{
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_NAV_ABOUT), PLACE_ABOUT);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_ABOUT_TITLE));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_ABOUT_WHAT));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_ABOUT_HOW));
    document_element(&document, "h2", NULL, words_plain(SAY_WEB_ABOUT_ACCESS_TITLE));
    document_element(&document, "p", NULL, words_plain(SAY_WEB_ABOUT_ACCESS));
    document_element(&document, "h2", NULL, words_plain(SAY_WEB_ABOUT_API_TITLE));
    document_raw(&document, "<p>");
    document_say(&document, SAY_WEB_ABOUT_API);
    document_raw(&document, " <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a></p>\n");
    document_element(&document, "p", "muted", string_format(document.arena, "viva %s", VIVA_VERSION));
    reply_html(request, 200, document_end(&document));
}

void page_health(struct request *request)
{
    reply_json(request, 200, STRING("{\"status\":\"ok\",\"version\":\"" VIVA_VERSION "\"}"));
}
