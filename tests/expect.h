/* What all unit tests include: cmocka, and the few assertions that it lacks. */
#ifndef VIVA_TESTS_EXPECT_H
#define VIVA_TESTS_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/string.h"

/* Whether AddressSanitizer watches: then some endings are its own. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED true
#endif
#endif
#ifndef IS_WATCHED
#define IS_WATCHED false
#endif

#define assert_text(actual, expected) assert_text_at((actual), (expected), __FILE__, __LINE__)

static inline void assert_text_at(struct string actual, const char *expected, const char *file, int line)
{
    if (string_is(actual, expected))
        return;
    print_error("expected: \"%s\"\n     got: \"%.*s\"\n", expected, STRING_ARG(actual));
    _fail(file, line);
}

/* How a function ends the process it is called in: the exit code, or minus the signal. Nothing it prints is shown. */
static inline int ending_of(void (*function)(void))
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(99);
        function();
        _exit(98); /* it came back */
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
