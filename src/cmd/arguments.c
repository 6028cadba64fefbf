#include "cmd/arguments.h"

#include "base/files.h"
#include "cmd/say.h"
#include "cmd/verb.h"

struct parsing {
    struct arena *arena;
    char *const *words;
    size_t count, at;
    struct arguments *arguments;
    struct {
        struct string *items;
        size_t count, capacity;
    } operands;
    struct failure *failure;
};

static const struct verb *verb_of(const struct parsing *parsing)
{
    return parsing->arguments->verb;
}

/* "viva sets", "viva set", or "viva" before a command was named. */
static struct string program_words(const struct parsing *parsing)
{
    const struct verb *verb = verb_of(parsing);
    const struct verb_group *group = parsing->arguments->group;
    const char *name = verb ? verb->name : group ? group->name : NULL;
    return name ? string_format(parsing->arena, "viva %s", name) : STRING("viva");
}

/* Options. */

static bool takes(const struct parsing *parsing, enum option_id id)
{
    if (verb_of(parsing))
        return verb_takes(verb_of(parsing), id);
    for (const enum option_id *taken = option_everywhere; *taken != OPTION_END; taken++)
        if (*taken == id)
            return true;
    return false;
}

static enum option_id find_name(const struct parsing *parsing, struct string name)
{
    for (enum option_id id = 1; id < OPTION_COUNT; id++)
        if (takes(parsing, id) && string_is(name, option_rows[id].name))
            return id;
    return OPTION_END;
}

static enum option_id find_letter(const struct parsing *parsing, char letter)
{
    for (enum option_id id = 1; id < OPTION_COUNT; id++)
        if (takes(parsing, id) && option_rows[id].letter == letter)
            return id;
    return OPTION_END;
}

static struct string nearest_option(const struct parsing *parsing, struct string name)
{
    struct string names[OPTION_COUNT];
    size_t count = 0;
    for (enum option_id id = 1; id < OPTION_COUNT; id++)
        if (takes(parsing, id))
            names[count++] = string_from(option_rows[id].name);
    return string_nearest(name, names, count);
}

/* Before a command was named, whether there is any that takes such an option. */
static bool is_too_early(const struct parsing *parsing, struct string name)
{
    for (enum option_id id = 1; id < OPTION_COUNT && !verb_of(parsing); id++)
        if (string_is(name, option_rows[id].name))
            return true;
    return false;
}

static enum status unknown_option(const struct parsing *parsing, struct string word, struct string name)
{
    struct string program = program_words(parsing), nearest = nearest_option(parsing, name);
    if (is_too_early(parsing, name))
        return words_failure(parsing->failure, STATUS_USAGE, SAY_OPTION_TOO_EARLY,
                             WORDS({ "program", .plain = program }, { "option", .plain = word }));
    if (nearest.size > 0)
        return words_failure(
            parsing->failure, STATUS_USAGE, SAY_UNKNOWN_OPTION_NEAR,
            WORDS({ "program", .plain = program }, { "option", .plain = word }, { "nearest", .plain = nearest }));
    return words_failure(parsing->failure, STATUS_USAGE, SAY_UNKNOWN_OPTION,
                         WORDS({ "program", .plain = program }, { "option", .plain = word }));
}

static enum status wrong_value(const struct parsing *parsing, enum option_id id, struct string value, enum say expected,
                               struct string choices)
{
    struct string wanted = words_string(parsing->arena, expected, WORDS({ "choices", .plain = choices }));
    return words_failure(parsing->failure, STATUS_USAGE, SAY_WRONG_VALUE,
                         WORDS({ "value", .plain = value }, { "option", .plain = string_from(option_rows[id].name) },
                               { "expected", .plain = wanted }));
}

static bool read_number(struct string text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(text.bytes[i] - '0');
        if (*number > (UINT64_MAX - digit) / 10)
            return false;
        *number = *number * 10 + digit;
    }
    return text.size > 0;
}

static bool read_choice(const char *choices, struct string text, size_t *choice)
{
    struct string rest = string_from(choices);
    for (size_t i = 0; rest.size > 0; i++)
        if (string_equal(string_cut(&rest, '|'), text)) {
            *choice = i;
            return true;
        }
    return false;
}

/* A folder that is not there yet is made when something is stored in it. */
static bool is_folder_or_free(struct string path)
{
    return path.size > 0 && (files_is_folder(path) || !files_exists(path));
}

static enum status take_value(struct parsing *parsing, enum option_id id, struct string text)
{
    struct option_value *value = &parsing->arguments->options[id];
    value->text = text;
    switch (option_rows[id].kind) {
    case OPTION_NUMBER:
        return read_number(text, &value->number) ? STATUS_OK
                                                 : wrong_value(parsing, id, text, SAY_EXPECTED_NUMBER, STRING(""));
    case OPTION_MOMENT:
        return time_parse(text, &value->moment) ? STATUS_OK
                                                : wrong_value(parsing, id, text, SAY_EXPECTED_MOMENT, STRING(""));
    case OPTION_CHOICE:
        return read_choice(option_rows[id].choices, text, &value->choice)
                   ? STATUS_OK
                   : wrong_value(parsing, id, text, SAY_EXPECTED_CHOICE, string_from(option_rows[id].choices));
    case OPTION_FOLDER:
        return is_folder_or_free(text) ? STATUS_OK : wrong_value(parsing, id, text, SAY_EXPECTED_FOLDER, STRING(""));
    case OPTION_PATH:
        return text.size > 0 ? STATUS_OK : wrong_value(parsing, id, text, SAY_EXPECTED_PATH, STRING(""));
    case OPTION_TEXT:
        return text.size > 0 ? STATUS_OK : wrong_value(parsing, id, text, SAY_EXPECTED_TEXT, STRING(""));
    case OPTION_FLAG:
        break;
    }
    return STATUS_OK;
}

