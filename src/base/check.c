#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void check_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "bug: %s:%d: not true: %s\n", file, line, condition);
    abort();
}
