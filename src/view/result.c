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

/* What was said aloud is never wrong as a whole: it has points, or lacks them. */
static enum view_role produced_role(const struct explanation *explanation)
{
    for (size_t row = 0; row < explanation->row_count; row++)
        if (explanation->rows[row].cells[0] != VERDICT_COVERED)
            return ROLE_PARTLY;
    return ROLE_RIGHT;
}

struct view *view_verdict(struct arena *arena, const struct explanation *explanation, const struct response *response)
{
    enum view_role role = explanation->is_produced                               ? produced_role(explanation)
                          : explanation->chosen_place == explanation->best_place ? ROLE_RIGHT
                                                                                 : ROLE_WRONG;
    struct view *verdict = view_new(arena, VIEW_PARAGRAPH, response->is_dont_know ? ROLE_CHOSEN : role);
    verdict->text = explanation->verdict;
    return verdict;
}

static void add_paragraphs(struct arena *arena, struct view *group, const struct texts *paragraphs)
{
    for (size_t i = 0; i < paragraphs->count; i++)
        view_add_text(arena, group, VIEW_PARAGRAPH, ROLE_NONE, paragraphs->items[i]);
}

struct view *view_reasons(struct arena *arena, const struct explanation *explanation)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    add_paragraphs(arena, group, &explanation->best);
    add_paragraphs(arena, group, &explanation->others);
    return group;
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

/* A statement is the head of a row, not a sentence: without its full stop. */
static struct text without_stop(struct arena *arena, struct text statement)
{
    struct span *last = statement.count > 0 ? &statement.spans[statement.count - 1] : NULL;
    bool has_stop = last && !(last->style & SPAN_CODE) && string_ends_with(last->text, STRING(".")) &&
                    !string_ends_with(last->text, STRING(".."));
    if (!has_stop)
        return statement;
    struct text copy = { ARENA_NEW_MANY(arena, statement.count, struct span), statement.count };
    for (size_t i = 0; i < statement.count; i++)
        copy.spans[i] = statement.spans[i];
    copy.spans[copy.count - 1].text.size--;
    return copy;
}

struct view *view_verdict_cell(struct arena *arena, enum verdict verdict)
{
    CHECK(verdict < VERDICT_COUNT);
    struct view *cell = view_new(arena, VIEW_CELL, cells[verdict].role);
    cell->text = text_plain(arena, words_plain(cells[verdict].says));
    return cell;
}

static void add_point_row(struct arena *arena, struct view *table, const struct explanation *explanation,
                          const struct explanation_row *row, struct text statement)
{
    struct view *line = view_add(arena, table, VIEW_ROW, ROLE_NONE);
    view_add_text(arena, line, VIEW_CELL, ROLE_NONE, statement);
    for (size_t place = 0; place < explanation->option_count; place++)
        view_append(line, view_verdict_cell(arena, row->cells[place]));
}

enum say view_points_heading(const struct explanation *explanation)
{
    return explanation->is_produced ? SAY_PRODUCED_HEADING : SAY_TABLES_HEADING;
}

/* Where the rows of one heading of the guide end. */
static size_t heading_end(const struct exercise *exercise, const struct explanation *explanation, size_t first)
{
    size_t heading = exercise->points[explanation->rows[first].point].heading;
    while (first < explanation->row_count && exercise->points[explanation->rows[first].point].heading == heading)
        first++;
    return first;
}

/* The part under one heading, begun: a table of options by points, or a list of what was said and what was not. */
static struct view *begin_heading(struct arena *arena, struct view *group, const struct explanation *explanation,
                                  struct text title)
{
    if (explanation->is_produced) {
        view_add_heading(arena, group, 4, title);
        return view_add(arena, group, VIEW_LIST, ROLE_NONE);
    }
    struct view *table = view_add_text(arena, group, VIEW_TABLE, ROLE_NONE, title);
    add_header_row(arena, table, explanation);
    return table;
}

static void add_said(struct arena *arena, struct view *list, const struct explanation_row *row, struct text statement)
{
    bool is_said = row->cells[0] == VERDICT_COVERED;
    view_add_text(
        arena, list, VIEW_ITEM, cells[row->cells[0]].role,
        words_text(arena, is_said ? SAY_PRODUCED_SAID : SAY_PRODUCED_LEFT_OUT, WORDS({ "point", .rich = statement })));
}

struct view *view_points(struct arena *arena, const struct set *content, const struct explanation *explanation)
{
    const struct exercise *exercise = &content->exercises[0];
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    for (size_t row = 0; row < explanation->row_count;) {
        size_t end = heading_end(exercise, explanation, row);
        size_t heading = exercise->points[explanation->rows[row].point].heading;
        CHECK(heading < content->guide.heading_count);
        struct view *part = begin_heading(
            arena, group, explanation, words_quoted(arena, content->guide.headings[heading].title, content->language));
        for (; row < end; row++) {
            struct text statement =
                words_quoted(arena, without_stop(arena, exercise->points[explanation->rows[row].point].statement),
                             content->language);
            if (explanation->is_produced)
                add_said(arena, part, &explanation->rows[row], statement);
            else
                add_point_row(arena, part, explanation, &explanation->rows[row], statement);
        }
    }
    return group;
}

struct view *view_model_answer(struct arena *arena, const struct set *content, const struct explanation *explanation)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (explanation->model_answer == NULL)
        return group;
    view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_MODEL_ANSWER_HEADING)));
    view_add_prose(arena, group, ROLE_NONE, *explanation->model_answer)->language = content->language;
    return group;
}

struct view *view_lesson(struct arena *arena, const struct set *content, const struct explanation *explanation)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (prose_is_empty(explanation->lesson))
        return group;
    view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_LESSON_HEADING)));
    view_add_prose(arena, group, ROLE_NONE, explanation->lesson)->language = content->language;
    return group;
}

static void take_children(struct view *group, struct view *from)
{
    for (struct view *child = from->first, *next; child != NULL; child = next) {
        next = child->next;
        child->next = NULL;
        view_append(group, child);
    }
}

struct view *view_result(struct arena *arena, const struct set *content, const struct explanation *explanation,
                         const struct response *response)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_append(group, view_verdict(arena, explanation, response));
    take_children(group, view_reasons(arena, explanation));
    if (explanation->row_count > 0)
        view_add_heading(arena, group, 3, text_plain(arena, words_plain(view_points_heading(explanation))));
    take_children(group, view_points(arena, content, explanation));
    take_children(group, view_model_answer(arena, content, explanation));
    take_children(group, view_lesson(arena, content, explanation));
    return group;
}
