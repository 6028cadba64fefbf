#include "core/telling.h"

#include "core/clause.h"

/* A group is told by a sentence of its own for each trait; a second and third group of the same trait by other words.
 */
#define VARIANT_COUNT 3
static const enum say leads[TRAIT_COUNT][VARIANT_COUNT] = {
    [TRAIT_CLAIM] = { SAY_EXPLAIN_CLAIM_1, SAY_EXPLAIN_CLAIM_2, SAY_EXPLAIN_CLAIM_3 },
    [TRAIT_ONE_SIDED] = { SAY_EXPLAIN_ONE_SIDED_1, SAY_EXPLAIN_ONE_SIDED_2, SAY_EXPLAIN_ONE_SIDED_3 },
    [TRAIT_VAGUE] = { SAY_EXPLAIN_VAGUE_1, SAY_EXPLAIN_VAGUE_2, SAY_EXPLAIN_VAGUE_3 },
    [TRAIT_DISORDERED] = { SAY_EXPLAIN_DISORDERED_1, SAY_EXPLAIN_DISORDERED_2, SAY_EXPLAIN_DISORDERED_3 },
    [TRAIT_NAMES] = { SAY_EXPLAIN_NAMES_1, SAY_EXPLAIN_NAMES_2, SAY_EXPLAIN_NAMES_3 },
    [TRAIT_UNSUPPORTED] = { SAY_EXPLAIN_UNSUPPORTED_1, SAY_EXPLAIN_UNSUPPORTED_2, SAY_EXPLAIN_UNSUPPORTED_3 },
    [TRAIT_SILENT] = { SAY_EXPLAIN_SILENT_1, SAY_EXPLAIN_SILENT_2, SAY_EXPLAIN_SILENT_3 },
    [TRAIT_ABSENT] = { SAY_EXPLAIN_ABSENT_1, SAY_EXPLAIN_ABSENT_2, SAY_EXPLAIN_ABSENT_3 },
    [TRAIT_UNEXPLAINED] = { SAY_EXPLAIN_UNEXPLAINED_1, SAY_EXPLAIN_UNEXPLAINED_2, SAY_EXPLAIN_UNEXPLAINED_3 },
    [TRAIT_CLOSE] = { SAY_EXPLAIN_CLOSE_1, SAY_EXPLAIN_CLOSE_2, SAY_EXPLAIN_CLOSE_3 },
};

/* What is said of a fault that a group has besides. */
static const struct {
    enum trait trait;
    enum say also;
} faults[FAULT_COUNT] = {
    { TRAIT_ONE_SIDED, SAY_EXPLAIN_ALSO_ONE_SIDED },
    { TRAIT_VAGUE, SAY_EXPLAIN_ALSO_VAGUE },
    { TRAIT_DISORDERED, SAY_EXPLAIN_ALSO_DISORDERED },
    { TRAIT_UNSUPPORTED, SAY_EXPLAIN_ALSO_UNSUPPORTED },
};

/* A sentence about the group as a whole, with at most one thing of the author's in it. */
static void say_of_group(struct telling *telling, enum say say, const char *name, struct text value)
{
    struct arena *arena = telling->teller->arena;
    struct text subject = telling->sentences.count > 0 ? telling->name : telling->subject;
    *LIST_ADD(arena, &telling->sentences) =
        words_counted_text(arena, say, (int64_t)telling->group->member_count,
                           WORDS({ .name = "options", .rich = subject },
                                 { .name = "best", .rich = teller_letter(telling->teller, telling->teller->best) },
                                 { .name = name, .rich = teller_clause(telling->teller, value) }));
    telling->ends_aside = false;
}

/* Rather one that was not said to be missing in another group; it is no longer in *from afterwards. Only for what a
 * group shares: members are told in the order shown, and what is said of them must not hang on it. */
static struct text take_point(struct telling *telling, point_mask *from)
{
    struct teller *teller = telling->teller;
    point_mask fresh = *from & ~teller->told;
    size_t point = teller_pick(teller, fresh ? fresh : *from);
    *from &= ~((point_mask)1 << point);
    teller->told |= (point_mask)1 << point;
    return teller->exercise->points[point].statement;
}

/* Silence that every rival shares was told with the best answer. */
static heading_mask silence_left(const struct telling *telling)
{
    const struct group *group = telling->group;
    return group->trait == TRAIT_SILENT ? 0 : group->shared.silent & ~telling->teller->rivals.silent;
}

/* These come in turn, so that an explanation does not say the same words of everybody. Each says "it" or "they". */
static const enum say more_silent[VARIANT_COUNT] = { SAY_EXPLAIN_ALSO_SILENT_1, SAY_EXPLAIN_ALSO_SILENT_2,
                                                     SAY_EXPLAIN_ALSO_SILENT_3 };
static const enum say more_absent[VARIANT_COUNT] = { SAY_EXPLAIN_ALSO_ABSENT_1, SAY_EXPLAIN_ALSO_ABSENT_2,
                                                     SAY_EXPLAIN_ALSO_ABSENT_3 };
