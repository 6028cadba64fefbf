#include "view/view.h"

struct view *view_new(struct arena *arena, enum view_kind kind, enum view_role role)
{
    struct view *view = ARENA_NEW(arena, struct view);
    view->kind = kind;
    view->role = role;
    return view;
}

void view_append(struct view *parent, struct view *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

struct view *view_add(struct arena *arena, struct view *parent, enum view_kind kind, enum view_role role)
{
    struct view *child = view_new(arena, kind, role);
    view_append(parent, child);
    return child;
}

struct view *view_add_text(struct arena *arena, struct view *parent, enum view_kind kind, enum view_role role,
                           struct text text)
{
    struct view *child = view_add(arena, parent, kind, role);
    child->text = text;
    return child;
}

struct view *view_add_string(struct arena *arena, struct view *parent, enum view_kind kind, enum view_role role,
                             struct string s)
{
    return view_add_text(arena, parent, kind, role, text_plain(arena, s));
}

struct view *view_add_sentence(struct arena *arena, struct view *parent, enum view_role role, struct string sentence)
{
    return view_add_string(arena, parent, VIEW_PARAGRAPH, role, sentence);
}

struct view *view_add_heading(struct arena *arena, struct view *parent, int level, struct text text)
{
    struct view *heading = view_add_text(arena, parent, VIEW_HEADING, ROLE_NONE, text);
    heading->level = level;
    return heading;
}

struct view *view_add_prose(struct arena *arena, struct view *parent, enum view_role role, struct prose prose)
{
    struct view *child = view_add(arena, parent, VIEW_PROSE, role);
    child->prose = prose;
    return child;
}

struct view *view_add_pair(struct arena *arena, struct view *pairs, enum view_role role, struct text label,
                           struct text text)
{
    struct view *pair = view_add_text(arena, pairs, VIEW_PAIR, role, text);
    pair->label = label;
    return pair;
}

struct string view_figure(struct arena *arena, int64_t number)
{
    char digits[24], *first = digits + sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        *--first = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--first = '-';
    return string_copy(arena, (struct string){ first, (size_t)(digits + sizeof digits - first) });
}
