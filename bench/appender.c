#include "bench/appender.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/harness.h"

static void append_whole(int file, const char *bytes, size_t size)
{
    if (write(file, bytes, size) != (ssize_t)size || fdatasync(file) != 0) {
        harness_fail("appending");
    }
}

static void *appender_run(void *context)
{
    struct appender *appender = context;
    pthread_mutex_lock(&appender->mutex);
    for (;;) {
        while (appender->waiting_bytes == 0 && !appender->is_over) {
            pthread_cond_wait(&appender->submitted, &appender->mutex);
        }
        if (appender->waiting_bytes == 0) {
            break;
        }
        size_t size = appender->waiting_bytes;
        memcpy(appender->taken, appender->waiting, size);
        appender->waiting_bytes = 0;
        unsigned long batch = appender->batch++;
        pthread_mutex_unlock(&appender->mutex);
        append_whole(appender->file, appender->taken, size);
        pthread_mutex_lock(&appender->mutex);
        appender->written_batch = batch + 1;
        pthread_cond_broadcast(&appender->written);
    }
    pthread_mutex_unlock(&appender->mutex);
    return NULL;
}

void appender_append(struct appender *appender, const char record[APPENDER_RECORD_BYTES])
{
    pthread_mutex_lock(&appender->mutex);
    bool is_first = appender->waiting_bytes == 0;
    memcpy(appender->waiting + appender->waiting_bytes, record, APPENDER_RECORD_BYTES);
    appender->waiting_bytes += APPENDER_RECORD_BYTES;
    unsigned long batch = appender->batch;
    if (is_first) {
        pthread_cond_signal(&appender->submitted);
    }
    while (appender->written_batch <= batch) {
        pthread_cond_wait(&appender->written, &appender->mutex);
    }
    pthread_mutex_unlock(&appender->mutex);
}

void appender_open(struct appender *appender, const char *path, size_t submitter_count)
{
    *appender = (struct appender){ .file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) };
    if (appender->file < 0) {
        harness_fail(path);
    }
    appender->waiting = malloc(submitter_count * APPENDER_RECORD_BYTES);
    appender->taken = malloc(submitter_count * APPENDER_RECORD_BYTES);
    pthread_mutex_init(&appender->mutex, NULL);
    pthread_cond_init(&appender->submitted, NULL);
    pthread_cond_init(&appender->written, NULL);
    errno = pthread_create(&appender->thread, NULL, appender_run, appender);
    if (errno != 0) {
        harness_fail("a thread");
    }
}

void appender_close(struct appender *appender)
{
    pthread_mutex_lock(&appender->mutex);
    appender->is_over = true;
    pthread_mutex_unlock(&appender->mutex);
    pthread_cond_signal(&appender->submitted);
    pthread_join(appender->thread, NULL);
    close(appender->file);
    free(appender->waiting);
    free(appender->taken);
}
