#include "model/verdict.h"

const char *const verdict_ids[VERDICT_COUNT] = {
    [VERDICT_COVERED] = "covered",           [VERDICT_TOUCHED] = "touched", [VERDICT_ABSENT] = "absent",
    [VERDICT_CONTRADICTED] = "contradicted", [VERDICT_UNSURE] = "unsure",
};
