#include "view/summary.h"

#include "base/check.h"
#include "model/response.h"
#include "words/words.h"

static void add_figures(struct arena *arena, struct view *group, const struct summary *summary)
{
    if (summary->response_count == 0) {
        view_add_sentence(arena, group, ROLE_MUTED, words_plain(SAY_SUMMARY_NOTHING));
        return;
    }
    struct buffer sentences = buffer_in(arena);
    bool is_all_right = summary->right_count == summary->response_count;
    buffer_add(&sentences,
               words_counted(arena, is_all_right ? SAY_SUMMARY_ALL_RIGHT : SAY_SUMMARY_RIGHT, summary->response_count,
                             WORDS({ "right", .plain = view_figure(arena, summary->right_count) })));
    if (summary->dont_know_count > 0) {
        buffer_add_byte(&sentences, ' ');
        buffer_add(&sentences, words_counted(arena, SAY_SUMMARY_DONT_KNOW, summary->dont_know_count, NO_WORDS));
    }
    if (!is_all_right) {
        buffer_add_byte(&sentences, ' ');
        buffer_add(&sentences, words_string(arena, SAY_SUMMARY_SCORE,
                                            WORDS({ "score", .plain = view_figure(arena, summary->score_percent) })));
    }
    view_add_sentence(arena, group, is_all_right ? ROLE_RIGHT : ROLE_NONE, buffer_string(&sentences));
}

/* Less of what the best answers say was said under a than under b. Cross-multiplied, so that no fraction is rounded. */
static bool is_weaker(const struct heading_share *a, const struct heading_share *b)
{
    return (int64_t)a->covered_count * b->point_count < (int64_t)b->covered_count * a->point_count;
}

static struct text share_text(struct arena *arena, const struct heading_share *share)
{
    struct string text = words_counted(arena, SAY_SHARE_COVERED, share->point_count,
                                       WORDS({ "covered", .plain = view_figure(arena, share->covered_count) }));
    if (share->touched_count > 0)
        text = words_string(
            arena, SAY_SHARE_TOUCHED,
            WORDS({ "covered", .plain = text }, { "touched", .plain = view_figure(arena, share->touched_count) }));
    return text_plain(arena, text);
}

static enum view_role share_role(const struct heading_share *share)
{
    if (share->covered_count == share->point_count)
        return ROLE_RIGHT;
    return share->covered_count > 0 || share->touched_count > 0 ? ROLE_PARTLY : ROLE_ABSENT;
}

static void add_shares(struct arena *arena, struct view *group, const struct guide *guide, struct string language,
                       const struct summary *summary)
{
    const struct heading_share *weakest = NULL;
    struct view *pairs = NULL;
    for (size_t i = 0; i < summary->share_count; i++) {
        const struct heading_share *share = &summary->shares[i];
        if (share->point_count == 0)
            continue;
        CHECK(share->heading < guide->heading_count);
        if (!pairs) {
            view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_SHARES_HEADING)));
            pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
        }
        struct view *pair = view_add_pair(arena, pairs, share_role(share),
                                          words_quoted(arena, guide->headings[share->heading].title, language),
                                          share_text(arena, share));
        pair->number = share->covered_count;
        pair->touched = share->touched_count;
        pair->total = share->point_count;
        if (!weakest || is_weaker(share, weakest))
            weakest = share;
    }
    if (weakest && weakest->covered_count < weakest->point_count)
        view_add_text(
            arena, group, VIEW_PARAGRAPH, ROLE_NONE,
            words_text(
                arena, SAY_SHARES_WEAKEST,
                WORDS({ "heading", .rich = words_quoted(arena, guide->headings[weakest->heading].title, language) },
                      { "advice", .rich = words_quoted(arena, guide->headings[weakest->heading].advice, language) })));
}

static const enum say sureness_sentences[] = {
    [SURE_UNSAID] = SENTENCE_END,
    [SURE_GUESS] = SAY_SURENESS_GUESS,
    [SURE_FAIRLY] = SAY_SURENESS_FAIRLY,
    [SURE_YES] = SAY_SURENESS_SURE,
};

