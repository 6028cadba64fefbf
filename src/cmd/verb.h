/* verb: one thing that can be typed after "viva", as a row of a table.
 *
 * Each command lives in a file of its own, with its row: what help, manual and completions say of it stands beside the
 * code. */
#ifndef VIVA_CMD_VERB_H
#define VIVA_CMD_VERB_H

#include "base/status.h"
#include "cmd/arguments.h"

/* What the words behind a command are: completions read it. */
enum operand_kind { OPERAND_NONE, OPERAND_SET, OPERAND_INSTALLED, OPERAND_FILE, OPERAND_SHELL, OPERAND_VERB };

struct example {
    const char *line, *text; /* what to type, and what it does */
};
#define VERB_EXAMPLES_MAX 5
#define VERB_OPTIONS_MAX  8

/* All that one call of the program has at hand. Lives as long as the process. */
struct call {
    const struct arguments *arguments;
    struct arena *arena;
    struct failure failure; /* said on standard error at the end, when it has a text */
};

typedef enum status (*verb_function)(struct call *call);

struct verb {
    const char *name;     /* one word, or two of which the first is a group's: "set add" */
    const char *summary;  /* lower case, one line, no full stop: after "viva NAME  " */
    const char *operands; /* as a usage line shows them: "[SET]"; may be empty */
    enum operand_kind operand_kind;
    size_t operand_min, operand_max;            /* how many; SIZE_MAX for any number */
    enum option_id options[VERB_OPTIONS_MAX];   /* beside those taken everywhere; ended by OPTION_END */
    const char *text;                           /* paragraphs, parted by an empty line; wrapped when shown */
    struct example examples[VERB_EXAMPLES_MAX]; /* ended by a NULL line */
    verb_function function;
    bool is_hidden; /* for the build alone: in no list */
};

/* In the order of lists, ended by NULL. */
extern const struct verb *const verbs[];

/* The first word that the names of several commands share. */
struct verb_group {
    const char *name, *summary;
};

/* Ended by a NULL name. */
extern const struct verb_group verb_groups[];

/* The group of this name; NULL when there is none. */
const struct verb_group *verb_group_find(struct string name);

/* The group that the command is in; NULL for one whose name is one word. */
const struct verb_group *verb_group_of(const struct verb *verb);

/* Its name without its group: what is typed behind that. */
const char *verb_last_word(const struct verb *verb);

/* Whether a list that names each group once names this one here: before the first of its commands. */
bool verb_is_first_of_group(const struct verb *const *verb);

/* The command of this name, hidden or not; NULL when there is none. */
const struct verb *verb_find(struct string name);

/* STATUS_USAGE, with the nearest command as a hint. */
enum status verb_unknown(struct arena *arena, struct string name, struct failure *failure);

/* Whether the command takes this option, its own or one of those taken everywhere. */
bool verb_takes(const struct verb *verb, enum option_id option);

/* All options a command takes, its own first; with NULL those taken everywhere alone. */
struct option_ids {
    enum option_id *items;
    size_t count, capacity;
};
struct option_ids verb_options(struct arena *arena, const struct verb *verb);

/* The program: from the words of the command line to its exit code. */
int verb_main(int count, char **words);

#endif
