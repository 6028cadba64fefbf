/* One exercise: before the answer a form of radio buttons, after it the result. The address is the same, so a reload, a
 * second tab and the back button always show where the step stands. */
#include "face/web/page_step.h"

#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "render/html.h"
#include "view/question.h"
#include "view/result.h"
#include "view/review.h"

static const struct practice *practice_of(const struct request *request)
{
    return &request->lease->practice;
}

/* The place of a question among others, or of a review its title alone. */
static struct string name_of(const struct step_page *page)
{
    struct arena *arena = page->request->arena;
    const struct practice *practice = step_page_practice(page);
    struct string title = text_string(arena, page->state.question.title);
    if (practice->is_review)
        return words_string(arena, SAY_WEB_REVIEW_TITLE, WORDS({ "title", .plain = title }));
    return words_string(arena, SAY_WEB_STEP_TITLE,
                        WORDS({ "place", .plain = view_figure(arena, (int64_t)page->request->step + 1) },
                              { "count", .plain = view_figure(arena, (int64_t)practice->run.step_count) },
                              { "title", .plain = title }));
}

static struct string title_of(const struct step_page *page, enum page_of_step kind)
{
    static const enum say titles[PAGE_OF_STEP_END] = {
        [PAGE_ERROR] = SAY_WEB_TITLE_ERROR,
        [PAGE_RESULT] = SAY_WEB_TITLE_RESULT,
        [PAGE_POINTS] = SAY_WEB_TITLE_POINTS,
        [PAGE_POINTS_ERROR] = SAY_WEB_TITLE_POINTS_ERROR,
    };
    struct string name = name_of(page);
    if (kind == PAGE_QUESTION)
        return name;
    return words_string(page->request->arena, titles[kind], WORDS({ "step", .plain = name }));
}

/* The way back to the set, or to what is due. */
static void add_crumb(struct document *document, struct request *request)
{
    const struct practice *practice = practice_of(request);
    const struct set *set = practice->set;
    struct string path = set != NULL ? path_of_set(request, set) : (struct string){ 0 };
    if (practice->is_review)
        document_crumbs(document, STRING("/review"), SAY_WEB_NAV_REVIEW, set, path);
    else if (set != NULL)
        document_crumb(document, set->language, path, set->title);
}

/* The title of the document, the sheet that lies on the desk, and on top of it the way back. */
static struct document begin_titled(const struct step_page *page, enum page_of_step kind)
{
    struct request *request = page->request;
    struct document document = document_begin(request->arena, title_of(page, kind),
                                              practice_of(request)->is_review ? PLACE_REVIEW : PLACE_SETS);
    document_raw(&document, "<div class=\"desk\"><div class=\"sheet\">\n");
    add_crumb(&document, request);
    return document;
}

/* Before the answer. -------------------------------------------------------------------------------------------- */

/* The head of the card at a place: twice as many, one for a place that has the focus and one for a place that has not.
 */
static void add_option_head(struct document *document, size_t variant)
{
    size_t place = variant / 2;
    bool has_focus = variant % 2 == 1;
    char letter = view_letter(place);
    buffer_add_format(&document->html,
                      "<div class=\"option\"><label class=\"head\"><input type=\"radio\" name=\"choice\" value=\"%zu\" "
                      "data-letter=\"%c\" aria-describedby=\"answer-%c\"%s> <span>",
                      place + 1, letter, letter, has_focus ? " data-focus autofocus" : "");
    document_text(document,
                  words_string(document->arena, SAY_WEB_ANSWER, WORDS({ "letter", .plain = { &letter, 1 } })));
    buffer_add_format(&document->html, "</span></label><div class=\"words\" id=\"answer-%c\" dir=\"auto\"", letter);
}

#define OPTION_HEADS(place)                                                                                            \
    DOCUMENT_FIXED(add_option_head, 2 * (place)), DOCUMENT_FIXED(add_option_head, 2 * (place) + 1)

