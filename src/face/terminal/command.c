#include "face/terminal/command.h"

#define ASKED  (MOMENT_QUESTION | MOMENT_SAY)
#define SHOWN  (ASKED | MOMENT_TICK | MOMENT_RESULT)
#define ALWAYS (MOMENT_START | SHOWN | MOMENT_FINISH)

static const struct command_row rows[] = {
    { COMMAND_DONT_KNOW, '?', 0, SAY_WORD_DONT_KNOW, ASKED, SAY_HELP_DONT_KNOW },
    { COMMAND_ALL, 0, 0, SAY_WORD_ALL, MOMENT_TICK, SAY_HELP_ALL },
    { COMMAND_NONE_OF_THEM, 0, 0, SAY_WORD_NONE, MOMENT_TICK, SAY_HELP_NONE },
    { COMMAND_SKIP, 's', 0, SAY_WORD_SKIP, ASKED, SAY_HELP_SKIP },
    { COMMAND_OPTIONS, 'o', 0, SAY_WORD_OPTIONS, MOMENT_QUESTION | MOMENT_RESULT, SAY_HELP_OPTIONS },
    { COMMAND_TERMS, 't', 0, SAY_WORD_TERMS, SHOWN, SAY_HELP_TERMS },
    { COMMAND_PHRASES, 'p', 0, SAY_WORD_PHRASES, SHOWN, SAY_HELP_PHRASES },
    { COMMAND_GUIDE, 'g', '+', SAY_WORD_GUIDE, ALWAYS, SAY_HELP_GUIDE },
    { COMMAND_FLAG, 'f', '!', SAY_WORD_FLAG, SHOWN, SAY_HELP_FLAG },
    { COMMAND_REPORT, 'r', 0, SAY_WORD_REPORT, SHOWN, SAY_HELP_REPORT },
    { COMMAND_AGAIN, 'a', 0, SAY_WORD_AGAIN, MOMENT_FINISH, SAY_HELP_AGAIN },
    { COMMAND_HELP, 'h', '/', SAY_WORD_HELP, ALWAYS, SAY_HELP_HELP },
    { COMMAND_QUIT, 'q', 0, SAY_WORD_QUIT, ALWAYS, SAY_HELP_QUIT },
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static const struct moment_words words[] = {
    { MOMENT_START, SAY_PROMPT_START, SAY_PROMPT_MORE, SAY_EXPECTED_NEXT, SAY_PROMPT_LINE_FINISH, SAY_LINE_NOTHING,
      SAY_LINE_NOTHING },
    { MOMENT_QUESTION, SAY_PROMPT_QUESTION, SAY_PROMPT_QUESTION_MORE, SAY_EXPECTED_ANSWER, SAY_PROMPT_LINE_QUESTION,
      SAY_LINE_NO_ANSWER, SAY_LINE_EMPTY },
    { MOMENT_RESULT, SAY_PROMPT_NEXT, SAY_PROMPT_MORE, SAY_EXPECTED_NEXT, SAY_PROMPT_LINE_FINISH, SAY_LINE_NOTHING,
      SAY_LINE_NOTHING },
    { MOMENT_FINISH, SAY_PROMPT_FINISH, SAY_PROMPT_MORE, SAY_EXPECTED_NEXT, SAY_PROMPT_LINE_FINISH, SAY_LINE_NOTHING,
      SAY_LINE_NOTHING },
    { MOMENT_SAY, SAY_PROMPT_SAY, SAY_PROMPT_MORE, SAY_EXPECTED_SAID, SAY_PROMPT_LINE_SAY, SAY_LINE_NOT_SAID,
      SAY_LINE_NOT_SAID },
    { MOMENT_TICK, SAY_PROMPT_TICK, SAY_PROMPT_TICK, SAY_EXPECTED_NEXT, SAY_PROMPT_LINE_TICK, SAY_LINE_NO_TICKS,
      SAY_LINE_NO_TICKS },
};

const struct moment_words *moment_words(unsigned moment)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((unsigned)words[i].moment & moment)
            return &words[i];
    return NULL;
}

bool command_leaves(const struct request *request)
{
    return request->command == COMMAND_QUIT || request->command == COMMAND_END;
}

const struct command_row *command_row(unsigned moment, size_t index)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].moments & moment && index-- == 0)
            return &rows[i];
    return NULL;
}

static uint32_t lower(uint32_t code_point)
{
    return code_point >= 'A' && code_point <= 'Z' ? code_point - 'A' + 'a' : code_point;
}

size_t command_place(size_t option_count, uint32_t code_point)
{
    uint32_t letter = lower(code_point);
    return letter >= 'a' && letter - 'a' < option_count ? letter - 'a' : SIZE_MAX;
}

