/* http-answers-N: answers over HTTP that are on disk when they are acknowledged, with N clients that each wait for
 * their own, against a loop that appends as many records to a file for as many who wait. http-answers-cpu-N: the
 * processor time of the server for an answer, against that of its own writer thread.
 *
 * Usage: bench_http_answers N rate|cpu VIVA ROUNDS. Every client has a run of its own over a set that is long enough
 * for a round. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/appender.h"
#include "bench/harness.h"
#include "bench/http_client.h"

enum { CLIENTS_MAX = 256, ANSWERS_IN_ROUND = 12800, STEPS_MAX = ANSWERS_IN_ROUND / 64 };

/* The writer is the first thread that the server starts, when it opens its store. */
enum { WRITER_THREAD = 1 };

struct client {
    int connection;
    char run[256];
    size_t step;
};

struct bench {
    struct http_process server;
    size_t client_count;
    struct client clients[CLIENTS_MAX];
    struct appender appender;
    pthread_barrier_t start;
    double writer_seconds, server_seconds; /* of the last round */
    size_t sides_told;
};

static size_t steps_of(const struct bench *bench)
{
    return ANSWERS_IN_ROUND / bench->client_count;
}

/* Answering. */

static void send_answer(const struct bench *bench, struct client *client)
{
    char text[1024], path[300];
    snprintf(path, sizeof path, "%s/%zu/answer", client->run, ++client->step);
    size_t size = http_post(text, sizeof text, bench->server.port, path, "choice=1&sure=2");
    http_write(client->connection, text, size);
}

static void read_acknowledgement(const struct client *client)
{
    static struct http_reply_read reply;
    http_read(client->connection, &reply);
    if (reply.status != 303) {
        errno = 0;
        harness_fail("an answer was not taken");
    }
}

/* Every client sends its next answer as soon as the one before is acknowledged. */
static void answer_all(struct bench *bench)
{
    static struct pollfd waits[CLIENTS_MAX];
    size_t done = 0;
    for (size_t i = 0; i < bench->client_count; i++) {
        waits[i] = (struct pollfd){ .fd = bench->clients[i].connection, .events = POLLIN };
        send_answer(bench, &bench->clients[i]);
    }
    while (done < ANSWERS_IN_ROUND) {
        if (poll(waits, bench->client_count, -1) <= 0) {
            harness_fail("poll");
        }
        for (size_t i = 0; i < bench->client_count; i++) {
            if (waits[i].revents == 0) {
                continue;
            }
            read_acknowledgement(&bench->clients[i]);
            done++;
            if (bench->clients[i].step < steps_of(bench)) {
                send_answer(bench, &bench->clients[i]);
            }
        }
    }
}

/* A run for each, and then connections, which the server would close were they idle for long. */
static void clients_open(struct bench *bench)
{
    int connection = http_connect(bench->server.port);
    for (size_t i = 0; i < bench->client_count; i++) {
        bench->clients[i].step = 0;
        http_begin(connection, bench->server.port, "bench/long", bench->clients[i].run);
    }
    close(connection);
    for (size_t i = 0; i < bench->client_count; i++) {
        bench->clients[i].connection = http_connect(bench->server.port);
    }
}

static double answer_side(void *context)
{
    struct bench *bench = context;
    clients_open(bench);
    double cpu = http_cpu_seconds(bench->server.pid), writer = http_thread_seconds(bench->server.pid, WRITER_THREAD);
    double began = harness_seconds();
    answer_all(bench);
    double seconds = harness_seconds() - began;
    bench->server_seconds = http_cpu_seconds(bench->server.pid) - cpu;
    bench->writer_seconds = http_thread_seconds(bench->server.pid, WRITER_THREAD) - writer;
    for (size_t i = 0; i < bench->client_count; i++) {
        close(bench->clients[i].connection);
    }
    return seconds;
}

/* The ceiling. */

