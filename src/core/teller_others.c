#include "base/check.h"
#include "core/clause.h"
#include "core/deal.h"
#include "core/telling.h"

/* Every rival's note is told up to so many rivals; beyond, only the chosen one's, or nobody would read to the end. */
#define NOTES_MAX 4

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

/* The letters of a group, in their order. */
static struct text name_of(const struct teller *teller, const struct group *group)
{
    struct texts letters = { 0 };
    for (size_t place = 0; place < teller->order->count; place++)
        if (mask_has(group->members, teller->order->items[place]))
            *LIST_ADD(teller->arena, &letters) = teller_letter(teller, teller->order->items[place]);
    return words_and_text(teller->arena, letters.items, letters.count);
}

/* The same, the chosen one first, and said to be that. */
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

/* What only this member claims or suffers from, as if it were a group of one; TRAIT_COUNT when there is no such thing.
 */
static struct group group_of_one(const struct group *group, const struct rival *rival)
{
    struct group own = { .members = (option_mask)1 << rival->option, .member_count = 1, .variant = group->variant + 1 };
    own.shared.claims = rival->shortfall.claims & ~group->shared.claims;
    own.shared.faults = rival->shortfall.faults & ~group->shared.faults & ~telling_faults_in(group->trait);
    own.trait = own.shared.claims ? TRAIT_CLAIM : telling_fault_trait(own.shared.faults);
    while (own.shared.claims && !mask_has(own.shared.claims, own.of))
        own.of++;
    return own;
}

/* is_named: the sentences so far are about this option. Most notes begin with "it", so one has the letter before it
 * unless the sentence before is about the option, too. */
static void tell_note(struct telling *telling, size_t option, bool is_named)
{
    struct teller *teller = telling->teller;
    if (!is_note_told(teller, option))
        return;
    struct text note = words_quoted(
        teller->arena, clause_sentence(teller->arena, teller->exercise->options[option].note), teller->language);
    bool is_chosen_news = !is_named && option == teller->chosen && telling->group->member_count == 1;
    if (is_named && !telling->ends_aside)
        *LIST_ADD(teller->arena, &telling->sentences) = note;
    else
        teller_say(
            teller, &telling->sentences, is_chosen_news ? SAY_EXPLAIN_NOTE_CHOSEN : SAY_EXPLAIN_NOTE,
            WORDS({ .name = "option", .rich = teller_letter(teller, option) }, { .name = "note", .rich = note }));
    telling->ends_aside = false;
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
                                 .subject = teller_letter(telling->teller, option),
                                 .name = teller_letter(telling->teller, option) };
        telling_lead(&alone);
        telling_more(&alone);
        telling->sentences = alone.sentences;
        telling->ends_aside = alone.ends_aside;
    }
    tell_note(telling, option, has_own);
}

static struct texts tell_group(struct teller *teller, const struct group *group)
{
    struct telling telling = {
        .teller = teller, .group = group, .subject = subject_of(teller, group), .name = name_of(teller, group)
    };
    size_t options[EXERCISE_OPTIONS_MAX];
    size_t count = list_members(teller, group->members, options);
    telling.absent = group->shared.absent & ~teller_points_under(teller, group->shared.silent);
    telling.unexplained = group->shared.unexplained;
    if (group->trait != TRAIT_NOTE) {
        telling_lead(&telling);
        telling_more(&telling);
    }
    if (count == 1)
        tell_note(&telling, options[0], group->trait != TRAIT_NOTE);
    telling_gaps(&telling, gaps_wanted(&telling));
    for (size_t i = 0; count > 1 && i < count; i++)
        tell_member(&telling, options[i]);
    return telling.sentences;
}

/* The chosen one's group before all, then by the first letter in them. */
static size_t rank_of(const struct teller *teller, const struct group *group)
{
    size_t options[EXERCISE_OPTIONS_MAX];
    size_t count = list_members(teller, group->members, options);
    CHECK(count > 0); /* a group is made of its first member */
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
