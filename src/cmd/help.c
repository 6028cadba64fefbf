#include "cmd/help.h"

#include "base/utf8.h"
#include "cmd/say.h"
#include "face/terminal/terminal.h"

/* What an option or a command means begins here. Where lines are too short for that, it stands below, a little
 * indented. */
#define MEANING_COLUMN       22
#define MEANING_COLUMN_BELOW 6
#define COLUMNS_BESIDE_MIN   60

static const char overview[] =
    "viva trains you to give well-structured answers to interview questions. It asks, you choose the best "
    "of several answers, and it explains why the best one is best and what each of the others leaves out. "
    "Nothing leaves this computer.";

static const struct example overview_examples[] = {
    { "viva practice senior-rust", "practise the set that comes with viva" },
    { "viva progress", "see how far you are" },
    { "viva new my-set.md", "write a set of your own" },
};

/* A page of help: its text, and how wide it may be. */
struct help_page {
    struct buffer buffer;
    size_t columns, meaning_column;
};

static struct help_page page_on(struct arena *arena)
{
    int columns = terminal_text_style(COLOUR_NEVER, true).width;
    struct help_page page = { .buffer = buffer_in(arena), .columns = HELP_COLUMNS };
    if (columns > 0 && columns <= HELP_COLUMNS) /* the last column stays free: some terminals wrap at it */
        page.columns = columns < HELP_COLUMNS_MIN ? HELP_COLUMNS_MIN : (size_t)columns - 1;
    page.meaning_column = page.columns < COLUMNS_BESIDE_MIN ? MEANING_COLUMN_BELOW : MEANING_COLUMN;
    return page;
}

/* Wrapping: words onto lines that begin at indent, the first at the column where the page stands. */

static void new_line(struct help_page *page, size_t indent, size_t *column)
{
    buffer_add_byte(&page->buffer, '\n');
    buffer_add_repeat(&page->buffer, ' ', indent);
    *column = indent;
}

static void add_wrapped(struct help_page *page, struct string text, size_t indent, size_t column)
{
    bool is_first = true;
    while (text.size > 0) {
        struct string word = string_cut(&text, ' ');
        size_t width = utf8_width(word);
        if (!is_first && column + 1 + width > page->columns) {
            new_line(page, indent, &column);
        } else if (!is_first) {
            buffer_add_byte(&page->buffer, ' ');
            column++;
        }
        buffer_add(&page->buffer, word);
        column += width;
        is_first = false;
    }
    buffer_add_byte(&page->buffer, '\n');
}

/* Paragraphs are parted by a line feed. */
static void add_paragraphs(struct help_page *page, const char *text)
{
    struct string rest = string_from(text);
    while (rest.size > 0) {
        buffer_add_byte(&page->buffer, '\n');
        add_wrapped(page, string_cut(&rest, '\n'), 0, 0);
    }
}

/* "  name      what it means": on a line of its own where the name is too long. */
static void add_row(struct help_page *page, struct string name, const char *meaning)
{
    size_t column = 2 + utf8_width(name), indent = page->meaning_column;
    buffer_add_c(&page->buffer, "  ");
    buffer_add(&page->buffer, name);
    if (column + 2 > indent)
        new_line(page, indent, &column);
    buffer_add_repeat(&page->buffer, ' ', indent - column);
    add_wrapped(page, string_from(meaning), indent, indent);
}

/* A line to be typed is not broken. */
static void add_examples(struct help_page *page, const struct example *examples, size_t count)
{
    if (count > 0)
        buffer_add_c(&page->buffer, "\nExamples:\n");
    for (size_t i = 0; i < count; i++) {
        buffer_add_format(&page->buffer, "  %s\n      ", examples[i].line);
        add_wrapped(page, string_from(examples[i].text), 6, 6);
    }
}

static void add_options(struct help_page *page, const char *title, const enum option_id *options)
{
    if (*options != OPTION_END)
        buffer_add_format(&page->buffer, "\n%s:\n", title);
    for (; *options != OPTION_END; options++)
        add_row(page, help_option(page->buffer.arena, *options), option_rows[*options].help);
}

static void add_commands(struct help_page *page, const struct verb_group *group)
{
    buffer_add_c(&page->buffer, "\nCommands:\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (group ? verb_group_of(*verb) == group : !(*verb)->is_hidden)
            add_row(page, string_from((*verb)->name), (*verb)->summary);
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
    struct help_page page = page_on(arena);
    buffer_add_c(&page.buffer, "Usage: ");
    add_wrapped(&page, help_synopsis(arena, verb), 11, 7);
    add_paragraphs(&page, verb->text);
    add_options(&page, "Options", verb->options);
    add_options(&page, "Options of every command", option_everywhere);
    add_examples(&page, verb->examples, example_count(verb));
    return buffer_string(&page.buffer);
}

static struct string overview_help(struct arena *arena)
{
    struct help_page page = page_on(arena);
    buffer_add_c(&page.buffer, "Usage: viva COMMAND [OPTIONS] ...\n");
    add_paragraphs(&page, overview);
    add_commands(&page, NULL);
    add_options(&page, "Options of every command", option_everywhere);
    add_examples(&page, overview_examples, sizeof overview_examples / sizeof overview_examples[0]);
    add_paragraphs(&page, "\"viva help COMMAND\" tells more about one command.");
    return buffer_string(&page.buffer);
}

struct string help_text(struct arena *arena, const struct verb *verb)
{
    return verb ? verb_text(arena, verb) : overview_help(arena);
}

struct string help_group(struct arena *arena, const struct verb_group *group)
{
    struct help_page page = page_on(arena);
    buffer_add_format(&page.buffer, "Usage: viva %s COMMAND [OPTIONS] ...\n", group->name);
    buffer_add_c(&page.buffer, "\n  ");
    add_wrapped(&page, string_format(arena, "viva %s: %s", group->name, group->summary), 2, 2);
    add_commands(&page, group);
    add_options(&page, "Options of every command", option_everywhere);
    add_paragraphs(&page, string_c(arena, string_format(arena, "\"viva help %s COMMAND\" tells more about one command.",
                                                        group->name)));
    return buffer_string(&page.buffer);
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
