#include "fit/blocks.h"

#include <stdbool.h>
#include <string.h>

#include "base/check.h"
#include "core/schedule.h"
#include "model/memory.h"

#define ALIGNMENT 64 /* of the widest vectors */

/* A memory while the log is gone through. */
struct place {
    size_t next;    /* where its next review goes: lanes from the first of all steps */
    uint32_t count; /* reviews so far */
    int32_t day;    /* of the last one */
};

static uint32_t count_reviews(const struct review_log *log, struct place *places)
{
    uint32_t longest = 0;
    for (size_t i = 0; i < log->count; i++) {
        CHECK(log->reviews[i].memory < log->memory_count);
        uint32_t count = ++places[log->reviews[i].memory].count;
        longest = count > longest ? count : longest;
    }
    return longest;
}

/* The memories that have reviews by their number of reviews, the fewest first (a counting sort). */
static uint32_t *sort_memories(struct arena *arena, const struct review_log *log, const struct place *places,
                               uint32_t longest, size_t *count)
{
    uint32_t *begins = ARENA_NEW_MANY(arena, (size_t)longest + 2, uint32_t);
    uint32_t *sorted = ARENA_NEW_MANY(arena, log->memory_count, uint32_t);
    for (uint32_t i = 0; i < log->memory_count; i++)
        begins[places[i].count + 1]++;
    uint32_t unused = begins[1];
    for (uint32_t length = 1; length <= longest; length++)
        begins[length + 1] += begins[length];
    for (uint32_t i = 0; i < log->memory_count; i++)
        sorted[begins[places[i].count]++] = i;
    *count = log->memory_count - unused;
    return sorted + unused;
}

static void *take_aligned(struct arena *arena, size_t size_bytes)
{
    char *bytes = arena_take(arena, size_bytes + ALIGNMENT);
    return bytes + (ALIGNMENT - (uintptr_t)bytes % ALIGNMENT);
}

static void place_memories(struct arena *arena, const struct review_log *log, struct place *places,
                           const uint32_t *sorted, size_t memory_count, struct blocks *blocks)
{
    blocks->count = (memory_count + BLOCK_LANES - 1) / BLOCK_LANES;
    blocks->items = ARENA_NEW_MANY(arena, blocks->count, struct review_block);
    size_t empty = blocks->count * BLOCK_LANES - memory_count; /* lanes, at the beginning */
    for (size_t i = 0; i < blocks->count; i++) {
        size_t last = (i + 1) * BLOCK_LANES - 1 - empty;
        blocks->items[i].step_count = places[sorted[last]].count;
        blocks->step_count += blocks->items[i].step_count;
        blocks->step_count_max = blocks->items[i].step_count; /* sorted: the last has most */
    }
    struct review_step *steps = take_aligned(arena, blocks->step_count * sizeof *steps), *first = steps;
    for (size_t i = 0; i < blocks->count; i++) {
        blocks->items[i].steps = steps;
        steps += blocks->items[i].step_count;
    }
    for (size_t i = 0; i < memory_count; i++) {
        struct review_block *block = &blocks->items[(i + empty) / BLOCK_LANES];
        uint32_t lane = (uint32_t)((i + empty) % BLOCK_LANES);
        block->chances[lane] = log->chances ? log->chances[sorted[i]] : 0;
        block->review_counts[lane] = places[sorted[i]].count;
        places[sorted[i]] = (struct place){ .next = (size_t)(block->steps - first) * BLOCK_LANES + lane };
    }
}

/* Days since the memory's review before; 0 for the first. */
static uint32_t elapsed_days(struct place place, struct review review)
{
    int32_t elapsed = place.count > 0 ? review.day - place.day : 0;
    CHECK(elapsed >= 0 && elapsed <= SCHEDULE_DAYS_MAX);
    return (uint32_t)elapsed;
}

/* Weights are, for the time being, how many are predicted so far: what each weighs is known when all are counted. No
 * branch decides which are: nothing foretells it. */
