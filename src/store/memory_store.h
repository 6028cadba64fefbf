/* memory_store: what the files of the memory backend share. */
#ifndef VIVA_STORE_MEMORY_STORE_H
#define VIVA_STORE_MEMORY_STORE_H

#include "store/backend.h"
#include "store/memory_rows.h"

/* The rows of the journal stand in three orders. */
enum rows_name { JOURNAL, ENTRY_IDS, RESPONSES, CONTENTS, EXERCISES, RUNS, TUNINGS, DAYS, SETTINGS, ROWS_COUNT };

struct memory_store {
    struct store store;
    struct transaction reading, changing;
    pthread_mutex_t turn;  /* held to come to the lock, so that readers who follow each other keep no writer out */
    pthread_rwlock_t lock; /* over all below */
    struct arena arena;    /* rows and their strings: until everything is forgotten */
    struct undo_list undo; /* until the commit */
    size_t change_start;   /* how long the undo list was when the running change began */
    struct rows rows[ROWS_COUNT];
};

/* memory_learning.c: operations on exercises and tunings, as in store.h, and the rows of EXERCISES and TUNINGS. */
extern const struct rows memory_no_exercises, memory_no_tunings;
enum status memory_exercise_put(struct transaction *transaction, const struct exercise_row *row,
                                struct failure *failure);
enum status memory_exercise_get(struct transaction *transaction, struct uuid learner, struct string exercise,
                                enum memory_skill skill, struct arena *arena, struct exercise_row *row,
                                struct failure *failure);
enum status memory_exercise_walk(struct transaction *transaction, struct uuid learner, struct string prefix,
                                 exercise_visitor visitor, void *context, struct failure *failure);
enum status memory_memory_due(struct transaction *transaction, struct uuid learner, struct moment now, size_t limit,
                              memory_visitor visitor, void *context, struct failure *failure);
enum status memory_memory_coming(struct transaction *transaction, struct uuid learner, struct moment now,
                                 struct arena *arena, struct memory_row *row, struct failure *failure);
enum status memory_memory_count(struct transaction *transaction, struct uuid learner, struct moment now,
                                struct memory_count *count, struct failure *failure);
enum status memory_tuning_put(struct transaction *transaction, struct uuid learner, const struct tuning *tuning,
                              struct failure *failure);
enum status memory_tuning_get(struct transaction *transaction, struct uuid learner, struct arena *arena,
                              struct tuning *tuning, struct failure *failure);

/* memory_days.c */
extern const struct rows memory_no_days;
enum status memory_day_put(struct transaction *transaction, const struct practice_day *row, struct failure *failure);
enum status memory_day_get(struct transaction *transaction, struct uuid learner, int32_t day, struct practice_day *row,
                           struct failure *failure);
enum status memory_day_walk(struct transaction *transaction, struct uuid learner, day_visitor visitor, void *context,
                            struct failure *failure);

/* memory_transaction.c */
extern const struct operations memory_operations;
void memory_no_rows(struct rows rows[ROWS_COUNT]); /* all of them empty */

#endif
