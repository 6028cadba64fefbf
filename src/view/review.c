#include "view/review.h"

#include "words/words.h"

#define MINUTES_SAID_MAX 90 /* longer waits of today are said in hours */

/* When. --------------------------------------------------------------------------------------------------------- */

/* Rounded up: who comes back then is never told to wait on. */
static struct string wait_of_today(struct arena *arena, int64_t seconds)
{
    int64_t minutes = (seconds + 59) / 60;
    if (minutes <= MINUTES_SAID_MAX)
        return words_counted(arena, SAY_WHEN_MINUTES, minutes, NO_WORDS);
    return words_counted(arena, SAY_WHEN_HOURS, (minutes + 59) / 60, NO_WORDS);
}

struct string view_when(struct arena *arena, const struct memory_row *row, struct moment now)
{
    int32_t days = row->due_day - time_local_day(now);
    if (days > 1)
        return words_counted(arena, SAY_WHEN_DAYS, days,
                             WORDS({ "day", .plain = time_day_format(arena, row->due_day) }));
    if (days == 1 && row->due_at == 0)
        return words_plain(SAY_WHEN_TOMORROW);
    return row->due_at > now.at ? wait_of_today(arena, row->due_at - now.at) : words_plain(SAY_WHEN_NOW);
}

/* Why. ---------------------------------------------------------------------------------------------------------- */

static struct string last_time(struct arena *arena, const struct memory_row *row, struct moment now)
{
    int32_t days = time_local_day(now) - row->last_day;
    if (days <= 0)
        return words_plain(SAY_REASON_TODAY);
    return words_counted(arena, SAY_REASON_DAYS, days, NO_WORDS);
}

/* The end of a sentence: "you were sure, and wrong". */
static struct string reason(struct arena *arena, const struct memory_row *row, struct moment now)
{
    if (row->review_count == 0)
        return words_plain(SAY_REASON_PRODUCE);
    if (row->urgency == MEMORY_MISTAKEN)
        return words_plain(SAY_REASON_MISTAKEN);
    if (row->stage.phase == MEMORY_LEARNING)
        return words_plain(SAY_REASON_LEARNING);
    if (row->stage.phase == MEMORY_RELEARNING)
        return words_plain(SAY_REASON_RELEARNING);
    return last_time(arena, row, now);
}

struct view *view_reason(struct arena *arena, const struct memory_row *row, struct moment now)
{
    struct view *paragraph = view_new(arena, VIEW_PARAGRAPH, ROLE_MUTED);
    paragraph->text = text_plain(
        arena, words_string(arena, SAY_REVIEW_BECAUSE, WORDS({ "reason", .plain = reason(arena, row, now) })));
    return paragraph;
}

/* What is due. -------------------------------------------------------------------------------------------------- */

static const struct exercise *exercise_of(const struct review_item *item)
{
    return &item->set->exercises[item->exercise];
}

static struct text title_of(struct arena *arena, const struct review_item *item)
{
    return words_quoted(arena, exercise_of(item)->title, item->set->language);
}

static struct text set_title_of(struct arena *arena, const struct review_item *item)
{
    return words_quoted(arena, text_plain(arena, item->set->title), item->set->language);
}

/* Of all that is due, at the mean of what was looked up ahead; 0 when one of these does not say how long it takes. */
static int64_t minutes_of(const struct review_outlook *outlook)
{
    int64_t sum = 0;
    for (size_t i = 0; i < outlook->item_count; i++) {
        if (exercise_of(&outlook->items[i])->minutes == 0)
            return 0;
        sum += exercise_of(&outlook->items[i])->minutes;
    }
    return outlook->item_count == 0 ? 0 : sum * outlook->due_count / (int64_t)outlook->item_count;
}

struct string view_due_count(struct arena *arena, const struct review_outlook *outlook)
{
    struct string due = words_counted(arena, SAY_REVIEW_COUNT, outlook->due_count, NO_WORDS);
    int64_t minutes = minutes_of(outlook);
    if (minutes == 0)
        return words_string(arena, SAY_REVIEW_DUE, WORDS({ "due", .plain = due }));
    return words_counted(arena, SAY_REVIEW_DUE_MINUTES, minutes, WORDS({ "due", .plain = due }));
}

