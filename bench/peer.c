#include "bench/peer.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/harness.h"

extern char **environ;

struct peer peer_start(const char *script)
{
    int input[2], output[2];
    struct peer peer = { 0 };
    posix_spawn_file_actions_t actions;
    char node[] = "node", *words[] = { node, strdup(script), NULL };
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) {
        harness_fail("pipe");
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    errno = posix_spawnp(&peer.pid, node, &actions, NULL, words, environ);
    if (errno != 0) {
        harness_fail("node");
    }
    posix_spawn_file_actions_destroy(&actions);
    free(words[1]);
    close(input[0]);
    close(output[1]);
    peer.to = fdopen(input[1], "w");
    peer.from = fdopen(output[0], "r");
    return peer;
}

double peer_round(struct peer *peer, double *checksum)
{
    double seconds;
    if (fputs("round\n", peer->to) == EOF || fflush(peer->to) != 0 ||
        fscanf(peer->from, "%lf %lf", &seconds, checksum) != 2) {
        errno = 0;
        harness_fail("the peer gave no answer");
    }
    return seconds;
}

void peer_stop(struct peer *peer)
{
    int status;
    fclose(peer->to); /* the end of its input */
    fclose(peer->from);
    waitpid(peer->pid, &status, 0);
}

double peer_thread_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
