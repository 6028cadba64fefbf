#include "cmd/verb.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cmd/help.h"
#include "cmd/say.h"

const struct verb *verb_find(struct string name)
{
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (string_is(name, (*verb)->name))
            return *verb;
    return NULL;
}

const struct verb_group *verb_group_find(struct string name)
{
    for (const struct verb_group *group = verb_groups; group->name; group++)
        if (string_is(name, group->name))
            return group;
    return NULL;
}

const struct verb_group *verb_group_of(const struct verb *verb)
{
    struct string rest = string_from(verb->name), first = string_cut(&rest, ' ');
    return rest.size > 0 ? verb_group_find(first) : NULL;
}

const char *verb_last_word(const struct verb *verb)
{
    const char *space = strchr(verb->name, ' ');
    return space ? space + 1 : verb->name;
}

bool verb_is_first_of_group(const struct verb *const *verb)
{
    const struct verb_group *group = verb_group_of(*verb);
    return group && (verb == verbs || verb_group_of(verb[-1]) != group);
}

enum status verb_unknown(struct arena *arena, struct string name, struct failure *failure)
{
    struct strings names = { 0 };
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden)
            *LIST_ADD(arena, &names) = string_from((*verb)->name);
    struct string nearest = string_nearest(name, names.items, names.count);
    return words_failure(failure, STATUS_USAGE, nearest.size > 0 ? SAY_UNKNOWN_COMMAND_NEAR : SAY_UNKNOWN_COMMAND,
                         WORDS({ "command", .plain = name }, { "nearest", .plain = nearest }));
}

static bool holds(const enum option_id *options, enum option_id wanted)
{
    while (*options != OPTION_END && *options != wanted)
        options++;
    return *options == wanted;
}

bool verb_takes(const struct verb *verb, enum option_id option)
{
    return holds(option_everywhere, option) || holds(verb->options, option);
}

static void add_options(struct arena *arena, struct option_ids *ids, const enum option_id *options)
{
    for (; *options != OPTION_END; options++)
        *LIST_ADD(arena, ids) = *options;
}

struct option_ids verb_options(struct arena *arena, const struct verb *verb)
{
    struct option_ids ids = { 0 };
    if (verb)
        add_options(arena, &ids, verb->options);
    add_options(arena, &ids, option_everywhere);
    return ids;
}

/* The program. */

/* What is written is written in steps that can stop anywhere (a store's commit, a file's renaming), so there is nothing
 * to tidy up. Practice has a handler of its own while it runs. */
static void stop(int signal_number)
{
    static const char text[] = "\nviva: interrupted\n";
    (void)signal_number;
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(status_exit_code(STATUS_INTERRUPTED));
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    if (arguments->options[OPTION_HELP].is_given) {
        say_out(arguments->verb || !arguments->group ? help_text(call->arena, arguments->verb)
                                                     : help_group(call->arena, arguments->group));
        return STATUS_OK;
    }
    if (arguments->options[OPTION_VERSION].is_given) {
        say_out(help_version(call->arena));
        return STATUS_OK;
    }
    if (!arguments->verb) {
        say_out(help_text(call->arena, NULL));
        return STATUS_OK;
    }
    return arguments->verb->function(call);
}

/* One line that says what went wrong and, after wrong usage, one that says where to look. */
static void say_end(const struct call *call, enum status status)
{
    const struct verb *verb = call->arguments->verb;
    const struct verb_group *group = call->arguments->group;
    const char *name = verb ? verb->name : group ? group->name : NULL;
    if (call->failure.text[0] == '\0')
        return;
    say_note(string_from(call->failure.text));
    if (status == STATUS_USAGE)
        say_note(words_string(call->arena, name ? SAY_SEE_COMMAND_HELP : SAY_SEE_HELP,
                              WORDS({ "command", .plain = string_from(name) })));
}

int verb_main(int count, char **words)
{
    struct arena arena = { 0 };
    struct arguments arguments;
    struct call call = { .arguments = &arguments, .arena = &arena };
    signal(SIGINT, stop);
    enum status status =
        arguments_parse(&arena, words + 1, count > 0 ? (size_t)count - 1 : 0, &arguments, &call.failure);
    if (status == STATUS_OK)
        status = run(&call);
    bool is_fine = status_exit_code(status) == 0;
    if (is_fine)
        call.failure.text[0] = '\0';
    enum status out = say_out_end(is_fine ? &call.failure : NULL);
    if (is_fine && out != STATUS_OK)
        status = out;
    say_end(&call, status);
    arena_clear(&arena);
    return status_exit_code(status);
}
