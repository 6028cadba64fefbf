#include "core/audit.h"

#include "core/audit_learner.h"
#include "core/audit_tail.h"

/* The gate's level: one-sided, for all guessers together. Intervals are two-sided. */
#define GATE_LEVEL     0.05
#define INTERVAL_LEVEL 0.025

/* An exercise gives itself away when at least half of the guessers that settle on one option settle on the best, and at
 * least so many: of four options the best is found by two of eight for nothing. */
#define FINDERS_MIN 4

struct audit_set {
    struct string id, title;
    size_t first, count; /* exercises */
    bool has_words;
};

/* Adding. -------------------------------------------------------------------------------------------------- */

static struct audit_exercise *new_exercise(struct audit *audit, struct arena *arena)
{
    audit->exercises = list_reserve(arena, audit->exercises, audit->exercise_count, &audit->exercise_capacity,
                                    sizeof *audit->exercises);
    return &audit->exercises[audit->exercise_count++];
}

static struct audit_set *new_set(struct audit *audit, struct arena *arena)
{
    audit->sets = list_reserve(arena, audit->sets, audit->set_count, &audit->set_capacity, sizeof *audit->sets);
    return &audit->sets[audit->set_count++];
}

void audit_add(struct audit *audit, struct arena *arena, const struct set *set)
{
    struct audit_set *part = new_set(audit, arena);
    *part = (struct audit_set){ .id = set_full_id(arena, set),
                                .title = string_copy(arena, set->title),
                                .first = audit->exercise_count,
                                .has_words = lexicon_speaks(set->language) };
    struct arena words = { 0 };
    struct lexicon lexicon = lexicon_of(&words, set);
    for (size_t i = 0; i < set->exercise_count; i++) {
        if (set->exercises[i].kind != EXERCISE_CHOOSE_ONE)
            continue;
        struct audit_exercise *seen = new_exercise(audit, arena);
        seen->set = (uint32_t)(audit->set_count - 1);
        audit_look(arena, &audit->scratch, &lexicon, &set->exercises[i], seen);
        arena_reset(&audit->scratch);
        part->count++;
    }
    arena_clear(&words);
}

void audit_clear(struct audit *audit)
{
    arena_clear(&audit->scratch);
}

/* One guesser. --------------------------------------------------------------------------------------------- */

/* What guessers picked on some exercises, and what comes of it. */
struct part {
    struct audit_part *report;
    const struct audit_exercise *exercises;
    const uint8_t *learnt; /* picks of the learner */
    size_t count;
    struct audit_tail tails[AUDIT_GUESSER_COUNT];
};

static uint8_t picks_of(const struct part *part, size_t guesser, size_t exercise)
{
    return guesser == AUDIT_LEARNER ? part->learnt[exercise] : part->exercises[exercise].picks[guesser];
}

static void score(struct part *part, struct arena *scratch, size_t guesser)
{
    struct audit_credits credits = { 0 };
    struct audit_score *score = &part->report->scores[guesser];
    for (size_t i = 0; i < part->count; i++)
        audit_credits_add(&credits, picks_of(part, guesser, i), &part->exercises[i]);
    score->right = audit_credits_right(&credits);
    score->chance = audit_credits_chance(&credits);
    score->is_telling = audit_credits_tell(&credits);
    score->low = score->high = score->bound = score->right;
    score->p = 1;
    if (!score->is_telling)
        return;
    part->tails[guesser] = audit_tail_of(scratch, &credits);
    score->p = audit_tail_chance(&part->tails[guesser]);
    score->low = audit_tail_low(&part->tails[guesser], INTERVAL_LEVEL);
    score->high = audit_tail_high(&part->tails[guesser], INTERVAL_LEVEL);
}

/* The learner on several sets: how far its score can lie from what it is worth is read off the redrawn ones. ---- */

/* The share that at most level of the redrawn scores lie above: the test "score > this" then errs so rarely, the true
 * draw counted as one of them (Phipson and Smyth 2010). */
