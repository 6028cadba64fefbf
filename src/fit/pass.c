#include "fit/pass.h"

#include "fit/pass_each.h"

#define TRAIL_NUMBERS 9  /* of one review of one memory: struct trail of fit/pass_lanes.h */
#define ALIGNMENT     64 /* of the widest vectors */

struct pass pass_make(struct arena *arena, const struct blocks *blocks)
{
    size_t floats = blocks->step_count_max * BLOCK_LANES * TRAIL_NUMBERS;
    char *bytes = arena_take(arena, floats * sizeof(float) + ALIGNMENT);
    bytes += ALIGNMENT - (uintptr_t)bytes % ALIGNMENT;
    return (struct pass){ .blocks = blocks, .trail = (float *)(void *)bytes };
}

size_t pass_paths(const struct pass_path *paths[static 4])
{
    size_t count = 0;
    paths[count++] = &pass_plain;
    paths[count++] = &pass_baseline;
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2"))
        paths[count++] = &pass_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
        paths[count++] = &pass_avx512;
#endif
    return count;
}

const struct pass_path *pass_widest(void)
{
    const struct pass_path *paths[4];
    return paths[pass_paths(paths) - 1];
}
