/* Any bytes as JSON lines of reviews; what can be read is scheduled from its first review to its last. */
#include "base/check.h"
#include "base/utf8.h"
#include "cmd/sequence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What core/schedule.h promises of every memory. */
static void check_memory(const struct schedule *schedule, struct memory memory, int32_t elapsed)
{
    int32_t wait = schedule_wait_days(schedule, memory);
    struct schedule_range range = schedule_fuzz_range(wait, elapsed, schedule->days_max);
    CHECK(memory.stability >= SCHEDULE_STABILITY_MIN && memory.stability <= SCHEDULE_STABILITY_MAX);
    CHECK(memory.difficulty >= 1 && memory.difficulty <= 10);
    CHECK(schedule_interval(schedule, memory) >= 0);
    CHECK(wait >= 1 && wait <= schedule->days_max);
    CHECK(range.low >= 1 && range.low <= range.high && range.high <= schedule->days_max);
}

static void schedule_all(const struct sequence *sequence)
{
    struct schedule schedule = schedule_make(sequence->parameters, sequence->retention, sequence->days_max);
    struct memory memory = { 0 };
    CHECK(sequence->count > 0 && sequence->days[0] == 0);
    for (size_t i = 0; i < sequence->count; i++) {
        double recall = i > 0 ? schedule_recall(&schedule, memory, sequence->days[i]) : 1;
        CHECK(recall >= 0 && recall <= 1);
        memory = schedule_next(&schedule, memory, sequence->days[i], sequence->grades[i]);
        check_memory(&schedule, memory, sequence->days[i]);
    }
}

/* Each problem stands on the line it is about. */
static void show(struct arena *arena, struct problems *problems, uint32_t line)
{
    struct buffer shown = buffer_in(arena);
    problems_sort(problems);
    for (size_t i = 0; i < problems->count; i++) {
        CHECK(problems->items[i].place.line == line);
        problem_write(&shown, &problems->items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct string text = utf8_without_mark((struct string){ (const char *)data, size });
    struct source source = source_make(&arena, STRING("fuzz"), text);
    for (uint32_t line = 1; line <= source.line_count; line++) {
        struct problems problems = problems_in(&arena);
        struct sequence sequence;
        if (string_trim(source_line(&source, line)).size == 0)
            continue;
        bool is_fine = sequence_read(&arena, &source, line, &problems, &sequence);
        CHECK(is_fine == (problems.error_count == 0));
        if (is_fine)
            schedule_all(&sequence);
        show(&arena, &problems, line);
    }
    arena_clear(&arena);
    return 0;
}
