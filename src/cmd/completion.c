#include "cmd/completion.h"

#include "cmd/say.h"

static const struct {
    const char *name;
    void (*write)(struct buffer *buffer);
} shells[] = { { "bash", completion_bash }, { "zsh", completion_zsh }, { "fish", completion_fish } };
#define SHELL_COUNT (sizeof shells / sizeof shells[0])

void completion_add_verbs(struct buffer *buffer)
{
    const char *before = "";
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        const struct verb_group *group = verb_group_of(*verb);
        if ((*verb)->is_hidden || (group && !verb_is_first_of_group(verb)))
            continue;
        buffer_add_format(buffer, "%s%s", before, group ? group->name : (*verb)->name);
        before = " ";
    }
}

void completion_add_groups(struct buffer *buffer, const char *separator)
{
    for (const struct verb_group *group = verb_groups; group->name; group++)
        buffer_add_format(buffer, "%s%s", group > verb_groups ? separator : "", group->name);
}

void completion_add_group(struct buffer *buffer, const struct verb_group *group)
{
    const char *before = "";
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        if (verb_group_of(*verb) != group)
            continue;
        buffer_add_format(buffer, "%s%s", before, verb_last_word(*verb));
        before = " ";
    }
}

void completion_add_shells(struct buffer *buffer)
{
    for (size_t i = 0; i < SHELL_COUNT; i++)
        buffer_add_format(buffer, "%s%s", i > 0 ? " " : "", shells[i].name);
}

void completion_add_choices(struct buffer *buffer, enum option_id option)
{
    for (const char *byte = option_rows[option].choices; *byte; byte++)
        buffer_add_byte(buffer, *byte == '|' ? ' ' : *byte);
}

static enum status run(struct call *call)
{
    struct string name = call->arguments->operands[0];
    struct buffer buffer = buffer_in(call->arena);
    for (size_t i = 0; i < SHELL_COUNT; i++)
        if (string_is(name, shells[i].name)) {
            shells[i].write(&buffer);
            say_out(buffer_string(&buffer));
            return STATUS_OK;
        }
    completion_add_shells(&buffer);
    return words_failure(&call->failure, STATUS_USAGE, SAY_NO_SHELL,
                         WORDS({ "shell", .plain = name }, { "shells", .plain = buffer_string(&buffer) }));
}

const struct verb verb_completion = {
    .name = "completion",
    .summary = "write what a shell needs to complete the words of viva",
    .operands = "SHELL",
    .operand_kind = OPERAND_SHELL,
    .operand_min = 1,
    .operand_max = 1,
    .text = "Writes a script for bash, zsh or fish, which then completes commands, options and the names of sets when you press "
            "Tab.",
    .examples = {
        { "source <(viva completion bash)", "in ~/.bashrc" },
        { "viva completion zsh > ~/.zfunc/_viva", "with ~/.zfunc in fpath" },
        { "viva completion fish > ~/.config/fish/completions/viva.fish", "for every new fish" },
    },
    .function = run,
};
