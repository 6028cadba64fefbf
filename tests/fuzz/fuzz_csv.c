/* Any bytes as the CSV of another program; what can be read is fitted when it is short. */
#include "base/arena.h"
#include "base/check.h"
#include "base/utf8.h"
#include "cmd/review_csv.h"
#include "core/schedule_parameters.h"
#include "fit/fit.h"

#define FITTED_MAX 200 /* reviews: a fit of more would only be slow */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the passes rely on. */
static void check(const struct review_log *log)
{
    for (size_t i = 0; i < log->count; i++) {
        CHECK(log->reviews[i].memory < log->memory_count);
        CHECK(log->reviews[i].grade >= 1 && log->reviews[i].grade <= 4);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct string text = utf8_without_mark((struct string){ (const char *)data, size });
    struct source source = source_make(&arena, STRING("fuzz"), text);
    struct problems problems = problems_in(&arena);
    struct buffer shown = buffer_in(&arena);
    struct review_csv found;
    bool is_fine = review_csv_read(&arena, &source, 60, &problems, &found);
    CHECK(is_fine == (problems.error_count == 0));
    problems_sort(&problems);
    for (size_t i = 0; i < problems.count; i++)
        problem_write(&shown, &problems.items[i]);
    if (is_fine) {
        check(&found.log);
        if (found.log.count <= FITTED_MAX) {
            size_t index = 0;
            struct fit_outcome outcome = fit_parameters(&found.log, schedule_parameters_default);
            CHECK(schedule_parameters_check(outcome.parameters, &index) == SCHEDULE_FINE);
        }
    }
    arena_clear(&arena);
    return 0;
}
