#include "base/check.h"
#include "core/clause.h"
#include "core/deal.h"
#include "core/teller.h"

/* Every rival's note is told up to so many rivals; beyond, only the chosen one's, or nobody would read to the end. */
#define NOTES_MAX 4

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
    fault_mask fault;
    enum say also;
} faults[FAULT_COUNT] = {
    { TRAIT_ONE_SIDED, FAULT_ONE_SIDED, SAY_EXPLAIN_ALSO_ONE_SIDED },
    { TRAIT_VAGUE, FAULT_VAGUE, SAY_EXPLAIN_ALSO_VAGUE },
    { TRAIT_DISORDERED, FAULT_DISORDERED, SAY_EXPLAIN_ALSO_DISORDERED },
    { TRAIT_UNSUPPORTED, FAULT_UNSUPPORTED, SAY_EXPLAIN_ALSO_UNSUPPORTED },
};

/* A group being told. */
struct telling {
    struct teller *teller;
    const struct group *group;
    struct texts sentences;
    struct text subject;            /* "D, your choice,", "A and C" */
    point_mask absent, unexplained; /* shared, and not told of this group yet */
};

/* A sentence about the group as a whole, with at most one thing of the author's in it. */
static void say_of_group(struct telling *telling, enum say say, const char *name, struct text value)
{
    struct arena *arena = telling->teller->arena;
    *LIST_ADD(arena, &telling->sentences) =
        words_counted_text(arena, say, (int64_t)telling->group->member_count,
                           WORDS({ .name = "options", .rich = telling->subject },
                                 { .name = "best", .rich = teller_letter(telling->teller, telling->teller->best) },
                                 { .name = name, .rich = clause_inside(arena, value) }));
}

/* The chosen one first, then by letter. */
static size_t list_members(const struct teller *teller, option_mask members,
                           size_t options[static EXERCISE_OPTIONS_MAX])
{
    size_t count = 0;
    if (teller->chosen != SIZE_MAX && mask_has(members, teller->chosen))
        options[count++] = teller->chosen;
    for (size_t place = 0; place < teller->order->count; place++) {
        size_t option = teller->order->items[place];
        if (mask_has(members, option) && option != teller->chosen)
            options[count++] = option;
    }
    return count;
}

static struct text subject_of(const struct teller *teller, const struct group *group)
{
    size_t options[EXERCISE_OPTIONS_MAX];
    struct text items[EXERCISE_OPTIONS_MAX];
    size_t count = list_members(teller, group->members, options);
    for (size_t i = 0; i < count; i++) {
        struct text letter = teller_letter(teller, options[i]);
        enum say say = count == 1 ? SAY_EXPLAIN_CHOSEN_ALONE : SAY_EXPLAIN_CHOSEN_AMONG;
        items[i] = options[i] == teller->chosen
                       ? words_text(teller->arena, say, WORDS({ .name = "option", .rich = letter }))
                       : letter;
    }
    return words_and_text(teller->arena, items, count);
}

/* Points. -------------------------------------------------------------------------------------------------------------
 */

/* Rather one that was not told of another group; it is no longer in *from afterwards. */
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

/* These come in turn, so that an explanation does not say the same words of everybody. */
static const enum say more_absent[VARIANT_COUNT] = { SAY_EXPLAIN_ALSO_ABSENT_1, SAY_EXPLAIN_ALSO_ABSENT_2,
                                                     SAY_EXPLAIN_ALSO_ABSENT_3 };
static const enum say more_unexplained[VARIANT_COUNT] = { SAY_EXPLAIN_ALSO_UNEXPLAINED_1,
                                                          SAY_EXPLAIN_ALSO_UNEXPLAINED_2,
                                                          SAY_EXPLAIN_ALSO_UNEXPLAINED_3 };

/* What the group leaves out, in up to count sentences: whole headings, then points that are absent, then points that
 * are only named. */
