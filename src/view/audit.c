#include "view/audit.h"

#include "words/words.h"

/* What each guesser picks. */
static const enum say picks[AUDIT_GUESSER_COUNT] = {
    [AUDIT_LONGEST] = SAY_AUDIT_LONGEST,
    [AUDIT_SHORTEST] = SAY_AUDIT_SHORTEST,
    [AUDIT_PUNCTUATION] = SAY_AUDIT_PUNCTUATION,
    [AUDIT_DIGITS] = SAY_AUDIT_DIGITS,
    [AUDIT_PROMPT_WORDS] = SAY_AUDIT_PROMPT_WORDS,
    [AUDIT_ABSOLUTES] = SAY_AUDIT_ABSOLUTES,
    [AUDIT_HEDGES] = SAY_AUDIT_HEDGES,
    [AUDIT_GUIDE_WORDS] = SAY_AUDIT_GUIDE_WORDS,
    [AUDIT_LIKE] = SAY_AUDIT_LIKE,
    [AUDIT_UNLIKE] = SAY_AUDIT_UNLIKE,
    [AUDIT_CODE] = SAY_AUDIT_CODE,
    [AUDIT_PLACE] = SAY_AUDIT_PLACE_1,
    [AUDIT_PLACE + 1] = SAY_AUDIT_PLACE_2,
    [AUDIT_PLACE + 2] = SAY_AUDIT_PLACE_3,
    [AUDIT_PLACE + 3] = SAY_AUDIT_PLACE_4,
    [AUDIT_PLACE + 4] = SAY_AUDIT_PLACE_5,
    [AUDIT_PLACE + 5] = SAY_AUDIT_PLACE_6,
    [AUDIT_PLACE + 6] = SAY_AUDIT_PLACE_7,
    [AUDIT_PLACE + 7] = SAY_AUDIT_PLACE_8,
    [AUDIT_LEARNER] = SAY_AUDIT_LEARNER,
};

static struct string decimal(struct arena *arena, double value, int64_t parts, int places)
{
    int64_t number = (int64_t)(value * (double)parts + 0.5);
    return string_format(arena, "%lld.%0*lld", (long long)(number / parts), places, (long long)(number % parts));
}

struct string view_percent(struct arena *arena, double share)
{
    return decimal(arena, share * 100, 10, 1);
}

static struct text score_text(struct arena *arena, const struct audit_score *score)
{
    return words_text(arena, score->is_above_chance ? SAY_AUDIT_SCORE_ABOVE : SAY_AUDIT_SCORE,
                      WORDS({ "right", .plain = view_percent(arena, score->right) },
                            { "chance", .plain = view_percent(arena, score->chance) },
                            { "low", .plain = view_percent(arena, score->low) },
                            { "high", .plain = view_percent(arena, score->high) },
                            { "bound", .plain = view_percent(arena, score->bound) }));
}

/* The learner is told of even when it has nothing to say: one set alone is where an author begins. */
static void add_scores(struct arena *arena, struct view *group, const struct audit_part *part, bool is_alone)
{
    struct view *pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++) {
        const struct audit_score *score = &part->scores[i];
        struct text label = text_plain(arena, words_plain(picks[i]));
        if (score->is_telling)
            view_add_pair(arena, pairs, score->is_above_chance ? ROLE_WRONG : ROLE_NONE, label,
                          score_text(arena, score));
        else if (i == AUDIT_LEARNER && is_alone)
            view_add_pair(arena, pairs, ROLE_MUTED, label, text_plain(arena, words_plain(SAY_AUDIT_LEARNER_ALONE)));
    }
}

static void add_length(struct arena *arena, struct view *group, const struct audit_part *part)
{
    view_add_sentence(arena, group, part->is_length_fine ? ROLE_NONE : ROLE_PARTLY,
                      words_string(arena, part->is_length_fine ? SAY_AUDIT_LENGTH_FINE : SAY_AUDIT_LENGTH_OUTSIDE,
                                   WORDS({ "rank", .plain = decimal(arena, part->length_rank, 100, 2) },
                                         { "min", .plain = decimal(arena, AUDIT_LENGTH_RANK_MIN, 10, 1) },
                                         { "max", .plain = decimal(arena, AUDIT_LENGTH_RANK_MAX, 10, 1) })));
}

