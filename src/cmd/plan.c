#include "app/plan.h"

#include "cmd/home.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "view/plan.h"

struct planning {
    struct call *call;
    struct shelf shelf;
    struct learner learner;
    bool has_outlook; /* an interview is set */
    struct plan_outlook outlook;
};

/* The view. ----------------------------------------------------------------------------------------------------- */

static void add_hint(struct arena *arena, struct view *page, struct string hint)
{
    view_add_string(arena, page, VIEW_PARAGRAPH, ROLE_HINT, hint);
}

/* How one types the first set that has something new; empty when none has. */
static struct string new_set_name(const struct planning *planning)
{
    const struct plan_outlook *outlook = &planning->outlook;
    for (size_t i = 0; i < outlook->set_count; i++) {
        if (outlook->sets[i].begun_count < outlook->sets[i].exercise_count)
            return shelf_name(planning->call->arena, &planning->shelf, outlook->sets[i].set);
    }
    return (struct string){ 0 };
}

/* What to type next. */
static void add_hints(const struct planning *planning, struct view *page)
{
    struct arena *arena = planning->call->arena;
    const struct plan_outlook *outlook = &planning->outlook;
    if (outlook->days_left < 0) {
        add_hint(arena, page, words_plain(SAY_PLAN_HINT_OVER));
        return;
    }
    struct string set = new_set_name(planning);
    if (outlook->day_count > 0 && outlook->days[0].review_count > 0)
        add_hint(arena, page, words_plain(SAY_PLAN_HINT_REVIEW));
    if (outlook->day_count > 0 && outlook->days[0].new_count > 0 && set.size > 0)
        add_hint(arena, page, words_string(arena, SAY_PLAN_HINT_NEW, WORDS({ "set", .plain = set })));
}

static void write_view(const struct planning *planning)
{
    struct arena *arena = planning->call->arena;
    struct view *page = planning->has_outlook ? view_plan(arena, &planning->outlook) : view_plan_none(arena);
    if (planning->has_outlook)
        add_hints(planning, page);
    else
        add_hint(arena, page, words_plain(SAY_PLAN_HINT_SET));
    output_view(planning->call, page);
}

/* JSON. --------------------------------------------------------------------------------------------------------- */

#define SHARE_PLACES 4
#define COUNT_PLACES 2

static void write_skills(struct json_writer *json, const struct plan_recall *skills)
{
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        json_write_key(json, memory_skill_ids[skill]);
        json_begin_object(json);
        output_decimal(json, "now", skills[skill].now, SHARE_PLACES);
        output_decimal(json, "if_you_stop", skills[skill].without, SHARE_PLACES);
        output_decimal(json, "on_the_day", skills[skill].on_the_day, SHARE_PLACES);
        output_decimal(json, "low", skills[skill].low, SHARE_PLACES);
        output_decimal(json, "high", skills[skill].high, SHARE_PLACES);
        json_end_object(json);
    }
}

