#include "view/guide.h"

#include "words/words.h"

struct view *view_opening(struct arena *arena, const struct set *set, bool with_about)
{
    struct view *opening = view_new(arena, VIEW_GROUP, ROLE_NONE);
    opening->language = set->language;
    view_add_heading(arena, opening, 1, text_plain(arena, set->title));
    struct string summary = words_counted(arena, SAY_OPENING_COUNT, (int64_t)set->exercise_count, NO_WORDS);
    if (set->focus.size > 0)
        summary = words_string(arena, SAY_OPENING_FOCUS,
                               WORDS({ "count", .plain = summary }, { "focus", .plain = set->focus }));
    view_add_sentence(arena, opening, ROLE_MUTED, summary);
    if (with_about && !prose_is_empty(set->about))
        view_add_prose(arena, opening, ROLE_NONE, set->about);
    return opening;
}

struct view *view_guide_pairs(struct arena *arena, const struct guide *guide, struct string language)
{
    struct view *pairs = view_new(arena, VIEW_PAIRS, ROLE_NONE);
    pairs->language = language;
    for (size_t i = 0; i < guide->heading_count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, guide->headings[i].title, guide->headings[i].advice);
    return pairs;
}

struct view *view_guide(struct arena *arena, const struct guide *guide)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (guide->heading_count == 0)
        return group;
    if (!text_is_empty(guide->title))
        view_add_heading(arena, group, 2, guide->title);
    view_append(group, view_guide_pairs(arena, guide, (struct string){ 0 }));
    return group;
}