char command_key(const struct command_row *row, size_t option_count)
{
    bool is_taken = row->other_key && command_place(option_count, (unsigned char)row->key) != SIZE_MAX;
    return is_taken ? row->other_key : row->key;
}

const struct command_row *command_find_key(unsigned moment, size_t option_count, uint32_t code_point)
{
    const struct command_row *row;
    for (size_t i = 0; (row = command_row(moment, i)); i++)
        if ((uint32_t)command_key(row, option_count) == lower(code_point))
            return row;
    return NULL;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* "Skip" is "skip": words are ASCII in English; a translation's own letters are compared as they are. */
static bool is_word(struct string typed, struct string word)
{
    if (typed.size != word.size)
        return false;
    for (size_t i = 0; i < word.size; i++)
        if (lower((unsigned char)typed.bytes[i]) != (unsigned char)word.bytes[i])
            return false;
    return true;
}

static const struct command_row *find_word(unsigned moment, size_t option_count, struct string word)
{
    const struct command_row *row;
    for (size_t i = 0; (row = command_row(moment, i)); i++)
        if (is_word(word, words_plain(row->word)))
            return row;
    return word.size == 1 ? command_find_key(moment, option_count, (unsigned char)word.bytes[0]) : NULL;
}

/* "b", "b 3", "b3": SIZE_MAX as place when it is no answer. */
static struct request parse_answer(size_t option_count, struct string line)
{
    struct request none = { .command = COMMAND_NONE };
    size_t place = command_place(option_count, (unsigned char)line.bytes[0]);
    struct string sureness = string_trim(string_slice(line, 1, line.size));
    if (place == SIZE_MAX || sureness.size > 1)
        return none;
    if (sureness.size == 1 && (sureness.bytes[0] < '1' || sureness.bytes[0] > '3'))
        return none;
    return (struct request){ .command = COMMAND_ANSWER,
                             .place = place,
                             .sureness = sureness.size == 1 ? (enum sureness)(sureness.bytes[0] - '0') : SURE_UNSAID };
}

static bool take_number(struct string *rest, size_t count, size_t *number)
{
    *number = 0;
    while (rest->size > 0 && rest->bytes[0] >= '0' && rest->bytes[0] <= '9' && *number <= count) {
        *number = *number * 10 + (size_t)(rest->bytes[0] - '0');
        *rest = string_slice(*rest, 1, rest->size);
    }
    return *number >= 1 && *number <= count;
}

/* "3" or "3-5", and what may stand behind it. */
static bool take_points(struct string *rest, size_t count, point_mask *points)
{
    size_t first, last;
    if (!take_number(rest, count, &first))
        return false;
    last = first;
    if (rest->size > 0 && rest->bytes[0] == '-') {
        *rest = string_slice(*rest, 1, rest->size);
        if (!take_number(rest, count, &last) || last < first)
            return false;
    }
    for (size_t i = first; i <= last; i++)
        *points |= (point_mask)1 << (i - 1);
    bool is_parted = rest->size == 0 || is_space(rest->bytes[0]) || rest->bytes[0] == ',';
    while (rest->size > 0 && (is_space(rest->bytes[0]) || rest->bytes[0] == ','))
        *rest = string_slice(*rest, 1, rest->size);
    return is_parted;
}

/* "1 3", "2-4, 6". */
static struct request parse_ticks(size_t count, struct string rest)
{
    struct request request = { .command = COMMAND_TICK };
    while (rest.size > 0)
        if (!take_points(&rest, count, &request.points))
            return (struct request){ .command = COMMAND_NONE };
    return request;
}

struct request command_parse(unsigned moment, size_t count, struct string line)
{
    struct string rest = string_trim(line);
    size_t option_count = moment & MOMENT_TICK ? 0 : count;
    if (rest.size == 0)
        return (struct request){ .command = COMMAND_NEXT };
    if (moment & MOMENT_TICK) {
        struct request ticks = parse_ticks(count, rest);
        if (ticks.command == COMMAND_TICK)
            return ticks;
    }
    if (moment & MOMENT_QUESTION) {
        struct request answer = parse_answer(option_count, rest);
        if (answer.command == COMMAND_ANSWER)
            return answer;
    }
    size_t size = 0;
    while (size < rest.size && !is_space(rest.bytes[size]))
        size++;
    const struct command_row *row = find_word(moment, option_count, string_slice(rest, 0, size));
    struct string remark = string_trim(string_slice(rest, size, rest.size));
    if (!row || (remark.size > 0 && row->command != COMMAND_REPORT))
        return (struct request){ .command = COMMAND_NONE };
    return (struct request){ .command = row->command, .remark = remark };
}