/* value has bytes == NULL when none stood behind an "=". */
static enum status take_option(struct parsing *parsing, enum option_id id, struct string value)
{
    const struct option_row *row = &option_rows[id];
    parsing->arguments->options[id].is_given = true;
    if (row->kind == OPTION_FLAG && value.bytes)
        return words_failure(parsing->failure, STATUS_USAGE, SAY_NO_VALUE_TAKEN,
                             WORDS({ "option", .plain = string_from(row->name) }, { "value", .plain = value }));
    if (row->kind == OPTION_FLAG)
        return STATUS_OK;
    if (!value.bytes && parsing->at == parsing->count)
        return words_failure(
            parsing->failure, STATUS_USAGE, SAY_VALUE_MISSING,
            WORDS({ "option", .plain = string_from(row->name) }, { "argument", .plain = string_from(row->argument) }));
    return take_value(parsing, id, value.bytes ? value : string_from(parsing->words[parsing->at++]));
}

static enum status take_long(struct parsing *parsing, struct string word)
{
    size_t equals = string_find_byte(word, '=');
    struct string name = string_slice(word, 2, equals), value = { 0 };
    if (equals != STRING_NOT_FOUND)
        value = string_slice(word, equals + 1, word.size);
    enum option_id id = find_name(parsing, name);
    return id == OPTION_END ? unknown_option(parsing, string_slice(word, 0, equals), name)
                            : take_option(parsing, id, value);
}

/* All letters of a word are options of their own: none of ours takes an argument. */
static enum status take_short(struct parsing *parsing, struct string word)
{
    enum status status = STATUS_OK;
    for (size_t i = 1; i < word.size && status == STATUS_OK; i++) {
        enum option_id id = find_letter(parsing, word.bytes[i]);
        status = id == OPTION_END ? unknown_option(parsing, word, string_slice(word, 1, word.size))
                                  : take_option(parsing, id, (struct string){ 0 });
    }
    return status;
}

/* Commands and operands. */

static enum status take_command(struct parsing *parsing, struct string word)
{
    struct arguments *arguments = parsing->arguments;
    if (!arguments->group && (arguments->group = verb_group_find(word)))
        return STATUS_OK;
    if (arguments->group)
        word = string_format(parsing->arena, "%s %.*s", arguments->group->name, STRING_ARG(word));
    arguments->verb = verb_find(word);
    return arguments->verb ? STATUS_OK : verb_unknown(parsing->arena, word, parsing->failure);
}

static enum status take_operand(struct parsing *parsing, struct string word)
{
    if (!verb_of(parsing))
        return take_command(parsing, word);
    *LIST_ADD(parsing->arena, &parsing->operands) = word;
    return STATUS_OK;
}

static enum status take_words(struct parsing *parsing)
{
    enum status status = STATUS_OK;
    bool has_options = true;
    while (parsing->at < parsing->count && status == STATUS_OK) {
        struct string word = string_from(parsing->words[parsing->at++]);
        if (has_options && string_is(word, "--"))
            has_options = false;
        else if (has_options && string_starts_with(word, STRING("--")))
            status = take_long(parsing, word);
        else if (has_options && word.size > 1 && word.bytes[0] == '-')
            status = take_short(parsing, word);
        else
            status = take_operand(parsing, word);
    }
    return status;
}

/* "add, list, update and remove": what may stand behind a group. */
static struct string group_words(struct arena *arena, const struct verb_group *group)
{
    struct strings words = { 0 };
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (verb_group_of(*verb) == group)
            *LIST_ADD(arena, &words) = string_from(verb_last_word(*verb));
    return words_and(arena, words.items, words.count);
}

static enum status check_operands(const struct parsing *parsing)
{
    const struct verb *verb = verb_of(parsing);
    const struct arguments *arguments = parsing->arguments;
    if (arguments->options[OPTION_HELP].is_given || arguments->options[OPTION_VERSION].is_given)
        return STATUS_OK;
    if (!verb && arguments->group)
        return words_failure(parsing->failure, STATUS_USAGE, SAY_GROUP_ALONE,
                             WORDS({ "group", .plain = string_from(arguments->group->name) },
                                   { "commands", .plain = group_words(parsing->arena, arguments->group) }));
    if (!verb)
        return STATUS_OK;
    struct string name = string_from(verb->name);
    if (parsing->operands.count < verb->operand_min)
        return words_failure(parsing->failure, STATUS_USAGE, SAY_OPERAND_MISSING,
                             WORDS({ "command", .plain = name }, { "operands", .plain = string_from(verb->operands) }));
    if (parsing->operands.count > verb->operand_max)
        return words_failure(
            parsing->failure, STATUS_USAGE, SAY_OPERAND_TOO_MANY,
            WORDS({ "command", .plain = name }, { "operand", .plain = parsing->operands.items[verb->operand_max] }));
    return STATUS_OK;
}

enum status arguments_parse(struct arena *arena, char *const *words, size_t count, struct arguments *arguments,
                            struct failure *failure)
{
    struct parsing parsing = {
        .arena = arena, .words = words, .count = count, .arguments = arguments, .failure = failure
    };
    *arguments = (struct arguments){ 0 };
    enum status status = take_words(&parsing);
    arguments->operands = parsing.operands.items;
    arguments->operand_count = parsing.operands.count;
    return status == STATUS_OK ? check_operands(&parsing) : status;
}

struct moment arguments_now(const struct arguments *arguments)
{
    return arguments->options[OPTION_NOW].is_given ? arguments->options[OPTION_NOW].moment : time_now();
}
