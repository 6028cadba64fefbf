#include "model/memory.h"

const char *const memory_skill_ids[MEMORY_SKILL_END] = {
    [MEMORY_RECOGNISING] = "recognising",
    [MEMORY_PRODUCING] = "producing",
};
