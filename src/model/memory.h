/* memory: what is remembered of one exercise in one way (recognising the best answer; producing one), in the terms of
 * FSRS.
 *
 * Plain data. Refuses to know how it comes about: core/schedule does. */
#ifndef VIVA_MODEL_MEMORY_H
#define VIVA_MODEL_MEMORY_H

#include <stdint.h>

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

#endif