static double redrawn_above(const struct audit_learnt *learnt, double level)
{
    size_t above = (size_t)(level * (double)(learnt->redrawn_count + 1));
    return above > 0 ? learnt->redrawn[learnt->redrawn_count - above] : 1;
}

static double redrawn_below(const struct audit_learnt *learnt, double level)
{
    size_t below = (size_t)(level * (double)(learnt->redrawn_count + 1));
    return below > 0 ? learnt->redrawn[below - 1] : 0;
}

static double within_shares(double share)
{
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

static void score_redrawn(struct audit_score *score, const struct audit_learnt *learnt)
{
    size_t as_high = 0;
    for (size_t i = 0; i < learnt->redrawn_count; i++)
        as_high += learnt->redrawn[i] >= score->right;
    score->p = (double)(as_high + 1) / (double)(learnt->redrawn_count + 1);
    score->low = within_shares(score->right - (redrawn_above(learnt, INTERVAL_LEVEL) - score->chance));
    score->high = within_shares(score->right + (score->chance - redrawn_below(learnt, INTERVAL_LEVEL)));
}

/* Holm's correction (1979). --------------------------------------------------------------------------------- */

static size_t telling_by_chance(const struct audit_part *report, size_t order[AUDIT_GUESSER_COUNT])
{
    size_t count = 0;
    for (size_t guesser = 0; guesser < AUDIT_GUESSER_COUNT; guesser++) {
        if (!report->scores[guesser].is_telling)
            continue;
        size_t i = count++;
        for (; i > 0 && report->scores[order[i - 1]].p > report->scores[guesser].p; i--)
            order[i] = order[i - 1];
        order[i] = guesser;
    }
    return count;
}

static double bound_at(const struct part *part, const struct audit_learnt *learnt, size_t guesser, double level)
{
    const struct audit_score *score = &part->report->scores[guesser];
    if (guesser == AUDIT_LEARNER && learnt)
        return within_shares(score->right - (redrawn_above(learnt, level) - score->chance));
    return audit_tail_low(&part->tails[guesser], level);
}

/* From the least likely score on, each at a level that grows while scores stay above chance; then all at the last one.
 * learnt is NULL for one set. Returns how many are telling. */
static size_t bound_all(const struct part *part, const struct audit_learnt *learnt)
{
    size_t order[AUDIT_GUESSER_COUNT], count = telling_by_chance(part->report, order), above = 0;
    for (size_t i = 0; i < count; i++) {
        struct audit_score *score = &part->report->scores[order[i]];
        double level = GATE_LEVEL / (double)(count - above);
        score->is_above_chance = above == i && score->p <= level;
        score->bound = bound_at(part, learnt, order[i], level);
        above += score->is_above_chance;
    }
    return count;
}

/* Lengths. --------------------------------------------------------------------------------------------------- */

/* Lies in 0 (always the longest) to 1 (always the shortest). Length is the first of the ranks. */
static double mean_place_of_length(const struct part *part)
{
    double sum = 0;
    size_t width = audit_feature_count();
    for (size_t i = 0; i < part->count; i++) {
        const struct audit_exercise *exercise = &part->exercises[i];
        sum += 0.5 - 0.5 * exercise->ranks[exercise->best * width] / (exercise->option_count - 1);
    }
    return part->count ? sum / (double)part->count : 0.5;
}

/* Sums of ninths and the like: a mean of 2.8 must not fail for its last bit. */
#define ROUNDING 1e-9

static void rank_lengths(const struct part *part)
{
    double rank = 1 + 3 * mean_place_of_length(part);
    part->report->length_rank = rank;
    part->report->is_length_fine = rank >= AUDIT_LENGTH_RANK_MIN - ROUNDING && rank <= AUDIT_LENGTH_RANK_MAX + ROUNDING;
}

/* Parts. ------------------------------------------------------------------------------------------------------ */

static void score_part(struct part *part, struct arena *scratch)
{
    part->report->exercise_count = part->count;
    for (size_t guesser = 0; guesser < AUDIT_GUESSER_COUNT; guesser++)
        score(part, scratch, guesser);
    rank_lengths(part);
}

static void report_set(struct audit *audit, const struct audit_learnt *learnt, const struct audit_set *set,
                       struct audit_part *report)
{
    struct part part = { .report = report,
                         .exercises = set->count > 0 ? &audit->exercises[set->first] : NULL,
                         .learnt = learnt->picks + set->first,
                         .count = set->count };
    report->id = set->id;
    report->title = set->title;
    report->has_words = set->has_words;
    score_part(&part, &audit->scratch);
    bound_all(&part, NULL);
    arena_reset(&audit->scratch);
}

static void report_whole(struct audit *audit, const struct audit_learnt *learnt, struct audit_report *report)
{
    struct part part = {
        .report = &report->whole, .exercises = audit->exercises, .learnt = learnt->picks, .count = audit->exercise_count
    };
    report->whole.has_words = true;
    for (size_t i = 0; i < audit->set_count; i++)
        report->whole.has_words = report->whole.has_words && audit->sets[i].has_words;
    score_part(&part, &audit->scratch);
    struct audit_score *learner = &report->whole.scores[AUDIT_LEARNER];
    learner->is_telling = learner->is_telling && learnt->redrawn_count > 0;
    if (learner->is_telling)
        score_redrawn(learner, learnt);
    report->telling_count = bound_all(&part, learnt->redrawn_count > 0 ? learnt : NULL);
    arena_reset(&audit->scratch);
}

/* Exercises. ---------------------------------------------------------------------------------------------------- */

/* Guessers by place are left out: a learner sees the options shuffled. */
static struct audit_given_away finders_of(const struct audit_exercise *exercise)
{
    struct audit_given_away found = { .set = exercise->set, .exercise = exercise->id };
    for (size_t guesser = 0; guesser < AUDIT_PLACE; guesser++) {
        uint8_t picks = exercise->picks[guesser];
        found.settled_count += __builtin_popcount(picks) == 1;
        found.finders |= picks == 1u << exercise->best ? (guesser_mask)1 << guesser : 0;
    }
    return found;
}

static void find_given_away(const struct audit *audit, struct arena *arena, struct audit_report *report)
{
    struct {
        struct audit_given_away *items;
        size_t count, capacity;
    } list = { 0 };
    for (size_t i = 0; i < audit->exercise_count; i++) {
        struct audit_given_away found = finders_of(&audit->exercises[i]);
        size_t count = (size_t)__builtin_popcount(found.finders);
        if (count >= FINDERS_MIN && 2 * count >= found.settled_count)
            *LIST_ADD(arena, &list) = found;
    }
    report->given_away = list.items;
    report->given_away_count = list.count;
}

static bool passes(const struct audit_part *whole)
{
    for (size_t guesser = 0; guesser < AUDIT_GUESSER_COUNT; guesser++)
        if (whole->scores[guesser].is_above_chance)
            return false;
    return whole->is_length_fine;
}

struct audit_report audit_report(struct audit *audit, struct arena *arena, uint64_t seed)
{
    struct audit_report report = { .sets = ARENA_NEW_MANY(arena, audit->set_count, struct audit_part),
                                   .set_count = audit->set_count };
    struct audit_learnt learnt = audit_learn(arena, audit->exercises, audit->exercise_count, audit->set_count, seed);
    for (size_t i = 0; i < audit->set_count; i++)
        report_set(audit, &learnt, &audit->sets[i], &report.sets[i]);
    report_whole(audit, &learnt, &report);
    find_given_away(audit, arena, &report);
    memcpy(report.signs, learnt.signs, sizeof report.signs);
    report.sign_count = learnt.sign_count;
    report.passes = passes(&report.whole);
    return report;
}