static void add_part(struct arena *arena, struct view *page, const struct audit_part *part, struct string title,
                     bool is_alone)
{
    struct view *group = view_add(arena, page, VIEW_GROUP, ROLE_NONE);
    struct string count = words_counted(arena, SAY_COUNT_EXERCISES, (int64_t)part->exercise_count, NO_WORDS);
    view_add_heading(
        arena, group, 2,
        words_text(arena, SAY_AUDIT_PART, WORDS({ "title", .plain = title }, { "count", .plain = count })));
    add_scores(arena, group, part, is_alone);
    add_length(arena, group, part);
    if (!part->has_words)
        view_add_sentence(arena, group, ROLE_MUTED, words_plain(SAY_AUDIT_NO_WORDS));
}

static struct string finders(struct arena *arena, guesser_mask mask)
{
    struct string names[AUDIT_GUESSER_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++)
        if (mask >> i & 1)
            names[count++] = words_plain(picks[i]);
    return words_and(arena, names, count);
}

static void add_given_away(struct arena *arena, struct view *page, const struct audit_report *report)
{
    if (report->given_away_count == 0)
        return;
    view_add_heading(arena, page, 2, text_plain(arena, words_plain(SAY_AUDIT_GIVEN_AWAY)));
    struct view *pairs = view_add(arena, page, VIEW_PAIRS, ROLE_NONE);
    for (size_t i = 0; i < report->given_away_count; i++) {
        const struct audit_given_away *item = &report->given_away[i];
        struct string id = STRING_JOIN(arena, report->sets[item->set].id, STRING("/"), item->exercise);
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, id),
                      words_counted_text(arena, SAY_AUDIT_FINDERS, (int64_t)item->settled_count,
                                         WORDS({ "finders", .plain = finders(arena, item->finders) })));
    }
}

static const enum say bearings[AUDIT_BEARING_COUNT] = {
    [AUDIT_TOWARDS] = SAY_AUDIT_TOWARDS,
    [AUDIT_AWAY] = SAY_AUDIT_AWAY,
    [AUDIT_MIDDLE] = SAY_AUDIT_MIDDLE,
    [AUDIT_ENDS] = SAY_AUDIT_ENDS,
};

/* Whoever has to mend it needs to know what betrayed the best. */
static void add_signs(struct arena *arena, struct view *page, const struct audit_report *report)
{
    struct string signs[AUDIT_SIGNS_MAX];
    for (size_t i = 0; i < report->sign_count; i++)
        signs[i] = words_string(arena, bearings[report->signs[i].bearing],
                                WORDS({ "pick", .plain = words_plain(picks[report->signs[i].signal]) }));
    view_add_sentence(
        arena, page, ROLE_NONE,
        words_string(arena, SAY_AUDIT_SIGNS, WORDS({ "signs", .plain = words_and(arena, signs, report->sign_count) })));
}

/* What the gate says, and what of it failed. */
static void add_gate(struct arena *arena, struct view *page, const struct audit_report *report)
{
    guesser_mask above = 0;
    for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++)
        above |= report->whole.scores[i].is_above_chance ? (guesser_mask)1 << i : 0;
    view_add_heading(arena, page, 2, text_plain(arena, words_plain(SAY_AUDIT_GATE)));
    if (report->passes)
        view_add_sentence(arena, page, ROLE_RIGHT,
                          words_counted(arena, SAY_AUDIT_PASSES, (int64_t)report->telling_count, NO_WORDS));
    if (above)
        view_add_sentence(arena, page, ROLE_WRONG,
                          words_counted(arena, SAY_AUDIT_FAILS, (int64_t)report->telling_count,
                                        WORDS({ "guessers", .plain = finders(arena, above) })));
    if (above >> AUDIT_LEARNER & 1)
        add_signs(arena, page, report);
    if (!report->whole.is_length_fine)
        view_add_sentence(arena, page, ROLE_WRONG, words_plain(SAY_AUDIT_FAILS_LENGTH));
}

struct view *view_audit(struct arena *arena, const struct audit_report *report)
{
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    bool is_alone = report->set_count == 1;
    for (size_t i = 0; i < report->set_count; i++)
        add_part(arena, page, &report->sets[i], report->sets[i].title, is_alone);
    if (!is_alone)
        add_part(arena, page, &report->whole,
                 words_counted(arena, SAY_AUDIT_WHOLE, (int64_t)report->set_count, NO_WORDS), is_alone);
    add_given_away(arena, page, report);
    add_gate(arena, page, report);
    return page;
}
