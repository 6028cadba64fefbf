/* derived_kept: derived rows in memory, while they are derived anew.
 *
 * Knows rows by their keys, and in the order of their first entry. Knows nothing of entries. */
#ifndef VIVA_APP_DERIVED_KEPT_H
#define VIVA_APP_DERIVED_KEPT_H

#include "app/derive.h"
#include "base/table.h"

/* A learner's plan and parameters: those that rows are derived with, and the last parameters that an entry named. */
struct kept_tuning {
    struct tuning tuning;
    struct remembering remembering;
    struct payload_parameters last;
    bool is_said; /* some entry was about either */
};

/* Rows of one learner, as numbers of items below: what a reset walks over. */
struct kept_learner {
    struct uuid id;
    struct kept_tuning *tuning;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } exercises, runs;
};

struct derived_kept {
    struct derived derived;
    struct arena *arena; /* of the rows; that of derived is for the lists that are got */
    struct {
        struct practice_day *items;
        size_t count, capacity;
    } days;
    struct table day_table;
    size_t last_day; /* most entries are of the same day as the one before */
    /* One in which nothing is counted or remembered any more keeps its place, for when it is put again. */
    struct {
        struct exercise_row *items;
        size_t count, capacity;
    } exercises;
    struct {
        struct run_progress *items;
        size_t count, capacity;
    } runs;
    struct {
        struct kept_learner *items;
        size_t count, capacity;
    } learners;
    struct table exercise_table, run_table, learner_table;
    size_t last_exercise, last_run, last_learner; /* what was got last is put next */
};

/* The rows live in arena; what is got by derived, in working, which may be reset between entries. */
struct derived_kept derived_kept(struct arena *arena, struct arena *working);

/* A learner has planned, or had parameters fitted; both as the last entry says. Rows are derived with the plan from
 * then on, and with the parameters that kept began with. */
enum status derived_kept_plan(struct derived_kept *kept, const struct entry *entry, const struct plan *plan);
void derived_kept_parameters(struct derived_kept *kept, struct uuid learner,
                             const struct payload_parameters *parameters);

/* Begin with what an entry will say in the end, so that all rows are derived with it. */
void derived_kept_tune(struct derived_kept *kept, struct uuid learner, const struct tuning *tuning);

/* Whether rows were derived with other parameters than the last that were said. */
bool derived_kept_is_behind(const struct derived_kept *kept);

/* Begin anew with the last of all that kept was told. */
struct derived_kept derived_kept_again(const struct derived_kept *kept, struct arena *arena, struct arena *working);

/* All has been derived: when each row is due under the last plan. */
enum status derived_kept_end(struct derived_kept *kept);

/* Put all rows into a store that has none. */
enum status derived_kept_store(const struct derived_kept *kept, struct transaction *transaction,
                               struct failure *failure);

/* How many exercises there are of which something was counted. */
int64_t derived_kept_counted(const struct derived_kept *kept);

/* Put what is remembered of the one learner there is in the place of what a store has. */
enum status derived_kept_store_memories(const struct derived_kept *kept, struct transaction *transaction,
                                        struct uuid learner, struct failure *failure);

#endif
