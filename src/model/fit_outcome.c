#include "model/fit_outcome.h"

const char *const fit_verdict_ids[] = {
    [FIT_NOTHING] = "nothing", [FIT_TOO_FEW] = "too-few", [FIT_NO_GAIN] = "no-gain", [FIT_REPLACES] = "replaces"
};