/* What comes back first of what is not due yet: "next" would be what is due, if anything is. */
static void add_next(struct arena *arena, struct view *group, const struct review_outlook *outlook, struct moment now)
{
    const struct review_item *next = &outlook->next;
    struct string when = view_when(arena, &next->row, now);
    if (next->set == NULL) {
        view_add_sentence(arena, group, ROLE_MUTED,
                          words_string(arena, SAY_REVIEW_NEXT_UNNAMED, WORDS({ "when", .plain = when })));
        return;
    }
    view_add_text(arena, group, VIEW_PARAGRAPH, ROLE_MUTED,
                  words_text(arena, outlook->due_count > 0 ? SAY_REVIEW_AFTER_THAT : SAY_REVIEW_NEXT,
                             WORDS({ "when", .plain = when }, { "title", .rich = title_of(arena, next) },
                                   { "set", .rich = set_title_of(arena, next) })));
}

struct view *view_outlook(struct arena *arena, const struct review_outlook *outlook, struct moment now)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (outlook->memory_count == 0) {
        view_add_sentence(arena, group, ROLE_NONE, words_plain(SAY_REVIEW_NOTHING_YET));
        return group;
    }
    view_add_sentence(arena, group, ROLE_NONE,
                      outlook->due_count > 0 ? view_due_count(arena, outlook) : words_plain(SAY_REVIEW_NOTHING_DUE));
    if (outlook->today_count > 0)
        view_add_sentence(arena, group, ROLE_MUTED,
                          words_counted(arena, SAY_REVIEW_LATER_TODAY, outlook->today_count, NO_WORDS));
    if (outlook->has_next)
        add_next(arena, group, outlook, now);
    return group;
}

struct view *view_due(struct arena *arena, const struct review_outlook *outlook, size_t limit, struct moment now)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    if (outlook->item_count == 0)
        return group;
    struct view *pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < outlook->item_count && i < limit; i++) {
        const struct review_item *item = &outlook->items[i];
        enum say sentence = item->skill == MEMORY_PRODUCING ? SAY_REVIEW_ITEM_ALOUD : SAY_REVIEW_ITEM;
        view_add_pair(arena, pairs, ROLE_NONE, title_of(arena, item),
                      words_text(arena, sentence,
                                 WORDS({ "set", .rich = set_title_of(arena, item) },
                                       { "reason", .plain = reason(arena, &item->row, now) })));
    }
    return group;
}

struct view *view_more_due(struct arena *arena, int64_t more_count)
{
    struct view *paragraph = view_new(arena, VIEW_PARAGRAPH, ROLE_PROGRESS);
    paragraph->text = text_plain(arena, more_count > 0 ? words_counted(arena, SAY_REVIEW_MORE, more_count, NO_WORDS)
                                                       : words_plain(SAY_REVIEW_NO_MORE));
    return paragraph;
}

struct text view_comes_back(struct arena *arena, const struct memory_row *row, struct moment now)
{
    bool is_waiting = row->due_at > now.at || (row->due_at == 0 && row->due_day > time_local_day(now));
    if (!is_waiting)
        return text_plain(arena, words_plain(SAY_REVIEW_BACK_NOW));
    enum say sentence = row->due_day < row->usual_day ? SAY_REVIEW_BACK_PLANNED : SAY_REVIEW_BACK;
    return words_text(arena, sentence, WORDS({ "when", .plain = view_when(arena, row, now) }));
}

struct view *view_outcome(struct arena *arena, const struct review_outcome *outcome, struct moment now)
{
    struct text sentences[] = { outcome->reason, view_comes_back(arena, &outcome->row, now) };
    struct view *paragraph = view_new(arena, VIEW_PARAGRAPH, ROLE_MUTED);
    paragraph->text = words_paragraph(arena, sentences, 2);
    return paragraph;
}
