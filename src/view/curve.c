/* view/record: the curve of one exercise, with one's answers on it. */
#include "base/time.h"
#include "view/picture.h"
#include "view/record.h"
#include "words/words.h"

/* With fewer answers the curve is that of all people more than one's own. */
#define FEW_ANSWERS 3

struct drawing {
    struct arena *arena;
    const struct curve *curve;
    int32_t first, last; /* days at the ends */
    double lowest;       /* what the lower end stands for */
};

static struct string day_said(const struct drawing *drawing, int32_t day)
{
    return time_day_format(drawing->arena, day);
}

/* Hundredths of a likelihood: nothing that a model says is certain. */
static int64_t hundredths(double recall)
{
    int64_t number = (int64_t)(recall * 100 + 0.5);
    return number > 99 ? 99 : number < 1 ? 1 : number;
}

/* In sentences, as so many of ten cases; in tables and at scales in hundredths. */
static struct string tenths(struct arena *arena, double recall)
{
    int64_t number = hundredths(recall);
    return number % 10 == 0 ? view_figure(arena, number / 10)
                            : string_format(arena, "%lld.%lld", (long long)(number / 10), (long long)(number % 10));
}

static struct string percent(struct arena *arena, int64_t number)
{
    return words_string(arena, SAY_RECORD_PERCENT, WORDS({ "number", .plain = view_figure(arena, number) }));
}

static bool is_said_aloud(const struct curve *curve)
{
    return curve->skill == MEMORY_PRODUCING;
}

static struct text answers_said(struct arena *arena, const struct curve *curve)
{
    struct string right = view_figure(arena, (int64_t)curve->right_count);
    return words_counted_text(arena, is_said_aloud(curve) ? SAY_CURVE_SAID : SAY_CURVE_ANSWERED,
                              (int64_t)curve->answer_count,
                              WORDS({ "right", .plain = right }, { "full", .plain = right }));
}

static struct text curve_said(const struct drawing *drawing)
{
    struct arena *arena = drawing->arena;
    const struct curve *curve = drawing->curve;
    size_t count = 0;
    struct text sentences[5];
    struct string threshold = tenths(arena, curve->threshold), day = day_said(drawing, curve->threshold_day);
    sentences[count++] = answers_said(arena, curve);
    sentences[count++] = words_text(arena, SAY_CURVE_NOW, WORDS({ "now", .plain = tenths(arena, curve->now) }));
    if (curve->due_day <= curve->today)
        sentences[count++] = text_plain(arena, words_plain(SAY_CURVE_IS_DUE));
    else
        sentences[count++] = words_text(arena, curve->threshold_day > curve->today ? SAY_CURVE_FALLS : SAY_CURVE_FELL,
                                        WORDS({ "threshold", .plain = threshold }, { "day", .plain = day },
                                              { "due", .plain = day_said(drawing, curve->due_day) }));
    if (curve->has_interview)
        sentences[count++] = words_text(arena, SAY_CURVE_ON_THE_DAY,
                                        WORDS({ "day", .plain = day_said(drawing, curve->interview_day) },
                                              { "then", .plain = tenths(arena, curve->on_the_day) }));
    if (curve->answer_count < FEW_ANSWERS)
        sentences[count++] = words_counted_text(arena, SAY_CURVE_FEW, (int64_t)curve->answer_count, NO_WORDS);
    return words_paragraph(arena, sentences, count);
}

/* Places. ---------------------------------------------------------------------------------------------------------- */

static int32_t x_of(const struct drawing *drawing, int32_t day)
{
    int64_t width = drawing->last > drawing->first ? drawing->last - drawing->first : 1;
    int64_t x = ((int64_t)(day - drawing->first) * PICTURE_WHOLE + width / 2) / width;
    return (int32_t)(x < 0 ? 0 : x > PICTURE_WHOLE ? PICTURE_WHOLE : x);
}

static int32_t y_of(const struct drawing *drawing, double recall)
{
    double share = (recall - drawing->lowest) / (1 - drawing->lowest);
    return (int32_t)((share < 0 ? 0 : share) * PICTURE_WHOLE + 0.5);
}

/* The scale begins at a round tenth below all that is drawn, and leaves room below the threshold. */
static double lowest_of(const struct curve *curve)
{
    double least = curve->threshold;
    for (size_t i = 0; i < curve->point_count; i++)
        least = curve->points[i].recall < least ? curve->points[i].recall : least;
    int tenth = (int)(least * 10 - 0.5);
    return tenth < 0 ? 0 : tenth / 10.0;
}