static void tell_gaps(struct telling *telling, int count)
{
    struct teller *teller = telling->teller;
    heading_mask silent = silence_left(telling);
    if (count > 0 && silent) {
        say_of_group(telling, SAY_EXPLAIN_ALSO_SILENT, "headings", teller_headings(teller, silent));
        count--;
    }
    for (; count > 0 && telling->absent; count--)
        say_of_group(telling, more_absent[teller->absent_told++ % VARIANT_COUNT], "point",
                     take_point(telling, &telling->absent));
    for (; count > 0 && telling->unexplained; count--)
        say_of_group(telling, more_unexplained[teller->unexplained_told++ % VARIANT_COUNT], "point",
                     take_point(telling, &telling->unexplained));
}

/* Claims and faults. --------------------------------------------------------------------------------------------------
 */

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
    point_mask points = contradicted(telling, misconception);
    say_of_group(telling, claims, "claim", misconception->claim);
    if (!text_is_empty(misconception->truth))
        say_of_group(telling, in_truth, "truth", misconception->truth);
    if (points)
        say_of_group(telling, SAY_EXPLAIN_CONTRADICTS, "point", take_point(telling, &points));
}

/* Who names parts without explaining them is vague and unsupported: to say so again would add nothing. */
static fault_mask faults_in(enum trait trait)
{
    if (trait == TRAIT_NAMES)
        return FAULT_VAGUE | FAULT_UNSUPPORTED;
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (faults[i].trait == trait)
            return faults[i].fault;
    return 0;
}

static void tell_more(struct telling *telling)
{
    const struct group *group = telling->group;
    for (size_t i = 0; i < telling->teller->exercise->misconception_count; i++)
        if (mask_has(group->shared.claims, i) && !(group->trait == TRAIT_CLAIM && group->of == i))
            tell_claim(telling, SAY_EXPLAIN_ALSO_CLAIM, SAY_EXPLAIN_TRUTH_2, i);
    for (size_t i = 0; i < FAULT_COUNT; i++)
        if (group->shared.faults & ~faults_in(group->trait) & faults[i].fault)
            say_of_group(telling, faults[i].also, "", (struct text){ 0 });
}

/* Groups. -------------------------------------------------------------------------------------------------------------
 */

static bool is_only_gap(const struct telling *telling)
{
    const struct shortfall *shared = &telling->group->shared;
    return telling->group->member_count == 1 && mask_count(shared->absent) == 1 && !shared->unexplained;
}

static void tell_lead(struct telling *telling)
{
    static const enum say truths[VARIANT_COUNT] = { SAY_EXPLAIN_TRUTH_1, SAY_EXPLAIN_TRUTH_2, SAY_EXPLAIN_TRUTH_3 };
    const struct group *group = telling->group;
    enum say say = leads[group->trait][group->variant % VARIANT_COUNT];
    if (group->trait == TRAIT_CLAIM)
        tell_claim(telling, say, truths[group->variant % VARIANT_COUNT], group->of);
    else if (group->trait == TRAIT_SILENT)
        say_of_group(telling, say, "headings", teller_headings(telling->teller, group->shared.silent));
    else if (group->trait == TRAIT_ABSENT)
        say_of_group(telling, is_only_gap(telling) ? SAY_EXPLAIN_NEARLY : say, "point",
                     take_point(telling, &telling->absent));
    else if (group->trait == TRAIT_UNEXPLAINED)
        say_of_group(telling, say, "point", take_point(telling, &telling->unexplained));
    else
        say_of_group(telling, say, "", (struct text){ 0 });
}

static bool is_note_told(const struct teller *teller, size_t option)
{
    bool has_room = teller->rivals.count <= NOTES_MAX || option == teller->chosen;
    return has_room && !text_is_empty(teller->exercise->options[option].note);
}

static bool has_notes(const struct telling *telling)
{
    for (size_t i = 0; i < telling->teller->exercise->option_count; i++)
        if (mask_has(telling->group->members, i) && is_note_told(telling->teller, i))
            return true;
    return false;
}

/* Beside a note, in the author's own words, one gap is enough; whoever is simply wrong has been told the main thing. */
static int gaps_wanted(const struct telling *telling)
{
    bool is_wrong = telling->group->trait == TRAIT_CLAIM;
    return 2 - is_wrong - has_notes(telling);
}

