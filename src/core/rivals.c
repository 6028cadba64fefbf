#include "core/rivals.h"

/* How much a group of rivals is told by a trait that they share: the weight, times their number. Weaknesses that an
 * author has named weigh more than gaps that could be counted by anybody. A claim goes first and needs no company;
 * weight 0: no group is formed by it. */
static const struct {
    int weight;
    fault_mask fault;
} traits[TRAIT_COUNT] = {
    [TRAIT_CLAIM] = { 1000, 0 },
    [TRAIT_ONE_SIDED] = { 40, FAULT_ONE_SIDED },
    [TRAIT_VAGUE] = { 40, FAULT_VAGUE },
    [TRAIT_DISORDERED] = { 40, FAULT_DISORDERED },
    [TRAIT_NAMES] = { 40, 0 },
    [TRAIT_UNSUPPORTED] = { 30, FAULT_UNSUPPORTED },
    [TRAIT_SILENT] = { 30, 0 },
    [TRAIT_ABSENT] = { 1, 0 },
    [TRAIT_UNEXPLAINED] = { 1, 0 },
    [TRAIT_CLOSE] = { 1, 0 },
    [TRAIT_NOTE] = { 0, 0 },
};

fault_mask rivals_fault(enum trait trait)
{
    return traits[trait].fault;
}

int mask_count(uint32_t mask)
{
    return __builtin_popcount(mask);
}

bool mask_has(uint32_t mask, size_t index)
{
    return (mask >> index & 1) != 0;
}

int rivals_share(const struct exercise *exercise, size_t point)
{
    int share = 0;
    for (size_t i = 0; i < exercise->option_count; i++) {
        const struct marks *marks = &exercise->options[i].marks;
        if (!exercise->options[i].is_best)
            share += mask_has(marks->covers, point) ? 2 : mask_has(marks->touches, point);
    }
    return share;
}

static heading_mask headings_of(const struct exercise *exercise, point_mask points)
{
    heading_mask headings = 0;
    for (size_t i = 0; i < exercise->point_count; i++)
        if (mask_has(points, i))
            headings |= (heading_mask)1 << exercise->points[i].heading;
    return headings;
}

static struct rival rival_of(const struct exercise *exercise, point_mask wanted, size_t option)
{
    const struct marks *marks = &exercise->options[option].marks;
    point_mask covered = wanted & marks->covers, unexplained = wanted & marks->touches & ~marks->covers;
    return (struct rival){
        .option = option,
        .shortfall = {
            .absent = wanted & ~covered & ~unexplained,
            .unexplained = unexplained,
            .silent = headings_of(exercise, wanted) & ~headings_of(exercise, covered | unexplained),
            .claims = marks->claims,
            .faults = marks->faults,
        },
        .is_naming = mask_count(unexplained) >= 2 && mask_count(unexplained) > mask_count(covered),
    };
}

/* Whether a rival can be told by a trait. Missing points are told only where there is nothing that says more. */
static bool has_trait(point_mask wanted, const struct rival *rival, enum trait trait, size_t of)
{
    const struct shortfall *shortfall = &rival->shortfall;
    bool has_more_to_tell = shortfall->claims || shortfall->faults || shortfall->silent || rival->is_naming;
    switch (trait) {
    case TRAIT_CLAIM:
        return mask_has(shortfall->claims, of);
    case TRAIT_ONE_SIDED:
    case TRAIT_VAGUE:
    case TRAIT_DISORDERED:
    case TRAIT_UNSUPPORTED:
        return (shortfall->faults & rivals_fault(trait)) != 0;
    case TRAIT_NAMES:
        return rival->is_naming;
    case TRAIT_SILENT:
        return mask_has(shortfall->silent, of);
    case TRAIT_ABSENT:
        return !has_more_to_tell && mask_has(shortfall->absent, of);
    case TRAIT_UNEXPLAINED:
        return !has_more_to_tell && !shortfall->absent && mask_has(shortfall->unexplained, of);
    case TRAIT_CLOSE:
        return wanted && !has_more_to_tell && !shortfall->absent && !shortfall->unexplained;
    case TRAIT_NOTE:
        return !wanted && !has_more_to_tell;
    case TRAIT_COUNT:
        break;
    }
    return false;
}

