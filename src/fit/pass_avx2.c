#ifdef __x86_64__
#include <string.h>

#include "core/schedule.h"
#include "fit/pass_constants.h"
#include "fit/pass_each.h"
#include "model/memory.h"

/* What comes below, and nothing above, may use these instructions: pass.c calls it only where the processor has them.
 */
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif

#define LANES     8
#define PASS_PATH pass_avx2
#define PASS_NAME "avx2"
#include "fit/pass_lanes.h"

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
