/* view/record: what is known now, and on the day of the interview. */
#include "base/time.h"
#include "view/picture.h"
#include "view/record.h"
#include "words/words.h"

static struct string range_said(struct arena *arena, const struct known_share *share)
{
    if (share->low == share->high)
        return view_figure(arena, share->low);
    return words_string(arena, SAY_KNOWN_RANGE,
                        WORDS({ "low", .plain = view_figure(arena, share->low) },
                              { "high", .plain = view_figure(arena, share->high) }));
}

static struct picture_span span_of(struct arena *arena, enum picture_sign sign, const struct known_share *share,
                                   int32_t point_count)
{
    double unit = (double)PICTURE_WHOLE / (point_count > 0 ? point_count : 1);
    return (struct picture_span){
        .sign = sign,
        .low = (int32_t)(share->low * unit + 0.5),
        .middle = (int32_t)(share->expected * unit + 0.5),
        .high = (int32_t)(share->high * unit + 0.5),
        .figures = words_counted_text(arena, SAY_KNOWN_FIGURES, point_count,
                                      WORDS({ "range", .plain = range_said(arena, share) })),
    };
}

static struct picture_row row_of(struct arena *arena, const struct known_part *part, enum memory_skill skill,
                                 bool has_interview)
{
    struct picture_row row = { .label = part->title };
    row.spans[row.span_count++] = span_of(arena, PICTURE_DOT, &part->now[skill], part->point_count);
    if (has_interview)
        row.spans[row.span_count++] = span_of(arena, PICTURE_DIAMOND, &part->on_the_day[skill], part->point_count);
    return row;
}

/* The table. ------------------------------------------------------------------------------------------------------ */

struct telling {
    struct arena *arena;
    enum memory_skill skill;
    bool has_interview;
    int32_t interview_day;
};

static struct string day_words(const struct telling *telling, enum say sentence)
{
    return words_string(telling->arena, sentence,
                        WORDS({ "day", .plain = time_day_format(telling->arena, telling->interview_day) }));
}

static void add_head(const struct telling *telling, struct view *table, enum say first)
{
    struct view *row = view_add_row(telling->arena, table);
    view_add_cell_string(telling->arena, row, words_plain(first));
    view_add_cell_string(telling->arena, row, words_plain(SAY_KNOWN_BEGUN_COLUMN));
    view_add_cell_string(telling->arena, row, words_plain(SAY_KNOWN_POINTS_COLUMN));
    view_add_cell_string(telling->arena, row, words_plain(SAY_KNOWN_NOW_COLUMN));
    if (telling->has_interview)
        view_add_cell_string(telling->arena, row, day_words(telling, SAY_KNOWN_DAY_COLUMN));
}

/* is_planned: the interview is about it; of other sets nothing is told of that day. */
static void add_part(const struct telling *telling, struct view *table, const struct known_part *part, bool is_planned)
{
    struct arena *arena = telling->arena;
    struct view *row = view_add_row(arena, table);
    view_add_cell(arena, row, part->title);
    view_add_cell_string(telling->arena, row,
                         words_string(arena, SAY_RECORD_RIGHT_OF,
                                      WORDS({ "right", .plain = view_figure(arena, part->begun_count[telling->skill]) },
                                            { "count", .plain = view_figure(arena, part->exercise_count) })));
    view_add_cell_string(telling->arena, row, view_figure(arena, part->point_count));
    view_add_cell_string(telling->arena, row, range_said(arena, &part->now[telling->skill]));
    if (telling->has_interview)
        view_add_cell_string(arena, row,
                             is_planned ? range_said(arena, &part->on_the_day[telling->skill])
                                        : words_plain(SAY_KNOWN_NOT_PLANNED));
}

/* Pictures. ------------------------------------------------------------------------------------------------------- */

static struct view *add_picture(const struct telling *telling, struct view *group, int level, enum say title,
                                struct text said, struct string id, const struct picture_row *rows, size_t row_count)
{
    struct picture *picture = ARENA_NEW(telling->arena, struct picture);
    picture->form = PICTURE_SPANS;
    picture->id = id;
    picture->spans = (struct picture_spans){
        .rows = rows, .row_count = row_count, .left = words_plain(SAY_KNOWN_NONE), .right = words_plain(SAY_KNOWN_ALL)
    };
    if (telling->has_interview) {
        picture->spans.keys[0] = words_plain(SAY_KNOWN_KEY_NOW);
        picture->spans.keys[1] = day_words(telling, SAY_KNOWN_KEY_DAY);
    }
    return view_add_picture(telling->arena, group, level, text_plain(telling->arena, words_plain(title)), said,
                            picture);
}

