/* memory_store: what the files of the memory backend share. */
#ifndef VIVA_STORE_MEMORY_STORE_H
#define VIVA_STORE_MEMORY_STORE_H

#include "store/backend.h"
#include "store/memory_rows.h"

/* The rows of the journal stand in three orders. */
enum rows_name { JOURNAL, ENTRY_IDS, RESPONSES, CONTENTS, PROGRESS, RUNS, SETTINGS, ROWS_COUNT };

struct memory {
    struct store store;
    struct transaction reading, changing;
    pthread_mutex_t turn;  /* held to come to the lock, so that readers who follow each other keep no writer out */
    pthread_rwlock_t lock; /* over all below */
    struct arena arena;    /* rows and their strings: until everything is forgotten */
    struct undo_list undo; /* until the commit */
    size_t change_start;   /* how long the undo list was when the running change began */
    struct rows rows[ROWS_COUNT];
};

/* memory_transaction.c */
extern const struct operations memory_operations;
extern const struct rows memory_no_rows[ROWS_COUNT];

#endif
