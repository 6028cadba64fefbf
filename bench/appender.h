/* appender: the ceiling for anything durable: many who wait append records of one size to a file, one writer takes all
 * that wait with one write and one flush, and wakes them.
 *
 * Knows nothing of what is in a record. */
#ifndef VIVA_BENCH_APPENDER_H
#define VIVA_BENCH_APPENDER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { APPENDER_RECORD_BYTES = 350 }; /* of one answer: the envelope in its binary form, the subject, the payload */

struct appender {
    pthread_mutex_t mutex;
    pthread_cond_t submitted, written;
    pthread_t thread;
    int file;
    char *waiting, *taken; /* room for a record of each submitter */
    size_t waiting_bytes;
    unsigned long batch, written_batch;
    bool is_over;
};

/* Starts its writer. path is made; up to submitter_count threads may append at once. */
void appender_open(struct appender *appender, const char *path, size_t submitter_count);
void appender_close(struct appender *appender);

/* Append one record and wait until it is on disk. */
void appender_append(struct appender *appender, const char record[APPENDER_RECORD_BYTES]);

#endif