static struct text set_said(const struct telling *telling, const struct known_part *whole)
{
    struct arena *arena = telling->arena;
    const struct known_share *now = &whole->now[telling->skill];
    size_t count = 0;
    struct text sentences[3];
    sentences[count++] =
        words_counted_text(arena, SAY_KNOWN_BEGUN, whole->exercise_count,
                           WORDS({ "begun", .plain = view_figure(arena, whole->begun_count[telling->skill]) }));
    if (whole->begun_count[telling->skill] > 0)
        sentences[count++] =
            words_counted_text(arena, SAY_KNOWN_NOW, whole->point_count,
                               WORDS({ "expected", .plain = view_figure(arena, (int64_t)(now->expected + 0.5)) },
                                     { "range", .plain = range_said(arena, now) }));
    if (telling->has_interview && count > 1)
        sentences[count++] =
            words_text(arena, SAY_KNOWN_ON_THE_DAY,
                       WORDS({ "range", .plain = range_said(arena, &whole->on_the_day[telling->skill]) },
                             { "day", .plain = time_day_format(arena, telling->interview_day) }));
    return words_paragraph(arena, sentences, count);
}

static void add_skill(const struct telling *telling, struct view *group, const struct known_set *set, struct string id,
                      int level)
{
    size_t count = set->heading_count > 0 ? set->heading_count : 1;
    const struct known_part *parts = set->heading_count > 0 ? set->headings : &set->whole;
    struct picture_row *rows = ARENA_NEW_MANY(telling->arena, count, struct picture_row);
    for (size_t i = 0; i < count; i++)
        rows[i] = row_of(telling->arena, &parts[i], telling->skill, set->has_interview);
    struct string own = string_format(telling->arena, "%.*s-%s", STRING_ARG(id), memory_skill_ids[telling->skill]);
    struct view *table = add_picture(telling, group, level,
                                     telling->skill == MEMORY_PRODUCING ? SAY_KNOWN_PRODUCING : SAY_KNOWN_RECOGNISING,
                                     set_said(telling, &set->whole), own, rows, count);
    add_head(telling, table, SAY_KNOWN_HEADING_COLUMN);
    for (size_t i = 0; i < count; i++)
        add_part(telling, table, &parts[i], set->has_interview);
}

struct view *view_record_known(struct arena *arena, const struct known_set *set, struct string id, int level)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct telling telling = { .arena = arena,
                               .has_interview = set->has_interview,
                               .interview_day = set->interview_day };
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        telling.skill = skill;
        if (skill == MEMORY_RECOGNISING || set->whole.begun_count[skill] > 0)
            add_skill(&telling, group, set, id, level);
    }
    return group;
}

struct view *view_record_known_sets(struct arena *arena, const struct known_set *sets, size_t count, int level)
{
    int64_t begun = 0, exercises = 0;
    struct telling telling = { .arena = arena, .skill = MEMORY_RECOGNISING };
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct picture_row *rows = ARENA_NEW_MANY(arena, count, struct picture_row);
    for (size_t i = 0; i < count; i++) {
        begun += sets[i].whole.begun_count[MEMORY_RECOGNISING];
        exercises += sets[i].whole.exercise_count;
        if (sets[i].has_interview) {
            telling.has_interview = true;
            telling.interview_day = sets[i].interview_day;
        }
        rows[i] = row_of(arena, &sets[i].whole, MEMORY_RECOGNISING, sets[i].has_interview);
    }
    struct text sentences[] = { words_counted_text(arena, SAY_KNOWN_SETS, exercises,
                                                   WORDS({ "begun", .plain = view_figure(arena, begun) })),
                                text_plain(arena, words_plain(SAY_KNOWN_SETS_HOW)) };
    struct view *table = add_picture(&telling, group, level, SAY_KNOWN_RECOGNISING,
                                     words_paragraph(arena, sentences, 2), STRING("known"), rows, count);
    add_head(&telling, table, SAY_KNOWN_SET_COLUMN);
    for (size_t i = 0; i < count; i++)
        add_part(&telling, table, &sets[i].whole, sets[i].has_interview);
    return group;
}
