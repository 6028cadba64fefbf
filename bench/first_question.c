/* first-question: from process start to the first question in plain practice, against a program that does nothing.
 *
 * Usage: bench_first_question VIVA ROUNDS. A learner who has practised before: the journal is there, and its first run
 * is open. Each side starts its program as a shell would, LAUNCHES times a round. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/harness.h"

enum { LAUNCHES = 20, OUTPUT_MAX = 65536 };

/* The prompt below the options of the first exercise, and nowhere earlier. */
#define FIRST_QUESTION "\nYour answer"
#define SET            "senior-rust"

extern char **environ;

struct pipes {
    int to, from; /* our ends: the program's standard input and output */
};

static pid_t start(char *const *words, struct pipes *pipes)
{
    int input[2], output[2];
    pid_t pid;
    posix_spawn_file_actions_t actions;
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) {
        harness_fail("pipe");
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    errno = posix_spawnp(&pid, words[0], &actions, NULL, words, environ);
    if (errno != 0) {
        harness_fail(words[0]);
    }
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    close(output[1]);
    *pipes = (struct pipes){ .to = input[1], .from = output[0] };
    return pid;
}

static void finish(pid_t pid, struct pipes pipes, int expected_status)
{
    int status;
    char rest[4096];
    close(pipes.to); /* the end of its input: it says good-bye and ends */
    while (read(pipes.from, rest, sizeof rest) > 0) {
    }
    close(pipes.from);
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != expected_status) {
        errno = 0;
        harness_fail("a program did not end as it should");
    }
}

/* Read until text was written. */
static void await(int from, const char *text)
{
    char output[OUTPUT_MAX + 1];
    size_t used = 0;
    do {
        ssize_t got = read(from, output + used, OUTPUT_MAX - used);
        if (got <= 0) {
            errno = 0;
            harness_fail("the first question was never asked");
        }
        used += (size_t)got;
        output[used] = '\0';
    } while (strstr(output, text) == NULL);
}

static double until_first_question(void *context)
{
    char *words[] = { context, "practice", SET, "--plain", NULL };
    double seconds = 0;
    for (int i = 0; i < LAUNCHES; i++) {
        struct pipes pipes;
        double began = harness_seconds();
        pid_t pid = start(words, &pipes);
        await(pipes.from, FIRST_QUESTION);
        seconds += harness_seconds() - began;
        finish(pid, pipes, 0);
    }
    return seconds;
}

static double until_true_ends(void *context)
{
    char *words[] = { "true", NULL };
    double seconds = 0;
    (void)context;
    for (int i = 0; i < LAUNCHES; i++) {
        struct pipes pipes;
        double began = harness_seconds();
        finish(start(words, &pipes), pipes, 0);
        seconds += harness_seconds() - began;
    }
    return seconds;
}

static char data_folder[] = "/tmp/viva-bench-XXXXXX";

static void remove_data_folder(void)
{
    char *words[] = { "rm", "-rf", "--", data_folder, NULL };
    struct pipes pipes;
    finish(start(words, &pipes), pipes, 0);
}

int main(int argc, char **argv)
{
    struct harness harness = { .figure = "first-question",
                               .ratio = HARNESS_TIME,
                               .ours = until_first_question,
                               .reference = until_true_ends,
                               .context = argc > 1 ? argv[1] : NULL };
    if (argc != 3) {
        harness_fail("usage: bench_first_question VIVA ROUNDS");
    }
    if (mkdtemp(data_folder) == NULL || setenv("VIVA_DATA", data_folder, 1) != 0) {
        harness_fail(data_folder);
    }
    atexit(remove_data_folder);
    return harness_run(&harness, argc, argv);
}
