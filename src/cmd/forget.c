#include <stdio.h>
#include <unistd.h>

#include "base/files.h"
#include "cmd/home.h"
#include "cmd/say.h"

/* What there is to erase: the database, and what a restore has put aside. */
struct erasing {
    struct call *call;
    struct home home;
    struct string aside;
    bool has_database, has_aside;
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

static enum status erase(const struct erasing *erasing)
{
    struct store *store;
    enum status status = home_open_for_change(erasing->call, &store);
    if (status != STATUS_OK)
        return status;
    status = store_forget(store, &erasing->call->failure);
    store_close(store);
    return status;
}

static void tell(const struct erasing *erasing)
{
    struct arena *arena = erasing->call->arena;
    if (erasing->has_database)
        say_out(words_string(arena, SAY_FORGET_DONE, WORDS({ "path", .plain = erasing->home.database })));
    if (erasing->has_aside)
        say_out(words_string(arena, SAY_FORGET_DONE_ASIDE, WORDS({ "path", .plain = erasing->aside })));
    say_out(words_plain(SAY_FORGET_DONE_NOT));
}

static enum status run(struct call *call)
{
    struct erasing erasing = { .call = call, .home = home_of(call) };
    erasing.aside = string_format(call->arena, "%.*s.before-restore", STRING_ARG(erasing.home.database));
    erasing.has_database = files_exists(erasing.home.database);
    erasing.has_aside = files_exists(erasing.aside);
    if (!erasing.has_database && !erasing.has_aside) {
        say_out(words_plain(SAY_FORGET_NOTHING));
        return STATUS_OK;
    }
    enum status status = ask(&erasing);
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
