/* memory: what is remembered of one exercise in one way (recognising the best answer; producing one), in the terms of
 * FSRS.
 *
 * Plain data. Refuses to know how it comes about: core/schedule does. */
#ifndef VIVA_MODEL_MEMORY_H
#define VIVA_MODEL_MEMORY_H

#include <stdint.h>

#include "base/string.h"
#include "base/uuid.h"

/* How an answer went, as FSRS counts it. Nobody is asked for it: it is worked out from what the learner did. */
enum memory_grade { MEMORY_AGAIN = 1, MEMORY_HARD, MEMORY_GOOD, MEMORY_EASY };

/* stability: days after which nine of ten such memories are still there; 0 before the first review, when difficulty
 * counts for nothing. difficulty: 1 to 10. */
struct memory {
    double stability, difficulty;
};

/* Before waits are counted in days, an exercise goes through short steps. A zeroed one is new. */
enum memory_phase { MEMORY_LEARNING, MEMORY_KEPT, MEMORY_RELEARNING };
struct memory_stage {
    enum memory_phase phase;
    uint32_t step; /* how many steps are done; 0 while it is kept */
};

/* The two things that are learnt of every exercise. */
enum memory_skill { MEMORY_RECOGNISING = 1, MEMORY_PRODUCING, MEMORY_SKILL_END };
extern const char *const memory_skill_ids[MEMORY_SKILL_END]; /* [0] is nobody's; "recognising", "producing" */

/* What presses most comes first. */
enum memory_urgency {
    MEMORY_MISTAKEN, /* wrong, and sure of it: what was believed must not settle */
    MEMORY_FRESH,    /* in its first steps, or in those after a lapse */
    MEMORY_STEADY,   /* waits are days */
    MEMORY_URGENCY_END
};

/* One exercise in one way, as it is kept: derived from the journal, the learner's parameters and plan (core/remember).
 * When review_count is 0 it was made ready and never asked: producing, once recognising is stable. */
struct memory_row {
    struct uuid learner;
    struct string exercise; /* full id, that of the last response */
    enum memory_skill skill;
    struct memory memory;
    struct memory_stage stage;
    enum memory_urgency urgency;
    enum memory_grade last_grade; /* 0 before the first review */
    int32_t review_count, lapse_count;
    int64_t last_at;   /* seconds UTC; 0 before the first review */
    int32_t last_day;  /* the local day (base/time.h) of the last review; that of being made ready, before the first */
    int32_t usual_day; /* the local day from which it would be due without a plan */
    int32_t due_day;   /* the local day from which it is due */
    int64_t due_at;    /* and not before this second, UTC; 0 when the day is enough */
};

#endif
