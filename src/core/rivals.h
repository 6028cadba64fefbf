/* rivals: the options beside the best one, grouped by what they share.
 *
 * Knows what each rival lacks, claims and suffers from, measured against the best answer. Knows nothing of words,
 * letters or of who chose what, so the groups of an exercise are the same under every shuffle. */
#ifndef VIVA_CORE_RIVALS_H
#define VIVA_CORE_RIVALS_H

#include "model/response.h"
#include "model/set.h"

typedef uint32_t heading_mask; /* bit i is the guide's headings[i] */

/* What a group is told by: its members have this in common, and it says more about them than anything else. In the
 * order in which one rival alone is told: what is wrong before what is weak, what is weak before what is missing. */
enum trait {
    TRAIT_CLAIM, /* a false claim; of: misconception */
    TRAIT_ONE_SIDED,
    TRAIT_VAGUE,
    TRAIT_DISORDERED,
    TRAIT_NAMES, /* names more parts than it explains */
    TRAIT_UNSUPPORTED,
    TRAIT_SILENT,      /* nothing under a heading of the guide; of: heading */
    TRAIT_ABSENT,      /* a point is not there; of: point */
    TRAIT_UNEXPLAINED, /* a point is named only; of: point */
    TRAIT_CLOSE,       /* no point is missing, and still it is not the best */
    TRAIT_NOTE,        /* nothing is known but what its note says */
    TRAIT_COUNT
};

/* What is known of one answer, or shared by all of a group. */
struct shortfall {
    point_mask absent;      /* points of the best answer that are not said at all */
    point_mask unexplained; /* named, without being explained */
    heading_mask silent;    /* headings under which the best says something, and this one nothing */
    misconception_mask claims;
    fault_mask faults;
};

struct rival {
    size_t option; /* index as authored */
    struct shortfall shortfall;
    bool is_naming; /* TRAIT_NAMES */
};

struct group {
    enum trait trait;
    size_t of;           /* which misconception, heading or point; 0 for the others */
    option_mask members; /* options */
    size_t member_count;
    size_t variant; /* how many groups before it are told by the same trait */
    struct shortfall shared;
};

struct rivals {
    point_mask wanted; /* what the best answer says */
    struct rival items[EXERCISE_OPTIONS_MAX];
    size_t count;
    struct group groups[EXERCISE_OPTIONS_MAX]; /* by trait and size, not by place */
    size_t group_count;
    heading_mask silent; /* under these only the best says anything; 0 when there is one rival only */
};

struct rivals rivals_of(const struct exercise *exercise, const struct guide *guide);

/* How little the rivals have of a point: 0 when none so much as names it. The smaller, the more it sets the best apart.
 */
int rivals_share(const struct exercise *exercise, size_t point);

/* The fault that a trait stands for; 0 for those that stand for none. */
fault_mask rivals_fault(enum trait trait);

/* The number of bits set. */
int mask_count(uint32_t mask);
bool mask_has(uint32_t mask, size_t index);

#endif
