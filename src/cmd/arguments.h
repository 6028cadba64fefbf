/* arguments: the words of a command line, understood by the table of options (cmd/option.h).
 *
 * Knows options, operands and what is wrong with them. Knows nothing of what they lead to. */
#ifndef VIVA_CMD_ARGUMENTS_H
#define VIVA_CMD_ARGUMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/time.h"
#include "cmd/option.h"

struct verb;
struct verb_group;

struct option_value {
    bool is_given;
    struct string text;
    uint64_t number;      /* OPTION_NUMBER */
    struct moment moment; /* OPTION_MOMENT */
    size_t choice;        /* OPTION_CHOICE: index of the choice */
};

struct arguments {
    const struct verb *verb;        /* NULL when none was named */
    const struct verb_group *group; /* that was named before it; NULL when none was */
    struct option_value options[OPTION_COUNT];
    struct string *operands;
    size_t operand_count;
};

/* Understand words (without the program's name). STATUS_USAGE with a sentence and a hint for an unknown command or
 * option, a missing or wrong argument, or too few or too many operands; the command is filled when it was understood.
 * With --help and --version nothing is missing. */
enum status arguments_parse(struct arena *arena, char *const *words, size_t count, struct arguments *arguments,
                            struct failure *failure);

/* The time that counts: --now, else the clock's. */
struct moment arguments_now(const struct arguments *arguments);

#endif
