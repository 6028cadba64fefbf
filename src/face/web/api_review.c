/* What is due, and what an answer led to. */
#include "face/web/api_review.h"

#include "face/web/api.h"
#include "face/web/api_body.h"
#include "face/web/reply.h"
#include "view/review.h"
#include "words/words.h"

static const char *const grades[] = {
    [MEMORY_AGAIN] = "again", [MEMORY_HARD] = "hard", [MEMORY_GOOD] = "good", [MEMORY_EASY] = "easy"
};

enum memory_skill api_skill(const struct request *request)
{
    bool is_produced = request->lease->practice.run.steps[request->step].order.count == 0;
    return is_produced ? MEMORY_PRODUCING : MEMORY_RECOGNISING;
}

static bool look(struct request *request, struct review_outlook *outlook)
{
    struct failure failure = { 0 };
    enum status status =
        review_look(&request->site->learner, request->arena, site_now(request->site), outlook, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
    return status == STATUS_OK;
}

/* What is due. -------------------------------------------------------------------------------------------------- */

static void add_due(struct api_answer *answer, const struct memory_row *row)
{
    api_string(answer, "due_day", time_day_format(answer->arena, row->due_day));
    api_time(answer, "due_at", row->due_at);
}

static void add_item(struct api_answer *answer, const struct review_item *item)
{
    static const char *const urgencies[MEMORY_URGENCY_END] = {
        [MEMORY_MISTAKEN] = "mistaken", [MEMORY_FRESH] = "fresh", [MEMORY_STEADY] = "steady"
    };
    const struct memory_row *row = &item->row;
    api_string(answer, "exercise", row->exercise);
    api_string(answer, "skill", string_from(memory_skill_ids[item->skill]));
    api_string(answer, "urgency", string_from(urgencies[row->urgency]));
    api_integer(answer, "review_count", row->review_count);
    api_time(answer, "last_at", row->last_at);
    add_due(answer, row);
    if (item->set == NULL) {
        api_null(answer, "set");
        api_null(answer, "title");
        return;
    }
    api_string(answer, "set", set_full_id(answer->arena, item->set));
    api_text(answer, "title", item->set->exercises[item->exercise].title);
}

void api_review(struct request *request)
{
    struct review_outlook outlook;
    struct api_answer answer;
    if (!look(request, &outlook))
        return;
    api_begin_answer(&answer, request);
    api_integer(&answer, "memory_count", outlook.memory_count);
    api_integer(&answer, "due_count", outlook.due_count);
    api_integer(&answer, "today_count", outlook.today_count);
    api_open_array(&answer, "due");
    for (size_t i = 0; i < outlook.item_count; i++) {
        api_open_object(&answer, NULL);
        add_item(&answer, &outlook.items[i]);
        api_close_object(&answer);
    }
    api_close_array(&answer);
    if (outlook.has_next) {
        api_open_object(&answer, "next");
        add_item(&answer, &outlook.next);
        api_close_object(&answer);
    } else {
        api_null(&answer, "next");
    }
    reply_json(request, 200, api_end_answer(&answer));
}

/* Beginning. ---------------------------------------------------------------------------------------------------- */

/* Of what is due the first that fits; NULL when none does. An exercise that is not due cannot be had: its points would
 * be the key to a question that is still to be chosen. */
static const struct review_item *find(const struct review_outlook *outlook, const struct api_field *exercise,
                                      enum memory_skill skill)
{
    for (size_t i = 0; i < outlook->item_count; i++) {
        const struct review_item *item = &outlook->items[i];
        if ((!exercise->has || string_equal(item->row.exercise, exercise->string)) &&
            (skill == MEMORY_SKILL_END || item->skill == skill))
            return item;
    }
    return NULL;
}

static void begin(struct request *request, const struct review_item *item)
{
    struct failure failure = { 0 };
    enum status status = runs_begin_review(request->site->runs, item, site_seed(request->site), site_now(request->site),
                                           &request->lease, &failure);
    if (status == STATUS_OK)
        api_begun(request);
    else
        reply_failure(request, status, &failure);
}

/* False, and 400 was sent, for a skill that does not exist; MEMORY_SKILL_END for either. */
static bool read_skill(struct request *request, const struct api_field *field, enum memory_skill *skill)
{
    *skill = MEMORY_SKILL_END;
    if (!field->has)
        return true;
    size_t index = api_read_name(request, field, memory_skill_ids + 1, MEMORY_SKILL_END - 1);
    *skill = (enum memory_skill)(index + 1);
    return index != SIZE_MAX;
}

void api_begin_review(struct request *request)
{
    struct api_field fields[] = {
        { .name = "exercise", .kind = API_STRING, .low = 1, .high = 3 * SLUG_MAX + 2 },
        { .name = "skill", .kind = API_STRING, .high = 16 },
    };
    struct review_outlook outlook;
    enum memory_skill skill;
    if (!api_read(request, fields, 2) || !read_skill(request, &fields[1], &skill) || !look(request, &outlook))
        return;
    const struct review_item *item = find(&outlook, &fields[0], skill);
    if (item != NULL)
        begin(request, item);
    else
        reply_error(request, 409, words_plain(outlook.item_count > 0 ? SAY_WEB_NOT_DUE : SAY_REVIEW_NOTHING_DUE));
}

/* What an answer led to. ---------------------------------------------------------------------------------------- */

bool api_outcome_look(struct request *request, const struct practice_step *state, struct review_outcome *outcome,
                      bool *has)
{
    struct failure failure = { 0 };
    enum status status = review_outcome(&request->site->learner, request->arena, &request->lease->practice,
                                        request->step, state, outcome, &failure);
    *has = status == STATUS_OK;
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        return true;
    reply_failure(request, status, &failure);
    return false;
}

void api_outcome(struct api_answer *answer, const struct review_outcome *outcome)
{
    api_open_object(answer, "outcome");
    api_string(answer, "grade", string_from(grades[outcome->row.last_grade]));
    api_text(answer, "reason", outcome->reason);
    api_text(answer, "comes_back", view_comes_back(answer->arena, &outcome->row, site_now(answer->request->site)));
    add_due(answer, &outcome->row);
    api_close_object(answer);
}