static void add_option(struct document *document, const struct question *question, struct string words, size_t place,
                       bool has_focus)
{
    static struct document_fixed heads[2 * EXERCISE_OPTIONS_MAX] = {
        OPTION_HEADS(0), OPTION_HEADS(1), OPTION_HEADS(2), OPTION_HEADS(3),
        OPTION_HEADS(4), OPTION_HEADS(5), OPTION_HEADS(6), OPTION_HEADS(7),
    };
    document_fixed(document, &heads[2 * place + has_focus]);
    document_attribute(document, "lang", question->language);
    document_raw(document, ">\n");
    buffer_add(&document->html, words);
    document_raw(document, "</div></div>\n");
}

static void add_choice(struct document *document, const struct request *request, const struct question *question,
                       bool has_error)
{
    const struct option_order *order = &practice_of(request)->run.steps[request->step].order;
    document_raw(document, has_error ? "<fieldset role=\"radiogroup\" aria-invalid=\"true\" "
                                       "aria-describedby=\"choice-error\"><legend>"
                                     : "<fieldset role=\"radiogroup\"><legend>");
    document_say(document, SAY_WEB_CHOOSE);
    document_raw(document, "</legend>\n");
    if (has_error) {
        document_raw(document, "<p class=\"error\" id=\"choice-error\">");
        document_say(document, SAY_WEB_CHOOSE_ERROR);
        document_raw(document, "</p>\n");
    }
    document_raw(document, "<div class=\"options\">\n");
    for (size_t place = 0; place < question->option_count; place++)
        add_option(document, question, request->shown->options[order->items[place]], place, has_error && place == 0);
    document_raw(document, "</div></fieldset>\n");
}

static void add_sureness_of(struct document *document, size_t checked)
{
    static const enum say names[] = {
        [SURE_GUESS] = SAY_WEB_SURE_GUESS, [SURE_FAIRLY] = SAY_WEB_SURE_FAIRLY, [SURE_YES] = SAY_WEB_SURE_YES
    };
    document_raw(document, "<fieldset class=\"sure\"><legend>");
    document_say(document, SAY_WEB_SURE);
    document_raw(document, "</legend>\n");
    for (enum sureness sureness = SURE_GUESS; sureness <= SURE_YES; sureness++) {
        buffer_add_format(&document->html, "<label><input type=\"radio\" name=\"sure\" value=\"%d\"%s> ", (int)sureness,
                          sureness == (enum sureness)checked ? " checked" : "");
        document_say(document, names[sureness]);
        document_raw(document, "</label>\n");
    }
    document_raw(document,
                 "</fieldset>\n<div class=\"actions\"><button class=\"first\" name=\"send\" value=\"answer\">");
    document_say(document, SAY_WEB_SEND);
    document_raw(document, "</button>\n<button name=\"send\" value=\"dont-know\">");
    document_say(document, SAY_WEB_DONT_KNOW);
    document_raw(document, "</button>\n");
}

/* How sure one is, and the buttons that send. */
static void add_sureness(struct document *document, enum sureness checked)
{
    static struct document_fixed fixed[SURENESS_COUNT] = {
        DOCUMENT_FIXED(add_sureness_of, SURE_UNSAID),
        DOCUMENT_FIXED(add_sureness_of, SURE_GUESS),
        DOCUMENT_FIXED(add_sureness_of, SURE_FAIRLY),
        DOCUMENT_FIXED(add_sureness_of, SURE_YES),
    };
    document_fixed(document, &fixed[checked]);
}

static void add_flag_form(struct document *document, const struct request *request, bool is_flagged)
{
    document_raw(document, "<form method=\"post\" id=\"flag\" data-swap=\"#flag\"");
    document_attribute(document, "action", path_below(request, path_of_step(request, request->step), "flag"));
    document_raw(document, is_flagged
                               ? "><input type=\"hidden\" name=\"flagged\" value=\"0\">"
                                 "<button data-key=\"flag\" class=\"flagged\">"
                               : "><input type=\"hidden\" name=\"flagged\" value=\"1\"><button data-key=\"flag\">");
    document_say(document, is_flagged ? SAY_WEB_FLAGGED : SAY_WEB_FLAG);
    document_raw(document, "</button></form>\n");
}

