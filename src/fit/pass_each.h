/* pass_each: the paths that pass.c chooses from; each lives in a file of its own, compiled for its processors. */
#ifndef VIVA_FIT_PASS_EACH_H
#define VIVA_FIT_PASS_EACH_H

#include "fit/pass.h"

extern const struct pass_path pass_plain, pass_baseline;
#ifdef __x86_64__
extern const struct pass_path pass_avx2, pass_avx512;
#endif

#endif