static void *submitter_run(void *context)
{
    struct bench *bench = context;
    char record[APPENDER_RECORD_BYTES];
    memset(record, 'x', sizeof record);
    pthread_barrier_wait(&bench->start);
    for (size_t i = 0; i < steps_of(bench); i++) {
        appender_append(&bench->appender, record);
    }
    return NULL;
}

static double appender_side(void *context)
{
    struct bench *bench = context;
    pthread_t threads[CLIENTS_MAX];
    pthread_barrier_init(&bench->start, NULL, (unsigned)bench->client_count + 1);
    for (size_t i = 0; i < bench->client_count; i++) {
        errno = pthread_create(&threads[i], NULL, submitter_run, bench);
        if (errno != 0) {
            harness_fail("a thread");
        }
    }
    pthread_barrier_wait(&bench->start);
    double began = harness_seconds();
    for (size_t i = 0; i < bench->client_count; i++) {
        pthread_join(threads[i], NULL);
    }
    pthread_barrier_destroy(&bench->start);
    return harness_seconds() - began;
}

/* The time of all threads and that of the writer are of one and the same round: whichever is asked for first runs it.
 */
static void measure_once(struct bench *bench)
{
    if (bench->sides_told++ % 2 == 0) {
        (void)answer_side(bench);
    }
}

static double cpu_side(void *context)
{
    struct bench *bench = context;
    measure_once(bench);
    return bench->server_seconds;
}

static double writer_side(void *context)
{
    struct bench *bench = context;
    measure_once(bench);
    return bench->writer_seconds;
}

/* Before. */

static void set_write(const char *folder)
{
    char path[512];
    snprintf(path, sizeof path, "%s/sets", folder);
    http_make_folder(path);
    snprintf(path, sizeof path, "%s/sets/long.md", folder);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        harness_fail(path);
    }
    fputs("---\nset: long\nnamespace: bench\ntitle: A long set\nfocus: length\nlanguage: en\n---\nMany questions.\n\n"
          "# Guide: How to answer\n\n- **reason** Give a reason: Say why.\n\n",
          file);
    for (int i = 0; i < STEPS_MAX; i++) {
        fprintf(
            file,
            "# Exercise: number-%d\n\nQuestion %d\n\n> What is asked in question %d?\n\nLook for the reason.\n\n"
            "## Points\n\n- **first** (reason): the first thing holds in question %d.\n\n"
            "## Option: best *\n\nThe first thing holds, and this is why it does.\n\n- covers: first\n\n"
            "## Option: other\n\nSomething else holds, and nobody knows the reason.\n\n- note: it says nothing.\n\n",
            i, i, i, i);
    }
    if (fclose(file) != 0) {
        harness_fail(path);
    }
}

static void bench_open(struct bench *bench, const char *viva)
{
    char path[512];
    const char *folder = http_data_folder();
    set_write(folder);
    snprintf(path, sizeof path, "%s/records", folder);
    appender_open(&bench->appender, path, CLIENTS_MAX);
    bench->server = http_serve(viva);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    static char figure[64];
    size_t count = argc == 5 ? strtoul(argv[1], NULL, 10) : 0;
    if (count == 0 || count > CLIENTS_MAX || ANSWERS_IN_ROUND / count > STEPS_MAX) {
        errno = 0;
        harness_fail("usage: bench_http_answers 64..256 rate|cpu VIVA ROUNDS");
    }
    bool is_rate = strcmp(argv[2], "rate") == 0;
    bench.client_count = count;
    snprintf(figure, sizeof figure, is_rate ? "http-answers-%zu" : "http-answers-cpu-%zu", count);
    const struct harness harness = {
        .figure = figure,
        .ratio = is_rate ? HARNESS_SPEED : HARNESS_TIME,
        .ours = is_rate ? answer_side : cpu_side,
        .reference = is_rate ? appender_side : writer_side,
        .context = &bench,
    };
    bench_open(&bench, argv[3]);
    int code = harness_run(&harness, argc, argv);
    appender_close(&bench.appender);
    return code;
}