static void add_side_actions(struct document *document, const struct request *request, bool is_flagged)
{
    document_raw(document, "<div class=\"actions\">\n");
    add_flag_form(document, request, is_flagged);
    document_link(document, "button", path_below(request, path_of_step(request, request->step), "report"),
                  words_plain(SAY_WEB_REPORT));
    document_raw(document, "</div>\n");
}

/* Only there with the script, which takes the attribute away: keys need it. */
static void add_keys(struct document *document, size_t variant)
{
    (void)variant;
    document_raw(document, "<details class=\"keys\" hidden><summary>");
    document_say(document, SAY_WEB_KEYS);
    document_raw(document, "</summary>\n<p>");
    document_say(document, SAY_WEB_KEYS_TEXT);
    document_raw(document, "</p>\n<p><label><input type=\"checkbox\" id=\"keys\"> ");
    document_say(document, SAY_WEB_KEYS_ON);
    document_raw(document, "</label></p></details>\n");
}

/* How far one is: in the run, or of a review what else is due, and why this one is. */
static void add_standing(struct document *document, const struct step_page *page, size_t step_count)
{
    if (step_count > 0) {
        document_view(document, view_completed(document->arena, page->standing.response_count, step_count), 0);
        return;
    }
    document_view(document, view_more_due(document->arena, page->review.more_count), 0);
}

/* A review is no part of a row of questions. */
struct document step_page_begin(const struct step_page *page, enum page_of_step kind)
{
    const struct practice *practice = step_page_practice(page);
    size_t step_count = practice->is_review ? 0 : practice->run.step_count;
    struct document document = begin_titled(page, kind);
    add_standing(&document, page, step_count);
    document_view(&document, view_title(document.arena, &page->state.question, page->request->step, step_count), -1);
    if (page->review.is_due && kind == PAGE_QUESTION)
        document_view(&document, view_reason(document.arena, &page->review.row, site_now(page->request->site)), 0);
    buffer_add(&document.html, page->request->shown->prompt);
    return document;
}

/* On a small screen it lies below the sheet. */
struct string step_page_end(const struct step_page *page, struct document *document)
{
    static struct document_fixed keys = DOCUMENT_FIXED(add_keys, 0);
    const struct request *request = page->request;
    document_raw(document, "</div><div class=\"side\">\n");
    add_side_actions(document, request, page->state.is_flagged);
    buffer_add(&document->html, request->shown->help);
    document_fixed(document, &keys);
    document_raw(document, "</div></div>\n");
    return document_end(document);
}

static struct string question_page(const struct step_page *page, enum sureness sureness, bool has_error)
{
    struct request *request = page->request;
    struct document document = step_page_begin(page, has_error ? PAGE_ERROR : PAGE_QUESTION);
    document_raw(&document, "<form method=\"post\" class=\"answer\" data-swap");
    document_attribute(&document, "action", path_below(request, path_of_step(request, request->step), "answer"));
    document_raw(&document, ">\n");
    add_choice(&document, request, &page->state.question, has_error);
    add_sureness(&document, sureness);
    if (page->standing.has_next)
        document_link(&document, "button", path_of_step(request, page->standing.next), words_plain(SAY_WEB_SKIP_STEP));
    if (practice_of(request)->is_review)
        step_review_stop(&document);
    document_raw(&document, "</div></form>\n");
    return step_page_end(page, &document);
}

/* After the answer. --------------------------------------------------------------------------------------------- */

