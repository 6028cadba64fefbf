/* check-bank: `viva check` of a bank of exercises, against cmark parsing the same bytes.
 *
 * Usage: bench_check_bank VIVA BANK ROUNDS. BANK holds the folders 0 to 9 of Markdown files (tools/bank.py makes it). A
 * round takes the next of them, so that its two sides are near to each other in time; ten rounds are the whole bank.
 * Both sides read every file and parse it; ours also starts a process, links and checks. */
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/harness.h"

extern char **environ;

enum { SHARES = 10, PATH_MAX_BYTES = 4096 };

struct bank {
    char *viva, *folder;
    unsigned checked, parsed; /* rounds so far, of each side */
};

/* The folder of one side's round, in path. */
static void next_share(const struct bank *bank, unsigned *rounds, char path[static PATH_MAX_BYTES])
{
    snprintf(path, PATH_MAX_BYTES, "%s/%u", bank->folder, (*rounds)++ % SHARES);
}

static double check(void *context)
{
    struct bank *bank = context;
    char folder[PATH_MAX_BYTES];
    char *words[] = { bank->viva, "check", folder, NULL };
    pid_t pid;
    int status;
    posix_spawn_file_actions_t actions;
    next_share(bank, &bank->checked, folder);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double began = harness_seconds();
    errno = posix_spawn(&pid, bank->viva, &actions, NULL, words, environ);
    if (errno != 0) {
        harness_fail(bank->viva);
    }
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        errno = 0;
        harness_fail("viva check found problems in the bank, or failed");
    }
    double seconds = harness_seconds() - began;
    posix_spawn_file_actions_destroy(&actions);
    return seconds;
}

static char *read_whole(const char *path, size_t *size)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &about) != 0) {
        harness_fail(path);
    }
    *size = (size_t)about.st_size;
    char *bytes = malloc(*size + 1);
    if (bytes == NULL || read(file, bytes, *size) != about.st_size) {
        harness_fail(path);
    }
    close(file);
    return bytes;
}

static void parse_file(const char *path)
{
    size_t size;
    char *bytes = read_whole(path, &size);
    cmark_node *document = cmark_parse_document(bytes, size, CMARK_OPT_DEFAULT);
    if (cmark_node_first_child(document) == NULL) {
        errno = 0;
        harness_fail(path);
    }
    cmark_node_free(document);
    free(bytes);
}

static double parse_all(void *context)
{
    struct bank *bank = context;
    char path[PATH_MAX_BYTES];
    next_share(bank, &bank->parsed, path);
    double began = harness_seconds();
    DIR *folder = opendir(path);
    if (folder == NULL) {
        harness_fail(path);
    }
    size_t folder_length = strlen(path);
    for (const struct dirent *item = readdir(folder); item != NULL; item = readdir(folder)) {
        size_t length = strlen(item->d_name);
        if (length > 3 && strcmp(item->d_name + length - 3, ".md") == 0) {
            snprintf(path + folder_length, sizeof path - folder_length, "/%s", item->d_name);
            parse_file(path);
        }
    }
    closedir(folder);
    return harness_seconds() - began;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        harness_fail("usage: bench_check_bank VIVA BANK ROUNDS");
    }
    struct bank bank = { .viva = argv[1], .folder = argv[2] };
    struct harness harness = {
        .figure = "check-bank", .ratio = HARNESS_SPEED, .ours = check, .reference = parse_all, .context = &bank
    };
    return harness_run(&harness, argc, argv);
}
