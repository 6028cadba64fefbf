#include "bench/http_client.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/harness.h"

extern char **environ;

static void fail(const char *what)
{
    errno = 0;
    harness_fail(what);
}

/* The server. */

static char data_folder[256];
static pid_t server_pid;

static void remove_data_folder(void)
{
    char *words[] = { "rm", "-rf", "--", data_folder, NULL };
    pid_t pid;
    if (server_pid > 0) {
        kill(server_pid, SIGTERM);
        waitpid(server_pid, NULL, 0);
    }
    if (posix_spawnp(&pid, words[0], NULL, NULL, words, environ) == 0) {
        waitpid(pid, NULL, 0);
    }
}

const char *http_data_folder(void)
{
    const char *parent = getenv("TMPDIR");
    snprintf(data_folder, sizeof data_folder, "%s/viva-http-XXXXXX", parent != NULL ? parent : "/var/tmp");
    if (mkdtemp(data_folder) == NULL) {
        harness_fail(data_folder);
    }
    atexit(remove_data_folder);
    return data_folder;
}

static uint16_t read_port(int from)
{
    char line[128] = "";
    ssize_t size = read(from, line, sizeof line - 1);
    const char *colon = size > 0 ? strrchr(line, ':') : NULL;
    if (colon == NULL) {
        fail("the server did not say where it is");
    }
    return (uint16_t)strtoul(colon + 1, NULL, 10);
}

struct http_process http_serve(const char *viva)
{
    int output[2];
    char program[4096];
    snprintf(program, sizeof program, "%s", viva);
    char *words[] = { program, "serve", "--port", "0", "--data", data_folder, NULL };
    posix_spawn_file_actions_t actions;
    if (pipe2(output, O_CLOEXEC) != 0) {
        harness_fail("pipe");
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    errno = posix_spawn(&server_pid, program, &actions, NULL, words, environ);
    if (errno != 0) {
        harness_fail(program);
    }
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    return (struct http_process){ .pid = server_pid, .port = read_port(output[0]) };
}

/* What it used. */

double http_cpu_seconds(pid_t pid)
{
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) {
        fail("the server's processor time cannot be read");
    }
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static int by_number(const void *a, const void *b)
{
    long left = *(const long *)a, right = *(const long *)b;
    return (left > right) - (left < right);
}

double http_thread_seconds(pid_t pid, size_t thread)
{
    char path[128];
    long threads[64];
    size_t count = 0;
    unsigned long long nanoseconds;
    snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    DIR *folder = opendir(path);
    for (struct dirent *item; folder != NULL && (item = readdir(folder)) != NULL && count < 64;) {
        if (item->d_name[0] != '.') {
            threads[count++] = strtol(item->d_name, NULL, 10);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    if (thread >= count) {
        fail("the server has fewer threads than that");
    }
    qsort(threads, count, sizeof *threads, by_number);
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/schedstat", (long)pid, threads[thread]);
    FILE *file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%llu", &nanoseconds) != 1) {
        fail(path);
    }
    fclose(file);
    return (double)nanoseconds / 1e9;
}

size_t http_memory_bytes(pid_t pid)
{
    char path[64], line[256];
    unsigned long kibibytes = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && kibibytes == 0 && fgets(line, sizeof line, file) != NULL) {
        (void)sscanf(line, "VmHWM: %lu kB", &kibibytes);
    }
    if (kibibytes == 0) {
        harness_fail(path);
    }
    fclose(file);
    return kibibytes * 1024;
}

/* Requests. */

int http_connect(uint16_t port)
{
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) != 0) {
        harness_fail("connect");
    }
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return connection;
}

void http_write(int connection, const char *bytes, size_t size)
{
    if (write(connection, bytes, size) != (ssize_t)size) {
        harness_fail("sending a request");
    }
}

/* The value of a header, up to its line's end; NULL without it. */
static const char *find_header(const char *head, const char *name)
{
    size_t size = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line != NULL && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, size) == 0 && line[2 + size] == ':') {
            return line + 2 + size + 2;
        }
    }
    return NULL;
}

void http_read(int connection, struct http_reply_read *reply)
{
    const char *end = NULL;
    size_t used = 0, whole = 0;
    while (end == NULL || used < whole) {
        ssize_t got = read(connection, reply->bytes + used, HTTP_REPLY_MAX - used);
        if (got < 0 || used == HTTP_REPLY_MAX) {
            harness_fail("reading a reply");
        }
        if (got == 0) {
            fail("the server closed a connection before its reply was whole");
        }
        used += (size_t)got;
        reply->bytes[used] = '\0';
        if (end == NULL && (end = strstr(reply->bytes, "\r\n\r\n")) != NULL) {
            const char *length = find_header(reply->bytes, "Content-Length");
            reply->body_size = length != NULL ? strtoul(length, NULL, 10) : 0;
            whole = (size_t)(end + 4 - reply->bytes) + reply->body_size;
        }
    }
    const char *location = find_header(reply->bytes, "Location");
    reply->size = used;
    reply->status = atoi(reply->bytes + 9);
    snprintf(reply->location, sizeof reply->location, "%.*s", location != NULL ? (int)strcspn(location, "\r") : 0,
             location != NULL ? location : "");
}

size_t http_get(char *text, size_t room, uint16_t port, const char *path)
{
    return (size_t)snprintf(text, room, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", path, (unsigned)port);
}

size_t http_post(char *text, size_t room, uint16_t port, const char *path, const char *form)
{
    return (size_t)snprintf(text, room,
                            "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nContent-Type: "
                            "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
                            path, (unsigned)port, strlen(form), form);
}

void http_ask(int connection, uint16_t port, const char *path, const char *form, struct http_reply_read *reply)
{
    char text[1024];
    size_t size =
        form != NULL ? http_post(text, sizeof text, port, path, form) : http_get(text, sizeof text, port, path);
    http_write(connection, text, size);
    http_read(connection, reply);
}

void http_ask_packed(int connection, uint16_t port, const char *path, struct http_reply_read *reply)
{
    char text[1024];
    int size = snprintf(text, sizeof text,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n",
                        path, (unsigned)port);
    http_write(connection, text, (size_t)size);
    http_read(connection, reply);
}

void http_make_folder(const char *path)
{
    if (mkdir(path, 0700) != 0) {
        harness_fail(path);
    }
}

void http_begin(int connection, uint16_t port, const char *set, char path[256])
{
    static struct http_reply_read reply;
    char begin[300];
    snprintf(begin, sizeof begin, "/sets/%s/runs", set);
    http_ask(connection, port, begin, "", &reply);
    char *slash = strrchr(reply.location, '/');
    if (reply.status != 303 || slash == NULL) {
        fail("a run did not begin");
    }
    snprintf(path, 256, "%.*s", (int)(slash - reply.location), reply.location);
}