/* How many things a trait can be of: bits of its mask; 1 for a trait that is of nothing. */
static size_t kinds_of(const struct exercise *exercise, const struct guide *guide, enum trait trait)
{
    if (trait == TRAIT_CLAIM)
        return exercise->misconception_count;
    if (trait == TRAIT_SILENT)
        return guide->heading_count;
    return trait == TRAIT_ABSENT || trait == TRAIT_UNEXPLAINED ? exercise->point_count : 1;
}

/* Those of the rivals left (a mask of options) who have the trait. */
static option_mask holders(const struct rivals *rivals, option_mask left, enum trait trait, size_t of)
{
    option_mask mask = 0;
    for (size_t i = 0; i < rivals->count; i++) {
        const struct rival *rival = &rivals->items[i];
        if (mask_has(left, rival->option) && has_trait(rivals->wanted, rival, trait, of))
            mask |= (option_mask)1 << rival->option;
    }
    return mask;
}

/* The weightiest group that can be made of the rivals left. A group of one is made only when no trait is shared by two,
 * and is told by the first trait that it has. */
static struct group next_group(const struct exercise *exercise, const struct guide *guide, const struct rivals *rivals,
                               option_mask left)
{
    struct group best = { .trait = TRAIT_COUNT };
    int best_score = -1;
    for (enum trait trait = TRAIT_CLAIM; trait < TRAIT_COUNT; trait++)
        for (size_t of = 0; of < kinds_of(exercise, guide, trait); of++) {
            option_mask members = holders(rivals, left, trait, of);
            int size = mask_count(members);
            int score = size >= 2 || trait == TRAIT_CLAIM ? traits[trait].weight * size : 0;
            if (size == 0 || score <= best_score)
                continue;
            best_score = score;
            best = (struct group){ .trait = trait, .of = of, .members = members };
        }
    if (best_score == 0)
        best.members &= ~best.members + 1; /* notes are shared by nobody */
    return best;
}

static void share(struct group *group, const struct rivals *rivals)
{
    group->shared = (struct shortfall){ ~0u, ~0u, ~0u, ~0u, ~0u };
    for (size_t i = 0; i < rivals->count; i++) {
        const struct shortfall *shortfall = &rivals->items[i].shortfall;
        if (!mask_has(group->members, rivals->items[i].option))
            continue;
        group->member_count++;
        group->shared.absent &= shortfall->absent;
        group->shared.unexplained &= shortfall->unexplained;
        group->shared.silent &= shortfall->silent;
        group->shared.claims &= shortfall->claims;
        group->shared.faults &= shortfall->faults;
    }
}

static void form_groups(const struct exercise *exercise, const struct guide *guide, struct rivals *rivals)
{
    size_t told[TRAIT_COUNT] = { 0 };
    option_mask left = 0;
    for (size_t i = 0; i < rivals->count; i++)
        left |= (option_mask)1 << rivals->items[i].option;
    while (left != 0) {
        struct group *group = &rivals->groups[rivals->group_count++];
        *group = next_group(exercise, guide, rivals, left);
        group->variant = told[group->trait]++;
        share(group, rivals);
        left &= ~group->members;
    }
}

struct rivals rivals_of(const struct exercise *exercise, const struct guide *guide)
{
    struct rivals rivals = { .wanted = exercise->options[exercise_best(exercise)].marks.covers };
    for (size_t i = 0; i < exercise->option_count; i++)
        if (!exercise->options[i].is_best)
            rivals.items[rivals.count++] = rival_of(exercise, rivals.wanted, i);
    rivals.silent = rivals.count >= 2 ? ~0u : 0;
    for (size_t i = 0; i < rivals.count; i++)
        rivals.silent &= rivals.items[i].shortfall.silent;
    form_groups(exercise, guide, &rivals);
    return rivals;
}
