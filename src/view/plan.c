#include "view/plan.h"

#include "base/time.h"
#include "words/words.h"

/* Counts. ------------------------------------------------------------------------------------------------------- */

static int64_t rounded(double number)
{
    return (int64_t)(number + 0.5);
}

int64_t view_plan_minutes(double minutes)
{
    return minutes > 0 && minutes < 1 ? 1 : rounded(minutes);
}

static struct string count_text(struct arena *arena, double share, int total)
{
    return view_figure(arena, rounded(share * total));
}

static struct string range_text(struct arena *arena, const struct plan_recall *recall, int total)
{
    int64_t low = rounded(recall->low * total), high = rounded(recall->high * total);
    if (low == high)
        return view_figure(arena, low);
    return words_string(
        arena, SAY_PLAN_RANGE,
        WORDS({ "low", .plain = view_figure(arena, low) }, { "high", .plain = view_figure(arena, high) }));
}

/* Sentences. ---------------------------------------------------------------------------------------------------- */

struct string view_plan_when(struct arena *arena, int32_t days_left, int32_t interview_day)
{
    struct string date = time_day_format(arena, interview_day);
    if (days_left == 0)
        return words_plain(SAY_PLAN_IS_TODAY);
    if (days_left < 0)
        return words_string(arena, SAY_PLAN_IS_OVER, WORDS({ "date", .plain = date }));
    return words_counted(arena, SAY_PLAN_DAYS_LEFT, days_left, WORDS({ "date", .plain = date }));
}

struct string view_plan_load(struct arena *arena, const struct plan_day *day)
{
    struct string parts[2];
    size_t count = 0;
    if (rounded(day->review_count) > 0)
        parts[count++] = words_counted(arena, SAY_PLAN_REVIEWS, rounded(day->review_count), NO_WORDS);
    if (rounded(day->new_count) > 0)
        parts[count++] = words_counted(arena, SAY_PLAN_NEW, rounded(day->new_count), NO_WORDS);
    if (count == 0)
        return (struct string){ 0 };
    return words_counted(arena, SAY_PLAN_LOAD, view_plan_minutes(day->minutes),
                         WORDS({ "parts", .plain = words_and(arena, parts, count) }));
}

static void add_load(struct arena *arena, struct view *group, const struct plan_outlook *outlook)
{
    struct string today = view_plan_load(arena, &outlook->days[0]);
    bool is_eve = outlook->day_count == 1; /* then today is all there is */
    struct text sentences[] = {
        today.size > 0 ? words_text(arena, SAY_PLAN_TODAY, WORDS({ "load", .plain = today }))
                       : text_plain(arena, words_plain(SAY_PLAN_TODAY_NOTHING)),
        words_counted_text(arena, SAY_PLAN_MINUTES_A_DAY, view_plan_minutes(outlook->minutes_a_day), NO_WORDS),
    };
    view_add_text(arena, group, VIEW_PARAGRAPH, ROLE_NONE, words_paragraph(arena, sentences, is_eve ? 1 : 2));
    view_add_sentence(arena, group, ROLE_MUTED,
                      words_plain(outlook->is_time_measured ? SAY_PLAN_TIME_OWN : SAY_PLAN_TIME_STATED));
}

/* Tables. ------------------------------------------------------------------------------------------------------- */

static void add_cells(struct arena *arena, struct view *table, struct text head, const struct string *cells,
                      size_t count)
{
    struct view *row = view_add(arena, table, VIEW_ROW, ROLE_NONE);
    view_add_text(arena, row, VIEW_CELL, ROLE_NONE, head);
    for (size_t i = 0; i < count; i++)
        view_add_string(arena, row, VIEW_CELL, ROLE_NONE, cells[i]);
}

/* One table being made: of the points of a set, in one skill. On the day itself only what is known now is left to say.
 */
struct recall_table {
    struct arena *arena;
    struct view *view;
    enum memory_skill skill;
    size_t cell_count;
};
#define CELLS_MAX        4
#define CELLS_ON_THE_DAY 2

static void add_recall(const struct recall_table *table, struct text head, int total, const struct plan_recall *skills)
{
    const struct plan_recall *recall = &skills[table->skill];
    struct string cells[CELLS_MAX] = { view_figure(table->arena, total), count_text(table->arena, recall->now, total),
                                       count_text(table->arena, recall->without, total),
                                       range_text(table->arena, recall, total) };
    add_cells(table->arena, table->view, head, cells, table->cell_count);
}

static void add_heads(const struct recall_table *table, bool has_points)
{
    struct string heads[CELLS_MAX] = { words_plain(has_points ? SAY_PLAN_POINTS : SAY_PLAN_EXERCISES),
                                       words_plain(SAY_PLAN_NOW), words_plain(SAY_PLAN_WITHOUT),
                                       words_plain(SAY_PLAN_ON_THE_DAY) };
    add_cells(table->arena, table->view, text_plain(table->arena, words_plain(SAY_PLAN_HEADING_COLUMN)), heads,
              table->cell_count);
}

