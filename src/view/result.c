#include "view/result.h"

#include "base/check.h"
#include "words/words.h"

/* What one cell of the table says, by verdict. */
static const struct {
    enum view_role role;
    enum say says;
} cells[VERDICT_COUNT] = {
    [VERDICT_COVERED] = { ROLE_RIGHT, SAY_CELL_COVERED },
    [VERDICT_TOUCHED] = { ROLE_PARTLY, SAY_CELL_TOUCHED },
    [VERDICT_ABSENT] = { ROLE_ABSENT, SAY_CELL_ABSENT },
    [VERDICT_CONTRADICTED] = { ROLE_WRONG, SAY_CELL_CONTRADICTED },
    [VERDICT_UNSURE] = { ROLE_MUTED, SAY_CELL_UNSURE },
};

static void add_verdict(struct arena *arena, struct view *group, const struct explanation *explanation,
                        const struct response *response)
{
    enum view_role role = response->is_dont_know                                 ? ROLE_PARTLY
                          : explanation->chosen_place == explanation->best_place ? ROLE_RIGHT
                                                                                 : ROLE_WRONG;
    view_add_text(arena, group, VIEW_PARAGRAPH, role, explanation->verdict);
}

static void add_paragraphs(struct arena *arena, struct view *group, const struct texts *paragraphs)
{
    for (size_t i = 0; i < paragraphs->count; i++)
        view_add_text(arena, group, VIEW_PARAGRAPH, ROLE_NONE, paragraphs->items[i]);
}

static void add_header_row(struct arena *arena, struct view *table, const struct explanation *explanation)
{
    struct view *row = view_add(arena, table, VIEW_ROW, ROLE_NONE);
    view_add_string(arena, row, VIEW_CELL, ROLE_NONE, words_plain(SAY_TABLE_POINT));
    for (size_t place = 0; place < explanation->option_count; place++) {
        enum view_role role = place == explanation->best_place     ? ROLE_RIGHT
                              : place == explanation->chosen_place ? ROLE_CHOSEN
                                                                   : ROLE_NONE;
        view_add_string(arena, row, VIEW_CELL, role,
                        string_copy(arena, (struct string){ &explanation->letters[place], 1 }));
    }
}

static void add_heading_row(struct arena *arena, struct view *table, const struct heading *heading)
{
    struct view *row = view_add(arena, table, VIEW_ROW, ROLE_NONE);
    view_add_text(arena, row, VIEW_CELL, ROLE_NONE, heading->title);
}

static void add_point_row(struct arena *arena, struct view *table, const struct explanation *explanation,
                          const struct explanation_row *row, const struct point *point)
{
    struct view *line = view_add(arena, table, VIEW_ROW, ROLE_NONE);
    view_add_text(arena, line, VIEW_CELL, ROLE_NONE, point->statement);
    for (size_t place = 0; place < explanation->option_count; place++) {
        enum verdict verdict = row->cells[place];
        CHECK(verdict < VERDICT_COUNT);
        view_add_string(arena, line, VIEW_CELL, cells[verdict].role, words_plain(cells[verdict].says));
    }
}

static void add_table(struct arena *arena, struct view *group, const struct set *content,
                      const struct explanation *explanation)
{
    if (explanation->row_count == 0)
        return;
    const struct exercise *exercise = &content->exercises[0];
    struct view *table = view_add_string(arena, group, VIEW_TABLE, ROLE_NONE, words_plain(SAY_TABLE_CAPTION));
    add_header_row(arena, table, explanation);
    size_t heading = SIZE_MAX;
    for (size_t i = 0; i < explanation->row_count; i++) {
        const struct point *point = &exercise->points[explanation->rows[i].point];
        if (point->heading != heading && point->heading < content->guide.heading_count)
            add_heading_row(arena, table, &content->guide.headings[point->heading]);
        heading = point->heading;
        add_point_row(arena, table, explanation, &explanation->rows[i], point);
    }
}

struct view *view_result(struct arena *arena, const struct set *content, const struct explanation *explanation,
                         const struct response *response)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    group->language = content->language;
    add_verdict(arena, group, explanation, response);
    add_paragraphs(arena, group, &explanation->best);
    add_paragraphs(arena, group, &explanation->others);
    add_table(arena, group, content, explanation);
    if (!prose_is_empty(explanation->lesson)) {
        view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_LESSON_HEADING)));
        view_add_prose(arena, group, ROLE_NONE, explanation->lesson);
    }
    return group;
}