static void add_shown_option(struct document *document, const struct request *request,
                             const struct practice_step *state, size_t place)
{
    const struct option_order *order = &practice_of(request)->run.steps[request->step].order;
    const struct explanation *explanation = &state->explanation;
    bool is_best = place == explanation->best_place;
    bool is_chosen = place == explanation->chosen_place;
    char letter = view_letter(place);
    buffer_add_format(&document->html, "<details class=\"option%s%s\"><summary><span>", is_best ? " best" : "",
                      is_chosen ? is_best ? " chosen" : " chosen other" : "");
    document_text(document,
                  words_string(document->arena, SAY_WEB_ANSWER, WORDS({ "letter", .plain = { &letter, 1 } })));
    document_raw(document, "</span>");
    if (is_best || is_chosen) {
        document_raw(document, " <span class=\"tag\">");
        document_say(document, is_best && is_chosen ? SAY_WEB_BEST_AND_YOURS : is_best ? SAY_WEB_BEST : SAY_WEB_YOURS);
        document_raw(document, "</span>");
    }
    document_raw(document, "</summary><div class=\"words\"");
    document_attribute(document, "lang", state->question.language);
    document_raw(document, " dir=\"auto\">\n");
    buffer_add(&document->html, request->shown->options[order->items[place]]);
    document_raw(document, "</div></details>\n");
}

static void add_next(struct document *document, struct request *request, const struct practice_standing *standing)
{
    document_raw(document, "<div class=\"actions\"><a data-swap data-key=\"next\" class=\"button first\"");
    document_attribute(document, "href",
                       standing->has_next ? path_of_step(request, standing->next) : path_of_summary(request));
    document_raw(document, ">");
    document_say(document, standing->has_next ? SAY_WEB_NEXT : SAY_WEB_TO_SUMMARY);
    document_raw(document, "</a></div>\n");
}

/* The first thing to be read, and to be heard. */
static void add_verdict(struct document *document, const struct step_page *page)
{
    const struct practice_step *state = &page->state;
    document_raw(document, "<div data-say><div class=\"verdict\">");
    document_view(document, view_verdict(document->arena, &state->explanation, &state->response), 0);
    document_raw(document, "</div>\n");
    if (page->review.has_outcome)
        document_view(document, view_outcome(document->arena, &page->review.outcome, site_now(page->request->site)), 0);
    document_raw(document, "</div>\n");
}

static void add_points(struct document *document, const struct explanation *explanation, const struct set *content)
{
    document_raw(document, "<div class=\"points\">\n");
    document_element(document, "h2", NULL, words_plain(view_points_heading(explanation)));
    document_view(document, view_points(document->arena, content, explanation), explanation->is_produced ? -1 : 0);
    if (!explanation->is_produced)
        document_legend(document);
    document_raw(document, "</div>\n");
}

/* Below what was made of it, or beside each other. */
static void add_complete_answer(struct document *document, const struct explanation *explanation,
                                const struct set *content)
{
    document_raw(document, "<div class=\"explained\">\n<div class=\"reasons\">\n");
    document_view(document, view_model_answer(document->arena, content, explanation), -1);
    document_raw(document, "</div>\n<div class=\"reasons\">\n");
    document_view(document, view_lesson(document->arena, content, explanation), -1);
    document_raw(document, "</div>\n</div>\n");
}

static void add_explanation(struct document *document, const struct explanation *explanation, const struct set *content)
{
    document_raw(document, "<div class=\"explained\">\n<div class=\"reasons\"><h2 data-focus>");
    document_say(document, SAY_WEB_EXPLANATION);
    document_raw(document, "</h2>\n");
    document_view(document, view_reasons(document->arena, explanation), 0);
    if (!explanation->is_produced)
        document_view(document, view_lesson(document->arena, content, explanation), -1);
    document_raw(document, "</div>\n");
    if (explanation->row_count > 0)
        add_points(document, explanation, content);
    document_raw(document, "</div>\n");
    if (explanation->is_produced)
        add_complete_answer(document, explanation, content);
}