static void add_table(struct arena *arena, struct view *group, const struct plan_set_outlook *set,
                      enum memory_skill skill, bool is_the_day)
{
    static const enum say captions[] = {
        [MEMORY_RECOGNISING] = SAY_PLAN_RECOGNISING,
        [MEMORY_PRODUCING] = SAY_PLAN_PRODUCING,
    };
    bool has_points = set->point_count > 0;
    struct recall_table table = { .arena = arena,
                                  .skill = skill,
                                  .cell_count = is_the_day ? CELLS_ON_THE_DAY : CELLS_MAX };
    table.view = view_add_string(arena, group, VIEW_TABLE, ROLE_NONE, words_plain(captions[skill]));
    add_heads(&table, has_points);
    for (size_t i = 0; i < set->heading_count; i++) {
        const struct plan_heading *heading = &set->headings[i];
        struct text title = set->set->guide.headings[heading->heading].title;
        add_recall(&table, words_quoted(arena, title, set->set->language), heading->point_count, heading->skills);
    }
    if (set->heading_count != 1)
        add_recall(&table, text_plain(arena, words_plain(SAY_PLAN_ALL)),
                   has_points ? set->point_count : (int)set->exercise_count, set->skills);
}

static void add_set(struct arena *arena, struct view *page, const struct plan_set_outlook *set, bool is_the_day)
{
    struct view *group = view_add(arena, page, VIEW_GROUP, ROLE_NONE);
    struct text title = words_quoted(arena, text_plain(arena, set->set->title), set->set->language);
    view_add_heading(arena, group, 3, title);
    view_add_sentence(arena, group, ROLE_MUTED,
                      words_counted(arena, SAY_PLAN_BEGUN, (int64_t)set->exercise_count,
                                    WORDS({ "begun", .plain = view_figure(arena, (int64_t)set->begun_count) })));
    add_table(arena, group, set, MEMORY_RECOGNISING, is_the_day);
    if (set->skills[MEMORY_PRODUCING].high > 0 || set->skills[MEMORY_PRODUCING].now > 0)
        add_table(arena, group, set, MEMORY_PRODUCING, is_the_day);
}

static void add_sets(struct arena *arena, struct view *page, const struct plan_outlook *outlook)
{
    for (size_t i = 0; i < outlook->set_count; i++)
        add_set(arena, page, &outlook->sets[i], outlook->days_left == 0);
    if (outlook->missing.count > 0)
        view_add_sentence(
            arena, page, ROLE_NONE,
            words_string(arena, SAY_PLAN_MISSING,
                         WORDS({ "sets", .plain = words_and(arena, outlook->missing.items, outlook->missing.count) })));
    else if (outlook->set_count == 0)
        view_add_sentence(arena, page, ROLE_NONE, words_plain(SAY_PLAN_NOTHING));
    if (outlook->set_count > 0)
        view_add_sentence(arena, page, ROLE_MUTED,
                          words_plain(outlook->days_left == 0 ? SAY_PLAN_HOW_NOW : SAY_PLAN_HOW));
}

struct view *view_plan_days(struct arena *arena, const struct plan_outlook *outlook, size_t day_count_max)
{
    size_t count = outlook->day_count < day_count_max ? outlook->day_count : day_count_max;
    struct view *table = view_new(arena, count > 0 ? VIEW_TABLE : VIEW_GROUP, ROLE_NONE);
    struct string heads[] = { words_plain(SAY_PLAN_DAY_REVIEWS), words_plain(SAY_PLAN_DAY_NEW),
                              words_plain(SAY_PLAN_DAY_MINUTES) };
    if (count > 0)
        add_cells(arena, table, text_plain(arena, words_plain(SAY_PLAN_DAY)), heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < count; i++) {
        const struct plan_day *day = &outlook->days[i];
        struct string cells[] = { view_figure(arena, rounded(day->review_count)),
                                  view_figure(arena, rounded(day->new_count)),
                                  view_figure(arena, view_plan_minutes(day->minutes)) };
        add_cells(arena, table, text_plain(arena, time_day_format(arena, day->day)), cells,
                  sizeof cells / sizeof *cells);
    }
    return table;
}

/* Plans. -------------------------------------------------------------------------------------------------------- */

static struct view *begin(struct arena *arena)
{
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_add_heading(arena, page, 2, text_plain(arena, words_plain(SAY_PLAN_HEADING)));
    return page;
}

struct view *view_plan(struct arena *arena, const struct plan_outlook *outlook)
{
    struct view *page = begin(arena);
    view_add_sentence(arena, page, ROLE_NONE, view_plan_when(arena, outlook->days_left, outlook->plan.interview_day));
    if (outlook->days_left < 0)
        return page;
    if (outlook->day_count > 0 && outlook->set_count > 0)
        add_load(arena, page, outlook);
    add_sets(arena, page, outlook);
    return page;
}

struct view *view_plan_none(struct arena *arena)
{
    struct view *page = begin(arena);
    view_add_sentence(arena, page, ROLE_NONE, words_plain(SAY_PLAN_NONE));
    return page;
}
