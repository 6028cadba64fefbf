/* Rich text as people type it, for tests: `code`, *emphasis*, **strong**. */
#ifndef VIVA_TESTS_CORE_MARKUP_H
#define VIVA_TESTS_CORE_MARKUP_H

#include "model/set.h"

struct text markup_read(struct arena *arena, const char *marked);
struct string markup_write(struct arena *arena, struct text text);

#endif
