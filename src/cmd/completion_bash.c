#include "cmd/completion.h"

/* The words that end an option's own argument. */
static void add_argument_cases(struct buffer *buffer)
{
    for (enum option_id id = 1; id < OPTION_COUNT; id++) {
        const struct option_row *row = &option_rows[id];
        if (row->kind == OPTION_FLAG)
            continue;
        buffer_add_format(buffer, "    --%s)\n", row->name);
        if (row->kind == OPTION_FOLDER)
            buffer_add_c(
                buffer, "        compopt -o filenames\n        mapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n");
        if (row->kind == OPTION_PATH)
            buffer_add_c(
                buffer, "        compopt -o filenames\n        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n");
        if (row->kind == OPTION_CHOICE) {
            buffer_add_c(buffer, "        mapfile -t COMPREPLY < <(compgen -W '");
            completion_add_choices(buffer, id);
            buffer_add_c(buffer, "' -- \"$current\")\n");
        }
        buffer_add_c(buffer, "        return ;;\n");
    }
}

/* "--data|--seed": the options that take an argument. */
static void add_argument_pattern(struct buffer *buffer)
{
    const char *before = "";
    for (enum option_id id = 1; id < OPTION_COUNT; id++) {
        if (option_rows[id].kind == OPTION_FLAG)
            continue;
        buffer_add_format(buffer, "%s--%s", before, option_rows[id].name);
        before = " | ";
    }
}

static void add_option_names(struct buffer *buffer, const struct verb *verb)
{
    struct option_ids ids = verb_options(buffer->arena, verb);
    for (size_t i = 0; i < ids.count; i++)
        buffer_add_format(buffer, "%s--%s", i > 0 ? " " : "", option_rows[ids.items[i]].name);
}

static void add_operands(struct buffer *buffer, enum operand_kind kind)
{
    switch (kind) {
    case OPERAND_NONE:
        break;
    case OPERAND_SET:
        buffer_add_c(buffer, " words=$(viva sets --ids 2>/dev/null) files=sets");
        break;
    case OPERAND_INSTALLED:
        buffer_add_c(buffer, " words=$(viva set list --ids 2>/dev/null)");
        break;
    case OPERAND_FILE:
        buffer_add_c(buffer, " files=all");
        break;
    case OPERAND_SHELL:
        buffer_add_c(buffer, " words='");
        completion_add_shells(buffer);
        buffer_add_byte(buffer, '\'');
        break;
    case OPERAND_VERB:
        buffer_add_c(buffer, " words=$commands");
        break;
    }
}

static void add_verb(struct buffer *buffer, const struct verb *verb)
{
    buffer_add_format(buffer, "    '%s') options='", verb->name);
    add_option_names(buffer, verb);
    buffer_add_byte(buffer, '\'');
    add_operands(buffer, verb->operand_kind);
    buffer_add_c(buffer, " ;;\n");
}

static void add_group(struct buffer *buffer, const struct verb_group *group)
{
    buffer_add_format(buffer, "    %s) options='", group->name);
    add_option_names(buffer, NULL);
    buffer_add_c(buffer, "' words='");
    completion_add_group(buffer, group);
    buffer_add_c(buffer, "' ;;\n");
}

void completion_bash(struct buffer *buffer)
{
    buffer_add_c(buffer, "# bash completion for viva; made by \"viva completion bash\"\n"
                         "_viva() {\n"
                         "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                         "    local commands='");
    completion_add_verbs(buffer);
    buffer_add_c(buffer, "' command='' options='' words='' files='' i\n"
                         "    COMPREPLY=()\n"
                         "    if [[ $current == = ]]; then current=''; elif [[ $before == = ]]; then "
                         "before=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
                         "    case $before in\n");
    add_argument_cases(buffer);
    buffer_add_c(buffer, "    esac\n"
                         "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                         "        case ${COMP_WORDS[i]} in\n"
                         "        ");
    add_argument_pattern(buffer);
    buffer_add_c(buffer, ") if [[ ${COMP_WORDS[i + 1]} == = ]]; then ((i++)); fi; ((i++)) ;;\n"
                         "        -*) ;;\n"
                         "        *)\n"
                         "            command=${command:+$command }${COMP_WORDS[i]}\n"
                         "            case $command in ");
    completion_add_groups(buffer, " | ");
    buffer_add_c(buffer, ") ;; *) break ;; esac ;;\n"
                         "        esac\n"
                         "    done\n"
                         "    case $command in\n"
                         "    '') options='");
    add_option_names(buffer, NULL);
    buffer_add_c(buffer, "' words=$commands ;;\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden)
            add_verb(buffer, *verb);
    for (const struct verb_group *group = verb_groups; group->name; group++)
        add_group(buffer, group);
    buffer_add_c(buffer, "    esac\n"
                         "    if [[ $current == -* ]]; then\n"
                         "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
                         "        return\n"
                         "    fi\n"
                         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                         "    if [[ -n $files ]]; then\n"
                         "        compopt -o filenames\n"
                         "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(\n"
                         "            if [[ $files == all ]]; then compgen -f -- \"$current\"; else\n"
                         "                compgen -d -- \"$current\"\n"
                         "                compgen -f -X '!*.md' -- \"$current\"\n"
                         "                compgen -f -X '!*.json' -- \"$current\"\n"
                         "            fi)\n"
                         "    fi\n"
                         "}\n"
                         "complete -F _viva viva\n");
}