/* What the figures mean, or SENTENCE_END when they are too few to mean anything. */
static enum say sureness_judgement(const struct summary *summary)
{
    if (summary->sure_right_count[SURE_YES] < summary->sure_count[SURE_YES])
        return SAY_SURENESS_TOO_SURE;
    if (summary->sure_count[SURE_GUESS] > 1 &&
        2 * summary->sure_right_count[SURE_GUESS] > summary->sure_count[SURE_GUESS])
        return SAY_SURENESS_TOO_SHY;
    return summary->sure_count[SURE_YES] > 1 ? SAY_SURENESS_FITS : SENTENCE_END;
}

static void add_sureness(struct arena *arena, struct view *group, const struct summary *summary)
{
    struct view *pairs = NULL;
    for (int sureness = SURE_YES; sureness >= SURE_GUESS; sureness--) {
        if (summary->sure_count[sureness] == 0)
            continue;
        if (!pairs) {
            view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_SURENESS_HEADING)));
            pairs = view_add(arena, group, VIEW_PAIRS, ROLE_NONE);
        }
        struct string figures =
            words_string(arena, SAY_SURENESS_FIGURES,
                         WORDS({ "right", .plain = view_figure(arena, summary->sure_right_count[sureness]) },
                               { "count", .plain = view_figure(arena, summary->sure_count[sureness]) }));
        view_add_pair(arena, pairs, ROLE_NONE, text_plain(arena, words_plain(sureness_sentences[sureness])),
                      text_plain(arena, figures));
    }
    enum say judgement = pairs ? sureness_judgement(summary) : SENTENCE_END;
    if (judgement != SENTENCE_END)
        view_add_sentence(arena, group, ROLE_NONE, words_plain(judgement));
}

static const enum say again_reasons[] = {
    [AGAIN_WRONG] = SAY_AGAIN_WRONG,         [AGAIN_CONFIDENT_WRONG] = SAY_AGAIN_CONFIDENT_WRONG,
    [AGAIN_DONT_KNOW] = SAY_AGAIN_DONT_KNOW, [AGAIN_GUESSED] = SAY_AGAIN_GUESSED,
    [AGAIN_FLAGGED] = SAY_AGAIN_FLAGGED,     [AGAIN_SKIPPED] = SAY_AGAIN_SKIPPED,
};

static void add_again(struct arena *arena, struct view *group, const struct view_summary_step *steps,
                      struct string language, const struct summary *summary)
{
    if (summary->again_count == 0) {
        view_add_sentence(arena, group, ROLE_NONE, words_plain(SAY_AGAIN_NONE));
        return;
    }
    view_add_heading(arena, group, 3, text_plain(arena, words_plain(SAY_AGAIN_HEADING)));
    struct view *list = view_add(arena, group, VIEW_LIST, ROLE_NONE);
    for (size_t i = 0; i < summary->again_count; i++) {
        const struct again *again = &summary->again[i];
        struct view *item =
            view_add_text(arena, list, VIEW_ITEM, ROLE_NONE,
                          words_text(arena, SAY_AGAIN_ITEM,
                                     WORDS({ "title", .rich = words_quoted(arena, steps[again->step].title, language) },
                                           { "reason", .plain = words_plain(again_reasons[again->reason]) })));
        item->path = steps[again->step].path;
    }
}

struct view *view_summary(struct arena *arena, const struct guide *guide, const struct view_summary_step *steps,
                          struct string language, const struct summary *summary)
{
    struct view *group = view_new(arena, VIEW_GROUP, ROLE_NONE);
    view_add_heading(arena, group, 2, text_plain(arena, words_plain(SAY_SUMMARY_HEADING)));
    add_figures(arena, group, summary);
    add_shares(arena, view_add(arena, group, VIEW_GROUP, ROLE_NONE), guide, language, summary);
    add_sureness(arena, view_add(arena, group, VIEW_GROUP, ROLE_NONE), summary);
    add_again(arena, view_add(arena, group, VIEW_GROUP, ROLE_NONE), steps, language, summary);
    return group;
}