static void write_set(struct json_writer *json, const struct plan_set_outlook *set)
{
    const struct guide *guide = &set->set->guide;
    json_begin_object(json);
    output_string(json, "id", set_full_id(json->buffer->arena, set->set));
    output_string(json, "title", set->set->title);
    output_integer(json, "exercises", (int64_t)set->exercise_count);
    output_integer(json, "begun", (int64_t)set->begun_count);
    output_integer(json, "points", set->point_count);
    write_skills(json, set->skills);
    json_write_key(json, "headings");
    json_begin_array(json);
    for (size_t i = 0; i < set->heading_count; i++) {
        json_begin_object(json);
        output_string(json, "id", guide->headings[set->headings[i].heading].id);
        output_string(json, "title", text_string(json->buffer->arena, guide->headings[set->headings[i].heading].title));
        output_integer(json, "points", set->headings[i].point_count);
        write_skills(json, set->headings[i].skills);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_days(struct json_writer *json, const struct plan_outlook *outlook)
{
    json_write_key(json, "days");
    json_begin_array(json);
    for (size_t i = 0; i < outlook->day_count; i++) {
        json_begin_object(json);
        output_string(json, "day", time_day_format(json->buffer->arena, outlook->days[i].day));
        output_decimal(json, "reviews", outlook->days[i].review_count, COUNT_PLACES);
        output_decimal(json, "new", outlook->days[i].new_count, COUNT_PLACES);
        output_decimal(json, "minutes", outlook->days[i].minutes, COUNT_PLACES);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_interview(struct json_writer *json, const struct planning *planning)
{
    if (planning->has_outlook) {
        output_string(json, "interview", time_day_format(json->buffer->arena, planning->outlook.plan.interview_day));
        output_integer(json, "days_left", planning->outlook.days_left);
        return;
    }
    json_write_key(json, "interview");
    json_write_null(json);
    json_write_key(json, "days_left");
    json_write_null(json);
}

static void write_json(const struct planning *planning)
{
    const struct plan_outlook *outlook = &planning->outlook;
    struct output_json output = output_json_begin(planning->call, "plan");
    struct json_writer *json = &output.writer;
    write_interview(json, planning);
    output_strings(json, "about", &outlook->plan.sets);
    output_strings(json, "not_at_hand", &outlook->missing);
    output_decimal(json, "minutes_a_day", outlook->minutes_a_day, COUNT_PLACES);
    output_bool(json, "minutes_are_measured", outlook->is_time_measured);
    write_days(json, outlook);
    json_write_key(json, "sets");
    json_begin_array(json);
    for (size_t i = 0; i < outlook->set_count; i++)
        write_set(json, &outlook->sets[i]);
    json_end_array(json);
    output_json_end(&output);
}

/* What is done. ------------------------------------------------------------------------------------------------- */

static enum status look(struct planning *planning)
{
    struct call *call = planning->call;
    enum status status =
        plan_look(&planning->learner, call->arena, arguments_now(call->arguments), &planning->outlook, &call->failure);
    planning->has_outlook = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        call->failure = (struct failure){ 0 }; /* no interview is nothing that failed */
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status look_up(struct planning *planning)
{
    struct store *store;
    enum status status = home_open(planning->call, &store);
    if (status != STATUS_OK)
        return status;
    status = learner_find(store, &planning->shelf.library, &planning->learner, &planning->call->failure);
    if (status == STATUS_OK)
        status = look(planning);
    else if (status == STATUS_NOT_FOUND)
        status = STATUS_OK; /* nobody planned anything yet */
    store_close(store);
    return status;
}

static enum status change(struct planning *planning, const struct plan *plan)
{
    struct call *call = planning->call;
    struct store *store;
    enum status status = home_open_for_change(call, &store);
    if (status != STATUS_OK)
        return status;
    status = learner_local(store, &planning->shelf.library, &planning->learner, &call->failure);
    if (status == STATUS_OK)
        status = plan_set(&planning->learner, plan, arguments_now(call->arguments), &call->failure);
    if (status == STATUS_OK)
        status = look(planning);
    store_close(store);
    return status;
}

/* The sets that were named, by their ids. */
static enum status name_sets(struct planning *planning, struct plan *plan)
{
    const struct arguments *arguments = planning->call->arguments;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < arguments->operand_count && status == STATUS_OK; i++) {
        const struct set *set;
        status = shelf_find(&planning->shelf, arguments->operands[i], &set);
        if (status != STATUS_OK)
            break;
        shelf_keep(&planning->shelf, set);
        *LIST_ADD(planning->call->arena, &plan->sets) = set_full_id(planning->call->arena, set);
    }
    return status;
}

static enum status set_interview(struct planning *planning)
{
    struct call *call = planning->call;
    struct plan plan = { .has_interview = true };
    enum status status = plan_day_read(call->arguments->options[OPTION_INTERVIEW].text, arguments_now(call->arguments),
                                       &plan.interview_day, &call->failure);
    if (status == STATUS_OK)
        status = name_sets(planning, &plan);
    return status == STATUS_OK ? change(planning, &plan) : status;
}

static enum status act(struct planning *planning)
{
    const struct option_value *options = planning->call->arguments->options;
    if (options[OPTION_INTERVIEW].is_given)
        return set_interview(planning);
    enum status status = look_up(planning);
    if (status == STATUS_OK && options[OPTION_NO_INTERVIEW].is_given && planning->has_outlook) {
        planning->outlook = (struct plan_outlook){ 0 };
        status = change(planning, &(struct plan){ 0 });
    }
    return status;
}

static enum status check_usage(struct call *call)
{
    const struct option_value *options = call->arguments->options;
    if (options[OPTION_INTERVIEW].is_given && options[OPTION_NO_INTERVIEW].is_given)
        return words_failure(&call->failure, STATUS_USAGE, SAY_PLAN_BOTH, NO_WORDS);
    if (call->arguments->operand_count > 0 && !options[OPTION_INTERVIEW].is_given)
        return words_failure(&call->failure, STATUS_USAGE, SAY_PLAN_SETS_ALONE,
                             WORDS({ "set", .plain = call->arguments->operands[0] }));
    return STATUS_OK;
}

static enum status run(struct call *call)
{
    struct planning planning = { .call = call };
    enum status status = check_usage(call);
    if (status == STATUS_OK)
        status = shelf_open(call, &planning.shelf);
    if (status == STATUS_OK)
        status = shelf_read_all(&planning.shelf);
    if (status == STATUS_OK)
        status = act(&planning);
    if (status == STATUS_OK)
        (call->arguments->options[OPTION_JSON].is_given ? write_json : write_view)(&planning);
    return status;
}

const struct verb verb_plan = {
    .name = "plan",
    .summary = "plan towards the day of an interview",
    .operands = "[SET...]",
    .operand_kind = OPERAND_SET,
    .operand_max = SIZE_MAX,
    .options = { OPTION_INTERVIEW, OPTION_NO_INTERVIEW, OPTION_JSON, OPTION_NOW },
    .text = "Says how many days are left, what there is to do today and how many minutes a day it takes, and for each heading "
            "of the guides what you remember now, what would be left on the day if you stopped today, and what to expect on "
            "the day if you follow the plan. Everything is told in points and in ranges, from a simulation of your memory; "
            "docs/scheduling.md says how.\n"
            "With --interview, what is reviewed comes back so that you remember it on that day. With SETs the plan is about "
            "these, else about all that you have practised. A new plan takes the place of the old one.",
    .examples = {
        { "viva plan --interview 2026-12-24 senior-rust", "plan towards Christmas Eve, with one set" },
        { "viva plan", "see how it stands" },
        { "viva plan --no-interview", "give it up" },
    },
    .function = run,
};
