/* completion: what a shell needs to complete the words of viva, made from the table of commands and options.
 *
 * Knows the languages of three shells. Knows nothing of what commands do. */
#ifndef VIVA_CMD_COMPLETION_H
#define VIVA_CMD_COMPLETION_H

#include "cmd/verb.h"

/* Each appends a whole script. */
void completion_bash(struct buffer *buffer);
void completion_zsh(struct buffer *buffer);
void completion_fish(struct buffer *buffer);

/* The names of all commands that are in lists, each group once, a space between them. */
void completion_add_verbs(struct buffer *buffer);

/* The names of all groups, a separator between them. */
void completion_add_groups(struct buffer *buffer, const char *separator);

/* What may stand behind the name of a group, a space between them. */
void completion_add_group(struct buffer *buffer, const struct verb_group *group);

/* The names of all shells, a space between them. */
void completion_add_shells(struct buffer *buffer);

/* The choices of an option, a space between them. */
void completion_add_choices(struct buffer *buffer, enum option_id option);

#endif
