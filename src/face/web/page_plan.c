/* The day of the interview: setting it, what it takes, and what to expect. */
#include "face/web/page_plan.h"
#include "app/plan.h"
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/renewal.h"
#include "face/web/reply.h"
#include "view/plan.h"

#define DAYS_SHOWN 14

/* The name of the box of a set in the form: each has its own, since a name comes once. */
#define BOX "set:"

/* What was typed, when it cannot be used; and why. */
struct mistake {
    struct string day, reason;
    struct strings sets;
};

/* The form. ----------------------------------------------------------------------------------------------------- */

static bool is_among(const struct strings *ids, struct string id)
{
    bool is_among = false;
    for (size_t i = 0; i < ids->count; i++)
        is_among = is_among || string_equal(ids->items[i], id);
    return is_among;
}

static void add_day_field(struct document *document, const struct request *request, struct string value,
                          const struct mistake *mistake)
{
    int32_t today = time_local_day(site_now(request->site));
    document_raw(document, "<p class=\"field\"><label for=\"interview\">");
    document_say(document, SAY_WEB_PLAN_DAY);
    document_raw(document, "</label> <input type=\"date\" id=\"interview\" name=\"interview\" required");
    document_attribute(document, "min", time_day_format(document->arena, today));
    document_attribute(document, "max", time_day_format(document->arena, today + PLAN_DAYS_MAX));
    document_attribute(document, "value", value);
    document_raw(document, mistake != NULL ? " autofocus data-focus aria-invalid=\"true\" "
                                             "aria-describedby=\"interview-error interview-form\">"
                                           : " aria-describedby=\"interview-form\">");
    document_raw(document, " <span class=\"muted\" id=\"interview-form\">");
    document_text(document, words_string(document->arena, SAY_WEB_PLAN_DAY_FORM,
                                         WORDS({ "example", .plain = time_day_format(document->arena, today + 30) })));
    document_raw(document, "</span></p>\n");
}

static void add_box(struct document *document, const struct set *set, bool is_checked)
{
    struct string id = set_full_id(document->arena, set);
    document_raw(document, "<label><input type=\"checkbox\"");
    document_attribute(document, "name", STRING_JOIN(document->arena, STRING(BOX), id));
    document_raw(document, is_checked ? " checked> <span" : "> <span");
    document_attribute(document, "lang", set->language);
    document_raw(document, ">");
    document_text(document, set->title);
    document_raw(document, "</span></label>\n");
}

static void add_boxes(struct document *document, const struct library *library, const struct strings *checked)
{
    document_raw(document, "<fieldset class=\"boxes\"><legend>");
    document_say(document, SAY_WEB_PLAN_SETS);
    document_raw(document, "</legend>\n");
    for (size_t i = 0; i < library->set_count; i++)
        add_box(document, library->sets[i], is_among(checked, set_full_id(document->arena, library->sets[i])));
    document_raw(document, "</fieldset>\n");
}

static void add_error(struct document *document, const struct mistake *mistake)
{
    document_raw(document, "<p class=\"error\" id=\"interview-error\" data-say>");
    document_text(document,
                  words_string(document->arena, SAY_WEB_PLAN_DAY_ERROR, WORDS({ "reason", .plain = mistake->reason })));
    document_raw(document, "</p>\n");
}

static void add_form(struct document *document, const struct request *request, const struct plan *plan,
                     const struct mistake *mistake)
{
    struct string day = { 0 };
    if (mistake != NULL)
        day = mistake->day;
    else if (plan->has_interview)
        day = time_day_format(document->arena, plan->interview_day);
    document_raw(document, "<section class=\"planning\">\n");
    document_element(document, "h2", NULL,
                     words_plain(plan->has_interview ? SAY_WEB_PLAN_ANOTHER : SAY_WEB_PLAN_FIRST));
    if (!plan->has_interview)
        document_element(document, "p", NULL, words_plain(SAY_WEB_PLAN_WHY));
    document_raw(document, "<form method=\"post\" action=\"/plan\" id=\"planning\" data-swap>\n");
    if (mistake != NULL)
        add_error(document, mistake);
    add_day_field(document, request, day, mistake);
    add_boxes(document, request->site->learner.library, mistake != NULL ? &mistake->sets : &plan->sets);
    document_raw(document, "</form>\n<div class=\"actions\"><button form=\"planning\" class=\"first\">");
    document_say(document, SAY_WEB_PLAN_SET);
    document_raw(document, "</button>\n");
    if (plan->has_interview) {
        document_raw(document, "<form method=\"post\" action=\"/plan/remove\" data-swap><button>");
        document_say(document, SAY_WEB_PLAN_REMOVE);
        document_raw(document, "</button></form>\n");
    }
    document_raw(document, "</div></section>\n");
}

/* The page. ----------------------------------------------------------------------------------------------------- */

/* The first set that has something new; NULL when none has. */
static const struct set *set_with_new(const struct plan_outlook *outlook)
{
    for (size_t i = 0; i < outlook->set_count; i++) {
        if (outlook->sets[i].begun_count < outlook->sets[i].exercise_count)
            return outlook->sets[i].set;
    }
    return NULL;
}

