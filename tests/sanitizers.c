/* sanitizers: what the sanitized builds are told, linked into every program of such a build, so that no test can lose
 * it with the environment. A finding aborts: no exit code of viva's own can be mistaken for it. */

const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

const char *__asan_default_options(void)
{
    return "abort_on_error=1:detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1";
}

const char *__ubsan_default_options(void)
{
    return "abort_on_error=1:print_stacktrace=1";
}
