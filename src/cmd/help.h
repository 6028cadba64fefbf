/* help: the table of commands and options as a person reads it, no wider than the terminal.
 *
 * Knows both tables. Knows nothing of what commands do. */
#ifndef VIVA_CMD_HELP_H
#define VIVA_CMD_HELP_H

#include "cmd/verb.h"

/* No line of help is wider; a terminal that is narrower than the least counts as that. */
#define HELP_COLUMNS     78
#define HELP_COLUMNS_MIN 30

/* All about one command; with NULL what viva is, and its commands. */
struct string help_text(struct arena *arena, const struct verb *verb);

/* A group of commands: what it is for, and each of them. */
struct string help_group(struct arena *arena, const struct verb_group *group);

/* "viva 0.1.0", with a line feed. */
struct string help_version(struct arena *arena);

/* "viva sets [--ids] [--json]": one line, without the options taken everywhere. */
struct string help_synopsis(struct arena *arena, const struct verb *verb);

/* "--seed N", "-y, --yes": an option as it is typed. */
struct string help_option(struct arena *arena, enum option_id option);

#endif
