/* What was done so far. */
#include "face/web/api.h"
#include "face/web/api_write.h"
#include "face/web/reply.h"

#define DAYS_TOLD 28

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

static void add_set(struct api_answer *answer, const struct set_progress *progress)
{
    api_open_object(answer, NULL);
    api_set_members(answer, progress->set);
    api_set_progress(answer, progress);
    api_open_array(answer, "exercises");
    for (size_t i = 0; i < progress->set->exercise_count; i++) {
        api_open_object(answer, NULL);
        api_text(answer, "title", progress->set->exercises[i].title);
        add_figures(answer, &progress->exercises[i]);
        api_close_object(answer);
    }
    api_close_array(answer);
    api_close_object(answer);
}

static enum status add_sets(struct api_answer *answer, struct failure *failure)
{
    const struct learner *learner = &answer->request->site->learner;
    enum status status = STATUS_OK;
    api_open_array(answer, "sets");
    for (size_t i = 0; i < learner->library->set_count && status == STATUS_OK; i++) {
        struct set_progress progress;
        status = progress_of_set(learner, answer->arena, learner->library->sets[i], &progress, failure);
        if (status == STATUS_OK)
            add_set(answer, &progress);
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

static enum status add_days(struct api_answer *answer, struct failure *failure)
{
    struct progress_day days[DAYS_TOLD];
    const struct site *site = answer->request->site;
    int32_t first = time_local_day(site_now(site)) - DAYS_TOLD + 1;
    enum status status = progress_days(&site->learner, first, DAYS_TOLD, days, failure);
    if (status != STATUS_OK)
        return status;
    api_open_array(answer, "days");
    for (size_t i = 0; i < DAYS_TOLD; i++) {
        api_open_object(answer, NULL);
        api_string(answer, "day", time_day_format(answer->arena, days[i].day));
        api_integer(answer, "response_count", days[i].response_count);
        api_integer(answer, "right_count", days[i].right_count);
        api_close_object(answer);
    }
    api_close_array(answer);
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
        status = add_days(&answer, &failure);
    if (status == STATUS_OK)
        reply_json(request, 200, api_end_answer(&answer));
    else
        reply_failure(request, status, &failure);
}
