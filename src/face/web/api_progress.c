/* What was done so far. */
#include "app/record.h"
#include "face/web/api.h"
#include "face/web/api_write.h"
#include "face/web/reply.h"

#define DECIMAL_PLACES 4 /* of likelihoods, and of days */

static void add_figures(struct api_answer *answer, const struct progress *progress)
{
    bool has_response = progress->response_count > 0;
    api_integer(answer, "response_count", progress->response_count);
    api_integer(answer, "right_count", progress->right_count);
    api_integer(answer, "dont_know_count", progress->dont_know_count);
    api_integer_or_null(answer, "mean_score_percent",
                        has_response ? progress->score_percent_sum / progress->response_count : 0, has_response);
    api_time(answer, "first_at", progress->first_at);
    api_time(answer, "last_at", progress->last_at);
    api_bool(answer, "flagged", progress->is_flagged);
}

/* What is known. --------------------------------------------------------------------------------------------------- */

static void add_share(struct api_answer *answer, const char *key, const struct known_share *share)
{
    api_open_object(answer, key);
    api_decimal(answer, "expected", share->expected, DECIMAL_PLACES);
    api_integer(answer, "low", share->low);
    api_integer(answer, "high", share->high);
    api_close_object(answer);
}

static void add_part(struct api_answer *answer, const char *key, const struct known_part *part,
                     const struct known_set *set)
{
    api_open_object(answer, key);
    api_text(answer, "title", part->title);
    api_integer(answer, "point_count", part->point_count);
    api_integer(answer, "exercise_count", part->exercise_count);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        api_open_object(answer, memory_skill_ids[skill]);
        api_integer(answer, "begun_count", part->begun_count[skill]);
        add_share(answer, "today", &part->now[skill]);
        if (set->has_interview)
            add_share(answer, "on_the_day", &part->on_the_day[skill]);
        else
            api_null(answer, "on_the_day");
        api_close_object(answer);
    }
    api_close_object(answer);
}

static void add_known(struct api_answer *answer, const struct known_set *known)
{
    add_part(answer, "known", &known->whole, known);
    api_open_array(answer, "headings");
    for (size_t i = 0; i < known->heading_count; i++)
        add_part(answer, NULL, &known->headings[i], known);
    api_close_array(answer);
}

/* Sets. ------------------------------------------------------------------------------------------------------------ */

/* An author's id may say what the best answer is about: it is told once the exercise was answered. */
static void add_id(struct api_answer *answer, const struct set_progress *progress, size_t exercise)
{
    if (progress->exercises[exercise].response_count > 0)
        api_string(answer, "exercise",
                   exercise_full_id(answer->arena, progress->set, &progress->set->exercises[exercise]));
    else
        api_null(answer, "exercise");
}

static void add_set(struct api_answer *answer, const struct set_progress *progress, const struct known_set *known)
{
    api_open_object(answer, NULL);
    api_set_members(answer, progress->set);
    api_set_progress(answer, progress);
    api_open_array(answer, "exercises");
    for (size_t i = 0; i < progress->set->exercise_count; i++) {
        api_open_object(answer, NULL);
        add_id(answer, progress, i);
        api_text(answer, "title", progress->set->exercises[i].title);
        add_figures(answer, &progress->exercises[i]);
        api_close_object(answer);
    }
    api_close_array(answer);
    add_known(answer, known);
    api_close_object(answer);
}

static int32_t today(const struct api_answer *answer)
{
    return time_local_day(site_now(answer->request->site));
}

static enum status add_sets(struct api_answer *answer, struct failure *failure)
{
    const struct learner *learner = &answer->request->site->learner;
    enum status status = STATUS_OK;
    api_open_array(answer, "sets");
    for (size_t i = 0; i < learner->library->set_count && status == STATUS_OK; i++) {
        struct known_set known;
        struct set_progress progress;
        status = progress_of_set(learner, answer->arena, learner->library->sets[i], &progress, failure);
        if (status == STATUS_OK)
            status = record_known(learner, answer->arena, learner->library->sets[i], today(answer), &known, failure);
        if (status == STATUS_OK)
            add_set(answer, &progress, &known);
    }
    api_close_array(answer);
    return status;
}

static enum status add_elsewhere(struct api_answer *answer, struct failure *failure)
{
    struct progress_list list;
    enum status status = progress_elsewhere(&answer->request->site->learner, answer->arena, &list, failure);
    if (status != STATUS_OK)
        return status;
    api_open_array(answer, "elsewhere");
    for (size_t i = 0; i < list.count; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "exercise", list.items[i].exercise);
        add_figures(answer, &list.items[i]);
        api_close_object(answer);
    }
    api_close_array(answer);
    return STATUS_OK;
}

/* Practice. -------------------------------------------------------------------------------------------------------- */

