#include "view/fit.h"

#include "words/words.h"

static struct string decimal(struct arena *arena, double value, int places)
{
    return string_format(arena, "%.*f", places, value);
}

static struct string reviews(struct arena *arena, size_t count)
{
    return words_counted(arena, SAY_FIT_COUNT_REVIEWS, (int64_t)count, NO_WORDS);
}

static void add_measures(struct arena *arena, struct view *pairs, enum say name, const struct measures *measures)
{
    struct text figures = words_text(arena, SAY_FIT_FIGURES,
                                     WORDS({ "log_loss", .plain = decimal(arena, measures->log_loss, 4) },
                                           { "rmse_bins", .plain = decimal(arena, measures->rmse_bins, 4) },
                                           { "auc", .plain = decimal(arena, measures->auc, 4) }));
    view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, words_plain(name)), figures);
}

/* Both, of the same reviews; about says of which. */
static void add_comparison(struct arena *arena, struct view *page, enum say title, enum say about,
                           const struct measures *before, const struct measures *after)
{
    view_add_heading(arena, page, 2, text_plain(arena, words_plain(title)));
    view_add_sentence(arena, page, ROLE_NONE,
                      words_string(arena, about, WORDS({ "count", .plain = reviews(arena, before->count) })));
    struct view *pairs = view_add(arena, page, VIEW_PAIRS, ROLE_NONE);
    add_measures(arena, pairs, SAY_FIT_CURRENT, before);
    add_measures(arena, pairs, SAY_FIT_FITTED, after);
}

static struct string verdict(struct arena *arena, enum fit_verdict verdict)
{
    static const enum say sentences[] = {
        [FIT_NOTHING] = SAY_FIT_SAYS_NOTHING,
        [FIT_NO_GAIN] = SAY_FIT_SAYS_NO_GAIN,
        [FIT_REPLACES] = SAY_FIT_SAYS_REPLACES,
    };
    if (verdict == FIT_TOO_FEW)
        return words_string(arena, SAY_FIT_SAYS_TOO_FEW,
                            WORDS({ "min", .plain = view_figure(arena, FIT_PREDICTED_MIN) }));
    return words_plain(sentences[verdict]);
}

/* On one line, as other programs take them. */
static void add_parameters(struct arena *arena, struct view *page, const struct fit_outcome *outcome)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < FIT_PARAMETERS; i++) {
        buffer_add_c(&buffer, i > 0 ? ", " : "");
        buffer_add(&buffer, decimal(arena, outcome->parameters[i], 4));
    }
    bool is_new = outcome->verdict == FIT_REPLACES;
    view_add_heading(arena, page, 2,
                     text_plain(arena, words_plain(is_new ? SAY_FIT_PARAMETERS_NEW : SAY_FIT_PARAMETERS_STAY)));
    view_add_sentence(arena, page, ROLE_NONE, buffer_string(&buffer));
}

struct view *view_fit(struct arena *arena, const struct fit_outcome *outcome, struct view *about)
{
    struct view *page = view_new(arena, VIEW_GROUP, ROLE_NONE);
    struct string title =
        words_string(arena, SAY_FIT_TITLE, WORDS({ "count", .plain = reviews(arena, outcome->review_count) }));
    view_add_heading(arena, page, 1, text_plain(arena, title));
    if (about)
        view_append(page, about);
    if (outcome->predicted_count > 0)
        view_add_sentence(
            arena, page, ROLE_NONE,
            words_string(arena, SAY_FIT_PREDICTED,
                         WORDS({ "count", .plain = view_figure(arena, (int64_t)outcome->predicted_count) },
                               { "percent", .plain = decimal(arena, outcome->log_before.recall * 100, 1) })));
    view_add_sentence(arena, page, outcome->verdict == FIT_REPLACES ? ROLE_RIGHT : ROLE_PARTLY,
                      verdict(arena, outcome->verdict));
    add_parameters(arena, page, outcome);
    if (outcome->verdict == FIT_NO_GAIN || outcome->verdict == FIT_REPLACES) {
        add_comparison(arena, page, SAY_FIT_HELD_TITLE, SAY_FIT_HELD, &outcome->held_before, &outcome->held_after);
        add_comparison(arena, page, SAY_FIT_WHOLE_TITLE, SAY_FIT_WHOLE, &outcome->log_before, &outcome->log_after);
        view_add_sentence(arena, page, ROLE_MUTED, words_plain(SAY_FIT_READ_FIGURES));
    }
    return page;
}
