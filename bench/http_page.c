/* http-page: an exercise page, with progress read from the store, against libmicrohttpd answering a constant of the
 * same size. What is compared is the processor time of the two servers.
 *
 * Usage: bench_http_page VIVA ROUNDS. Both servers are processes of their own with as many threads; the same client
 * asks them in turn over connections that stay open. */
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "bench/harness.h"
#include "bench/http_client.h"

enum { CONNECTIONS = 8, REQUESTS = 6400 };

struct side {
    struct http_process server;
    char request[512];
    size_t request_size, reply_size;
    int connections[CONNECTIONS];
};

struct bench {
    struct side ours, reference;
};

/* The constant: what a program on libmicrohttpd does at the least to answer with bytes that it has. */

struct constant {
    size_t size;
    char *body;
};

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state)
{
    const struct constant *constant = context;
    (void)url, (void)method, (void)version, (void)upload, (void)upload_size;
    if (*state == NULL) { /* once when the headers are there, once when the body is, as everybody does it */
        *state = connection;
        return MHD_YES;
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(constant->size, constant->body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

/* Never returns. */
static void serve_constant(int port_to, size_t size)
{
    struct constant constant = { .size = size, .body = malloc(size) };
    memset(constant.body, 'x', size);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer, &constant,
                         MHD_OPTION_THREAD_POOL_SIZE, 3U, MHD_OPTION_END);
    if (daemon == NULL) {
        exit(EXIT_FAILURE);
    }
    uint16_t port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    if (write(port_to, &port, sizeof port) == sizeof port) {
        pause();
    }
    exit(EXIT_FAILURE);
}

static struct http_process start_constant(size_t size)
{
    int port_pipe[2];
    struct http_process server;
    if (pipe(port_pipe) != 0 || (server.pid = fork()) < 0) {
        harness_fail("the constant");
    }
    if (server.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve_constant(port_pipe[1], size);
    }
    if (read(port_pipe[0], &server.port, sizeof server.port) != sizeof server.port) {
        harness_fail("the constant's port");
    }
    return server;
}

/* Asking. */

static void side_open(struct side *side, struct http_process server, const char *path)
{
    static struct http_reply_read reply;
    side->server = server;
    side->request_size = http_get(side->request, sizeof side->request, server.port, path);
    for (size_t i = 0; i < CONNECTIONS; i++) {
        side->connections[i] = http_connect(server.port);
        http_write(side->connections[i], side->request, side->request_size);
        http_read(side->connections[i], &reply);
        side->reply_size = reply.body_size;
    }
}

/* Every connection asks again as soon as it has its reply, as a load generator does. */
static double side_run(struct side *side)
{
    static struct http_reply_read reply;
    struct pollfd waits[CONNECTIONS];
    double before = http_cpu_seconds(side->server.pid);
    for (size_t i = 0; i < CONNECTIONS; i++) {
        waits[i] = (struct pollfd){ .fd = side->connections[i], .events = POLLIN };
        http_write(side->connections[i], side->request, side->request_size);
    }
    for (size_t sent = CONNECTIONS, done = 0; done < REQUESTS;) {
        if (poll(waits, CONNECTIONS, -1) <= 0) {
            harness_fail("poll");
        }
        for (size_t i = 0; i < CONNECTIONS; i++) {
            if (waits[i].revents == 0) {
                continue;
            }
            http_read(side->connections[i], &reply);
            done++;
            if (reply.status != 200 || reply.body_size != side->reply_size) {
                errno = 0;
                harness_fail("a page is not what it was");
            }
            if (sent < REQUESTS) {
                http_write(side->connections[i], side->request, side->request_size);
                sent++;
            }
        }
    }
    return http_cpu_seconds(side->server.pid) - before;
}

static double run_ours(void *context)
{
    return side_run(&((struct bench *)context)->ours);
}

static double run_reference(void *context)
{
    return side_run(&((struct bench *)context)->reference);
}

/* The second question of a run whose first was answered. */
static void open_ours(struct side *side, const char *viva)
{
    static struct http_reply_read reply;
    char path[256], part[300];
    struct http_process server = http_serve(viva);
    int connection = http_connect(server.port);
    http_begin(connection, server.port, "viva/senior-rust", path);
    snprintf(part, sizeof part, "%s/1/answer", path);
    http_ask(connection, server.port, part, "choice=1&sure=2", &reply);
    close(connection);
    snprintf(part, sizeof part, "%s/2", path);
    side_open(side, server, part);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    const struct harness harness = { "http-page", HARNESS_TIME, run_ours, run_reference, &bench };
    if (argc != 3) {
        harness_fail("usage: bench_http_page VIVA ROUNDS");
    }
    http_data_folder();
    open_ours(&bench.ours, argv[1]);
    side_open(&bench.reference, start_constant(bench.ours.reply_size), "/");
    return harness_run(&harness, argc, argv);
}
