#include "golden.h"

#include <stdlib.h>
#include <string.h>

#include "../expect.h"
#include "base/files.h"

#define GOLDEN_BYTES_MAX ((size_t)1024 * 1024)

static bool is_to_be_written(void)
{
    const char *wish = getenv("VIVA_GOLDEN");
    return wish && strcmp(wish, "write") == 0;
}

static void show_difference(const char *path, struct string expected, struct string actual)
{
    size_t line = 1;
    while (expected.size > 0 || actual.size > 0) {
        struct string wanted = string_cut(&expected, '\n'), got = string_cut(&actual, '\n');
        if (!string_equal(wanted, got)) {
            print_error("%s:%zu\nexpected: %.*s\n     got: %.*s\n", path, line, STRING_ARG(wanted), STRING_ARG(got));
            return;
        }
        line++;
    }
    print_error("%s: the last line feed differs\n", path);
}

void golden_expect(struct arena *arena, const char *path, struct string actual)
{
    struct failure failure = { 0 };
    struct string expected = { 0 };
    if (is_to_be_written() && files_replace(string_from(path), actual, 0644, &failure) != STATUS_OK)
        fail_msg("%s", failure.text);
    if (files_read(arena, string_from(path), GOLDEN_BYTES_MAX, &expected, &failure) != STATUS_OK)
        fail_msg("%s", failure.text);
    if (string_equal(expected, actual))
        return;
    show_difference(path, expected, actual);
    fail_msg("%s differs; VIVA_GOLDEN=write takes the new text over", path);
}
