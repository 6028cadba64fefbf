/* check: a bug is an assert that input can never trigger. This macro is the only one, and the only thing that coverage
 * leaves out (tools/coverage.py). It stands in release builds too: a wrong answer is worse than a stop. */
#ifndef VIVA_BASE_CHECK_H
#define VIVA_BASE_CHECK_H

_Noreturn void check_failed(const char *condition, const char *file, int line);

#define CHECK(condition) ((condition) ? (void)0 : check_failed(#condition, __FILE__, __LINE__))

#endif
