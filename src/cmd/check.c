#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "read/read.h"

struct checking {
    struct call *call;
    struct shelf shelf;
    struct shelf_texts texts;
    struct arena arena, scratch; /* of one text: the same memory for each */
    int64_t file_count, exercise_count, error_count, warning_count;
    int64_t unreadable_count; /* files that could not even be read */
    enum status worst;        /* of those */
    struct output_json json;
    bool is_json;
};

/* One problem for a program. */
static void write_problem(struct json_writer *json, const struct problem *problem)
{
    json_begin_object(json);
    output_string(json, "file", problem->source ? problem->source->name : STRING(""));
    output_integer(json, "line", problem->place.line);
    output_integer(json, "column", problem->place.column);
    output_integer(json, "length", problem->place.length);
    output_string(json, "severity", problem->severity == SEVERITY_ERROR ? STRING("error") : STRING("warning"));
    output_string(json, "code", string_from(problem->code));
    output_string(json, "message", problem->message);
    output_string(json, "hint", problem->hint);
    json_end_object(json);
}

static void report(struct checking *checking, struct problems *problems)
{
    problems_sort(problems);
    checking->error_count += (int64_t)problems->error_count;
    checking->warning_count += (int64_t)(problems->count - problems->error_count);
    if (!checking->is_json) {
        say_problems(problems);
        return;
    }
    for (size_t i = 0; i < problems->count; i++)
        write_problem(&checking->json.writer, &problems->items[i]);
    output_json_flush(&checking->json);
}

/* A file that cannot be read is told of at once; the others are checked all the same. */
static void report_unreadable(struct checking *checking, enum status status)
{
    say_note(string_from(checking->call->failure.text));
    checking->call->failure.text[0] = '\0';
    checking->unreadable_count++;
    if (status_exit_code(status) > status_exit_code(checking->worst))
        checking->worst = status;
}

static void check_text(struct checking *checking, const struct shelf_text *text)
{
    struct string bytes;
    enum status status = shelf_text_read(&checking->shelf, &checking->arena, text, &bytes);
    if (status != STATUS_OK) {
        report_unreadable(checking, status);
        return;
    }
    struct problems problems = problems_in(&checking->arena);
    const struct set *set = read_next(&checking->arena, &checking->scratch, text->name, bytes, &problems);
    report(checking, &problems);
    checking->file_count++;
    checking->exercise_count += set ? (int64_t)set->exercise_count : 0;
}

static void check_all(struct checking *checking)
{
    struct say_progress progress =
        say_progress_start(SAY_CHECK_PROGRESS, checking->call->arguments->options[OPTION_PLAIN].is_given);
    for (size_t i = 0; i < checking->texts.count; i++) {
        check_text(checking, &checking->texts.items[i]);
        arena_reset(&checking->arena);
        say_progress(&progress, (int64_t)i + 1);
    }
    say_progress_end(&progress);
    arena_clear(&checking->arena);
    arena_clear(&checking->scratch);
}

/* "2 sets and 7 exercises: 1 error and 2 warnings". */
static void write_sum(const struct checking *checking)
{
    struct arena *arena = checking->call->arena;
    struct string counts[] = {
        words_counted(arena, SAY_COUNT_ERRORS, checking->error_count, NO_WORDS),
        words_counted(arena, SAY_COUNT_WARNINGS, checking->warning_count, NO_WORDS),
    };
    struct string found = words_plain(SAY_CHECK_NOTHING);
    if (checking->error_count > 0 && checking->warning_count > 0)
        found = words_and(arena, counts, 2);
    else if (checking->error_count > 0 || checking->warning_count > 0)
        found = counts[checking->error_count > 0 ? 0 : 1];
    struct string read[] = {
        words_counted(arena, SAY_COUNT_FILES, checking->file_count, NO_WORDS),
        words_counted(arena, SAY_COUNT_EXERCISES, checking->exercise_count, NO_WORDS),
    };
    struct string what = words_and(arena, read, checking->exercise_count > 0 ? 2 : 1);
    say_out(words_string(arena, SAY_CHECK_SUM, WORDS({ "what", .plain = what }, { "found", .plain = found })));
    say_out(STRING("\n"));
}

static void end_json(struct checking *checking)
{
    struct json_writer *json = &checking->json.writer;
    json_end_array(json);
    output_integer(json, "files", checking->file_count);
    output_integer(json, "unreadable_files", checking->unreadable_count);
    output_integer(json, "exercises", checking->exercise_count);
    output_integer(json, "errors", checking->error_count);
    output_integer(json, "warnings", checking->warning_count);
    output_json_end(&checking->json);
}

static enum status verdict(const struct checking *checking)
{
    bool is_strict = checking->call->arguments->options[OPTION_STRICT].is_given;
    if (checking->worst != STATUS_OK)
        return checking->worst;
    return checking->error_count > 0 || (is_strict && checking->warning_count > 0) ? STATUS_FINDINGS : STATUS_OK;
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct checking checking = { .call = call, .is_json = arguments->options[OPTION_JSON].is_given };
    enum status status = shelf_open(call, &checking.shelf);
    if (status == STATUS_OK)
        status = shelf_texts(&checking.shelf, arguments->operands, arguments->operand_count, &checking.texts);
    if (status != STATUS_OK)
        return status;
    if (checking.is_json) {
        checking.json = output_json_begin(call, "check");
        json_write_key(&checking.json.writer, "problems");
        json_begin_array(&checking.json.writer);
    }
    check_all(&checking);
    (checking.is_json ? end_json : (void (*)(struct checking *))write_sum)(&checking);
    return verdict(&checking);
}

const struct verb verb_check = {
    .name = "check",
    .summary = "tell what is wrong with sets, all of it at once",
    .operands = "SET...",
    .operand_kind = OPERAND_SET,
    .operand_min = 1,
    .operand_max = SIZE_MAX,
    .options = { OPTION_STRICT, OPTION_JSON },
    .text = "Reads each set and says everything that is wrong with it, each problem with its file, line and column, the line "
            "itself, and what to do about it. An error makes a set unusable; a warning does not.\n"
            "SET is a file, a folder (all sets in it and below it), a name from \"viva sets\", or \"-\" for standard input. In "
            "a folder, Markdown that is no set, such as README.md, is left out.\n"
            "The exit code is 0 when there is no error, 1 when there is one, 3 or 4 when a file cannot be read.",
    .examples = {
        { "viva check my-set.md", "check the set you are writing" },
        { "viva check --strict sets/", "check all sets of a folder; warnings count too" },
    },
    .function = run,
};
