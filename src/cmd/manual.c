/* The part of viva(1) that tells of commands and options, in mdoc(7), from the tables: tools/manual.py puts it into the
 * page. */
#include "cmd/help.h"
#include "cmd/say.h"

/* No line of the source is wider: readers of the source, and mandoc's own style, want it so. */
#define SOURCE_COLUMNS 78

/* A text with what means something to roff taken literally. */
static struct string escaped(struct arena *arena, struct string text)
{
    struct buffer buffer = buffer_in(arena);
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '\\')
            buffer_add_c(&buffer, "\\e");
        else if (text.bytes[i] == '"')
            buffer_add_c(&buffer, "\\(dq");
        else if (text.bytes[i] == '~')
            buffer_add_c(&buffer, "\\(ti");
        else
            buffer_add_byte(&buffer, text.bytes[i]);
    }
    return buffer_string(&buffer);
}

static void add_word(struct buffer *buffer, struct string word, bool is_line_start)
{
    if (is_line_start && (word.bytes[0] == '.' || word.bytes[0] == '\''))
        buffer_add_c(buffer, "\\&");
    buffer_add(buffer, word);
}

static bool ends_sentence(struct string word)
{
    return word.size > 1 && word.bytes[word.size - 1] == '.';
}

/* A new sentence on a new line, and no line too wide. */
static void add_text(struct buffer *buffer, struct string text)
{
    size_t column = 0;
    struct string rest = escaped(buffer->arena, text);
    while (rest.size > 0) {
        struct string word = string_cut(&rest, ' ');
        bool is_wide = column + 1 + word.size > SOURCE_COLUMNS;
        if (column > 0)
            buffer_add_byte(buffer, is_wide ? '\n' : ' ');
        column = column > 0 && !is_wide ? column + 1 : 0;
        add_word(buffer, word, column == 0);
        column += word.size;
        if (ends_sentence(word) && rest.size > 0) {
            buffer_add_byte(buffer, '\n');
            column = 0;
        }
    }
    buffer_add_byte(buffer, '\n');
}

/* "begin anew" as a sentence of its own: "Begin anew.". */
static struct string sentence_of(struct arena *arena, const char *help)
{
    char first = help[0] >= 'a' && help[0] <= 'z' ? (char)(help[0] - 'a' + 'A') : help[0];
    return string_format(arena, "%c%s.", first, help + 1);
}

static void add_paragraphs(struct buffer *buffer, const char *text)
{
    struct string rest = string_from(text);
    while (rest.size > 0) {
        add_text(buffer, string_cut(&rest, '\n'));
        if (rest.size > 0)
            buffer_add_c(buffer, ".Pp\n");
    }
}

/* "Fl -seed Ar N". */
static void add_flag(struct buffer *buffer, enum option_id id)
{
    const struct option_row *row = &option_rows[id];
    if (row->letter)
        buffer_add_format(buffer, "Fl %c , ", row->letter);
    buffer_add_format(buffer, "Fl -%s", row->name);
    if (row->argument)
        buffer_add_format(buffer, " Ar %s", row->argument);
}

/* "[SET]" is optional, "SET..." can be repeated. */
static void add_operands(struct buffer *buffer, const char *operands)
{
    struct string name = string_from(operands);
    if (name.size == 0)
        return;
    bool is_optional = name.bytes[0] == '[', is_repeated = string_ends_with(name, STRING("..."));
    name = is_optional ? string_slice(name, 1, name.size - 1) : name;
    name = is_repeated ? string_slice(name, 0, name.size - 3) : name;
    buffer_add_format(buffer, ".%sAr %.*s%s\n", is_optional ? "Op " : "", STRING_ARG(name), is_repeated ? " ..." : "");
}

static void add_options(struct buffer *buffer, const enum option_id *options)
{
    if (*options == OPTION_END)
        return;
    buffer_add_c(buffer, ".Bl -tag -width Ds\n");
    for (; *options != OPTION_END; options++) {
        buffer_add_c(buffer, ".It ");
        add_flag(buffer, *options);
        buffer_add_byte(buffer, '\n');
        add_text(buffer, sentence_of(buffer->arena, option_rows[*options].help));
    }
    buffer_add_c(buffer, ".El\n");
}

static void add_verb(struct buffer *buffer, const struct verb *verb)
{
    buffer_add_format(buffer, ".It Xo\n.Nm\n.Cm %s\n", verb->name);
    for (const enum option_id *option = verb->options; *option != OPTION_END; option++) {
        buffer_add_c(buffer, ".Op ");
        buffer_add_format(buffer, "Fl -%s", option_rows[*option].name);
        if (option_rows[*option].argument)
            buffer_add_format(buffer, " Ar %s", option_rows[*option].argument);
        buffer_add_byte(buffer, '\n');
    }
    add_operands(buffer, verb->operands);
    buffer_add_c(buffer, ".Xc\n");
    add_paragraphs(buffer, verb->text);
    add_options(buffer, verb->options);
}

static enum status run(struct call *call)
{
    struct buffer buffer = buffer_in(call->arena);
    buffer_add_c(&buffer, ".Sh COMMANDS\n.Bl -tag -width Ds\n");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (!(*verb)->is_hidden)
            add_verb(&buffer, *verb);
    buffer_add_c(&buffer, ".El\n.Sh OPTIONS\nEvery command takes these too:\n");
    add_options(&buffer, option_everywhere);
    say_out(buffer_string(&buffer));
    return STATUS_OK;
}

const struct verb verb_manual = {
    .name = "manual",
    .summary = "write the part of viva(1) that is made from the tables",
    .operands = "",
    .text = "Writes the sections COMMANDS and OPTIONS of viva(1), for tools/manual.py.",
    .function = run,
    .is_hidden = true,
};
