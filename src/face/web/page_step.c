/* One exercise: before the answer a form of radio buttons, after it the result. The address is the same, so a reload, a
 * second tab and the back button always show where the step stands. */
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "render/html.h"
#include "view/question.h"
#include "view/result.h"

static const struct practice *practice_of(const struct request *request)
{
    return &request->lease->practice;
}

/* What stands before the title, so that a tab, a history and a screen reader tell one page of a step from another. */
enum page_of_step { PAGE_QUESTION, PAGE_ERROR, PAGE_RESULT };

static const enum say titles[] = {
    [PAGE_QUESTION] = SAY_WEB_STEP_TITLE,
    [PAGE_ERROR] = SAY_WEB_STEP_TITLE_ERROR,
    [PAGE_RESULT] = SAY_WEB_STEP_TITLE_RESULT,
};

/* The title of the document, the sheet that lies on the desk, and on top of it the way back to the set. */
static struct document begin_titled(struct request *request, const struct question *question, enum page_of_step page)
{
    const struct practice *practice = practice_of(request);
    struct string title =
        words_string(request->arena, titles[page],
                     WORDS({ "place", .plain = view_figure(request->arena, (int64_t)request->step + 1) },
                           { "count", .plain = view_figure(request->arena, (int64_t)practice->run.step_count) },
                           { "title", .plain = text_string(request->arena, question->title) }));
    struct document document = document_begin(request->arena, title, PLACE_SETS);
    document_raw(&document, "<div class=\"desk\"><div class=\"sheet\">\n");
    if (practice->set != NULL)
        document_crumb(&document, practice->set->language, path_of_set(request, practice->set), practice->set->title);
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

/* Everything up to what the interviewer asks. */
static struct document begin(struct request *request, const struct question *question,
                             const struct practice_standing *standing, enum page_of_step page)
{
    size_t step_count = practice_of(request)->run.step_count;
    struct document document = begin_titled(request, question, page);
    document_view(&document, view_completed(document.arena, standing->response_count, step_count), 0);
    document_view(&document, view_title(document.arena, question, request->step, step_count), -1);
    buffer_add(&document.html, request->shown->prompt);
    return document;
}

/* What lies beside the sheet; on a small screen, below it. */
static struct string end(struct document *document, const struct request *request, const struct practice_step *state)
{
    static struct document_fixed keys = DOCUMENT_FIXED(add_keys, 0);
    document_raw(document, "</div><div class=\"side\">\n");
    add_side_actions(document, request, state->is_flagged);
    buffer_add(&document->html, request->shown->help);
    document_fixed(document, &keys);
    document_raw(document, "</div></div>\n");
    return document_end(document);
}

static struct string question_page(struct request *request, const struct practice_step *state,
                                   const struct practice_standing *standing, enum sureness sureness, bool has_error)
{
    const struct question *question = &state->question;
    struct document document = begin(request, question, standing, has_error ? PAGE_ERROR : PAGE_QUESTION);
    document_raw(&document, "<form method=\"post\" class=\"answer\" data-swap");
    document_attribute(&document, "action", path_below(request, path_of_step(request, request->step), "answer"));
    document_raw(&document, ">\n");
    add_choice(&document, request, question, has_error);
    add_sureness(&document, sureness);
    if (standing->has_next)
        document_link(&document, "button", path_of_step(request, standing->next), words_plain(SAY_WEB_SKIP_STEP));
    document_raw(&document, "</div></form>\n");
    return end(&document, request, state);
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

static void add_explanation(struct document *document, const struct practice_step *state, const struct set *content)
{
    const struct explanation *explanation = &state->explanation;
    document_raw(document, "<div class=\"verdict\" data-say>");
    document_view(document, view_verdict(document->arena, explanation, &state->response), 0);
    document_raw(document, "</div>\n<div class=\"explained\">\n<div class=\"reasons\"><h2 data-focus>");
    document_say(document, SAY_WEB_EXPLANATION);
    document_raw(document, "</h2>\n");
    document_view(document, view_reasons(document->arena, explanation), 0);
    document_view(document, view_lesson(document->arena, content, explanation), -1);
    document_raw(document, "</div>\n");
    if (explanation->row_count > 0) {
        document_raw(document, "<div class=\"points\">\n");
        document_element(document, "h2", NULL, words_plain(SAY_TABLES_HEADING));
        document_view(document, view_points(document->arena, content, explanation), 0);
        document_legend(document);
        document_raw(document, "</div>\n");
    }
    document_raw(document, "</div>\n");
}

static struct string result_page(struct request *request, const struct practice_step *state,
                                 const struct practice_standing *standing)
{
    struct document document = begin(request, &state->question, standing, PAGE_RESULT);
    add_explanation(&document, state, practice_of(request)->contents[request->step]);
    add_next(&document, request, standing);
    document_element(&document, "h2", NULL, words_plain(SAY_WEB_ANSWERS_AGAIN));
    for (size_t place = 0; place < state->question.option_count; place++)
        add_shown_option(&document, request, state, place);
    return end(&document, request, state);
}

/* The page of the step as it stands. With an error when no option was chosen: what was filled in stays. */
static void show(struct request *request, enum sureness sureness, bool has_error)
{
    struct practice_step state;
    struct practice_standing standing;
    struct failure failure = { 0 };
    enum status status = practice_look(&request->site->learner, request->arena, practice_of(request), request->step,
                                       &state, &standing, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    request->shown =
        shown_of(request->site->shown, request->arena, practice_of(request), request->step, &state.question);
    if (!state.has_response)
        reply_html(request, has_error ? 422 : 200, question_page(request, &state, &standing, sureness, has_error));
    else if (has_error)
        reply_see_other(request, path_of_step(request, request->step));
    else
        reply_html(request, 200, result_page(request, &state, &standing));
}

void page_step(struct request *request)
{
    show(request, SURE_UNSAID, false);
}

/* Answering. ---------------------------------------------------------------------------------------------------- */

/* The disk has it, or has an earlier one: either way the step's page shows what counts. */
static void changed(struct request *request)
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
    request->then = changed;
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
    request->then = changed;
    enum status status =
        practice_flag_submit(&request->site->learner, practice_of(request), request->step, is_flagged == 1,
                             site_now(request->site), request_told, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}
