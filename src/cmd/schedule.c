#include "core/schedule.h"

#include "base/files.h"
#include "base/utf8.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/sequence.h"

/* A line for one review. */
struct told {
    uint32_t line;
    size_t review; /* from 0 */
    double recall; /* before it; nobody knows before the first */
    struct memory memory;
};

static void write_real(struct json_writer *json, const char *key, double value)
{
    json_write_key(json, key);
    json_write_real(json, value);
}

static void write_review(struct buffer *buffer, const struct sequence *sequence, const struct schedule *schedule,
                         const struct told *told)
{
    struct json_writer writer = json_writer_to(buffer, 0), *json = &writer;
    int32_t elapsed = sequence->days[told->review], wait = schedule_wait_days(schedule, told->memory);
    struct schedule_range range = schedule_fuzz_range(wait, elapsed, sequence->days_max);
    json_begin_object(json);
    output_string(json, "viva", STRING("schedule"));
    output_integer(json, "version", OUTPUT_VERSION);
    output_integer(json, "line", told->line);
    if (sequence->id.bytes)
        output_string(json, "id", sequence->id);
    output_integer(json, "review", (int64_t)told->review + 1);
    output_integer(json, "rating", sequence->grades[told->review]);
    output_integer(json, "days", elapsed);
    json_write_key(json, "recall");
    if (told->review == 0)
        json_write_null(json);
    else
        json_write_real(json, told->recall);
    write_real(json, "stability", told->memory.stability);
    write_real(json, "difficulty", told->memory.difficulty);
    write_real(json, "interval", schedule_interval(schedule, told->memory));
    output_integer(json, "wait_days", wait);
    output_integer(json, "earliest_days", range.low);
    output_integer(json, "latest_days", range.high);
    json_end_object(json);
    buffer_add_byte(buffer, '\n');
}

static void write_sequence(struct arena *arena, const struct sequence *sequence, uint32_t line)
{
    struct schedule schedule = schedule_make(sequence->parameters, sequence->retention, sequence->days_max);
    struct buffer buffer = buffer_in(arena);
    struct told told = { .line = line };
    for (; told.review < sequence->count; told.review++) {
        int32_t elapsed = sequence->days[told.review];
        if (told.review > 0)
            told.recall = schedule_recall(&schedule, told.memory, elapsed);
        told.memory = schedule_next(&schedule, told.memory, elapsed, sequence->grades[told.review]);
        write_review(&buffer, sequence, &schedule, &told);
    }
    say_out(buffer_string(&buffer));
}

/* False when the line has problems. */
static bool schedule_line(struct arena *arena, const struct source *source, uint32_t line)
{
    struct problems problems = problems_in(arena);
    struct sequence sequence;
    if (sequence_read(arena, source, line, &problems, &sequence)) {
        write_sequence(arena, &sequence, line);
        return true;
    }
    problems_sort(&problems);
    say_problems(&problems);
    return false;
}

static enum status schedule_all(const struct source *source)
{
    struct arena arena = { 0 }; /* of one line */
    enum status status = STATUS_OK;
    for (uint32_t line = 1; line <= source->line_count; line++) {
        if (string_trim(source_line(source, line)).size > 0 && !schedule_line(&arena, source, line))
            status = STATUS_FINDINGS;
        arena_reset(&arena);
    }
    arena_clear(&arena);
    return status;
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct string path = arguments->operand_count > 0 ? arguments->operands[0] : STRING("-"), text;
    enum status status = files_read(call->arena, path, JSON_SIZE_MAX, &text, &call->failure);
    if (status != STATUS_OK)
        return status;
    struct source source = source_make(call->arena, path, utf8_without_mark(text));
    return schedule_all(&source);
}

const struct verb verb_schedule = {
    .name = "schedule",
    .summary = "work out when reviews are due, to hold viva against other schedulers",
    .operands = "[FILE]",
    .operand_kind = OPERAND_FILE,
    .operand_max = 1,
    .text = "Reads the reviews of memories as JSON lines, one memory a line, from FILE or from standard input, and writes a JSON line for each "
            "review: how likely the memory was still there, its stability and difficulty after the review (FSRS-6), and the days to wait until "
            "the next one.\n"
            "A line has \"ratings\" (1 again, 2 hard, 3 good, 4 easy) and \"days\" (since the review before; the first is 0), and may have \"parameters\" "
            "(21 of FSRS-6, 19 of FSRS-5 or 17 of FSRS-4.5; else the defaults), \"retention\" (else 0.9), \"max_days\" (else 36500) and "
            "\"id\". docs/json-output.md describes what is written, docs/scheduling.md the equations.\n"
            "A line that cannot be used is told on standard error, with all that is wrong with it, and the next one is read; the exit code is 1 then.",
    .examples = {
        { "echo '{\"ratings\": [3, 3], \"days\": [0, 2]}' | viva schedule", "two reviews, two days apart" },
        { "viva schedule reviews.jsonl > waits.jsonl", "those of a whole log" },
    },
    .function = run,
};