static struct picture_point *points_of(const struct drawing *drawing)
{
    const struct curve *curve = drawing->curve;
    struct picture_point *points = ARENA_NEW_MANY(drawing->arena, curve->point_count, struct picture_point);
    for (size_t i = 0; i < curve->point_count; i++)
        points[i] =
            (struct picture_point){ x_of(drawing, curve->points[i].day), y_of(drawing, curve->points[i].recall) };
    return points;
}

/* Marks that lie on each other say nothing, and what hangs below the drawing lies on other words. */
#define MARKS_MAX       200 /* the newest answers */
#define MARKS_A_DAY_MAX 4   /* the first of them */

/* Answers of one day hang below each other, or stand above each other where there is more room. */
static size_t add_marks(const struct drawing *drawing, struct picture_mark *marks)
{
    const struct curve *curve = drawing->curve;
    size_t count = 0;
    int32_t nth = 0;
    for (size_t i = curve->answer_count > MARKS_MAX ? curve->answer_count - MARKS_MAX : 0; i < curve->answer_count;
         i++) {
        const struct curve_answer *answer = &curve->answers[i];
        nth = count > 0 && answer->day == curve->answers[i - 1].day ? nth + 1 : 0;
        if (nth >= MARKS_A_DAY_MAX)
            continue;
        struct picture_mark *mark = &marks[count++];
        mark->is_right = answer->is_right;
        mark->at = nth > 0 ? mark[-1].at
                           : (struct picture_point){ x_of(drawing, answer->day),
                                                     y_of(drawing, answer->recall < 0 ? 1 : answer->recall) };
        mark->below = mark->at.y < PICTURE_WHOLE / 2 ? -nth : nth;
    }
    return count;
}

static struct picture_line line_of(const struct drawing *drawing, int32_t day, enum say sentence)
{
    return (struct picture_line){ .x = x_of(drawing, day),
                                  .label = words_string(drawing->arena, sentence,
                                                        WORDS({ "day", .plain = day_said(drawing, day) })),
                                  .is_today = sentence == SAY_CURVE_TODAY };
}

/* What is due is asked today, if not earlier. */
static size_t add_lines(const struct drawing *drawing, struct picture_line *lines)
{
    const struct curve *curve = drawing->curve;
    size_t count = 0;
    lines[count++] = line_of(drawing, curve->today, SAY_CURVE_TODAY);
    if (curve->due_day > curve->today && curve->due_day <= drawing->last)
        lines[count++] = line_of(drawing, curve->due_day, SAY_CURVE_DUE);
    if (curve->has_interview && curve->interview_day > curve->today)
        lines[count++] = line_of(drawing, curve->interview_day, SAY_CURVE_INTERVIEW);
    return count;
}

static struct picture_curve picture_of(const struct drawing *drawing)
{
    struct arena *arena = drawing->arena;
    const struct curve *curve = drawing->curve;
    struct picture_line *lines = ARENA_NEW_MANY(arena, PICTURE_LABELS_MAX, struct picture_line);
    struct picture_mark *marks = ARENA_NEW_MANY(arena, MARKS_MAX, struct picture_mark);
    struct string threshold = view_figure(arena, (int64_t)(curve->threshold * 100 + 0.5));
    size_t mark_count = add_marks(drawing, marks);
    return (struct picture_curve){
        .points = points_of(drawing),
        .point_count = curve->point_count,
        .past_count = curve->past_count,
        .marks = marks,
        .mark_count = mark_count,
        .line_count = add_lines(drawing, lines),
        .lines = lines,
        .threshold = y_of(drawing, curve->threshold),
        .threshold_label = words_string(arena, SAY_CURVE_THRESHOLD, WORDS({ "threshold", .plain = threshold })),
        .top = percent(arena, 100),
        .bottom = percent(arena, (int64_t)(drawing->lowest * 100 + 0.5)),
        .first = day_said(drawing, drawing->first),
        .last = day_said(drawing, drawing->last),
        .right = words_plain(is_said_aloud(curve) ? SAY_CURVE_FULL : SAY_CURVE_RIGHT),
        .wrong = words_plain(is_said_aloud(curve) ? SAY_CURVE_NOT_FULL : SAY_CURVE_WRONG),
        .past = words_plain(SAY_CURVE_PAST),
        .future = words_plain(SAY_CURVE_FUTURE),
        .note = mark_count < curve->answer_count ? words_plain(SAY_CURVE_SOME_MARKS) : (struct string){ 0 },
    };
}

/* The table. ------------------------------------------------------------------------------------------------------- */

static const enum say sureness_said[SURENESS_COUNT] = {
    [SURE_GUESS] = SAY_SURENESS_GUESS,
    [SURE_FAIRLY] = SAY_SURENESS_FAIRLY,
    [SURE_YES] = SAY_SURENESS_SURE,
};

