#include "core/fold.h"

struct progress fold_start(struct uuid learner, struct string exercise)
{
    return (struct progress){ .learner = learner, .exercise = exercise, .last_score_percent = -1 };
}

void fold_response(struct progress *progress, struct moment time, struct hash content, const struct response *response,
                   const struct judgement *judgement)
{
    bool is_confident_wrong = !judgement->is_right && !response->is_dont_know && response->sureness == SURE_YES;
    if (progress->response_count == 0)
        progress->first_at = time.at;
    progress->response_count++;
    progress->right_count += judgement->is_right;
    progress->dont_know_count += response->is_dont_know;
    progress->confident_wrong_count += is_confident_wrong;
    progress->score_percent_sum += judgement->score_percent;
    if (response->took_ms >= 0)
        progress->took_ms_sum += response->took_ms;
    progress->last_at = time.at;
    progress->last_score_percent = judgement->score_percent;
    progress->last_sureness = (int32_t)response->sureness;
    progress->last_content = content;
}

void fold_reset(struct progress *progress)
{
    bool is_flagged = progress->is_flagged;
    *progress = fold_start(progress->learner, progress->exercise);
    progress->is_flagged = is_flagged;
}

void fold_flag(struct progress *progress, bool is_flagged)
{
    progress->is_flagged = is_flagged;
}

void fold_run_response(struct run_progress *run, struct moment time, const struct judgement *judgement)
{
    run->response_count++;
    run->right_count += judgement->is_right;
    run->last_at = time.at;
}

struct practice_day fold_day_start(struct uuid learner, int32_t day)
{
    return (struct practice_day){ .learner = learner, .day = day };
}

/* A journal from elsewhere may say anything of times. */
static void add_time(struct practice_day *day, int64_t took_ms)
{
    if (took_ms < 0 || took_ms > PRACTICE_DAY_MAX - day->took_ms_sum)
        return;
    day->timed_count++;
    day->took_ms_sum += took_ms;
}

void fold_day(struct practice_day *day, const struct response *response, const struct judgement *judgement)
{
    add_time(day, response->took_ms);
    if (response->is_produced) {
        day->produced_count++;
        return;
    }
    if (response->is_dont_know) {
        day->dont_know_count++;
        return;
    }
    day->chosen_count[response->sureness]++;
    day->chosen_right_count[response->sureness] += judgement->is_right;
}