static const enum say more_unexplained[VARIANT_COUNT] = { SAY_EXPLAIN_ALSO_UNEXPLAINED_1,
                                                          SAY_EXPLAIN_ALSO_UNEXPLAINED_2,
                                                          SAY_EXPLAIN_ALSO_UNEXPLAINED_3 };

/* Of a trait that is not the first thing to be told of the group: with its name where "it" would be another. */
static enum say more(const struct telling *telling, enum trait trait, const enum say *sentences, size_t told)
{
    return (telling->ends_aside ? leads[trait] : sentences)[told % VARIANT_COUNT];
}

static void tell_absent(struct telling *telling, enum say say)
{
    say_of_group(telling, say, "point", take_point(telling, &telling->absent));
    telling->teller->absent_told++;
}

void telling_gaps(struct telling *telling, int count)
{
    struct teller *teller = telling->teller;
    heading_mask silent = silence_left(telling);
    if (count > 0 && silent) {
        say_of_group(telling, more(telling, TRAIT_SILENT, more_silent, teller->silent_told++), "headings",
                     teller_headings(teller, silent));
        count--;
    }
    for (; count > 0 && telling->absent; count--)
        tell_absent(telling, more(telling, TRAIT_ABSENT, more_absent, teller->absent_told));
    for (; count > 0 && telling->unexplained; count--)
        say_of_group(telling, more(telling, TRAIT_UNEXPLAINED, more_unexplained, teller->unexplained_told++), "point",
                     take_point(telling, &telling->unexplained));
}

/* Points that all of the group say, although what they claim cannot be true beside them. */
static point_mask contradicted(const struct telling *telling, const struct misconception *misconception)
{
    point_mask points = misconception->against;
    for (size_t i = 0; i < telling->teller->exercise->option_count; i++)
        if (mask_has(telling->group->members, i))
            points &= telling->teller->exercise->options[i].marks.covers;
    return points;
}

static void tell_claim(struct telling *telling, enum say claims, enum say in_truth, size_t index)
{
    const struct misconception *misconception = &telling->teller->exercise->misconceptions[index];
    const struct point *points = telling->teller->exercise->points;
    point_mask against = contradicted(telling, misconception);
    say_of_group(telling, claims, "claim", misconception->claim);
    say_of_group(telling, in_truth, "truth", misconception->truth);
    telling->ends_aside = true;
    if (against)
        say_of_group(telling, SAY_EXPLAIN_CONTRADICTS, "point",
                     points[teller_pick(telling->teller, against)].statement);
}

/* Who names parts without explaining them is vague and unsupported: to say so again would add nothing. */
fault_mask telling_faults_in(enum trait trait)
{
    return trait == TRAIT_NAMES ? FAULT_VAGUE | FAULT_UNSUPPORTED : rivals_fault(trait);
}

enum trait telling_fault_trait(fault_mask mask)
{
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (mask & rivals_fault(faults[i].trait))
            return faults[i].trait;
    return TRAIT_COUNT;
}

void telling_more(struct telling *telling)
{
    const struct group *group = telling->group;
    bool is_next = false;
    for (size_t i = 0; i < telling->teller->exercise->misconception_count; i++)
        if (mask_has(group->shared.claims, i) && !(group->trait == TRAIT_CLAIM && group->of == i)) {
            tell_claim(telling, is_next ? SAY_EXPLAIN_NEXT_CLAIM : SAY_EXPLAIN_ALSO_CLAIM,
                       is_next ? SAY_EXPLAIN_NEXT_TRUTH : SAY_EXPLAIN_ALSO_TRUTH, i);
            is_next = true;
        }
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (group->shared.faults & ~telling_faults_in(group->trait) & rivals_fault(faults[i].trait))
            say_of_group(telling, telling->ends_aside ? leads[faults[i].trait][0] : faults[i].also, "",
                         (struct text){ 0 });
}

static bool is_only_gap(const struct telling *telling)
{
    const struct shortfall *shared = &telling->group->shared;
    return telling->group->member_count == 1 && mask_count(shared->absent) == 1 && !shared->unexplained;
}

void telling_lead(struct telling *telling)
{
    static const enum say truths[VARIANT_COUNT] = { SAY_EXPLAIN_TRUTH_1, SAY_EXPLAIN_TRUTH_2, SAY_EXPLAIN_TRUTH_3 };
    const struct group *group = telling->group;
    enum say say = leads[group->trait][group->variant % VARIANT_COUNT];
    if (group->trait == TRAIT_CLAIM)
        tell_claim(telling, say, truths[group->variant % VARIANT_COUNT], group->of);
    else if (group->trait == TRAIT_SILENT)
        say_of_group(telling, say, "headings", teller_headings(telling->teller, group->shared.silent));
    else if (group->trait == TRAIT_ABSENT)
        tell_absent(telling, is_only_gap(telling) ? SAY_EXPLAIN_NEARLY : say);
    else if (group->trait == TRAIT_UNEXPLAINED)
        say_of_group(telling, say, "point", take_point(telling, &telling->unexplained));
    else
        say_of_group(telling, say, "", (struct text){ 0 });
}
