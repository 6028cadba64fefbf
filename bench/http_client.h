/* http_client: a server to measure, and a client that costs it as little as can be.
 *
 * Knows how `viva serve` is started, how much processor time a process has used, and enough of HTTP to ask our own
 * server over connections that stay open. Any surprise ends the program (harness_fail). */
#ifndef VIVA_BENCH_HTTP_CLIENT_H
#define VIVA_BENCH_HTTP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct http_process {
    pid_t pid;
    uint16_t port;
};

/* A new data folder, removed at exit, below $TMPDIR or /var/tmp: what is in memory would flush nothing. */
const char *http_data_folder(void);

/* `VIVA serve` on a free port with that folder. Ended at exit. */
struct http_process http_serve(const char *viva);

/* Seconds of processor time that the process has used so far, all threads together; or of its thread of that number,
 * counted from 0 in the order in which they were started. */
double http_cpu_seconds(pid_t pid);
double http_thread_seconds(pid_t pid, size_t thread);

size_t http_memory_bytes(pid_t pid); /* the most that ever was resident */

#define HTTP_REPLY_MAX 65536

struct http_reply_read {
    int status;
    size_t size; /* headers and body */
    size_t body_size;
    char location[256]; /* empty for none */
    char bytes[HTTP_REPLY_MAX + 1];
};

int http_connect(uint16_t port);
void http_write(int connection, const char *bytes, size_t size);
/* The next reply, whole. */
void http_read(int connection, struct http_reply_read *reply);

/* A request as text: GET without a body, POST with a form. Returns its size. */
size_t http_get(char *text, size_t room, uint16_t port, const char *path);
size_t http_post(char *text, size_t room, uint16_t port, const char *path, const char *form);

/* Ask and read. */
void http_ask(int connection, uint16_t port, const char *path, const char *form, struct http_reply_read *reply);

/* The same for a GET of a client that takes packed bytes, and says so as browsers do. */
void http_ask_packed(int connection, uint16_t port, const char *path, struct http_reply_read *reply);

/* Begin a run of a set ("viva/senior-rust"); its path, "/runs/UUID". */
void http_begin(int connection, uint16_t port, const char *set, char path[256]);

void http_make_folder(const char *path);

#endif
