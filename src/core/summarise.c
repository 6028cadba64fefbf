#include "core/summarise.h"

#include "base/check.h"

/* Why an exercise deserves another look, weightiest first. An error made in full confidence is the likeliest to come
 * back; a right guess comes before a flag because the learner may not know that they need it. */
static const enum again_reason by_weight[] = {
    AGAIN_CONFIDENT_WRONG, AGAIN_WRONG, AGAIN_DONT_KNOW, AGAIN_GUESSED, AGAIN_FLAGGED, AGAIN_SKIPPED,
};
#define REASON_COUNT (sizeof by_weight / sizeof by_weight[0])

static bool is_reason(const struct summary_step *step, enum again_reason reason)
{
    const struct response *response = &step->response;
    bool is_choice = step->has_response && !response->is_dont_know && !response->is_produced;
    bool is_wrong = is_choice && !step->judgement.is_right;
    switch (reason) {
    case AGAIN_CONFIDENT_WRONG:
        return is_wrong && response->sureness == SURE_YES;
    case AGAIN_WRONG:
        return is_wrong;
    case AGAIN_DONT_KNOW:
        return step->has_response && response->is_dont_know;
    case AGAIN_GUESSED:
        return is_choice && response->sureness == SURE_GUESS;
    case AGAIN_FLAGGED:
        return step->is_flagged;
    case AGAIN_SKIPPED:
        return !step->has_response;
    }
    return false;
}

/* The place in by_weight of the first reason that holds; REASON_COUNT when none does. */
static size_t weightiest(const struct summary_step *step)
{
    size_t rank = 0;
    while (rank < REASON_COUNT && !is_reason(step, by_weight[rank]))
        rank++;
    return rank;
}

static void list_again(struct arena *arena, struct summary *summary, const struct summary_step *steps,
                       size_t step_count)
{
    summary->again = ARENA_NEW_MANY(arena, step_count, struct again);
    for (size_t rank = 0; rank < REASON_COUNT; rank++)
        for (size_t i = 0; i < step_count; i++)
            if (weightiest(&steps[i]) == rank)
                summary->again[summary->again_count++] = (struct again){ .step = i, .reason = by_weight[rank] };
}

static size_t find_heading(const struct guide *guide, struct string id)
{
    for (size_t i = 0; i < guide->heading_count; i++)
        if (string_equal(guide->headings[i].id, id))
            return i;
    return SIZE_MAX;
}

/* What one answered exercise adds to the share of each heading: the best answer's points, and which of them the chosen
 * one makes. */
static void add_shares(struct heading_share *shares, const struct guide *guide, const struct summary_step *step)
{
    const struct exercise *exercise = step->exercise;
    point_mask wanted = exercise->options[exercise_best(exercise)].marks.covers;
    for (size_t i = 0; i < exercise->point_count; i++) {
        size_t heading = find_heading(guide, step->guide->headings[exercise->points[i].heading].id);
        if (heading == SIZE_MAX || (wanted >> i & 1) == 0)
            continue;
        shares[heading].point_count++;
        shares[heading].covered_count += step->judgement.points[i] == VERDICT_COVERED;
        shares[heading].touched_count += step->judgement.points[i] == VERDICT_TOUCHED;
    }
}

/* Headings under which nothing was asked have no share to show. */
static void list_shares(struct arena *arena, struct summary *summary, const struct guide *guide,
                        const struct summary_step *steps, size_t step_count)
{
    struct heading_share *all = ARENA_NEW_MANY(arena, guide->heading_count, struct heading_share);
    for (size_t i = 0; i < step_count; i++)
        if (steps[i].has_response)
            add_shares(all, guide, &steps[i]);
    summary->shares = all;
    for (size_t i = 0; i < guide->heading_count; i++) {
        if (all[i].point_count == 0)
            continue;
        all[i].heading = i;
        summary->shares[summary->share_count++] = all[i];
    }
}

/* How sure the learner was says something about a choice only: "I don't know" is never over-confident. */
static void count_response(struct summary *summary, const struct summary_step *step)
{
    summary->response_count++;
    summary->right_count += step->judgement.is_right;
    summary->dont_know_count += step->response.is_dont_know;
    if (step->response.is_dont_know || step->response.is_produced)
        return;
    CHECK(step->response.sureness <= SURE_YES);
    summary->sure_count[step->response.sureness]++;
    summary->sure_right_count[step->response.sureness] += step->judgement.is_right;
}

struct summary summarise(struct arena *arena, const struct guide *guide, const struct summary_step *steps,
                         size_t step_count)
{
    struct summary summary = { .step_count = (int)step_count, .score_percent = -1 };
    int score_sum = 0;
    for (size_t i = 0; i < step_count; i++) {
        if (!steps[i].has_response)
            continue;
        count_response(&summary, &steps[i]);
        score_sum += steps[i].judgement.score_percent;
    }
    if (summary.response_count > 0)
        summary.score_percent = (score_sum + summary.response_count / 2) / summary.response_count;
    list_shares(arena, &summary, guide, steps, step_count);
    list_again(arena, &summary, steps, step_count);
    return summary;
}