/* What only this member claims or suffers from, as if it were a group of one. */
static struct group group_of_one(const struct group *group, const struct rival *rival)
{
    struct group own = { .members = (option_mask)1 << rival->option, .member_count = 1, .variant = group->variant };
    own.shared.claims = rival->shortfall.claims & ~group->shared.claims;
    own.shared.faults = rival->shortfall.faults & ~group->shared.faults & ~faults_in(group->trait);
    own.trait = own.shared.claims ? TRAIT_CLAIM : TRAIT_COUNT;
    while (own.shared.claims && !mask_has(own.shared.claims, own.of))
        own.of++;
    for (size_t i = 0; i < FAULT_COUNT && own.trait == TRAIT_COUNT; i++)
        if (own.shared.faults & faults[i].fault)
            own.trait = faults[i].trait;
    return own;
}

static void tell_note(struct telling *telling, size_t option, bool is_named)
{
    struct teller *teller = telling->teller;
    if (!is_note_told(teller, option))
        return;
    struct text note = clause_sentence(teller->arena, teller->exercise->options[option].note);
    bool is_chosen_alone = option == teller->chosen && telling->group->member_count == 1;
    if (is_named)
        *LIST_ADD(teller->arena, &telling->sentences) = note;
    else
        teller_say(
            teller, &telling->sentences, is_chosen_alone ? SAY_EXPLAIN_NOTE_CHOSEN : SAY_EXPLAIN_NOTE,
            WORDS({ .name = "option", .rich = teller_letter(teller, option) }, { .name = "note", .rich = note }));
}

static const struct rival *find_rival(const struct rivals *rivals, size_t option)
{
    const struct rival *rival = rivals->items;
    while (rival->option != option)
        rival++;
    return rival;
}

static void tell_member(struct telling *telling, size_t option)
{
    struct group own = group_of_one(telling->group, find_rival(&telling->teller->rivals, option));
    bool has_own = own.trait != TRAIT_COUNT;
    if (has_own) {
        struct telling alone = { .teller = telling->teller,
                                 .group = &own,
                                 .sentences = telling->sentences,
                                 .subject = teller_letter(telling->teller, option) };
        tell_lead(&alone);
        tell_more(&alone);
        telling->sentences = alone.sentences;
    }
    tell_note(telling, option, has_own);
}

static struct texts tell_group(struct teller *teller, const struct group *group)
{
    struct telling telling = { .teller = teller, .group = group, .subject = subject_of(teller, group) };
    size_t options[EXERCISE_OPTIONS_MAX];
    size_t count = list_members(teller, group->members, options);
    telling.absent = group->shared.absent & ~teller_points_under(teller, group->shared.silent);
    telling.unexplained = group->shared.unexplained;
    if (group->trait != TRAIT_NOTE) {
        tell_lead(&telling);
        tell_more(&telling);
    }
    if (count == 1)
        tell_note(&telling, options[0], group->trait != TRAIT_NOTE);
    tell_gaps(&telling, gaps_wanted(&telling));
    for (size_t i = 0; count > 1 && i < count; i++)
        tell_member(&telling, options[i]);
    return telling.sentences;
}

/* The chosen one's group before all, then by the first letter in them. */
static size_t rank_of(const struct teller *teller, const struct group *group)
{
    size_t options[EXERCISE_OPTIONS_MAX];
    list_members(teller, group->members, options);
    return options[0] == teller->chosen ? 0 : 1 + deal_place(teller->order, options[0]);
}

/* Told in the order in which they were formed, so that no shuffle changes what is said; listed in the order in which
 * they are read. */
struct texts teller_others(struct teller *teller)
{
    struct texts told[EXERCISE_OPTIONS_MAX], paragraphs = { 0 };
    for (size_t i = 0; i < teller->rivals.group_count; i++)
        told[i] = tell_group(teller, &teller->rivals.groups[i]);
    for (size_t rank = 0; rank <= EXERCISE_OPTIONS_MAX; rank++)
        for (size_t i = 0; i < teller->rivals.group_count; i++)
            if (rank_of(teller, &teller->rivals.groups[i]) == rank)
                teller_close(teller, &paragraphs, &told[i]);
    return paragraphs;
}
