/* The day of the interview, and what it takes. */
#include "app/plan.h"
#include "face/web/api.h"
#include "face/web/api_body.h"
#include "face/web/api_write.h"
#include "face/web/reply.h"
#include "words/words.h"

#define SHARE_PLACES 4
#define COUNT_PLACES 2
#define DAY_SIZE     10 /* "2026-12-24" */

/* Telling. ------------------------------------------------------------------------------------------------------ */

static void add_strings(struct api_answer *answer, const char *key, const struct strings *strings)
{
    api_open_array(answer, key);
    for (size_t i = 0; i < strings->count; i++)
        api_string(answer, NULL, strings->items[i]);
    api_close_array(answer);
}

static void add_skills(struct api_answer *answer, const struct plan_recall *skills)
{
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        api_open_object(answer, memory_skill_ids[skill]);
        api_decimal(answer, "now", skills[skill].now, SHARE_PLACES);
        api_decimal(answer, "if_you_stop", skills[skill].without, SHARE_PLACES);
        api_decimal(answer, "on_the_day", skills[skill].on_the_day, SHARE_PLACES);
        api_decimal(answer, "low", skills[skill].low, SHARE_PLACES);
        api_decimal(answer, "high", skills[skill].high, SHARE_PLACES);
        api_close_object(answer);
    }
}

static void add_set(struct api_answer *answer, const struct plan_set_outlook *set)
{
    api_open_object(answer, NULL);
    api_set_members(answer, set->set);
    api_integer(answer, "begun_count", (int64_t)set->begun_count);
    api_integer(answer, "point_count", set->point_count);
    add_skills(answer, set->skills);
    api_open_array(answer, "headings");
    for (size_t i = 0; i < set->heading_count; i++) {
        api_open_object(answer, NULL);
        api_text(answer, "title", set->set->guide.headings[set->headings[i].heading].title);
        api_integer(answer, "point_count", set->headings[i].point_count);
        add_skills(answer, set->headings[i].skills);
        api_close_object(answer);
    }
    api_close_array(answer);
    api_close_object(answer);
}

static void add_days(struct api_answer *answer, const struct plan_outlook *outlook)
{
    api_open_array(answer, "days");
    for (size_t i = 0; i < outlook->day_count; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "day", time_day_format(answer->arena, outlook->days[i].day));
        api_decimal(answer, "review_count", outlook->days[i].review_count, COUNT_PLACES);
        api_decimal(answer, "new_count", outlook->days[i].new_count, COUNT_PLACES);
        api_decimal(answer, "minutes", outlook->days[i].minutes, COUNT_PLACES);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_outlook(struct api_answer *answer, const struct plan_outlook *outlook)
{
    if (outlook->plan.has_interview)
        api_string(answer, "interview", time_day_format(answer->arena, outlook->plan.interview_day));
    else
        api_null(answer, "interview");
    api_integer_or_null(answer, "days_left", outlook->days_left, outlook->plan.has_interview);
    add_strings(answer, "about", &outlook->plan.sets);
    add_strings(answer, "not_at_hand", &outlook->missing);
    api_decimal(answer, "minutes_a_day", outlook->minutes_a_day, COUNT_PLACES);
    api_bool(answer, "minutes_are_measured", outlook->is_time_measured);
    add_days(answer, outlook);
    api_open_array(answer, "sets");
    for (size_t i = 0; i < outlook->set_count; i++)
        add_set(answer, &outlook->sets[i]);
    api_close_array(answer);
}

void api_plan(struct request *request)
{
    struct plan_outlook outlook = { 0 };
    struct failure failure = { 0 };
    struct api_answer answer;
    enum status status =
        plan_look(&request->site->learner, request->arena, site_now(request->site), &outlook, &failure);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
        reply_failure(request, status, &failure);
        return;
    }
    api_begin_answer(&answer, request);
    add_outlook(&answer, &outlook);
    reply_json(request, 200, api_end_answer(&answer));
}

/* Changing. ----------------------------------------------------------------------------------------------------- */

static void told(struct request *request)
{
    if (request->told == STATUS_OK)
        api_plan(request);
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

/* By their full ids, as a set is named elsewhere. */
static bool find_sets(struct request *request, const struct api_field *field, struct strings *sets)
{
    for (size_t i = 0; i < field->strings.count; i++) {
        const struct set *set = library_find(request->site->learner.library, field->strings.items[i]);
        if (set == NULL) {
            reply_field_error(
                request, string_from(field->name),
                words_string(request->arena, SAY_WEB_NO_SET, WORDS({ "set", .plain = field->strings.items[i] })));
            return false;
        }
        *LIST_ADD(request->arena, sets) = set_full_id(request->arena, set);
    }
    return true;
}

void api_plan_set(struct request *request)
{
    struct api_field fields[] = {
        { .name = "interview", .kind = API_STRING, .low = DAY_SIZE, .high = DAY_SIZE },
        { .name = "sets", .kind = API_STRINGS, .low = 1, .high = 2 * SLUG_MAX + 1 },
    };
    struct plan plan = { .has_interview = true };
    struct failure failure = { 0 };
    if (!api_read(request, fields, 2))
        return;
    if (!fields[0].has)
        reply_field_error(
            request, STRING("interview"),
            words_string(request->arena, SAY_WEB_FIELD_NEEDED, WORDS({ "name", .plain = STRING("interview") })));
    else if (plan_day_read(fields[0].string, site_now(request->site), &plan.interview_day, &failure) != STATUS_OK)
        reply_field_error(request, STRING("interview"), string_copy(request->arena, string_from(failure.text)));
    else if (find_sets(request, &fields[1], &plan.sets))
        submit(request, &plan);
}

void api_plan_remove(struct request *request)
{
    submit(request, &(struct plan){ 0 });
}
