#include "cmd/help.h"

#include "base/utf8.h"
#include "cmd/say.h"

/* Where what an option or a command means begins. */
#define HELP_COLUMN 22

static const char overview[] =
    "viva trains you to give well-structured answers to interview questions. It asks, you choose the best "
    "of several answers, and it explains why the best one is best and what each of the others leaves out. "
    "Nothing leaves this computer.";

static const struct example overview_examples[] = {
    { "viva practice senior-rust", "practise the set that comes with viva" },
    { "viva progress", "see how far you are" },
    { "viva new my-set.md", "write a set of your own" },
};

/* Wrapping: words onto lines that begin at indent, the first at the column where the buffer stands. */

static void new_line(struct buffer *buffer, size_t indent, size_t *column)
{
    buffer_add_byte(buffer, '\n');
    buffer_add_repeat(buffer, ' ', indent);
    *column = indent;
}

static void add_wrapped(struct buffer *buffer, struct string text, size_t indent, size_t column)
{
    bool is_first = true;
    while (text.size > 0) {
        struct string word = string_cut(&text, ' ');
        size_t width = utf8_width(word);
        if (!is_first && column + 1 + width > HELP_COLUMNS) {
            new_line(buffer, indent, &column);
        } else if (!is_first) {
            buffer_add_byte(buffer, ' ');
            column++;
        }
        buffer_add(buffer, word);
        column += width;
        is_first = false;
    }
    buffer_add_byte(buffer, '\n');
}

/* Paragraphs are parted by a line feed. */
static void add_paragraphs(struct buffer *buffer, const char *text)
{
    struct string rest = string_from(text);
    while (rest.size > 0) {
        buffer_add_byte(buffer, '\n');
        add_wrapped(buffer, string_cut(&rest, '\n'), 0, 0);
    }
}

/* "  name      what it means": on a line of its own where the name is too long. */
static void add_row(struct buffer *buffer, struct string name, const char *meaning)
{
    size_t column = 2 + utf8_width(name);
    buffer_add_c(buffer, "  ");
    buffer_add(buffer, name);
    if (column + 2 > HELP_COLUMN)
        new_line(buffer, HELP_COLUMN, &column);
    buffer_add_repeat(buffer, ' ', HELP_COLUMN - column);
    add_wrapped(buffer, string_from(meaning), HELP_COLUMN, HELP_COLUMN);
}

static void add_examples(struct buffer *buffer, const struct example *examples, size_t count)
{
    if (count > 0)
        buffer_add_c(buffer, "\nExamples:\n");
    for (size_t i = 0; i < count; i++)
        buffer_add_format(buffer, "  %s\n      %s\n", examples[i].line, examples[i].text);
}

static void add_options(struct buffer *buffer, const char *title, const enum option_id *options)
{
    if (*options != OPTION_END)
        buffer_add_format(buffer, "\n%s:\n", title);
    for (; *options != OPTION_END; options++)
        add_row(buffer, help_option(buffer->arena, *options), option_rows[*options].help);
}

struct string help_option(struct arena *arena, enum option_id option)
{
    const struct option_row *row = &option_rows[option];
    struct buffer buffer = buffer_in(arena);
    if (row->letter)
        buffer_add_format(&buffer, "-%c, ", row->letter);
    buffer_add_format(&buffer, "--%s", row->name);
    if (row->argument)
        buffer_add_format(&buffer, " %s", row->argument);
    return buffer_string(&buffer);
}

struct string help_synopsis(struct arena *arena, const struct verb *verb)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "viva %s", verb->name);
    for (const enum option_id *option = verb->options; *option != OPTION_END; option++) {
        const struct option_row *row = &option_rows[*option];
        buffer_add_format(&buffer, " [--%s%s%s]", row->name, row->argument ? " " : "",
                          row->argument ? row->argument : "");
    }
    if (verb->operands[0] != '\0')
        buffer_add_format(&buffer, " %s", verb->operands);
    return buffer_string(&buffer);
}

static size_t example_count(const struct verb *verb)
{
    size_t count = 0;
    while (count < VERB_EXAMPLES_MAX && verb->examples[count].line)
        count++;
    return count;
}

static struct string verb_text(struct arena *arena, const struct verb *verb)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "Usage: ");
    add_wrapped(&buffer, help_synopsis(arena, verb), 11, 7);
    add_paragraphs(&buffer, verb->text);
    add_options(&buffer, "Options", verb->options);
    add_options(&buffer, "Options of every command", option_everywhere);
    add_examples(&buffer, verb->examples, example_count(verb));
    return buffer_string(&buffer);
}

static struct string overview_help(struct arena *arena)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_c(&buffer, "Usage: viva COMMAND [OPTIONS] ...\n");
    add_paragraphs(&buffer, overview);
    buffer_add_c(&buffer, "\nCommands:\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden)
            add_row(&buffer, string_from((*verb)->name), (*verb)->summary);
    add_options(&buffer, "Options of every command", option_everywhere);
    add_examples(&buffer, overview_examples, sizeof overview_examples / sizeof overview_examples[0]);
    buffer_add_c(&buffer, "\n\"viva help COMMAND\" tells more about one command.\n");
    return buffer_string(&buffer);
}

struct string help_text(struct arena *arena, const struct verb *verb)
{
    return verb ? verb_text(arena, verb) : overview_help(arena);
}

struct string help_group(struct arena *arena, const struct verb_group *group)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "Usage: viva %s COMMAND [OPTIONS] ...\n\n  viva %s: %s\n\nCommands:\n", group->name,
                      group->name, group->summary);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (verb_group_of(*verb) == group)
            add_row(&buffer, string_from((*verb)->name), (*verb)->summary);
    add_options(&buffer, "Options of every command", option_everywhere);
    buffer_add_format(&buffer, "\n\"viva help %s COMMAND\" tells more about one command.\n", group->name);
    return buffer_string(&buffer);
}

struct string help_version(struct arena *arena)
{
    return string_format(arena, "viva %s\n", VIVA_VERSION);
}

/* The commands. */

static enum status help_run(struct call *call)
{
    const struct arguments *arguments = call->arguments;
    if (arguments->operand_count == 0) {
        say_out(help_text(call->arena, NULL));
        return STATUS_OK;
    }
    struct string name = arguments->operands[0];
    const struct verb_group *group = verb_group_find(name);
    if (group && arguments->operand_count == 1) {
        say_out(help_group(call->arena, group));
        return STATUS_OK;
    }
    if (arguments->operand_count > 1)
        name = STRING_JOIN(call->arena, name, STRING(" "), arguments->operands[1]);
    const struct verb *verb = verb_find(name);
    if (!verb)
        return verb_unknown(call->arena, name, &call->failure);
    say_out(help_text(call->arena, verb));
    return STATUS_OK;
}

const struct verb verb_help = {
    .name = "help",
    .summary = "tell how viva or one of its commands is used",
    .operands = "[COMMAND]",
    .operand_kind = OPERAND_VERB,
    .operand_max = 2,
    .text = "Tells what viva does, or all about one command: the same as \"viva COMMAND --help\".",
    .examples = {
        { "viva help practice", "how practice works, and all its options" },
        { "viva help set add", "the same of a command of two words" },
    },
    .function = help_run,
};

static enum status version_run(struct call *call)
{
    say_out(help_version(call->arena));
    return STATUS_OK;
}

const struct verb verb_version = {
    .name = "version",
    .summary = "show the version of viva",
    .operands = "",
    .text = "Shows the version: the same as \"viva --version\".",
    .function = version_run,
};
