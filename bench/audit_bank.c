/* audit-bank: `viva audit` of a whole bank of exercises, against `viva check` of the same.
 *
 * Usage: bench_audit_bank VIVA BANK ROUNDS. Processor time, since neither waits for anything else: both read every
 * file, parse, link and check it; ours then looks at each exercise as guessers do, and judges them. The bank leaks
 * (tools/bank.py writes the best always in the same place), so an audit ends with 1. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/harness.h"

extern char **environ;

struct bank {
    char *viva, *folder;
};

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* The processor seconds of `viva VERB FOLDER`, which ends with this exit status. */
static double run(const struct bank *bank, char *verb, int expected_status)
{
    char *words[] = { bank->viva, verb, bank->folder, NULL };
    pid_t pid;
    int status;
    struct rusage usage;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    errno = posix_spawn(&pid, bank->viva, &actions, NULL, words, environ);
    if (errno != 0) {
        harness_fail(bank->viva);
    }
    posix_spawn_file_actions_destroy(&actions);
    if (wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != expected_status) {
        errno = 0;
        harness_fail("viva did not end as it should");
    }
    return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

static double audit(void *context)
{
    return run(context, "audit", 1);
}

static double check(void *context)
{
    return run(context, "check", 0);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        harness_fail("usage: bench_audit_bank VIVA BANK ROUNDS");
    }
    struct bank bank = { .viva = argv[1], .folder = argv[2] };
    struct harness harness = {
        .figure = "audit-bank", .ratio = HARNESS_TIME, .ours = audit, .reference = check, .context = &bank
    };
    return harness_run(&harness, argc, argv);
}
