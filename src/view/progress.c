#include "view/progress.h"

#include "words/words.h"

/* One sentence on one exercise, of all time. */
static struct string state_text(struct arena *arena, const struct progress *progress)
{
    if (progress->response_count == 0)
        return words_plain(SAY_PROGRESS_NOT_YET);
    return words_counted(
        arena, SAY_PROGRESS_ANSWERED, progress->response_count,
        WORDS({ "right", .plain = view_figure(arena, progress->right_count) },
              { "mean", .plain = view_figure(arena, progress->score_percent_sum / progress->response_count) }));
}

static enum view_role state_role(const struct progress *progress)
{
    if (progress->response_count == 0)
        return ROLE_ABSENT;
    if (progress->last_score_percent == 0)
        return ROLE_WRONG;
    return progress->last_score_percent == 100 ? ROLE_RIGHT : ROLE_PARTLY;
}

static void add_state(struct arena *arena, struct view *pairs, struct text label, const struct progress *progress)
{
    struct string text = state_text(arena, progress);
    if (progress->is_flagged)
        text = words_string(arena, SAY_PROGRESS_FLAGGED, WORDS({ "state", .plain = text }));
    view_add_pair(arena, pairs, state_role(progress), label, text_plain(arena, text));
}

static void add_open_run(struct arena *arena, struct view *group, const struct run_progress *run)
{
    view_add_sentence(arena, group, ROLE_PROGRESS,
                      words_string(arena, SAY_PROGRESS_OPEN,
                                   WORDS({ "done", .plain = view_figure(arena, run->response_count) },
                                         { "count", .plain = view_figure(arena, run->step_count) })));
}

static void add_states(struct arena *arena, struct view *group, const struct set *set, const struct progress *exercises,
                       const struct run_progress *open_run)
{
    size_t answered_count = 0;
    for (size_t i = 0; i < set->exercise_count; i++)
        answered_count += exercises[i].response_count > 0;
    view_add_sentence(arena, group, ROLE_MUTED,
                      words_counted(arena, SAY_PROGRESS_ALL_TIME, (int64_t)set->exercise_count,
                                    WORDS({ "answered", .plain = view_figure(arena, (int64_t)answered_count) })));
    struct view *pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < set->exercise_count; i++)
        add_state(arena, pairs, words_quoted(arena, set->exercises[i].title, set->language), &exercises[i]);
    if (open_run)
        add_open_run(arena, group, open_run);
}

struct view *view_progress_states(struct arena *arena, const struct set *set, const struct progress *exercises,
                                  const struct run_progress *open_run)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    add_states(arena, group, set, exercises, open_run);
    return group;
}

struct view *view_progress(struct arena *arena, const struct set *set, const struct progress *exercises,
                           const struct run_progress *open_run)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_add_heading(arena, group, 2, text_plain(arena, set->title));
    add_states(arena, group, set, exercises, open_run);
    return group;
}

struct view *view_progress_elsewhere(struct arena *arena, const struct progress *items, size_t count)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (count == 0)
        return group;
    view_add_heading(arena, group, 2, text_plain(arena, words_plain(SAY_PROGRESS_ELSEWHERE)));
    struct view *pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < count; i++)
        add_state(arena, pairs, text_plain(arena, items[i].exercise), &items[i]);
    return group;
}
