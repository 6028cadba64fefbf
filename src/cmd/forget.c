#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"

/* What there is to erase: the database, and what a restore has put aside. */
struct erasing {
    struct call *call;
    struct home home;
    struct strings aside;
    bool has_database;
};

static bool is_yes(const char *line)
{
    struct string answer = string_trim(string_from(line));
    return string_is(answer, "y") || string_is(answer, "yes");
}

static enum status ask(const struct erasing *erasing)
{
    char line[16];
    if (erasing->call->arguments->options[OPTION_YES].is_given)
        return STATUS_OK;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return words_failure(&erasing->call->failure, STATUS_USAGE, SAY_FORGET_NOBODY, NO_WORDS);
    struct string question =
        words_string(erasing->call->arena, SAY_FORGET_ASK, WORDS({ "folder", .plain = erasing->home.folder }));
    fprintf(stderr, "%.*s ", STRING_ARG(question));
    if (fgets(line, sizeof line, stdin) && is_yes(line))
        return STATUS_OK;
    return words_failure(&erasing->call->failure, STATUS_INTERRUPTED, SAY_FORGET_KEPT, NO_WORDS);
}

/* Overwritten before it goes: on most disks that leaves nothing to be found. */
static enum status erase_file(struct call *call, struct string path)
{
    char *name = string_c(call->arena, path), zeros[4096] = { 0 };
    FILE *file = fopen(name, "r+e");
    if (!file)
        return failure_set_system(&call->failure, errno, "cannot erase \"%s\"", name);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    for (long done = 0; done < size; done += (long)sizeof zeros)
        fwrite(zeros, 1, sizeof zeros, file);
    bool is_written = fflush(file) == 0 && fsync(fileno(file)) == 0;
    int error = errno;
    fclose(file);
    if (!is_written || unlink(name) != 0)
        return failure_set_system(&call->failure, is_written ? errno : error, "cannot erase \"%s\"", name);
    return STATUS_OK;
}

static enum status erase(const struct erasing *erasing)
{
    struct call *call = erasing->call;
    struct store *store;
    enum status status = STATUS_OK;
    if (erasing->has_database) {
        status = home_open_for_change(call, &store);
        if (status == STATUS_OK) {
            status = store_forget(store, &call->failure);
            store_close(store);
        }
    }
    for (size_t i = 0; i < erasing->aside.count && status == STATUS_OK; i++)
        status = erase_file(call, erasing->aside.items[i]);
    return status;
}

static void tell(const struct erasing *erasing)
{
    struct arena *arena = erasing->call->arena;
    say_out(words_string(arena, SAY_FORGET_DONE, WORDS({ "path", .plain = erasing->home.database })));
    for (size_t i = 0; i < erasing->aside.count; i++)
        say_out(words_string(arena, SAY_FORGET_DONE_ASIDE, WORDS({ "path", .plain = erasing->aside.items[i] })));
    say_out(words_plain(SAY_FORGET_DONE_NOT));
}

static enum status run(struct call *call)
{
    struct erasing erasing = { .call = call, .home = home_of(call) };
    erasing.has_database = files_exists(erasing.home.database);
    enum status status = STATUS_OK;
    if (files_is_folder(erasing.home.folder))
        status =
            files_list(call->arena, erasing.home.folder, STRING(".before-restore"), &erasing.aside, &call->failure);
    if (status != STATUS_OK)
        return status;
    if (!erasing.has_database && erasing.aside.count == 0) {
        say_out(words_plain(SAY_FORGET_NOTHING));
        return STATUS_OK;
    }
    status = ask(&erasing);
    if (status == STATUS_OK)
        status = erase(&erasing);
    if (status == STATUS_OK)
        tell(&erasing);
    return status;
}

const struct verb verb_forget = {
    .name = "forget",
    .summary = "erase everything viva knows about you",
    .operands = "",
    .options = { OPTION_YES },
    .text = "Erases every answer, all progress and the ids of learner and device from the data folder, so that nothing of it "
            "can be read from the files any more. It asks first, and cannot be undone. Sets stay, and so do backups that you "
            "made elsewhere.",
    .examples = {
        { "viva forget", "erase, after a question" },
        { "viva forget --yes", "erase from a script" },
    },
    .function = run,
};
