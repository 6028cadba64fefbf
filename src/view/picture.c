#include "view/picture.h"

struct view *view_add_picture(struct arena *arena, struct view *parent, int level, struct text title,
                              struct text sentence, const struct picture *picture)
{
    struct view *view = view_add_text(arena, parent, VIEW_PICTURE, ROLE_NONE, sentence);
    view->label = title;
    view->level = level;
    view->picture = picture;
    return view_add(arena, view, VIEW_TABLE, ROLE_NONE);
}

struct view *view_add_row(struct arena *arena, struct view *table)
{
    return view_add(arena, table, VIEW_ROW, ROLE_NONE);
}

void view_add_cell(struct arena *arena, struct view *row, struct text text)
{
    view_add_text(arena, row, VIEW_CELL, ROLE_NONE, text);
}

void view_add_cell_string(struct arena *arena, struct view *row, struct string s)
{
    view_add_cell(arena, row, text_plain(arena, s));
}
