#include "base/files.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "cmd/shelf.h"
#include "read/read.h"

/* Of a file that is not there yet; one that is keeps its own. */
#define FILE_MODE 0644

struct formatting {
    struct call *call;
    struct shelf shelf;
    struct arena arena; /* of one text */
    bool is_check, is_json;
    int64_t file_count, changed_count;
    struct output_json json;
};

/* The same form as came in: Markdown stays Markdown. */
static struct string canonical(struct arena *arena, const struct set *set, struct string bytes)
{
    bool is_json = string_starts_with(string_trim(bytes), STRING("{"));
    return is_json ? set_json(arena, set, 2) : format_set(arena, set);
}

static const struct set *read_or_say(struct arena *arena, struct string name, struct string bytes)
{
    struct problems problems = problems_in(arena);
    const struct set *set = read_any(arena, name, bytes, &problems);
    problems_sort(&problems);
    if (!set)
        say_problems(&problems);
    return set;
}

/* Whether what would be written reads back as the very same set. It always does, unless viva itself is at fault: then
 * nothing an author wrote may be lost to it. */
static bool is_faithful(struct arena *arena, const struct set *set, struct string name, struct string formatted)
{
    struct problems problems = problems_in(arena);
    const struct set *again = read_any(arena, name, formatted, &problems);
    return again && string_equal(set_json(arena, again, 0), set_json(arena, set, 0));
}

static void report_changed(struct formatting *formatting, struct string name)
{
    if (formatting->is_json) {
        json_write_string(&formatting->json.writer, name);
        return;
    }
    enum say sentence = formatting->is_check ? SAY_FMT_WOULD_CHANGE : SAY_FMT_CHANGED;
    say_out(words_string(formatting->call->arena, sentence, WORDS({ "path", .plain = name })));
    say_out(STRING("\n"));
}

static enum status put(struct formatting *formatting, const struct shelf_text *text, struct string bytes,
                       struct string formatted)
{
    bool is_changed = !string_equal(bytes, formatted);
    formatting->file_count++;
    formatting->changed_count += is_changed;
    if (string_is(text->name, "-") && !formatting->is_check) {
        say_out(formatted);
        return STATUS_OK;
    }
    if (!is_changed)
        return STATUS_OK;
    enum status status =
        formatting->is_check ? STATUS_OK : files_replace(text->name, formatted, FILE_MODE, &formatting->call->failure);
    if (status == STATUS_OK)
        report_changed(formatting, text->name);
    return status;
}

static enum status format_text(struct formatting *formatting, const struct shelf_text *text)
{
    struct arena *arena = &formatting->arena;
    struct failure *failure = &formatting->call->failure;
    struct string bytes;
    if (text->book && text->book->is_bundled && !formatting->is_check)
        return words_failure(failure, STATUS_USAGE, SAY_FMT_BUNDLED, WORDS({ "set", .plain = text->name }));
    enum status status = shelf_text_read(&formatting->shelf, arena, text, &bytes);
    if (status != STATUS_OK)
        return status;
    const struct set *set = read_or_say(arena, text->name, bytes);
    if (!set)
        return words_failure(failure, STATUS_BAD_INPUT, SAY_FMT_UNUSABLE, WORDS({ "path", .plain = text->name }));
    struct string formatted = canonical(arena, set, bytes);
    if (!is_faithful(arena, set, text->name, formatted))
        return words_failure(failure, STATUS_CORRUPT, SAY_FMT_UNFAITHFUL, WORDS({ "path", .plain = text->name }));
    return put(formatting, text, bytes, formatted);
}

/* One file that cannot be formatted keeps no other from it; the first failure is the one to end with. */
static enum status format_all(struct formatting *formatting, const struct shelf_texts *texts)
{
    enum status worst = STATUS_OK;
    struct say_progress progress =
        say_progress_start(SAY_FMT_PROGRESS, formatting->call->arguments->options[OPTION_PLAIN].is_given);
    for (size_t i = 0; i < texts->count; i++) {
        enum status status = format_text(formatting, &texts->items[i]);
        if (status != STATUS_OK) {
            say_note(string_from(formatting->call->failure.text));
            formatting->call->failure.text[0] = '\0';
        }
        if (status_exit_code(status) > status_exit_code(worst))
            worst = status;
        arena_reset(&formatting->arena);
        say_progress(&progress, (int64_t)i + 1);
    }
    say_progress_end(&progress);
    arena_clear(&formatting->arena);
    return worst;
}

static enum status run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    struct formatting formatting = {
        .call = call,
        .is_check = arguments->options[OPTION_CHECK].is_given,
        .is_json = arguments->options[OPTION_JSON].is_given,
    };
    struct shelf_texts texts;
    enum status status = shelf_open(call, &formatting.shelf);
    if (status == STATUS_OK)
        status = shelf_texts(&formatting.shelf, arguments->operands, arguments->operand_count, &texts);
    if (status != STATUS_OK)
        return status;
    if (formatting.is_json) {
        formatting.json = output_json_begin(call, "fmt");
        json_write_key(&formatting.json.writer, formatting.is_check ? "not_canonical" : "changed");
        json_begin_array(&formatting.json.writer);
    }
    status = format_all(&formatting, &texts);
    if (formatting.is_json) {
        json_end_array(&formatting.json.writer);
        output_integer(&formatting.json.writer, "files", formatting.file_count);
        output_json_end(&formatting.json);
    }
    return status == STATUS_OK && formatting.is_check && formatting.changed_count > 0 ? STATUS_FINDINGS : status;
}

const struct verb verb_fmt = {
    .name = "fmt",
    .summary = "write sets in their one canonical form",
    .operands = "SET...",
    .operand_kind = OPERAND_SET,
    .operand_min = 1,
    .operand_max = SIZE_MAX,
    .options = { OPTION_CHECK, OPTION_JSON },
    .text = "Puts each file into the canonical form: the same order of parts, the same width of lines, the same signs "
            "everywhere, so that versions differ only where their content does. Nothing that the set says changes. A file is "
            "replaced in one step, and only after what is to be written was read back and found to be the same set.\n"
            "SET is a file, a folder (all sets in it and below it), or \"-\" to read standard input and write standard output.",
    .examples = {
        { "viva fmt my-set.md", "format the set you are writing" },
        { "viva fmt --check sets/", "name what is not formatted, for a check before a commit" },
    },
    .function = run,
};
