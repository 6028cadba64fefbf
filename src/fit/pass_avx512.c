#ifdef __x86_64__
#include <string.h>

#include "core/schedule.h"
#include "fit/pass_constants.h"
#include "fit/pass_each.h"
#include "model/memory.h"

/* What comes below, and nothing above, may use these instructions: pass.c calls it only where the processor has them.
 */
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw")
#endif

#define LANES     16
#define PASS_PATH pass_avx512
#define PASS_NAME "avx512"
#include "fit/pass_lanes.h"

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