static void add_days(struct api_answer *answer, const struct practice_record *record)
{
    api_open_array(answer, "days");
    for (size_t i = 0; i < record->day_count; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "day", time_day_format(answer->arena, record->days[i].day));
        api_integer(answer, "response_count", record->days[i].answer_count);
        api_integer(answer, "asked_count", record->days[i].asked_count);
        api_integer(answer, "right_count", record->days[i].right_count);
        api_integer(answer, "took_ms", record->days[i].took_ms);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_sureness(struct api_answer *answer, const struct practice_record *record)
{
    api_open_array(answer, "sureness");
    for (size_t i = 0; i < SURENESS_COUNT; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "sureness", string_from(sureness_ids[i]));
        api_integer(answer, "choice_count", record->sureness[i].count);
        api_integer(answer, "right_count", record->sureness[i].right_count);
        api_decimal(answer, "low", record->sureness[i].low, DECIMAL_PLACES);
        api_decimal(answer, "high", record->sureness[i].high, DECIMAL_PLACES);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static enum status add_record(struct api_answer *answer, struct failure *failure)
{
    struct practice_record record;
    enum status status = record_look(&answer->request->site->learner, answer->arena, today(answer), &record, failure);
    if (status != STATUS_OK)
        return status;
    add_days(answer, &record);
    api_open_object(answer, "ever");
    api_integer(answer, "response_count", record.all_answer_count);
    api_integer(answer, "asked_count", record.all_asked_count);
    api_integer(answer, "right_count", record.all_right_count);
    api_integer(answer, "timed_count", record.all_timed_count);
    api_integer(answer, "took_ms", record.all_took_ms);
    api_close_object(answer);
    add_sureness(answer, &record);
    return STATUS_OK;
}

void api_progress(struct request *request)
{
    struct failure failure = { 0 };
    struct api_answer answer;
    api_begin_answer(&answer, request);
    enum status status = add_sets(&answer, &failure);
    if (status == STATUS_OK)
        status = add_elsewhere(&answer, &failure);
    if (status == STATUS_OK)
        status = add_record(&answer, &failure);
    if (status == STATUS_OK)
        reply_json(request, 200, api_end_answer(&answer));
    else
        reply_failure(request, status, &failure);
}

/* One exercise. ---------------------------------------------------------------------------------------------------- */

static void add_day_or_null(struct api_answer *answer, const char *key, int32_t day, bool has)
{
    if (has)
        api_string(answer, key, time_day_format(answer->arena, day));
    else
        api_null(answer, key);
}

static void add_recall_or_null(struct api_answer *answer, const char *key, double recall, bool has)
{
    if (has)
        api_decimal(answer, key, recall, DECIMAL_PLACES);
    else
        api_null(answer, key);
}

static void add_answers(struct api_answer *answer, const struct curve *curve)
{
    api_open_array(answer, "answers");
    for (size_t i = 0; i < curve->answer_count; i++) {
        const struct curve_answer *one = &curve->answers[i];
        api_open_object(answer, NULL);
        api_time(answer, "at", one->time.at);
        api_string(answer, "day", time_day_format(answer->arena, one->day));
        api_bool(answer, "right", one->is_right);
        api_bool(answer, "dont_know", one->is_dont_know);
        api_integer(answer, "score_percent", one->score_percent);
        api_string(answer, "sureness", string_from(sureness_ids[one->sureness]));
        api_integer(answer, "grade", (int64_t)one->grade);
        add_recall_or_null(answer, "recall_before", one->recall, one->recall >= 0);
        api_decimal(answer, "stability", one->stability, DECIMAL_PLACES);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_curve(struct api_answer *answer, const struct curve *curve)
{
    api_open_object(answer, NULL);
    api_string(answer, "skill", string_from(memory_skill_ids[curve->skill]));
    api_decimal(answer, "threshold", curve->threshold, DECIMAL_PLACES);
    api_decimal(answer, "recall_today", curve->now, DECIMAL_PLACES);
    api_string(answer, "below_threshold_from", time_day_format(answer->arena, curve->threshold_day));
    api_string(answer, "due", time_day_format(answer->arena, curve->due_day));
    add_day_or_null(answer, "interview", curve->interview_day, curve->has_interview);
    add_recall_or_null(answer, "recall_on_the_day", curve->on_the_day, curve->has_interview);
    add_answers(answer, curve);
    api_open_array(answer, "points");
    for (size_t i = 0; i < curve->point_count; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "day", time_day_format(answer->arena, curve->points[i].day));
        api_decimal(answer, "recall", curve->points[i].recall, DECIMAL_PLACES);
        api_close_object(answer);
    }
    api_close_array(answer);
    api_close_object(answer);
}

void api_curve(struct request *request)
{
    size_t count;
    struct failure failure = { 0 };
    struct curve curves[RECORD_CURVES_MAX];
    struct api_answer answer;
    api_begin_answer(&answer, request);
    enum status status = record_curves(&request->site->learner, request->arena, request->set, request->exercise,
                                       today(&answer), curves, &count, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    api_text(&answer, "title", request->set->exercises[request->exercise].title);
    api_open_array(&answer, "curves");
    for (size_t i = 0; i < count; i++)
        add_curve(&answer, &curves[i]);
    api_close_array(&answer);
    reply_json(request, 200, api_end_answer(&answer));
}