/* The ways to what today asks for: what is due goes before what is new. */
static void add_ways(struct document *document, const struct request *request, const struct plan_outlook *outlook)
{
    const struct set *fresh = set_with_new(outlook);
    bool has_due = outlook->days[0].review_count > 0, has_new = outlook->days[0].new_count > 0 && fresh != NULL;
    if (!has_due && !has_new)
        return;
    document_raw(document, "<p class=\"actions\">");
    if (has_due)
        document_link(document, "button first", STRING("/review"), words_plain(SAY_WEB_PLAN_REVIEW));
    if (has_new)
        document_link(document, has_due ? "button" : "button first", path_of_set(request, fresh),
                      words_plain(SAY_WEB_PLAN_NEW));
    document_raw(document, "</p>\n");
}

static void add_outlook(struct document *document, const struct request *request, const struct plan_outlook *outlook)
{
    document_view(document, view_plan(document->arena, outlook), -1);
    if (outlook->day_count > 0)
        add_ways(document, request, outlook);
    if (outlook->day_count > 0 && outlook->set_count > 0) {
        document_details_begin(document, SAY_WEB_PLAN_DAYS, false);
        document_view(document, view_plan_days(document->arena, outlook, DAYS_SHOWN), 0);
        document_details_end(document);
    }
}

/* mistake is NULL when there is none. */
static void show(struct request *request, const struct mistake *mistake)
{
    struct plan_outlook outlook = { 0 };
    struct failure failure = { 0 };
    enum status status =
        plan_look(&request->site->learner, request->arena, site_now(request->site), &outlook, &failure);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document = document_begin(
        request->arena, words_plain(mistake != NULL ? SAY_WEB_PLAN_TITLE_ERROR : SAY_PLAN_HEADING), PLACE_SETS);
    if (status == STATUS_OK) {
        document_raw(&document, "<div class=\"desk plan\"><div class=\"sheet\">\n");
        add_outlook(&document, request, &outlook);
        document_raw(&document, "</div><div class=\"side\">\n");
    } else {
        document_raw(&document, "<div class=\"plan\"><div>\n");
        document_view(&document, view_plan_none(request->arena), -1);
    }
    add_form(&document, request, &outlook.plan, mistake);
    document_raw(&document, "</div></div>\n");
    reply_html(request, mistake != NULL ? 422 : 200, document_end(&document));
}

static void show_plan(struct request *request)
{
    show(request, NULL);
}

/* Its form lists all sets at hand. */
void page_plan(struct request *request)
{
    renewal_before(request, show_plan);
}

void page_plan_line(struct document *document, struct request *request)
{
    struct tuning tuning;
    struct failure failure = { 0 };
    int32_t today = time_local_day(site_now(request->site));
    bool has_plan =
        plan_get(&request->site->learner, request->arena, &tuning, &failure) == STATUS_OK && tuning.plan.has_interview;
    document_raw(document, "<p>");
    if (has_plan) {
        document_text(document,
                      view_plan_when(request->arena, tuning.plan.interview_day - today, tuning.plan.interview_day));
        document_raw(document, " ");
    }
    document_link(document, NULL, STRING("/plan"), words_plain(has_plan ? SAY_WEB_PLAN_SEE : SAY_WEB_PLAN_MAKE));
    document_raw(document, "</p>\n");
}

/* Changing. ----------------------------------------------------------------------------------------------------- */

static void told(struct request *request)
{
    if (request->told == STATUS_OK)
        reply_see_other(request, STRING("/plan"));
    else
        reply_failure(request, request->told, &request->failure);
}

static void submit(struct request *request, const struct plan *plan)
{
    struct failure failure = { 0 };
    request->then = told;
    enum status status =
        plan_set_submit(&request->site->learner, plan, site_now(request->site), request_told, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}

/* The ids of the sets whose boxes are checked. */
static struct strings checked_sets(struct request *request, const struct http_form *form)
{
    struct strings sets = { 0 };
    struct string box = STRING(BOX);
    for (size_t i = 0; i < form->count; i++) {
        if (string_starts_with(form->fields[i].name, box))
            *LIST_ADD(request->arena, &sets) = string_slice(form->fields[i].name, box.size, form->fields[i].name.size);
    }
    return sets;
}

void page_plan_set(struct request *request)
{
    struct http_form form;
    struct failure failure = { 0 };
    struct plan plan = { .has_interview = true };
    bool has_day;
    if (!form_read(request, &form))
        return;
    plan.sets = checked_sets(request, &form);
    struct string day = string_trim(http_form_value(&form, "interview", &has_day));
    if (plan_day_read(day, site_now(request->site), &plan.interview_day, &failure) == STATUS_OK) {
        submit(request, &plan);
        return;
    }
    struct mistake mistake = { .day = day, .reason = string_from(failure.text), .sets = plan.sets };
    show(request, &mistake);
}

void page_plan_remove(struct request *request)
{
    submit(request, &(struct plan){ 0 });
}
