#include "view/checklist.h"

#include "base/check.h"
#include "words/words.h"

static struct view *add_heading(struct arena *arena, struct view *group, const struct set *content, size_t heading)
{
    CHECK(heading < content->guide.heading_count);
    view_add_heading(arena, group, 3, words_quoted(arena, content->guide.headings[heading].title, content->language));
    return view_add(arena, group, VIEW_LIST, ROLE_NONE);
}

struct view *view_checklist(struct arena *arena, const struct set *content, const uint8_t *order, size_t count,
                            uint32_t ticked)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE), *list = NULL;
    size_t heading = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct point *point = &content->exercises[0].points[order[i]];
        if (point->heading != heading)
            list = add_heading(arena, group, content, point->heading);
        heading = point->heading;
        struct view *item = view_add_text(arena, list, VIEW_ITEM, (ticked >> i & 1) != 0 ? ROLE_RIGHT : ROLE_NONE,
                                          words_quoted(arena, point->statement, content->language));
        item->number = (int64_t)i + 1;
    }
    return group;
}
