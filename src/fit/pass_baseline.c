/* For what every processor of the kind has: SSE2 on x86-64, NEON on 64-bit ARM. */
#include "fit/pass_each.h"

#define LANES     4
#define PASS_PATH pass_baseline
#define PASS_NAME "baseline"
#include "fit/pass_lanes.h"
