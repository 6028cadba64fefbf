#include "model/entry.h"

const char *entry_kind_id(enum entry_kind kind)
{
    static const char *const ids[ENTRY_KIND_END] = {
        [ENTRY_RUN] = "run",   [ENTRY_CHOICE] = "choice",         [ENTRY_TEXT] = "text",
        [ENTRY_PLAN] = "plan", [ENTRY_SELF_MARKS] = "self-marks", [ENTRY_OVERRULE] = "overrule",
        [ENTRY_FLAG] = "flag", [ENTRY_RESET] = "reset",           [ENTRY_PARAMETERS] = "parameters",
    };
    return (size_t)kind < ENTRY_KIND_END ? ids[kind] : NULL;
}
