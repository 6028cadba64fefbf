/* The table of commands, in the order in which a person comes to need them. */
#include "cmd/verb.h"

#define VERBS(ROW)                                                                                                     \
    ROW(practice)                                                                                                      \
    ROW(review)                                                                                                        \
    ROW(serve)                                                                                                         \
    ROW(sets)                                                                                                          \
    ROW(set_add)                                                                                                       \
    ROW(set_list)                                                                                                      \
    ROW(set_update)                                                                                                    \
    ROW(set_remove)                                                                                                    \
    ROW(show)                                                                                                          \
    ROW(plan)                                                                                                          \
    ROW(progress)                                                                                                      \
    ROW(reset)                                                                                                         \
    ROW(new)                                                                                                           \
    ROW(check)                                                                                                         \
    ROW(audit)                                                                                                         \
    ROW(fmt)                                                                                                           \
    ROW(schedule)                                                                                                      \
    ROW(fit)                                                                                                           \
    ROW(where)                                                                                                         \
    ROW(backup)                                                                                                        \
    ROW(restore)                                                                                                       \
    ROW(export_journal)                                                                                                \
    ROW(rebuild)                                                                                                       \
    ROW(forget)                                                                                                        \
    ROW(completion)                                                                                                    \
    ROW(help)                                                                                                          \
    ROW(version)                                                                                                       \
    ROW(manual)

const struct verb_group verb_groups[] = {
    { "set", "install the sets of others, and keep them up to date" },
    { NULL, NULL },
};

#define VERB_EXTERN(name) extern const struct verb verb_##name;
VERBS(VERB_EXTERN)
#undef VERB_EXTERN

const struct verb *const verbs[] = {
#define VERB_ROW(name) &verb_##name,
    VERBS(VERB_ROW)
#undef VERB_ROW
        NULL,
};
