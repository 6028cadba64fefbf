#include "cmd/option.h"

const struct option_row option_rows[OPTION_COUNT] = {
#define OPTION_ROW(id, name, letter, kind, argument, choices, help)                                                    \
    [OPTION_##id] = { name, letter, kind, argument, choices, help },
    OPTION_TABLE(OPTION_ROW)
#undef OPTION_ROW
};

const enum option_id option_everywhere[] = { OPTION_DATA, OPTION_COLOR,   OPTION_PLAIN,
                                             OPTION_HELP, OPTION_VERSION, OPTION_END };