static size_t fill(const struct review_log *log, size_t from, struct place *places, struct review_step *steps)
{
    size_t predicted_count = 0;
    for (size_t i = 0; i < log->count; i++) {
        struct review review = log->reviews[i];
        struct place place = places[review.memory];
        uint32_t elapsed = elapsed_days(place, review);
        CHECK(review.grade >= MEMORY_AGAIN && review.grade <= MEMORY_EASY);
        bool is_predicted = (i >= from) & (elapsed > 0);
        predicted_count += is_predicted;
        uint32_t rank = (uint32_t)predicted_count & -(uint32_t)is_predicted;
        struct review_step *step = &steps[place.next / BLOCK_LANES];
        step->words[place.next % BLOCK_LANES] = elapsed | (uint32_t)review.grade << BLOCK_GRADE_SHIFT;
        memcpy(&step->weights[place.next % BLOCK_LANES], &rank, sizeof rank);
        places[review.memory] = (struct place){ place.next + BLOCK_LANES, place.count + 1, review.day };
    }
    return predicted_count;
}

#define WEIGHT_FIRST 0.25 /* of the first that is predicted; the last weighs 1 */

static double weight_of(uint32_t rank, double share, enum blocks_weighing weighing)
{
    double along = (rank - 1) * share;
    double weight = weighing == BLOCKS_EVEN ? 1 : WEIGHT_FIRST + (1 - WEIGHT_FIRST) * along * along * along;
    return rank > 0 ? weight : 0;
}

static void weigh(struct review_step *steps, enum blocks_weighing weighing, struct blocks *blocks)
{
    double weights[BLOCK_LANES] = { 0 }, squares[BLOCK_LANES] = { 0 };
    double share = blocks->predicted_count > 1 ? 1 / (double)(blocks->predicted_count - 1) : 0;
    for (size_t i = 0; i < blocks->step_count; i++)
        for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
            uint32_t rank;
            memcpy(&rank, &steps[i].weights[lane], sizeof rank);
            double weight = weight_of(rank, share, weighing);
            steps[i].weights[lane] = (float)weight;
            weights[lane] += weight;
            squares[lane] += weight * weight;
        }
    for (size_t lane = 0; lane < BLOCK_LANES; lane++) {
        blocks->weight += weights[lane];
        blocks->weight_square += squares[lane];
    }
}

struct blocks blocks_make(struct arena *arena, const struct review_log *log, size_t from, enum blocks_weighing weighing)
{
    struct blocks blocks = { 0 };
    struct place *places = ARENA_NEW_MANY(arena, log->memory_count, struct place);
    uint32_t longest = count_reviews(log, places);
    size_t memory_count;
    uint32_t *sorted = sort_memories(arena, log, places, longest, &memory_count);
    place_memories(arena, log, places, sorted, memory_count, &blocks);
    if (blocks.count > 0) {
        blocks.predicted_count = fill(log, from, places, blocks.items[0].steps);
        weigh(blocks.items[0].steps, weighing, &blocks);
    }
    return blocks;
}

struct blocks blocks_part(struct arena *arena, const struct blocks *blocks, size_t first, size_t stride)
{
    struct blocks part = { .items = ARENA_NEW_MANY(arena, blocks->count / stride + 1, struct review_block) };
    for (size_t i = first; i < blocks->count; i += stride) {
        const struct review_block *block = &blocks->items[i];
        part.items[part.count++] = *block;
        part.step_count += block->step_count;
        part.step_count_max = block->step_count > part.step_count_max ? block->step_count : part.step_count_max;
        for (uint32_t step = 0; step < block->step_count; step++)
            for (uint32_t lane = 0; lane < BLOCK_LANES; lane++) {
                double weight = block->steps[step].weights[lane];
                part.predicted_count += weight > 0;
                part.weight += weight;
                part.weight_square += weight * weight;
            }
    }
    return part;
}
