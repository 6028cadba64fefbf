#include "cmd/completion.h"

/* Between single quotes, as a description in brackets: what means something there gets a backslash. */
static void add_escaped(struct buffer *buffer, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            buffer_add_c(buffer, "'\\''");
            continue;
        }
        if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
            buffer_add_byte(buffer, '\\');
        buffer_add_byte(buffer, *text);
    }
}

/* What follows the description of an option that takes an argument. */
static void add_argument(struct buffer *buffer, enum option_id id)
{
    const struct option_row *row = &option_rows[id];
    if (row->kind == OPTION_FLAG)
        return;
    buffer_add_format(buffer, ":%s:", row->argument);
    if (row->kind == OPTION_FOLDER)
        buffer_add_c(buffer, "_files -/");
    if (row->kind == OPTION_PATH)
        buffer_add_c(buffer, "_files");
    if (row->kind == OPTION_CHOICE) {
        buffer_add_byte(buffer, '(');
        completion_add_choices(buffer, id);
        buffer_add_byte(buffer, ')');
    }
}

static void add_option_as(struct buffer *buffer, enum option_id id, struct string name)
{
    buffer_add_c(buffer, " \\\n            '");
    buffer_add(buffer, name);
    buffer_add_c(buffer, option_rows[id].kind == OPTION_FLAG ? "[" : "=[");
    add_escaped(buffer, option_rows[id].help);
    buffer_add_byte(buffer, ']');
    add_argument(buffer, id);
    buffer_add_byte(buffer, '\'');
}

static void add_options(struct buffer *buffer, const struct verb *verb)
{
    struct option_ids ids = verb_options(buffer->arena, verb);
    for (size_t i = 0; i < ids.count; i++) {
        const struct option_row *row = &option_rows[ids.items[i]];
        add_option_as(buffer, ids.items[i], string_format(buffer->arena, "--%s", row->name));
        if (row->letter)
            add_option_as(buffer, ids.items[i], string_format(buffer->arena, "-%c", row->letter));
    }
}

static void add_operands(struct buffer *buffer, const struct verb *verb)
{
    const char *star = verb->operand_max > 1 ? "*" : "1";
    switch (verb->operand_kind) {
    case OPERAND_NONE:
        break;
    case OPERAND_SET:
        buffer_add_format(buffer, " \\\n            '%s:set:_viva_sets'", star);
        break;
    case OPERAND_INSTALLED:
        buffer_add_format(buffer, " \\\n            '%s:set:_viva_installed'", star);
        break;
    case OPERAND_FILE:
        buffer_add_format(buffer, " \\\n            '%s:file:_files'", star);
        break;
    case OPERAND_SHELL:
        buffer_add_c(buffer, " \\\n            '1:shell:(");
        completion_add_shells(buffer);
        buffer_add_c(buffer, ")'");
        break;
    case OPERAND_VERB:
        buffer_add_c(buffer, " \\\n            '1:command:_viva_commands'");
        break;
    }
}

static void add_verb(struct buffer *buffer, const struct verb *verb)
{
    buffer_add_format(buffer, "        (%s)\n            _arguments -s -S", verb_last_word(verb));
    add_options(buffer, verb);
    add_operands(buffer, verb);
    buffer_add_c(buffer, " ;;\n");
}

static void add_entry(struct buffer *buffer, const char *name, const char *summary)
{
    buffer_add_format(buffer, "        '%s:", name);
    add_escaped(buffer, summary);
    buffer_add_c(buffer, "'\n");
}

static void add_verb_list(struct buffer *buffer)
{
    for (const struct verb *const *verb = verbs; *verb; verb++) {
        const struct verb_group *group = verb_group_of(*verb);
        if ((*verb)->is_hidden || (group && !verb_is_first_of_group(verb)))
            continue;
        add_entry(buffer, group ? group->name : (*verb)->name, group ? group->summary : (*verb)->summary);
    }
}

/* "_viva_commands" for the commands of no group. */
static void begin_list(struct buffer *buffer, const char *before, const char *name)
{
    buffer_add_format(buffer, "_viva%s%s_commands() {\n    local -a commands=(\n", before, name);
}

static void end_list(struct buffer *buffer)
{
    buffer_add_c(buffer, "    )\n"
                         "    _describe -t commands command commands\n"
                         "}\n\n");
}

static void add_group_list(struct buffer *buffer, const struct verb_group *group)
{
    begin_list(buffer, "_", group->name);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (verb_group_of(*verb) == group)
            add_entry(buffer, verb_last_word(*verb), (*verb)->summary);
    end_list(buffer);
}

/* A first word, of those that the function offers, and what stands behind it: left in $line[1], and to the rest of the
 * function. */
static void add_first_word(struct buffer *buffer, const char *before, const char *name)
{
    buffer_add_c(buffer, "    state=''\n"
                         "    _arguments -C -s -S");
    add_options(buffer, NULL);
    buffer_add_format(buffer,
                      " \\\n            '1:command:_viva%s%s_commands' \\\n"
                      "            '*::argument:->arguments'\n"
                      "    [[ $state == arguments ]] || return\n"
                      "    curcontext=${curcontext%%:*}-$line[1]:\n"
                      "    case $line[1] in\n",
                      before, name);
}

/* The commands of a group are completed like those of viva itself, one word further. */
static void add_group(struct buffer *buffer, const struct verb_group *group)
{
    buffer_add_format(buffer, "_viva_%s() {\n", group->name);
    add_first_word(buffer, "_", group->name);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (verb_group_of(*verb) == group)
            add_verb(buffer, *verb);
    buffer_add_c(buffer, "    esac\n}\n\n");
}

void completion_zsh(struct buffer *buffer)
{
    buffer_add_c(buffer, "#compdef viva\n"
                         "# zsh completion for viva; made by \"viva completion zsh\"\n\n");
    begin_list(buffer, "", "");
    add_verb_list(buffer);
    end_list(buffer);
    for (const struct verb_group *group = verb_groups; group->name; group++)
        add_group_list(buffer, group);
    buffer_add_c(buffer, "_viva_sets() {\n"
                         "    local -a sets=(${(f)\"$(viva sets --ids 2>/dev/null)\"})\n"
                         "    _alternative 'sets:set:compadd -a sets' 'files:file:_files -g \"*.(md|json)\"'\n"
                         "}\n\n"
                         "_viva_installed() {\n"
                         "    local -a sets=(${(f)\"$(viva set list --ids 2>/dev/null)\"})\n"
                         "    compadd -a sets\n"
                         "}\n\n");
    for (const struct verb_group *group = verb_groups; group->name; group++)
        add_group(buffer, group);
    buffer_add_c(buffer, "_viva() {\n"
                         "    local curcontext=$curcontext state line\n"
                         "    typeset -A opt_args\n");
    add_first_word(buffer, "", "");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden && !verb_group_of(*verb))
            add_verb(buffer, *verb);
    for (const struct verb_group *group = verb_groups; group->name; group++)
        buffer_add_format(buffer, "        (%s) _viva_%s ;;\n", group->name, group->name);
    buffer_add_c(buffer,
                 "    esac\n"
                 "}\n\n"
                 "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _viva \"$@\"; else compdef _viva viva; fi\n");
}