/* A choice is right or not; an answer aloud is more or less complete. */
enum outcome { OUTCOME_DONT_KNOW, OUTCOME_WHOLE, OUTCOME_PARTLY, OUTCOME_NOTHING, OUTCOME_COUNT };
static const enum say outcomes_said[OUTCOME_COUNT] = { SAY_CURVE_ANSWER_DONT_KNOW, SAY_CURVE_ANSWER_RIGHT,
                                                       SAY_CURVE_ANSWER_PARTLY, SAY_CURVE_ANSWER_WRONG };
static const enum say outcomes_said_aloud[OUTCOME_COUNT] = { SAY_CURVE_ANSWER_DONT_KNOW, SAY_CURVE_FULL,
                                                             SAY_CURVE_ANSWER_PARTLY, SAY_CURVE_ANSWER_NOTHING };

static enum outcome outcome_of(const struct curve_answer *answer)
{
    if (answer->is_dont_know)
        return OUTCOME_DONT_KNOW;
    if (answer->is_right)
        return OUTCOME_WHOLE;
    return answer->score_percent > 0 ? OUTCOME_PARTLY : OUTCOME_NOTHING;
}

static struct string answer_said(const struct drawing *drawing, const struct curve_answer *answer)
{
    struct arena *arena = drawing->arena;
    enum say said = (is_said_aloud(drawing->curve) ? outcomes_said_aloud : outcomes_said)[outcome_of(answer)];
    if (answer->sureness == SURE_UNSAID || answer->is_dont_know)
        return words_plain(said);
    return words_string(arena, SAY_CURVE_ANSWER_SURE,
                        WORDS({ "answer", .plain = words_plain(said) },
                              { "sureness", .plain = words_plain(sureness_said[answer->sureness]) }));
}

static void add_answer(const struct drawing *drawing, struct view *table, const struct curve_answer *answer)
{
    struct arena *arena = drawing->arena;
    struct view *row = view_add_row(arena, table);
    int64_t tenths_of_days = (int64_t)(answer->stability * 10 + 0.5);
    view_add_cell_string(arena, row, day_said(drawing, answer->day));
    view_add_cell_string(arena, row, answer_said(drawing, answer));
    view_add_cell_string(arena, row,
                         answer->recall < 0 ? words_plain(SAY_RECORD_NOT_KNOWN)
                                            : percent(arena, hundredths(answer->recall)));
    struct string days = answer->stability >= 10 ? view_figure(arena, (tenths_of_days + 5) / 10)
                                                 : string_format(arena, "%lld.%lld", (long long)(tenths_of_days / 10),
                                                                 (long long)(tenths_of_days % 10));
    view_add_cell_string(arena, row, words_string(arena, SAY_CURVE_DAYS, WORDS({ "days", .plain = days })));
}

/* The newest first. */
static void add_answers(const struct drawing *drawing, struct view *table, struct curve_rows rows)
{
    size_t count = drawing->curve->answer_count;
    for (size_t i = rows.first; i < count && i - rows.first < rows.count; i++)
        add_answer(drawing, table, &drawing->curve->answers[count - 1 - i]);
}

struct view *view_record_curve(struct arena *arena, const struct curve *curve, struct curve_rows rows, int level)
{
    struct drawing drawing = { .arena = arena,
                               .curve = curve,
                               .first = curve->points[0].day,
                               .last = curve->points[curve->point_count - 1].day,
                               .lowest = lowest_of(curve) };
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct picture *picture = ARENA_NEW(arena, struct picture);
    picture->form = PICTURE_CURVE;
    picture->id = string_from(memory_skill_ids[curve->skill]);
    picture->curve = picture_of(&drawing);
    struct view *table = view_add_picture(
        arena, group, level,
        text_plain(arena, words_plain(is_said_aloud(curve) ? SAY_CURVE_PRODUCING : SAY_CURVE_RECOGNISING)),
        curve_said(&drawing), picture);
    group->last->is_unfolded = rows.first > 0;
    struct view *head = view_add_row(arena, table);
    view_add_cell_string(arena, head, words_plain(SAY_RECORD_DAY));
    view_add_cell_string(arena, head, words_plain(SAY_CURVE_ANSWER_COLUMN));
    view_add_cell_string(arena, head, words_plain(SAY_CURVE_RECALL_COLUMN));
    view_add_cell_string(
        arena, head,
        words_string(arena, SAY_CURVE_STABILITY_COLUMN,
                     WORDS({ "threshold", .plain = view_figure(arena, (int64_t)(curve->threshold * 100 + 0.5)) })));
    add_answers(&drawing, table, rows);
    return group;
}