static void add_options_again(struct document *document, const struct step_page *page)
{
    document_element(document, "h2", NULL, words_plain(SAY_WEB_ANSWERS_AGAIN));
    for (size_t place = 0; place < page->state.question.option_count; place++)
        add_shown_option(document, page->request, &page->state, place);
}

static struct string result_page(const struct step_page *page)
{
    const struct practice *practice = step_page_practice(page);
    struct document document = step_page_begin(page, PAGE_RESULT);
    add_verdict(&document, page);
    add_explanation(&document, &page->state.explanation, practice->contents[page->request->step]);
    if (practice->is_review)
        step_review_actions(page, &document);
    else
        add_next(&document, page->request, &page->standing);
    if (page->state.question.option_count > 0)
        add_options_again(&document, page);
    return step_page_end(page, &document);
}

bool step_page_look(struct step_page *page, struct request *request)
{
    const struct practice *practice = practice_of(request);
    struct failure failure = { 0 };
    page->request = request;
    page->review = (struct step_review){ 0 };
    enum status status = practice_look(&request->site->learner, request->arena, practice, request->step, &page->state,
                                       &page->standing, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return false;
    }
    request->shown = shown_of(request->site->shown, request->arena, practice, request->step, &page->state.question);
    return !practice->is_review || step_review_look(page);
}

/* The page of the step as it stands. With an error when no option was chosen: what was filled in stays. */
static void show(struct request *request, enum sureness sureness, bool has_error)
{
    struct step_page page;
    if (!step_page_look(&page, request))
        return;
    if (page.state.has_response && has_error)
        reply_see_other(request, path_of_step(request, request->step));
    else if (page.state.has_response)
        reply_html(request, 200, result_page(&page));
    else if (step_is_produced(request))
        reply_html(request, 200, points_question_page(&page));
    else
        reply_html(request, has_error ? 422 : 200, question_page(&page, sureness, has_error));
}

void page_step(struct request *request)
{
    show(request, SURE_UNSAID, false);
}

/* Answering. ---------------------------------------------------------------------------------------------------- */

void page_step_changed(struct request *request)
{
    if (request->told == STATUS_OK || request->told == STATUS_ALREADY)
        reply_see_other(request, path_of_step(request, request->step));
    else
        reply_failure(request, request->told, &request->failure);
}

void page_answer(struct request *request)
{
    struct http_form form;
    struct failure failure = { 0 };
    int64_t choice, sureness;
    bool has_send;
    int64_t option_count = (int64_t)practice_of(request)->run.steps[request->step].order.count;
    if (step_is_produced(request)) {
        reply_error(request, 409, words_plain(SAY_WEB_PRODUCED));
        return;
    }
    if (!form_read(request, &form) || !form_number(request, &form, "choice", 1, option_count, 0, &choice) ||
        !form_number(request, &form, "sure", SURE_GUESS, SURE_YES, SURE_UNSAID, &sureness))
        return;
    bool is_dont_know = string_is(http_form_value(&form, "send", &has_send), "dont-know");
    if (!is_dont_know && choice == 0) {
        show(request, (enum sureness)sureness, true);
        return;
    }
    struct practice_answer answer = {
        .place = is_dont_know ? 0 : (size_t)choice - 1,
        .is_dont_know = is_dont_know,
        .sureness = is_dont_know ? SURE_UNSAID : (enum sureness)sureness,
        .took_ms = -1,
        .now = site_now(request->site),
    };
    request->then = page_step_changed;
    enum status status = practice_answer_submit(&request->site->learner, practice_of(request), request->step, &answer,
                                                request_told_answer, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}

void page_flag(struct request *request)
{
    struct http_form form;
    struct failure failure = { 0 };
    int64_t is_flagged;
    if (!form_read(request, &form) || !form_number(request, &form, "flagged", 0, 1, 1, &is_flagged))
        return;
    request->then = page_step_changed;
    enum status status =
        practice_flag_submit(&request->site->learner, practice_of(request), request->step, is_flagged == 1,
                             site_now(request->site), request_told, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}
