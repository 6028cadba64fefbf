#include "cmd/completion.h"

/* Between single quotes. */
static void add_quoted(struct buffer *buffer, const char *text)
{
    buffer_add_byte(buffer, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buffer_add_byte(buffer, '\\');
        buffer_add_byte(buffer, *text);
    }
    buffer_add_byte(buffer, '\'');
}

/* condition is empty for what holds everywhere. */
static void add_option(struct buffer *buffer, enum option_id id, struct string condition)
{
    const struct option_row *row = &option_rows[id];
    buffer_add_c(buffer, "complete -c viva");
    buffer_add(buffer, condition);
    if (row->letter)
        buffer_add_format(buffer, " -s %c", row->letter);
    buffer_add_format(buffer, " -l %s", row->name);
    if (row->kind != OPTION_FLAG)
        buffer_add_c(buffer, row->kind == OPTION_PATH ? " -r" : " -x");
    if (row->kind == OPTION_FOLDER)
        buffer_add_c(buffer, " -a '(__fish_complete_directories)'");
    if (row->kind == OPTION_CHOICE) {
        buffer_add_c(buffer, " -a '");
        completion_add_choices(buffer, id);
        buffer_add_byte(buffer, '\'');
    }
    buffer_add_c(buffer, " -d ");
    add_quoted(buffer, row->help);
    buffer_add_byte(buffer, '\n');
}

static void add_operands(struct buffer *buffer, const struct verb *verb, struct string condition)
{
    if (verb->operand_kind == OPERAND_NONE)
        return;
    buffer_add_c(buffer, "complete -c viva");
    buffer_add(buffer, condition);
    switch (verb->operand_kind) {
    case OPERAND_NONE:
        break;
    case OPERAND_SET:
        buffer_add_c(buffer, " -F -a '(viva sets --ids 2>/dev/null)'");
        break;
    case OPERAND_INSTALLED:
        buffer_add_c(buffer, " -a '(viva set list --ids 2>/dev/null)'");
        break;
    case OPERAND_FILE:
        buffer_add_c(buffer, " -F");
        break;
    case OPERAND_SHELL:
        buffer_add_c(buffer, " -a '");
        completion_add_shells(buffer);
        buffer_add_byte(buffer, '\'');
        break;
    case OPERAND_VERB:
        buffer_add_c(buffer, " -a '");
        completion_add_verbs(buffer);
        buffer_add_byte(buffer, '\'');
        break;
    }
    buffer_add_byte(buffer, '\n');
}

static void add_word(struct buffer *buffer, struct string condition, const char *word, const char *summary)
{
    buffer_add_c(buffer, "complete -c viva");
    buffer_add(buffer, condition);
    buffer_add_format(buffer, " -a %s -d ", word);
    add_quoted(buffer, summary);
    buffer_add_byte(buffer, '\n');
}

/* Where the word of a command that is in a group is offered: behind the group, until one of its commands is there. */
static struct string within_group(struct arena *arena, const struct verb_group *group)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, " -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from ",
                      group->name);
    completion_add_group(&buffer, group);
    buffer_add_byte(&buffer, '\'');
    return buffer_string(&buffer);
}

static struct string behind(struct arena *arena, const struct verb *verb)
{
    const struct verb_group *group = verb_group_of(verb);
    return group ? string_format(arena, " -n '__fish_seen_subcommand_from %s; and __fish_seen_subcommand_from %s'",
                                 group->name, verb_last_word(verb))
                 : string_format(arena, " -n '__fish_seen_subcommand_from %s'", verb->name);
}

static void add_verb(struct buffer *buffer, const struct verb *verb)
{
    const struct verb_group *group = verb_group_of(verb);
    struct string condition = behind(buffer->arena, verb);
    add_word(buffer, group ? within_group(buffer->arena, group) : STRING(" -n __fish_use_subcommand"),
             verb_last_word(verb), verb->summary);
    for (const enum option_id *id = verb->options; *id != OPTION_END; id++)
        add_option(buffer, *id, condition);
    add_operands(buffer, verb, condition);
}

void completion_fish(struct buffer *buffer)
{
    buffer_add_c(buffer, "# fish completion for viva; made by \"viva completion fish\"\ncomplete -c viva -f\n");
    for (const enum option_id *id = option_everywhere; *id != OPTION_END; id++)
        add_option(buffer, *id, STRING(""));
    for (const struct verb_group *group = verb_groups; group->name; group++)
        add_word(buffer, STRING(" -n __fish_use_subcommand"), group->name, group->summary);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden)
            add_verb(buffer, *verb);
}
