/* blocks: a log as vector units want it: 64 memories side by side, review under review.
 *
 * Knows how reviews are packed, which of them are predicted and what each of them weighs. Refuses to know the model of
 * memory. Memories are sorted by how many reviews they had, so that little of a block is empty; each goes through the
 * recurrence once, whatever the number of its reviews that are predicted. */
#ifndef VIVA_FIT_BLOCKS_H
#define VIVA_FIT_BLOCKS_H

#include "base/arena.h"
#include "fit/review_log.h"

#define BLOCK_LANES 64 /* four of the widest vectors: enough work for while one waits for a logarithm */

/* The reviews of a block's memories that are each the n-th of its memory. A memory that had fewer has zeros: grade 0
 * is no grade. */
struct review_step {
    uint32_t words[BLOCK_LANES]; /* days since the review before, and the grade from bit BLOCK_GRADE_SHIFT on */
    float weights[BLOCK_LANES];  /* 0: not predicted, since it is the first or on the day of the one before */
};
#define BLOCK_DAYS        0xffffU
#define BLOCK_GRADE_SHIFT 16

struct review_block {
    struct review_step *steps; /* aligned for any vector unit */
    uint32_t step_count;
    uint32_t review_counts[BLOCK_LANES]; /* of each lane, the fewest first; a lane of the first block may have none */
    float chances[BLOCK_LANES];          /* struct review_log has them */
};

struct blocks {
    struct review_block *items;
    size_t count;
    size_t step_count, step_count_max; /* of all together, of one */
    size_t predicted_count;
    double weight, weight_square; /* sums over what is predicted */
};

/* Of all the reviews that are predicted, the last weigh most: (k / (n - 1))^3 from a quarter to the whole (fsrs-rs
 * src/dataset.rs), since people change. Else each weighs 1. */
enum blocks_weighing { BLOCKS_EVEN, BLOCKS_RECENT };

/* The reviews of the log from this one on are predicted; earlier ones are history. Lives in arena. */
struct blocks blocks_make(struct arena *arena, const struct review_log *log, size_t from,
                          enum blocks_weighing weighing);

/* Every stride-th block from the first-th on: of all lengths some. The steps are shared. Lives in arena. */
struct blocks blocks_part(struct arena *arena, const struct blocks *blocks, size_t first, size_t stride);

#endif
