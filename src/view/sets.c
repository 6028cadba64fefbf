#include "view/sets.h"

#include "words/words.h"

/* "Senior Rust engineer: 5 exercises", and what was done of them. */
static struct string item_text(struct arena *arena, const struct view_sets_item *item)
{
    struct string count = words_counted(arena, SAY_OPENING_COUNT, (int64_t)item->set->exercise_count, NO_WORDS);
    struct string text =
        words_string(arena, SAY_SETS_ITEM, WORDS({ "title", .plain = item->set->title }, { "count", .plain = count }));
    if (item->answered_count > 0)
        text = words_string(arena, SAY_SETS_ANSWERED,
                            WORDS({ "item", .plain = text },
                                  { "answered", .plain = view_figure(arena, (int64_t)item->answered_count) }));
    if (item->open_run)
        text = words_string(arena, SAY_SETS_OPEN,
                            WORDS({ "item", .plain = text },
                                  { "done", .plain = view_figure(arena, item->open_run->response_count) },
                                  { "count", .plain = view_figure(arena, item->open_run->step_count) }));
    return text;
}

struct view *view_sets(struct arena *arena, const struct view_sets_item *items, size_t count)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (count == 0) {
        view_add_sentence(arena, group, ROLE_MUTED, words_plain(SAY_SETS_NONE));
        return group;
    }
    struct view *pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < count; i++)
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, items[i].name),
                      text_plain(arena, item_text(arena, &items[i])));
    return group;
}

/* The minutes of all exercises together; 0 when one of them does not say how many it takes. */
static int64_t minutes_of(const struct set *set)
{
    int64_t sum = 0;
    for (size_t i = 0; i < set->exercise_count; i++) {
        if (set->exercises[i].minutes == 0)
            return 0;
        sum += set->exercises[i].minutes;
    }
    return sum;
}

struct string view_set_size(struct arena *arena, const struct set *set)
{
    int64_t minutes = minutes_of(set);
    struct string count = words_counted(arena, SAY_OPENING_COUNT, (int64_t)set->exercise_count, NO_WORDS);
    if (minutes == 0)
        return words_string(arena, SAY_SET_SIZE, WORDS({ "exercises", .plain = count }));
    return words_counted(arena, SAY_SET_SIZE_MINUTES, minutes, WORDS({ "exercises", .plain = count }));
}
