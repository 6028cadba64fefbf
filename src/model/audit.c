#include "model/audit.h"

const char *const audit_guesser_ids[AUDIT_GUESSER_COUNT] = {
    [AUDIT_LONGEST] = "longest",
    [AUDIT_SHORTEST] = "shortest",
    [AUDIT_PUNCTUATION] = "punctuation",
    [AUDIT_DIGITS] = "digits",
    [AUDIT_PROMPT_WORDS] = "prompt-words",
    [AUDIT_ABSOLUTES] = "fewest-absolutes",
    [AUDIT_HEDGES] = "hedges",
    [AUDIT_GUIDE_WORDS] = "guide-words",
    [AUDIT_LIKE] = "most-alike",
    [AUDIT_UNLIKE] = "least-alike",
    [AUDIT_CODE] = "code",
    [AUDIT_PLACE] = "place-1",
    [AUDIT_PLACE + 1] = "place-2",
    [AUDIT_PLACE + 2] = "place-3",
    [AUDIT_PLACE + 3] = "place-4",
    [AUDIT_PLACE + 4] = "place-5",
    [AUDIT_PLACE + 5] = "place-6",
    [AUDIT_PLACE + 6] = "place-7",
    [AUDIT_PLACE + 7] = "place-8",
    [AUDIT_LEARNER] = "learner",
};

const char *const audit_bearing_ids[AUDIT_BEARING_COUNT] = {
    [AUDIT_TOWARDS] = "towards",
    [AUDIT_AWAY] = "away",
    [AUDIT_MIDDLE] = "middle",
    [AUDIT_ENDS] = "ends",
};
