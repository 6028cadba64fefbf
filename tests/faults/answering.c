/* answering: a stream of answers to be killed in. Opens the database at PATH and answers from eight threads until it is
 * killed; prints the number of an answer, a line each, once it was acknowledged. Numbers begin at FIRST. */
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

#define THREAD_COUNT 8

static struct store *store;
static atomic_uint next_number;

static void fill(uint8_t *bytes, uint32_t number)
{
    for (size_t i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(number >> (24 - 8 * i));
}

static enum status store_answer(struct transaction *transaction, void *context)
{
    const uint32_t *number = context;
    struct failure failure = { 0 };
    struct entry entry = {
        .kind = ENTRY_CHOICE,
        .format = ENTRY_FORMAT,
        .step = (int32_t)(*number % 5),
        .subject = STRING("viva/sample/one"),
        .payload = STRING("{\"chosen\":[\"full\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":5321}"),
    };
    fill(entry.id.bytes, *number);
    fill(entry.run.bytes, *number / 5 + 1);
    fill(entry.learner.bytes, 1);
    fill(entry.device.bytes, 1);
    struct run_progress run = {
        .run = entry.run, .learner = entry.learner, .set = STRING("viva/sample"), .step_count = 5
    };
    enum status status = transaction_append(transaction, &entry, &failure);
    return status == STATUS_OK ? transaction_run_put(transaction, &run, &failure) : status;
}

/* One write for a line, so that a kill leaves whole lines or none. */
static void acknowledge(uint32_t number)
{
    char line[16];
    int size = snprintf(line, sizeof line, "%" PRIu32 "\n", number);
    if (write(STDOUT_FILENO, line, (size_t)size) != size)
        exit(1);
}

static void *answer_on(void *context)
{
    (void)context;
    for (;;) {
        uint32_t number = atomic_fetch_add(&next_number, 1);
        struct failure failure = { 0 };
        if (store_change(store, store_answer, &number, &failure) != STATUS_OK) {
            fprintf(stderr, "answer %" PRIu32 ": %s\n", number, failure.text);
            exit(1);
        }
        acknowledge(number);
    }
    return NULL;
}

int main(int count, char **words)
{
    struct failure failure = { 0 };
    if (count != 3) {
        fprintf(stderr, "usage: answering PATH FIRST\n");
        return 2;
    }
    struct store_sqlite_options options = { .path = string_from(words[1]) };
    if (store_open_sqlite(&options, &store, &failure) != STATUS_OK) {
        fprintf(stderr, "%s\n", failure.text);
        return 4;
    }
    atomic_store(&next_number, (unsigned)strtoul(words[2], NULL, 10));
    for (int i = 1; i < THREAD_COUNT; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, answer_on, NULL) != 0)
            return 4;
    }
    answer_on(NULL);
}
