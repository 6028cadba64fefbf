/* Goldens: files with the exact bytes that are expected, beside their input. VIVA_GOLDEN=write in the environment
 * writes them anew; nothing else ever does. Paths are from the source's root, where tests run. */
#ifndef VIVA_TESTS_CORE_GOLDEN_H
#define VIVA_TESTS_CORE_GOLDEN_H

#include "base/string.h"

/* Fails the test, showing the first line that differs, when the file does not hold exactly these bytes. */
void golden_expect(struct arena *arena, const char *path, struct string actual);

#endif
