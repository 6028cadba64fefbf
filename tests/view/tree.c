#include "tree.h"

static void add_words(struct buffer *buffer, const struct view *view)
{
    struct arena *arena = buffer->arena;
    struct string words[] = { text_string(arena, view->label), text_string(arena, view->text),
                              prose_string(arena, view->prose) };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        buffer_add(buffer, words[i]);
        if (words[i].size > 0)
            buffer_add_byte(buffer, '\n');
    }
    for (const struct view *child = view->first; child; child = child->next)
        add_words(buffer, child);
}

struct string tree_words(struct arena *arena, const struct view *view)
{
    struct buffer buffer = buffer_in(arena);
    add_words(&buffer, view);
    return buffer_string(&buffer);
}

const struct view *tree_find(const struct view *view, enum view_kind kind)
{
    if (view->kind == kind)
        return view;
    for (const struct view *child = view->first; child; child = child->next) {
        const struct view *found = tree_find(child, kind);
        if (found)
            return found;
    }
    return NULL;
}
