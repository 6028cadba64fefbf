/* An exercise that is said aloud: first the question alone; then, on a page of their own, the points to tick. What
 * shows the points stores nothing, and the notes that somebody typed meanwhile are only sent back to them. */
#include <stdio.h>

#include "face/web/form.h"
#include "face/web/page_step.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "render/html.h"

static void add_form(struct document *document, const struct request *request, const char *name)
{
    document_raw(document, "<form method=\"post\" class=\"answer\" data-swap");
    document_attribute(document, "action", path_below(request, path_of_step(request, request->step), name));
    document_raw(document, ">\n");
}

static void add_notes(struct document *document, struct string notes)
{
    document_raw(document, "<p><label>");
    document_say(document, SAY_WEB_NOTES);
    document_raw(document, "<textarea name=\"notes\" rows=\"5\" autocomplete=\"off\" dir=\"auto\">\n");
    document_text(document, notes);
    document_raw(document, "</textarea></label></p>\n");
}

/* The question. ------------------------------------------------------------------------------------------------- */

struct string points_question_page(const struct step_page *page)
{
    const struct request *request = page->request;
    struct document document = step_page_begin(page, PAGE_QUESTION);
    document_element(&document, "h2", NULL, words_plain(SAY_WEB_SAY_ALOUD));
    document_element(&document, "p", NULL, words_plain(SAY_PRODUCE));
    add_form(&document, request, "points");
    add_notes(&document, (struct string){ 0 });
    document_raw(&document, "<div class=\"actions\"><button class=\"first\" name=\"send\" value=\"answer\">");
    document_say(&document, SAY_WEB_REVEAL);
    document_raw(&document, "</button>\n<button name=\"send\" value=\"dont-know\"");
    document_attribute(&document, "formaction", path_below(request, path_of_step(request, request->step), "ticks"));
    document_raw(&document, ">");
    document_say(&document, SAY_WEB_DONT_KNOW);
    document_raw(&document, "</button>\n");
    if (step_page_practice(page)->is_review)
        step_review_stop(&document);
    document_raw(&document, "</div></form>\n");
    return step_page_end(page, &document);
}

/* The points. --------------------------------------------------------------------------------------------------- */

static void add_point(struct document *document, const struct practice_point *point, struct string language,
                      size_t place, bool has_focus)
{
    buffer_add_format(&document->html,
                      "<label class=\"tick\"><input type=\"checkbox\" name=\"point-%zu\" value=\"1\"%s>\n<span",
                      place + 1, has_focus ? " aria-describedby=\"choice-error\" data-focus autofocus" : "");
    document_attribute(document, "lang", language);
    document_raw(document, " dir=\"auto\">");
    html_phrase(&document->html, point->statement);
    document_raw(document, "</span></label>\n");
}

static void open_heading(struct document *document, const struct practice_point *point, struct string language)
{
    document_raw(document, "<fieldset class=\"ticks\"><legend");
    document_attribute(document, "lang", language);
    document_raw(document, ">");
    html_phrase(&document->html, point->heading);
    document_raw(document, "</legend>\n");
}

static bool has_same_heading(const struct practice_point *a, const struct practice_point *b)
{
    return a->heading.spans == b->heading.spans;
}

static void add_points(struct document *document, const struct practice_points *points, struct string language,
                       bool has_error)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct practice_point *point = &points->items[i];
        if (i == 0 || !has_same_heading(point, point - 1))
            open_heading(document, point, language);
        add_point(document, point, language, i, has_error && i == 0);
        if (i + 1 == points->count || !has_same_heading(point, point + 1))
            document_raw(document, "</fieldset>\n");
    }
}

static void add_task(struct document *document, bool has_error)
{
    document_raw(document, has_error ? "<h2>" : "<h2 data-focus>");
    document_say(document, SAY_WEB_TICK);
    document_raw(document, "</h2>\n<p>");
    document_say(document, SAY_WEB_TICK_TEXT);
    document_raw(document, "</p>\n");
    if (has_error) {
        document_raw(document, "<p class=\"error\" id=\"choice-error\">");
        document_say(document, SAY_WEB_TICK_ERROR);
        document_raw(document, "</p>\n");
    }
}

static struct string points_page(const struct step_page *page, struct string notes, bool has_error)
{
    const struct request *request = page->request;
    struct practice_points points = practice_points(request->arena, step_page_practice(page), request->step);
    struct document document = step_page_begin(page, has_error ? PAGE_POINTS_ERROR : PAGE_POINTS);
    add_form(&document, request, "ticks");
    add_task(&document, has_error);
    add_points(&document, &points, page->state.question.language, has_error);
    if (notes.size > 0)
        add_notes(&document, notes);
    document_raw(&document, "<div class=\"actions\"><button class=\"first\" name=\"send\" value=\"answer\">");
    document_say(&document, SAY_WEB_TICK_SEND);
    document_raw(&document, "</button>\n<button name=\"send\" value=\"dont-know\">");
    document_say(&document, SAY_WEB_TICK_NONE);
    document_raw(&document, "</button></div></form>\n");
    return step_page_end(page, &document);
}

/* Once it is answered, or when there is nothing to say aloud, the step's own page is the one to see. */
static void show_points(struct request *request, struct string notes, bool has_error)
{
    struct step_page page;
    if (!step_page_look(&page, request))
        return;
    if (page.state.has_response || !step_is_produced(request))
        reply_see_other(request, path_of_step(request, request->step));
    else
        reply_html(request, has_error ? 422 : 200, points_page(&page, notes, has_error));
}

void page_points(struct request *request)
{
    show_points(request, (struct string){ 0 }, false);
}

void page_points_with_notes(struct request *request)
{
    struct http_form form;
    bool has_notes;
    if (form_read(request, &form))
        show_points(request, http_form_value(&form, "notes", &has_notes), false);
}

/* Ticking. ------------------------------------------------------------------------------------------------------ */

static point_mask ticked_places(const struct http_form *form)
{
    point_mask places = 0;
    for (size_t place = 0; place < EXERCISE_POINTS_MAX; place++) {
        char name[16];
        bool is_ticked;
        snprintf(name, sizeof name, "point-%zu", place + 1);
        http_form_value(form, name, &is_ticked);
        places |= (point_mask)is_ticked << place;
    }
    return places;
}

void page_tick(struct request *request)
{
    struct http_form form;
    struct failure failure = { 0 };
    bool has_send, has_notes;
    if (!form_read(request, &form))
        return;
    bool is_dont_know = string_is(http_form_value(&form, "send", &has_send), "dont-know");
    struct practice_ticks ticks = {
        .places = is_dont_know ? 0 : ticked_places(&form),
        .is_dont_know = is_dont_know,
        .took_ms = -1,
        .now = site_now(request->site),
    };
    if (!is_dont_know && ticks.places == 0) {
        show_points(request, http_form_value(&form, "notes", &has_notes), true);
        return;
    }
    request->then = page_step_changed;
    enum status status = practice_tick_submit(&request->site->learner, &request->lease->practice, request->step, &ticks,
                                              request_told_answer, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}
